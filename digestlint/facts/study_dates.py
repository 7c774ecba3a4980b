"""Study dates: when the prose says that the study began and came to its end."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from digestlint.data import lexicon, lexicon_lists
from digestlint.digest import Digest, Sentence
from digestlint.facts.clauses import clauses
from digestlint.facts.endings import endings, predicate, subjects
from digestlint.facts.other_studies import names_another
from digestlint.facts.prose_dates import opening_date
from digestlint.partial_date import PartialDate
from digestlint.phrase_search import PhrasePattern, compile_phrases
from digestlint.span import Span

Kind = Literal["start", "end"]
_KINDS: tuple[Kind, ...] = ("start", "end")

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = rf"(?:{'|'.join(_MONTHS)}|{'|'.join(month[:3] for month in _MONTHS)}|sept)\.?"
_LEAD = (
    r"(?:(?:early|late|mid|spring|summer|autumn|fall|winter)(?:\s|-)(?:of\s)?|(?:the\s)?(?:end|beginning|start|middle|spring|summer"
    r"|autumn|fall|winter|month|year)\s(?:of\s)?)?"
)
_DATE = re.compile(
    rf"{_LEAD}(?P<date>(?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)\b|(?:(?:(?:the\s)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_MONTH})"
    rf"(?:\s+(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?(?=[\s,]))?,?\s+(?:of\s+)?)?(?P<year>(?:19|20)\d\d)(?![\d-]|\s(?:participants|patients|people)))",
    re.IGNORECASE,
)
_SAW = re.compile(
    rf"{_DATE.pattern}(?P<saw>\s+(?:(?:saw|marked)\s+the\s+(?:(?P<start>start|opening|launch|beginning)|end|close|closure"
    r"|completion|termination)\s+of\s+(?:the|this)\s+(?:study|trial|registry|project)"
    r"|as\s+(?:the|its)\s+(?:(?P<start_date>start)|(?:study\s|primary\s)?completion|end)\s+date))",
    re.IGNORECASE,
)
_TO_DATE = re.compile(
    r"(?:\s+as\s+(?:planned|scheduled|expected|intended))?(?:[\s,]+|\(|[^.;:()\d,]{0,40}?[\s,]+)?"
    r"(?:in|on|as of|as|effective|during|at|of|until|till|through|to|since|was"
    rf"|is|for|before|around)\s+(?:about\s)?(?={_LEAD}(?:(?:the\s)?\d|{_MONTH}))",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s*[,(]?\s*(?:on\s|in\s|of\s)?")
_CAUSE = re.compile(
    r"\b(?:because|after|due|following|when|owing|since|as(?!\s(?:planned|scheduled|expected|intended|of)\b)|while|who|which"
    r"|whose|that|before|until|by|with|from|between|and)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:\s+(?!from\b|between\b)[^\s.;:]{1,30}){0,8}?\s+(?:from|between)\s+", re.IGNORECASE)
_TO = re.compile(r"\s*(?:to|until|till|through|and|[-–—])\s*", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"(?:(?P<day>\d{{1,2}})\s)?(?P<month>{_MONTH})\b(?!\s+\d)", re.IGNORECASE)
_CUED = re.compile(r"\b(?:until|till|through|since|to|of|in|as|at|for|is|was|dated)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StudyDate:
    """A date that the prose gives: of the study's `start`, or of its `end` (stop or completion)."""

    span: Span
    sentence: Sentence
    kind: Kind
    when: PartialDate


def study_dates(digest: Digest) -> tuple[StudyDate, ...]:
    """Return the dates of start and end that the prose gives for the study, in order."""
    found: dict[Span, StudyDate] = {}
    for ending in digest.fact(endings):
        if ending.kind != "suspended":
            found |= _at(digest, ending.sentence, ending.span.end, "end") or _opening(
                digest, ending.sentence, ending.span.end, "end"
            )
    for sentence in digest.sentences:
        for kind in _KINDS:
            for end in _told(digest, sentence, kind):
                told = _at(digest, sentence, end, kind) or _opening(digest, sentence, end, kind)
                found |= {span: each for span, each in told.items() if span not in found}
        found |= {each.span: each for each in (*_ranges(digest, sentence), *_seen(digest, sentence))}
    own = (each for each in found.values() if not _is_elsewhere(digest, each))
    return tuple(sorted(own, key=lambda each: each.span))


def _told(digest: Digest, sentence: Sentence, kind: Kind) -> Iterator[int]:
    """Yield the ends of the words that say of the study that it began, or ended."""
    for start, end in _behind_subject(digest, sentence):
        if match := predicate(_said(kind), digest.prose, start, end):
            yield match.end()
    parts = clauses(digest.prose, sentence.span)
    opening = {sentence.span.start}
    opening |= {each.span.start for i, each in enumerate(parts) if i == 1 and subjects(digest.prose, parts[0].body)}
    for match in _of_something(kind).finditer(digest.prose, *sentence.span):
        opened = match.start() in opening
        if " " in match[0] or "'" in match[0] or "’" in match[0] or opened:
            yield match.end()


