"""Texts kept on disk from run to run. Losing them costs time only, so no failure is an error."""

import sqlite3
import zlib
from pathlib import Path


class Kept:
    """A file of texts by key, shared by runs at the same time; opened when first asked."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database: sqlite3.Connection | None = None
        self.usable = True

    def get(self, key: bytes) -> str | None:
        """The text, or None when it is not there or cannot be read."""
        try:
            row = self._open().execute("SELECT text FROM kept WHERE key = ?", (key,)).fetchone()
            return zlib.decompress(row[0]).decode() if row else None
        except (sqlite3.Error, OSError, ValueError, zlib.error):
            self.usable = False
            return None

    def put(self, key: bytes, text: str) -> None:
        """Keep a text, if that is possible."""
        if not self.usable:
            return
        try:
            row = (key, zlib.compress(text.encode(), 1))
            self._open().execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", row)
        except (sqlite3.Error, OSError):
            self.usable = False

    def _open(self) -> sqlite3.Connection:
        if not self.usable:
            raise sqlite3.Error
        if self.database is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.database = sqlite3.connect(self.path, timeout=5, isolation_level=None)
            self.database.execute("PRAGMA journal_mode = WAL")
            self.database.execute("PRAGMA synchronous = OFF")
            self.database.execute(
                "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, text BLOB) WITHOUT ROWID"
            )
        return self.database
