"""How the names in types and expressions are spelled, for one of the files of a pair.

Knows where each kind of thing comes from: builtins, `typing`, other generated modules, the implementation. Which names are
free, and what has to be imported, is the scope's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from ..model.names import QualifiedName
from ..model.surface import SynchronizedTypes
from ..model.types import TypeExpression, TypeVariable, VariableKind
from ..syntax import Attribute, Expression, Name
from ..type_transformer import Direction, TypeTransformer, unpacked
from . import abi
from .uses import Use

if TYPE_CHECKING:
    from .scope import Scope

# TABLE: modules whose names are imported one by one; from others, the module is imported.
NAME_BY_NAME = frozenset(
    {
        "abc",
        "collections",
        "collections.abc",
        "contextlib",
        "datetime",
        "decimal",
        "pathlib",
        "types",
        "typing",
        "typing_extensions",
        "uuid",
        abi.PACKAGE,
        abi.RUNTIME,
    }
)

# TABLE: what `typing` has gained since Python 3.9; checkers know it from typing_extensions on every version.
NEWER_THAN_3_9 = frozenset(
    {
        "Concatenate",
        "LiteralString",
        "Never",
        "NotRequired",
        "ParamSpec",
        "Required",
        "Self",
        "TypeAlias",
        "TypeGuard",
        "TypeIs",
        "TypeVarTuple",
        "Unpack",
    }
)


class Spelled:
    """How names are spelled for one use; what is spelled is imported where it is needed.

    Made by `Scope.spelled`.
    """

    def __init__(
        self, scope: Scope, uses: tuple[Use, ...], self_type: Optional[Expression]
    ) -> None:
        self.scope = scope
        self.self_type = self_type
        self.uses = uses
        # Annotations see the members of their class, bodies the parameters of their function.
        self._hidden = scope.parameters if Use.RUN_TIME in self.uses else scope.members
        # By the identity of transformers, which the scope holds.
        self._shown: dict[int, Expression] = {}
        self._implementations: dict[QualifiedName, Expression] = {}
        self._type_names: dict[QualifiedName, Expression] = {}

    @property
    def synchronized_types(self) -> SynchronizedTypes:
        return self.scope.surface.synchronized_types

    def transformer(
        self,
        type: TypeExpression,
        direction: Direction = Direction.OUT,
        receiver: str = "self",
    ) -> TypeTransformer:
        """How `type` crosses; lowering has refused what cannot."""
        return self.scope.transformers.of(type, direction, receiver)

    def shown(self, transformer: TypeTransformer) -> Expression:
        """The public type: one object for all that have it, so that it is printed once."""
        known = self._shown.get(id(transformer))
        if known is None:
            known = self._shown[id(transformer)] = transformer.public_type(self)
        return known

    def wrapper(self, implementation: QualifiedName) -> Expression:
        return self.scope.wrapper(implementation, self._hidden, self.uses)

    def implementation(self, name: QualifiedName) -> Expression:
        known = self._implementations.get(name)
        if known is None:
            self.scope.note_private(name, self.uses)
            known = self.scope.imported_module(name.module, self.uses)
            for part in name.qualname.split("."):
                known = Attribute(known, part)
            self._implementations[name] = known
        return known

    def alias(self, name: QualifiedName) -> Optional[Expression]:
        public = self.scope.written_anew.get(name)
        # At run time, it stands behind what mentions it.
        hidden = public in self.scope.members or Use.STUB not in self.uses
        return None if public is None or hidden else Name(public)

    def type_name(self, name: QualifiedName) -> Expression:
        known = self._type_names.get(name)
        if known is None:
            known = self._type_names[name] = self._type_name(name)
        return known

    def _type_name(self, name: QualifiedName) -> Expression:
        if name.module == "builtins":
            hidden = self.scope.hidden_in_annotations
            return self.scope.builtin(name.qualname, hidden, self.uses)
        if self.self_type is not None and name == QualifiedName("typing", "Self"):
            return self.self_type
        if name.module in self.scope.targets:
            return self.scope.generated(name, self._hidden, self.uses)
        if name in self.scope.exports and name.qualname not in self.scope.members:
            return Name(self.scope.exports[name])
        if name.module == "typing" and name.qualname in NEWER_THAN_3_9:
            name = QualifiedName("typing_extensions", name.qualname)
        own = name.module in self.scope.module.sources and "." not in name.qualname
        if own or name.module in NAME_BY_NAME:
            return self.scope.imported(name, self.uses)
        return self.implementation(name)

    def type_variable(self, variable: TypeVariable) -> Expression:
        return self.scope.type_variable(variable, self.uses)

    def type_argument(self, variable: TypeVariable) -> Expression:
        """A type variable among type arguments: `Generic[Unpack[_Ts]]`."""
        name = self.type_variable(variable)
        return unpacked(name, self) if variable.kind is VariableKind.TUPLE else name

    def builtin(self, name: str) -> Expression:
        return self.scope.builtin(name, self.scope.hidden_in_bodies, self.uses)

    def helper(self, name: str) -> Expression:
        if name in abi.ON_FACES:
            return Attribute(Name(self.scope.faces), name)
        return self.scope.imported(QualifiedName(abi.RUNTIME, name), self.uses)

    def variable(self, base: str) -> str:
        return self.scope.variable(base)
