"""The site's words: its topics with their synonyms, and its flags with what each asserts."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from digestlint.phrases import fold as fold_letters

_PIECE = re.compile(r"[^\W\d_]+|\d+|\S")
_JOINTS = "‐‑–-"
_NUMBERS = (
    (("ies",), 3, "(?:ies|y)"),
    (("y",), 1, "(?:y|ies)"),
    (("sis",), 2, "(?:is|es)"),
    (("ses", "xes", "ches", "shes", "zes"), 2, "(?:e?s?|is)"),
    (("ss", "us", "is", "lens"), 0, "(?:es)?"),
    (("s",), 1, "(?:s|es)?"),
)
"""Endings, how many of their letters go, and what stands in their place in the singular or the plural."""
_LONGEST_ENDING = 3
"""The most letters that singular and plural do not share: they begin alike as far as that."""
_BEGINNING = 6
"""How many letters of a word are compared before a pattern is compiled: few words of a text share more."""
_LONGEST = 200
"""The most characters of a term of which a pattern is compiled: no keyword is longer, and compiling takes its time."""
_FEW = 20
"""How many terms are asked for before it pays to list the beginnings of the text's words; real digests have fewer."""
_MOST = 200
"""The most searches through one text, ten times what a real digest asks for: with each, time grows with its length."""


def fold(term: str) -> str:
    """Return a term as it is compared: case ignored, white space and hyphens each as one blank."""
    return " ".join(re.split(rf"[\s{_JOINTS}]+", term.strip())).casefold()


@functools.lru_cache(maxsize=2048)
def mention_pattern(term: str) -> re.Pattern[str]:
    """Return the pattern that finds `term` where it is mentioned, as whole words.

    Case and plural are ignored, and a hyphen, a blank and nothing inside the term are the same, as between its letters
    and digits. A hyphenated compound is one word: `insulin` is not found in `insulin-like`, but `factor` is found in
    `factor-1`.
    """
    pieces = [piece for piece in _PIECE.findall(term) if piece not in _JOINTS]
    joint = rf"[\s{_JOINTS}]*"
    last = pieces[-1] if pieces else term
    body = (
        joint.join("['’]" if piece in "'’" else re.escape(piece) for piece in pieces[:-1])
        + (joint if len(pieces) > 1 else "")
        + _either_number(last)
    )
    return re.compile(rf"(?<!\w)(?<!\w[{_JOINTS}]){body}(?!\w)(?![{_JOINTS}][^\W\d_])", re.IGNORECASE)


class Mentions:
    """Whether a text mentions terms.

    A term of more than 200 characters counts as mentioned only where its very words stand in the text. Each question
    reads the text once more, so that only the first 200 are answered: what is asked then counts as mentioned.
    """

    __slots__ = ("_asked", "_beginnings", "_folded", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._asked = 0
        self._folded: str | None = None
        self._beginnings: frozenset[str] | None = None

    def __call__(self, term: str) -> bool:
        """Tell whether the text mentions `term`, by `mention_pattern`."""
        if self._asked > _FEW and not self._may_begin(term):
            return False
        self._asked += 1
        if self._asked > _MOST:
            return True
        return self._has(term) if len(term) > _LONGEST else mention_pattern(term).search(self._text) is not None

    def _has(self, term: str) -> bool:
        self._folded = fold(self._text) if self._folded is None else self._folded
        return fold(term) in self._folded

    def _may_begin(self, term: str) -> bool:
        """Tell whether a word of the text begins as the term does; its ending may be another."""
        if self._beginnings is None:
            words = {word[:_BEGINNING] for word in re.findall(r"\w+", fold_letters(self._text))}
            self._beginnings = frozenset(word[:count] for word in words for count in range(1, len(word) + 1))
        first = _PIECE.search(fold_letters(term))
        if not first or not first[0].isalnum() or not first[0].isascii():  # beyond ASCII, more than case is alike
            return True
        return first[0][: max(1, min(_BEGINNING, len(first[0]) - _LONGEST_ENDING))] in self._beginnings


def _either_number(word: str) -> str:
    """Return the regex of a word in its singular and its plural."""
    if len(word) < 3 or not word.isalpha():  # noqa: PLR2004 - shorter pieces are symbols, not words
        return re.escape(word) + ("(?:s)?" if word.isalpha() else "")
    for ending, cut, either in _NUMBERS:
        if word.casefold().endswith(ending):
            return re.escape(word[: len(word) - cut]) + either
    return re.escape(word) + "(?:s|es)?"


@dataclass(frozen=True)
class Vocabulary:
    """Topics with their synonyms (true equivalents only), and the names of the site's flags."""

    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flags: tuple[str, ...] = ()

    def spellings(self, term: str) -> tuple[str, ...]:
        """Return `term` and everything that the vocabulary holds to be the same as it, `term` first."""
        return tuple(dict.fromkeys((term, *self._groups.get(fold(term), ()))))

    def knows_flag(self, flag: str) -> bool:
        """Tell whether `flag` is one of the site's, case and spacing aside."""
        return fold(flag) in self._folded_flags

    def joined(self, other: "Vocabulary") -> "Vocabulary":
        """Return this vocabulary with another's words added; the other's synonyms come on top."""
        keywords = {term: tuple(synonyms) for term, synonyms in self.keywords.items()}
        for term, synonyms in other.keywords.items():
            keywords[term] = tuple(dict.fromkeys((*keywords.get(term, ()), *synonyms)))
        return Vocabulary(keywords, tuple(dict.fromkeys((*self.flags, *other.flags))))

    def longest_prefix(self, words: list[str], *, flags: bool) -> int:
        """Return how many of the first `words` make up a term (or a flag) of the vocabulary; 0 for none."""
        known = self._folded_flags if flags else self._groups
        for count in range(min(len(words), 12), 0, -1):
            if fold(" ".join(words[:count])) in known:
                return count
        return 0

    @functools.cached_property
    def _folded_flags(self) -> frozenset[str]:
        return frozenset(map(fold, self.flags))

    @functools.cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        """Each term and each synonym, folded, with all the spellings of the terms it belongs to."""
        groups: dict[str, tuple[str, ...]] = {}
        for member, spellings in self._members():
            groups[member] = tuple(dict.fromkeys((*groups.get(member, ()), *spellings)))
        return groups

    def _members(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for term, synonyms in self.keywords.items():
            for member in (term, *synonyms):
                yield fold(member), (term, *synonyms)
