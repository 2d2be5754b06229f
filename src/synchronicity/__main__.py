"""`python -m synchronicity`, and the console command."""

from __future__ import annotations

import os


def entry() -> None:
    """Run the command line and end the process. Ctrl-C may come before that has been imported, and ends it just so."""
    try:
        from .cli.__main__ import entry as run_command
    except KeyboardInterrupt:
        os.write(2, b"interrupted\n")
        os._exit(130)
    run_command()


if __name__ == "__main__":
    entry()
