"""Enrollment words: the patterns that tell what became of the people counted, and whether they are all."""

import functools
import re
from typing import Literal

from digestlint.data import lexicon, lexicon_lists
from digestlint.facts.headcounts import NUMBER, Headcount
from digestlint.facts.numbers import spaced
from digestlint.phrase_search import compile_phrases

Kind = Literal["planned", "screened", "enrolled", "took-part", "randomized", "analysed"]

AUXILIARY = "was|were|had|have|has|been|be|are|is|being"
_FILL = (
    r"(?: (?:only|just|a total of|in total|in all|as (?:few|many) as|altogether|merely|but|a mere|the|its|these"
    r"|all|no more than|exactly|some|another))"
    r"{0,2} $"
)
_GAP = (
    r"(?:,[^,;:.()]{1,60},)?(?: \([^()]{1,40}\))?"
    r"(?: (?:with|aged|from|of|in|at|between|over|under|living|suffering|affected|who|whose|without|awaiting"
    r"|having|undergoing|scheduled)\b"
    r"(?:(?!\b(?:died|dropped|left|withdrew|stopped|responded|improved|reported|group|arm|cohort|that|which"
    r"|could|would|will|when|because|after|before|until|and (?:was|were|had|has|is))\b)[^,;:.()—]){0,80}?)?"
)
_SITE_ENDS = spaced(r"(?:ed|only|just) $")
_SITE = spaced(
    rf"(?:\b(?:each|one|another|every|single|largest|second|other|third|first)\b[^,;.]{{0,40}}"
    rf"|\b{NUMBER}(?: of (?:them|these|those|the [\w-]+))?)"
    r" (?:had )?(?:enrolled|recruited|included|randomi[sz]ed) (?:only |just )?$"
)
_STAGE = spaced(
    r"\b(?:part|cohort|stage|group|arm|phase|period|step|wave|level) (?:\d|one|two|three|[a-d]\b)[^;.]{0,30}$"
    r"|\bin (?:the|its) (?:first|second|third|last|next|initial|opening|lead-in|run-in) [^;.]{1,40}$"
)
_THEM = spaced(r"\bof (?:them|these|those|whom)\b")
_OF_THEM = spaced(rf"\b(?:{NUMBER}|most|half|some|many|rest) of (?:them|these|those|whom)\b[^;.]{{0,80}}$")
_LIST_ENDS = spaced(r"(?:and|plus|,) $")
_SPLIT = spaced(rf"\band {NUMBER}(?: [\w-]{{1,20}}){{0,2}} (?:from|in|at|by)\b")
_LIMITED = spaced(
    r" (?:(?:in|at|from|near) (?:the )?(?-i:[A-Z])|in (?:\w+ )?(?:19|20)\d\d\b|from (?:the|an?|one|two|it|this)\b"
    r"|at (?:the|a|one)\b|by (?:then|the end|(?-i:[A-Z])))"
)
_BY = spaced(
    r"(?:^|[,;] ?)(?:by|until|up to|as of|at) (?:the end of |early |late |mid-?|then|that time|that point"
    r"|this point)?[\w ]{0,20}, ?(?:only |just )?$"
)
_ENDING = 16
"""How much of a text's end tells whether a pattern that ends with it, and is slow to fail, can match at all."""
_PEOPLE_NEXT = r"(?:[\w'’-]{1,25} ){0,4}?"
_IN_ANOTHER = spaced(
    r" (?:in|(?:in |into )?(?:the|an?|its|their|another)) (?!(?:the |this |our |its |a "
    r"|an )?(?:[\w’'-]{1,30} ){0,5}?(?:study|trial|registry|project|survey|investigation|experiment|research"
    r"|pilot)\b)"
    r"(?!(?:it|all|total|the end|early|late|mid|both|two|three|four|five|six|spring|summer|autumn|winter|fall"
    r"|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)\b)(?-i:[a-z])"
)
_TO = spaced(r" (?:to|into|for)\b")
_EITHER = spaced(r"\b(?:or|either|versus|vs\.?|one of|both|between|two|three|four|five|six|\d ?: ?\d)\b")


@functools.cache
def behind(kind: Kind, *, gap: bool) -> re.Pattern[str]:
    """Return the pattern of what stands behind a number of a kind; `gap`: with a phrase about the people between."""
    words = compile_phrases(lexicon("enrollment")["after"][kind], lexicon_lists("enrollment")).pattern
    return spaced(rf"{_GAP if gap else ''} {words}")


