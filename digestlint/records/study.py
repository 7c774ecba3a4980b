"""What is read of ClinicalTrials.gov API v2 study JSON. The names are those of the registry's data structure.

Real records lack most of this; whatever is absent has an empty value.
"""

from collections.abc import Iterator
from typing import Any

from digestlint.record import RecordDate
from digestlint.records.models import Count, DatePart, Likelihood, Model, NctId, Term, Text, Texts


class Id(Model):
    """An ID that the sponsor or another registry gave."""

    id: Text = ""


class Identification(Model):
    """IDs and titles."""

    nct_id: NctId
    nct_id_aliases: Texts = ()
    org_study_id_info: Id = Id()
    secondary_id_infos: tuple[Id, ...] = ()
    brief_title: Text = ""
    official_title: Text = ""
    acronym: Text = ""


class Date(Model):
    """A date, and whether it is actual or estimated."""

    date: DatePart = None
    type: Likelihood = None

    @property
    def value(self) -> RecordDate | None:
        """The date as a record has it."""
        return RecordDate(self.date, self.type) if self.date else None


class Status(Model):
    """Status and dates."""

    overall_status: Term = "UNKNOWN"
    why_stopped: Text = ""
    start_date_struct: Date = Date()
    primary_completion_date_struct: Date = Date()
    completion_date_struct: Date = Date()
    study_first_post_date_struct: Date = Date()
    results_first_post_date_struct: Date = Date()
    last_update_post_date_struct: Date = Date()


class Masking(Model):
    """Who was kept from knowing."""

    masking: Term = ""


class DesignInfo(Model):
    """Allocation and masking."""

    allocation: Term = ""
    masking_info: Masking = Masking()


class Enrollment(Model):
    """How many took part, or are to."""

    count: Count = None
    type: Likelihood = None


class Design(Model):
    """Type, phases, design and enrollment."""

    study_type: Term = ""
    phases: Texts = ()
    design_info: DesignInfo = DesignInfo()
    enrollment_info: Enrollment = Enrollment()


class Conditions(Model):
    """Conditions and keywords."""

    conditions: Texts = ()
    keywords: Texts = ()


class ArmGroup(Model):
    """An arm or group; its interventions are named with their types, as `Drug: aspirin`."""

    label: Text = ""
    type: Term = ""
    intervention_names: Texts = ()


class StudyIntervention(Model):
    """An intervention."""

    type: Term = ""
    name: Text = ""
    other_names: Texts = ()


class ArmsInterventions(Model):
    """Arms and interventions."""

    arm_groups: tuple[ArmGroup, ...] = ()
    interventions: tuple[StudyIntervention, ...] = ()


class PlannedOutcome(Model):
    """An outcome as it was registered."""

    measure: Text = ""
    time_frame: Text = ""


class Outcomes(Model):
    """The outcomes that were registered."""

    primary_outcomes: tuple[PlannedOutcome, ...] = ()
    secondary_outcomes: tuple[PlannedOutcome, ...] = ()
    other_outcomes: tuple[PlannedOutcome, ...] = ()


class Reference(Model):
    """A publication: BACKGROUND, RESULT or DERIVED."""

    type: Term = ""


class References(Model):
    """Publications."""

    references: tuple[Reference, ...] = ()


class Protocol(Model):
    """What was registered."""

    identification_module: Identification
    status_module: Status = Status()
    design_module: Design = Design()
    conditions_module: Conditions = Conditions()
    arms_interventions_module: ArmsInterventions = ArmsInterventions()
    outcomes_module: Outcomes = Outcomes()
    references_module: References = References()


class Measurement(Model):
    """A value that was measured."""

    value: Text = ""


class Category(Model):
    """A row of a results table."""

    measurements: tuple[Measurement, ...] = ()


class OutcomeClass(Model):
    """A group of rows of a results table."""

    categories: tuple[Category, ...] = ()


class OutcomeMeasure(Model):
    """An outcome as it was reported; without classes where nothing was measured."""

    title: Text = ""
    classes: tuple[OutcomeClass, ...] = ()
    analyses: tuple[dict[str, Any], ...] = ()

    @property
    def is_measured(self) -> bool:
        """Tell whether a value of it is posted."""
        return any(each.value for row in self.classes for category in row.categories for each in category.measurements)


class OutcomeMeasures(Model):
    """The outcomes that were reported."""

    outcome_measures: tuple[OutcomeMeasure, ...] = ()


class EventGroup(Model):
    """A group whose adverse events were counted."""

    serious_num_at_risk: Count = None
    other_num_at_risk: Count = None
    deaths_num_at_risk: Count = None

    @property
    def at_risk(self) -> Iterator[int]:
        """How many were watched for each kind of event, where it is said."""
        for number in (self.serious_num_at_risk, self.other_num_at_risk, self.deaths_num_at_risk):
            if number is not None:
                yield number


class AdverseEvents(Model):
    """Adverse events."""

    event_groups: tuple[EventGroup, ...] = ()


class Results(Model):
    """What was reported."""

    outcome_measures_module: OutcomeMeasures = OutcomeMeasures()
    adverse_events_module: AdverseEvents = AdverseEvents()


class Mesh(Model):
    """A MeSH term."""

    term: Text = ""


class Browse(Model):
    """The MeSH terms that the registry found (not their ancestors, which are too broad to compare)."""

    meshes: tuple[Mesh, ...] = ()


class Derived(Model):
    """What the registry added."""

    condition_browse_module: Browse = Browse()
    intervention_browse_module: Browse = Browse()


class Study(Model):
    """A study."""

    protocol_section: Protocol
    results_section: Results | None = None
    derived_section: Derived = Derived()
    has_results: bool | None = None
