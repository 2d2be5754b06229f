"""How a value crosses: composable transformers, one for each form that a type can have.

Knows types and expressions. Does not know where an expression will stand, nor which names are taken there.
"""

from __future__ import annotations

from .base import IdentityTransformer, TypeTransformer
from .build import Refused, Transformers, transformer_for
from .containers import (
    DictTransformer,
    FrozenSetTransformer,
    ListTransformer,
    SetTransformer,
    TupleTransformer,
    VariadicTupleTransformer,
)
from .generators import GeneratorTransformer
from .spelling import PlainSpelling, Spelling, annotation, dotted
from .unions import OptionalTransformer, UnionTransformer
from .wrapped import SelfTransformer, WrappedClassTransformer

__all__ = [
    "DictTransformer",
    "FrozenSetTransformer",
    "GeneratorTransformer",
    "IdentityTransformer",
    "ListTransformer",
    "OptionalTransformer",
    "PlainSpelling",
    "Refused",
    "SelfTransformer",
    "SetTransformer",
    "Spelling",
    "Transformers",
    "TupleTransformer",
    "TypeTransformer",
    "UnionTransformer",
    "VariadicTupleTransformer",
    "WrappedClassTransformer",
    "annotation",
    "dotted",
    "transformer_for",
]
