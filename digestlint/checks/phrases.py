"""Phrases that must not stand in the prose."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.published import quotations, unread
from digestlint.phrase_search import PhrasePattern, compile_checked
from digestlint.span import Span


@dataclass(frozen=True, slots=True)
class Phrases:
    """`phrases` are looked for in `within` (title, section names; empty: everywhere), not inside `except_` phrases.

    `lists` are the phrases that `<name>` stands for. `once` reports the first of a sentence alone; without `quoted`
    what stands between quotation marks is passed over; with `unread` also the lines that are no part of the digest
    are looked at, as a greeting above it. Where there are many phrases, `cues` are words of which each phrase has one,
    so that a sentence without any need not be searched.
    """

    phrases: tuple[str, ...]
    except_: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    once: bool = False
    quoted: bool = True
    unread: bool = False
    cues: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise PhraseError, a ValueError, for a phrase that is not well formed."""
        for phrases in (self.phrases, self.except_):
            if phrases:
                _compiled(phrases, tuple(self.lists.items()))


def find_phrases(digest: Digest, params: Phrases) -> Iterator[Finding]:
    """Report each phrase at its words; the longest of those that begin at one place."""
    pattern = _compiled(params.phrases, tuple(params.lists.items()))
    excuse = _compiled(params.except_, tuple(params.lists.items())) if params.except_ else None
    cues = _compiled(params.cues, ()) if params.cues else None
    quoted = () if params.quoted else digest.fact(quotations)
    for text, stretch in _stretches(digest, params):
        if cues and not cues.search(text, *stretch):
            continue
        matches = [Span(*match.span()) for match in pattern.finditer(text, *stretch)]
        excused = [Span(*match.span()) for match in excuse.finditer(text, *stretch)] if excuse and matches else []
        for span in _apart(matches, sorted((*excused, *quoted)) if matches else ()):
            yield Finding(span, {"words": digest.text(span)})
            if params.once:
                break


def _apart(spans: Iterable[Span], others: Sequence[Span]) -> Iterator[Span]:
    """Yield those of `spans` that overlap none of `others`; both are in order."""
    at = 0
    for span in spans:
        while at < len(others) and others[at].end <= span.start:
            at += 1
        if at == len(others) or others[at].start >= span.end:
            yield span


def _stretches(digest: Digest, params: Phrases) -> Iterator[tuple[str, Span]]:
    """Yield each sentence, then each line that is no part, with the text that it is looked for in."""
    wanted = {name.casefold() for name in params.within}
    for sentence in digest.sentences:
        if not wanted or (sentence.part or "").casefold() in wanted:
            yield digest.prose, sentence.span
    if params.unread:
        text = digest.fact(unread)
        for line in re.finditer(r"[^\n]+", text):
            if not line[0].isspace():
                yield text, Span(*line.span()).stripped(text)


@functools.cache
def _compiled(phrases: tuple[str, ...], lists: tuple[tuple[str, tuple[str, ...]], ...]) -> PhrasePattern:
    return compile_checked(phrases, dict(lists))
