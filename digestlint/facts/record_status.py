"""Status beside the record: which statuses of the registry a status that the prose gives would allow."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digestlint.data import lexicon_pattern
from digestlint.digest import Digest, Sentence
from digestlint.facts.endings import Ending, endings
from digestlint.facts.other_studies import names_another
from digestlint.facts.status import Status, StatusMention, said_statuses, status_mentions
from digestlint.span import Span

RUNNING = frozenset(("RECRUITING", "ENROLLING_BY_INVITATION", "ACTIVE_NOT_RECRUITING"))
_OPEN = frozenset(("RECRUITING", "ENROLLING_BY_INVITATION"))
_STOPPED = frozenset(("TERMINATED", "WITHDRAWN", "SUSPENDED"))
_ENDED = _STOPPED | {"COMPLETED"}
_TO_COME = frozenset(("NOT_YET_RECRUITING",))
_FINAL = frozenset(("TERMINATED", "WITHDRAWN"))
_SAID: Mapping[Status, tuple[str, frozenset[str]]] = {
    "completed": ("completed", frozenset({"COMPLETED"})),
    "ongoing": ("recruiting", _OPEN),
    "planned": ("not yet started", _TO_COME),
}
JUDGED = RUNNING | _ENDED | _TO_COME
"""The statuses of a record that say something which a digest can contradict."""


@dataclass(frozen=True, slots=True)
class ToldStatus:
    """A status that the prose gives the study: the words for it and the record's statuses that bear it out."""

    sentence: Sentence
    span: Span
    words: str
    allowed: frozenset[str]


def told_statuses(digest: Digest) -> tuple[ToldStatus, ...]:
    """Return the statuses that the prose gives the study, in order."""
    found = [
        _ended(digest, ending)
        for ending in digest.fact(endings)
        if not _is_of_people(digest, ending) and not _TO_BE.match(ending.span.of(digest.prose))
    ]
    said = digest.fact(said_statuses)
    said_spans = {mention.span for mention in said}
    for mention in digest.fact(status_mentions):
        if mention.span not in said_spans and mention.status in ("ongoing", "planned"):
            found += _running(digest, mention)
    found += [ToldStatus(mention.sentence, mention.span, *_SAID[mention.status]) for mention in said]
    return tuple(told for told in sorted(found, key=lambda told: told.span) if not _is_elsewhere(digest, told))


def _ended(digest: Digest, ending: Ending) -> ToldStatus:
    words = ending.span.of(digest.prose)
    verb = words[-60:]
    is_neutral = lexicon_pattern("record-status", "neutral_end").search(verb)
    behind = digest.prose[ending.span.end : min(ending.span.end + 30, ending.sentence.span.end)]
    is_early = lexicon_pattern("record-status", "early").search(verb + behind)
    is_planned = lexicon_pattern("record-status", "planned_end").search(verb + behind)
    if is_neutral and not is_early and not is_planned:
        return ToldStatus(ending.sentence, ending.span, "ended", _ENDED)
    if ending.kind == "completed":
        return ToldStatus(ending.sentence, ending.span, "completed", frozenset({"COMPLETED"}))
    is_final = lexicon_pattern("record-status", "final").search(verb)
    return ToldStatus(ending.sentence, ending.span, "stopped", _FINAL if is_final else _STOPPED)


def _is_of_people(digest: Digest, ending: Ending) -> bool:
    """Tell whether it is people who came to the end of the study: `12 people completed the study`."""
    words = ending.span.of(digest.prose)
    study = re.search(r"\b(?:completed|finished|concluded)\s+(?:the|this|their|its|our)\b", words, re.IGNORECASE)
    ahead = words[: study.start()] if study else ""
    return bool(ahead) and lexicon_pattern("record-status", "people").search(ahead) is not None


def _running(digest: Digest, mention: StatusMention) -> Iterator[ToldStatus]:
    sentence, span = mention.sentence, mention.span
    words = span.of(digest.prose)[-60:]
    if _IT_IS_PLANNED.search(words) and _TO_DO.match(digest.prose, span.end):
        return
    if lexicon_pattern("record-status", "unstarted").search(words):
        yield ToldStatus(sentence, span, "not yet started", _TO_COME)
    elif mention.status == "planned":
        return  # what it will do is told of studies that run as well
    elif lexicon_pattern("record-status", "recruiting").search(words):
        if not lexicon_pattern("record-status", "denied").search(words):
            yield ToldStatus(sentence, span, "recruiting", _OPEN)
    elif _ONGOING.search(words) and not lexicon_pattern("record-status", "denied").search(words):
        yield ToldStatus(sentence, span, "ongoing", RUNNING | (_TO_COME if _FUTURE.search(words) else frozenset()))


def _is_elsewhere(digest: Digest, told: ToldStatus) -> bool:
    return names_another(digest, Span(told.sentence.span.start, told.span.end))


_IT_IS_PLANNED = re.compile(r"\bit\s+is\s+planned$", re.IGNORECASE)
_TO_DO = re.compile(r"\s+(?:to|that)\b(?![^.;]{0,200}\b(?:start|open|beg[iau]n|launch|enrol|recruit))", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:expected|will|due|scheduled)\b", re.IGNORECASE)
_TO_BE = re.compile(
    r"\W*(?:once|when|until|if|as soon as|before|by the time)\b.*\b(?:is|are|has been)\b", re.IGNORECASE | re.DOTALL
)
_ONGOING = re.compile(
    r"\b(?:ongoing|under ?way|in progress|running|active|continues|still|open|expected|until|being|not|will)\b",
    re.IGNORECASE,
)
