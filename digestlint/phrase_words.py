"""A text as phrases see it: its words with their places, and which phrases its words let begin and go on at all."""

import bisect
import functools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from digestlint.phrase_needs import Need, need
from digestlint.phrase_tree import Bound, Choice, First, Node
from digestlint.phrases import NUMBER_WORDS, Mark, fold, is_number

_RUN = re.compile(r"\w+")
_BREAK = re.compile(r"[\s‐‑–-]+")
_STOP = re.compile(r"[.;:]")
_HYPHENS = "‐‑-"
_DASHES = "‐‑–-"
_FREE = re.compile(r"(?<![\w‐‑-])\S")

Ends = tuple[int, ...]
"""Where something may end, what is preferred first."""


@dataclass(slots=True)
class Begun:
    """Where phrases may begin, the trees of those that may, and what was found there."""

    starts: list[int]
    nodes: dict[int, tuple[Node, ...]]
    found: dict[int, tuple[Ends, ...]] = field(default_factory=dict)


class Words:
    """A text as phrases see it: its words with their places, and what was found in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.at: dict[int, str] = {}
        self.places: dict[str, list[int]] = defaultdict(list)
        self.joined: dict[str, list[int]] = defaultdict(list)
        for run in _RUN.finditer(self.folded):
            start, word = run.start(), run[0]
            self.at[start] = word
            if not start or text[start - 1] not in _HYPHENS:
                self.places[word].append(start)
            else:
                self.joined[word].append(start)
        self.begun: dict[Choice, Begun] = {}
        self.beginning: dict[Choice, set[str]] = {}
        self.needed: dict[Need, list[int]] = {}
        self.onward: dict[Node, list[int] | None] = {}
        self.choices: dict[tuple[Bound, int], Ends] = {}
        self.gaps: dict[tuple[int, int], Ends] = {}

    @functools.cached_property
    def all(self) -> set[str]:
        """All words, those behind a hyphen too."""
        return {*self.places, *self.joined}

    @functools.cached_property
    def breaks(self) -> dict[int, int]:
        """The breaks between words: where each ends, by where it begins."""
        return {run.start(): run.end() for run in _BREAK.finditer(self.text)}

    @functools.cached_property
    def _break_starts(self) -> list[int]:
        return list(self.breaks)

    def break_end(self, at: int) -> int | None:
        """Return where the break ends that holds the place `at`, None where none does."""
        i = bisect.bisect_right(self._break_starts, at)
        end = self.breaks[self._break_starts[i - 1]] if i else 0
        return end if end > at else None

    @functools.cached_property
    def heads(self) -> dict[str, list[str]]:
        """All words by their first letters."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self.all:
            found[word[0]].append(word)
        return found

    @functools.cached_property
    def numbers(self) -> set[str]:
        """The words that a number may begin with."""
        return set(filter(is_number, self.all))

    @functools.cached_property
    def numerals(self) -> set[str]:
        """The words that begin with a number."""
        return {word for word in self.all if word[0].isdigit() or word.startswith(NUMBER_WORDS)}

    @functools.cached_property
    def stops(self) -> list[int]:
        """The places of the marks that no gap goes across."""
        return [mark.start() for mark in _STOP.finditer(self.text)]

    @functools.cached_property
    def blanks(self) -> list[int]:
        """The places of the breaks that hold white space."""
        return [start for start, end in self.breaks.items() if self.text[start:end].strip(_DASHES)]

    def where(self, words: Iterable[str]) -> list[int]:
        """Return the places of words, in order."""
        return sorted(at for word in words for table in (self.places, self.joined) for at in table.get(word, ()))

    def ends_word(self, at: int) -> bool:
        """Tell whether no word goes on at `at`."""
        return at >= len(self.text) or not (self.text[at].isalnum() or self.text[at] == "_")


