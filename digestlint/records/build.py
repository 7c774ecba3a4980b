"""Building a snapshot: every record once, in a temporary file that is moved into place when it is whole."""

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from digestlint.errors import DigestlintError, unwritten
from digestlint.record import Record
from digestlint.records.aact import is_aact, read_aact
from digestlint.records.files import Read, ambiguous, is_record_file, read_files, twice
from digestlint.records.snapshot import (
    APPLICATION_ID,
    SCHEMA,
    TABLES,
    Snapshot,
    dumped,
    has_header,
    is_snapshot,
    loaded,
)

_SHOWN = 20


@dataclass(slots=True)
class Built:
    """What was built: how many records and aliases, and what was left out and why."""

    records: int = 0
    aliases: int = 0
    problems: list[str] = field(default_factory=list)
    problem_count: int = 0

    def report(self, problem: str) -> None:
        """Note a problem; the first ones are kept in words."""
        self.problem_count += 1
        if len(self.problems) < _SHOWN:
            self.problems.append(problem)

    @property
    def words(self) -> str:
        """The problems, a line each."""
        more = self.problem_count - len(self.problems)
        return "\n".join([*self.problems, f"… and {more:,} more like these"] if more else self.problems)


def read_source(path: Path, note: Callable[[str], None]) -> Iterator[Read]:
    """Yield the records of a source: study JSON in files, a folder of AACT's flat files, or a snapshot.

    `note` is told what is left out on purpose.
    """
    if is_aact(path):
        yield from read_aact(path, note)
    elif path.is_dir():
        _note_others(path, note)
        yield from read_files(path)
    elif not path.exists():
        raise DigestlintError(f"{path}: there is no such file or folder")
    elif has_header(path):
        yield from ((str(path), record) for record in Snapshot(path).stored())
    elif is_record_file(path):
        yield from read_files(path)
    else:
        kinds = "study JSON (.json, .jsonl, .jsonl.gz), a folder of such, of AACT's flat files, or a snapshot"
        raise DigestlintError(f"{path}: is no source of records, which is {kinds}")


def _note_others(folder: Path, note: Callable[[str], None]) -> None:
    others: list[str] = []
    with contextlib.suppress(OSError):  # a folder that cannot be read is told when its records are
        others = sorted(entry.name for entry in os.scandir(folder) if entry.is_file() and _is_stray(Path(entry)))
    if others:
        more = f" and {len(others) - 3:,} more" if len(others) > 3 else ""  # noqa: PLR2004 - names enough
        note(f"{folder}: left out, as no study JSON: {', '.join(others[:3])}{more}")


def _is_stray(path: Path) -> bool:
    return not (path.name.startswith(".") or is_record_file(path) or has_header(path))


def build(reads: Iterable[Read], target: Path, *, keep_going: bool = False) -> Built:
    """Write the records to a snapshot at `target`, in place of the one that may be there.

    Raises DigestlintError with a line for each problem, and leaves `target` as it was, unless `keep_going`: then what
    is wrong is left out. Equal records of one ID are taken once. Memory does not grow with the records.
    """
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        _check_target(target)
        with contextlib.closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            built = _filled(connection, reads)
        if built.problem_count and not keep_going:
            raise DigestlintError(f"{built.words}\n{target}: was not built; mend these, or use --keep-going")
        if not built.records:
            raise DigestlintError("\n".join([*built.problems, f"{target}: was not built; the sources hold no record"]))
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(target)
    except sqlite3.Error as error:
        raise DigestlintError(f"{target}: cannot be written: {error}") from error
    except OSError as error:
        raise DigestlintError(f"{target}: cannot be written: {unwritten(error)}") from error
    finally:
        temporary.unlink(missing_ok=True)
    return built


def _check_target(target: Path) -> None:
    if not target.parent.is_dir():
        raise DigestlintError(f"{target}: there is no folder {target.parent}")
    if target.is_dir():
        raise DigestlintError(f"{target}: is a folder; name a file")
    if target.exists() and target.stat().st_size and not is_snapshot(target):
        raise DigestlintError(f"{target}: is there already and is no snapshot; name another file")


def _filled(connection: sqlite3.Connection, reads: Iterable[Read]) -> Built:
    built = Built()
    connection.executescript(
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA};"
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        "CREATE TEMP TABLE places (nct_id TEXT PRIMARY KEY, place TEXT) WITHOUT ROWID;" + TABLES + "BEGIN"
    )
    for place, record in reads:
        if isinstance(record, DigestlintError):
            built.report(str(record))
        else:
            _add(connection, place, record, built)
    _drop_aliases_of_records(connection, built)
    connection.execute("COMMIT")
    (built.records,) = connection.execute("SELECT count(*) FROM records").fetchone()
    (built.aliases,) = connection.execute("SELECT count(*) FROM aliases").fetchone()
    return built


def _add(connection: sqlite3.Connection, place: str, record: Record, built: Built) -> None:
    row = (record.nct_id, dumped(record))
    if not connection.execute("INSERT OR IGNORE INTO records VALUES (?, ?)", row).rowcount:
        (text,) = connection.execute("SELECT record FROM records WHERE nct_id = ?", row[:1]).fetchone()
        if loaded(text) != record:
            built.report(twice(record.nct_id, _place(connection, record.nct_id), place))
        return
    connection.execute("INSERT INTO places VALUES (?, ?)", (record.nct_id, place))
    for alias in record.aliases:
        if not connection.execute("INSERT OR IGNORE INTO aliases VALUES (?, ?)", (alias, record.nct_id)).rowcount:
            (other,) = connection.execute("SELECT nct_id FROM aliases WHERE alias = ?", (alias,)).fetchone()
            if other != record.nct_id:
                first = (other, _place(connection, other))
                built.report(ambiguous(alias, first, (record.nct_id, place)))


def _drop_aliases_of_records(connection: sqlite3.Connection, built: Built) -> None:
    """Report each alias that has a record of its own; that record is the one to be found."""
    query = "SELECT alias, aliases.nct_id FROM aliases JOIN records ON records.nct_id = alias ORDER BY alias"
    for alias, nct_id in connection.execute(query).fetchall():
        built.report(shadowed(alias, _place(connection, alias), nct_id, _place(connection, nct_id)))
        connection.execute("DELETE FROM aliases WHERE alias = ?", (alias,))


def shadowed(alias: str, own: str, nct_id: str, place: str) -> str:
    """Return the words for an alias that has a record of its own."""
    return (
        f"{place}: {nct_id} has the alias {alias}, which has a record of its own ({own}); remove the older of the two"
    )


def _place(connection: sqlite3.Connection, nct_id: str) -> str:
    (place,) = connection.execute("SELECT place FROM places WHERE nct_id = ?", (nct_id,)).fetchone()
    return str(place)
