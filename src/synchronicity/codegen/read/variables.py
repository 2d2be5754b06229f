"""Type variables in full: kind, bound, constraints, variance, default, from where each one is made.

Knows `T = TypeVar(…)` and type parameter lists (PEP 695), and fills in the defaults of parameters (PEP 696). Does not know
what stands for a variable at a place.
"""

from __future__ import annotations

import ast
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Optional, Union, final

from ..data import dataclass
from ..diagnostics import Code, Diagnostic, Location, Sink
from ..model.types import (
    AnyType,
    ParameterList,
    TypeExpression,
    TypeVariable,
    VariableKind,
    Variance,
    variables_of,
)
from . import live_types
from .live import TYPING_MODULES, VARIABLES, names_of
from .modules import ReadModule
from .references import ClassReference, Context, VariableReference
from .scopes import Binding, BindingKind, FileTable, Scope, ScopeKind
from .source import SourceFile

if TYPE_CHECKING:
    from .annotations import Annotations

_ANY = AnyType()
_NONE_WRITTEN: Any = object()
Substitution = Mapping[Hashable, TypeExpression]

_Part = Union[ast.expr, Any]
"""A type in a variable's definition: as written, or where no source tells, the live object."""


@final
@dataclass(frozen=True)
class _Origin:
    """Where a variable is made, its types not read yet. `default` is `_NONE_WRITTEN` where it has none."""

    name: str
    scope: str
    kind: VariableKind
    variance: Variance
    context: Context
    bound: _Part = None
    constraints: tuple[_Part, ...] = ()
    default: _Part = _NONE_WRITTEN


