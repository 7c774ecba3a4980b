"""What the digest says of results, beside what the record has posted."""

from collections.abc import Iterator

from digestlint.checks.record_quotes import said
from digestlint.data import lexicon_pattern
from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.denials import Denial, denials
from digestlint.facts.figures import figures
from digestlint.facts.registry_record import registry_record
from digestlint.record import Record
from digestlint.rule import NoParams


def results_overlooked(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each sentence that says that results are missing which the record has posted."""
    record = digest.fact(registry_record)
    if not record or not record.has_results:
        return
    for denial in digest.fact(denials):
        if _is_posted(record, denial):
            day = record.results_first_posted
            posted = _posted(record) + (f", first posted {day.date.iso}" if day else "")
            yield Finding(denial.sentence.span, {"recorded": said(record, posted)})


def _is_posted(record: Record, denial: Denial) -> bool:
    if not denial.kinds:
        return True
    harms_alone = bool(record.measured_outcomes) and all(map(_is_of_harms, record.measured_outcomes))
    safety = record.has_adverse_events or harms_alone
    efficacy = not harms_alone and (record.has_outcome_measurements or record.has_analyses or not safety)
    return ("efficacy" in denial.kinds and efficacy) or ("safety" in denial.kinds and safety)


def _is_of_harms(title: str) -> bool:
    """Tell whether the title of an outcome is about harms alone."""
    harms, others = lexicon_pattern("record-results", "harms"), lexicon_pattern("record-results", "others")
    return bool(harms.search(title)) and not others.search(title)


def _posted(record: Record) -> str:
    kinds = [
        name
        for name, there in (
            ("outcome measurements", record.has_outcome_measurements),
            ("analyses", record.has_analyses),
            ("adverse events", record.has_adverse_events),
        )
        if there
    ]
    return " and ".join(", ".join(kinds).rsplit(", ", 1)) if kinds else "results"


def results_not_posted(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each sentence with numbers as results, where the record has no results and no publication of them."""
    record = digest.fact(registry_record)
    if not record or record.has_results or record.has_result_publication:
        return
    for figure in digest.fact(figures):
        words = "no results and no publication of results"
        yield Finding(figure.sentence.span, {"figure": digest.text(figure.span), "recorded": said(record, words)})
