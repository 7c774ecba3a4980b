"""The registry's record of a study, as far as the rules ask for it."""

from collections.abc import Mapping
from dataclasses import dataclass

STOPPED_STATUSES = frozenset(("TERMINATED", "WITHDRAWN", "SUSPENDED"))


@dataclass(frozen=True, slots=True)
class Record:
    """A study's record: its ID, its overall status in ClinicalTrials.gov's terms, and whether it has posted results."""

    nct_id: str
    status: str
    has_results: bool

    @property
    def is_stopped(self) -> bool:
        """Tell whether the study was stopped before its planned end."""
        return self.status in STOPPED_STATUSES


Records = Mapping[str, Record]
"""Records by their normalised ID."""

NO_RECORDS: Records = {}
