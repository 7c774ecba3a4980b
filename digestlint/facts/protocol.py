"""Protocol: concrete elements of how the intervention is given, that is routes, schedules and lengths of treatment."""

import re
from collections.abc import Iterator

from digestlint.data import lexicon_pattern
from digestlint.digest import Digest, Sentence
from digestlint.facts.evidence import Evidence, Role, is_about_this_study, is_of_others, names_intervention, role
from digestlint.span import Span

_BEFORE, _AFTER = 60, 40
_CLAUSE = re.compile(r";|,\s(?:and|then|but|or)\b|\bthen\b|\bfollowed by\b")


def protocol_elements(digest: Digest) -> tuple[Evidence, ...]:
    """Return the routes, schedules and lengths of treatment that the prose states, and those that may be such."""
    return tuple(evidence for sentence in digest.sentences for evidence in elements_in(digest, sentence))


def elements_in(digest: Digest, sentence: Sentence) -> Iterator[Evidence]:
    """Yield the routes, schedules and lengths of treatment that a sentence states, and those that may be such."""
    place = role(sentence)
    if place == "intervention":
        yield from _in_intervention(digest, sentence)
    elif place in ("results", "other") or (place == "background" and is_about_this_study(digest, sentence)):
        yield from _when_told(digest, sentence, place)
    elif place is not None:
        yield from _when_introduced(digest, sentence, place)


def _in_intervention(digest: Digest, sentence: Sentence) -> Iterator[Evidence]:
    """Yield what the Intervention field says: any route, and each time that is not one of watching."""
    for span in _found(digest, sentence.span, "routes", "not-routes"):
        yield Evidence(span, sentence, strong=True)
    for key in ("schedules", "lengths"):
        for span in _found(digest, sentence.span, key, "not-schedules"):
            if not _is_watching(digest, sentence, span):
                yield Evidence(span, sentence, not _is_measuring(digest, sentence, span))
    for span in _found(digest, sentence.span, "routes-weak", "not-routes"):
        yield Evidence(span, sentence, strong=False)


def _when_introduced(digest: Digest, sentence: Sentence, place: Role) -> Iterator[Evidence]:
    """Yield what Background, Population and Outcome may say of the intervention; they speak of other drugs too."""
    named = names_intervention(digest, sentence)
    if named:
        for span in _found(digest, sentence.span, "routes", "not-routes"):
            yield Evidence(span, sentence, strong=False)
    if named or place == "outcome":
        for span in _found(digest, sentence.span, "lengths-told", "not-schedules"):
            yield Evidence(span, sentence, strong=False)


def _when_told(digest: Digest, sentence: Sentence, place: Role) -> Iterator[Evidence]:
    """Yield what Results say of the giving, and what later sections may; most times there are those of an outcome."""
    given = _matches(digest, sentence.span, "giving")
    sure = bool(given) and place != "other" and not is_of_others(digest, sentence)
    for span in _found(digest, sentence.span, "routes", "not-routes"):
        yield Evidence(span, sentence, sure)
    for key in ("schedules", "lengths-told"):
        for span in _found(digest, sentence.span, key, "not-schedules"):
            near = key == "lengths-told" or any(0 <= span.start - verb.end <= _BEFORE for verb in given)
            if near and not _is_watching(digest, sentence, span):
                yield Evidence(span, sentence, sure and not _is_measuring(digest, sentence, span))


def _found(digest: Digest, within: Span, key: str, excuse: str) -> Iterator[Span]:
    excused = _matches(digest, within, excuse)
    for span in _matches(digest, within, key):
        if not any(span.overlaps(other) for other in excused):
            yield span


def _matches(digest: Digest, within: Span, key: str) -> list[Span]:
    return [Span(*match.span()) for match in lexicon_pattern("protocol", key).finditer(digest.prose, *within)]


def _is_watching(digest: Digest, sentence: Sentence, span: Span) -> bool:
    """Tell whether a time is that of follow-up, recruitment, age or disease."""
    after = digest.prose[span.end : min(sentence.span.end, span.end + _AFTER)].lstrip()
    words = " ".join(digest.prose[span.start : span.end].split())
    if lexicon_pattern("protocol", "watching-after").match(after):
        return True
    before = _before(digest, sentence, span)
    return lexicon_pattern("protocol", "watching").search(f"{before} {words}") is not None


def _is_measuring(digest: Digest, sentence: Sentence, span: Span) -> bool:
    return lexicon_pattern("protocol", "measuring").search(_before(digest, sentence, span)) is not None


def _before(digest: Digest, sentence: Sentence, span: Span) -> str:
    """Return the words of the clause that stand before `span`."""
    before = digest.prose[max(sentence.span.start, span.start - _BEFORE) : span.start]
    return " ".join(_CLAUSE.split(before)[-1].split())
