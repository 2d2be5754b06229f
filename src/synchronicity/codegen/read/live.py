"""What a live object stands for in an annotation, told from the object alone.

Knows the run-time shapes of the typing module on every supported Python. Never calls user code: no `getattr` on
classes, no `==`, no `repr`.
"""

from __future__ import annotations

import builtins
import types
from collections.abc import Mapping
from types import ModuleType
from typing import Any, ForwardRef, Optional

from ..model.names import QualifiedName
from .references import (
    ClassReference,
    FormReference,
    ModuleReference,
    Reference,
    ValueReference,
    VariableReference,
)

TYPING_MODULES = ("typing", "typing_extensions")

SPECIAL_FORMS = frozenset(
    [
        "Annotated",
        "Any",
        "Callable",
        "ClassVar",
        "Concatenate",
        "Final",
        "Generic",
        "Literal",
        "LiteralString",
        "Never",
        "NoReturn",
        "NotRequired",
        "Optional",
        "Protocol",
        "ReadOnly",
        "Required",
        "Self",
        "Tuple",
        "Type",
        "TypeAlias",
        "TypeForm",
        "TypeGuard",
        "TypeIs",
        "Union",
        "Unpack",
    ]
)

_NOTHING: Mapping[str, Any] = {}
_PRIVATE_MODULES = {
    # C accelerators: which one defines a class depends on the build, its public module does not
    "_asyncio": "asyncio",
    "_contextvars": "contextvars",
    "_decimal": "decimal",
    "_functools": "functools",
    "_io": "io",
    "_pickle": "pickle",
    "_queue": "queue",
    "_socket": "socket",
    "_ssl": "ssl",
    "_struct": "struct",
    "_thread": "threading",
    "_weakref": "weakref",
    "pathlib._local": "pathlib",
    "pathlib._abc": "pathlib",
    "collections.abc": "collections.abc",
    "_collections_abc": "collections.abc",
}
VARIABLES = ("TypeVar", "ParamSpec", "TypeVarTuple")


def _from_types() -> dict[str, str]:
    """Classes that say they are builtins and are found in `types`: `traceback` is `types.TracebackType`."""
    found: dict[str, str] = {}
    for name, value in vars(types).items():
        # The first name counts (`FunctionType`, not `LambdaType`); what `types` has gained since 3.9 stays out.
        since_3_9 = name in ("NoneType", "EllipsisType", "NotImplementedType")
        if isinstance(value, type) and value.__module__ == "builtins" and not since_3_9:
            if not hasattr(builtins, value.__qualname__):
                found.setdefault(value.__qualname__, name)
    return found


_FROM_TYPES = _from_types()


def identity(cls: type) -> QualifiedName:
    """Module and qualified name of a class, the same on every Python."""
    module = type.__dict__["__module__"].__get__(cls) if type(cls) is type else cls.__module__
    qualname = type.__dict__["__qualname__"].__get__(cls)
    module = module if isinstance(module, str) else "builtins"
    if module == "builtins" and qualname in _FROM_TYPES:
        return QualifiedName("types", _FROM_TYPES[qualname])
    return QualifiedName(_PRIVATE_MODULES.get(module, module), qualname)


def mro_of(cls: type) -> tuple[type, ...]:
    """The resolution order, whatever a metaclass says of it."""
    order: tuple[type, ...] = type.__dict__["__mro__"].__get__(cls)
    return order


def kind_of(obj: Any) -> type[Any]:
    kind: type[Any] = type(obj)  # pyright: ignore[reportUnknownVariableType]
    return kind


def names_of(obj: Any) -> Mapping[str, Any]:
    """What a class or module itself binds; empty for anything else."""
    if isinstance(obj, ModuleType) or is_class(obj):
        names: Mapping[str, Any] = vars(obj)
        return names
    return _NOTHING


def is_class(obj: Any) -> bool:
    """A real class: on 3.9 and 3.10, `list[int]` claims to be one."""
    return issubclass(type(obj), type)


def special_form(obj: Any) -> Optional[str]:
    """The name of a special form of typing or typing_extensions."""
    if obj is Any:
        return "Any"
    kind = kind_of(obj)
    if kind.__module__ not in TYPING_MODULES:
        if is_class(obj) and obj.__module__ in TYPING_MODULES and obj.__name__ in SPECIAL_FORMS:
            name: str = obj.__name__  # Generic, Protocol, Annotated and (3.11) Any are classes
            return name
        return None
    if kind.__name__.endswith(("SpecialForm", "_AnyMeta")) or kind.__name__ == "_LiteralForm":
        name = getattr(obj, "_name", "")
        return name if name in SPECIAL_FORMS else None
    if kind.__name__ in ("_ProtocolMeta", "_TypedDictMeta") and obj.__module__ in TYPING_MODULES:
        return obj.__name__ if obj.__name__ in SPECIAL_FORMS else None
    return None


