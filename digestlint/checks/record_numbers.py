"""The study's phase and its number of participants, beside its record."""

from collections.abc import Iterator
from dataclasses import dataclass

from digestlint.checks.record_quotes import said
from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.record_numbers import other_enrollments, other_phases
from digestlint.facts.registry_record import registry_record
from digestlint.rule import NoParams, option
from digestlint.span import Span


@dataclass(frozen=True, slots=True)
class Tolerance:
    """By how much, in percent, a number said to be about so many may be off."""

    percent: int = option(5, "By how many percent a number that is called about so many may be off.")


def phase_mismatch(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each sentence that gives the study a phase which is not the record's."""
    record = digest.fact(registry_record)
    reported: set[Span] = set()
    for phase in digest.fact(other_phases):
        span = phase.sentence.span
        if record and span not in reported:
            reported.add(span)
            recorded = said(record, "/".join(record.phases) or "no phase")
            yield Finding(span, {"phase": digest.text(phase.span), "recorded": recorded})


def enrollment_mismatch(digest: Digest, params: Tolerance) -> Iterator[Finding]:
    """Report each sentence whose number of participants is not the record's."""
    record = digest.fact(registry_record)
    reported: set[Span] = set()
    for told in other_enrollments(digest, params.percent):
        span = told.count.sentence.span
        if record and span not in reported:
            reported.add(span)
            recorded = said(record, f"{record.enrollment} {record.enrollment_type or ''}".strip())
            yield Finding(span, {"number": digest.text(told.span), "recorded": recorded})
