"""The file that records are fetched into: a study a line, sorted by ID, to be committed beside the digests.

While a run lasts, what it fetches is appended to a journal next to the file, so that a run that is broken off loses
nothing; the next run takes the journal up.
"""

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from digestlint.errors import DigestlintError, unwritten
from digestlint.records.api import is_absence
from digestlint.records.study import Identification
from digestlint.write import write_whole

_STAMP = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the file: a study, or that the registry has none of this ID (`absent`); when it was retrieved."""

    nct_id: str
    line: str
    retrieved: datetime | None = None
    aliases: tuple[str, ...] = ()
    absent: bool = False


def study_entry(study: Mapping[str, Any], retrieved: datetime) -> Entry:
    """Return the entry of a study's JSON. Raises ValueError where it is no study."""
    return entry_of(_line({**study, "retrieved": retrieved.strftime(_STAMP)}))


def absent_entry(nct_id: str, status: int, retrieved: datetime) -> Entry:
    """Return the entry of an ID that the registry does not have, with the HTTP status that said so."""
    return entry_of(_line({"nctId": nct_id, "retrieved": retrieved.strftime(_STAMP), "status": status}))


def _line(data: Mapping[str, Any]) -> str:
    """Return JSON on one line, the keys sorted; lone surrogates, which no file can hold, stay escaped."""
    line = json.dumps(data, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return line if line.isascii() or _is_encodable(line) else json.dumps(data, sort_keys=True, allow_nan=False)


def _is_encodable(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


def entry_of(line: str) -> Entry:
    """Return the entry that a line holds. Raises ValueError where it is none."""
    try:
        data: Any = json.loads(line)
        retrieved = _moment(data.get("retrieved"))
        if is_absence(data):
            return Entry(data["nctId"], line, retrieved, absent=True)
        found = Identification.model_validate(data["protocolSection"]["identificationModule"])
    except json.JSONDecodeError as error:
        raise ValueError(f"is no JSON, or cut short: {error.msg} (column {error.colno})") from error
    except (ValidationError, LookupError, TypeError, AttributeError, RecursionError, ValueError) as error:
        raise ValueError("is no study of ClinicalTrials.gov's API v2") from error
    aliases = tuple(alias for alias in found.nct_id_aliases if alias != found.nct_id)
    return Entry(found.nct_id, line, retrieved, aliases)


def _moment(words: object) -> datetime | None:
    if not isinstance(words, str):
        return None
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


class Lock:
    """The entries of a file and of its journal, by ID; later ones take the place of earlier ones.

    Raises DigestlintError where a line is no entry, or where the file cannot be read or written: nothing is lost then.
    """

    def __init__(self, path: Path) -> None:
        _check_target(path)
        self.path = path
        self.journal = path.with_name(f".{path.name}.journal")
        if self.journal.is_symlink() or (self.journal.exists() and not self.journal.is_file()):
            raise DigestlintError(f"{self.journal}: is no journal that digestlint wrote; remove it")
        self.entries: dict[str, Entry] = {}
        self._former: dict[str, str] = {}
        for entry in _entries(path):
            self._take(entry)
        self.resumed = tuple(_journalled(self.journal))
        for entry in self.resumed:
            self._take(entry, is_new=True)

    def find(self, record_id: str) -> Entry | None:
        """Return what the file holds of an ID, be it a former one."""
        own = self.entries.get(record_id)
        return own or self.entries.get(self._former.get(record_id, ""))

    def add(self, entry: Entry) -> None:
        """Take an entry, and have it on disk before this returns."""
        with _writing(self.journal), self.journal.open("ab") as file:
            file.write(entry.line.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        self._take(entry, is_new=True)

    def write(self) -> None:
        """Write all entries, sorted by ID, in place of the file; the journal stays."""
        for entry in _entries(self.path):  # another run may have written it meanwhile
            self._take(entry)
        kept = (entry.line for _, entry in sorted(self.entries.items()))
        whole = b"".join(line.encode() + b"\n" for line in kept)
        with _writing(self.path):
            if self.path.exists() and self.path.read_bytes() == whole:
                return
        write_whole(self.path, whole)

    def close(self) -> None:
        """Remove the journal: all that was to be done is done."""
        with _writing(self.journal):
            self.journal.unlink(missing_ok=True)

    def _take(self, entry: Entry, *, is_new: bool = False) -> None:
        """Take an entry unless what is held is newer; of the same second, the one that is new to the file."""
        own, heir = self.entries.get(entry.nct_id), self.entries.get(self._former.get(entry.nct_id, ""))
        if own and not _is_later(entry, own, tie=is_new):
            return
        if heir and heir.retrieved and not _is_later(entry, heir, tie=is_new):
            return
        for former in entry.aliases:
            other = self.entries.get(former)
            if other and _is_later(entry, other, tie=is_new):
                del self.entries[former]
            self._former[former] = entry.nct_id
        self.entries[entry.nct_id] = entry


def _is_later(entry: Entry, held: Entry, *, tie: bool) -> bool:
    return _age_key(entry) > _age_key(held) or (tie and _age_key(entry) == _age_key(held))


def _age_key(entry: Entry) -> datetime:
    return entry.retrieved or datetime.min.replace(tzinfo=UTC)


def _entries(path: Path) -> Iterator[Entry]:
    for row, line in enumerate(_lines(path), start=1):
        try:
            if line.strip():
                yield entry_of(line.decode("utf-8-sig" if row == 1 else "utf-8").strip())
        except ValueError as error:
            words = "is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
            raise DigestlintError(f"{path}:{row}: {words}; mend the line, or remove it") from error


def _journalled(path: Path) -> Iterator[Entry]:
    """Yield the entries of a journal; a line that a break cut short is left out, and ended."""
    lines = _lines(path)
    for line in lines:
        with contextlib.suppress(ValueError):
            if line.endswith(b"\n"):
                yield entry_of(line.decode().strip())
    if lines and not lines[-1].endswith(b"\n"):
        with _writing(path), path.open("ab") as file:
            file.write(b"\n")


def _lines(path: Path) -> list[bytes]:
    try:
        with path.open("rb") as file:
            return file.readlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise DigestlintError(f"{path}: cannot be read: {error.strerror}") from error


def _check_target(path: Path) -> None:
    if path.suffix != ".jsonl":
        raise DigestlintError(f"{path}: records are fetched into a file whose name ends in .jsonl")
    if not path.parent.is_dir():
        raise DigestlintError(f"{path}: there is no folder {path.parent}")
    if path.is_dir():
        raise DigestlintError(f"{path}: is a folder; name a file")
    if path.exists() and not path.is_file():
        raise DigestlintError(f"{path}: is no file that can be written anew; name another")


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DigestlintError(f"{path}: cannot be written: {unwritten(error)}") from error


def due(ids: Iterable[str], lock: Lock, older_than: datetime | None, done: Iterable[Entry] = ()) -> tuple[str, ...]:
    """Return the IDs to be fetched, sorted: those that are new, and those retrieved before `older_than`.

    What is among `done` is not fetched again, however old it is.
    """
    fresh = {each for entry in done for each in (entry.nct_id, *entry.aliases)}

    def is_due(record_id: str) -> bool:
        held = lock.find(record_id)
        return not held or (older_than is not None and record_id not in fresh and _age_key(held) < older_than)

    return tuple(sorted(record_id for record_id in set(ids) if is_due(record_id)))
