"""AACT's flat files: ClinicalTrials.gov as pipe-delimited tables, one `.txt` each, read into records.

AACT is the Aggregate Analysis of ClinicalTrials.gov by the Clinical Trials Transformation Initiative. Dates are taken
from the `*_month_year` columns, which say what the registry says; the `*_date` columns give every date a day. The
download itself has lost quotation marks within texts and has `~` for line breaks; that is left as it is.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Literal

from digestlint.errors import DigestlintError
from digestlint.record import Arm, Intervention, Outcome, Record, RecordDate
from digestlint.records import fields
from digestlint.records.aact_tables import Tables
from digestlint.records.fields import certainty, partial_date, phases, plain, texts, token

_KINDS: tuple[Literal["primary", "secondary", "other"], ...] = ("primary", "secondary", "other")
_RESULT_REFERENCES = ("RESULT", "RESULTS_REFERENCE")
_FLAGS = ("t", "true", "1")


def is_aact(path: Path) -> bool:
    """Tell whether a path is a folder of AACT's flat files."""
    try:
        with (path / "studies.txt").open(encoding="utf-8-sig") as file:
            return "nct_id" in file.readline(10_000).rstrip("\n").split("|")
    except (OSError, UnicodeDecodeError):
        return False


def read_aact(folder: Path, note: Callable[[str], None]) -> Iterator[tuple[str, Record | DigestlintError]]:
    """Yield the records of a folder of flat files, each with its place, or what is wrong there.

    `note` is told which tables are absent. Raises DigestlintError for a file that cannot be read as a table.
    """
    with closing(Tables(folder, note)) as tables:
        for place, row in tables.studies():
            try:
                yield place, _record(row, tables)
            except ValueError as error:
                yield place, DigestlintError(f"{place}: is no study: {error}")


def _record(row: Mapping[str, str], tables: Tables) -> Record:
    """Return the record of a row of `studies`. Raises ValueError, naming the column."""
    nct_id = fields.nct_id(row["nct_id"])
    (design,) = tables.rows("designs", nct_id)[:1] or (None,)
    ids = tables.rows("id_information", nct_id)
    aliases = texts(_id_values(ids, "nct_alias"))
    reported = any(each["were_results_reported"] in _FLAGS for each in tables.rows("calculated_values", nct_id))
    outcomes = tables.rows("outcomes", nct_id)
    measured = _measured(tables, nct_id, outcomes)
    return Record(
        nct_id=nct_id,
        status=token(row["overall_status"]) or "UNKNOWN",
        has_results=reported or bool(outcomes) or bool(row["results_first_posted_date"]),
        has_outcome_measurements=bool(measured),
        has_analyses=bool(tables.rows("outcome_analyses", nct_id)),
        has_adverse_events=_has_adverse_events(tables, nct_id),
        has_result_publication=any(
            token(each["reference_type"]) in _RESULT_REFERENCES for each in tables.rows("study_references", nct_id)
        ),
        aliases=tuple(alias for alias in aliases if alias != nct_id),
        secondary_ids=texts((*_id_values(ids, "org_study_id"), *_id_values(ids, "secondary_id"))),
        brief_title=plain(row["brief_title"]) or None,
        official_title=plain(row["official_title"]) or None,
        acronym=plain(row["acronym"]) or None,
        why_stopped=plain(row["why_stopped"]) or None,
        study_type=token(row["study_type"]),
        phases=phases([row["phase"]]),
        allocation=token(design["allocation"]) if design else None,
        masking=token(design["masking"]) if design else None,
        enrollment=_enrollment(row["enrollment"]),
        enrollment_type=certainty(row["enrollment_type"]),
        start=_date(row, "start"),
        primary_completion=_date(row, "primary_completion"),
        completion=_date(row, "completion"),
        first_posted=_date(row, "study_first_posted"),
        results_first_posted=_date(row, "results_first_posted"),
        last_update_posted=_date(row, "last_update_posted"),
        arms=tuple(_arms(tables, nct_id)),
        interventions=tuple(_interventions(tables, nct_id)),
        conditions=texts(each["name"] for each in tables.rows("conditions", nct_id)),
        keywords=texts(each["name"] for each in tables.rows("keywords", nct_id)),
        condition_mesh=_mesh_terms(tables.rows("browse_conditions", nct_id)),
        intervention_mesh=_mesh_terms(tables.rows("browse_interventions", nct_id)),
        outcomes=tuple(_outcomes(tables, nct_id)),
        measured_outcomes=texts(each["title"] for each in measured),
    )


