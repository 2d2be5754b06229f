"""How a value crosses: composable transformers, one for each form that a type can have.

Knows types and expressions. Does not know where an expression will stand, nor which names are taken there.
"""

from __future__ import annotations

from .annotated import AnnotatedTransformer, GuardTransformer
from .base import Direction, IdentityTransformer, Refused, TypeTransformer
from .build import Transformers, transformer_for
from .callbacks import CallbackTransformer
from .containers import (
    ContainerTransformer,
    DequeTransformer,
    FrozenSetTransformer,
    IterableTransformer,
    ListTransformer,
    SetTransformer,
    TupleTransformer,
    VariadicTupleTransformer,
)
from .generators import GeneratorTransformer
from .mappings import DictTransformer, OrderedDictTransformer
from .spelling import (
    PlainSpelling,
    Spelling,
    alternatives,
    annotation,
    dotted,
    unpacked,
    wrapped_classes,
)
from .unions import OptionalTransformer, UnionTransformer
from .variables import VariableTransformer
from .wrapped import ClassTransformer, SelfTransformer, WrappedClassTransformer

__all__ = [
    "AnnotatedTransformer",
    "CallbackTransformer",
    "ClassTransformer",
    "ContainerTransformer",
    "DequeTransformer",
    "DictTransformer",
    "Direction",
    "FrozenSetTransformer",
    "GeneratorTransformer",
    "GuardTransformer",
    "IdentityTransformer",
    "IterableTransformer",
    "ListTransformer",
    "OptionalTransformer",
    "OrderedDictTransformer",
    "PlainSpelling",
    "Refused",
    "SelfTransformer",
    "SetTransformer",
    "Spelling",
    "Transformers",
    "TupleTransformer",
    "TypeTransformer",
    "UnionTransformer",
    "VariableTransformer",
    "VariadicTupleTransformer",
    "WrappedClassTransformer",
    "alternatives",
    "annotation",
    "dotted",
    "transformer_for",
    "unpacked",
    "wrapped_classes",
]
