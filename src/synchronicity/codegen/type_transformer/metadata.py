"""What `Annotated` adds to a type, spelled where generated code stands."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from ..model.names import QualifiedName
from ..model.types import Metadata
from ..syntax import Attribute, Expression, Name, Subscript, parse_expression

if TYPE_CHECKING:
    from .spelling import Spelling


def annotated(type: Expression, metadata: tuple[Metadata, ...], spelling: Spelling) -> Expression:
    """`Annotated[type, …]`."""
    name = spelling.type_name(QualifiedName("typing", "Annotated"))
    return Subscript(name, (type, *(_metadata(one, spelling) for one in metadata)))


def _metadata(metadata: Metadata, spelling: Spelling) -> Expression:
    names = {parse_expression(written): path for written, path in metadata.names}
    found: Expression = _respelled(parse_expression(metadata.source), names, spelling)
    return found


def _respelled(part: Any, names: dict[Expression, QualifiedName], spelling: Spelling) -> Any:
    """Syntax with the dotted names in it spelled anew."""
    if isinstance(part, (Name, Attribute)) and part in names:
        return spelling.type_name(names[part])
    if isinstance(part, tuple):
        items: tuple[Any, ...] = part  # pyright: ignore[reportUnknownVariableType]
        return tuple(_respelled(item, names, spelling) for item in items)
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        fields = {
            field.name: _respelled(getattr(part, field.name), names, spelling)
            for field in dataclasses.fields(part)
        }
        return dataclasses.replace(part, **fields)
    return part
