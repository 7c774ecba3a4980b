"""Status: what the prose says of the study's own status, and of its results."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from digestlint.data import lexicon, lexicon_pattern
from digestlint.digest import Digest, Sentence
from digestlint.facts.clauses import clauses
from digestlint.facts.endings import endings, predicate, subjects
from digestlint.facts.other_studies import names_another, names_sister
from digestlint.facts.registry_record import registry_record
from digestlint.phrase_search import PhrasePattern, compile_phrases
from digestlint.span import Span

Status = Literal["stopped", "completed", "ongoing", "planned"]
_SAID: tuple[Literal["completed", "ongoing", "planned"], ...] = ("completed", "ongoing", "planned")
_FOR_ANOTHER = re.compile(r"\s+(?:for|to|into|in)\s+(?:an?|another)\b", re.IGNORECASE)
STOPPED = frozenset(("stopped", "withdrawn", "suspended"))


@dataclass(frozen=True, slots=True)
class StatusMention:
    """A place where the prose gives the study a status."""

    sentence: Sentence
    span: Span
    status: Status


def status_mentions(digest: Digest) -> tuple[StatusMention, ...]:
    """Return the places where title and prose give the study a status, in order."""
    found = [
        StatusMention(ending.sentence, ending.span, "stopped" if ending.kind in STOPPED else "completed")
        for ending in digest.fact(endings)
    ]
    for sentence in digest.sentences:
        found += _running(digest, sentence)
    return tuple(sorted((*found, *digest.fact(said_statuses)), key=lambda mention: mention.span))


def said_statuses(digest: Digest) -> tuple[StatusMention, ...]:
    """Return the places where the prose gives a status by words of which the study is no subject, in order."""
    return tuple(mention for sentence in digest.sentences for mention in _said(digest, sentence))


def _said(digest: Digest, sentence: Sentence) -> Iterator[StatusMention]:
    for status in _SAID:
        words = _said_pattern(status).search(digest.prose, *sentence.span)
        if (
            words
            and (
                status == "planned"
                or not lexicon_pattern("record-status", "denied").search(digest.prose, *words.span())
            )
            and not _FOR_ANOTHER.match(digest.prose, words.end(), sentence.span.end)
            and not names_another(digest, Span(sentence.span.start, words.end()))
        ):
            yield StatusMention(sentence, Span(*words.span()), status)


def is_stopped(digest: Digest) -> bool:
    """Tell whether the prose, or the registry's record, says that the study was stopped before its planned end."""
    record = digest.fact(registry_record)
    if record and record.is_stopped:
        return True
    return any(m.status == "stopped" for m in digest.fact(status_mentions)) or digest.fact(_is_called_stopped)


def _is_called_stopped(digest: Digest) -> bool:
    """Tell whether the title, or a phrase such as "Despite its termination", calls the study stopped."""
    pattern = lexicon_pattern("status", "called_stopped")
    return any(pattern.search(digest.prose, *sentence.span) for sentence in digest.sentences)


def is_running(digest: Digest) -> bool:
    """Tell whether the prose says that the study is under way or still to come."""
    return any(mention.status in ("ongoing", "planned") for mention in digest.fact(status_mentions))


def no_results(digest: Digest) -> tuple[Sentence, ...]:
    """Return the sentences that say that the study has no results at all, or none that are available."""
    pattern = lexicon_pattern("status", "no_results")
    excuse = lexicon_pattern("status", "not_no_results")
    return tuple(
        sentence
        for sentence in digest.sentences
        if sentence.part != "title"
        and pattern.search(digest.prose, *sentence.span)
        and not excuse.search(digest.prose, *sentence.span)
    )


def is_observational(digest: Digest) -> bool:
    """Tell whether tag line or prose describe an observational study."""
    tag = digest.tag_line.study_type if digest.tag_line else None
    if tag and re.search(
        r"observational|cohort|case-control|cross-sectional|registry", tag.of(digest.source.text), re.IGNORECASE
    ):
        return True
    pattern = lexicon_pattern("status", "observational")
    return any(pattern.search(digest.prose, *sentence.span) for sentence in digest.sentences)


def _running(digest: Digest, sentence: Sentence) -> Iterator[StatusMention]:
    may_tell = any(phrases.may_begin(digest.prose, *sentence.span) for _, phrases in _patterns())
    parts = clauses(digest.prose, sentence.span) if may_tell else ()
    for clause in parts:
        starts = subjects(digest.prose, clause.body)
        if clause is not parts[0] and subjects(digest.prose, parts[0].body):
            starts.append(clause.body.start)
        for start in starts:
            for status, pattern in _patterns():
                match = predicate(pattern, digest.prose, start, clause.span.end)
                if match and not names_sister(digest, Span(clause.span.start, match.end())):
                    yield StatusMention(sentence, Span(clause.span.start, match.end()), status)
                    return


@functools.cache
def _said_pattern(status: Literal["completed", "ongoing", "planned"]) -> PhrasePattern:
    return compile_phrases(lexicon("record-status")["told"][status])


@functools.cache
def _patterns() -> tuple[tuple[Status, PhrasePattern], ...]:
    entries = lexicon("ending")["running"]
    return (("planned", compile_phrases(entries["planned"])), ("ongoing", compile_phrases(entries["ongoing"])))
