"""The types that are no containers: plain ones, wrapped classes, unions, variables, aliases, callbacks."""

from __future__ import annotations

import asyncio
import datetime
import decimal
import pathlib
from collections.abc import Callable
from typing import Any, Optional

from .plans import Choose, Form, Mismatch, Plan, Side, Writer, is_exactly, same

# What `awaited` callbacks are awaited on, in the place of the implementation.
_loop: Optional[asyncio.AbstractEventLoop] = None


class Plain(Form):
    """A type that mentions no wrapped class: its values stay."""

    def __init__(self, name: str, *values: Callable[[Any], Any], hashable: bool = True) -> None:
        self.name = name
        self.values = values
        self._hashable = hashable

    @property
    def hashable(self) -> bool:
        return self._hashable

    def text(self, writer: Writer, evaluated: bool = False) -> str:
        return self.name

    def plan(self, choose: Choose) -> Plan:
        return Plan(self, choose(len(self.values)))

    def make(self, plan: Plan, side: Side) -> Any:
        return self.values[plan.data](side.world.implementation)

    def check(self, plan: Plan, value: Any, side: Side) -> None:
        raise AssertionError("plain values stay")


def _constant(value: object) -> Callable[[Any], Any]:
    return lambda implementation: value


NONE = Plain("None", _constant(None))
ANYTHING = [
    Plain("Any", _constant("any"), lambda impl: [1, {2}], lambda impl: {"a": 1}, hashable=False),
    Plain("object", _constant("object"), lambda impl: [1], lambda impl: object(), hashable=False),
]
PLAIN = [
    Plain("int", _constant(3), _constant(0), _constant(10**20)),
    Plain("str", _constant("text"), _constant("")),
    Plain("bytes", _constant(b"bytes")),
    Plain("float", _constant(2.5)),
    Plain("bool", _constant(True), _constant(False)),
    NONE,
    Plain("decimal.Decimal", lambda impl: decimal.Decimal("1.5")),
    Plain("datetime.date", lambda impl: datetime.date(2020, 1, 2)),
    Plain("pathlib.Path", lambda impl: pathlib.Path("a/b")),
    Plain("type[int]", _constant(int), _constant(bool)),
    Plain("Literal['a', 7, None]", _constant("a"), _constant(7), _constant(None)),
    Plain("Literal[Color.RED]", lambda impl: impl.Color.RED),
    Plain("Color", lambda impl: impl.Color.RED, lambda impl: impl.Color.BLUE),
    Plain("UserId", lambda impl: impl.UserId(77)),
    Plain("Point", lambda impl: impl.Point(1, [2]), hashable=False),
    Plain("Options", lambda impl: {"name": "x"}, hashable=False),
    Plain("Pair", lambda impl: impl.Pair(1, "b")),
    Plain("Names", lambda impl: impl.Names(["a"]), hashable=False),
    Plain("Registry", lambda impl: impl.Registry(a=1), hashable=False),
    *ANYTHING,
]


# Whose objects are values of a class.
_KINDS = {
    "Node": ("Node", "Leaf", "Mine", "_Hidden"),
    "Leaf": ("Leaf",),
    "Empty": ("Empty",),
    "NodeId": ("Node",),
    "_Hidden": ("_Hidden",),
    "Box": ("Box",),
}


class Wrapped(Form):
    """An object of a wrapped class, of a subclass of it, or of a subclass that one side does not know."""

    crosses = True

    def __init__(self, name: str, *arguments: Form) -> None:
        self.name = name
        self.parts = arguments  # of a generic class: they matter for the type only

    @property
    def hashable(self) -> bool:
        return True

    @property
    def one_shot(self) -> bool:
        return False

    def text(self, writer: Writer, evaluated: bool = False) -> str:
        arguments = ", ".join(part.text(writer, evaluated) for part in self.parts)
        return f"{self.name}[{arguments}]" if arguments else self.name

    def plan(self, choose: Choose) -> Plan:
        kinds = _KINDS[self.name]
        return Plan(self, (kinds[choose(len(kinds))], choose(3)))

    def make(self, plan: Plan, side: Side) -> Any:
        return side.object(*plan.data)

    def check(self, plan: Plan, value: Any, side: Side) -> None:
        same(value, side.object(*plan.data))


class ClassOf(Form):
    """`type[Node]`."""

    crosses = True

    def __init__(self, *names: str) -> None:
        self.names = names

    def text(self, writer: Writer, evaluated: bool = False) -> str:
        return f"type[{self.names[0]}]"

    def plan(self, choose: Choose) -> Plan:
        return Plan(self, self.names[choose(len(self.names))])

    def make(self, plan: Plan, side: Side) -> Any:
        return side.cls(plan.data)

    def check(self, plan: Plan, value: Any, side: Side) -> None:
        same(value, side.cls(plan.data))


class Holding(Form):
    """A class of the library that holds an object, and is not registered: it must be refused, unless nothing changes."""

    def __init__(self, name: str, item: Form, *, generic: bool = True) -> None:
        self.name = name
        self.parts = (item,)
        self.generic = generic

    @property
    def hashable(self) -> bool:
        return False

    def with_parts(self, parts: tuple[Form, ...]) -> Optional[Form]:
        return super().with_parts(parts) if self.generic else None

    def text(self, writer: Writer, evaluated: bool = False) -> str:
        return (
            f"{self.name}[{self.parts[0].text(writer, evaluated)}]" if self.generic else self.name
        )

    def plan(self, choose: Choose) -> Plan:
        return Plan(self, None, (self.parts[0].plan(choose),))

    def make(self, plan: Plan, side: Side) -> Any:
        return getattr(side.world.implementation, self.name)(plan.parts[0].make(side))

    def check(self, plan: Plan, value: Any, side: Side) -> None:
        is_exactly(value, getattr(side.world.implementation, self.name))
        plan.parts[0].check(value.value, side)