def _date(row: Mapping[str, str], name: str) -> RecordDate | None:
    """Return a date as far as the registry gives it: a day that AACT has filled in is none."""
    for column in (f"{name}_month_year", f"{name}_date"):
        if words := row.get(column, "").strip():
            try:
                found = partial_date(words)
            except ValueError as error:
                raise ValueError(f"{column}: {error}") from error
            filled_in = f"{name}_month_year" in row and column == f"{name}_date"
            return RecordDate(found._replace(day=None) if filled_in else found, certainty(row[f"{name}_date_type"]))
    return None


def _enrollment(words: str) -> int | None:
    if words and not (words.isascii() and words.isdigit()):
        raise ValueError(f"enrollment: {words[:40]!r} is no number")
    return int(words) if words else None


def _id_values(rows: Iterable[sqlite3.Row], source: str) -> Iterator[str]:
    """Yield the IDs of a source; before 2021 the source stood in the column `id_type`."""
    return (each["id_value"] for each in rows if source in (each["id_source"], each["id_type"]))


def _measured(tables: Tables, nct_id: str, outcomes: list[sqlite3.Row]) -> list[sqlite3.Row]:
    """Return the outcomes of which a value is posted; without the table of values, all."""
    if "outcome_measurements" not in tables.present:
        return outcomes
    given = {each["outcome_id"] for each in tables.rows("outcome_measurements", nct_id) if each["param_value"] == "1"}
    return [each for each in outcomes if each["id"] in given]


def _has_adverse_events(tables: Tables, nct_id: str) -> bool:
    """Tell whether adverse events are posted: a table of them in which somebody was watched for any."""
    name = "reported_event_totals" if "reported_event_totals" in tables.present else "reported_events"
    at_risk = {each["subjects_at_risk"] for each in tables.rows(name, nct_id)}
    return "1" in at_risk or at_risk == {""}


def _arms(tables: Tables, nct_id: str) -> Iterator[Arm]:
    names = {each["id"]: each["name"] for each in tables.rows("interventions", nct_id)}
    links = tables.rows("design_group_interventions", nct_id)
    for group in tables.rows("design_groups", nct_id):
        given = texts(names.get(link["intervention_id"]) for link in links if link["design_group_id"] == group["id"])
        if label := plain(group["title"]):
            yield Arm(label, token(group["group_type"]), given)


def _interventions(tables: Tables, nct_id: str) -> Iterator[Intervention]:
    others = tables.rows("intervention_other_names", nct_id)
    for row in tables.rows("interventions", nct_id):
        named = texts(each["name"] for each in others if each["intervention_id"] == row["id"])
        if name := plain(row["name"]):
            yield Intervention(token(row["intervention_type"]), name, named)


def _mesh_terms(rows: Iterable[sqlite3.Row]) -> tuple[str, ...]:
    """Return the MeSH terms proper, not their ancestors; before 2021 there were no others."""
    return texts(each["mesh_term"] for each in rows if each["mesh_type"] in ("", "mesh-list"))


def _outcomes(tables: Tables, nct_id: str) -> Iterator[Outcome]:
    rows = tables.rows("design_outcomes", nct_id)
    for kind in _KINDS:
        for row in rows:
            if (row["outcome_type"] or "").lower() == kind and (measure := plain(row["measure"])):
                yield Outcome(kind, measure, plain(row["time_frame"]) or None)