@final
class Variables:
    """Reads type variables, each once."""

    def __init__(self, annotations: Annotations) -> None:
        self._annotations = annotations
        self._origins: dict[Hashable, _Origin] = {}
        self._known: dict[Hashable, tuple[TypeVariable, tuple[Diagnostic, ...]]] = {}
        self._reading: set[Hashable] = set()
        self._defaulting: set[Hashable] = set()

    @property
    def is_in_default(self) -> bool:
        """Whether a default is being read: then a class may lack the one that leads back to it."""
        return bool(self._defaulting)

    def read(self, found: VariableReference, sink: Sink, place: Location) -> TypeVariable:
        """The variable. What is wrong with it is told where it is made; at `place` if that has no source."""
        known = self._known.get(found.key)
        if known is None:
            if found.key in self._reading:
                return self._itself(found, sink, place)
            own = Sink()
            self._reading.add(found.key)
            try:
                variable = self._read(found, own, place)
            finally:
                self._reading.discard(found.key)
            known = self._known[found.key] = (variable, own.diagnostics)
        for diagnostic in known[1]:
            sink.add(diagnostic)
        return known[0]

    def kind(self, found: VariableReference) -> VariableKind:
        return self._origin(found).kind

    def arguments(
        self,
        parameters: Sequence[VariableReference],
        given: tuple[TypeExpression, ...],
        sink: Sink,
    ) -> tuple[TypeExpression, ...]:
        """`given`, and for the parameters after those their defaults, else Any, or `...` for a ParamSpec.

        None at all for a class with a TypeVarTuple that is mentioned bare: what it defaults to cannot be said.
        """
        if any(self._origin(one).kind is VariableKind.TUPLE for one in parameters):
            return given
        every = self.standing_for(parameters, given, sink)
        return given + tuple(every[one.key] for one in parameters[len(given) :])

    def standing_for(
        self,
        parameters: Sequence[VariableReference],
        given: tuple[TypeExpression, ...],
        sink: Sink,
    ) -> dict[Hashable, TypeExpression]:
        """What stands for each of `parameters`: `given`, and for those after these their defaults, else Any."""
        found: dict[Hashable, TypeExpression] = {
            one.key: argument for one, argument in zip(parameters, given)
        }
        for parameter in parameters[len(given) :]:
            found[parameter.key] = self._default(parameter, dict(found), sink)
        return found

    def _default(
        self, found: VariableReference, substitution: Substitution, sink: Sink
    ) -> TypeExpression:
        origin = self._origin(found)
        if origin.kind is VariableKind.PARAMETERS:
            return ParameterList(None)
        if origin.default is _NONE_WRITTEN or origin.kind is not VariableKind.TYPE:
            return _ANY
        if found.key in self._defaulting:  # `T = TypeVar("T", default="Box")` of `Box[T]` itself
            return _ANY
        self._defaulting.add(found.key)
        try:
            context = replace(origin.context, sink=sink, substitution=substitution)
            return self._part(origin.default, context)
        finally:
            self._defaulting.discard(found.key)

    def _read(self, found: VariableReference, sink: Sink, place: Location) -> TypeVariable:
        origin = self._origin(found)
        context = replace(origin.context, sink=sink)
        if context.anchor is not None:
            context = context.at(place)
        bound = None if origin.bound is None else self._part(origin.bound, context)
        constraints = tuple(self._part(one, context) for one in origin.constraints)
        for type_, part in zip((bound, *constraints), (origin.bound, *origin.constraints)):
            mentioned = variables_of(type_) if type_ is not None else ()
            if mentioned:
                self._refuse(origin, mentioned[0], part, context)
        default: Optional[TypeExpression] = None
        if origin.default is not _NONE_WRITTEN and origin.kind is VariableKind.TYPE:
            self._defaulting.add(found.key)
            try:
                default = self._part(origin.default, context)
            finally:
                self._defaulting.discard(found.key)
        return TypeVariable(
            origin.name, origin.scope, origin.kind, bound, constraints, origin.variance, default
        )

    def _part(self, part: _Part, context: Context) -> TypeExpression:
        if isinstance(part, ast.expr):
            return self._annotations.read(part, context)
        return live_types.convert(part, self._annotations, context)

    def _refuse(
        self, origin: _Origin, mentioned: TypeVariable, part: _Part, context: Context
    ) -> None:
        place = context.location(part) if isinstance(part, ast.expr) else context.anchor
        assert place is not None
        context.sink.error(
            Code.BAD_ANNOTATION,
            place,
            f"what bounds `{origin.name}` mentions the type variable `{mentioned.name}`, so that it bounds nothing",
            "write a type without variables there",
        )

    def _itself(self, found: VariableReference, sink: Sink, place: Location) -> TypeVariable:
        """A variable inside its own definition: a bound is refused by whoever reads it, a default here."""
        origin = self._origin(found)
        if found.key in self._defaulting:
            message = f"the default of `{origin.name}` mentions `{origin.name}` itself"
            sink.error(Code.BAD_ANNOTATION, place, message, "write another type there")
        return TypeVariable(origin.name, origin.scope, origin.kind)

    # where it is made

    def _origin(self, found: VariableReference) -> _Origin:
        origin = self._origins.get(found.key)
        if origin is None:
            if isinstance(found.key, Binding):
                assert found.module is not None
                origin = self._bound(found.key, found.module)
            else:
                origin = self._assigned(found.key)
            self._origins[found.key] = origin
        return origin

    def _bound(self, binding: Binding, module: ReadModule) -> _Origin:
        """Of a type parameter list, or of an assignment that no live object comes from."""
        if binding.kind is BindingKind.TYPE_PARAMETER:
            return _listed(binding, module, self._name(module))
        call = _call(binding)
        context = _context(binding, module)
        kind = VariableKind.TYPE
        if call is None:
            return _Origin(binding.name, self._name(module), kind, Variance.INVARIANT, context)
        return self._written(call, binding, self._name(module), context, None)

    def _assigned(self, live: Any) -> _Origin:
        """Of a live object: its assignment's source; the object itself where that is not to be seen."""
        name = getattr(live, "__module__", None)
        module = self._annotations.resolver.modules.read(name) if isinstance(name, str) else None
        if module is not None:
            for binding in _assignments(live, module):
                call = _call(binding)
                context = _context(binding, module)
                if call is not None and self._makes_a_variable(call, context):
                    origin = self._written(call, binding, self._name(module), context, live)
                    if _agrees(origin, live, binding) and not _is_spread(call):
                        return origin
        return self._from_object(live, name if isinstance(name, str) else "", module)

    def _makes_a_variable(self, call: ast.Call, context: Context) -> bool:
        found = self._annotations.resolver.expression(call.func, context)
        return (
            isinstance(found, ClassReference)
            and found.name.module in TYPING_MODULES
            and found.name.qualname in VARIABLES
        )

    def _written(
        self, call: ast.Call, binding: Binding, scope: str, context: Context, live: Any
    ) -> _Origin:
        options = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
        bound, default = options.get("bound"), options.get("default", _NONE_WRITTEN)
        if isinstance(bound, ast.Constant) and bound.value is None:
            bound = None
        if live is not None and not _has_default(live):
            default = _NONE_WRITTEN
        flags = {
            name
            for name, value in options.items()
            if isinstance(value, ast.Constant) and value.value is True
        }
        return _Origin(
            binding.name,
            scope,
            _kind(type(live).__name__ if live is not None else _last_name(call.func)),
            _variance_of(live) if live is not None else _variance(flags),
            context,
            bound,
            tuple(call.args[1:]),
            default,
        )

    def _from_object(self, live: Any, name: str, module: Optional[ReadModule]) -> _Origin:
        modules = self._annotations.resolver.modules
        if module is None:
            loaded = modules.live(name) if name else None
            module = ReadModule(name, loaded, FileTable(SourceFile(name, "")))
        context = Context(module, module.table.root, Sink(), None, anchor=Location(name, 0))
        return _Origin(
            _assigned_name(live, module),
            self._name(module),
            _kind(type(live).__name__),
            _variance_of(live),
            context,
            _evaluated(live, "__bound__"),
            _constraints(live),
            _evaluated(live, "__default__") if _has_default(live) else _NONE_WRITTEN,
        )

    def _name(self, module: ReadModule) -> str:
        if module.live is None:
            return module.name
        return self._annotations.resolver.modules.of_globals(vars(module.live)) or module.name


