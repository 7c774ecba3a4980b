"""The cache: what came of files whose bytes, settings and records are as they were.

It lies in the user's own folder for such things, never in the repository that is checked, whose files are not trusted.
An entry is found by a hash of all that its report depends on, and carries a hash of itself: what is damaged is not
believed.
"""

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from digestlint.cache_values import dumped, loaded
from digestlint.errors import DigestlintError
from digestlint.printouts import printouts, remove_printouts
from digestlint.report import FileReport

_NAME = "reports-1.sqlite"
_MOST_BYTES = 200_000_000
_CHECK = 16
_WAIT = 10
_COLUMNS = "reports (key BLOB PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL)"
_SETUP = (
    "PRAGMA auto_vacuum = INCREMENTAL",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    f"CREATE TABLE IF NOT EXISTS {_COLUMNS}",
)


class Cache:
    """A folder with reports of earlier runs, safe for several runs at once.

    Where it cannot be read or written, nothing is found in it, and `trouble` says why.
    """

    def __init__(self, folder: Path, today: date) -> None:
        self.path = folder / _NAME
        self.trouble: str | None = None
        self._today = today.toordinal()
        self._open: sqlite3.Connection | None = None
        self._process = 0

    def find(self, key: bytes, path: str, raw: bytes) -> FileReport | None:
        """Return the report with a key, for the file `path` with its bytes, or None."""
        rows = self._tried("SELECT value FROM reports WHERE key = ?", (key,))
        value = rows[0][0] if rows else None
        if not isinstance(value, bytes) or value[:_CHECK] != _check(key, value[_CHECK:]):
            return None
        try:
            return loaded(value[_CHECK:], path, raw, key)
        except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
            return None

    def keep(self, reports: Iterable[FileReport]) -> None:
        """Keep the reports that have a mark."""
        marked = [(report.mark.key, dumped(report, report.mark)) for report in reports if report.mark]
        rows = [(key, self._today, _check(key, value) + value) for key, value in marked]
        if rows and (connection := self._connection()):
            with self._troubled(), connection:
                connection.executemany("INSERT OR REPLACE INTO reports VALUES (?, ?, ?)", rows)

    def touch(self, keys: Iterable[bytes]) -> None:
        """Note that entries were of use today, so that others go first."""
        if connection := self._connection():
            with self._troubled(), connection:
                query = "UPDATE reports SET used = :day WHERE key = :key AND used < :day"
                connection.executemany(query, ({"day": self._today, "key": key} for key in keys))

    def prune(self, most: int = _MOST_BYTES) -> None:
        """Drop the entries that were longest of no use until what is left takes less than `most` bytes."""
        size = self._tried("SELECT sum(length(value)) FROM reports")
        while size and (size[0][0] or 0) > most and (connection := self._connection()):
            with self._troubled(), connection:
                connection.execute(
                    "DELETE FROM reports WHERE key IN (SELECT key FROM reports ORDER BY used "
                    "LIMIT 1 + (SELECT count(*) FROM reports) / 4)"
                )
            size = self._tried("SELECT sum(length(value)) FROM reports")
            self._tried("PRAGMA incremental_vacuum")

    def close(self) -> None:
        """Let go of the file."""
        if self._open and self._process == os.getpid():
            self._open.close()
        self._open = None

    def _tried(self, query: str, values: tuple[bytes, ...] = ()) -> list[tuple[Any, ...]]:
        connection = self._connection()
        if connection is None:
            return []
        with self._troubled():
            return connection.execute(query, values).fetchall()
        return []

    def _connection(self) -> sqlite3.Connection | None:
        if self.trouble:
            return None
        if self._open is None or self._process != os.getpid():  # none must be carried into a forked process
            self._process, self._open = os.getpid(), None
            with self._troubled():
                self._open = _opened(self.path)
        return self._open

    @contextlib.contextmanager
    def _troubled(self) -> Iterator[None]:
        """Turn what goes wrong with the file into a trouble; remove a damaged one, for the next run to make anew."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            self.close()
            damaged = not isinstance(error, sqlite3.OperationalError)
            if damaged:
                with contextlib.suppress(OSError):
                    remove(self.path)
            self.trouble = f"{self.path}: the cache is damaged and was removed" if damaged else f"{self.path}: {error}"
        except OSError as error:
            self.trouble = f"{self.path}: {error.strerror}"


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=_WAIT)
    try:
        for statement in _SETUP:
            connection.execute(statement)
        connection.commit()
        _check_content(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_content(connection: sqlite3.Connection) -> None:
    """Raise DatabaseError where the file holds more than the reports: a view or a trigger may make a query endless."""
    made = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    if made != [(f"CREATE TABLE {_COLUMNS}",)]:
        raise sqlite3.DatabaseError


def _check(key: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=_CHECK, key=key).digest()


def remove(path: Path) -> None:
    """Remove a cache's file, and what SQLite keeps beside it."""
    for each in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        each.unlink(missing_ok=True)


def clean(folder: Path) -> int:
    """Remove the cache; return how many bytes it took. Raises DigestlintError."""
    path = folder / _NAME
    try:
        size = sum(each.stat().st_size for each in (*folder.glob(f"{_NAME}*"), *printouts(folder)))
        remove(path)
        remove_printouts(folder)
    except OSError as error:
        raise DigestlintError(f"{path}: cannot be removed: {error.strerror}") from error
    return size
