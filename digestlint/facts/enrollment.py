"""Enrollment: how many people the prose says took part in the study as a whole, were planned, screened, analysed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from digestlint.data import lexicon_pattern
from digestlint.digest import Digest
from digestlint.facts.enrollment_words import (
    AUXILIARY,
    Kind,
    before,
    behind,
    is_arm,
    is_limited,
    is_part,
    is_study_subject,
    study,
    study_words,
)
from digestlint.facts.headcounts import NUMBER, Headcount, headcounts, sentence_order
from digestlint.facts.numbers import spaced
from digestlint.facts.other_studies import names_another
from digestlint.facts.status import is_running
from digestlint.span import Span

Told = Literal["verb", "field", "name"]

_KINDS: tuple[Kind, ...] = ("planned", "screened", "analysed", "randomized", "took-part", "enrolled")
_DONE: tuple[Kind, ...] = ("randomized", "took-part", "enrolled")
_LET_IN: tuple[Kind, ...] = ("took-part", "enrolled")
_NOT_WHOLE: tuple[Kind, ...] = ("planned", "screened", "analysed")
_PART_OF = spaced(rf"\b{NUMBER} (?:out )?of (?:the |these |those |its |all )?$")
_BEFELL = spaced(r" (?:was|were|had been|have been)\b")
"""`31 of the 240 people were randomized`: with this right behind the second number, the verb is about the first."""
_OPENING = 60
_OF = spaced(rf" (?:out )?of (?:(?:the|a|an|its|these|those) )?(?:[\w-]{{1,20}} ){{0,2}}?{NUMBER}\b")
_WHO = spaced(r" (?:who|that|whom|which|with|aged)\b")
_OPEN = spaced(
    r"\s?(?:$|[.,;:)(—–]| (?:of|before|by|between|in|at|from|out|instead|rather|fewer|when|over|during|within"
    r"|and|because|after|until|is|was)\b)"
)
_PRONOUN = spaced(r"(?:it|that|those|they|there|its|of)\b")
_PLAN = spaced(r"\b(?:the|its|their) (?:plan|goal|target|aim) (?:was|is|had been) to (?:enrol|recruit|include)\w* ")
_MORE_PEOPLE = spaced(
    rf"[,;] (?:also|plus|and|together with|as well as) {NUMBER} (?:[\w-]{{1,20}} ){{0,2}}[\w-]{{1,20}}s\b"
)
_EACH = spaced(r" (?:in|per|for|to) (?:each|every|either) ")
_RATIO = spaced(r"\bfor (?:each|every) (?:one|two|three|person|patient|participant|child|woman|man)\b")
_OPENED_BY = spaced(r"(?:in|at|for|during|from|among|by|within|as part of)\b")
_ENDS = spaced(
    r"\s?(?:$|[.,;:)(—–]| (?:nobody|no one|the (?:study|trial)|and"
    r"|in total|in all|altogether|overall|taking part|enrolled|included|recruited"
    r"|randomi[sz]ed|at|across|aged|because|when|after|by"
    r"|in [12][09]\d\d|with (?!the\b|placebo)|who (?:took|had|have|were|met|suffer|live)))"
)
_QUALIFIED = spaced(
    r"\s?\(?(?:who|with|whose|in|on|from|at|aged|given|receiving|taking|assigned|allocated|randomi[sz]ed"
    r"|treated|that|still|not|without"
    r"|evaluable|analy[sz]ed|evaluated|completing|remaining|left|for whom|for which|whom|having|where|per|each|on)\b"
)
_NAMED = spaced(
    r"(?:^|\b)(?P<all>(?:of|among|for|in|with|and|that|but|when|although|all|,|:|;|—)? ?(?:(?:all|all of"
    r"|each of) )?(?:the|its)|all|of|among|across) $"
)
_SHARE_OF = spaced(
    rf"(?:{NUMBER}|half|most|some|many|few|none|all but \w+|one|either|each|any|third|quarter"
    rf"|%) (?:out )?of (?:the|its|all) $"
)


@dataclass(frozen=True, slots=True)
class Enrollment:
    """A number of people that the prose gives for the whole study.

    `enrolled` are those who were let in, `took-part` those who are called its participants. `told` is how: by a `verb`
    (`12 were enrolled`), at the start of the `field` Population, or by a mere `name` (`the 12 participants`), which may
    mean fewer where some have been lost in between. `partial`: words beside it (a year, a place, a trait)
    leave open whether these are all.
    """

    span: Span
    count: Headcount
    kind: Kind
    told: Told
    partial: bool = False


def enrollments(digest: Digest) -> tuple[Enrollment, ...]:
    """Return each number of the prose that is given for the study as a whole, in order."""
    return tuple(found for count in digest.fact(headcounts) for found in _enrollment(digest, count))


def _enrollment(digest: Digest, count: Headcount) -> Iterator[Enrollment]:
    if (
        _is_elsewhere(digest, count)
        or _RATIO.search(count.after)
        or _EACH.match(count.after)
        or _is_pronoun(count)
        or _is_one_of_several(digest, count)
    ):
        return
    kind, rest = _told(count)
    partial = is_limited(count, rest)
    if kind in _NOT_WHOLE:
        yield Enrollment(count.span, count, kind, "verb")
    elif (not kind and not count.noun) or count.ranged or is_part(count, rest):
        return
    elif kind:
        of_a_part = _PART_OF.search(count.before) and _BEFELL.match(count.after)
        if not of_a_part and (kind != "randomized" or not is_arm(rest)):
            yield Enrollment(count.span, count, kind, "verb", partial)
    elif _opens_population(digest, count):
        yield Enrollment(count.span, count, "planned" if is_running(digest) else "took-part", "field")
    elif _is_named(count) or _is_indefinite(digest, count):
        yield Enrollment(count.span, count, "took-part", "name")


def _is_pronoun(count: Headcount) -> bool:
    """Tell whether `one` stands for a thing, as in "was meant to supply one"."""
    return not count.noun and count.words.casefold() == "one" and not re.search(r"(?:only|just)\s$", count.before)


def _is_one_of_several(digest: Digest, count: Headcount) -> bool:
    """Tell whether a field goes on to count others besides: `Ten patients …; also 25 members of their care team`."""
    behind = digest.prose[count.span.end : count.sentence.span.end]
    return count.sentence.field is not None and _MORE_PEOPLE.search(behind) is not None


def _is_elsewhere(digest: Digest, count: Headcount) -> bool:
    """Tell whether the number is another study's: by a word for it in the clause, or right before a pronoun."""
    opening = _OPENED_BY.match(digest.prose, *count.sentence.span)
    whole = Span(count.sentence.span.start if opening else count.clause.start, count.clause.end)
    if names_another(digest, whole):
        return True
    at = digest.fact(sentence_order)[count.sentence.span]
    if at and _PRONOUN.match(digest.prose, *count.sentence.span):
        previous = digest.sentences[at - 1]
        start = Span(previous.span.start, min(previous.span.end, previous.span.start + _OPENING))
        return previous.paragraph == count.sentence.paragraph and names_another(digest, start)
    if count.sentence.part != "Background" or _PLAN.search(count.before):
        return False
    return study().search(digest.prose, *count.sentence.span) is None


