"""What can be chosen on the command line and in the settings, and what is taken where nothing is said."""

from __future__ import annotations

import enum

SETTINGS_FILE = "pyproject.toml"
LINE_LENGTHS = range(40, 321)
CHECKS = ("freshness", "agreement", "import", "mypy", "stubtest", "pyright", "verifytypes")
"""What `validate` looks at, in this order."""


class OutputFormat(enum.Enum):
    """How problems are shown."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
