"""`pytest --synchronicity`: a test for each generated module and each check of `synchronicity validate`.

Without the option, nothing of ours is imported but this file.
"""

# The constructors of pytest's nodes take anything.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, Union

import pytest

if TYPE_CHECKING:
    from .validation import Finding, Pair

_CHECKS = ("freshness", "agreement", "import", "mypy", "stubtest", "pyright", "verifytypes")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Called by pytest."""
    group = parser.getgroup("synchronicity")
    group.addoption(
        "--synchronicity",
        action="store_true",
        help="validate the modules that synchronicity has generated, as [tool.synchronicity] says",
    )
    group.addoption(
        "--synchronicity-checkers",
        metavar="NAMES",
        default=",".join(_CHECKS),
        help="the checks to run, separated by commas (default: %(default)s)",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Called by pytest: before `-k` and `-m` select."""
    if config.getoption("--synchronicity"):
        validation = _Validation.from_parent(session, name="synchronicity", nodeid="synchronicity")
        items += validation.collect()


class _Failed(Exception):
    """What was found, as text."""


class _Validation(pytest.Collector):
    """All that is validated. Each check runs once, over all modules, when the first test asks for it."""

    def collect(self) -> Iterator[pytest.Item]:
        from .validation import CannotValidate, pairs

        try:
            self.pairs = pairs(self.config.rootpath)
        except CannotValidate as error:
            yield _Broken.from_parent(self, name="modules", reason=str(error))
            return
        self.found: dict[str, Union[list[Finding], CannotValidate]] = {}
        self.checks = [
            name.strip()
            for name in str(self.config.getoption("--synchronicity-checkers")).split(",")
        ]
        for pair in self.pairs:
            for check in self.checks:
                name = f"{pair.module}::{check}"
                yield _Check.from_parent(self, name=name, pair=pair, check=check)

    def findings(self, check: str, pair: Pair) -> list[Finding]:
        """What a check has found about a pair. What is about no single one is every one's."""
        from .validation import CannotValidate, validate

        if check not in self.found:
            try:
                self.found[check] = validate(self.config.rootpath, checkers=[check])
            except CannotValidate as error:
                self.found[check] = error
        found = self.found[check]
        if isinstance(found, CannotValidate):
            raise _Failed(str(found))
        others = [other for other in self.pairs if other != pair]
        return [each for each in found if not any(_concerns(each, other) for other in others)]


def _concerns(finding: Finding, pair: Pair) -> bool:
    if finding.module is not None:
        return finding.module == pair.module
    return finding.path in (pair.source, pair.stub)


class _Item(pytest.Item):
    """A test of ours: when it fails, its text is all there is to see."""

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, _Failed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)


class _Broken(_Item):
    def __init__(self, *, reason: str, **keywords: Any) -> None:
        super().__init__(**keywords)
        self._reason = reason

    def runtest(self) -> None:
        raise _Failed(self._reason)

    def reportinfo(self) -> tuple[Path, Optional[int], str]:
        return self.config.rootpath / "pyproject.toml", None, self.nodeid


class _Check(_Item):
    def __init__(self, *, pair: Pair, check: str, **keywords: Any) -> None:
        super().__init__(**keywords)
        self._pair = pair
        self._check = check

    def runtest(self) -> None:
        validation = self.parent
        assert isinstance(validation, _Validation)
        if self._check != _CHECKS[0] and self._is_stale(validation):
            pytest.skip("the generated files are not up to date, and the checks look at them")
        self._raise(validation.findings(self._check, self._pair))

    def reportinfo(self) -> tuple[Path, Optional[int], str]:
        return self.config.rootpath / self._pair.path, self._pair.line - 1, self.nodeid

    def _is_stale(self, validation: _Validation) -> bool:
        return _CHECKS[0] in validation.checks and any(validation.findings(_CHECKS[0], self._pair))

    def _raise(self, findings: Iterable[Finding]) -> None:
        from .validation import show

        found = list(findings)
        if found:
            raise _Failed(show(found, self.config.rootpath))
