"""Lists of terms: keywords and flags, whether separated by marks or, as on the page, by blanks alone."""

import re
from collections.abc import Callable, Iterator

from digestlint.span import Span
from digestlint.vocabulary import Vocabulary

_SEPARATOR = re.compile(r"[,;·|•]\s*|\n\s*(?:[-*•]\s+)?")
_QUOTED = "\"'“”‘’`"
_LONGEST = 5
LONGEST_LINE = 600
_FUNCTION_WORDS = frozenset("the of and or to in for with by was were is are that which this from as at on".split())


def split_terms(text: str, span: Span) -> list[Span]:
    """Return the places of the terms in `span` that commas, semicolons, points, bars or lines part."""
    found: list[Span] = []
    at = span.start
    for mark in _SEPARATOR.finditer(text, span.start, span.end):
        found.append(Span(at, mark.start()))
        at = mark.end()
    found.append(Span(at, span.end))
    return [term for term in (_trimmed(text, term) for term in found) if term.start < term.end]


def _trimmed(text: str, span: Span) -> Span:
    span = span.stripped(text)
    while span.start < span.end and text[span.start] in _QUOTED + "[":
        span = Span(span.start + 1, span.end)
    while span.start < span.end and text[span.end - 1] in _QUOTED + "].":
        span = Span(span.start, span.end - 1)
    return span


def part_words(
    text: str, span: Span, vocabulary: Vocabulary, mentioned: Callable[[str], bool]
) -> Iterator[tuple[Span, bool]]:
    """Yield the terms of a run of words that blanks alone part, each with whether it is a flag.

    A term is the longest that the vocabulary has; failing that, the longest that the digest itself mentions; what is
    left between two terms is one term.
    """
    words = [Span(*match.span()) for match in re.finditer(r"\S+", text[span.start : span.end])]
    words = [Span(word.start + span.start, word.end + span.start) for word in words]
    unknown: list[Span] = []
    at = 0
    while at < len(words):
        rest = [word.of(text) for word in words[at : at + 12]]
        flag = vocabulary.longest_prefix(rest, flags=True)
        count = flag or vocabulary.longest_prefix(rest, flags=False) or _longest_mentioned(rest, vocabulary, mentioned)
        if not count:
            unknown.append(words[at])
            at += 1
            continue
        if unknown:
            yield Span(unknown[0].start, unknown[-1].end), False
            unknown = []
        yield Span(words[at].start, words[at + count - 1].end), bool(flag)
        at += count
    if unknown:
        yield Span(unknown[0].start, unknown[-1].end), False


def _longest_mentioned(words: list[str], vocabulary: Vocabulary, mentioned: Callable[[str], bool]) -> int:
    """Return how many of the first words make up a term that the digest mentions, none of them a term's beginning."""
    reach = next((i for i in range(1, len(words)) if _begins_term(words[i:], vocabulary)), len(words))
    for count in range(min(reach, _LONGEST), 0, -1):
        if mentioned(" ".join(words[:count])):
            return count
    return 0


def _begins_term(words: list[str], vocabulary: Vocabulary) -> bool:
    return bool(vocabulary.longest_prefix(words, flags=True) or vocabulary.longest_prefix(words, flags=False))


def reads_like_terms(words: str, vocabulary: Vocabulary, *, before_source: bool) -> bool:
    """Tell whether a line is a keyword line: terms and flags, and no sentence.

    Such a line ends in no stop. It names a flag at its end, or terms of the vocabulary make up half of it; right above
    the source line it is enough that no word of it is one that only sentences need.
    """
    if not words or len(words) > LONGEST_LINE or words[-1] in ".!?:…,;" or ". " in words:
        return False
    split = words.split()
    known = sum(count for count in _known_runs(split, vocabulary))
    if known * 2 >= len(split) or any(_ends_with(words, flag) for flag in vocabulary.flags):
        return True
    return before_source and not _FUNCTION_WORDS & {word.casefold() for word in split} and not words[0].isupper()


def _ends_with(words: str, flag: str) -> bool:
    return " ".join(words.casefold().split()).endswith(" " + flag.casefold())


def _known_runs(words: list[str], vocabulary: Vocabulary) -> Iterator[int]:
    at = 0
    while at < len(words):
        rest = words[at : at + 12]
        count = vocabulary.longest_prefix(rest, flags=True) or vocabulary.longest_prefix(rest, flags=False)
        yield count
        at += count or 1