def _told(count: Headcount) -> tuple[Kind | None, str]:
    """Return what the words around the number say became of the people, and what stands behind those words."""
    if count.nobody:
        return _told_of_nobody(count)
    kind, rest = _told_behind(count, gap=False)
    if kind in ("planned", "screened"):
        return kind, rest
    if before("planned").search(count.before) and not (kind and _WHO.match(count.after)):
        return ("planned" if count.noun or kind or _OPEN.match(count.after) else None), rest
    if kind in (None, "analysed") and (before_kind := _told_before(count))[0]:
        return before_kind
    return (kind, rest) if kind or not count.noun else _told_behind(count, gap=True)


def _told_behind(count: Headcount, *, gap: bool) -> tuple[Kind | None, str]:
    after = count.after
    if not count.noun and (total := _OF.match(after)):
        return _told_of_total(after[total.end() :])
    for kind in _KINDS:
        match = behind(kind, gap=gap).match(after)
        if match and match[0].endswith("entered") and not _OPEN.match(after[match.end() :]):
            continue  # remission, an extension, another study
        if match and (count.noun or _is_passive(match[0], count, after[match.end() :])):
            return kind, after[match.end() :]
    return None, after


def _told_of_total(after: str) -> tuple[Kind | None, str]:
    """Return what became of the first number of `31 of the 240 who were needed had joined`."""
    clause = re.split(r"[;:()]|,(?!\d)", after)[0]
    for kind in _DONE:
        for match in behind(kind, gap=False).finditer(clause):
            if re.match(rf"\s(?:{AUXILIARY}|joined|took part|signed up)\b", match[0], re.IGNORECASE):
                return kind, clause[match.end() :]
    return None, after


