"""Attrs classes whose constructor cannot be read exactly."""

import attrs

from synchronicity import Module

api = Module("rejected.api")


@api.wrap_class
@attrs.define
class Job:
    name: str = attrs.field(converter=lambda value: str(value))  # E: bad-annotation
    size: int = attrs.field(converter=attrs.converters.optional(int))  # E: bad-annotation


@api.wrap_class
@attrs.define
class Old:  # E: missing-annotation
    name = attrs.field()


@attrs.define
@api.wrap_class
class Below:  # E: replaced-class
    name: str
