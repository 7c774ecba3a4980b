"""Contradictions: two places of the prose that give the study's phase or its number of participants differently."""

from collections.abc import Iterator
from dataclasses import dataclass

from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.enrollment import Enrollment, enrollments
from digestlint.facts.headcount_conflicts import agree, contradict
from digestlint.facts.phases import phases
from digestlint.rule import NoParams, option
from digestlint.span import Span

_MOST_KNOWN = 100
"""With how many different numbers a later one is compared: no digest has so many, and a list without end has."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """By how much, in percent, a number said to be about so many may be off."""

    percent: int = option(5, "By how many percent a number that is called about so many may be off.")


def phase_contradiction(digest: Digest, params: NoParams) -> Iterator[Finding]:  # noqa: ARG001
    """Report each sentence that gives the study a phase which shares no number with any that it was given before."""
    found = digest.fact(phases)
    for i, later in enumerate(found):
        if i and not any(later.phases & earlier.phases for earlier in found[:i]):
            yield _finding(digest, later.sentence.span, later.span, found[0].span)


def enrollment_contradiction(digest: Digest, params: Tolerance) -> Iterator[Finding]:
    """Report each sentence whose number of participants contradicts an earlier one and agrees with none."""
    found = digest.fact(enrollments)
    reported: set[Span] = set()
    known: dict[tuple[object, ...], Enrollment] = {}
    for later in found:
        span = later.count.sentence.span
        before = [earlier for earlier in known.values() if earlier.count.sentence.span != span]
        count = later.count
        if len(known) < _MOST_KNOWN:
            known.setdefault((later.kind, later.told, later.partial, count.number, count.bound, count.noun), later)
        if span in reported or any(agree(other, later) for other in before):
            continue
        against = next((other for other in before if contradict(digest, other, later, params.percent)), None)
        if against:
            reported.add(span)
            yield _finding(digest, span, later.span, against.span)


def _finding(digest: Digest, sentence: Span, later: Span, earlier: Span) -> Finding:
    row = str(digest.lines.place(earlier.start).row)
    return Finding(sentence, {"here": digest.text(later), "there": digest.text(earlier), "row": row}, earlier=earlier)
