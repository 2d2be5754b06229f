"""What stubs do not show of a wrapper: its implementation object, and how it is made from one."""

from __future__ import annotations

from typing import Any, TypeVar

W = TypeVar("W")


def impl_of(wrapper: Any) -> Any:
    """The implementation object of `wrapper`."""
    return wrapper._impl_instance


def wrapper_of(cls: type[W], impl: object) -> W:
    """The wrapper of `impl`, as generated code takes it from `cls`."""
    wrapping: Any = cls
    made: W = wrapping._from_impl(impl)
    return made
