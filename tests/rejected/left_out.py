"""A wrapped class of a Module that is not compiled along."""

from synchronicity import Module

api = Module("rejected.api")
elsewhere = [Module("rejected.models")]


@elsewhere[0].wrap_class
class Node: ...


@api.wrap_function
async def find(name: str) -> list[Node]: ...  # E: not-compiled
