"""One piece of work in SQL, three times: the sync face, the aio face, and the standard library's sqlite3.

A typed program: both checkers read it in their strict modes.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from dual_sqlite.api import connect

SCHEMA = "CREATE TABLE city (name TEXT PRIMARY KEY, people INTEGER NOT NULL)"
INSERT = "INSERT INTO city VALUES (?, ?)"
CITIES = [(f"city {number:03}", number * 1000) for number in range(500)]
LARGE = "SELECT name, people FROM city WHERE people >= ? ORDER BY name"
TOTAL = "SELECT count(*), sum(people) FROM city"

Findings = dict[str, Any]


def through_sync() -> Findings:
    """`f(x)` blocks."""
    found: Findings = {}
    with connect(":memory:") as db:
        db.execute(SCHEMA)
        db.executemany(INSERT, CITIES)
        db.commit()
        found["rows inserted"] = db.total_changes

        names: list[str] = []
        with db.execute(LARGE, (490_000,)) as cursor:
            for row in cursor:
                names.append(row[0])
        found["query by iteration"] = names

        db.row_factory = sqlite3.Row
        first = db.execute(LARGE, (0,)).fetchone()
        assert first is not None
        found["row factory"] = first["name"], first.keys()

        db.execute("UPDATE city SET people = 0")
        assert db.in_transaction
        db.rollback()
        db.row_factory = None
        found["after a rollback"] = list(db.execute_fetchall(TOTAL))

        try:
            db.execute(INSERT, CITIES[0])
        except sqlite3.IntegrityError as error:
            found["error"] = str(error)
    return found


async def through_aio() -> Findings:
    """`await f.aio(x)` does not block."""
    found: Findings = {}
    async with connect.aio(":memory:") as db:
        await db.execute.aio(SCHEMA)
        await db.executemany.aio(INSERT, CITIES)
        await db.commit.aio()
        found["rows inserted"] = db.total_changes

        names: list[str] = []
        async with db.execute.aio(LARGE, (490_000,)) as cursor:
            async for row in cursor:
                names.append(row[0])
        found["query by iteration"] = names

        db.row_factory = sqlite3.Row
        first = await (await db.execute.aio(LARGE, (0,))).fetchone.aio()
        assert first is not None
        found["row factory"] = first["name"], first.keys()

        await db.execute.aio("UPDATE city SET people = 0")
        assert db.in_transaction
        await db.rollback.aio()
        db.row_factory = None
        found["after a rollback"] = list(await db.execute_fetchall.aio(TOTAL))

        try:
            await db.execute.aio(INSERT, CITIES[0])
        except sqlite3.IntegrityError as error:
            found["error"] = str(error)
    return found


def through_sqlite3() -> Findings:
    """The standard library, as the yardstick."""
    found: Findings = {}
    db = sqlite3.connect(":memory:")
    db.execute(SCHEMA)
    db.executemany(INSERT, CITIES)
    db.commit()
    found["rows inserted"] = db.total_changes

    found["query by iteration"] = [row[0] for row in db.execute(LARGE, (490_000,))]

    db.row_factory = sqlite3.Row
    first = db.execute(LARGE, (0,)).fetchone()
    found["row factory"] = first["name"], first.keys()

    db.execute("UPDATE city SET people = 0")
    assert db.in_transaction
    db.rollback()
    db.row_factory = None
    found["after a rollback"] = db.execute(TOTAL).fetchall()

    try:
        db.execute(INSERT, CITIES[0])
    except sqlite3.IntegrityError as error:
        found["error"] = str(error)
    db.close()
    return found
