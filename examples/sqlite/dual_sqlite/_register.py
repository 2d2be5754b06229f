"""Registers the third-party package aiosqlite from outside: nothing in it changes."""

import aiosqlite

from synchronicity import Module

api = Module("dual_sqlite.api")

# `stop` hands out a future of whatever event loop happens to run: there is no sync face of that.
api.wrap_class(aiosqlite.Connection, exclude=("stop",))
api.wrap_class(aiosqlite.Cursor)
api.wrap_function(aiosqlite.connect)
