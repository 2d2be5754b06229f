"""The table of explanations: one for every code, in the order of the codes."""

from __future__ import annotations

from ...codegen.diagnostics import Code
from .example import Explanation
from .reading import READING
from .registration import REGISTRATION
from .translation import TRANSLATION
from .writing import WRITING

__all__ = ["EXPLANATIONS", "Explanation"]

_ALL = {**REGISTRATION, **READING, **TRANSLATION, **WRITING}
EXPLANATIONS: dict[Code, Explanation] = {code: _ALL[code] for code in Code if code in _ALL}
