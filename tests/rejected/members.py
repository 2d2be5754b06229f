"""Members that have no public form yet."""

from typing import ClassVar

from synchronicity import Module

api = Module("rejected.api")


@api.wrap_class
class Node:
    root: ClassVar["Node"]  # E: unsupported

    async def __call__(self) -> int:  # E: unsupported
        return 1

    def __getattr__(self, name: str) -> int:  # E: unsupported
        return 1

    def __enter__(self) -> "Node":  # W: kind-clash
        raise TypeError

    async def __aenter__(self) -> "Node":
        return self

    async def changes(self) -> int:
        return 1


@api.wrap_class
class Sub(Node):
    def changes(self) -> int:  # type: ignore[override]  # E: unsupported
        return 1
