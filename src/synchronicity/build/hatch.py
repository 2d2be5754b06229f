"""The build hook for hatchling: `[tool.hatch.build.hooks.synchronicity]`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.plugin import hookimpl

from .generating import BuildFailed, generate

_CHECK = "check"


class SynchronicityBuildHook(BuildHookInterface[Any]):
    """Generates before a wheel, an sdist or an editable install is made.

    `check = true` in the hook's table writes nothing, and fails if the files are not up to date.
    """

    PLUGIN_NAME = "synchronicity"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Generate; what was generated belongs to the build, also where version control ignores it."""
        root = Path(self.root)
        check = self.config.get(_CHECK, False)
        if not isinstance(check, bool):
            sys.exit(f"`{_CHECK}` in [tool.hatch.build.hooks.synchronicity] is true or false")
        try:
            made = generate(root, check=check)
        except BuildFailed as error:
            # hatchling would show a traceback of its own, in which what matters gets lost
            sys.exit(f"synchronicity: error: {error}")
        build_data["artifacts"] += [f"/{path.relative_to(root).as_posix()}" for path in made]


@hookimpl
def hatch_register_build_hook() -> type[SynchronicityBuildHook]:
    """Called by hatchling, through the entry point `hatch`."""
    return SynchronicityBuildHook
