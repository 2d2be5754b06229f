"""What the language itself says of special methods: their fixed types, and which ones are machinery.

A table; knows nothing of any class.
"""

from __future__ import annotations

from typing import Optional

from ..model.names import QualifiedName
from ..model.types import AnyType, NamedType, NoneType, TypeExpression, union

_NONE = NoneType()


def builtin(name: str) -> NamedType:
    return NamedType(QualifiedName("builtins", name))


OBJECT, STR, INT, BOOL = builtin("object"), builtin("str"), builtin("int"), builtin("bool")
_EXCEPTION = builtin("BaseException")
_TRACEBACK = NamedType(QualifiedName("types", "TracebackType"))

_EXIT: tuple[TypeExpression, ...] = (
    union(NamedType(QualifiedName("builtins", "type"), (_EXCEPTION,)), _NONE),
    union(_EXCEPTION, _NONE),
    union(_TRACEBACK, _NONE),
)

_PARAMETERS: dict[str, tuple[TypeExpression, ...]] = {
    "__exit__": _EXIT,
    "__aexit__": _EXIT,
    "__eq__": (OBJECT,),
    "__ne__": (OBJECT,),
    "__format__": (STR,),
    "__getattr__": (STR,),
    "__getattribute__": (STR,),
    "__setattr__": (STR,),
    "__delattr__": (STR,),
    "__contains__": (OBJECT,),
}

_RESULTS: dict[str, TypeExpression] = {
    "__init__": _NONE,
    "__len__": INT,
    "__length_hint__": INT,
    "__bool__": BOOL,
    "__repr__": STR,
    "__str__": STR,
    "__format__": STR,
    "__bytes__": builtin("bytes"),
    "__hash__": INT,
    "__contains__": BOOL,
    "__eq__": BOOL,
    "__ne__": BOOL,
    "__int__": INT,
    "__index__": INT,
    "__float__": builtin("float"),
    "__complex__": builtin("complex"),
    "__setattr__": _NONE,
    "__delattr__": _NONE,
    "__setitem__": _NONE,
    "__delitem__": _NONE,
    "__set__": _NONE,
    "__delete__": _NONE,
}

MACHINERY = frozenset(
    [
        "__new__",
        "__init__",
        "__post_init__",
        "__init_subclass__",
        "__class_getitem__",
        "__del__",
        "__getstate__",
        "__setstate__",
        "__getattribute__",
        "__reduce__",
        "__reduce_ex__",
        "__getnewargs__",
        "__getnewargs_ex__",
        "__copy__",
        "__deepcopy__",
        "__replace__",
        "__sizeof__",
        "__dir__",
        "__subclasshook__",
        "__subclasscheck__",
        "__instancecheck__",
        "__set_name__",
        "__slots__",
        "__dict__",
        "__weakref__",
        "__module__",
        "__qualname__",
        "__doc__",
        "__annotations__",
        "__annotate__",
        "__annotate_func__",
        "__annotations_cache__",
        "__orig_bases__",
        "__parameters__",
        "__type_params__",
        "__abstractmethods__",
        "__match_args__",
        "__dataclass_fields__",
        "__dataclass_params__",
        "__firstlineno__",
        "__static_attributes__",
        "__prepare__",
        "__mro_entries__",
        "__attrs_attrs__",
        "__attrs_init__",
        "__attrs_own_setattr__",
        "__attrs_post_init__",
        "__attrs_pre_init__",
        "__attrs_props__",
        "__classcell__",
        "__class__",
        "__non_callable_proto_members__",
        "__protocol_attrs__",
        "__orig_class__",
        "__final__",
    ]
)


def parameter(method: str, position: int) -> Optional[TypeExpression]:
    """The type of a special method's parameter that the language fixes; positions count from 0, without self."""
    known = _PARAMETERS.get(method, ())
    return known[position] if position < len(known) else None


def result(method: str) -> Optional[TypeExpression]:
    return _RESULTS.get(method)


def is_special(name: str) -> bool:
    return len(name) > 4 and name.startswith("__") and name.endswith("__")


def is_private(name: str) -> bool:
    return name.startswith("_") and not is_special(name)


ANY = AnyType()
