"""AACT's tables, staged in a temporary SQLite file so that the rows of one study can be asked for.

The flat files are what PostgreSQL's `COPY … CSV HEADER` writes with `|` between fields, without promise of any order;
held in memory they would take gigabytes.
"""

import csv
import itertools
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from digestlint.errors import DigestlintError


@dataclass(frozen=True, slots=True)
class Table:
    """What is read of a table. `distinct` rows are kept once a study; `reduced` shortens their last value."""

    columns: tuple[str, ...] = ()
    distinct: bool = False
    reduced: Callable[[str], str] | None = None


def _is_given(value: str) -> str:
    return "1" if value else "0"


def _sign(value: str) -> str:
    """Return whether a count is positive (`1`) or zero (`0`), or nothing where it is not given."""
    return "" if not value else "0" if not value.strip("0") else "1"


STUDY_COLUMNS = tuple(
    "nct_id brief_title official_title acronym overall_status why_stopped study_type phase enrollment enrollment_type "
    "start_month_year start_date start_date_type "
    "primary_completion_month_year primary_completion_date primary_completion_date_type "
    "completion_month_year completion_date completion_date_type "
    "study_first_posted_date study_first_posted_date_type results_first_posted_date results_first_posted_date_type "
    "last_update_posted_date last_update_posted_date_type".split()
)

CHILDREN = {
    "id_information": Table(("id", "id_source", "id_type", "id_value")),
    "designs": Table(("id", "allocation", "masking")),
    "design_groups": Table(("id", "group_type", "title")),
    "interventions": Table(("id", "intervention_type", "name")),
    "design_group_interventions": Table(("id", "design_group_id", "intervention_id")),
    "intervention_other_names": Table(("id", "intervention_id", "name")),
    "conditions": Table(("id", "name")),
    "keywords": Table(("id", "name")),
    "browse_conditions": Table(("id", "mesh_term", "mesh_type")),
    "browse_interventions": Table(("id", "mesh_term", "mesh_type")),
    "design_outcomes": Table(("id", "outcome_type", "measure", "time_frame")),
    "study_references": Table(("reference_type",), distinct=True),
    "calculated_values": Table(("were_results_reported",), distinct=True),
    "outcomes": Table(("id", "title")),
    "outcome_measurements": Table(("outcome_id", "param_value"), distinct=True, reduced=_is_given),
    "outcome_analyses": Table(distinct=True),
    "reported_event_totals": Table(("subjects_at_risk",), distinct=True, reduced=_sign),
    "reported_events": Table(("subjects_at_risk",), distinct=True, reduced=_sign),
}

_STAND_INS = {"reported_event_totals": "reported_events", "outcome_measurements": "outcomes"}
"""Tables that say the same, if less exactly, where another is absent."""


class Tables:
    """The tables of a folder, staged. Raises DigestlintError, naming file and line, for what is no such table."""

    def __init__(self, folder: Path, note: Callable[[str], None]) -> None:
        self.folder = folder
        self._staged = sqlite3.connect("", isolation_level=None)  # a temporary file that goes when it is closed
        self._staged.row_factory = sqlite3.Row
        self._staged.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        self.present = frozenset(name for name in CHILDREN if self._path(name).is_file())
        if absent := [name for name in CHILDREN if not self._is_covered(name)]:
            files = ", ".join(f"{name}.txt" for name in absent)
            note(f"{folder}: without {files}; the records lack what stands there")
        try:
            for name, table in CHILDREN.items():
                self._stage(name, table)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Remove what is staged."""
        self._staged.close()

    def studies(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield the studies with their places."""
        path = self._path("studies")
        for line, values in read_table(path, STUDY_COLUMNS):
            yield f"{path}:{line}", dict(zip(STUDY_COLUMNS, values, strict=True))

    def rows(self, name: str, nct_id: str) -> list[sqlite3.Row]:
        """Return the rows of a study, in the order of their ids."""
        order = "" if CHILDREN[name].distinct else " ORDER BY id, rowid"
        return self._staged.execute(f"SELECT * FROM {name} WHERE nct_id = ?{order}", (nct_id,)).fetchall()  # noqa: S608 - a name of ours

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.txt"

    def _is_covered(self, name: str) -> bool:
        others = {_STAND_INS.get(name), *(exact for exact, coarse in _STAND_INS.items() if coarse == name)}
        return name in self.present or bool(others & self.present)

    def _stage(self, name: str, table: Table) -> None:
        types = [f"{column} {'INTEGER' if column.endswith('id') else 'TEXT'}" for column in table.columns]
        names = ", ".join(("nct_id", *table.columns))
        unique = f", PRIMARY KEY ({names})" if table.distinct else ""
        options = " WITHOUT ROWID" if table.distinct else ""
        self._staged.execute(f"CREATE TABLE {name} ({', '.join(('nct_id TEXT', *types))}{unique}){options}")
        if name not in self.present:
            return
        rows: Iterator[Sequence[str]] = (
            values for _, values in read_table(self._path(name), ("nct_id", *table.columns))
        )
        if table.reduced:
            reduced = table.reduced
            rows = ((*others, reduced(value)) for *others, value in rows)
        if table.distinct:
            rows = (values for values, _ in itertools.groupby(rows))
        self._staged.execute("BEGIN")
        marks = ", ".join("?" * (len(table.columns) + 1))
        self._staged.executemany(f"INSERT OR IGNORE INTO {name} VALUES ({marks})", rows)  # noqa: S608 - a name of ours
        if not table.distinct:
            self._staged.execute(f"CREATE INDEX {name}_by_study ON {name} (nct_id, id)")
        self._staged.execute("COMMIT")


def read_table(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows of a flat file, each with its line: the values of `columns`, empty where there is no such column.

    Raises DigestlintError, naming file and line.
    """
    line = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter="|", strict=True)
            header = next(reader, [])
            line = reader.line_num
            if "nct_id" not in header:
                raise DigestlintError(f"{path}:1: is no flat file of AACT: there is no column nct_id")
            places = [header.index(column) if column in header else None for column in columns]
            for values in reader:
                line = reader.line_num
                if len(values) != len(header):
                    what = f"{len(values)} fields where the header has {len(header)}"
                    raise DigestlintError(f"{path}:{line}: has {what}; is the file cut short?")
                yield line, tuple("" if place is None else values[place] for place in places)
    except UnicodeDecodeError as error:
        raise DigestlintError(f"{path}: is not UTF-8 (near line {line + 1})") from error
    except csv.Error as error:
        raise DigestlintError(f"{path}:{line + 1}: is no table: {error}") from error
    except OSError as error:
        raise DigestlintError(f"{path}: cannot be read: {error.strerror}") from error
