"""Headcount conflicts: which two numbers of participants cannot both be true of one study."""

import re

from digestlint.data import lexicon_pattern
from digestlint.digest import Digest
from digestlint.facts.enrollment import Enrollment, enrollments
from digestlint.facts.headcounts import Headcount, headcounts, sentence_order
from digestlint.facts.status import is_running, is_stopped
from digestlint.places import Placed

_SINGULAR = {
    "people": "person",
    "women": "woman",
    "men": "man",
    "children": "child",
    "babies": "baby",
    "families": "family",
}
_SEXES = {"male": r"\b(?:men|boys|males?|fathers)\b", "female": r"\b(?:women|girls|females?|mothers)\b"}
_OF = re.compile(r"\bof\s(?:the\s|all\s)?$", re.IGNORECASE)
_ACTUAL = frozenset(("enrolled", "took-part"))
_PLAN_RATIO = 1.25


def agree(one: Enrollment, other: Enrollment) -> bool:
    """Tell whether the two are the same number, both of people who took part or both of people who were to."""
    same_kind = (one.kind == "planned") == (other.kind == "planned")
    return (
        one.count.number == other.count.number and same_kind and not {one.kind, other.kind} & {"screened", "analysed"}
    )


def contradict(digest: Digest, earlier: Enrollment, later: Enrollment, percent: int) -> bool:
    """Tell whether the two numbers are of the same people by the prose and differ by more than their words allow."""
    if _agree(earlier.count, later.count, percent) or not _same_people(digest, earlier.count, later.count):
        return False
    if _is_breakdown(digest, earlier, later):
        return False
    kinds = {earlier.kind, later.kind}
    if kinds == {"planned"}:
        return not any(_is_loose(digest, each) for each in (earlier, later))
    if not kinds <= _ACTUAL | {"randomized"} or _is_plan(digest, earlier, later) or _is_plan(digest, later, earlier):
        return False
    if kinds == {"enrolled", "randomized"}:
        randomized, enrolled = (earlier, later) if earlier.kind == "randomized" else (later, earlier)
        return randomized.count.number > enrolled.count.number
    return not any(_is_remainder(digest, *pair) for pair in ((earlier, later), (later, earlier)))


def _is_breakdown(digest: Digest, earlier: Enrollment, later: Enrollment) -> bool:
    """Tell whether the smaller number may be a part of the larger: of a place, year or kind, or told so elsewhere."""
    smaller = min(earlier, later, key=lambda each: each.count.number)
    limited = smaller.partial or smaller.count.group not in ("", "generic")
    if limited and smaller.count.number in digest.fact(_numbers_of_parts):
        return True
    one, other = earlier.count.sentence, later.count.sentence
    return smaller.partial and (one.part, one.field) == (other.part, other.field) and smaller.count.number > 0


def _agree(one: Headcount, other: Headcount, percent: int) -> bool:
    """Tell whether the two numbers are the same, or as near as `about` and its like allow."""
    large, small = max(one.number, other.number), min(one.number, other.number)
    if large == small:
        return True
    if one.bound != "exact" or other.bound != "exact":
        if 100 * (large - small) <= percent * large:
            return True
        for each, against in ((one, other), (other, one)):
            if (each.bound == "over" and against.number > each.number) or (
                each.bound == "under" and against.number < each.number
            ):
                return True
    return False


def _same_people(digest: Digest, one: Headcount, other: Headcount) -> bool:
    """Tell whether the two nouns can stand for the same: not families and children, not the women among all."""
    if "unit" in (one.group, other.group):
        return _singular(one.noun) == _singular(other.noun)
    if one.group == other.group and one.group not in ("", "kind", "generic"):
        return True
    if one.group == other.group == "kind":
        return _singular(one.noun) == _singular(other.noun)
    return all(_is_everybody(digest, each, against) for each, against in ((one, other), (other, one)))


