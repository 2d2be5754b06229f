"""aiosqlite, unmodified, with a face for sync and one for async users: see api.py."""
