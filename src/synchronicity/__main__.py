"""`python -m synchronicity`: the same as the console command."""

from __future__ import annotations

from .cli.__main__ import entry

if __name__ == "__main__":
    entry()
