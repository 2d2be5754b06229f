"""Values sent through every member of a pair, in both directions, on both faces."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Callable, Optional

from .batch import Batch
from .plans import Mismatch, Plan, Side, World

_RUNNER: Optional[asyncio.AbstractEventLoop] = None


class Stock:
    """What the implementation gives, and what it has been given."""

    def __init__(self, batch: Batch, world: World) -> None:
        self._crossings = batch.crossings
        self._side = world.inside
        self.taken: list[Any] = []

    def give(self, number: int) -> Any:
        return self._crossings[number].plans[0].make(self._side)

    def take(self, number: int, value: Any) -> Any:
        """Returns what it was given; of what can be looked at only once, another one."""
        self.taken.append(value)
        crossing = self._crossings[number]
        plan = crossing.plans[min(len(self.taken), 2)]
        return plan.make(self._side) if crossing.form.one_shot and not plan.stays else value


@dataclass(frozen=True)
class Failure:
    """What went wrong, in which member of which type."""

    number: int
    member: str
    text: str


Face = Callable[[Any, Any], Any]


def blocking(function: Any, *args: Any) -> Any:
    return function(*args)


def awaited(function: Any, *args: Any) -> Any:
    return run(function.aio(*args))


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    global _RUNNER
    if _RUNNER is None:
        _RUNNER = asyncio.new_event_loop()
    return _RUNNER.run_until_complete(coroutine)


def close() -> None:
    global _RUNNER
    if _RUNNER is not None:
        _RUNNER.run_until_complete(_RUNNER.shutdown_asyncgens())
        _RUNNER.close()
        _RUNNER = None


class Proof:
    """The members of one batch, used."""

    def __init__(self, batch: Batch, world: World) -> None:
        self.batch = batch
        self.world = world
        self.inside: Side = world.inside
        self.outside: Side = world.outside

    def failures(self) -> list[Failure]:
        return [found for member in sorted(self.batch.left) for found in self._tried(*member)]

    def _tried(self, number: int, member: str) -> list[Failure]:
        try:
            getattr(self, f"_{member}")(number)
        except Mismatch as error:
            return [Failure(number, member, str(error))]
        except Exception:
            return [Failure(number, member, traceback.format_exc())]
        return []

    def _plans(self, number: int) -> tuple[Plan, Plan, Plan]:
        return self.batch.crossings[number].plans

    def _stock(self) -> Stock:
        stock = Stock(self.batch, self.world)
        self.world.implementation.stock = stock  # type: ignore[attr-defined]
        return stock

    def _function(self, member: str, number: int) -> Any:
        return getattr(self.world.public, f"{member}_{number}")

    def _give(self, number: int) -> None:
        self._stock()
        plan, function = self._plans(number)[0], self._function("give", number)
        plan.check(blocking(function), self.outside)
        plan.check(awaited(function), self.outside)

    def _stream(self, number: int) -> None:
        self._stock()
        plan, function = self._plans(number)[0], self._function("stream", number)
        for found in (list(function()), run(_all(function.aio()))):
            assert len(found) == 1
            plan.check(found[0], self.outside)

    def _take(self, number: int) -> None:
        function = self._function("take", number)
        self._round(number, lambda value: blocking(function, value))
        self._round(number, lambda value: awaited(function, value))

    def _take_now(self, number: int) -> None:
        self._round(number, self._function("take_now", number))

    def _use(self, number: int) -> None:
        function = self._function("use", number)
        self._handed(number, lambda value: blocking(function, value))
        self._handed(number, lambda value: awaited(function, value))

    def _use_now(self, number: int) -> None:
        self._handed(number, self._function("use_now", number))

    def _round(self, number: int, call: Callable[[Any], Any]) -> None:
        """There and back."""
        self._plans(number)[1].check(self._handed(number, call), self.outside)

    def _handed(self, number: int, call: Callable[[Any], Any]) -> Any:
        stock, plan = self._stock(), self._plans(number)[1]
        result = call(plan.make(self.outside))
        plan.check(stock.taken[0], self.inside)
        return result

    def _talk(self, number: int) -> None:
        function = self._function("talk", number)
        _, first, second = self._plans(number)

        def sync() -> tuple[Any, Any]:
            generator = function(first.make(self.outside))
            return next(generator), generator.send(second.make(self.outside))

        async def asynchronous() -> tuple[Any, Any]:
            generator = function.aio(first.make(self.outside))
            got = await generator.__anext__()
            return got, await generator.asend(second.make(self.outside))

        for talk in (sync, lambda: run(asynchronous())):
            stock = self._stock()
            for plan, given, taken in zip((first, second), talk(), stock.taken):
                plan.check(given, self.outside)
                plan.check(taken, self.inside)

    def _holder(self, number: int) -> None:
        held = self._plans(number)[0]
        holder = getattr(self.world.public, f"Holder{number}")(held.make(self.outside))
        held.check(holder._impl_instance.held, self.inside)
        holder.held = held.make(self.outside)
        held.check(holder._impl_instance.held, self.inside)
        holder._impl_instance.held = held.make(self.inside)
        held.check(holder.held, self.outside)
        self._round(number, lambda value: blocking(holder.swap, value))
        self._round(number, lambda value: awaited(holder.swap, value))


async def _all(values: Any) -> list[Any]:
    return [value async for value in values]
