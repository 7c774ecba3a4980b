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

import bisect
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

NUMBER_WORDS = (
    *("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()),
    *("sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred".split()),
)
_TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
NUMBER = rf"(?:(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,9}})(?:\.\d{{1,6}})?|(?:{_TENS}[- ])?(?:{'|'.join(NUMBER_WORDS)}))"

_NUMBER_WORDS = frozenset(NUMBER_WORDS)
_NO_LETTER = ("['’]", r"[\s", "\\", *",.;:/%")
_MOST_WORDS = 20_000
_BREAK = r"[\s‐‑–-]+"
_GAP_WORD = r"[^\s.;:]{1,40}"
_NO_WORD_BEFORE = "".join(rf"(?<![\w=]\s{' ' * count})" for count in range(5)) + "(?<!=)"
_TOKEN = re.compile(r"\s+|<[\w-]+>|\*\d*|[()|?~^]|[^\s()|<*?~^]+|.")


class PhraseError(ValueError):
    """A phrase that is not well formed; the text says what is wrong with it."""


class _Regex(NamedTuple):
    """A regular expression, and what its matches begin with (None: anything): see `_Key`."""

    source: str
    firsts: frozenset["_Key"] | None


class _Key(NamedTuple):
    """What a match begins with: a whole `word`, a word with a beginning (`stem`), or a `number`."""

    kind: Literal["word", "stem", "number"]
    word: str = ""


_NUMBER = _Regex(NUMBER, frozenset((_Key("number"),)))
_RUN = re.compile(r"\w+")


@functools.lru_cache(maxsize=64)
def _words_of(text: str) -> Mapping[str, tuple[int, ...]]:
    """Return where each word of a text, in lower case, begins."""
    found: dict[str, list[int]] = defaultdict(list)
    for run in _RUN.finditer(text):
        found[run[0].lower()].append(run.start())
    return {word: tuple(starts) for word, starts in found.items()}


class PhrasePattern:
    """Phrases to look for, with the methods of a compiled regular expression.

    Phrases are sorted by their first word. Only those whose first word stands in a text are compiled, and they are
    tried only where it stands.
    """

    def __init__(self, phrases: Sequence[_Regex]) -> None:
        self._groups: dict[frozenset[_Key] | None, list[str]] = defaultdict(list)
        for phrase in phrases:
            self._groups[phrase.firsts].append(phrase.source)
        self._keys: dict[_Key, list[frozenset[_Key]]] = defaultdict(list)
        for firsts in self._groups:
            for key in firsts or ():
                self._keys[key].append(firsts or frozenset())
        self._stems = sorted({len(key.word) for key in self._keys if key.kind == "stem"})
        self._known: dict[str, list[frozenset[_Key]]] = {}
        self._compiled: dict[frozenset[_Key] | None, re.Pattern[str]] = {}
        self._last: tuple[str, list[int], dict[int, list[frozenset[_Key]]]] = ("", [], {})

    @functools.cached_property
    def pattern(self) -> str:
        """The phrases as one regular expression."""
        return _bounded([source for sources in self._groups.values() for source in sources])

    def finditer(self, text: str, pos: int = 0, endpos: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the matches from left to right, the longest of those that begin at one place; none overlap."""
        end = len(text) if endpos is None else endpos
        at = pos
        while found := self.search(text, at, end):
            yield found
            at = max(found.end(), found.start() + 1)

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

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        """Return the first match that begins at `pos` or later and ends by `endpos`."""
        end = len(text) if endpos is None else endpos
        anywhere = self._regex(None).search(text, pos, end) if None in self._groups else None
        starts, groups = self._starts(text)
        for i in range(bisect.bisect_left(starts, pos), len(starts)):
            start = starts[i]
            if start >= end or (anywhere and start > anywhere.start()):
                break
            if found := self._longest(text, start, end, groups[start]):
                return (
                    found
                    if not anywhere or (found.start(), -found.end()) <= (anywhere.start(), -anywhere.end())
                    else anywhere
                )
        return anywhere

    def match(self, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        """Return the longest match that begins at `pos`."""
        end = len(text) if endpos is None else endpos
        found = self._longest(text, pos, end, self._starts(text)[1].get(pos, []))
        anywhere = self._regex(None).match(text, pos, end) if None in self._groups else None
        return max(filter(None, (found, anywhere)), key=lambda one: one.end(), default=None)

    def fullmatch(self, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        """Return the match that reaches from `pos` to `endpos`."""
        end = len(text) if endpos is None else endpos
        groups: list[frozenset[_Key] | None] = [*self._starts(text)[1].get(pos, [])]
        groups += [None] if None in self._groups else []
        return next((found for group in groups if (found := self._regex(group).fullmatch(text, pos, end))), None)

    def _longest(self, text: str, start: int, end: int, groups: list[frozenset[_Key]]) -> re.Match[str] | None:
        found = (self._regex(group).match(text, start, end) for group in groups)
        return max((one for one in found if one), key=lambda one: one.end(), default=None)

    def _regex(self, group: frozenset[_Key] | None) -> re.Pattern[str]:
        if group not in self._compiled:
            self._compiled[group] = re.compile(_bounded(self._groups[group]), re.IGNORECASE)
        return self._compiled[group]

    def _starts(self, text: str) -> tuple[list[int], dict[int, list[frozenset[_Key]]]]:
        """Return where in a text a phrase may begin, and which ones there."""
        last, starts, groups = self._last
        if last is not text:
            groups = {}
            for word, places in _words_of(text).items():
                candidates = self._known.get(word)
                if candidates is None:
                    candidates = self._known.setdefault(word, self._beginning(word))
                if candidates:
                    groups.update(dict.fromkeys(places, candidates))
            starts = sorted(groups)
            if len(self._known) > _MOST_WORDS:
                self._known.clear()
            self._last = (text, starts, groups)
        return starts, groups

    def _beginning(self, word: str) -> list[frozenset[_Key]]:
        keys = [_Key("word", word), *(_Key("stem", word[:length]) for length in self._stems)]
        if word[0].isdigit() or word in _NUMBER_WORDS:
            keys.append(_Key("number"))
        found = [group for key in keys if key in self._keys for group in self._keys[key]]
        return list(dict.fromkeys(found))


def _bounded(sources: Iterable[str]) -> str:
    return rf"(?<![\w‐‑-])(?:{'|'.join(sources)})(?!\w)"


def compile_phrases(phrases: Iterable[str], lists: Mapping[str, Iterable[str]] | None = None) -> PhrasePattern:
    """Return one pattern that finds any of `phrases` in a text, the longest phrases first.

    `lists` names the phrases that `<name>` stands for; a list may use the lists before it. Raises PhraseError.
    """
    defined = {"number": _NUMBER}
    for name, members in (lists or {}).items():
        defined[name] = _either(_read(members, defined))
    return PhrasePattern(_read(phrases, defined))


def _read(phrases: Iterable[str], defined: Mapping[str, _Regex]) -> list[_Regex]:
    found = [_Phrase(phrase, defined).read() for phrase in sorted(phrases, key=len, reverse=True)]
    if not found:
        raise PhraseError("no phrases are given")
    return found


def _either(branches: Sequence[_Regex]) -> _Regex:
    if len(branches) == 1:
        return branches[0]
    firsts = [branch.firsts for branch in branches]
    known = None if None in firsts else frozenset[_Key]().union(*(first for first in firsts if first))
    return _Regex(f"(?:{'|'.join(branch.source for branch in branches)})", known)


def _open(lead: _Regex, following: _Regex | None) -> frozenset[_Key] | None:
    """Return the keys of a word's first part, as stems where more letters may follow right behind it."""
    if lead.firsts is None or following is None or following.source.startswith(_NO_LETTER):
        return lead.firsts
    return frozenset(_Key("stem", key.word) if key.kind == "word" else key for key in lead.firsts)


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
        spoken = [part for part in parts if part.source != _NO_WORD_BEFORE]
        firsts = _open(spoken[0], spoken[1] if len(spoken) > 1 else None) if spoken else None
        return _Regex("".join(part.source for part in parts), firsts), optional

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
        run = _RUN.match(token)
        known = run is not None and token.isascii()
        firsts = frozenset((_Key("word", run[0].lower()),)) if run and known else None
        return _Regex(re.sub("[µμ]", "[µμ]", quoted), firsts)

    def _next(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None
