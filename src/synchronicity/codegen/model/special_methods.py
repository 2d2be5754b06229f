"""TABLE: the special methods, and how each one crosses (Python data model, "Special method names")."""

from __future__ import annotations

import enum

# The synchronous twin of an asynchronous special method; the public class has both.
TWINS = {
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "__anext__": "__next__",
}

AWAIT = "__await__"
CALL = "__call__"
GET_ATTRIBUTE = "__getattr__"

# The asynchronous face of an object that is called: `obj(x)` blocks and `await obj.aio(x)` does not, as with a function.
AIO = "aio"

# What the language itself calls and never awaits: an `async def` is a mistake there.
NEVER_AWAITED = frozenset(
    f"__{name}__"
    for name in (
        "hash", "repr", "str", "bytes", "format", "bool", "len", "length_hint", "contains", "iter", "next", "int", "float",
        "complex", "index", "setitem", "delitem", "enter", "exit", "fspath", "eq", "ne", "missing",
    )
)  # fmt: skip


class Special(enum.Enum):
    """How a plain special method crosses."""

    TYPED = "as its annotations say"
    BY_VALUE = "whatever comes is converted by value: operators meet foreign objects and give NotImplemented"


_ARITHMETIC = (
    "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "pow", "lshift", "rshift", "and", "xor", "or",
)  # fmt: skip

_BY_VALUE = (
    *(f"__{name}__" for name in ("eq", "ne", "lt", "le", "gt", "ge", "contains")),
    *(f"__{prefix}{name}__" for name in _ARITHMETIC for prefix in ("", "r", "i")),
)

_TYPED = tuple(
    f"__{name}__"
    for name in (
        "hash", "repr", "str", "bytes", "format", "bool", "len", "length_hint", "getitem", "setitem", "delitem",
        "iter", "next", "reversed", "missing", "neg", "pos", "abs", "invert", "int", "float", "complex", "index", "round",
        "trunc", "floor", "ceil", "call", "enter", "exit", "fspath", "getattr",
    )
)  # fmt: skip

# What the language hands on as it is, so that an `async def` is awaited by who writes `await obj[key]`: the operator of a
# wrapper blocks, and the other face has the method's own name, `await obj.__getitem__.aio(key)`.
HANDED_ON = frozenset(
    [
        *(
            f"__{name}__"
            for name in ("getitem", "lt", "le", "gt", "ge", "neg", "pos", "abs", "invert")
        ),
        *(f"__{prefix}{name}__" for name in _ARITHMETIC for prefix in ("", "r", "i")),
    ]
)

PLAIN_SPECIAL: dict[str, Special] = {
    **{name: Special.BY_VALUE for name in _BY_VALUE},
    **{name: Special.TYPED for name in _TYPED},
}


def is_special(name: str) -> bool:
    return len(name) > 4 and name.startswith("__") and name.endswith("__")
