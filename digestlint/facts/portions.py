"""Portions: the percentages that say how many people or events, not by how much something changed."""

import functools
import itertools
import re

from digestlint.data import lexicon_pattern
from digestlint.digest import Digest
from digestlint.facts.numbers import Percentage, placed_percentages, spaced
from digestlint.facts.shares import shares

_ABOUT = r"(?:(?:about|nearly|roughly|some|only|almost|approximately|another|a further|as many as) )?"
_WORD = r"(?!(?:in|at|for|with|on|by|after|from|than|among|during)\b)[\w-]{1,20}"
_FREE = spaced(
    r"(?:^|[,;:—(–] ?|\b(?:and|but|that|while|whereas|whom|which|with|or|or to|versus|vs\.?|then|also"
    rf"|participants|patients|group|arm|total of|overall) ){_ABOUT}$"
)
_INDEED = r" (?:(?:also|then|each|again|all|still|had|have|were|was) )?"
_STARTED = spaced(rf"\b(?:in|among|by|for|of whom|affecting|affected|^|,|and|versus|vs\.?) {_ABOUT}$")
_COMPARED = re.compile(r"(?:control|placebo|comparison|comparator|reference|untreated|healthy)\b", re.IGNORECASE)
_THOSE = spaced(
    r" of (?:the )?(?:those|them|whom|us|everyone|all)\b"
    r"(?! (?:seen|measured|found|observed|recorded|of|at|before|for|from|levels?|values?)\b)(?! in (?!the|each"
    r"|both|either|this|that)\b)"
)
_ENDS = spaced(r"\s?(?:$|[.,;()]|(?:of|with|on|versus|vs\.?|and|after|at|in|who|among|compared|given|while|but) )")
_NEAR, _WORDS_FAR, _FAR = 60, 120, 240
_MOST = 60
"""So many impossible percentages of a sentence are looked at: none has more that is not made to cost time."""
_BRACKET = re.compile(r"^\s?[),;]")


def _words(key: str) -> str:
    return lexicon_pattern("numbers", key).pattern


@functools.cache
def _measure() -> re.Pattern[str]:
    return spaced(
        rf" (?:of|above|below|over|than) (?:(?:the|their|its|an?|his|her|what) )?(?:[\w-]{{1,20}}"
        rf" ){{0,2}}?{_words('measures')}"
    )


@functools.cache
def _change_after() -> re.Pattern[str]:
    return spaced(
        rf"(?: |-)(?:(?!(?:of|had|were|have|with|in|on|at|the|for|by|and|after|among|or)\b)[\w-]{{1,20}}"
        rf" ){{0,2}}?{_words('changes')}"
    )


@functools.cache
def _change_before() -> re.Pattern[str]:
    return spaced(rf"{_words('changes')}(?: (?!in\b|among\b)[^\s,;()]{{1,20}}){{0,4}} $")


@functools.cache
def _changed_by() -> re.Pattern[str]:
    return spaced(rf"{_words('changes')}(?: [^\s,;()]{{1,20}}){{0,2}} (?:by|of) {_ABOUT}$")


@functools.cache
def _of_people() -> re.Pattern[str]:
    return spaced(
        rf" of (?:(?:the|all|these|those|our|their|both|its|enrolled|treated) ){{0,2}}(?P<who>(?:{_WORD}"
        rf" ){{0,4}}?{_words('people')})(?!['’])"
    )


@functools.cache
def _did() -> re.Pattern[str]:
    return spaced(rf"{_INDEED}{_words('share-verbs')}")


@functools.cache
def _lead() -> re.Pattern[str]:
    return spaced(rf"{_words('share-leads')} {_ABOUT}$")


@functools.cache
def _rate_before() -> re.Pattern[str]:
    return spaced(
        rf"{_words('rates')}(?: (?!advantage|benefit|gain)[^\s,.;()]{{1,20}}){{0,6}} ?(?:was|of|were|:|reached|="
        rf"|is|at|stood at|came to) {_ABOUT}$"
    )


@functools.cache
def _rate_after() -> re.Pattern[str]:
    return spaced(rf" {_words('rates')}(?! (?:advantage|benefit|gain|difference|ratio))")


def portions(digest: Digest) -> tuple[Percentage, ...]:
    """Return each percentage over 100 or below 0 that is a share of people or events by the words around it."""
    counted = {share.percent.span for share in digest.fact(shares)}
    found: list[Percentage] = []
    for sentence in digest.sentences:
        inside = digest.fact(placed_percentages).inside(sentence.span)
        impossible = (percentage for percentage in inside if not 0 <= percentage.number.value <= 100)  # noqa: PLR2004
        for percentage in itertools.islice(impossible, _MOST):
            before = digest.prose[max(sentence.span.start, percentage.span.start - _FAR) : percentage.span.start]
            after = digest.prose[percentage.span.end : min(sentence.span.end, percentage.span.end + _FAR)]
            found += [percentage] if _is_portion(before, after, counted=percentage.number.span in counted) else []
    return tuple(found)


def _is_portion(before: str, after: str, *, counted: bool) -> bool:
    """Tell from the text of its sentence before and after a percentage whether it counts people or events."""
    plans = lexicon_pattern("numbers", "plans")
    if plans.search(before[-80:]) or plans.search(after[:80]) or _measure().match(after):
        return False
    if counted or (_did().match(after) and _ends(before, _FREE, _NEAR)):
        return True
    led = _ends(before, _lead(), _NEAR)
    if _of_people().match(after) or _THOSE.match(after):
        return (led or not _ends(before, _changed_by(), _WORDS_FAR)) and not _is_level(before, after)
    if _change_after().match(after) or (not led and _ends(before, _change_before(), _WORDS_FAR)):
        return False
    return _ENDS.match(after) is not None if led else _is_told_of_people(before, after)


def _ends(text: str, pattern: re.Pattern[str], most: int) -> bool:
    """Tell whether a text ends as a pattern says, of which no match is longer than `most` characters."""
    return pattern.search(text, max(0, len(text) - most)) is not None


def _is_told_of_people(before: str, after: str) -> bool:
    """Tell whether a percentage without a noun of its own is of people, by what leads to it."""
    if _ends(before, _rate_before(), _FAR) or _rate_after().match(after):
        return True
    told = lexicon_pattern("numbers", "complaints").search(before[-60:])
    return bool(told and before.endswith("(") and _BRACKET.match(after))


def _is_level(before: str, after: str) -> bool:
    """Tell whether the percentage compares with a group (`reached 120% of the placebo group`)."""
    who = _of_people().match(after)
    return bool(who and _COMPARED.match(who["who"]) and not _ends(before, _STARTED, _NEAR))
