"""How generated code spells the runtime: the names that it imports, and the decorator of every kind of callable."""

from __future__ import annotations

from ..model.api import Accessor, Binding, Start
from ..model.names import assert_never
from ..model.surface import (
    AwaitableManager,
    AwaitableObject,
    Awaited,
    Generated,
    Iterated,
    Managed,
    Outcome,
    Role,
    Value,
)

# The package and its module, under their own names. A library may have a copy of its own: `located`.
PACKAGE = "synchronicity"
RUNTIME = "synchronicity.descriptor"

# The object that the decorators hang on, and what makes it.
FACES = "_dual"
MAKE_FACES = "dual"

WRAPPED = "Wrapped"
SELF = "SELF"
WITH_SELF = "with_self"
TO_IMPL = "to_impl"
TO_WRAPPER = "to_wrapper"
DEFAULT = "default"
CLASS_ATTRIBUTE = "class_attribute"
AS_PLAIN_METHOD = "plain_method"
CLASS_PROPERTY = "classproperty"
ON_LOOP = {Start.ON_LOOP: "on_loop", Start.AWAITED_ON_LOOP: "awaited_on_loop"}
CONSTRUCT = "construct"
CONSTRUCTED = "constructed"
WARN_DEPRECATED = "warn_deprecated"
DEPRECATED_ACCESSOR = {accessor: f"deprecated_{accessor.value}" for accessor in Accessor}
LAZY_MODULE = "lazy_module"
ON_FACES = frozenset(
    {"generate", "iterate", "manage", "hand_out", CONSTRUCT}
)  # what hangs on FACES, beside the decorators

ATTACH = "_attach"
IMPL_CLASS = "_impl_class"
IMPL_INSTANCE = "_impl_instance"

# The bases of a stub's private classes.
DUAL_FUNCTION = "DualFunction"
DUAL_METHOD = "DualMethod"
DUAL_GENERIC_METHOD = "DualGenericMethod"
PLAIN_METHOD = "PlainMethod"
DUAL_CLASS_METHOD = "DualClassMethod"
UNBOUND_METHOD = "UnboundMethod"
DUAL_CONTEXT_MANAGER = "DualContextManager"
AWAITABLE_CONTEXT_MANAGER = "AwaitableContextManager"


# TABLE: the decorators of special methods.
_SPECIAL = {
    Role.ENTER: "enter",
    Role.OPENING: "opening",
    Role.EXIT: "exit",
    Role.STEP: "step",
    Role.AWAIT: "awaits",
}


def located(module: str, package: str) -> str:
    """The name of a module of the run time where that is the package `package`; other modules have their own."""
    inside = module == PACKAGE or module.startswith(f"{PACKAGE}.")
    return package + module[len(PACKAGE) :] if inside else module


def decorator(outcome: Outcome, binding: Binding, role: Role) -> str:
    """The name of the decorator on FACES: `function`, `method_iterator`, `class_context_manager`, `step`, …"""
    if role in _SPECIAL:
        return _SPECIAL[role]
    verb = _verb(outcome)
    if binding is Binding.METHOD:
        return "method" if verb == "function" else f"method_{verb}"
    if binding is Binding.CLASS_METHOD:
        return "class_method" if verb == "function" else f"class_{verb}"
    return verb


def _verb(outcome: Outcome) -> str:
    if isinstance(outcome, Awaited):
        return "function"
    if isinstance(outcome, Generated):
        return "generator"
    if isinstance(outcome, Iterated):
        return "iterator"
    if isinstance(outcome, Managed):
        return "context_manager"
    if isinstance(outcome, AwaitableObject):
        return "awaitable"
    if isinstance(outcome, AwaitableManager):
        return "result"
    if isinstance(outcome, Value):
        raise AssertionError("a plain value has no decorator")
    assert_never(outcome)