class Around(Form):
    """Something around one type that changes no value: `Annotated`, an alias, a string."""

    def __init__(self, how: str, item: Form) -> None:
        self.how = how
        self.parts = (item,)

    @property
    def by_value(self) -> bool:
        return self.parts[0].by_value

    def text(self, writer: Writer, evaluated: bool = False) -> str:
        text = self.parts[0].text(writer, evaluated or self.how == "alias")
        if self.how == "alias":
            return writer.alias(text)
        if self.how == "string":
            return repr(text)
        return f"Annotated[{text}, 'said', 3]"

    def plan(self, choose: Choose) -> Plan:
        return Plan(self, None, (self.parts[0].plan(choose),))

    def make(self, plan: Plan, side: Side) -> Any:
        return plan.parts[0].make(side)

    def check(self, plan: Plan, value: Any, side: Side) -> None:
        plan.parts[0].check(value, side)


class Union(Form):
    """`Union[A, B]`, `Optional[A]`, `A | B`."""

    def __init__(self, spelling: int, *members: Form) -> None:
        self.spelling = spelling
        self.parts = members

    def with_parts(self, parts: tuple[Form, ...]) -> Optional[Form]:
        return Union(self.spelling, *parts) if len(parts) > 1 else None

    @property
    def by_value(self) -> bool:
        members = [bare(part) for part in self.parts]
        if any(isinstance(member, Variable) for member in members):
            return True
        return len(members) == 2 and NONE in members and any(part.by_value for part in members)

    def text(self, writer: Writer, evaluated: bool = False) -> str:
        texts = [part.text(writer, evaluated) for part in self.parts]
        strings = any(text[0] in "'\"" for text in texts)
        if self.spelling == 0 and not evaluated and not strings:
            return " | ".join(texts)
        if len(texts) == 2 and texts[1] == "None":
            return f"Optional[{texts[0]}]"
        return f"Union[{', '.join(texts)}]"

    def plan(self, choose: Choose) -> Plan:
        return Plan(self, None, (self.parts[choose(len(self.parts))].plan(choose),))

    def make(self, plan: Plan, side: Side) -> Any:
        return plan.parts[0].make(side)

    def check(self, plan: Plan, value: Any, side: Side) -> None:
        plan.parts[0].check(value, side)


class Variable(Form):
    """A TypeVar; a value of it is one of some other type that it may stand for."""

    def __init__(self, name: str, *witnesses: Form) -> None:
        self.name = name
        self.witnesses = witnesses

    @property
    def hashable(self) -> bool:
        return all(witness.hashable for witness in self.witnesses)

    @property
    def converts(self) -> bool:
        return any(witness.converts for witness in self.witnesses)

    @property
    def by_value(self) -> bool:
        return True

    def text(self, writer: Writer, evaluated: bool = False) -> str:
        return self.name

    def plan(self, choose: Choose) -> Plan:
        return Plan(self, None, (self.witnesses[choose(len(self.witnesses))].plan(choose),))

    def make(self, plan: Plan, side: Side) -> Any:
        return plan.parts[0].make(side)

    def check(self, plan: Plan, value: Any, side: Side) -> None:
        plan.parts[0].check(value, side)


class Callback(Form):
    """`Callable[[A], R]`, `Callable[[A], Awaitable[R]]`: given by the user, called by the implementation."""

    def __init__(self, awaited: bool, *parts: Form) -> None:
        self.awaited = awaited
        self.parts = parts  # the parameters, and the result

    @property
    def hashable(self) -> bool:
        return False

    @property
    def converts(self) -> bool:
        return self.awaited or super().converts

    @property
    def one_shot(self) -> bool:
        return True

    def text(self, writer: Writer, evaluated: bool = False) -> str:
        *parameters, returns = [part.text(writer, evaluated) for part in self.parts]
        returns = f"Awaitable[{returns}]" if self.awaited else returns
        return f"Callable[[{', '.join(parameters)}], {returns}]"

    def plan(self, choose: Choose) -> Plan:
        return Plan(self, choose(2), tuple(part.plan(choose) for part in self.parts))

    def make(self, plan: Plan, side: Side) -> Any:
        *parameters, returns = plan.parts

        def called(*args: Any) -> Any:
            if len(args) != len(parameters):
                raise Mismatch(f"called with {args!r}")
            for parameter, arg in zip(parameters, args):
                parameter.check(arg, side)
            return returns.make(side)

        async def called_async(*args: Any) -> Any:
            return called(*args)

        return called_async if self.awaited and plan.data else called

    def check(self, plan: Plan, value: Any, side: Side) -> None:
        *parameters, returns = plan.parts
        result = value(*(parameter.make(side) for parameter in parameters))
        returns.check(driven(result) if self.awaited else result, side)


def driven(awaitable: Any) -> Any:
    """What it gives, on a loop of the tests' own."""
    global _loop
    if _loop is None:
        _loop = asyncio.new_event_loop()

    async def main() -> Any:
        return await awaitable

    return _loop.run_until_complete(main())


def close_loop() -> None:
    global _loop
    if _loop is not None:
        _loop.run_until_complete(_loop.shutdown_default_executor())
        _loop.close()
        _loop = None


def bare(form: Form) -> Form:
    """Without what stands around it."""
    while isinstance(form, Around):
        form = form.parts[0]
    return form
