"""Phrases sorted by their words: which may begin with a word, and which words may follow.

A `Choice` is a set of phrases of which a text may hold one at a place, in the order in which they are preferred. It
knows of each phrase what it begins with; only where that stands in a text is the phrase read and put into the tree of
those that begin alike. Lists are shared: a phrase that names one points at its `Choice`.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Union

from digestlint.phrases import (
    NUMBER_WORDS,
    Either,
    Gap,
    Mark,
    Named,
    Part,
    Step,
    Steps,
    fold,
    has_letter,
    is_joined,
    is_number,
    read_phrase,
)

_LEAD = re.compile(r"\^?([^\W_]\w*)(~?)(?=\s|$|-[\w-]+(?:\s|$))")
_RUN = re.compile(r"\w+")
_MOST_WORDS = 20_000


class Key(NamedTuple):
    """What a phrase begins with: a whole `word`, or a word with a beginning (`stem`)."""

    word: str
    stem: bool = False


First = Union[Key, Mark, "Choice", None]
"""What a phrase begins with: a key, a number, one of a list, or anything at all."""

Bound = Union[str, Mark, Gap, "Choice"]
"""A part of a word whose lists are known."""


@dataclass(slots=True, eq=False)
class Node:
    """A place in the tree: the words that may follow, other things that may, and the phrase that may end here.

    `skips` are the places from which a phrase goes on where a word that may be missing is missing; `known` are the
    places behind the things that `others` holds, so that phrases share them; `ways` remembers what `follow` returned.
    """

    words: dict[str, "Node"] = field(default_factory=dict)
    others: list["Way"] = field(default_factory=list)
    skips: list["Node"] = field(default_factory=list)
    final: int | None = None
    known: dict[tuple[Part, ...], "Node"] = field(default_factory=dict)
    ways: dict[str | None, tuple["Way", ...]] = field(default_factory=dict)

    def follow(self, word: str | None) -> tuple["Way", ...]:
        """Return the ways on from here that may be open where `word` stands."""
        found: list[Way] = []
        if word in self.words:
            found.append(Way((), self.words[word]))
        found += (way for way in self.others if _may_begin(way.parts[0], word))
        for rest in self.skips:
            found += rest.follow(word)
        if len(self.ways) > _MOST_WORDS:
            self.ways.clear()
        ways = self.ways[word] = tuple(found)
        return ways


class Way(NamedTuple):
    """The parts of a word (none: it is the whole word of the text), and the place behind it."""

    parts: tuple[Bound, ...]
    behind: Node


class Choice:
    """Phrases of which one may stand at a place. A `loose` one is joined to letters, so that no word is whole."""

    def __init__(self, phrases: Sequence[str | Steps], lists: Mapping[str, "Choice"], *, loose: bool = False) -> None:
        self.phrases = phrases
        self.lists = lists
        self.loose = loose
        self._nodes: dict[First, Node] = {}
        self._steps: dict[int, Steps] = {}
        self._matching: dict[str, tuple[First, ...]] = {}
        self._beginnings: dict[str, tuple[Node, ...]] = {}

    @functools.cached_property
    def loosened(self) -> "Choice":
        """The same phrases, joined to letters."""
        return Choice(self.phrases, self.lists, loose=True)

    @functools.cached_property
    def free(self) -> Node | None:
        """The tree of the phrases that need no whole word at their beginning."""
        if self.loose:
            return self._grown(range(len(self.phrases)))
        return self.node(None) if None in self.groups else None

    @functools.cached_property
    def groups(self) -> Mapping[First, Sequence[int]]:
        """The phrases, by their numbers, by what they begin with."""
        found: dict[First, list[int]] = defaultdict(list)
        for number in range(len(self.phrases)):
            for first in self._begins(number):
                found[first].append(number)
        return found

    @functools.cached_property
    def words(self) -> Mapping[str, Key]:
        """The words that phrases begin with."""
        return {first.word: first for first in self.groups if isinstance(first, Key) and not first.stem}

    @functools.cached_property
    def stems(self) -> Mapping[str, tuple[str, ...]]:
        """The stems that phrases begin with, by their first letter."""
        found: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for first in self.groups:
            if isinstance(first, Key) and first.stem:
                found[first.word[0]] += (first.word,)
        return found

    @functools.cached_property
    def choices(self) -> Sequence["Choice"]:
        """The lists that phrases begin with."""
        return [first for first in self.groups if isinstance(first, Choice)]

    def kind(self, number: int) -> frozenset[First] | None:
        """Return what a phrase may begin with; phrases are preferred only to those that begin alike."""
        firsts = frozenset(self._begins(number))
        return None if None in firsts else firsts

    def beginning(self, word: str) -> tuple[Node, ...]:
        """Return the trees of the phrases that may begin with a word."""
        found = self._beginnings.get(word)
        if found is None:
            if len(self._beginnings) > _MOST_WORDS:
                self._beginnings.clear()
            found = self._beginnings[word] = tuple(map(self.node, self.matching(word)))
        return found

    def matching(self, word: str) -> tuple[First, ...]:
        """Return what phrases begin with that may begin with a word."""
        found = self._matching.get(word)
        if found is None:
            if len(self._matching) > _MOST_WORDS:
                self._matching.clear()
            found = self._matching[word] = tuple(self._matches(word))
        return found

    def _matches(self, word: str) -> Iterator[First]:
        if self.loose:
            return
        if word in self.words:
            yield self.words[word]
        for stem in self.stems.get(word[0], ()):
            if word.startswith(stem):
                yield Key(stem, stem=True)
        if Mark.NUMBER in self.groups and is_number(word):
            yield Mark.NUMBER
        yield from (choice for choice in self.choices if choice.matching(word))

    def node(self, first: First) -> Node:
        """Return the tree of the phrases that begin alike."""
        if first not in self._nodes:
            self._nodes[first] = self._grown(self.groups[first])
        return self._nodes[first]

    def _grown(self, numbers: Iterable[int]) -> Node:
        root = Node()
        for number in numbers:
            self._grow(root, self.steps(number), number)
        return root

    def _grow(self, node: Node, steps: Steps, number: int) -> None:
        """Put a phrase into the tree below `node`."""
        for i, step in enumerate(steps):
            if step.optional:
                rest = Node()
                self._grow(rest, steps[i + 1 :], number)
                node.others.append(Way(self._bound(step.parts), rest))
                node.skips.append(rest)
                if node.final is None:
                    node.final = rest.final
                return
            node = self._following(node, step.parts)
        if node.final is None:
            node.final = number

    def _following(self, node: Node, parts: tuple[Part, ...]) -> Node:
        if len(parts) == 1 and isinstance(parts[0], str) and not self.loose and _RUN.fullmatch(parts[0]):
            return node.words.setdefault(parts[0], Node())
        if parts not in node.known:
            node.known[parts] = Node()
            node.others.append(Way(self._bound(parts), node.known[parts]))
        return node.known[parts]

    def _bound(self, parts: tuple[Part, ...]) -> tuple[Bound, ...]:
        """Return the parts of a word with their lists."""
        return tuple(self._bound_part(part, loose=is_joined(parts, i)) for i, part in enumerate(parts))

    def _bound_part(self, part: Part, *, loose: bool) -> Bound:
        if isinstance(part, Named):
            choice = self.lists[part.name]
            return choice.loosened if loose else choice
        return Choice(part.branches, self.lists, loose=loose) if isinstance(part, Either) else part

    def steps(self, number: int) -> Steps:
        """Return the steps of a phrase."""
        found = self._steps.get(number)
        if found is None:
            phrase = self.phrases[number]
            found = self._steps[number] = read_phrase(phrase, self.lists) if isinstance(phrase, str) else phrase
        return found

    def _begins(self, number: int) -> Collection[First]:
        phrase = self.phrases[number]
        lead = _LEAD.match(fold(phrase)) if isinstance(phrase, str) else None
        return (Key(lead[1], stem=bool(lead[2])),) if lead else self._firsts(self.steps(number))

    def _firsts(self, steps: Steps) -> Collection[First]:
        found: dict[First, None] = {}
        for step in steps:
            found |= dict.fromkeys(self.firsts_of(step))
            if not step.optional:
                break
        return found

    def firsts_of(self, step: Step) -> Iterable[First]:
        """Return what a step begins with."""
        i = 1 if step.parts[0] is Mark.BEGINNING else 0
        part = step.parts[i] if i < len(step.parts) else None
        joined = i + 1 < len(step.parts) and has_letter(step.parts[i + 1], 0)
        if isinstance(part, str) and (run := _RUN.match(part)):
            return (Key(run[0], stem=joined and run[0] == part),)
        if part is Mark.NUMBER:
            return (Mark.NUMBER,)
        if isinstance(part, Either):
            inner = [first for branch in part.branches for first in self._firsts(branch)]
            return [_opened(first) for first in inner] if joined else inner
        if isinstance(part, Named) and not joined:
            choice = self.lists[part.name]
            return (choice,) if choice.free is None else (choice, None)
        return (None,)


def _may_begin(part: Bound, word: str | None) -> bool:
    """Tell whether a part of a phrase may begin where `word` stands; if in doubt, it may."""
    if isinstance(part, Choice):
        return part.free is not None or (word is not None and bool(part.beginning(word)))
    if isinstance(part, str):
        return word is None or bool((run := _RUN.match(part)) and word.startswith(run[0]))
    if part is Mark.NUMBER and word is not None:
        return word[0].isdigit() or word.startswith(NUMBER_WORDS)
    return True


def _opened(first: First) -> First:
    """Return what a bracket begins with that has letters right behind it."""
    return Key(first.word, stem=True) if isinstance(first, Key) else None
