"""Which of the two files of a pair needs a name, and when."""

from __future__ import annotations

import enum


class Use(enum.Enum):
    """What a name was spelled for, and so which file has to bind it, and when."""

    RUN_TIME = "evaluated when the module is imported, or in a body"
    ANNOTATION = "in an annotation of the module, which nothing evaluates by itself"
    STUB = "in the stub"


SIGNATURE = (Use.ANNOTATION, Use.STUB)
STUB = (Use.STUB,)
RUN_TIME = (Use.RUN_TIME,)
