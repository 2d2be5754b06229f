"""Classes that are handed on as they are: dataclasses, NamedTuples, TypedDicts, protocols, and plain ones of the library.

Knows whether a field or a public method of one mentions a wrapped class, whose objects would then come out unwrapped. Reads no
registered class, and none of a package in which none is registered: those know nothing of wrapped ones.
"""

from __future__ import annotations

import ast
import contextlib
import typing
from collections import deque
from collections.abc import Collection, Generator, Iterator
from typing import TYPE_CHECKING, Any, Optional, Union, cast

from ..diagnostics import Location, Sink
from ..model.names import QualifiedName
from ..model.types import NamedType, TypeExpression, parts
from .forms import returned
from .live import TYPING_MODULES, identity, is_class, is_new_type, mro_of
from .matching import match_class
from .protocols import is_protocol
from .qualifiers import OF_ATTRIBUTES, OF_KEYS, without_qualifiers
from .references import Context
from .special import MACHINERY, is_private
from .standard import is_standard, text_of

if TYPE_CHECKING:
    from .annotations import Annotations
    from .modules import ReadModule


_CONCRETE = ("builtins", "collections", "types")

_Held = Union[str, type, Any]
"""What is mentioned: a wrapped class by its name, or a class or NewType that has to be looked at in turn."""