def _listed(binding: Binding, module: ReadModule, module_name: str) -> _Origin:
    """Of a type parameter list: `[T: bound = default, *Ts, **P]`."""
    node: Any = binding.node  # by name: these classes are younger than Python 3.9
    owner: Any = binding.scope.node
    name = owner.name if isinstance(owner.name, str) else owner.name.id
    bound: Optional[ast.expr] = getattr(node, "bound", None)
    default: Optional[ast.expr] = getattr(node, "default_value", None)
    constraints = tuple(bound.elts) if isinstance(bound, ast.Tuple) else ()
    return _Origin(
        binding.name,
        f"{module_name}:{binding.scope.path}{name}",
        _kind(type(node).__name__),
        Variance.INFERRED,
        Context(module, binding.scope, Sink()),
        None if constraints else bound,
        constraints,
        _NONE_WRITTEN if default is None else default,
    )


def _context(binding: Binding, module: ReadModule) -> Context:
    """Where the arguments of `TypeVar(…)` are evaluated: at once."""
    return Context(module, binding.scope, Sink(), binding.line)


def _call(binding: Binding) -> Optional[ast.Call]:
    value = getattr(binding.node, "value", None)
    return value if isinstance(value, ast.Call) else None


def _assignments(live: Any, module: ReadModule) -> Iterator[Binding]:
    """The statements that may have made `live`, the likeliest first: what checkers are told counts before what runs."""
    found: list[Binding] = []
    for scope in _scopes(module.table):
        names = _values(scope, module)
        every = [name for name, value in names.items() if value is live and name in scope.bindings]
        for name in sorted(every, key=lambda name: name != live.__name__):
            found.extend(reversed(scope.bindings[name]))
    statements = (BindingKind.ASSIGNMENT, BindingKind.ANNOTATED)
    seen = [one for one in found if one.kind in statements and one.condition.checker is not False]
    yield from (one for one in seen if one.condition.runtime is False)
    yield from (one for one in seen if one.condition.runtime is not False)


def _scopes(table: FileTable) -> Iterator[Scope]:
    yield table.root
    for several in table.by_qualname.values():
        for definition in several:
            if definition.inner.kind is ScopeKind.CLASS and not definition.is_local:
                yield definition.inner


def _values(scope: Scope, module: ReadModule) -> Mapping[str, Any]:
    names: Mapping[str, Any] = module.names
    for part in scope.path.split(".")[:-1]:
        names = names_of(names.get(part))
    return names


def _assigned_name(live: Any, module: ReadModule) -> str:
    own: str = live.__name__
    if module.names.get(own) is live:
        return own
    return next((name for name, value in module.names.items() if value is live), own)


def _agrees(origin: _Origin, live: Any, binding: Binding) -> bool:
    """Whether a statement may have made `live`: a stand-in for checkers need not."""
    if binding.condition.runtime is False:
        return True
    return (
        (origin.bound is None) == (_evaluated(live, "__bound__") in (None, type(None)))
        and len(origin.constraints) == len(_constraints(live))
        and (origin.default is _NONE_WRITTEN) != _has_default(live)
    )


def _is_spread(call: ast.Call) -> bool:
    """Whether arguments come from elsewhere: `TypeVar("T", *types, **options)`."""
    return any(isinstance(one, ast.Starred) for one in call.args) or any(
        keyword.arg is None for keyword in call.keywords
    )


def _evaluated(live: Any, name: str) -> Any:
    """An attribute of a variable; from 3.12 on it may be evaluated only now. The failure is no type, and reported as such."""
    try:
        return getattr(live, name, None)
    except Exception as failure:  # whatever evaluating a user's expression does
        return failure


def _constraints(live: Any) -> tuple[Any, ...]:
    found: Any = _evaluated(live, "__constraints__")
    if isinstance(found, Exception):
        return (found,)
    given: tuple[Any, ...] = found or ()
    return given


def _has_default(live: Any) -> bool:
    has_default = getattr(live, "has_default", None)
    return bool(has_default()) if has_default is not None else False


def _kind(name: str) -> VariableKind:
    return next((kind for kind in VariableKind if kind.value == name), VariableKind.TYPE)


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _variance_of(live: Any) -> Variance:
    flags = ("covariant", "contravariant", "infer_variance")
    return _variance({flag for flag in flags if getattr(live, f"__{flag}__", False)})


def _variance(flags: set[str]) -> Variance:
    if "infer_variance" in flags:
        return Variance.INFERRED
    if "covariant" in flags:
        return Variance.COVARIANT
    return Variance.CONTRAVARIANT if "contravariant" in flags else Variance.INVARIANT
