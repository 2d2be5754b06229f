"""From the surface to syntax, always in pairs: what runs, and what checkers and editors read.

Knows the shape of generated code. Does not know where the surface came from, nor how text is laid out.
"""

from __future__ import annotations

from .modules import emit_modules

__all__ = ["emit_modules"]