class ValueClasses:
    """Finds the wrapped class that a value class holds; each class is looked at once."""

    def __init__(self, annotations: Annotations) -> None:
        self._annotations = annotations
        self._found: dict[Any, Optional[str]] = {}
        self._mentioned: dict[Any, tuple[tuple[str, _Held], ...]] = {}
        self._homes: dict[Any, str] = {}  # of NewTypes: those of 3.9 do not know theirs
        self._packages = {identity(cls).module.partition(".")[0] for cls in annotations.registered}
        self._knowing: dict[str, bool] = {}
        self.places: dict[Any, str] = {}
        self.trusted: frozenset[type] = frozenset()
        self.looking = 0  # inside of fields, what they hold is this room's own question

    def wrapped_in(self, cls: type) -> Optional[str]:
        """The name of a wrapped class that `cls` mentions where users can come to it, at any depth; None without.

        `places` says then where that is. Plain classes that are `trusted` have been exported as they are, by hand.
        """
        if cls not in self._found:
            self._found[cls] = self._search(cls) if self._may_hold(cls) else None
        return self._found[cls]

    def raised_with(self, error: type) -> Optional[str]:
        """The name of a wrapped class that an exception mentions, trusted or not; `places` says then where."""
        return self._search(error) if self._may_know(error.__module__) else None

    def stands_for(self, live: Any, module: str) -> Optional[str]:
        """The name of a wrapped class whose objects the values of `live` are: a NewType over it, or a subclass of it that
        is not registered. None without. `module` is where it is defined."""
        if not is_new_type(live):
            return self._derives_from(live)
        self._homes.setdefault(live, module)
        if live not in self._found:
            self._found[live] = self._search(live)
        return self._found[live]

    def mentioned(self, type_: TypeExpression) -> Optional[str]:
        """The name of a wrapped class in `type_`, also in the fields of value classes."""
        return next(filter(None, map(self._resolved, self._held_in(type_))), None)

    @contextlib.contextmanager
    def unchecked(self) -> Generator[None, None, None]:
        """Inside, classes are read whatever they hold: what is read is asked about, and not handed on."""
        self.looking += 1
        try:
            with self._annotations.aliases.from_outside():
                yield
        finally:
            self.looking -= 1

    # the search

    def _search(self, root: Any) -> Optional[str]:
        """The nearest wrapped class that is mentioned from `root` on.

        Not by recursion: from class to class, the way may be as long as there are classes, and lead back.
        """
        came: dict[Any, Optional[tuple[Any, str]]] = {root: None}
        pending = deque([root])
        while pending:
            at = pending.popleft()
            for place, held in self._mentions(at):
                name = held if isinstance(held, str) else self._found.get(held)
                if name is not None:
                    self._tell(name, place, at, came)
                    return name
                if held not in self._found and held not in came:
                    came[held] = at, place
                    pending.append(held)
        self._found.update({one: None for one in came if one is not root})
        return None

    def _tell(
        self, name: str, place: str, at: Any, came: dict[Any, Optional[tuple[Any, str]]]
    ) -> None:
        """Keep what has been found for all on the way to it; the root is kept by who has asked."""
        self.places[at] = place
        while (before := came[at]) is not None:
            self._found[at] = name
            at, place = before
            self.places[at] = place

    def _resolved(self, held: _Held) -> Optional[str]:
        if isinstance(held, str):
            return held
        if is_new_type(held):
            return self.stands_for(held, self._homes[held])
        return self.wrapped_in(held)

    def _may_hold(self, cls: type) -> bool:
        if is_standard(cls) or cls in self._annotations.registered:
            return False
        if is_value_class(cls) or is_protocol(cls) or is_nested(cls):
            return True
        return cls not in self.trusted and self._may_know(cls.__module__)

    def _may_know(self, module: str) -> bool:
        """Whether `module` may know wrapped classes: those are of its own package, or of one that its text names."""
        if module not in self._knowing:
            package = module.partition(".")[0]
            self._knowing[module] = package in self._packages or any(
                package in text_of(module) for package in self._packages
            )
        return self._knowing[module]

    # what one of them mentions itself

    def _mentions(self, live: Any) -> tuple[tuple[str, _Held], ...]:
        """All that a class or NewType mentions, with the place."""
        if live not in self._mentioned:
            with self.unchecked():
                found = self._of_new_type(live) if is_new_type(live) else self._of_class(live)
                self._mentioned[live] = tuple(found)
        return self._mentioned[live]

    def _of_new_type(self, live: Any) -> Iterator[tuple[str, _Held]]:
        home = self._annotations.resolver.modules.read(self._homes[live])
        if home is not None:
            for held in self._in_live(live.__supertype__, _within(home)):
                yield "", held

    def _of_class(self, cls: type) -> Iterator[tuple[str, _Held]]:
        methods = not is_value_class(cls)
        for owner in mro_of(cls):
            for member, held in () if is_standard(owner) else self._in_own(owner, methods):
                yield f"its `{member}`" if member else "a field of it", held
        # The type arguments of a base: `class Nodes(list[Node])`.
        for base, arguments in self._annotations.base_arguments(cls).items():
            for argument in arguments:
                for held in self._held_in(argument):
                    yield f"its base `{base.__name__}`", held

    def _in_own(self, owner: type, methods: bool) -> Iterator[tuple[str, _Held]]:
        """What `owner` itself mentions, its bases left out, with the name of the member."""
        modules = self._annotations.resolver.modules
        match = match_class(modules, owner)
        # What cannot be read there is nobody's business here.
        if match is not None and isinstance(match.definition.node, ast.ClassDef):
            context = Context(match.module, match.definition.inner, Sink(), None, {})
            for statement in match.definition.node.body:
                for member, annotation in _annotations(statement, methods):
                    for held in self._in_field(annotation, context):
                        yield member, held
            return
        module = modules.read(owner.__module__)
        if module is None:
            return
        context = _within(module)
        # `TypedDict("Options", {"node": Node})` has no body to read.
        fields: Any = vars(owner).get("__annotations__", {})
        for one in fields.values():
            for held in self._in_live(one, context):
                yield "", held

    def _in_live(self, obj: Any, context: Context) -> Iterator[_Held]:
        """What an evaluated annotation mentions; parts of it may be strings."""
        if isinstance(obj, typing.ForwardRef):
            obj = obj.__forward_arg__
        if isinstance(obj, str):
            yield from self._in_field(ast.Constant(obj), context)
            return
        listed = isinstance(obj, list)
        arguments = cast("list[Any]", obj) if listed else typing.get_args(obj)
        if not arguments and (is_class(obj) or is_new_type(obj)):
            yield from self._held(obj, context.module.name)
        for argument in arguments:
            yield from self._in_live(argument, context)

    def _in_field(self, annotation: ast.expr, context: Context) -> Iterator[_Held]:
        every = OF_ATTRIBUTES | OF_KEYS
        field = without_qualifiers(self._annotations, annotation, context, every)
        if field.node is not None:
            yield from self._held_in(returned(self._annotations, field.node, field.context))

    def _held_in(self, type_: TypeExpression) -> Iterator[_Held]:
        if isinstance(type_, NamedType):
            live = self._annotations.classes.live.get(type_.name)
            yield from self._held(live, type_.name.module)
        for part in parts(type_):
            yield from self._held_in(part)

    def _held(self, live: Any, module: str) -> Iterator[_Held]:
        """A class or NewType that is mentioned, if it is wrapped or may hold something; `module` is where it is defined."""
        if live in self._annotations.registered:
            yield identity(live).name
        elif is_new_type(live):
            self._homes.setdefault(live, module)
            yield live
        elif isinstance(live, type):
            derived = self._derives_from(live)
            if derived is not None or self._may_hold(live):
                yield derived or live

    def _derives_from(self, live: Any) -> Optional[str]:
        """The name of a wrapped class that `live` is an unregistered subclass of."""
        registered = self._annotations.registered
        bases = live.__mro__ if isinstance(live, type) and live not in registered else ()
        return next((base.__name__ for base in bases if base in registered), None)


