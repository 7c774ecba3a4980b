"""The registry's record of a study, flat, in the terms of ClinicalTrials.gov's data structure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from digestlint.partial_date import PartialDate

STOPPED_STATUSES = frozenset(("TERMINATED", "WITHDRAWN", "SUSPENDED"))


@dataclass(frozen=True, slots=True)
class RecordDate:
    """A date of a record: as far as it is given, and whether it is ACTUAL or ESTIMATED (None: not said)."""

    date: PartialDate
    type: Literal["ACTUAL", "ESTIMATED"] | None = None


@dataclass(frozen=True, slots=True)
class Intervention:
    """What is studied: its type (`DRUG`, `DEVICE`, …), its name and other names."""

    type: str | None
    name: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arm:
    """An arm or group: its label, type (`EXPERIMENTAL`, …) and the names of its interventions."""

    label: str
    type: str | None = None
    interventions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome measure: `primary`, `secondary` or `other`, what is measured, and when."""

    kind: Literal["primary", "secondary", "other"]
    measure: str
    time_frame: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A study's record. Statuses, phases and types are spelled as in API v2 (`ACTIVE_NOT_RECRUITING`, `PHASE2`).

    What a record lacks is None or empty. `has_results` tells that results are posted; the three fields behind it which
    kinds; `has_result_publication` that a reference of type RESULT is listed. `measured_outcomes` are the titles of the
    outcomes of which a value is posted.
    """

    nct_id: str
    status: str
    has_results: bool = False
    has_outcome_measurements: bool = False
    has_analyses: bool = False
    has_adverse_events: bool = False
    has_result_publication: bool = False
    aliases: tuple[str, ...] = ()
    secondary_ids: tuple[str, ...] = ()
    brief_title: str | None = None
    official_title: str | None = None
    acronym: str | None = None
    why_stopped: str | None = None
    study_type: str | None = None
    phases: tuple[str, ...] = ()
    allocation: str | None = None
    masking: str | None = None
    enrollment: int | None = None
    enrollment_type: Literal["ACTUAL", "ESTIMATED"] | None = None
    start: RecordDate | None = None
    primary_completion: RecordDate | None = None
    completion: RecordDate | None = None
    first_posted: RecordDate | None = None
    results_first_posted: RecordDate | None = None
    last_update_posted: RecordDate | None = None
    arms: tuple[Arm, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    condition_mesh: tuple[str, ...] = ()
    intervention_mesh: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    measured_outcomes: tuple[str, ...] = ()

    @property
    def is_stopped(self) -> bool:
        """Tell whether the study was stopped before its planned end."""
        return self.status in STOPPED_STATUSES


Records = Mapping[str, Record]
"""Records by their normalised ID."""

NO_RECORDS: Records = {}
