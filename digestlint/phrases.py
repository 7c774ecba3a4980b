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
rule file, a stranger's neither, can make the search slow.
"""

import re
import string
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

NUMBER_WORDS = (
    *("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()),
    *("sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred".split()),
)
_TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
NUMBER = rf"(?:(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,9}})(?:\.\d{{1,6}})?|(?:{_TENS}[- ])?(?:{'|'.join(NUMBER_WORDS)}))"

_BREAK = r"[\s‐‑–-]+"
_GAP_WORD = r"[^\s.;:]{1,40}"
_NO_WORD_BEFORE = "".join(rf"(?<![\w=]\s{' ' * count})" for count in range(5)) + "(?<!=)"
_TOKEN = re.compile(r"\s+|<[\w-]+>|\*\d*|[()|?~^]|[^\s()|<*?~^]+|.")


class PhraseError(ValueError):
    """A phrase that is not well formed; the text says what is wrong with it."""


class _Regex(NamedTuple):
    """A regular expression, and the characters, in lower case, that its matches begin with (None: any)."""

    source: str
    firsts: frozenset[str] | None


_NUMBER = _Regex(NUMBER, frozenset(string.digits) | {word[0] for word in NUMBER_WORDS})


def compile_phrases(phrases: Iterable[str], lists: Mapping[str, Iterable[str]] | None = None) -> re.Pattern[str]:
    """Return one pattern that finds any of `phrases` in a text, the longest phrases first.

    `lists` names the phrases that `<name>` stands for; a list may use the lists before it. Raises PhraseError.
    """
    defined = {"number": _NUMBER}
    for name, members in (lists or {}).items():
        defined[name] = _any_of(members, defined)
    return re.compile(rf"(?<![\w‐‑-]){_by_first(phrases, defined)}(?!\w)", re.IGNORECASE)


def _read(phrases: Iterable[str], defined: Mapping[str, _Regex]) -> list[_Regex]:
    found = [_Phrase(phrase, defined).read() for phrase in sorted(phrases, key=len, reverse=True)]
    if not found:
        raise PhraseError("no phrases are given")
    return found


def _any_of(phrases: Iterable[str], defined: Mapping[str, _Regex]) -> _Regex:
    return _either(_read(phrases, defined))


def _either(branches: Sequence[_Regex]) -> _Regex:
    if len(branches) == 1:
        return branches[0]
    firsts = [branch.firsts for branch in branches]
    known = None if None in firsts else frozenset().union(*(first for first in firsts if first))
    return _Regex(f"(?:{'|'.join(branch.source for branch in branches)})", known)


def _by_first(phrases: Iterable[str], defined: Mapping[str, _Regex]) -> str:
    """Return phrases as one regex that looks at a word's first character before it tries those that begin with it."""
    groups: dict[frozenset[str] | None, list[str]] = defaultdict(list)
    for phrase in _read(phrases, defined):
        groups[phrase.firsts].append(phrase.source)
    alternatives = [
        f"(?=[{''.join(map(re.escape, sorted(firsts)))}])(?:{'|'.join(sources)})" if firsts else "|".join(sources)
        for firsts, sources in groups.items()
    ]
    return f"(?:{'|'.join(alternatives)})"


class _Phrase:
    """One phrase while it is read, token by token."""

    def __init__(self, phrase: str, defined: Mapping[str, _Regex]) -> None:
        self.phrase = phrase
        self.defined = defined
        self.tokens = _TOKEN.findall(phrase.strip())
        self.at = 0

    def read(self) -> _Regex:
        found = self._alternatives()
        if self.at < len(self.tokens):
            raise PhraseError(f"the brackets of the phrase {self.phrase!r} do not match")
        return found

    def _alternatives(self) -> _Regex:
        branches = [self._sequence()]
        while self._next() == "|":
            self.at += 1
            branches.append(self._sequence())
        return _either(branches)

    def _sequence(self) -> _Regex:
        """Read words up to `|`, `)` or the end."""
        words: list[tuple[_Regex, bool]] = []
        while (token := self._next()) not in ("|", ")", None):
            if token.isspace():
                self.at += 1
            else:
                words.append(self._word())
        if not words or all(optional for _, optional in words):
            raise PhraseError(f"the phrase {self.phrase!r} could match nothing at all")
        first = next(i for i, (_, optional) in enumerate(words) if not optional)
        before = "".join(f"(?:{word.source}{_BREAK})?" for word, _ in words[:first])
        after = "".join(
            f"(?:{_BREAK}{word.source})?" if optional else _BREAK + word.source for word, optional in words[first + 1 :]
        )
        firsts = _either([word for word, _ in words[: first + 1]]).firsts
        return _Regex(before + words[first][0].source + after, firsts)

    def _word(self) -> tuple[_Regex, bool]:
        """Read what stands without a blank, and whether it may be missing."""
        parts: list[_Regex] = []
        optional = False
        while (token := self._next()) not in ("|", ")", None) and not token.isspace():
            self.at += 1
            if token == "?":
                optional = True
                break
            if token[0] == "*":
                if len(token) > 2:  # noqa: PLR2004 - one digit behind the star
                    raise PhraseError(f"the gap {token} of the phrase {self.phrase!r} is too long; *9 is the longest")
                gap = f"{_GAP_WORD}(?:{_BREAK}{_GAP_WORD}){{0,{int(token[1:] or 1) - 1}}}"
                return _Regex(gap, None), len(token) > 1
            parts.append(self._part(token))
        if optional and parts and parts[0].source == _NO_WORD_BEFORE:
            raise PhraseError(f"`^` cannot stand on a word that may be missing, as in the phrase {self.phrase!r}")
        lead = next((part for part in parts if part.source != _NO_WORD_BEFORE), _Regex("", None))
        return _Regex("".join(part.source for part in parts), lead.firsts), optional

    def _part(self, token: str) -> _Regex:
        if token == "(":
            inner = self._alternatives()
            if self._next() != ")":
                raise PhraseError(f"a bracket of the phrase {self.phrase!r} is not closed")
            self.at += 1
            return _Regex(f"(?:{inner.source})", inner.firsts)
        if token == "^":
            return _Regex(_NO_WORD_BEFORE, None)
        if token == "~":
            return _Regex(r"[^\W\d_]{0,20}", None)
        if token[0] == "<":
            if (name := token.strip("<>")) not in self.defined:
                raise PhraseError(f"the phrase {self.phrase!r} names the list <{name}>, which is not defined")
            return self.defined[name]
        quoted = re.escape(token).replace(r"\-", _BREAK).replace("'", "['’]")
        first = token[0].lower()
        return _Regex(re.sub("[µμ]", "[µμ]", quoted), frozenset(first) if first.isascii() and first.isalnum() else None)

    def _next(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None
