"""Phrases: the small pattern language of the rule files.

A phrase is made of words. A blank between words stands for any white space or a hyphen, so that a phrase is found
across a line break; case, and the shape of apostrophes and hyphens, do not matter; a phrase never begins or ends
inside a word.

- `(a|b c)` one of several
- `word?`, `(a|b)?` the word, one of several, or nothing
- `*` any one word; `*3` up to three words, or none
- `stem~` the stem with any letters after it
- `^word` the word where no other word stands right before it: at the beginning of a sentence or behind a mark
- `<name>` any phrase of the list `name` that is defined beside it, or `<number>`: digits or a number in words

What a phrase can match is bounded in length but for white space, and nothing in it repeats without bound, so that no
rule file, a stranger's neither, can make the search slow, whatever the text. This module reads a phrase;
`phrase_tree.py` sorts phrases by their words, `phrase_search.py` finds them, and `phrase_regex.py` writes them as a
regular expression.
"""

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NoReturn

NUMBER_WORDS = (
    *("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()),
    *("sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred".split()),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER = (
    rf"(?:(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,9}})(?:\.\d{{1,6}})?"
    rf"|(?:(?:{'|'.join(TENS)})[- ])?(?:{'|'.join(NUMBER_WORDS)}))"
)
_NUMBER_WORDS = frozenset(NUMBER_WORDS)
_TOKEN = re.compile(r"\s+|\([^()<*?~^-]+\)|<[\w-]+>|\*\d*|[()|?~^]|[^\s()|<*?~^]+|.")


class PhraseError(ValueError):
    """A phrase that is not well formed; the text says what is wrong with it."""


class Mark(Enum):
    """What a phrase names by a sign: a break between words, letters, a number, a place without a word before it."""

    BREAK = "-"
    LETTERS = "~"
    NUMBER = "<number>"
    BEGINNING = "^"


@dataclass(frozen=True, slots=True)
class Gap:
    """Any words, `most` at most and one at least."""

    most: int


@dataclass(frozen=True, slots=True)
class Either:
    """One of several phrases: the branches of a bracket."""

    branches: tuple["Steps", ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A phrase of a list."""

    name: str


Part = str | Mark | Gap | Either | Named
"""What a word is made of; a `str` is text in its folded shape, without a break."""


@dataclass(frozen=True, slots=True)
class Step:
    """What stands between two breaks: its parts, without a blank, and whether it may be missing."""

    parts: tuple[Part, ...]
    optional: bool = False


Steps = tuple[Step, ...]

_PLAIN = re.compile(r"[^()|<*?~^-]+")
_FOLDED = str.maketrans({"’": "'", "μ": "µ", "ς": "σ", "Σ": "σ", "ſ": "s", "İ": "i", "ı": "i"})


def fold(text: str) -> str:
    """Return a text as it is compared, of the same length: in small letters, with one shape of apostrophe and `µ`."""
    return (text if text.isascii() else text.translate(_FOLDED)).lower()


def read_phrase(phrase: str, known: Iterable[str] = ()) -> Steps:
    """Return the steps of a phrase; `known` are the names of the lists that it may use. Raises PhraseError."""
    if _PLAIN.fullmatch(phrase) and (words := fold(phrase).split()):
        return tuple(Step((word,)) for word in words)
    reader = _Reader(phrase, (*known, "number"))
    branches = reader.branches()
    if reader.at < len(reader.tokens):
        reader.fail("the brackets of the phrase {} do not match")
    return branches[0] if len(branches) == 1 else (Step((Either(branches),)),)


def check_phrases(phrases: Iterable[str], lists: Mapping[str, Iterable[str]]) -> None:
    """Raise PhraseError for a phrase, or a list, that is not well formed; a list may use the lists before it."""
    known: list[str] = []
    for name, members in (*lists.items(), ("", phrases)):
        for phrase in require(members):
            read_phrase(phrase, known)
        known.append(name)


def require(phrases: Iterable[str]) -> tuple[str, ...]:
    """Return phrases from the longest to the shortest. Raises PhraseError where there are none."""
    found = sorted(phrases, key=len, reverse=True)
    if not found:
        raise PhraseError("no phrases are given")
    return tuple(found)


def is_joined(parts: tuple[Part, ...], i: int) -> bool:
    """Tell whether letters may stand right before or behind a part of a word."""
    return (i > 0 and has_letter(parts[i - 1], -1)) or (i + 1 < len(parts) and has_letter(parts[i + 1], 0))


def has_letter(part: Part, at: int) -> bool:
    """Tell whether a part of a word may have a letter at `at`: 0 at its beginning, -1 at its end."""
    if isinstance(part, str):
        return part[at].isalnum() or part[at] == "_"
    return part not in (Mark.BREAK, Mark.BEGINNING)


def is_number(word: str) -> bool:
    """Tell whether a number may begin with a word."""
    return word in _NUMBER_WORDS or word[0].isdigit()


class _Reader:
    """One phrase while it is read, token by token."""

    def __init__(self, phrase: str, known: Iterable[str]) -> None:
        self.phrase = phrase
        self.known = known
        self.tokens: list[str] = _TOKEN.findall(phrase.strip())
        self.at = 0

    def fail(self, reason: str) -> NoReturn:
        raise PhraseError(reason.format(repr(self.phrase)))

    def branches(self) -> tuple[Steps, ...]:
        found = [self._steps()]
        while self._next() == "|":
            self.at += 1
            found.append(self._steps())
        return tuple(found)

    def _steps(self) -> Steps:
        """Read words up to `|`, `)` or the end."""
        steps: list[Step] = []
        while (token := self._next()) not in ("|", ")", None):
            if token.isspace():
                self.at += 1
            else:
                steps += _parted(self._word())
        if all(step.optional for step in steps):
            self.fail("the phrase {} could match nothing at all")
        return tuple(steps)

    def _word(self) -> Step:
        """Read what stands without a blank, and whether it may be missing."""
        parts: list[Part] = []
        while (token := self._next()) not in ("|", ")", None) and not token.isspace():
            self.at += 1
            if token == "?":
                if parts and parts[0] is Mark.BEGINNING:
                    self.fail("`^` cannot stand on a word that may be missing, as in the phrase {}")
                return Step(tuple(parts), optional=True)
            if token[0] == "*":
                if len(token) > 2:  # noqa: PLR2004 - one digit behind the star
                    self.fail(f"the gap {token} of the phrase {{}} is too long; *9 is the longest")
                return Step((Gap(int(token[1:] or 1)),), optional=len(token) > 1)
            parts += self._parts(token)
        return Step(tuple(parts))

    def _parts(self, token: str) -> Iterable[Part]:
        if token[0] == "(" and len(token) > 1:
            branches = [fold(branch).split() for branch in token[1:-1].split("|")]
            if not all(branches):
                self.fail("the phrase {} could match nothing at all")
            return (Either(tuple(tuple(Step((word,)) for word in branch) for branch in branches)),)
        if token == "(":
            inner = self.branches()
            if self._next() != ")":
                self.fail("a bracket of the phrase {} is not closed")
            self.at += 1
            return (Either(inner),)
        if token == "^":
            return (Mark.BEGINNING,)
        if token == "~":
            return (Mark.LETTERS,)
        if token[0] == "<" and len(token) > 1:
            if (name := token.strip("<>")) not in self.known:
                self.fail(f"the phrase {{}} names the list <{name}>, which is not defined")
            return (Mark.NUMBER if name == "number" else Named(name),)
        pieces = fold(token).split("-")
        joined = [part for piece in pieces for part in (piece, Mark.BREAK)][:-1]
        return [part for part in joined if part]

    def _next(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None


def _parted(step: Step) -> Iterable[Step]:
    """Return a word with hyphens as the words that it is made of: a break is a break, however it is written."""
    marks = [i for i, part in enumerate(step.parts) if part is Mark.BREAK]
    if not marks or step.optional or marks[0] == 0 or marks[-1] == len(step.parts) - 1:
        return (step,)
    edges = [-1, *marks, len(step.parts)]
    pieces = [step.parts[before + 1 : after] for before, after in itertools.pairwise(edges)]
    return [Step(piece) for piece in pieces] if all(pieces) else (step,)
