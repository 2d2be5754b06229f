"""Objects of wrapped classes: the one place where a wrapper meets its implementation object."""

from __future__ import annotations

from typing import final

from ..model.names import QualifiedName
from ..model.types import SelfType
from ..syntax import Attribute, Call, Expression, Name
from .base import ClassName, TypeTransformer, class_name
from .spelling import Spelling, annotation

IMPLEMENTATION = "_impl_instance"
FROM_IMPLEMENTATION = "_from_impl"


@final
class WrappedClassTransformer(TypeTransformer):
    """An object of a wrapped class: `node._impl_instance` in, `Node._from_impl(node)` out.

    Args:
        cls: the implementation class, or its name.
    """

    def __init__(self, cls: ClassName) -> None:
        self.name: QualifiedName = class_name(cls)

    def needs_translation(self) -> bool:
        return True

    def public_type(self, spelling: Spelling) -> Expression:
        return spelling.wrapper(self.name)

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        return Attribute(value, IMPLEMENTATION)

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        return Call(Attribute(spelling.wrapper(self.name), FROM_IMPLEMENTATION), (value,))


@final
class SelfTransformer(TypeTransformer):
    """`Self`: an object of the class at hand, `self._from_impl(node)` out (PEP 673).

    Args:
        receiver: the name of what holds `_from_impl` in the conversion: the object, or in a class method the class.
    """

    def __init__(self, receiver: str = "self") -> None:
        self.receiver = receiver

    def needs_translation(self) -> bool:
        return True

    def public_type(self, spelling: Spelling) -> Expression:
        return annotation(SelfType(), spelling)

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        return Attribute(value, IMPLEMENTATION)

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        return Call(Attribute(Name(self.receiver), FROM_IMPLEMENTATION), (value,))

    def depends_on_self(self) -> bool:
        return True
