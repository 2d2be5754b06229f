"""The ledger: what a library's author wants to have compiled, and under which name.

Knows nothing of how modules are read or compiled. It is imported by the implementation, also in production, so it
imports nothing, and every decorator returns its argument unchanged.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import CodeType, FrameType
    from typing import Any, Optional, TypeVar, Union, overload

    _F = TypeVar("_F", bound=Callable[..., Any])
    _C = TypeVar("_C", bound=type)
    _M = TypeVar("_M")
    # A module, a path, and a line or an instruction of some code.
    Place = tuple[str, str, Union[int, tuple[CodeType, int]]]


# Which iterators run ahead of who consumes them, and by how many items; over all Modules, as a class is one's own only once.
_prefetched: dict[Any, int] = {}
# Which Module a class is registered in, over all Modules: a class that another one mentions must be compiled with it.
_homes: dict[Any, Module] = {}


class Entry:
    """One registration: what was registered, as what, and where.

    `kind` is "function", "class", "export", "manual" (written by hand) or "transformer" (how a generic class crosses, `source`
    says); `module` is the name of the module that registered, `path` and `line` the place. From Python 3.11 on the line is the decorator's own, before that the line of `def` or `class`.
    `on_loop` are the members that run on the loop, of a function its own name.
    """

    __slots__ = (
        "_at",
        "exclude",
        "include",
        "kind",
        "module",
        "obj",
        "on_loop",
        "path",
        "public_name",
        "source",
    )

    def __init__(
        self,
        kind: str,
        obj: Any,
        public_name: str,
        place: Place,
        *,
        include: Optional[tuple[str, ...]] = None,
        exclude: tuple[str, ...] = (),
        source: Any = None,
        on_loop: tuple[str, ...] = (),
    ) -> None:
        self.kind = kind
        self.obj = obj
        self.public_name = public_name
        self.module, self.path, self._at = place
        self.include = include
        self.exclude = exclude
        self.source = source
        self.on_loop = on_loop

    @property
    def is_member(self) -> bool:
        """Whether it is a method that is written by hand, which goes into the class around it."""
        if self.kind != "manual" or isinstance(self.obj, type):
            return False
        outer: str = getattr(self.obj, "__qualname__", "").rpartition(".")[0]
        return bool(outer) and not outer.endswith("<locals>")

    @property
    def line(self) -> int:
        """The line of `path`."""
        return _line(self._at)


def home_of(cls: type) -> Optional[Module]:
    """The Module that `cls` is registered in, the last one where there are several."""
    return _homes.get(cls)


def prefetch_of(function: Any) -> int:
    """By how many items `function` is to run ahead; 0: by none."""
    try:
        return _prefetched.get(function, 0)
    except TypeError:  # it cannot be hashed
        return 0


def _place(frame: FrameType) -> Place:
    """Where `frame` is."""
    code = frame.f_code
    # Python looks a line up by counting from the top: with a thousand registrations in a module, that takes a while.
    at = frame.f_lineno if sys.version_info < (3, 10) else (code, frame.f_lasti)
    return frame.f_globals.get("__name__", "__main__"), code.co_filename, at


# By the number of a code object (its hash would go through all of it), where its lines start: offsets, and lines.
_tables: dict[int, tuple[CodeType, list[int], list[int]]] = {}


def _line(at: Union[int, tuple[CodeType, int]]) -> int:
    if isinstance(at, int):
        return at
    from bisect import bisect_right

    code, offset = at
    if id(code) not in _tables:
        starts = [(start, line) for start, _, line in code.co_lines() if line is not None]
        _tables[id(code)] = (code, [start for start, _ in starts], [line for _, line in starts])
    _, offsets, lines = _tables[id(code)]
    return lines[bisect_right(offsets, offset) - 1]


def _names(names: Iterable[str]) -> tuple[str, ...]:
    """One name is as good as a tuple of it."""
    return (names,) if isinstance(names, str) else tuple(names)


def _checked_prefetch(items: Any) -> int:
    if not isinstance(items, int) or isinstance(items, bool):
        raise TypeError(f"prefetch takes a number of items, not {items!r}")
    if items < 0:
        raise ValueError(f"prefetch takes a positive number of items, not {items}")
    return items


def public_name_of(obj: Any) -> str:
    """The public name of `obj` where the author gave none: its own, without leading underscores."""
    name = getattr(obj, "__name__", "")
    return name.lstrip("_") or name if isinstance(name, str) else ""


class Module:
    """Records what belongs into one generated module.

    Args:
        target_module: the dotted name of the module to generate, such as `"weather.api"`.
        synchronizer_name: the name of the synchronizer (and so of the event loop) that it runs on; by default the
            one which is given to the compiler.
        doc: the docstring of the generated module, such as `__doc__`. There is none by default: what stands at the top of
            an implementation is often meant for those who maintain it.

    The compiler checks the names; registering never fails for a name's sake, so that all problems are reported together.
    """

    def __init__(
        self,
        target_module: str,
        synchronizer_name: Optional[str] = None,
        *,
        doc: Optional[str] = None,
    ) -> None:
        texts: tuple[Any, ...] = (target_module, synchronizer_name or "", doc or "")
        for text, what in zip(texts, ("the dotted name", "the name of a synchronizer", "a text")):
            if not isinstance(text, str):
                raise TypeError(f"Module takes {what}, not {text!r}")
        self._target_module = target_module
        self._doc = doc
        self._synchronizer_name = synchronizer_name
        self._entries: list[Entry] = []
        self._module, self._path, self._at = _place(sys._getframe(1))

    @property
    def _line(self) -> int:
        return _line(self._at)

    @property
    def target_module(self) -> str:
        """The dotted name of the module to generate."""
        return self._target_module

    @property
    def synchronizer_name(self) -> Optional[str]:
        """The name of its own synchronizer, None where it uses the compiler's."""
        return self._synchronizer_name

    def module_items(self) -> dict[Any, tuple[str, str]]:
        """The registered functions and classes with (target module, public name), in the order of registration."""
        return {
            entry.obj: (self._target_module, entry.public_name)
            for entry in self._entries
            if entry.kind not in ("export", "transformer") and not entry.is_member
        }

    if TYPE_CHECKING:

        @overload
        def wrap_function(
            self,
            function: _F,
            /,
            *,
            name: Optional[str] = None,
            on_loop: bool = False,
            prefetch: int = 0,
        ) -> _F: ...
        @overload
        def wrap_function(
            self, /, *, name: Optional[str] = None, on_loop: bool = False, prefetch: int = 0
        ) -> Callable[[_F], _F]: ...
        def wrap_function(
            self,
            function: Any = None,
            /,
            *,
            name: Optional[str] = None,
            on_loop: bool = False,
            prefetch: int = 0,
        ) -> Any: ...

        @overload
        def wrap_class(
            self,
            cls: _C,
            /,
            *,
            name: Optional[str] = None,
            include: Optional[Iterable[str]] = None,
            exclude: Iterable[str] = (),
            on_loop: Iterable[str] = (),
        ) -> _C: ...
        @overload
        def wrap_class(
            self,
            /,
            *,
            name: Optional[str] = None,
            include: Optional[Iterable[str]] = None,
            exclude: Iterable[str] = (),
            on_loop: Iterable[str] = (),
        ) -> Callable[[_C], _C]: ...
        def wrap_class(
            self,
            cls: Any = None,
            /,
            *,
            name: Optional[str] = None,
            include: Optional[Iterable[str]] = None,
            exclude: Iterable[str] = (),
            on_loop: Iterable[str] = (),
        ) -> Any: ...

    else:
        # The annotations are for the documentation.
        def wrap_function(
            self,
            function: Optional[Callable[..., Any]] = None,
            /,
            *,
            name: Optional[str] = None,
            on_loop: bool = False,
            prefetch: int = 0,
        ) -> Any:
            """Register a function: as a decorator, bare or called, or by call for somebody else's function.

            Args:
                function: the function; left out where the decorator is called with options first.
                name: its public name; by default its own, without leading underscores.
                on_loop: it is no coroutine function, and needs the running loop: it is called there, and has an `.aio`.
                prefetch: by how many items it runs ahead of who consumes them, as with the method `prefetch`.

            Returns:
                The function itself; a decorator if it was left out.

            Raises:
                TypeError: it is not callable, or a class; `prefetch` is no integer.
                ValueError: `prefetch` is negative.
            """
            options = (on_loop, prefetch)
            if function is None:
                return lambda function: self._wrap_function(
                    function, name, _place(sys._getframe(1)), *options
                )
            return self._wrap_function(function, name, _place(sys._getframe(1)), *options)

        def wrap_class(
            self,
            cls: Optional[type] = None,
            /,
            *,
            name: Optional[str] = None,
            include: Optional[Iterable[str]] = None,
            exclude: Iterable[str] = (),
            on_loop: Iterable[str] = (),
        ) -> Any:
            """Register a class: as a decorator, bare or called, or by call for somebody else's class.

            Args:
                cls: the class; left out where the decorator is called with options first.
                name: its public name; by default its own, without leading underscores.
                include: the names of the members to take; by default all public ones.
                exclude: the names of members to leave out; with `"__init__"` among them, users cannot construct it.
                on_loop: the names of plain methods that need the running loop: they are called there, and have an `.aio`;
                    with `"__init__"` the class is constructed there, and `await Cls.aio(…)` constructs it too.

            Returns:
                The class itself; a decorator if it was left out.

            Raises:
                TypeError: it is not a class.
            """
            options = (
                None if include is None else _names(include),
                _names(exclude),
                _names(on_loop),
            )
            if cls is None:
                return lambda cls: self._wrap_class(cls, name, options, _place(sys._getframe(1)))
            return self._wrap_class(cls, name, options, _place(sys._getframe(1)))

    def prefetch(self, items: int, /) -> Callable[[_F], _F]:
        """Have an async iterator run ahead of who consumes it: a decorator for methods, also for somebody else's.

        Its items cross between the threads several at a time, as many as are there. See the documentation for what that
        means for side effects and errors.

        Args:
            items: how many items may wait to be consumed.

        Returns:
            A decorator that returns its argument.

        Raises:
            TypeError: `items` is no integer.
            ValueError: `items` is not positive.
        """
        if _checked_prefetch(items) == 0:
            raise ValueError("prefetch takes a positive number of items, not 0")

        def register(function: _F) -> _F:
            _prefetched[getattr(function, "__func__", function)] = items
            return function

        return register

    def manual_export(
        self,
        name: str,
        *,
        source_name: Optional[str] = None,
        source_module: Optional[str] = None,
    ) -> None:
        """Hand a constant, alias, dataclass or helper on as it is.

        Args:
            name: its name in the generated module.
            source_name: its name where it is defined; by default `name`.
            source_module: the dotted name of the module that defines it; by default the one that calls.
        """
        place = _place(sys._getframe(1))
        source = (source_module or place[0], source_name or name)
        self._entries.append(Entry("export", None, name, place, source=source))

    def manual_wrapper(self, *, name: Optional[str] = None) -> Callable[[_M], _M]:
        """Register what is written by hand for the public side: it goes in unchanged, the same object.

        A function or class is imported by the generated module. A method of a registered class becomes a method of the
        wrapper class, so that its `self` is the wrapper. The stub shows its annotations, with the wrapper in the place of
        each registered class.

        Args:
            name: the public name of a function or class; by default its own, without leading underscores.

        Returns:
            A decorator that returns its argument.

        Raises:
            TypeError: the decorator was given neither a callable nor a descriptor.
        """
        place = _place(sys._getframe(1))

        def register(obj: _M) -> _M:
            written: Any = getattr(obj, "__func__", None) or getattr(obj, "fget", None) or obj
            if not callable(written):
                raise TypeError(
                    f"manual_wrapper takes a function, a method or a class, not {obj!r}"
                )
            self._entries.append(Entry("manual", written, name or public_name_of(written), place))
            return obj

        return register

    def register_transformer(
        self,
        cls: type,
        transformer: Optional[str] = None,
        *,
        convert: Optional[Union[str, Callable[..., Any]]] = None,
    ) -> None:
        """Say how objects of a generic class cross that is a container of your own: give one of the two.

        Args:
            cls: the class, `Page` of `class Page(Generic[T])`. It stays the same class for users; in `Page[Node]`, each `Node`
                is exchanged.
            transformer: for a build only, `"package.module:Name"` of a `ContainerTransformer`
                (`synchronicity.codegen.type_transformer`), called with the name of the class and the transformers of its type
                arguments. The module is imported when something is compiled, never in production.
            convert: a function that makes another object of the class: `convert(page, function)` applies `function` to each
                value of the class's type parameter; with several parameters, it takes a function for each. Or the name of a
                method that does so: `page.map(function)` for `"map"`.

        Raises:
            TypeError: it is not a class, or not one of the two was given.
        """
        if not isinstance(cls, type):
            raise TypeError(f"register_transformer takes a class, not {cls!r}")
        if (transformer is None) is (convert is None):
            raise TypeError("register_transformer takes either a transformer's name or `convert=`")
        if not (convert is None or isinstance(convert, str) or callable(convert)):
            raise TypeError(f"`convert` takes a function or the name of a method, not {convert!r}")
        place = _place(sys._getframe(1))
        entry = Entry("transformer", cls, public_name_of(cls), place, source=(transformer, convert))
        self._entries.append(entry)

    @classmethod
    def _holding(cls, target_module: str, obj: Any) -> Module:
        """A Module with nothing but `obj` in it, as if the module that defines `obj` had registered it."""
        code = getattr(obj, "__code__", None)
        name: str = getattr(obj, "__module__", "__main__")
        path = getattr(sys.modules.get(name), "__file__", None) or "<unknown>"
        place = (name, code.co_filename if code else path, code.co_firstlineno if code else 1)
        module = cls(target_module)
        module._module, module._path, module._at = place
        if isinstance(obj, type):
            module._wrap_class(obj, None, (None, (), ()), place)
        else:
            module._wrap_function(obj, None, place)
        return module

    def _wrap_function(
        self,
        function: Any,
        name: Optional[str],
        place: Place,
        on_loop: bool = False,
        prefetch: int = 0,
    ) -> Any:
        if not callable(function) or isinstance(function, type):
            raise TypeError(
                f"wrap_function takes a function, not {function!r}; for a class, use wrap_class"
            )
        if _checked_prefetch(prefetch):
            _prefetched[function] = prefetch
        public = name or public_name_of(function)
        members = (public,) if on_loop else ()
        self._entries.append(Entry("function", function, public, place, on_loop=members))
        return function

    def _wrap_class(
        self,
        cls: Any,
        name: Optional[str],
        options: tuple[Optional[tuple[str, ...]], tuple[str, ...], tuple[str, ...]],
        place: Place,
    ) -> Any:
        if not isinstance(cls, type):
            raise TypeError(
                f"wrap_class takes a class, not {cls!r}; for a function, use wrap_function"
            )
        include, exclude, on_loop = options
        _homes[cls] = self
        entry = Entry(
            "class", cls, name or public_name_of(cls), place, include=include, exclude=exclude
        )
        entry.on_loop = on_loop
        self._entries.append(entry)
        return cls

    def __repr__(self) -> str:
        return f"Module({self._target_module!r})"
