"""A record as a person would want to read it."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from digestlint.record import Intervention, Record, RecordDate

_MARGIN = 20
_SHOWN = 5
_SMALL = {"NA": "not applicable", "EARLY_PHASE1": "early phase 1", **{f"PHASE{n}": f"phase {n}" for n in range(1, 5)}}


def as_text(record: Record, width: int = 100) -> str:
    """Return a record as text: a line or more for each thing that the registry says."""
    lines = [record.nct_id]
    for label, words in _rows(record):
        lines += _wrapped(label, words, max(width, 60))
    return "\n".join(lines) + "\n"


def _wrapped(label: str, words: str, width: int) -> list[str]:
    indent = " " * _MARGIN
    return textwrap.wrap(words, width, initial_indent=f"{label:{_MARGIN}}", subsequent_indent=indent) or [label]


def _rows(record: Record) -> Iterator[tuple[str, str]]:
    for label, value in (
        ("title", record.brief_title),
        ("official title", record.official_title),
        ("acronym", record.acronym),
        ("status", _small(record.status)),
        ("why stopped", record.why_stopped),
        ("design", _design(record)),
        ("enrollment", _enrollment(record)),
        ("start", _date(record.start)),
        ("primary completion", _date(record.primary_completion)),
        ("completion", _date(record.completion)),
        ("results", _results(record)),
    ):
        if value:
            yield label, value
    yield from _listed("condition", record.conditions)
    yield from _listed("intervention", [_intervention(each) for each in record.interventions])
    yield from _listed("arm", [_with(each.label, [_small(each.type), *each.interventions]) for each in record.arms])
    for kind in ("primary", "secondary", "other"):
        outcomes = [_with(each.measure, [each.time_frame]) for each in record.outcomes if each.kind == kind]
        yield from _listed(f"{kind} outcome", outcomes)
    for label, value in (
        ("keywords", ", ".join(record.keywords)),
        ("MeSH terms", ", ".join((*record.condition_mesh, *record.intervention_mesh))),
        ("other IDs", ", ".join(record.secondary_ids)),
        ("former IDs", ", ".join(record.aliases)),
        ("first posted", _date(record.first_posted)),
        ("last update", _date(record.last_update_posted)),
    ):
        if value:
            yield label, value


def _listed(label: str, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    for number, each in enumerate(words[:_SHOWN]):
        yield label if number == 0 else "", each
    if len(words) > _SHOWN:
        yield "", f"… and {len(words) - _SHOWN} more"


def _small(term: str | None) -> str | None:
    return _SMALL.get(term, term.lower().replace("_", " ")) if term else None


def _with(words: str, more: Iterable[str | None]) -> str:
    given = ", ".join(each for each in more if each)
    return f"{words} ({given})" if given else words


def _design(record: Record) -> str:
    masking = f"masking: {_small(record.masking)}" if record.masking else None
    allocation = None if record.allocation == "NA" else _small(record.allocation)
    phases = [None if phase == "NA" else _small(phase) for phase in record.phases]
    return ", ".join(each for each in (_small(record.study_type), *phases, allocation, masking) if each)


def _enrollment(record: Record) -> str | None:
    return None if record.enrollment is None else _with(str(record.enrollment), [_small(record.enrollment_type)])


def _date(given: RecordDate | None) -> str | None:
    return _with(given.date.iso, [_small(given.type)]) if given else None


def _intervention(given: Intervention) -> str:
    others = f"also: {', '.join(given.other_names)}" if given.other_names else None
    return _with(given.name, [_small(given.type), others])


def _results(record: Record) -> str:
    kinds = [
        name
        for name, posted in (
            ("outcome measurements", record.has_outcome_measurements),
            ("statistical analyses", record.has_analyses),
            ("adverse events", record.has_adverse_events),
        )
        if posted
    ]
    when = f" {record.results_first_posted.date.iso}" if record.results_first_posted else ""
    posted = f"posted{when}: {', '.join(kinds) or 'but no outcome and no adverse event is told'}"
    publication = "; a publication of results is listed" if record.has_result_publication else ""
    return (posted if record.has_results else "not posted") + publication
