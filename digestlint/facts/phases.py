"""Phases: which phase of drug development the prose gives to the digest's own study, and where."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from digestlint.data import lexicon_pattern
from digestlint.digest import Digest, Sentence
from digestlint.facts.clauses import clauses
from digestlint.facts.other_studies import placed_foreign_ids
from digestlint.phrases import fold
from digestlint.span import Span

_NUMERAL = r"(?:[0-4]|iv|i{1,3}|one|two|three|four)[abc]?"
_PHASE = re.compile(
    rf"(?<![\w-])(?P<early>early[\s-]{{1,3}})?phase[\s‐‑-]{{0,3}}(?P<first>{_NUMERAL})(?!\w)"
    rf"(?:\s{{0,2}}(?:[/‐‑–&-]|and|to)\s{{0,2}}(?:phase[\s‐‑-]{{0,3}})?(?P<second>{_NUMERAL})(?!\w))?(?!\.\d)",
    re.IGNORECASE,
)
_NUMBERS = {"0": 0, "1": 1, "i": 1, "one": 1, "2": 2, "ii": 2, "two": 2, "3": 3, "iii": 3, "three": 3}
_NUMBERS |= {"4": 4, "iv": 4, "four": 4}
_MODIFIER = (
    r"(?!(?:of|in|to|for|by|with|from|on|at|and|or|as|that|which|who|was|were|is|are|has|had|have|this|the|an?"
    r"|its|after"
    r"|before|than|but|part|portion|component|dose|doses)(?![\w-]))[^\s,;:.()]{1,30}"
)
_STUDY_BEHIND = rf"\)?(?:[\s,]{{1,4}}{_MODIFIER}){{0,9}}?[\s,]{{1,4}}(?:and\s)?(?P<study>"
_DETERMINER = re.compile(
    rf"(?<![\w'’-])(?P<determiner>this|the|our|an?|that|these|those|another|any|each|every|such|no|one|its"
    rf"|their|his|her)"
    rf"(?P<modifiers>(?:[\s,]{{1,4}}{_MODIFIER}){{0,7}}?)[\s,(]{{0,4}}$",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:unlike|than|compared (?:with|to)|who (?:had )?(?:completed|finished)|who had [^,;.]{0,30}\b(?:in|into)"
    r"|(?:people|patients|participants|children|adults|those|volunteers|subjects|men|women) (?:coming "
    r"|entering )?from)\s$",
    re.IGNORECASE,
)
_SUBJECT = (
    r"(?:\b(?:it|this|theirs|ours|which|and)|\b(?:the|this|our)\s(?:[\w'’-]{1,30}\s){0,4}?STUDY(?:\s?\([^()]{1,60}\))?)"
)
_LIKE_THIS = re.compile(r"\slike\sthis\b", re.IGNORECASE)
_OF_THEM = re.compile(
    r"(?P<go>\s(?:trials|studies)\sgo\b)|\s(?:trials|studies)\s(?:such as|like)\sthis\b", re.IGNORECASE
)
"""Behind "As Phase 2 trials go", or "Phase 2 studies such as this one", which say that this is one."""

_NEAR = 2
_WINDOW = 250
_NEAR_ID = 25


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase that the prose gives to the study: the span names it, `phases` are its numbers (early phase 1 is 0)."""

    span: Span
    sentence: Sentence
    phases: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Mention:
    """A phase in the text and what stands around it: the text next to it in its sentence, its clause."""

    digest: Digest
    sentence: Sentence
    span: Span
    before: str
    behind: str
    clause: Span


def phases(digest: Digest) -> tuple[Phase, ...]:
    """Return each phase that the prose gives to the digest's own study, in order."""
    found: list[Phase] = []
    others: dict[frozenset[int], int] = {}
    for i, sentence in enumerate(digest.sentences):
        for mention, numbers in _mentions(digest, sentence):
            again = i - others.get(numbers, -_NEAR - 1) <= _NEAR
            if _is_own(mention, again=again):
                found.append(Phase(mention.span, sentence, numbers))
            else:
                others[numbers] = i
    return tuple(found)


def _mentions(digest: Digest, sentence: Sentence) -> Iterator[tuple[_Mention, frozenset[int]]]:
    for match in _PHASE.finditer(digest.prose, *sentence.span):
        span = Span(*match.span())
        parts = [clause.span for clause in clauses(digest.prose, sentence.span) if clause.span.overlaps(span)]
        clause = Span(parts[0].start, parts[-1].end) if parts else sentence.span
        before = digest.prose[max(sentence.span.start, span.start - _WINDOW) : span.start]
        behind = digest.prose[span.end : min(sentence.span.end, span.end + _WINDOW)]
        yield _Mention(digest, sentence, span, before, behind, clause), _numbers(match)


def _numbers(match: re.Match[str]) -> frozenset[int]:
    """Return the phases that a match names: `Phase 1b/2` is of 1 and 2, `early Phase 1` is 0."""
    if match["early"]:
        return frozenset({0})
    numerals = [fold(numeral) for numeral in (match["first"], match["second"]) if numeral]
    return frozenset(_NUMBERS[numeral if numeral in _NUMBERS else numeral[:-1]] for numeral in numerals)


