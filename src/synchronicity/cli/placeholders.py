"""Stand-ins for the modules that are to be generated, while the implementation is imported.

The package around an implementation usually offers what is generated from it: `from .api import Client`. So the package must be
importable before `api` is there, and also when an old `api` lacks what has just been added. A stand-in has every name; which of
them the generated module will lack is told afterwards. An implementation never gets one: it works without its wrappers.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from importlib.machinery import ModuleSpec, PathFinder
from types import FrameType, ModuleType
from typing import Any, Optional, final

from ..codegen.header import HeaderState, verify

_QUOTED = re.compile(r"""["']([\w.]+)(?=["'])""").findall  # short strings that may name a module
_OURS = f"{__name__.partition('.')[0]}."


@final
class Placeholder(type):
    """The class of whatever a stand-in has: it can be called, subscripted, derived from, and has every attribute."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return placeholder(cls.__module__, f"{cls.__qualname__}.{name}")

    def __getitem__(cls, item: object) -> Any:
        return cls

    def __or__(cls, other: object) -> Any:
        return cls

    def __ror__(cls, other: object) -> Any:
        return cls


def placeholder(module: str, name: str) -> Any:
    """Something that will be `name` in the generated `module`."""

    def init(self: object, *args: object, **kwargs: object) -> None: ...

    def attribute(self: object, attribute: str) -> Any:
        return getattr(type(self), attribute)

    def call(self: object, *args: object, **kwargs: object) -> Any:
        return self

    names = {"__module__": module, "__qualname__": name, "__init__": init}
    methods = {"__getattr__": attribute, "__call__": call, "__getitem__": call}
    return Placeholder(name, (), {**names, **methods})


@final
class StandIn(ModuleType):
    """A module that is to be generated. `use` is told of each name that somebody takes from it, and where."""

    def __init__(self, name: str, use: Callable[[str, str, FrameType], None]) -> None:
        super().__init__(name)
        self.__all__: list[str] = []  # what `import *` gives, and what packages add to theirs
        self._use = use

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        self._use(self.__name__, name, sys._getframe(1))
        return placeholder(self.__name__, name)


@final
class StandIns:
    """Finds a stand-in where a module is imported that this run is to generate.

    `uses` has the names that were taken: target, name, file and line.
    """

    def __init__(self) -> None:
        self.uses: dict[tuple[str, str, str, int], None] = {}
        self.missing: dict[str, None] = {}
        """Modules that were asked for and are not known as targets, in order."""
        self.guessed: set[str] = set()
        self._implementations: frozenset[str] = frozenset()
        self._sources: dict[str, frozenset[str]] = {}  # each with what it quotes
        self._targets_in: Callable[[str], Iterable[str]] = lambda source: ()
        self._importers: set[str] = set()

    def expect(
        self, sources: Mapping[str, str], targets_in: Callable[[str], Iterable[str]]
    ) -> None:
        """Tell what is imported: the implementations with their texts, and how targets are found in one."""
        self._implementations = frozenset(sources)
        self._sources = {source: frozenset(_QUOTED(source)) for source in sources.values()}
        self._targets_in = targets_in

    def find_spec(
        self, name: str, path: Optional[Iterable[str]] = None, target: object = None
    ) -> Optional[ModuleSpec]:
        frame = sys._getframe(1)
        if name in self._implementations or self._is_implementation(frame):
            return None
        if not self._is_target(name):
            self.missing[name] = None
            return None
        found = PathFinder.find_spec(name, None if path is None else [*path])
        if found is not None and not _is_generated(found.origin):
            return None  # somebody's own module, which will not be overwritten
        self._importers.update(_running(frame))
        loader: Any = self
        return ModuleSpec(name, loader, is_package=True)  # other targets may lie below it

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return StandIn(spec.name, self._note)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing runs."""

    def unload(self) -> None:
        """Remove the stand-ins from the loaded modules."""
        for name, module in [*sys.modules.items()]:
            if isinstance(module, StandIn):
                del sys.modules[name]

    def forget(self) -> None:
        """Like `unload`, and with the modules that have got hold of a stand-in."""
        self.unload()
        for name in self._importers & sys.modules.keys():
            del sys.modules[name]

    def _note(self, target: str, name: str, frame: FrameType) -> None:
        if self._is_implementation(frame):
            raise ImportError(f"`{target}` is generated from what imports it here", name=target)
        self._importers.update(_running(frame))
        self.uses[target, name, frame.f_code.co_filename, frame.f_lineno] = None

    def _is_target(self, name: str) -> bool:
        """Whether a module is to be generated. To find it out takes a while for a large implementation, so look first."""
        if name in self.guessed:
            return True
        return any(
            name in self._targets_in(source)
            for source, quoted in self._sources.items()
            if name in quoted
        )

    def _is_implementation(self, frame: Optional[FrameType]) -> bool:
        """Whether an implementation is being imported, by itself or on the way to here."""
        return not self._implementations.isdisjoint(_running(frame))


@contextlib.contextmanager
def standing_in(*, final: bool) -> Generator[StandIns, None, None]:
    """Where modules are imported in here that are to be generated, stand-ins are found; `final` if the process ends after it."""
    stand_ins = StandIns()
    finders: list[Any] = sys.meta_path
    finders.insert(0, stand_ins)
    try:
        yield stand_ins
    finally:
        if stand_ins in finders:  # user code may have cleared it
            finders.remove(stand_ins)
        if not final:
            stand_ins.forget()


def target_of(value: object) -> Optional[str]:
    """The module that a stand-in, or something taken from one, stands for; None for anything else."""
    if type(value) is StandIn:
        return value.__name__
    return value.__module__ if type(value) is Placeholder else None


def _running(frame: Optional[FrameType]) -> Iterator[str]:
    """The names of the modules that are being imported, from the innermost to the one that we have asked for."""
    while frame is not None:
        name = str(frame.f_globals.get("__name__"))
        if name.startswith(_OURS):
            return
        if frame.f_code.co_name == "<module>":
            yield name
        frame = frame.f_back


def _is_generated(origin: Optional[str]) -> bool:
    if origin is None:
        return False
    try:
        with open(origin, encoding="utf-8", errors="surrogateescape") as stream:
            return verify(stream.readline()) is not HeaderState.FOREIGN
    except OSError:
        return False
