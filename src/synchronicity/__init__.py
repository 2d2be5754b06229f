"""synchronicity: one async implementation, a public API for blocking and for async callers.

The names are looked up when they are used: importing `Module` in an implementation imports neither the run
time nor asyncio.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .dual_types import AwaitableContextManager as AwaitableContextManager
    from .dual_types import DualCallable as DualCallable
    from .dual_types import DualClassMethod as DualClassMethod
    from .dual_types import DualContextManager as DualContextManager
    from .dual_types import DualFunction as DualFunction
    from .dual_types import DualGenericMethod as DualGenericMethod
    from .dual_types import DualIterator as DualIterator
    from .dual_types import DualMethod as DualMethod
    from .dual_types import PlainMethod as PlainMethod
    from .dual_types import UnboundMethod as UnboundMethod
    from .module import Module as Module
    from .runtime.errors import BlockingCallError as BlockingCallError
    from .runtime.errors import BlockingCallWarning as BlockingCallWarning
    from .runtime.errors import NoRunningLoopError as NoRunningLoopError
    from .runtime.errors import SynchronizerError as SynchronizerError
    from .runtime.errors import SynchronizerShutdown as SynchronizerShutdown
    from .runtime.errors import SynchronizerStartError as SynchronizerStartError
    from .runtime.info import CallInfo as CallInfo
    from .runtime.info import SynchronizerInfo as SynchronizerInfo
    from .runtime.members import classproperty as classproperty
    from .synchronizer import Synchronizer as Synchronizer
    from .synchronizer import get_synchronizer as get_synchronizer

__all__ = [
    "AwaitableContextManager",
    "BlockingCallError",
    "BlockingCallWarning",
    "CallInfo",
    "DualCallable",
    "DualClassMethod",
    "DualContextManager",
    "DualFunction",
    "DualGenericMethod",
    "DualIterator",
    "DualMethod",
    "Module",
    "NoRunningLoopError",
    "PlainMethod",
    "Synchronizer",
    "SynchronizerError",
    "SynchronizerInfo",
    "SynchronizerShutdown",
    "SynchronizerStartError",
    "UnboundMethod",
    "classproperty",
    "get_synchronizer",
]

__version__ = "2.0.0a1"

_ROOMS = {
    "dual_types": (
        "AwaitableContextManager",
        "DualCallable",
        "DualClassMethod",
        "DualContextManager",
        "DualFunction",
        "DualGenericMethod",
        "DualIterator",
        "DualMethod",
        "PlainMethod",
        "UnboundMethod",
    ),
    "module": ("Module",),
    "runtime.errors": (
        "BlockingCallError",
        "BlockingCallWarning",
        "NoRunningLoopError",
        "SynchronizerError",
        "SynchronizerShutdown",
        "SynchronizerStartError",
    ),
    "runtime.info": ("CallInfo", "SynchronizerInfo"),
    "runtime.members": ("classproperty",),
    "synchronizer": ("Synchronizer", "get_synchronizer"),
}
_HOMES = {name: f"{__name__}.{room}" for room, names in _ROOMS.items() for name in names}


if not TYPE_CHECKING:  # which would take it for a promise that every name is there

    def __getattr__(name):
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        home = _HOMES[name]
        __import__(home)
        import sys

        value = globals()[name] = getattr(sys.modules[home], name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
