"""Every name in a generated module: the user's are reserved first, ours are allocated around them.

Knows which names are taken and where each imported thing comes from. A name means the same in both files of a pair; what
each file has to import follows from what was spelled for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Optional, final

from ..data import dataclass
from ..model.api import Binding, Start
from ..model.names import QualifiedName
from ..model.special_methods import AIO
from ..model.surface import (
    Class,
    Function,
    Item,
    Module,
    Surface,
    types_in,
)
from ..model.types import (
    TypeExpression,
    TypeVariable,
    Variance,
    mentions_self,
    variables_of,
)
from ..syntax import Attribute, Expression, Name
from ..type_transformer import Transformers, dotted
from . import abi
from .spelled import Spelled
from .uses import Use

# TABLE: names that are usually imported under another one; `Set` is too close to the builtin (ruff PYI025).
USUAL_NAMES = {QualifiedName("collections.abc", "Set"): "AbstractSet"}

# TABLE: how the name of a variable says its variance (ruff PLC0105), where its author did not.
_SUFFIXES = {Variance.COVARIANT: "_co", Variance.CONTRAVARIANT: "_contra"}


@final
@dataclass(frozen=True)
class PrivateClass:
    """A stub's private class.

    `variables` are those of the class around the method that occur in it: its type arguments. Where `Self` occurs in it, its
    owner is the last one (`owned`), and it binds itself; else `kind` is the class of the run time that says how it is bound.
    """

    module: str
    name: str
    owned: bool
    variables: tuple[TypeVariable, ...]
    kind: str


@final
class Scope:
    """The names of one generated module."""

    def __init__(
        self,
        module: Module,
        surface: Surface,
        transformers: Transformers,
        checker_only: Iterable[QualifiedName],
    ) -> None:
        self.module = module
        self.surface = surface
        self.checker_only = frozenset(checker_only)
        self.transformers = transformers
        self.targets = frozenset(other.target for other in surface.modules)
        self.exports = {export.source: export.name for export in module.exports}
        self.public = {item.name for item in module.items} | {e.name for e in module.exports}
        self.public.update(alias.name for alias in module.aliases)
        self.written_anew = {alias.source: alias.name for alias in module.aliases}
        self.members: set[str] = set()
        self.parameters: set[str] = {"cls", "self", "value"}  # ours, in methods and setters
        for item in module.items:
            self._reserve(item)
        self._taken = self.public | self.members
        self.hidden_in_annotations = frozenset(self.public | self.members)
        self.hidden_in_bodies = frozenset(self.public | self.members | self.parameters)
        self._local: dict[QualifiedName, str] = {}
        self._modules: dict[str, str] = {}
        self._private: dict[tuple[Optional[QualifiedName], str], PrivateClass] = {}
        self.type_variables: dict[TypeVariable, tuple[str, set[Use]]] = {}
        self.classes = {
            item.implementation: item for item in module.items if isinstance(item, Class)
        }
        self._spelled: dict[tuple[Use, ...], Spelled] = {}
        self.uses: dict[QualifiedName, set[Use]] = {}
        self.module_uses: dict[str, set[Use]] = {}
        self.aliases: dict[str, tuple[str, set[Use]]] = {}
        self.faces = self.allocate(abi.FACES)
        self.defined: set[QualifiedName] = set()
        self.shows_private_names = False
        self.others: Mapping[str, Scope] = {}
        self._allocate_private_classes()

    def _reserve(self, item: Item) -> None:
        if isinstance(item, Function):
            for call in (item.call, *item.overloads):
                self.parameters.update(parameter.name for parameter in call.parameters)
            return
        for signature in item.constructors:
            self.parameters.update(parameter.name for parameter in signature.parameters)
        self.members.update([AIO] if item.construction is Start.ON_LOOP else [])
        for member in item.members:
            self.members.add(member.name)
            if isinstance(member, Function):
                self.members.update([member.aio_name] if member.aio_name else [])
                self._reserve(member)

    # ---- allocating

    def allocate(self, wanted: str) -> str:
        """A new module-level name: `wanted`, with underscores behind it where that is taken."""
        name = wanted
        while name in self._taken or name in self.parameters:
            name += "_"
        self._taken.add(name)
        return name

    def private_class(self, owner: Optional[QualifiedName], member: str) -> PrivateClass:
        """The stub's private class of a function, or of a member of the class `owner`, of any module."""
        if owner is None:
            return self._private[owner, member]
        module, _ = self.surface.synchronized_types[owner]
        return self.others[module]._private[owner, member]

    def class_of(self, name: QualifiedName) -> Class:
        """The wrapper class of an implementation class, of any module."""
        module, _ = self.surface.synchronized_types[name]
        return self.others[module].classes[name]

    def _allocate_private_classes(self) -> None:
        """Two members may come to the same name (class `A_b`, method `c`; class `A`, method `b_c`): the later one gives way."""
        for item in self.module.items:
            if isinstance(item, Function):
                self._allocate_private_class(None, item, f"_{item.name}")
                continue
            for member in item.members:
                if isinstance(member, Function):
                    wanted = f"_{item.name}_{member.name.strip('_') or member.name}"
                    self._allocate_private_class(item, member, wanted)

    def _allocate_private_class(
        self, owner: Optional[Class], function: Function, wanted: str
    ) -> None:
        if not function.has_private_class:
            return
        types = types_in(function)
        owned = owner is not None and any(map(mentions_self, types))
        variables: tuple[TypeVariable, ...] = ()
        # Class and static methods are called without an object that would say what the variables stand for.
        parameters = () if owner is None else owner.type_parameters
        if parameters and function.binding is Binding.METHOD:
            mentioned = {variable for type in types for variable in variables_of(type)}
            # For some objects only: it is the private class that knows for which.
            every = function.has_receiver
            variables = tuple(v for v in parameters if every or v in mentioned)
        name = self.allocate(wanted)
        made = PrivateClass(self.module.target, name, owned, variables, _kind(function, types))
        self._private[owner.implementation if owner else None, function.name] = made

    def type_variable(self, variable: TypeVariable, uses: Iterable[Use]) -> Expression:
        """A type variable: `_T` in both files, whatever module it comes from."""
        if variable not in self.type_variables:
            suffix = _SUFFIXES.get(self._variance(variable), "")
            name = self.allocate("_" + variable.name.lstrip("_") + suffix)
            self.type_variables[variable] = (name, set())
        name, known = self.type_variables[variable]
        known.update(uses)
        return Name(name)

    def _variance(self, variable: TypeVariable) -> Variance:
        return self.surface.variances.get(variable, Variance.INVARIANT)

    def variable(self, base: str) -> str:
        """A name for a variable inside an expression, which must hide nothing that the expression may mention."""
        name = base
        while name in self.public:
            name += "_"
        return name

    # ---- spelling

    def spelled(self, uses: tuple[Use, ...], self_type: Optional[Expression] = None) -> Spelled:
        """How names are spelled for `uses`, `self_type` in the place of `Self`; without it one object, which spells each type once."""
        if self_type is not None:
            return Spelled(self, uses, self_type)
        known = self._spelled.get(uses)
        if known is None:
            known = self._spelled[uses] = Spelled(self, uses, None)
        return known

    def imported(self, name: QualifiedName, uses: Iterable[Use]) -> Expression:
        """Something that is imported by its name."""
        self.note_private(name, uses)
        if name not in self._local:
            wanted = USUAL_NAMES.get(name, name.qualname)
            taken = wanted in self._taken or (
                name.module == abi.RUNTIME and wanted in self.parameters
            )
            self._local[name] = self.allocate(f"_{wanted}") if taken else wanted
            self._taken.add(self._local[name])
        self.uses.setdefault(name, set()).update(uses)
        return Name(self._local[name])

    def note_private(self, name: QualifiedName, uses: Iterable[Use]) -> None:
        """A signature may mention what its author calls private; the stub has to, then."""
        private = any(part[:1] == "_" and part[-2:] != "__" for part in name.qualname.split("."))
        if private and Use.STUB in uses and name.module not in self.targets:
            self.shows_private_names = True

    def imported_module(self, module: str, uses: Iterable[Use]) -> Expression:
        """A module: the user's own by its last name (`from . import _impl`), others by their full name."""
        if module not in self._modules:
            parent, _, last = module.rpartition(".")
            if parent and self.is_own(module):
                self._modules[module] = self.allocate(last)
            else:
                head = module.partition(".")[0]
                free = head not in self._taken and head not in self.parameters
                alias = "_".join(["", *module.split(".")])
                self._modules[module] = module if free else self.allocate(alias)
        self.module_uses.setdefault(module, set()).update(uses)
        return dotted(self._modules[module])

    def is_own(self, module: str) -> bool:
        package = self.module.target.rpartition(".")[0]
        beside = bool(package) and module.startswith(f"{package}.")
        return beside or module in self.module.sources or module in self.targets

    def local_module(self, module: str) -> str:
        return self._modules[module]

    def local_name(self, name: QualifiedName) -> str:
        return self._local[name]

    def builtin(self, name: str, taken: Iterable[str], uses: Iterable[Use]) -> Expression:
        if name not in taken:
            return Name(name)
        if "builtins" not in self._modules:
            self._modules["builtins"] = self.allocate("_builtins")
        self.module_uses.setdefault("builtins", set()).update(uses)
        return Attribute(Name(self._modules["builtins"]), name)

    def wrapper(
        self, name: QualifiedName, hidden: Iterable[str], uses: Iterable[Use]
    ) -> Expression:
        module, public = self.surface.synchronized_types[name]
        if module != self.module.target:
            return Attribute(self.imported_module(module, uses), public)
        if public not in hidden:
            return Name(public)
        alias, alias_uses = self.aliases.setdefault(public, (self._alias(public), set()))
        alias_uses.update(uses)
        return Name(alias)

    def generated(
        self, name: QualifiedName, hidden: Iterable[str], uses: Iterable[Use]
    ) -> Expression:
        """Something of a generated module, by the name that its users know."""
        if name.module != self.module.target:
            return Attribute(self.imported_module(name.module, uses), name.qualname)
        for cls in self.classes.values():
            if cls.name == name.qualname:
                return self.wrapper(cls.implementation, hidden, uses)
        return dotted(name.qualname)

    def _alias(self, public: str) -> str:
        return self.aliases[public][0] if public in self.aliases else self.allocate(f"_{public}")

    def available(self, name: QualifiedName) -> bool:
        """Whether the wrapper of `name` exists already when the statement that is being emitted runs."""
        module, _ = self.surface.synchronized_types[name]
        if module == self.module.target:
            return name in self.defined
        return (self.module.target, module) not in self.surface.lazy_imports


def _kind(function: Function, types: list[TypeExpression]) -> str:
    if function.binding in (Binding.FUNCTION, Binding.STATIC_METHOD):
        return abi.DUAL_FUNCTION
    if function.binding is Binding.CLASS_METHOD:
        return abi.DUAL_CLASS_METHOD
    # In the precise type of `Client.method`, mypy would keep only the first overload, and make Never of type variables.
    if len(function.overloads) > 1 or function.has_receiver or any(map(variables_of, types)):
        return abi.DUAL_GENERIC_METHOD
    return abi.PLAIN_METHOD if function.is_plain else abi.DUAL_METHOD
