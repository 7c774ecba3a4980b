"""Stop reasons: why the study was stopped, by the prose and by a record's words, as kinds that can be compared."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from digestlint.data import lexicon, lexicon_pattern
from digestlint.digest import Digest, Sentence
from digestlint.facts.endings import endings
from digestlint.facts.other_studies import names_another
from digestlint.facts.record_names import fold_words
from digestlint.facts.status import STOPPED
from digestlint.phrase_search import PhrasePattern, compile_phrases
from digestlint.span import Span

_BREAK = re.compile(
    r"[.;:—]|,\s(?:but|yet|although|though|whereas|who|leaving|preventing|precluding|so"
    r"|and (?:so|thus|no|its|the|nobody)|which\s(?:mean|limit|left|leave|prevent|preclud|make))|\s[–-]\s"
)
_COMMON = frozenset(
    "study trial was were the and for with from this that due has had not been stopped terminated early because patient"
    " participant".split()
)
_DULL = _COMMON | frozenset(
    "unacceptable frequency observed safety interest reason decision concern increased event adverse effect serious"
    " toxicity efficacy results result data long outcome outcomes clinical treatment".split()
)
_LONG = 5


@dataclass(frozen=True, slots=True)
class StopReason:
    """What the prose gives as a reason for the stop: where, in which sentence, and the kinds of reason that it is."""

    span: Span
    sentence: Sentence
    kinds: frozenset[str]


def stop_sentences(digest: Digest) -> tuple[Sentence, ...]:
    """Return the sentences that tell that the study was stopped, in order; those of the title stand first."""
    told = {ending.sentence.span for ending in digest.fact(endings) if ending.kind in STOPPED}
    words = (lexicon_pattern("status", "called_stopped"), _pattern("effects"))
    return tuple(
        sentence
        for sentence in digest.sentences
        if (sentence.span in told or any(each.search(digest.prose, *sentence.span) for each in words))
        and not names_another(digest, sentence.span)
    )


def stop_reasons(digest: Digest) -> tuple[StopReason, ...]:
    """Return the reasons for the stop that the prose gives, in order; one of no known kind has none."""
    found: list[StopReason] = []
    sentences = digest.sentences
    stops = {sentence.span for sentence in digest.fact(stop_sentences)}
    for i, sentence in enumerate(sentences):
        goes_on = i > 0 and sentences[i - 1].span in stops
        if sentence.span in stops or (goes_on and _pattern("continued").match(digest.prose, *sentence.span)):
            found += _reasons(digest, sentence)
    return tuple(found)


def kinds_of(text: str) -> frozenset[str]:
    """Return the kinds of reason that a text names, by their names in the lexicon (`safety`, `recruitment`, …)."""
    bare = _pattern("no_reason").sub(" ", text)
    return frozenset(kind for kind, pattern in _kinds().items() if pattern.search(bare))


def recorded_kinds(why_stopped: str) -> frozenset[str] | None:
    """Return the kinds of a record's reason; None where it says nothing."""
    text = " ".join(why_stopped.split()).strip(" .")
    if not text or _pattern("contentless").fullmatch(text) or _pattern("status_only").search(text):
        return None
    return kinds_of(text)


def shares_words(why_stopped: str, told: str) -> bool:
    """Tell whether two reasons have a longer word in common."""
    one, other = (
        {word for word in fold_words(text).words if len(word) >= _LONG and word not in _COMMON}
        for text in (_pattern("no_reason").sub(" ", why_stopped), told)
    )
    return bool(one & other)


def tells_harm(digest: Digest, why_stopped: str) -> bool:
    """Tell whether the prose speaks of harm, in general or with the record's words, where it tells of the stop."""
    sentences = digest.sentences
    stops = {sentence.span for sentence in digest.fact(stop_sentences)}
    telling = {word for word in fold_words(why_stopped).words if len(word) > _LONG and word not in _DULL}
    harm = compile_phrases(lexicon("stop-reason")["told"]["safety"])
    for i, sentence in enumerate(sentences):
        if not any(other.span in stops for other in sentences[max(0, i - 1) : i + 2]):
            continue
        words = sentence.span.of(digest.prose)
        if harm.search(_pattern("no_reason").sub(" ", words)) or telling & set(fold_words(words).words):
            return True
    return False


def _reasons(digest: Digest, sentence: Sentence) -> Iterator[StopReason]:
    text, end = digest.prose, sentence.span.end
    given = [_behind(text, match, end) for match in _pattern("openers").finditer(text, *sentence.span)]
    given += [Span(sentence.span.start, match.start()) for match in _pattern("effects").finditer(text, *sentence.span)]
    told = [
        StopReason(span, sentence, kinds_of(_with_opener(text, span, sentence)))
        for span in given
        if span.start < span.end
    ]
    known = [reason for reason in told if reason.kinds]
    if not known:
        known = [
            StopReason(Span(*match.span()), sentence, frozenset({"funding"}))
            for match in _pattern("agents").finditer(text, *sentence.span)
        ]
    yield from known or told[:1]


def _behind(text: str, opener: re.Match[str], end: int) -> Span:
    """Return what stands behind the words that open a reason; where nothing does, they are it ("for futility")."""
    rest = Span(opener.end(), _end(text, opener.end(), end))
    return rest if rest.of(text).strip() else Span(*opener.span())


def _with_opener(text: str, span: Span, sentence: Sentence) -> str:
    """Return a reason with the words that open it, which may be part of it (`after enrolling 5`, `for safety`)."""
    start = max(sentence.span.start, span.start - 40)
    opener = max((m.start() for m in _pattern("openers").finditer(text, start, span.start)), default=span.start)
    return text[opener : span.end]


def _end(text: str, start: int, end: int) -> int:
    stop = _BREAK.search(text, start, end)
    return stop.start() if stop else end


@functools.cache
def _pattern(key: str) -> PhrasePattern:
    return lexicon_pattern("stop-reason", key)


@functools.cache
def _kinds() -> dict[str, PhrasePattern]:
    return {kind: compile_phrases(phrases) for kind, phrases in lexicon("stop-reason")["kinds"].items()}
