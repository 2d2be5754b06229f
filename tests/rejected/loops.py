"""What cannot run on the loop."""

from collections.abc import AsyncIterator

from synchronicity import Module

api = Module("rejected.api")


@api.wrap_function(on_loop=True)
def stream() -> AsyncIterator[int]:  # E: unsupported
    raise NotImplementedError


@api.wrap_function(on_loop=True)
async def already() -> int:  # W: kind-clash
    return 1


@api.wrap_class(on_loop=("size", "other", "__init__"))
class Node:  # E: unknown-member, duplicate-name
    @property
    def size(self) -> int:  # E: unsupported
        return 1

    async def aio(self) -> int:
        return 1


@api.wrap_class(on_loop=("__init__",))
class Base:
    def __init__(self, name: str) -> None: ...


@api.wrap_class
class Derived(Base):  # E: unsupported
    def __init__(self, name: str, size: int) -> None: ...


@api.wrap_class(on_loop=("__len__",))
class Sized:
    def __len__(self) -> int:  # E: kind-clash
        return 1