def _behind_subject(digest: Digest, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the places right behind the study as a subject, each with the end of its clause."""
    parts = clauses(digest.prose, sentence.span)
    for clause in parts:
        starts = subjects(digest.prose, clause.body)
        if clause is not parts[0] and subjects(digest.prose, parts[0].body):
            starts.append(clause.body.start)
        yield from ((start, sentence.span.end) for start in starts)
    if len(parts) > 1 and subjects(digest.prose, parts[1].body) and not subjects(digest.prose, parts[0].body):
        yield parts[0].body.start, parts[0].span.end  # "Conducted from 2016 to 2018, this trial …"


def _at(digest: Digest, sentence: Sentence, verb: int, kind: Kind) -> dict[Span, StudyDate]:
    """Return the date that stands behind a verb, in its clause and with nothing between that it could belong to."""
    text, end = digest.prose, sentence.span.end
    for lead in (_BARE, _TO_DATE):
        match = lead.match(text, verb, end)
        cued = lead is _TO_DATE or _CUED.search(text, max(sentence.span.start, verb - 8), verb)
        if match and (cued or match[0].strip()) and not _CAUSE.search(text, verb, match.end()):
            told = _date(text, match.end(), end)
            if told:
                return {told[0]: StudyDate(told[0], sentence, kind, told[1])}
    return {}


def _opening(digest: Digest, sentence: Sentence, verb: int, kind: Kind) -> dict[Span, StudyDate]:
    """Return the date before the subject of a verb where it opens the sentence ("In May 2019, the study began")."""
    starts = [sentence.span.start, *(c.span.start for c in clauses(digest.prose, sentence.span) if c.span.start < verb)]
    ahead = (Span(at, verb) for at in starts if not names_another(digest, Span(at, verb)))
    opening = next(filter(None, (opening_date(digest.prose, span) for span in ahead)), None)
    return {opening[0]: StudyDate(opening[0], sentence, kind, opening[1])} if opening else {}


def _seen(digest: Digest, sentence: Sentence) -> Iterator[StudyDate]:
    """Yield the date that `saw the start of the study`, or that the record gives `as the start date`."""
    for match in _SAW.finditer(digest.prose, *sentence.span):
        if told := _date(digest.prose, match.start(), match.start("saw")):
            yield StudyDate(told[0], sentence, "start" if match["start"] or match["start_date"] else "end", told[1])


def _ranges(digest: Digest, sentence: Sentence) -> Iterator[StudyDate]:
    """Yield start and end of a study that `ran from May 2019 to June 2020`."""
    text = digest.prose
    for start, end in _behind_subject(digest, sentence):
        verb = predicate(_range(), text, start, end)
        opened = _FROM.match(text, verb.end(), end) if verb else None
        if not opened:
            continue
        first = _date(text, opened.end(), end) or _month_only(text, opened.end(), end)
        to = _TO.match(text, first[0].end, end) if first else None
        last = _date(text, to.end(), end) if to else None
        if first and last:
            begun = first[1] if first[1].year else first[1]._replace(year=last[1].year)
            yield StudyDate(first[0], sentence, "start", begun)
            yield StudyDate(last[0], sentence, "end", last[1])


def _month_only(text: str, at: int, end: int) -> tuple[Span, PartialDate] | None:
    match = _MONTH_ONLY.match(text, at, end)
    return (Span(*match.span()), PartialDate(0, _number(match["month"]))) if match else None


def _date(text: str, at: int, end: int) -> tuple[Span, PartialDate] | None:
    """Return the date that stands at an offset, with its place."""
    match = _DATE.match(text, at, end)
    if not match:
        return None
    if match["iso"]:
        when = PartialDate(*(int(part) for part in match["iso"].split("-")))
    else:
        day = match["day"] or match["day_after"]
        when = PartialDate(
            int(match["year"]), _number(match["month"]) if match["month"] else None, int(day) if day else None
        )
    try:
        date(when.year, when.month or 1, when.day or 1)
    except ValueError:
        return None
    return Span(*match.span("date")), when


def _number(month: str) -> int:
    return next(i for i, name in enumerate(_MONTHS, start=1) if name.startswith(month[:3].casefold()))


def _is_elsewhere(digest: Digest, told: StudyDate) -> bool:
    return names_another(digest, Span(told.sentence.span.start, told.span.end))


@functools.cache
def _said(kind: Kind) -> PhrasePattern:
    entries = lexicon("study-dates")
    return compile_phrases(entries["phrases"][kind], lexicon_lists("study-dates"))


@functools.cache
def _range() -> PhrasePattern:
    entries = lexicon("study-dates")
    return compile_phrases(entries["phrases"]["range"], lexicon_lists("study-dates"))


@functools.cache
def _of_something(kind: Kind) -> PhrasePattern:
    entries = lexicon("study-dates")
    return compile_phrases(entries["told"][kind], lexicon_lists("study-dates"))