@functools.cache
def before(kind: str) -> re.Pattern[str]:
    """Return the pattern of what stands right before a number of a kind; it ends where the number begins."""
    words = compile_phrases(lexicon("enrollment")["before"][kind], lexicon_lists("enrollment")).pattern
    return spaced(rf"{words}{_FILL}")


@functools.cache
def study_words() -> str:
    """Return the pattern of the nouns for a study."""
    return compile_phrases(lexicon("enrollment")["lists"]["study"]).pattern


@functools.cache
def study() -> re.Pattern[str]:
    """Return the pattern of words for the digest's own study."""
    words = study_words()
    return spaced(rf"\b(?:this|the|the present|the current|our) (?:[\w'’/-]{{1,30}} ){{0,6}}?{words}")


def is_study_subject(text: str) -> bool:
    """Tell whether the study, or a pronoun for it, is the last thing before the verb that could have people."""
    return _subject().search(text) is not None


@functools.cache
def _subject() -> re.Pattern[str]:
    words = study_words()
    no_other = (
        r"(?:(?!\b(?:groups?|arms?|outcomes?|measures?|team|effects?|reasons?|stage|part|participants"
        r"|patients|people)\b)[^;.]){0,80}"
    )
    return spaced(rf"(?:(?:this|the|our|and) (?:[\w'’/-]{{1,30}} ){{0,6}}?{words}|\bit|\bwhich){no_other}$")


@functools.cache
def _part(key: str) -> re.Pattern[str]:
    words = compile_phrases(lexicon("enrollment")["part"][key], lexicon_lists("enrollment")).pattern
    return spaced(rf"{words},?{_FILL}" if key == "before" else words)


@functools.cache
def _listed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    people = "|".join(
        compile_phrases(words).pattern for name, words in lexicon("enrollment")["people"].items() if name != "generic"
    )
    counted = rf"{NUMBER} {_PEOPLE_NEXT}(?:{people}|patients|participants|people|volunteers|controls)"
    return spaced(rf"\b{counted}[^,;.]{{0,30}},? (?:and|plus|,) $"), spaced(
        rf"[^,;.()]{{0,30}},? (?:and|plus|or) {counted}"
    )


def is_part(count: Headcount, rest: str) -> bool:
    """Tell whether only a part of all is counted: an arm, a site, those who came later; `rest` follows the verb."""
    tail = re.split(r"[;:()]|,(?!\d)", rest)[0]
    ahead = re.split(r"[;:()]|,(?!\d)", count.after)[0]
    if count.modifiers and _part("mods").search(count.modifiers):
        return True
    if _SPLIT.search(tail) or _is_part_by(count.before) or (count.noun and _listed()[1].match(count.after)):
        return True
    if _part("right").match(count.after.lstrip()) or _part("right").match(rest.lstrip()) or _IN_ANOTHER.match(rest):
        return True
    inside = (ahead[: len(ahead) - len(tail)] if ahead.endswith(tail) else ahead, tail)
    return any(_part("after").search(text) and not _part("whole").search(text) for text in inside)


def _is_part_by(text: str) -> bool:
    """Tell whether what stands before a number makes it the number of a part."""
    near = text[-_ENDING:]
    return bool(
        _STAGE.search(text)
        or (_THEM.search(text) and _OF_THEM.search(text))
        or _part("before").search(text)
        or (_SITE_ENDS.search(near) and _SITE.search(text))
        or (_LIST_ENDS.search(near) and _listed()[0].search(text))
    )


def is_arm(rest: str) -> bool:
    """Tell whether those randomized are those of one arm: `randomized to the drug`, not `to the drug or placebo`."""
    tail = re.split(r"[;:.]|,(?!\d)", rest)[0]
    return _TO.match(tail) is not None and _EITHER.search(tail) is None and " and " not in tail


def is_limited(count: Headcount, rest: str) -> bool:
    """Tell whether words beside the number leave open whether all are counted: who, where, when, or only one."""
    about = count.after[: len(count.after) - len(rest)] if count.after.endswith(rest) else ""
    lone = count.number == 1 and not re.search(r"(?i)\b(?:only|just|single)\b", f"{count.before[-8:]} {count.words}")
    who = re.match(r"\s(?:with|from|aged|in|at|of(?!\s(?:\w+\s)?planned)|whose|living|suffering)\b", about) is not None
    return lone or who or _LIMITED.match(rest) is not None or _BY.search(count.before) is not None
