"""A whole module: imports, `__all__`, and the items one after the other, for both files of the pair."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from ..header import header_lines
from ..model.names import QualifiedName
from ..model.surface import Class, Function, Item, Module, Surface, types_of
from ..model.types import AliasType, NamedType, TypeExpression, parts
from ..syntax import (
    Assign,
    Blank,
    Call,
    Constant,
    If,
    ListDisplay,
    Name,
    SourceModule,
    Statement,
    print_pair,
)
from ..type_transformer import Transformers
from . import abi
from .aliases import emit_alias
from .classes import ClassEmitter
from .conversions import Conversions
from .functions import FunctionEmitter
from .imports import Wanted, import_statements
from .overlaps import overlap
from .pair import Pair, joined
from .scope import Scope
from .sorting import exported_key
from .uses import RUN_TIME, STUB, Use
from .variables import source_definitions, stub_definitions

# Checkers read the stub; without this, they would look for types in the wrappers of a package that they check as a whole.
TYPE_IGNORE = "type: ignore"
# Docstrings stand in stubs because editors show them (PYI021); an `__enter__` that is annotated with the name of its own class is
# kept so (PYI034). RUF100 would report these exemptions where ruff does not select PYI.
NOQA = "ruff: noqa: "
DOCSTRINGS = "PYI021"
OWN_CLASS = "PYI034"
UNUSED = "RUF100"
PYRIGHT = "pyright: "
# What a signature mentions, the stub does, also where its author calls it private.
PRIVATE_NAMES = "reportPrivateUsage=false"
# See `overlaps`.
OVERLAPS = "reportOverlappingOverload=false"
OVERLAPS_FOR_MYPY = 'mypy: disable-error-code="overload-overlap"'
_ENTERING = ("__enter__", "__iter__", "__new__")


def emit_modules(surface: Surface, line_length: int, runtime: str) -> dict[str, tuple[str, str]]:
    """The text of both files of every module of `surface`; `runtime` is the package that they import."""
    transformers = Transformers(surface.synchronized_types, surface.containers)
    scopes = {
        module.target: Scope(module, surface, transformers, checker_only_names(module))
        for module in surface.modules
    }
    texts: dict[str, tuple[str, str]] = {}
    for target, scope in scopes.items():
        scope.others = scopes
        texts[target] = _Emitter(scope, runtime).emit(line_length)
    scopes.clear()  # they know each other: let go of at once, they need no search by the cycle collector
    return texts


class _Emitter:
    def __init__(self, scope: Scope, runtime: str) -> None:
        self.scope = scope
        self.module = scope.module
        self.runtime = runtime
        self.run_time = scope.spelled(RUN_TIME)

    def emit(self, line_length: int) -> tuple[str, str]:
        conversions = Conversions(self.scope)
        functions = FunctionEmitter(self.scope, conversions)
        classes = ClassEmitter(self.scope, functions)
        pairs: dict[str, Pair] = {}
        for item in self.module.items:
            if isinstance(item, Class):
                pairs[item.name] = classes.emit(item)
            else:
                emitted = functions.emit(item)
                pairs[item.name] = joined([emitted.before, emitted.pair])
        # Whether a class needs a second name is known when everything that mentions it has been spelled.
        aliases = [emit_alias(self.scope, alias) for alias in self.module.aliases]
        items = joined(
            [*(joined([pair, self._alias(name)]) for name, pair in pairs.items()), *aliases]
        )
        made = Call(self.run_time.helper(abi.MAKE_FACES), (Constant(self.module.synchronizer),))
        faces = Assign(Name(self.scope.faces), made)
        source = (
            *(*self._source_head(), Blank(), faces),
            *(*conversions.definitions(), *items.source),
        )
        stub = (*self._stub_head(), *items.stub)
        doc = self.module.doc
        texts = print_pair(
            SourceModule(self._directives(stub=False), doc, source),
            SourceModule(self._directives(stub=True), doc, stub),
            line_length=line_length,
        )
        return self._with_header(texts[0]), self._with_header(texts[1])

    def _directives(self, stub: bool) -> tuple[str, ...]:
        """Comments for tools that stand below the header."""
        own = [OWN_CLASS] if any(map(_returns_own_class, self.module.items)) else []
        exempt = [DOCSTRINGS, *own] if stub else own
        noqa = [NOQA + ", ".join([*exempt, UNUSED])] if exempt else []
        if not stub:
            return (TYPE_IGNORE, *noqa)
        overlaps = overlap(self.scope, self.module.items)
        off = [OVERLAPS] if overlaps else []
        off += [PRIVATE_NAMES] if self.scope.shows_private_names else []
        pyright = [PYRIGHT + ", ".join(off)] if off else []
        return (*noqa, *([OVERLAPS_FOR_MYPY] if overlaps else []), *pyright)

    def _with_header(self, text: str) -> str:
        return "\n".join([*header_lines(self.scope.surface.command, text), text])

    # ---- the top of both files

    def _source_head(self) -> list[Statement]:
        evaluated: list[Wanted] = []
        for_checkers: list[Wanted] = []
        variables = source_definitions(self.scope)
        lazy = [
            self._lazy(module)
            for module in self.scope.module_uses
            if (self.module.target, module) in self.scope.surface.lazy_imports
        ]
        for name, uses in self.scope.uses.items():
            wanted = self._by_name(name)
            if Use.RUN_TIME in uses or (Use.ANNOTATION in uses and self._can_import(name)):
                evaluated.append(wanted)
            elif Use.ANNOTATION in uses:
                for_checkers.append(wanted)
        for module, uses in self.scope.module_uses.items():
            wanted = self._whole(module)
            if (self.module.target, module) in self.scope.surface.lazy_imports:
                for_checkers.append(wanted)
            elif Use.RUN_TIME in uses or (Use.ANNOTATION in uses and self._module_exists(module)):
                evaluated.append(wanted)
            elif Use.ANNOTATION in uses:
                for_checkers.append(wanted)
        for_checkers += self._map_for_editors()
        # Importing `typing` for this alone would cost every program that has not imported it some milliseconds.
        imported = any(wanted.module == "typing" for wanted in evaluated)
        if for_checkers and imported:
            evaluated.append(Wanted("typing", "TYPE_CHECKING"))
        evaluated += self._exports()
        head = self._statements([Wanted("__future__", "annotations"), *evaluated])
        if for_checkers:
            if not imported:
                head += [Blank(), Assign(Name("TYPE_CHECKING"), Constant(False))]
            body = (*self._statements(for_checkers), Blank(), *variables)
            head.append(If(Name("TYPE_CHECKING"), body))
        return [*head, self._all, Blank(), *lazy]

    def _stub_head(self) -> list[Statement]:
        variables = stub_definitions(self.scope)
        wanted = [self._by_name(n) for n, uses in self.scope.uses.items() if Use.STUB in uses]
        wanted += [self._whole(m) for m, uses in self.scope.module_uses.items() if Use.STUB in uses]
        return [*self._statements([*wanted, *self._exports()]), self._all, Blank(), *variables]

    def _map_for_editors(self) -> list[Wanted]:
        """Imports of the implementation under the public names: an editor goes to the definition and its docstring by them."""
        found: list[Wanted] = []
        for item in self.module.items:
            name = item.importable
            if name is None or "." in name.qualname:
                continue
            alias = None if name.qualname == item.name else item.name
            found.append(Wanted(self._relative(name.module), name.qualname, alias))
        return found

    def _exports(self) -> list[Wanted]:
        found: list[Wanted] = []
        for export in self.module.exports:
            alias = None if export.source.qualname == export.name else export.name
            found.append(
                Wanted(self._relative(export.source.module), export.source.qualname, alias)
            )
        return found

    @functools.cached_property
    def _all(self) -> Statement:
        """`__all__`, the same in both files."""
        names = sorted(self.scope.public, key=exported_key)
        return Assign(Name("__all__"), ListDisplay(tuple(Constant(name) for name in names)))

    def _lazy(self, module: str) -> Statement:
        made = Call(self.run_time.helper(abi.LAZY_MODULE), (Constant(module),))
        return Assign(Name(self.scope.local_module(module)), made)

    def _alias(self, public: str) -> Pair:
        """A second name for a class whose first one is hidden where it is mentioned."""
        if public not in self.scope.aliases:
            return Pair((), ())
        alias, uses = self.scope.aliases[public]
        type_alias = QualifiedName("typing", "TypeAlias")
        stub: tuple[Statement, ...] = ()
        if Use.STUB in uses:
            shown = self.scope.spelled(STUB).type_name(type_alias)
            stub = (Assign(Name(alias), Name(public), shown),)
        return Pair((Assign(Name(alias), Name(public)),), stub)

    # ---- imports

    def _statements(self, wanted: Iterable[Wanted]) -> list[Statement]:
        own = frozenset(source.partition(".")[0] for source in self.module.sources)
        return import_statements(wanted, own)

    def _by_name(self, name: QualifiedName) -> Wanted:
        local = self.scope.local_name(name)
        alias = None if local == name.qualname else local
        module = abi.located(name.module, self.runtime)
        return Wanted(self._relative(module), name.qualname, alias)

    def _whole(self, module: str) -> Wanted:
        local = self.scope.local_module(module)
        parent, _, last = module.rpartition(".")
        if local == module:
            return Wanted(module)
        if parent and self.scope.is_own(module):
            return Wanted(self._relative(parent), last, None if local == last else local)
        return Wanted(module, None, local)

    def _relative(self, module: str) -> str:
        """`._impl` for a module below the package that the generated one is in."""
        package = self.module.target.rpartition(".")[0]
        if package and module == package:
            return "."
        inside = package and module.startswith(f"{package}.")
        return module[len(package) :] if inside else module

    def _can_import(self, name: QualifiedName) -> bool:
        """Whether importing `name` works wherever the generated module runs."""
        return name.module != "typing_extensions" and name not in self.scope.checker_only

    def _module_exists(self, module: str) -> bool:
        return all(name.module != module for name in self.scope.checker_only)


def checker_only_names(module: Module) -> Iterable[QualifiedName]:
    """The names in the annotations of `module` that exist for checkers only."""
    for type in module.types:
        yield from _checker_only(type)
    for alias in module.aliases:
        yield from _checker_only(alias.type)


def _checker_only(type: TypeExpression) -> Iterable[QualifiedName]:
    if isinstance(type, (NamedType, AliasType)) and type.checker_only:
        yield type.importable if isinstance(type, NamedType) else type.name
    for part in parts(type):
        yield from _checker_only(part)


def _returns_own_class(item: Item) -> bool:
    """Whether a method that usually returns `Self` says the name of its class, and is kept so."""
    return isinstance(item, Class) and any(
        isinstance(member, Function)
        and member.name in _ENTERING
        and any(
            isinstance(type, NamedType) and type.name == item.implementation
            for type in types_of(member.call.outcome)
        )
        for member in item.members
    )
