"""Misuse of constructors: both checkers reject every marked line, and no other."""

from __future__ import annotations

from golden.constructors.api import Address, Job, Lease, LongLease, Secure, Timed, Version


def attrs_classes(timed: Timed, version: Version) -> None:
    Job()  # E: call-arg reportCallIssue
    Job("a", timeout=[1])  # E: arg-type reportArgumentType
    Job("a", _token="s")  # E: call-arg reportCallIssue
    Job("a", attempts=1)  # E: call-arg reportCallIssue
    Job("a", None, 1, [], "s", 3)  # E: call-arg reportCallIssue
    Timed("a")  # E: call-arg reportCallIssue
    timed.at = 2.0  # E: misc reportAttributeAccessIssue
    version.major = 2  # E: misc reportAttributeAccessIssue


def overloads() -> None:
    Address()  # E: call-overload reportCallIssue
    Address("u", host="h")  # E: call-overload reportArgumentType
    Secure("u", port=1)  # E: call-overload reportCallIssue


def made_inside(address: Address) -> None:
    Lease()  # E: call-arg reportCallIssue
    Lease(address)  # E: arg-type reportArgumentType
    LongLease()  # E: call-arg reportCallIssue
