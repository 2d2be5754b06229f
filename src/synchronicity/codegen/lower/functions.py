"""Functions and methods: from what was written to what users call."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

from ..diagnostics import Code
from ..model import api
from ..model.api import FunctionKind, Proof, Start
from ..model.signature import Signature
from ..model.special_methods import (
    AIO,
    AWAIT,
    CALL,
    HANDED_ON,
    NEVER_AWAITED,
    PLAIN_SPECIAL,
    TWINS,
    Special,
    is_special,
)
from ..model.surface import (
    Awaited,
    Call,
    Function,
    Generated,
    Iterated,
    Outcome,
    Role,
    Value,
    types_of,
)
from ..model.types import NamedType, mentions_self
from .callbacks import overloads_for_callbacks
from .checking import Checker, same_kind
from .outcomes import Awaitables, awaited_by, outcome_of
from .overloads import kind_of_overloads, told_by_overloads


class FunctionLowering:
    """Lowers functions and methods.

    Args:
        checker: reports what cannot cross.
        awaitables: the wrapped classes whose objects can be awaited.
    """

    def __init__(self, checker: Checker, awaitables: Awaitables) -> None:
        self.checker = checker
        self.awaitables = awaitables

    def function(
        self, written: api.Function, public_name: str, owner: Optional[NamedType] = None
    ) -> Optional[Function]:
        """`written` under `public_name`, None where it was refused. `owner` is the class of a method."""
        if written.overloads:
            told = told_by_overloads(written.signature, written.overloads, self.checker.changes)
            if written.kind is FunctionKind.PLAIN:
                every = [self._outcome(written, one, owner) for one in written.overloads]
                told = kind_of_overloads(told, every)
            written = replace(written, signature=told)
        outcome = self._outcome(written, written.signature, owner)
        start = written.start
        if start is Start.ON_LOOP and not isinstance(outcome, (Value, Awaited)):
            self._report_start(written)
            return None
        if start is Start.ON_LOOP and isinstance(outcome, Awaited):
            start = Start.AWAITED_ON_LOOP
        call = Call(
            written.signature.parameters,
            _waited_for(outcome, start),
            receiver=written.signature.receiver,
        )
        overloads = tuple(
            Call(
                signature.parameters,
                _waited_for(self._outcome(written, signature, owner), start),
                signature.deprecated,
                signature.receiver,
            )
            for signature in written.overloads
        )
        self._check(written, call, overloads, owner)
        if written.prefetch and not isinstance(outcome, Iterated):
            self._report_prefetch(written, outcome)
        overloads = overloads or overloads_for_callbacks(call)
        lowered = Function(
            name=public_name,
            implementation=written.name,
            binding=written.binding,
            call=call,
            location=written.location,
            overloads=overloads,
            doc=written.doc,
            importable=written.importable,
            start=start,
            is_abstract=written.is_abstract,
            deprecated=written.deprecated,
            prefetch=written.prefetch,
            # A guard that takes anything has to see what it may be.
            role=Role.OPERATOR if self.checker.is_blind_guard(call) else Role.NONE,
        )
        if owner is not None and is_special(written.name):
            return self._special(written, lowered)
        return lowered

    def _report_start(self, written: api.Function) -> None:
        self.checker.sink.error(
            Code.UNSUPPORTED,
            written.location,
            f"`{written.name}` gives something that runs on the loop by itself, not a value",
            "take it out of `on_loop`, or write it as an async generator or an async context manager",
        )

    def _report_prefetch(self, written: api.Function, outcome: Outcome) -> None:
        message = f"`{written.name}` is no async iterator: there is nothing to fetch ahead"
        help = "take `prefetch` away"
        if isinstance(outcome, Generated):
            message = f"`{written.name}` is a generator, which may be sent something, and so cannot run ahead"
            help = "annotate what it gives as `AsyncIterator[…]`, or take `prefetch` away"
        self.checker.sink.error(Code.KIND_CLASH, written.location, message, help)

    def _outcome(
        self, written: api.Function, signature: Signature, owner: Optional[NamedType]
    ) -> Outcome:
        if owner is not None and written.name == AWAIT:
            return Awaited(awaited_by(signature.returns))
        return outcome_of(written.kind, signature.returns, self.awaitables, owner)

    def _check(
        self,
        written: api.Function,
        call: Call,
        overloads: tuple[Call, ...],
        owner: Optional[NamedType],
    ) -> None:
        for one in overloads or (call,):
            self.checker.check_receiver(one.receiver, written.location, owner)
            types = [*types_of(one.outcome), *(parameter.type for parameter in one.parameters)]
            if one.receiver is not None and any(map(mentions_self, types)):
                self.checker.sink.error(
                    Code.BAD_ANNOTATION,
                    written.location,
                    f"`{written.name}` mentions `Self`, and says itself what `self` is",
                    "write in the place of `Self` what `self` is annotated with",
                )
        place = written.signature.returns_location or written.location
        self.checker.check_call(call, place, written.binding)
        for overload, signature in zip(overloads, written.overloads):
            place = signature.returns_location or written.location
            self.checker.check_call(overload, place, written.binding)
            if not same_kind(overload.outcome, call.outcome):
                self.checker.sink.error(
                    Code.UNSUPPORTED,
                    written.location,
                    f"the overloads of `{written.name}` do not all give the same kind of result",
                    "give the cases functions of their own",
                )

    def _special(self, written: api.Function, lowered: Function) -> Optional[Function]:
        name = written.name
        if name in TWINS or name == AWAIT:
            return self._twin(written, lowered)
        kind = PLAIN_SPECIAL.get(name)
        if kind is None:
            self.checker.sink.error(
                Code.UNSUPPORTED,
                written.location,
                f"the special method `{name}` is not translated yet",
                f'leave it out with `exclude=("{name}",)`',
            )
            return None
        if not isinstance(lowered.call.outcome, Value):
            return self._waiting(written, lowered)
        return replace(lowered, role=Role.OPERATOR if kind is Special.BY_VALUE else Role.NONE)

    def _waiting(self, written: api.Function, lowered: Function) -> Optional[Function]:
        """A special method that waits: the operator blocks. Only calling has another face on the object, `await obj.aio(x)`."""
        name = written.name
        if name == CALL:
            return replace(lowered, aio_name=AIO)
        if name in HANDED_ON and isinstance(lowered.call.outcome, Awaited):
            return lowered
        if name in NEVER_AWAITED:
            self.checker.sink.error(
                Code.KIND_CLASH,
                written.location,
                f"`{name}` gives something to be awaited, and Python never awaits it there",
                f"make it a plain `def`, or a method with a name of its own and `exclude=({name!r},)`",
            )
            return None
        self.checker.sink.error(
            Code.UNSUPPORTED,
            written.location,
            f"`{name}` gives something to be awaited, for which there is no place: what calls it is no operator that could block",
            f"write a method with a name of its own, `async def get(…)`, and `exclude=({name!r},)` this one",
        )
        return None

    def _twin(self, written: api.Function, lowered: Function) -> Optional[Function]:
        """An asynchronous special method, under the name of its synchronous twin."""
        name = written.name
        outcome = lowered.call.outcome
        iterates = name == "__aiter__"
        fits = isinstance(outcome, (Generated, Iterated, Value) if iterates else Awaited)
        if not fits:
            self.checker.sink.error(
                Code.KIND_CLASH,
                written.location,
                f"`{name}` gives something that Python cannot use there",
                "write `def __aiter__(self) -> AsyncIterator[T]`"
                if iterates
                else f"write `async def {name}`",
            )
            return None
        role = {
            "__aenter__": Role.ENTER,
            "__aexit__": Role.EXIT,
            "__anext__": Role.STEP,
            AWAIT: Role.AWAIT,
        }.get(name, Role.NONE)
        if role is Role.ENTER and written.proof is Proof.AWAITS_SELF:
            role = Role.OPENING
        return replace(lowered, name=TWINS.get(name, name), role=role, aio_name=name)


def moved_to_loop(function: Function) -> Function:
    """A plain `function`, called on the loop, so that it has both faces."""
    calls = [
        replace(call, outcome=_waited_for(call.outcome, Start.ON_LOOP))
        for call in (function.call, *function.overloads)
    ]
    return replace(
        function, start=Start.ON_LOOP, call=calls[0], overloads=tuple(calls[1:]), role=Role.NONE
    )


def _waited_for(outcome: Outcome, start: Start) -> Outcome:
    """What a call gives where it is made on the loop: also a plain value has to be waited for."""
    if start is not Start.HERE and isinstance(outcome, Value):
        return Awaited(outcome.type)
    return outcome