def special_origin(obj: Any) -> Any:
    """`list` of `typing.List`, `collections.abc.Iterable` of `typing.Iterable`; None for anything else."""
    kind = kind_of(obj)
    if kind.__module__ not in TYPING_MODULES or not hasattr(obj, "__origin__"):
        return None
    if kind.__name__ in ("_SpecialGenericAlias", "_DeprecatedGenericAlias"):
        return obj.__origin__
    if kind.__name__ in ("_CallableType", "_TupleType"):
        return obj.__origin__
    return None


def is_variable(obj: Any) -> bool:
    kind = kind_of(obj)
    return kind.__name__ in VARIABLES and kind.__module__ in TYPING_MODULES


def is_new_type(obj: Any) -> bool:
    """On 3.9 a NewType is a function of module typing."""
    if type(obj).__module__ in TYPING_MODULES and type(obj).__name__ == "NewType":
        return True
    return type(obj).__name__ == "function" and "__supertype__" in vars(obj)


def is_alias(obj: Any) -> bool:
    """A type expression that was evaluated: `Optional[int]`, `list[int]`, `int | None`, `type X = …`."""
    kind = kind_of(obj)
    if kind.__module__ in TYPING_MODULES:
        return kind.__name__ not in VARIABLES
    return kind.__name__ in ("GenericAlias", "UnionType", "_CallableGenericAlias") and (
        kind.__module__ in ("types", "collections.abc", "_collections_abc")
    )


def classify(
    obj: Any, name: QualifiedName, authored: Optional[QualifiedName] = None
) -> Optional[Reference]:
    """What `obj`, found under `name`, stands for; None for an alias, whose spelling is in its source."""
    form = special_form(obj)
    if form is not None:
        return FormReference(form, name.module if name.module in TYPING_MODULES else "typing")
    if is_class(obj):
        return ClassReference(identity(obj), obj, authored)
    if isinstance(obj, ModuleType):
        return ModuleReference(obj.__name__, obj)
    if is_variable(obj):
        return VariableReference(obj.__name__, obj)
    origin = special_origin(obj)
    if origin is not None:
        return ClassReference(identity(origin), origin)
    if is_new_type(obj):
        module = obj.__module__ if obj.__module__ not in TYPING_MODULES else name.module
        return ClassReference(QualifiedName(module, name.qualname), obj, authored)
    if obj is None or is_alias(obj) or isinstance(obj, str):
        return None
    return ValueReference(f"a value of type `{type(obj).__name__}`", obj)


def references_to(parameters: tuple[Any, ...]) -> tuple[VariableReference, ...]:
    """Live type parameters. On older Pythons `Unpack[Ts]` stands for Ts among them."""
    found: list[VariableReference] = []
    for obj in parameters:
        arguments: tuple[Any, ...] = () if is_variable(obj) else getattr(obj, "__args__", ())
        variable = arguments[0] if arguments else obj
        if is_variable(variable):
            found.append(VariableReference(variable.__name__, variable))
    return tuple(found)


def parameters_of(obj: Any) -> tuple[VariableReference, ...]:
    """The free type variables of an alias, in order; of a class there are none to fill in."""
    if obj is None or is_class(obj):
        return ()
    known: Any = getattr(obj, "__parameters__", ())
    if type(known) is not tuple:
        return ()
    given: tuple[Any, ...] = known  # pyright: ignore[reportUnknownVariableType]
    return references_to(given)


def is_quoted(obj: Any) -> bool:
    """Whether a part of an alias is a string, of which the object knows nothing: no type variables, for example."""
    if isinstance(obj, (str, ForwardRef)):
        return True
    if special_form(getattr(obj, "__origin__", None)) == "Literal":
        return False
    arguments: Any = () if is_class(obj) else getattr(obj, "__args__", ())
    return type(arguments) is tuple and any(map(is_quoted, arguments))  # pyright: ignore[reportUnknownArgumentType]


def is_attrs(cls: type) -> bool:
    """Whether attrs has made `cls` itself, not a base of it."""
    return "__attrs_attrs__" in vars(cls)


def is_frozen_attrs(cls: type) -> bool:
    """Whether attrs refuses to assign to the fields of `cls`."""
    return getattr(vars(cls).get("__setattr__"), "__name__", "") == "_frozen_setattrs"


def deprecation(obj: Any) -> Optional[str]:
    """What `@deprecated` (PEP 702) says of a function or class itself; None without."""
    if not (is_class(obj) or isinstance(obj, types.FunctionType)):
        return None
    message = vars(obj).get("__deprecated__")
    return message if isinstance(message, str) else None