def passes_for(live: Any, containers: Collection[type] = ()) -> tuple[QualifiedName, ...]:
    """What values of a class or NewType may be taken for at run time (see `NamedType`); `containers` are a library's own."""
    if is_new_type(live):
        inner = live.__supertype__
        inner = getattr(inner, "__origin__", inner)
        others = passes_for(inner, containers)
        return (identity(inner), *others) if is_class(inner) else others
    if not is_class(live):
        return ()
    if is_protocol(live):
        return (QualifiedName("typing", "Protocol"),)
    return tuple(
        identity(base)
        for base in live.__mro__[1:-1]
        if base.__module__ in _CONCRETE or base in containers
    )


def is_checkable(live: Any) -> bool:
    """Whether `isinstance` tells objects of `live` from others: a class that does not look at what they can do, as `Hashable` and
    protocols do. (Those, and TypedDicts, have metaclasses of typing's.)"""
    if not is_class(live) or live is object or type(live).__module__ in TYPING_MODULES:
        return False
    return "__subclasshook__" not in vars(live)


def _within(module: ReadModule) -> Context:
    """Where what has been evaluated stands, in strings too: anywhere in its module."""
    nowhere = Location(module.table.source.path, 1)
    return Context(module, module.table.root, Sink(), None, {}, nowhere)


def _annotations(statement: ast.stmt, methods: bool) -> list[tuple[str, ast.expr]]:
    """Those of a field, and if `methods` matter, as they do not of a value class, of a public method, and of public attributes
    that a method sets; each with the name of the member. A private field counts in a value class, which is made with it."""
    if isinstance(statement, ast.AnnAssign):
        name = ast.unparse(statement.target)
        return [] if methods and is_private(name) else [(name, statement.annotation)]
    if not methods or not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return []
    every = statement.args
    taken = [*every.posonlyargs, *every.args, *every.kwonlyargs, every.vararg, every.kwarg]
    typed = {one.arg: one.annotation for one in taken if one is not None and one.annotation}
    found = _attributes_set(statement, typed)
    if not is_private(statement.name) and statement.name not in MACHINERY:
        found += [(statement.name, one) for one in (*typed.values(), statement.returns) if one]
    return found


def _attributes_set(
    method: Union[ast.FunctionDef, ast.AsyncFunctionDef], typed: dict[str, ast.expr]
) -> list[tuple[str, ast.expr]]:
    """The public attributes that a method sets, and annotates or takes from a parameter."""
    found: list[tuple[str, ast.expr]] = []
    for node in ast.walk(method):
        targets: list[ast.expr] = []
        annotation: Optional[ast.expr] = None
        if isinstance(node, ast.AnnAssign):
            targets, annotation = [node.target], node.annotation
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Name):
            targets, annotation = node.targets, typed.get(node.value.id)
        names = [target.attr for target in targets if isinstance(target, ast.Attribute)]
        if annotation is not None:
            found += [(name, annotation) for name in names if not is_private(name)]
    return found


def is_nested(cls: type) -> bool:
    """Whether the class is made inside another one, which mostly is the one that hands out its objects."""
    return "." in cls.__qualname__


def is_value_class(cls: type) -> bool:
    own = vars(cls)
    return (
        "__dataclass_fields__" in own
        or (issubclass(cls, tuple) and "_fields" in own)
        or ("__total__" in own and "__required_keys__" in own)
    )
