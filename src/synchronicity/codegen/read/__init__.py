"""Live objects and their source, read once into plain data: `read_program`.

Knows introspection and source text; the only room that touches user code. The live object decides what exists, the
source decides how it is spelled. Does not know what is made of it.
"""

from __future__ import annotations

from .program import read_program

__all__ = ["read_program"]