def begin(words: Words, choice: Choice) -> Begun:
    """Return where in a text one of the phrases may begin, and which ones there."""
    nodes: dict[int, tuple[Node, ...]] = {}
    firsts = [(first, word) for word in beginning(words, choice) for first in choice.matching(word)]
    if None in choice.groups:
        firsts.append((None, ""))
    for first, word in firsts:
        for at in _starts(words, choice, first, word):
            nodes[at] = (*nodes.get(at, ()), choice.node(first))
    found = words.begun[choice] = Begun(sorted(nodes), nodes)
    return found


def _starts(words: Words, choice: Choice, first: First, word: str) -> list[int]:
    """Return the places of a word (of none: all places) at which phrases may begin: what they need stands near."""
    needs = need(choice, first)
    needed = _places(words, needs) if needs else []
    if needs and not needed:
        return []
    places = words.places.get(word, []) if word else [match.start() for match in _FREE.finditer(words.text)]
    return _near(words, places, needed, needs.reach) if needs else places


def _places(words: Words, needs: Need) -> list[int]:
    """Return where in a text words stand that phrases need."""
    found = words.needed.get(needs)
    if found is None:
        given = words.all & needs.words
        for stem in needs.stems:
            given.update([word for word in words.heads.get(stem[0], ()) if word.startswith(stem)])
        found = words.needed[needs] = words.where(given) if given else []
    return found


def _near(words: Words, places: list[int], needed: list[int], reach: int) -> list[int]:
    """Return those places behind which, `reach` blanks away at most, something stands that is needed."""
    found: list[int] = []
    blanks, count, last = words.blanks, bisect.bisect_left, needed[-1]
    for at in places:
        if at > last:
            break
        nearest = needed[count(needed, at)]
        if nearest - at <= reach or count(blanks, nearest) - count(blanks, at) <= reach:
            found.append(at)
    return found


def beginning(words: Words, choice: Choice) -> set[str]:
    """Return the words of a text that one of the phrases may begin with."""
    found = words.beginning.get(choice)
    if found is None:
        found = words.beginning[choice] = words.all & choice.words.keys()
        if choice.stems:
            for head in words.heads.keys() & choice.stems.keys():
                found.update(word for word in words.heads[head] if word.startswith(choice.stems[head]))
        if Mark.NUMBER in choice.groups:
            found |= words.numbers
        for other in choice.choices:
            found |= beginning(words, other)
    return found


def _heads(words: Words, parts: tuple[Bound, ...]) -> set[str] | None:
    """Return the words of a text that a word of several parts may begin with; None for any, or for no word at all."""
    part = parts[1] if parts[0] is Mark.BEGINNING and len(parts) > 1 else parts[0]
    if part is Mark.NUMBER:
        return words.numerals
    if isinstance(part, Choice):
        return None if part.loose or part.free else beginning(words, part)
    run = _RUN.match(part) if isinstance(part, str) else None
    return {word for word in words.heads.get(run[0][0], ()) if word.startswith(run[0])} if run else None


def in_reach(words: Words, node: Node, at: int, most: int) -> bool:
    """Tell whether a phrase may go on from a place of the tree behind a gap of up to `most` words that begins at `at`.

    A gap goes across no stop, and has a blank or a dash between two words.
    """
    starts = words.onward[node] if node in words.onward else _onward(words, node)
    if starts is None:
        return True
    i = bisect.bisect_right(starts, at)
    if i == len(starts):
        return False
    stop = bisect.bisect_left(words.stops, at)
    if stop < len(words.stops) and words.stops[stop] < starts[i]:
        return False
    return bisect.bisect_left(words.blanks, starts[i]) - bisect.bisect_left(words.blanks, at) <= most


def _onward(words: Words, node: Node) -> list[int] | None:
    """Return where in a text phrases may go on from a place of the tree; None for anywhere."""
    heads = _onward_heads(words, node)
    found = words.onward[node] = None if heads is None else words.where(heads)
    return found


def _onward_heads(words: Words, node: Node) -> set[str] | None:
    if node.final is not None:
        return None
    found = words.all & node.words.keys()
    for heads in (
        *(_heads(words, parts) for parts, _ in node.others),
        *(_onward_heads(words, rest) for rest in node.skips),
    ):
        if heads is None:
            return None
        found |= heads
    return found