def _is_own(mention: _Mention, *, again: bool) -> bool:
    """Tell whether the phase is the study's own; `again`: the same phase has just been named as another study's."""
    study = _study_behind().match(mention.behind)
    if not study:
        of_them = _OF_THEM.match(mention.behind)
        is_one = of_them and (not of_them["go"] or mention.before.lower().endswith("as "))
        return bool(is_one) or _is_told(mention)
    rest = mention.behind[study.end() :]
    determiner = _DETERMINER.search(mention.before)
    word = determiner["determiner"].lower() if determiner else ""
    modifiers = determiner["modifiers"] if determiner else ""
    own = f"{modifiers} {study[0]}"
    named = _others().search(own) or "'s" in modifiers.replace("’", "'")
    if _is_behind(rest) or (word not in ("this", "our") and _has_another_id(mention, len(study[0]))):
        return False
    if word in ("this", "our") or _LIKE_THIS.match(rest):
        return True
    if word in ("a", "an"):
        return _is_introduced(mention, determiner, named=bool(named), again=again)
    if word == "the":
        return not again and not named and not _is_pluperfect(mention, rest) and not _is_entry(mention, determiner)
    return not word and not again and not named and _is_label(mention)


def _has_another_id(mention: _Mention, length: int) -> bool:
    """Tell whether the clause, or what stands right behind the study's noun, has the ID of another record."""
    noun = mention.span.end + length
    near = Span(noun, noun + _NEAR_ID)
    others = mention.digest.fact(placed_foreign_ids)
    return bool(others.inside(mention.clause) or others.meeting(near))


def _is_behind(rest: str) -> bool:
    """Tell whether what follows the study's noun makes it another, or none: `trial that followed`, `trial results`."""
    keys = ("no-study", "others-behind")
    return any(lexicon_pattern("phase", key).match(rest[:60].lstrip(" ,(")) for key in keys)


def _is_pluperfect(mention: _Mention, rest: str) -> bool:
    """Tell whether Background looks back on the findings of the study: then it is not this one."""
    looks_back = re.match(
        r"\s(?:\([^()]{1,60}\)\s)?had\s(?:already\s)?(?!enrol|recruit|been\s(?:term|stop|with))", rest
    )
    return mention.sentence.part == "Background" and looks_back is not None


def _is_entry(mention: _Mention, determiner: re.Match[str] | None) -> bool:
    """Tell whether the people had been in that study before they came into this one, or it is set against this one."""
    before = mention.before[: determiner.start()] if determiner else mention.before
    entered = re.search(
        r"\b(?:complet\w+|finish\w+|took part in|taken part in|participated in|in|from|left|after)\s$", before
    )
    if mention.sentence.field == "Population" and entered:
        return True
    return _COMING.search(before) is not None


def _is_introduced(mention: _Mention, determiner: re.Match[str] | None, *, named: bool, again: bool) -> bool:
    """Tell whether `a Phase 2 trial` is what the digest's own study is, or where its drug was tried."""
    before = mention.before[: determiner.start()] if determiner else mention.before
    if not named and (_says_what_it_is().search(before) or re.fullmatch(r"(?i)\s{0,4}(?:as|being)\s{1,4}", before)):
        return True
    if named or again or lexicon_pattern("phase", "unreal").search(mention.digest.prose, *mention.clause):
        return False
    if mention.sentence.part == "title":
        return True
    if mention.sentence.part == "Background":
        return _led_by("ran").search(before) is not None
    if _led_by("tried").search(before):
        return True
    return not before.strip() and mention.sentence.part != "Why It Matters"


def _is_label(mention: _Mention) -> bool:
    """Tell whether the phase stands without an article: in a title or at the head of a field."""
    if lexicon_pattern("phase", "unreal").search(mention.digest.prose, *mention.clause):
        return False
    return mention.sentence.part == "title" or not _words(mention.before)


def _is_told(mention: _Mention) -> bool:
    """Tell whether the phase is told of the study without a word for it behind: `the trial, classed as Phase 2, …`."""
    rest = mention.behind.lstrip()
    if rest and rest[0] not in ",.;:)—–" and not re.match(r"and\b|but\b|when\b|because\b", rest):
        return False
    if _others().search(mention.digest.prose, *mention.clause):
        return False
    if not _words(mention.before):
        return mention.sentence.field is not None
    return _told().search(mention.before) is not None


def _words(text: str) -> str:
    return text.strip(" \n\t\"'“‘(*_-–")


@functools.cache
def _others() -> re.Pattern[str]:
    """Return the words for another study; not those that open a compound, as in `first-in-human`."""
    return re.compile(rf"{lexicon_pattern('phase', 'others').pattern}(?![‐‑-])", re.IGNORECASE)


@functools.cache
def _study_behind() -> re.Pattern[str]:
    studies = lexicon_pattern("phase", "studies").pattern
    return re.compile(rf"{_STUDY_BEHIND}{studies})", re.IGNORECASE)


@functools.cache
def _says_what_it_is() -> re.Pattern[str]:
    subject = _SUBJECT.replace("STUDY", lexicon_pattern("phase", "studies").pattern)
    link = (
        r"(?:,|(?:is|was|were|has been)(?:\s(?:only|just|itself|also|designed as|run as|described as"
        r"|classified as|conducted as|registered as|set up as|planned as))?)"
    )
    return re.compile(rf"{subject}\s{{0,4}}{link}\s{{1,4}}$", re.IGNORECASE)


@functools.cache
def _led_by(key: str) -> re.Pattern[str]:
    return re.compile(rf"{lexicon_pattern('phase', key).pattern}\s{{1,4}}$", re.IGNORECASE)


@functools.cache
def _told() -> re.Pattern[str]:
    subject = _SUBJECT.replace("STUDY", lexicon_pattern("phase", "studies").pattern).replace("which|and", "which")
    link = rf"(?:[\s,(]{{1,4}}{lexicon_pattern('phase', 'told').pattern}){{0,5}}[\s,(]{{1,4}}"
    return re.compile(rf"{subject}{link}$", re.IGNORECASE)
