"""Study JSON in files: a folder of them, one, or a `.jsonl[.gz]` with a study a line; opened when it is asked for."""

import contextlib
import functools
import gzip
import os
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, cast

from digestlint.errors import DigestlintError
from digestlint.record import Record
from digestlint.records.api import read_studies

Read = tuple[str, Record | DigestlintError]
"""A record with its place (file and line), or what is wrong there."""

_LARGEST = 50_000_000
_ENDINGS = (".json", ".jsonl", ".jsonl.gz")
_NCT = re.compile(rb"NCT[0-9]{8}")


class RecordFiles(Mapping[str, Record]):
    """The records of a folder of study JSON files, of one such file, or of a `.jsonl[.gz]`, by their IDs.

    A record is found by an alias too; iterating gives the IDs proper. In a folder only those files are read that are
    called after the study, or else those that mention its ID. Raises DigestlintError, naming file and line, for what
    is no study and for two different records of one ID. It is true even when it is empty: records are configured.
    """

    def __init__(self, path: Path) -> None:
        if not path.exists():
            raise DigestlintError(f"{path}: there are no records")
        if not path.is_dir() and not is_record_file(path):
            raise DigestlintError(f"{path}: is no file of records; they end in {', '.join(_ENDINGS)}")
        self.path = path
        self._many: dict[Path, tuple[Read, ...]] = {}

    def __getitem__(self, record_id: str) -> Record:
        if not self.path.is_dir():
            return self._all[record_id]
        named = self._index(self._named.get(record_id, ()))
        return (
            named[record_id]
            if record_id in named.records
            else self._index(self._mentioning.get(record_id, ()))[record_id]
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._all.records)

    def __len__(self) -> int:
        return len(self._all.records)

    def __bool__(self) -> bool:
        return True

    def _index(self, files: Iterable[Path]) -> "Index":
        return Index(read for file in files for read in self._read(file))

    def _read(self, file: Path) -> tuple[Read, ...]:
        """Return what a file holds; what holds many studies is kept, for others of them will be asked for."""
        reads = self._many.get(file) or tuple(read_file(file))
        if len(reads) > 1:
            self._many[file] = reads
        return reads

    @functools.cached_property
    def _all(self) -> "Index":
        return Index(read_files(self.path))

    @functools.cached_property
    def _named(self) -> Mapping[str, list[Path]]:
        named: dict[str, list[Path]] = defaultdict(list)
        for file in record_files(self.path):
            named[file.name.partition(".")[0]].append(file)
        return dict(named)

    @functools.cached_property
    def _mentioning(self) -> Mapping[str, list[Path]]:
        """The files by the IDs that stand anywhere in them."""
        mentioning: dict[str, list[Path]] = defaultdict(list)
        for file in record_files(self.path):
            with opened(file) as stream:
                for record_id in sorted({number for line in _lines(stream, file) for number in _NCT.findall(line)}):
                    mentioning[record_id.decode()].append(file)
        return mentioning


class Index:
    """Records by their IDs, and their aliases. Raises DigestlintError where one ID has two different records."""

    def __init__(self, reads: Iterator[Read]) -> None:
        self.records: dict[str, Record] = {}
        self.aliases: dict[str, str] = {}
        places: dict[str, str] = {}
        for place, record in reads:
            if isinstance(record, DigestlintError):
                raise record
            first = self.records.setdefault(record.nct_id, record)
            if first != record:
                raise DigestlintError(twice(record.nct_id, places[record.nct_id], place))
            places.setdefault(record.nct_id, place)
            for alias in record.aliases:
                other = self.aliases.setdefault(alias, record.nct_id)
                if other != record.nct_id:
                    raise DigestlintError(ambiguous(alias, (other, places[other]), (record.nct_id, place)))

    def __getitem__(self, record_id: str) -> Record:
        return self.records[record_id] if record_id in self.records else self.records[self.aliases[record_id]]


def twice(record_id: str, first: str, second: str) -> str:
    """Return the words for two different records of one ID."""
    return f"{second}: {record_id} has another record already, and it differs ({first}); remove the older of the two"


def ambiguous(alias: str, first: tuple[str, str], second: tuple[str, str]) -> str:
    """Return the words for an alias of two records, each given by its ID and its place."""
    return f"{second[1]}: {alias} is an alias of {second[0]} and of {first[0]} ({first[1]}); remove one of the two"


def is_record_file(path: Path) -> bool:
    """Tell by its name whether a file may hold study JSON."""
    return path.name.lower().endswith(_ENDINGS) and not path.name.startswith(".")


def record_files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder that may hold study JSON, in the order of their names."""
    for parent, folders, names in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if is_record_file(Path(name)))


def _unreadable(error: OSError) -> None:
    raise DigestlintError(f"{error.filename}: cannot be read: {error.strerror}") from error


def read_files(path: Path) -> Iterator[Read]:
    """Yield what a file or the files of a folder hold."""
    for file in record_files(path) if path.is_dir() else [path]:
        yield from read_file(file)


def read_file(path: Path) -> Iterator[Read]:
    """Yield the records of one file, each with its place, or what is wrong there."""
    try:
        with opened(path) as stream:
            if path.name.lower().endswith(".json"):
                yield from read_studies(_read_whole(stream, path), str(path))
            else:
                yield from _read_lines(stream, path)
    except DigestlintError as error:
        yield str(path), error


@contextlib.contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file of records, unpacked where it is packed. Raises DigestlintError where it cannot be read."""
    if path.exists() and not path.is_file():
        raise DigestlintError(f"{path}: cannot be read: it is no file")
    try:
        is_packed = path.suffix.lower() == ".gz"
        with contextlib.closing(cast("IO[bytes]", gzip.open(path) if is_packed else path.open("rb"))) as stream:
            yield stream
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DigestlintError(f"{path}: is no gzip file, or cut short: {error}") from error
    except OSError as error:
        raise DigestlintError(f"{path}: cannot be read: {error.strerror}") from error


def _read_whole(stream: IO[bytes], path: Path) -> bytes:
    raw = stream.read(_LARGEST + 1)
    if len(raw) > _LARGEST:
        hint = "give each study its file, or all in a .jsonl with one a line"
        raise DigestlintError(f"{path}: has more than {_LARGEST:,} bytes, which no study has; {hint}")
    return raw


def _read_lines(stream: IO[bytes], path: Path) -> Iterator[Read]:
    for row, line in enumerate(_lines(stream, path), start=1):
        if line.strip():
            yield from read_studies(line, f"{path}:{row}")


def _lines(stream: IO[bytes], path: Path) -> Iterator[bytes]:
    row = 0
    while line := stream.readline(_LARGEST + 1):
        row += 1
        if len(line) > _LARGEST:
            raise DigestlintError(f"{path}:{row}: the line has more than {_LARGEST:,} bytes, which no study has")
        yield line
