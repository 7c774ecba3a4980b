"""A snapshot: the records of many studies in one SQLite file, to be looked up by ID."""

import json
import os
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from digestlint.errors import DigestlintError
from digestlint.record import Arm, Intervention, Outcome, Record, RecordDate

APPLICATION_ID = 0x6467_6C72
"""Says in the file's header that it is a snapshot (`dglr`)."""

READING = 1
"""To be raised when records are read differently, so that older snapshots are refused and built again."""

_PARTS = (Record, RecordDate, Intervention, Arm, Outcome)
SCHEMA = zlib.crc32(repr((READING, [[field.name for field in fields(part)] for part in _PARTS])).encode()) >> 1
"""What a snapshot holds, as a number that changes with the fields of a record."""

TABLES = """
CREATE TABLE records (nct_id TEXT PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE aliases (alias TEXT PRIMARY KEY, nct_id TEXT NOT NULL) WITHOUT ROWID;
"""

_MAGIC = b"SQLite format 3\0"
_ADAPTER = TypeAdapter(Record)
_REBUILD = "build it again: digestlint records build SOURCE… -o "
_BY_ID = (
    "SELECT record FROM records WHERE nct_id = :id "
    "UNION ALL SELECT record FROM records JOIN aliases USING (nct_id) WHERE alias = :id LIMIT 1"
)


def dumped(record: Record) -> str:
    """Return a record as the JSON that a snapshot holds: what is not given is left out."""
    return _ADAPTER.dump_json(record, exclude_defaults=True).decode()


def loaded(text: str) -> Record:
    """Return the record that `dumped` has written. Raises pydantic's ValidationError."""
    return _ADAPTER.validate_json(text)


def has_header(path: Path) -> bool:
    """Tell whether a file is a SQLite file; not whether it is whole."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def is_snapshot(path: Path) -> bool:
    """Tell by its header whether a file is a snapshot, be it old or cut short."""
    with path.open("rb") as file:
        header = file.read(100)
    return header.startswith(_MAGIC) and int.from_bytes(header[68:72]) == APPLICATION_ID


class Snapshot(Mapping[str, Record]):
    """The records of a snapshot by their IDs, read one at a time; a record is found by an alias too.

    Raises DigestlintError for a file that is no snapshot, that another version has built, or that is damaged. It is
    true even when it is empty: records are configured.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._process = os.getpid()
        self._open = _opened(path)

    def __reduce__(self) -> tuple[type["Snapshot"], tuple[Path]]:
        return Snapshot, (self.path,)

    def __del__(self) -> None:
        if hasattr(self, "_open"):  # not where the file could not be opened
            self._open.close()

    def __getitem__(self, record_id: str) -> Record:
        for (text,) in self._rows(_BY_ID, {"id": record_id}) if record_id.isascii() else ():
            return self._record(text)
        raise KeyError(record_id)

    def __iter__(self) -> Iterator[str]:
        return (nct_id for (nct_id,) in self._rows("SELECT nct_id FROM records ORDER BY nct_id"))

    def __len__(self) -> int:
        return next(int(count) for (count,) in self._rows("SELECT count(*) FROM records"))

    def __bool__(self) -> bool:
        return True

    def stored(self) -> Iterator[Record]:
        """Yield all records in the order in which they were built."""
        return (self._record(text) for (text,) in self._rows("SELECT record FROM records ORDER BY rowid"))

    def _record(self, text: str) -> Record:
        try:
            return loaded(text)
        except ValidationError as error:
            raise DigestlintError(damaged(self.path)) from error

    def _rows(self, query: str, values: Mapping[str, str] | None = None) -> Iterator[tuple[str]]:
        if self._process != os.getpid():  # a connection must not be carried into a forked process
            self._open.close()
            self._process, self._open = os.getpid(), _opened(self.path)
        try:
            yield from self._open.execute(query, values or {})
        except sqlite3.Error as error:
            raise DigestlintError(damaged(self.path)) from error


def damaged(path: Path) -> str:
    """Return the words for a snapshot that cannot be read."""
    return f"{path}: the snapshot is damaged; {_REBUILD}{path}"


def _opened(path: Path) -> sqlite3.Connection:
    try:
        if not is_snapshot(path):
            raise DigestlintError(f"{path}: is no snapshot of records; {_REBUILD}{path}")
        _check_length(path)
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            (schema,) = connection.execute("PRAGMA user_version").fetchone()
        except BaseException:
            connection.close()
            raise
    except OSError as error:
        raise DigestlintError(f"{path}: cannot be read: {error.strerror}") from error
    except sqlite3.Error as error:
        raise DigestlintError(damaged(path)) from error
    if schema != SCHEMA:
        connection.close()
        raise DigestlintError(f"{path}: the snapshot was built by another version of digestlint; {_REBUILD}{path}")
    return connection


def _check_length(path: Path) -> None:
    """Raise DigestlintError for a file that has fewer pages than its header says."""
    with path.open("rb") as file:
        header = file.read(100)
    page = int.from_bytes(header[16:18]) or 1
    whole = (65536 if page == 1 else page) * int.from_bytes(header[28:32])
    if (size := path.stat().st_size) < whole:
        reason = f"the snapshot is cut short ({size:,} of {whole:,} bytes)"
        raise DigestlintError(f"{path}: {reason}; {_REBUILD}{path}")


def as_json(record: Record) -> str:
    """Return a record as JSON for people and programs, with every field."""
    return json.dumps(_ADAPTER.dump_python(record, mode="json"), ensure_ascii=False, indent=2)
