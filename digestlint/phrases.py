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
from collections.abc import Iterable, Mapping

NUMBER_WORDS = (
    *("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()),
    *("sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred".split()),
)
_TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
NUMBER = rf"(?:(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,9}})(?:\.\d{{1,6}})?|(?:{_TENS}[- ])?(?:{'|'.join(NUMBER_WORDS)}))"

_BREAK = r"[\s‐‑–-]+"
_GAP_WORD = r"[^\s.;:]{1,40}"
_NO_WORD_BEFORE = "".join(rf"(?<!\w\s{' ' * count})" for count in range(5))
_TOKEN = re.compile(r"\s+|<[\w-]+>|\*\d?|[()|?~^]|[^\s()|<*?~^]+|.")


class PhraseError(ValueError):
    """A phrase that is not well formed; the text says what is wrong with it."""


def compile_phrases(phrases: Iterable[str], lists: Mapping[str, Iterable[str]] | None = None) -> re.Pattern[str]:
    """Return one pattern that finds any of `phrases` in a text, the longest phrases first.

    `lists` names the phrases that `<name>` stands for; a list may use the lists before it. Raises PhraseError.
    """
    defined = {"number": NUMBER}
    for name, members in (lists or {}).items():
        defined[name] = _any_of(members, defined)
    return re.compile(rf"(?<![\w‐‑-]){_any_of(phrases, defined)}(?!\w)", re.IGNORECASE)


def _any_of(phrases: Iterable[str], defined: Mapping[str, str]) -> str:
    sources = [_Phrase(phrase, defined).regex() for phrase in sorted(phrases, key=len, reverse=True)]
    if not sources:
        raise PhraseError("no phrases are given")
    return f"(?:{'|'.join(sources)})"


class _Phrase:
    """One phrase while it is read, token by token."""

    def __init__(self, phrase: str, defined: Mapping[str, str]) -> None:
        self.phrase = phrase
        self.defined = defined
        self.tokens = _TOKEN.findall(phrase.strip())
        self.at = 0

    def regex(self) -> str:
        found = self._alternatives()
        if self.at < len(self.tokens):
            raise PhraseError(f"the brackets of the phrase {self.phrase!r} do not match")
        return found

    def _alternatives(self) -> str:
        branches = [self._sequence()]
        while self._next() == "|":
            self.at += 1
            branches.append(self._sequence())
        return f"(?:{'|'.join(branches)})" if len(branches) > 1 else branches[0]

    def _sequence(self) -> str:
        """Read words up to `|`, `)` or the end."""
        words: list[tuple[str, bool]] = []
        while (token := self._next()) not in ("|", ")", None):
            if token.isspace():
                self.at += 1
            else:
                words.append(self._word())
        if not words or all(optional for _, optional in words):
            raise PhraseError(f"the phrase {self.phrase!r} could match nothing at all")
        first = next(i for i, (_, optional) in enumerate(words) if not optional)
        before = "".join(f"(?:{word}{_BREAK})?" for word, _ in words[:first])
        after = "".join(f"(?:{_BREAK}{word})?" if optional else _BREAK + word for word, optional in words[first + 1 :])
        return before + words[first][0] + after

    def _word(self) -> tuple[str, bool]:
        """Read what stands without a blank, and whether it may be missing."""
        parts: list[str] = []
        while (token := self._next()) not in ("|", ")", None) and not token.isspace():
            self.at += 1
            if token == "?":
                return "".join(parts), True
            if token[0] == "*":
                gap = f"{_GAP_WORD}(?:{_BREAK}{_GAP_WORD}){{0,{int(token[1:] or 1) - 1}}}"
                return gap, len(token) > 1
            parts.append(self._part(token))
        return "".join(parts), False

    def _part(self, token: str) -> str:
        if token == "(":
            inner = self._alternatives()
            if self._next() != ")":
                raise PhraseError(f"a bracket of the phrase {self.phrase!r} is not closed")
            self.at += 1
            return f"(?:{inner})"
        if token == "^":
            return _NO_WORD_BEFORE
        if token == "~":
            return r"[^\W\d_]{0,20}"
        if token[0] == "<":
            if (name := token.strip("<>")) not in self.defined:
                raise PhraseError(f"the phrase {self.phrase!r} names the list <{name}>, which is not defined")
            return self.defined[name]
        quoted = re.escape(token).replace(r"\-", _BREAK).replace("'", "['’]")
        return re.sub("[µμ]", "[µμ]", quoted)

    def _next(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None
