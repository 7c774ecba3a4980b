"""The search for phrases in a text: patterns with the methods of a compiled regular expression."""

import bisect
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from digestlint.phrase_regex import regex
from digestlint.phrase_tree import Choice
from digestlint.phrase_walk import endings
from digestlint.phrase_words import Begun, Ends, Words, begin
from digestlint.phrases import check_phrases, require

Lists = Mapping[str, Choice]
"""The phrases that `<name>` stands for, by the name."""

_SPAN = re.compile(".*", re.DOTALL)
"""Matches what stands between two places, for callers that expect the match of a regular expression."""


@functools.lru_cache(maxsize=256)
def _words(text: str) -> Words:
    return Words(text)


def number_places(text: str, *besides: str) -> list[int]:
    """Return where in a text, in order, words stand that begin with a number, or with one of `besides`."""
    words = _words(text)
    return words.where(words.numerals.union(word for word in words.all if word.startswith(besides)))


class PhrasePattern:
    """Phrases to look for, with the methods of a compiled regular expression."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice

    @functools.cached_property
    def pattern(self) -> str:
        """The phrases as one regular expression."""
        return regex(self._choice)

    def finditer(self, text: str, pos: int = 0, endpos: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the matches from left to right, the longest of those that begin at one place; none overlap."""
        # Most texts hold none of the words of most patterns, so that there is nothing to yield.
        begun = self._begun(_words(text))
        return self._found(begun, text, pos, len(text) if endpos is None else endpos) if begun.starts else iter(())

    def _found(self, begun: Begun, text: str, pos: int, last: int) -> Iterator[re.Match[str]]:
        starts = begun.starts
        for i in range(bisect.bisect_left(starts, pos), bisect.bisect_left(starts, last)):
            start = starts[i]
            if start < pos:
                continue
            found = begun.found.get(start)
            if found is None:
                found = endings(_words(text), self._choice, begun, start)
            if found and (end := _chosen(found, last)):
                pos = end
                yield _match(text, start, end)

    def _begun(self, words: Words) -> Begun:
        return words.begun.get(self._choice) or begin(words, self._choice)

    def findall(self, text: str) -> list[str]:
        """Return the words of all matches."""
        return [found[0] for found in self.finditer(text)]

    def sub(self, words: str, text: str) -> str:
        """Return a text with each match replaced by `words`."""
        pieces: list[str] = []
        at = 0
        for found in self.finditer(text):
            pieces += [text[at : found.start()], words]
            at = found.end()
        return "".join([*pieces, text[at:]])

    def may_begin(self, text: str, pos: int, endpos: int) -> bool:
        """Tell whether a match may begin in a stretch; where none may, what is asked for besides need not be sought."""
        starts = self._begun(_words(text)).starts
        first = bisect.bisect_left(starts, pos)
        return first < len(starts) and starts[first] < endpos

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        """Return the first match that begins at `pos` or later and ends by `endpos`."""
        begun = self._begun(_words(text))
        starts = begun.starts
        first = bisect.bisect_left(starts, pos)
        last = len(text) if endpos is None else endpos
        if first == len(starts) or starts[first] >= last:
            return None
        return next(self._found(begun, text, pos, last), None)

    def match(self, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        """Return the longest match that begins at `pos`."""
        last = len(text) if endpos is None else endpos
        end = _chosen(self._endings(text, pos), last)
        return _match(text, pos, end) if end else None

    def fullmatch(self, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        """Return the match that reaches from `pos` to `endpos`."""
        last = len(text) if endpos is None else endpos
        return _match(text, pos, last) if any(last in ends for ends in self._endings(text, pos)) else None

    def _endings(self, text: str, start: int) -> tuple[Ends, ...]:
        words = _words(text)
        begun = self._begun(words)
        if start not in begun.nodes:
            return ()
        found = begun.found.get(start)
        return endings(words, self._choice, begun, start) if found is None else found


def _match(text: str, start: int, end: int) -> re.Match[str]:
    return cast("re.Match[str]", _SPAN.match(text, start, end))


def _chosen(found: tuple[Ends, ...], last: int) -> int | None:
    """Return the farthest of the ends, up to `last`, that the kinds of phrases prefer."""
    if len(found) == 1 and found[0][0] <= last:
        return found[0][0]
    preferred = (next((end for end in ends if end <= last), None) for ends in found)
    return max((end for end in preferred if end), default=None)


def compile_lists(lists: Mapping[str, Iterable[str]]) -> Lists:
    """Return the lists that `<name>` stands for, each with the name that phrases use. Reads no phrase yet."""
    found: dict[str, Choice] = {}
    for name, members in lists.items():
        found[name] = Choice(require(members), found)
    return found


def compile_phrases(phrases: Iterable[str], lists: Lists | None = None) -> PhrasePattern:
    """Return one pattern that finds any of `phrases` in a text; it trusts that they are well formed."""
    return PhrasePattern(Choice(require(phrases), lists or {}))


def compile_checked(phrases: Iterable[str], lists: Mapping[str, Iterable[str]]) -> PhrasePattern:
    """Return one pattern that finds any of `phrases` in a text. Raises PhraseError where one is not well formed."""
    check_phrases(phrases, lists)
    return compile_phrases(phrases, compile_lists(lists))
