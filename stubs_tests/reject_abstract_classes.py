"""Misuse of abstract classes: both checkers reject every marked line, and no other."""

from __future__ import annotations

from golden.abstract_classes.api import Sized, Store


def misuse(store: Store) -> None:
    Store("a")  # E: abstract reportAbstractUsage
    Sized("a")  # E: abstract reportAbstractUsage
    store.load(1)  # E: arg-type reportArgumentType
    store.size = 3  # E: misc reportAttributeAccessIssue
