"""From ClinicalTrials.gov API v2 study JSON to records."""

import itertools
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from pydantic import ValidationError

from digestlint.errors import DigestlintError
from digestlint.record import Arm, Intervention, Outcome, Record, Records
from digestlint.records.fields import bare_intervention, phases, plain, texts
from digestlint.records.study import ArmsInterventions, Outcomes, Results, Study

ABSENT = (404, 410)
"""The HTTP statuses that say that there is no such study, or no longer."""

_NCT = re.compile(r"NCT[0-9]{8}")


def read_studies(raw: bytes, where: str) -> Iterator[tuple[str, Record | DigestlintError]]:
    """Yield the records of a JSON text, each with its place, or what is wrong with it.

    The text is one study, a list of them (the registry's bulk download) or one page of the API's answer. What only
    tells that the registry has no such study (`is_absence`) yields nothing.
    """
    try:
        data: Any = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        yield where, DigestlintError(f"{where}: is not UTF-8 (byte {error.start + 1})")
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        yield where, DigestlintError(f"{where}: is no JSON, or cut short: {error.msg} ({place})")
    except (ValueError, RecursionError) as error:  # digits without end, brackets without end
        yield where, DigestlintError(f"{where}: is no JSON that can be read: {plain(str(error))[:80]}")
    else:
        many = data.get("studies") if isinstance(data, dict) and "protocolSection" not in data else data
        if is_absence(data):
            return
        if isinstance(many, list):
            for number, each in enumerate(many, start=1):
                yield _read(each, f"{where}: study {number}")
        else:
            yield _read(data, where)


def records_in(raw: bytes, where: str) -> Records:
    """Return the records of a JSON text by their IDs and former IDs. Raises DigestlintError."""
    found: dict[str, Record] = {}
    for _, record in read_studies(raw, where):
        if isinstance(record, DigestlintError):
            raise record
        found |= {alias: record for alias in record.aliases if alias not in found} | {record.nct_id: record}
    return found


def is_absence(data: Any) -> bool:
    """Tell whether JSON says that the registry has no study of an ID: `{"nctId": …, "retrieved": …, "status": 404}`."""
    if not isinstance(data, dict) or "protocolSection" in data or data.get("status") not in ABSENT:
        return False
    return isinstance(data.get("nctId"), str) and bool(_NCT.fullmatch(data["nctId"]))


def _read(data: Any, where: str) -> tuple[str, Record | DigestlintError]:
    try:
        return where, record_of(Study.model_validate(data))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(map(str, first["loc"]))
        what = (
            f"{key}: {first['msg'].removeprefix('Value error, ')}" if key else "it is no object with a protocolSection"
        )
        return where, DigestlintError(f"{where}: is no study of ClinicalTrials.gov's API v2: {what}")


def record_of(study: Study) -> Record:
    """Return the record of a study."""
    protocol, results = study.protocol_section, study.results_section or Results()
    identification, status, design = protocol.identification_module, protocol.status_module, protocol.design_module
    posted = results.outcome_measures_module.outcome_measures
    ids = (identification.org_study_id_info, *identification.secondary_id_infos)
    return Record(
        nct_id=identification.nct_id,
        status=status.overall_status,
        has_results=study.results_section is not None if study.has_results is None else study.has_results,
        has_outcome_measurements=any(each.is_measured for each in posted),
        has_analyses=any(each.analyses for each in posted),
        has_adverse_events=_counts_events(results),
        has_result_publication=any(each.type == "RESULT" for each in protocol.references_module.references),
        aliases=tuple(alias for alias in identification.nct_id_aliases if alias != identification.nct_id),
        secondary_ids=texts(each.id for each in ids),
        brief_title=identification.brief_title or None,
        official_title=identification.official_title or None,
        acronym=identification.acronym or None,
        why_stopped=status.why_stopped or None,
        study_type=design.study_type or None,
        phases=phases(design.phases),
        allocation=design.design_info.allocation or None,
        masking=design.design_info.masking_info.masking or None,
        enrollment=design.enrollment_info.count,
        enrollment_type=design.enrollment_info.type,
        start=status.start_date_struct.value,
        primary_completion=status.primary_completion_date_struct.value,
        completion=status.completion_date_struct.value,
        first_posted=status.study_first_post_date_struct.value,
        results_first_posted=status.results_first_post_date_struct.value,
        last_update_posted=status.last_update_post_date_struct.value,
        arms=tuple(_arms(protocol.arms_interventions_module)),
        interventions=tuple(_interventions(protocol.arms_interventions_module)),
        conditions=protocol.conditions_module.conditions,
        keywords=protocol.conditions_module.keywords,
        condition_mesh=texts(each.term for each in study.derived_section.condition_browse_module.meshes),
        intervention_mesh=texts(each.term for each in study.derived_section.intervention_browse_module.meshes),
        outcomes=tuple(_outcomes(protocol.outcomes_module)),
        measured_outcomes=texts(each.title for each in posted if each.is_measured),
    )


def _counts_events(results: Results) -> bool:
    """Tell whether adverse events are posted: a table of them in which somebody was watched for any."""
    groups = results.adverse_events_module.event_groups
    at_risk = tuple(itertools.chain.from_iterable(group.at_risk for group in groups))
    return bool(groups) and (any(at_risk) or not at_risk)


def _arms(module: ArmsInterventions) -> Iterable[Arm]:
    return (
        Arm(arm.label, arm.type or None, texts(map(bare_intervention, arm.intervention_names)))
        for arm in module.arm_groups
        if arm.label
    )


def _interventions(module: ArmsInterventions) -> Iterable[Intervention]:
    return (Intervention(each.type or None, each.name, each.other_names) for each in module.interventions if each.name)


def _outcomes(module: Outcomes) -> Iterator[Outcome]:
    kinds: tuple[tuple[Literal["primary", "secondary", "other"], Any], ...] = (
        ("primary", module.primary_outcomes),
        ("secondary", module.secondary_outcomes),
        ("other", module.other_outcomes),
    )
    for kind, outcomes in kinds:
        yield from (Outcome(kind, each.measure, each.time_frame or None) for each in outcomes if each.measure)
