"""Parquet files: the rows that come from them a few at a time, and one that is there when it is whole."""

import contextlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from digestlint.errors import DigestlintError, unwritten
from digestlint.rows.job import Columns, check_columns

_AT_ONCE = 128
_BUFFER = 1 << 20
_ROW_GROUP = 50_000
_MAGIC = b"PAR1"


def parquet_files(paths: Iterable[Path]) -> list[Path]:
    """Return Parquet files, and those below folders, in the order of their names. Raises DigestlintError."""
    return [file for path in paths for file in (_members(path) if path.is_dir() else [path])]


def _members(folder: Path) -> list[Path]:
    """Return the Parquet files below a folder; Spark and others keep notes of their own in hidden ones."""
    found = [path for path in sorted(folder.rglob("*.parquet")) if not path.name.startswith(("_", "."))]
    if not found:
        raise DigestlintError(f"{folder}: there is no .parquet file in this folder")
    return found


def count_rows(path: Path, columns: Columns) -> int:
    """Return how many rows a file has. Raises DigestlintError where it is no Parquet, or lacks a column."""
    with _opened(path) as file:
        check_columns(file.schema_arrow, columns, str(path))
        rows: int = file.metadata.num_rows
        return rows


def read_rows(paths: Iterable[Path], columns: Columns) -> Iterator[pa.RecordBatch]:
    """Yield the rows of files, a few at a time. Raises DigestlintError for a file that turns out to be damaged."""
    for path in paths:
        with _opened(path) as file:
            yield from file.iter_batches(batch_size=_AT_ONCE, columns=list(columns.names), use_threads=False)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[pq.ParquetFile]:
    try:
        # With a buffer, pages are read one after the other, not a whole column of a row group at once.
        with pq.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False) as file:
            yield file
    except pa.ArrowException as error:
        raise DigestlintError(f"{path}: is no Parquet file, or damaged: {error}") from error
    except OSError as error:  # Arrow tells of damaged pages as if the disk had failed
        raise DigestlintError(f"{path}: cannot be read: {error.strerror or error}") from error


class ParquetTarget:
    """A Parquet file that is written a batch at a time, in row groups of the usual size."""

    def __init__(self, writer: pq.ParquetWriter) -> None:
        self._writer = writer
        self._waiting: list[pa.Table] = []

    def write(self, rows: pa.Table) -> None:
        """Add rows."""
        self._waiting.append(rows)
        if sum(table.num_rows for table in self._waiting) >= _ROW_GROUP:
            self.flush()

    def flush(self) -> None:
        """Write what is held back."""
        if self._waiting:
            self._writer.write_table(pa.concat_tables(self._waiting))
            self._waiting.clear()


def check_target(target: Path, inputs: Iterable[Path]) -> None:
    """Raise DigestlintError where `target` cannot be a new Parquet file, or would take the place of another file."""
    if not target.absolute().parent.is_dir():
        raise DigestlintError(f"{target}: there is no folder {target.parent}")
    if target.is_dir():
        raise DigestlintError(f"{target}: is a folder; name a file")
    if any(target.exists() and target.samefile(path) for path in inputs if path.exists()):
        raise DigestlintError(f"{target}: is what is to be read; name another file")
    if target.exists() and target.stat().st_size and not _is_parquet(target):
        raise DigestlintError(f"{target}: is there already and is no Parquet file; name another file")


def _is_parquet(path: Path) -> bool:
    with contextlib.suppress(OSError), path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC
    return False


@contextlib.contextmanager
def whole_parquet(target: Path, schema: pa.Schema) -> Iterator[ParquetTarget]:
    """Give a Parquet file that takes its place when it is whole; whatever goes wrong, `target` is then as it was.

    Raises DigestlintError where it cannot be written.
    """
    temporary = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        with pq.ParquetWriter(temporary, schema, compression="zstd") as writer:
            rows = ParquetTarget(writer)
            yield rows
            rows.flush()
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        raise DigestlintError(f"{target}: cannot be written: {unwritten(error)}") from error
    finally:
        temporary.unlink(missing_ok=True)