def _is_everybody(digest: Digest, sexed: Headcount, other: Headcount) -> bool:
    """Tell whether those counted by a word for one sex are all: the digest knows no other, or is about that one."""
    if sexed.group not in _SEXES or sexed.group == other.group:
        return True
    if ("male" if sexed.group == "female" else "female") in digest.fact(_sexes_named):
        return False
    return sexed.number > other.number or sexed.group in digest.fact(_sexes_named_early)


def _sexes_named(digest: Digest) -> frozenset[str]:
    """Return the sexes that the prose has a word for."""
    return frozenset(sex for sex, words in _SEXES.items() if re.search(words, digest.prose, re.IGNORECASE))


def _sexes_named_early(digest: Digest) -> frozenset[str]:
    """Return the sexes that title or Background have a word for."""
    early = [s.span.of(digest.prose) for s in digest.sentences if s.part in ("title", "Background")]
    return frozenset(
        sex for sex, words in _SEXES.items() if any(re.search(words, text, re.IGNORECASE) for text in early)
    )


def _singular(noun: str) -> str:
    return _SINGULAR.get(noun, noun.removesuffix("s"))


def _is_loose(digest: Digest, planned: Enrollment) -> bool:
    """Tell whether a plan is a range or a bound, or has been changed."""
    count = planned.count
    if count.ranged or count.bound != "exact" or not count.noun:
        return True
    return lexicon_pattern("enrollment", "revised").search(digest.prose, *count.sentence.span) is not None


def _is_plan(digest: Digest, field: Enrollment, other: Enrollment) -> bool:
    """Tell whether the field Population may give the plan of a study that has not got so far, or has been stopped."""
    if field.told != "field" or other.kind == "planned":
        return False
    if field.count.number in digest.fact(_planned_numbers) or not other.count.number:
        return True
    unfinished = digest.fact(is_stopped) or digest.fact(is_running)
    return unfinished and field.count.number > _PLAN_RATIO * other.count.number


def _is_remainder(digest: Digest, whole: Enrollment, named: Enrollment) -> bool:
    """Tell whether people who are only named may be those who were left, or those who were looked at first."""
    number = named.count.number
    if named.told == "field" or (named.told == "verb" and not _has_loss(digest, named, whole.count.number - number)):
        return False
    if number in digest.fact(_other_numbers):
        return True
    if number > whole.count.number:
        return False
    if whole.count.number - number in digest.fact(_numbers):
        return True
    words = lexicon_pattern("enrollment", "loss")
    at = digest.fact(sentence_order)[named.count.sentence.span]
    near = digest.sentences[max(0, at - 1) : at + 1]
    return any(words.search(digest.prose, *sentence.span) for sentence in near)


def _has_loss(digest: Digest, named: Enrollment, lost: int) -> bool:
    """Tell whether the sentence says that so many were lost."""
    span = named.count.sentence.span
    told = any(each.number == lost for each in digest.fact(_placed).inside(span))
    return told and lexicon_pattern("enrollment", "loss").search(digest.prose, *span) is not None


def _placed(digest: Digest) -> Placed[Headcount]:
    return Placed(digest.fact(headcounts), lambda count: count.span)


def _numbers(digest: Digest) -> frozenset[int]:
    return frozenset(count.number for count in digest.fact(headcounts))


def _numbers_of_parts(digest: Digest) -> frozenset[int]:
    """Return the numbers that count a part of all somewhere in the prose."""
    wholes = {each.span for each in digest.fact(enrollments)}
    parts = (count for count in digest.fact(headcounts) if count.span not in wholes and count.number)
    return frozenset(count.number for count in parts if not _OF.search(count.before))


def _planned_numbers(digest: Digest) -> frozenset[int]:
    return frozenset(each.count.number for each in digest.fact(enrollments) if each.kind == "planned")


def _other_numbers(digest: Digest) -> frozenset[int]:
    """Return the numbers of those planned, screened, randomized or analysed."""
    return frozenset(each.count.number for each in digest.fact(enrollments) if each.kind not in _ACTUAL)
