"""Objects of wrapped classes: the one place where a wrapper meets its implementation object."""

from __future__ import annotations

from collections.abc import Sequence
from typing import final

from ..model.names import QualifiedName
from ..model.types import SelfType
from ..syntax import Attribute, Call, Expression, Name, Subscript
from .base import ClassName, TypeTransformer, class_name
from .spelling import Spelling, annotation

IMPLEMENTATION = "_impl_instance"
IMPLEMENTATION_CLASS = "_impl_class"
FROM_IMPLEMENTATION = "_from_impl"


@final
class WrappedClassTransformer(TypeTransformer):
    """An object of a wrapped class: `node._impl_instance` in, `Node._from_impl(node)` out.

    Args:
        cls: the implementation class, or its name.
        arguments: the transformers of its type arguments; they matter for the type only.
    """

    def __init__(self, cls: ClassName, arguments: Sequence[TypeTransformer] = ()) -> None:
        self.name: QualifiedName = class_name(cls)
        self.arguments = tuple(arguments)

    def needs_translation(self) -> bool:
        return True

    def can_go_by_value(self) -> bool:
        return True

    def public_type(self, spelling: Spelling) -> Expression:
        wrapper = spelling.wrapper(self.name)
        arguments = tuple(argument.public_type(spelling) for argument in self.arguments)
        return Subscript(wrapper, arguments) if arguments else wrapper

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        return Attribute(value, IMPLEMENTATION)

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        return Call(Attribute(spelling.wrapper(self.name), FROM_IMPLEMENTATION), (value,))


@final
class ClassTransformer(TypeTransformer):
    """`type[Node]`: the class itself, `cls._impl_class` in, the wrapper class out. `type[T]`: by value.

    Args:
        item: the transformer of its objects, of a wrapped class or a type variable. Not that of `Self`: which subclass of the
            wrapper it was, the implementation does not know.
    """

    def __init__(self, item: TypeTransformer) -> None:
        self.item = item

    def needs_translation(self) -> bool:
        return True

    def public_type(self, spelling: Spelling) -> Expression:
        name = spelling.type_name(QualifiedName("builtins", "type"))
        return Subscript(name, (self.item.public_type(spelling),))

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        if isinstance(self.item, WrappedClassTransformer):
            return Attribute(value, IMPLEMENTATION_CLASS)
        return Call(spelling.helper("impl_class"), (value,))

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        return Call(spelling.helper("wrapper_class"), (value,))


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

    def can_go_by_value(self) -> bool:
        return True

    def public_type(self, spelling: Spelling) -> Expression:
        return annotation(SelfType(), spelling)

    def to_impl(self, spelling: Spelling, value: Expression) -> Expression:
        return Attribute(value, IMPLEMENTATION)

    def to_wrapper(self, spelling: Spelling, value: Expression) -> Expression:
        return Call(Attribute(Name(self.receiver), FROM_IMPLEMENTATION), (value,))

    def depends_on_self(self) -> bool:
        return True
