"""Constructors of attrs classes and overloaded ones: read by the type checkers, never run."""

from __future__ import annotations

from typing import Optional

from golden.constructors.api import Address, Job, Lease, LongLease, Secure, Timed, Version, lease
from typing_extensions import assert_type


def attrs_classes(job: Job, timed: Timed, version: Version) -> None:
    assert_type(Job("a"), Job)
    assert_type(Job("a", job, "2", ["t"], "s", retries="3"), Job)
    assert_type(Job("a", timeout=2, secret="s"), Job)
    assert_type(Timed("a", at=1.0), Timed)
    assert_type(timed.at, float)
    assert_type(job.parent, Optional[Job])
    assert_type(job.timeout, float)
    assert_type(job.retries, int)
    assert_type(job.tags, list[str])
    assert_type(job.attempts, int)
    job.parent = timed
    assert_type(version < Version(1), bool)
    assert_type(hash(version), int)


async def waiting(job: Job, timed: Timed, address: Secure) -> None:
    assert_type(job.run(), str)
    assert_type(await timed.run.aio(), str)
    assert_type(await address.resolve.aio(), str)


def overloads() -> None:
    assert_type(Address("u"), Address)
    assert_type(Address(host="h"), Address)
    assert_type(Secure(None, host="h", port=1), Secure)


async def made_inside(address: Address) -> None:
    assert_type(lease(address), Lease)
    assert_type(await lease.aio(address), Lease)
    assert_type(LongLease(address).address, Address)
