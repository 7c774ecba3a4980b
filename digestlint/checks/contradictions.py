"""Contradictions: two places of the prose that give the study's phase or its number of participants differently."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.enrollment import Enrollment, enrollments
from digestlint.facts.headcount_conflicts import agree, contradict
from digestlint.facts.phases import phases
from digestlint.rule import NoParams, option
from digestlint.span import Span

_MOST = 40
"""How many statements of an enrollment, each unlike the others, later ones are held against."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """By how much, in percent, a number said to be about so many may be off."""

    percent: int = option(5, "By how many percent a number that is called about so many may be off.")


def phase_contradiction(digest: Digest, params: NoParams) -> Iterator[Finding]:  # noqa: ARG001
    """Report each sentence that gives the study a phase which shares no number with any that it was given before."""
    found = digest.fact(phases)
    given: set[int] = set()
    for later in found:
        if given and not later.phases & given:
            yield _finding(digest, later.sentence.span, later.span, found[0].span)
        given |= later.phases


def enrollment_contradiction(digest: Digest, params: Tolerance) -> Iterator[Finding]:
    """Report each sentence whose number of participants contradicts an earlier one and agrees with none."""
    found = digest.fact(enrollments)
    reported: set[Span] = set()
    known: dict[tuple[object, ...], Enrollment] = {}
    by_number: dict[int, dict[tuple[object, ...], Enrollment]] = defaultdict(dict)
    for later in found:
        count = later.count
        span = count.sentence.span
        same = [earlier for earlier in by_number[count.number].values() if earlier.count.sentence.span != span]
        before = [earlier for earlier in known.values() if earlier.count.sentence.span != span]
        key = (later.kind, later.told, later.partial, count.number, count.bound, count.noun)
        by_number[count.number].setdefault(key, later)
        if len(known) < _MOST:
            known.setdefault(key, later)
        if span in reported or any(agree(other, later) for other in same):
            continue
        against = next((other for other in before if contradict(digest, other, later, params.percent)), None)
        if against:
            reported.add(span)
            yield _finding(digest, span, later.span, against.span)


def _finding(digest: Digest, sentence: Span, later: Span, earlier: Span) -> Finding:
    row = str(digest.lines.place(earlier.start).row)
    return Finding(sentence, {"here": digest.text(later), "there": digest.text(earlier), "row": row}, earlier=earlier)
