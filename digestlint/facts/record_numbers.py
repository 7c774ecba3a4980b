"""Numbers beside the record: the phases and the number of participants that the prose gives and the record does not."""

import re
from collections.abc import Iterator

from digestlint.data import lexicon_pattern
from digestlint.digest import Digest
from digestlint.facts.enrollment import Enrollment, enrollments
from digestlint.facts.phases import Phase, phases
from digestlint.facts.registry_record import registry_record
from digestlint.facts.status import is_running, is_stopped
from digestlint.phrases import fold
from digestlint.record import Record

PHASES = {"EARLY_PHASE1": 0, "PHASE1": 1, "PHASE2": 2, "PHASE3": 3, "PHASE4": 4}
_NUMERALS = {"0": 0, "i": 1, "1": 1, "ii": 2, "2": 2, "iii": 3, "3": 3, "iv": 4, "4": 4, "one": 1, "two": 2, "three": 3}
_NAMED_PHASE = re.compile(
    r"\bphase[\s-]?(?P<first>[0-4]|iv|i{1,3}|one|two|three)[abc]?(?:\s?(?:[/&-]|and|to)\s?(?:phase[\s-]?)?(?P<second>[1-4]|iv|i{1,3})[abc]?)?\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:planned|intended|expected|projected|anticipated|needed|required|targeted)\b", re.IGNORECASE
)
_LARGE = 100
_ACTUAL = frozenset(("enrolled", "took-part", "randomized"))


def phases_of(record: Record) -> frozenset[int]:
    """Return the phases of a record, early phase 1 as 0; one that gives none may name it in its title."""
    known = {PHASES[phase] for phase in record.phases if phase in PHASES}
    if known:
        return frozenset(known)
    titles = " ".join(title for title in (record.official_title, record.brief_title) if title)
    found = [
        numeral for match in _NAMED_PHASE.finditer(titles) for numeral in match.group("first", "second") if numeral
    ]
    return frozenset(_NUMERALS[fold(numeral)] for numeral in found)


def other_phases(digest: Digest) -> tuple[Phase, ...]:
    """Return each phase that the prose gives the study and that shares nothing with the record's."""
    record = digest.fact(registry_record)
    if not record:
        return ()
    known = phases_of(record)
    early = known | ({0, 1} if known & {0, 1} else set())
    return tuple(phase for phase in digest.fact(phases) if not phase.phases & early)


def other_enrollments(digest: Digest, percent: int) -> Iterator[Enrollment]:
    """Yield each number for the study as a whole that is not the record's; `percent` is what `about` may be off by."""
    record = digest.fact(registry_record)
    if not record or record.enrollment is None:
        return
    for told in digest.fact(enrollments):
        if _is_comparable(digest, told, record) and not _agrees(told, record.enrollment, percent):
            yield told


def _is_comparable(digest: Digest, told: Enrollment, record: Record) -> bool:
    """Tell whether a number is of what the record's number is of: planned people, or people who were enrolled."""
    if told.count.group == "unit" or told.count.ranged or _PLANNED.search(told.count.modifiers):
        return False
    is_plan = told.kind == "planned" or (told.told == "field" and digest.fact(is_running))
    if record.enrollment_type == "ESTIMATED":
        return is_plan or told.told == "field"
    if record.enrollment_type != "ACTUAL" or is_plan or told.kind not in _ACTUAL:
        return False
    if told.count.number > (record.enrollment or 0):
        return told.told != "field" or not digest.fact(is_stopped)  # else it may be what was planned
    if told.kind == "randomized" or told.told == "name":
        return not record.has_results and not (told.told == "name" and _is_depleted(digest))
    return not told.partial


def _is_depleted(digest: Digest) -> bool:
    """Tell whether the prose speaks of people who left, were not analysed or were not let in."""
    pattern = lexicon_pattern("enrollment", "loss")
    return any(pattern.search(digest.prose, *sentence.span) for sentence in digest.sentences)


def _agrees(told: Enrollment, recorded: int, percent: int) -> bool:
    number, bound = told.count.number, told.count.bound
    if number == recorded:
        return True
    is_round = number >= _LARGE and number % _LARGE == 0
    if (bound != "exact" or is_round) and 100 * abs(number - recorded) <= percent * recorded:
        return True
    return (bound == "over" and recorded > number) or (bound == "under" and recorded < number)