def _is_passive(words: str, count: Headcount, rest: str) -> bool:
    """Tell whether a number without a noun is of people to whom it happened, not of sites that did it."""
    if count.number == 1 and not re.search(r"\b(?:only|just|a total of)\s$", count.before, re.IGNORECASE):
        return False
    if re.search(rf"\b(?:{AUXILIARY}|who|planned|needed|joined|took|taken|signed)\b", words, re.IGNORECASE):
        return True
    return re.match(r"\s?(?:$|[,.;:)])", rest) is not None


def _told_before(count: Headcount) -> tuple[Kind | None, str]:
    """Return what the words right before the number say became of the people, and what stands behind it."""
    after = count.after
    if not count.noun and not _OPEN.match(after):
        return None, after
    kinds: tuple[Kind, ...] = ("screened", "randomized", "analysed", "enrolled")
    for kind in kinds:
        if before(kind).search(count.before):
            return kind, after
    if not count.noun:
        return None, after
    told = (
        (before("study-of").search(count.before) and not _QUALIFIED.match(after.lstrip()))
        or (before("took-part").search(count.before) and is_study_subject(count.before))
        or (_is_end(count) and _ENDS.match(after))
    )
    return ("took-part" if told else None), after


def _is_end(count: Headcount) -> bool:
    """Tell whether the study ended with this number, or the sentence begins with it: `With 11 men, …`."""
    if before("ended-with").search(count.before):
        return True
    opened = re.fullmatch(r"(?i)\s{0,4}with\s(?:(?:its|only|just|a total of)\s){0,2}", count.before) is not None
    return opened and count.sentence.part != "Background"


def _told_of_nobody(count: Headcount) -> tuple[Kind | None, str]:
    """Return whether `nobody`, `no participants` or `anyone` is told to have been enrolled, and what stands behind."""
    word = count.words.lower()
    lead = re.search(r"(?i)\b(?:before|without|never)\b[^.,;]{0,25}\s$", count.before)
    if word.startswith("any") and not lead:
        return None, count.after
    for done in _LET_IN:
        match = behind(done, gap=False).match(count.after)
        rest = count.after[match.end() :] if match else count.after
        told = match or (before(done).search(count.before) and _OPEN.match(rest))
        if told and not spaced(
            r" (?:after|since|in(?!(?: the| this)? (?:study|trial))|into|from|over|under|with|during|beyond"
            r"|between|outside|for)\b"
        ).match(rest):
            return done, rest
    return None, count.after


def _opens_population(digest: Digest, count: Headcount) -> bool:
    """Tell whether the field Population begins with the number."""
    if count.sentence.field != "Population" or not count.noun or count.group == "unit":
        return False
    field = next((field for section in digest.sections for field in section.fields if field.name == "Population"), None)
    first = bool(field and field.paragraphs and field.paragraphs[0].span.start == count.sentence.span.start)
    return first and not re.sub(r"(?i)a total of|only|the|\W", "", count.before)


def _is_named(count: Headcount) -> bool:
    """Tell whether the number is that of people who are called the study's: `the 12 participants`, `in 45 children`."""
    if not count.noun or count.modifiers not in ("", "study", "enrolled", "trial", "study's"):
        return False
    if count.sentence.part == "title":
        return re.search(r"(?i)\b(?:in|among|of|with|for|after)\s$", count.before) is not None
    named = _NAMED.search(count.before)
    if not named or _SHARE_OF.search(count.before) or _QUALIFIED.match(count.after.lstrip()):
        return False
    loose = named["all"].lower().strip() in ("of", "among", "across")
    return not (loose and count.before[: named.start()].strip(" \n"))


def _is_indefinite(digest: Digest, count: Headcount) -> bool:
    """Tell whether `a study of 45 people` is the digest's own: not in Background, and not one that is wished for."""
    if not count.noun or count.modifiers or count.sentence.part in ("Background", "title"):
        return False
    lead = spaced(
        rf"\s{{0,4}}(?:a|one) (?:[\w-]{{1,20}} ){{0,3}}?{study_words()} (?:of|with|in|on|among) (?:(?:only|just) )?"
    )
    wished = lexicon_pattern("enrollment", "wished").search(digest.prose, *count.sentence.span)
    return lead.fullmatch(count.before) is not None and not wished
