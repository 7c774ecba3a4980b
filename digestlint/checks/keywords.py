"""Keywords, flags and topic as words: mentioned in the text, known, and named once."""

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.mentions import mentions
from digestlint.rule import NoParams
from digestlint.span import Span
from digestlint.vocabulary import fold

_NEAR = 70
"""The likeness, of 100, from which an unknown flag is taken for a slip of a known one."""


def keyword_not_mentioned(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each keyword that the text names neither by itself nor by a synonym; one that comes twice, once."""
    mentioned = digest.fact(mentions)
    for keyword in _first_of_each(digest, digest.keywords):
        if not mentioned(digest.text(keyword)):
            yield Finding(keyword, {"keyword": digest.text(keyword)})


def topic_not_mentioned(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report the topic of the tag line where the text names neither it nor a synonym of it."""
    topic = digest.tag_line.topic if digest.tag_line else None
    if topic and not digest.fact(mentions)(digest.text(topic)):
        yield Finding(topic, {"topic": digest.text(topic)})


def duplicate_keyword(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report a keyword, and a flag, each time that it comes again."""
    for terms in (digest.keywords, digest.flags):
        first = set(_first_of_each(digest, terms))
        for term in terms:
            if term not in first:
                yield Finding(term, {"term": digest.text(term)})


def unknown_flag(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each flag of a list of flags that the vocabulary does not have, and the known one that it resembles."""
    known = digest.vocabulary.flags
    for flag in digest.flags if digest.flags_listed else ():
        words = digest.text(flag)
        if not digest.vocabulary.knows_flag(words):
            near = process.extractOne(fold(words), known, scorer=fuzz.ratio, score_cutoff=_NEAR, processor=fold)
            hint = f"did you mean `{near[0]}`?" if near else f"it has {', '.join(f'`{name}`' for name in known)}"
            yield Finding(flag, {"flag": words, "hint": hint})


def _first_of_each(digest: Digest, terms: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the terms without those that came before, case and spacing aside."""
    return tuple({fold(digest.text(term)): term for term in reversed(terms)}.values())[::-1]
