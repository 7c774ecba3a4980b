"""A job: all that a worker needs to check rows, as one small value that is sent to it."""

import functools
import pickle
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow as pa

from digestlint.config import Settings
from digestlint.errors import DigestlintError
from digestlint.record import NO_RECORDS
from digestlint.rule import Rule


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of the rows: what a digest is called, its text, and the registry's study JSON where there is any."""

    path: str = "path"
    text: str = "text"
    record: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of those that there are."""
        return (self.path, self.text, *([self.record] if self.record else []))


@dataclass(frozen=True, slots=True)
class Job:
    """What is done with rows: the settings as bytes, the day, the columns, and into how many parts groups are split.

    The settings are read where the job is made; rule files, vocabulary and profile need not be where the workers are.
    Records that the configuration names are opened by each worker, at the path where they are here.
    """

    settings: bytes
    today: date
    columns: Columns = Columns()
    across: bool = True
    parts: int = 64


def make_job(
    settings: Settings, today: date, columns: Columns = Columns(), *, across: bool = True, parts: int = 64
) -> Job:
    """Return the job of checking rows by `settings`. Where `across` is off, no digest is held against another."""
    shipped = replace(settings, records=NO_RECORDS) if settings.records is NO_RECORDS else settings
    wanted = across and any(rule.across for rule in settings.rules)
    recorded = settings.records is not NO_RECORDS
    return Job(pickle.dumps((shipped, recorded), protocol=5), today, columns, wanted, parts)


@functools.lru_cache(maxsize=4)
def settings_of(shipped: bytes) -> Settings:
    """Return the settings that a job carries; a worker reads them once.

    Paths of rows are seen from the folder of the configuration, so that `per-file-ignores` means the same everywhere.
    """
    settings, recorded = pickle.loads(shipped)  # noqa: S301 - the job's own bytes
    found: Settings = settings
    # That there are no records is told by identity, which pickling does not keep.
    return replace(found, root=Path.cwd(), records=found.records if recorded else NO_RECORDS)


def across_rules(job: Job) -> tuple[Rule, ...]:
    """Return the rules of a job that go across digests."""
    return tuple(rule for rule in settings_of(job.settings).rules if rule.across) if job.across else ()


def check_columns(schema: pa.Schema, columns: Columns, where: str) -> None:
    """Raise DigestlintError where rows of that schema lack a column, or have one that holds no text."""
    for name in columns.names:
        if name not in schema.names:
            raise DigestlintError(f"{where}: there is no column {name!r}; there are {_listed(schema.names)}")
        found = schema.field(name).type
        if not _is_text(found) and not (name == columns.path and pa.types.is_integer(found)):
            raise DigestlintError(f"{where}: the column {name!r} holds {found}; it must hold text")


def _is_text(found: pa.DataType) -> bool:
    if pa.types.is_dictionary(found):
        found = found.value_type
    texts = (pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view())
    return found in texts or pa.types.is_null(found)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names)) or "none"
