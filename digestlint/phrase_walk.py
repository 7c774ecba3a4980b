"""The walk from a word of a text through the tree of phrases, to the places where phrases end."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from digestlint.phrase_tree import Bound, Choice, Node
from digestlint.phrases import NUMBER_WORDS, TENS, Gap, Mark, fold, is_number

_RUN = re.compile(r"\w+")
_BREAK = re.compile(r"[\s‐‑–-]+")
_DASHES = "‐‑–-"
_HYPHENS = "‐‑-"
_GAP_WORD = re.compile(r"[^\s.;:]{1,40}")
_LETTERS = re.compile(r"[^\W\d_]+")
_MOST_LETTERS = 20
_BEHIND_WORD = re.compile(r"(?:=|[\w=]\s {0,4})\Z")
_DIGITS = tuple(
    re.compile(rf"{digits}{decimals}(?!\d)")
    for digits in (r"\d{1,3}(?:,\d{3}){1,3}", r"\d{1,9}")
    for decimals in (r"\.\d{1,6}", "")
)
_FREE = re.compile(r"(?<![\w‐‑-])\S")

Ends = tuple[int, ...]
"""Where something may end, what is preferred first."""

_Walked = list[tuple[int, int]]
"""The phrases, by their numbers, that were found, each with its end."""


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
        for run in _RUN.finditer(self.folded):
            start, word = run.start(), run[0]
            self.at[start] = word
            if not start or text[start - 1] not in _HYPHENS:
                self.places[word].append(start)
        self.breaks = {run.start(): run.end() for run in _BREAK.finditer(text)}
        self.begun: dict[Choice, Begun] = {}
        self.beginning: dict[Choice, set[str]] = {}
        self.choices: dict[tuple[Bound, int], Ends] = {}
        self.gaps: dict[tuple[int, int], Ends] = {}

    @functools.cached_property
    def heads(self) -> dict[str, list[str]]:
        """The words by their first letters."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self.places:
            found[word[0]].append(word)
        return found

    @functools.cached_property
    def numbers(self) -> set[str]:
        """The words that a number may begin with."""
        return set(filter(is_number, self.places))

    def ends_word(self, at: int) -> bool:
        """Tell whether no word goes on at `at`."""
        return at >= len(self.text) or not (self.text[at].isalnum() or self.text[at] == "_")


def begin(words: Words, choice: Choice) -> Begun:
    """Return where in a text one of the phrases may begin, and which ones there."""
    nodes: dict[int, tuple[Node, ...]] = {}
    for word in _beginning(words, choice):
        nodes.update(dict.fromkeys(words.places[word], choice.beginning(word)))
    if choice.free:
        for match in _FREE.finditer(words.text):
            nodes[match.start()] = (*nodes.get(match.start(), ()), choice.free)
    found = words.begun[choice] = Begun(sorted(nodes), nodes)
    return found


def _beginning(words: Words, choice: Choice) -> set[str]:
    """Return the words of a text that one of the phrases may begin with."""
    found = words.beginning.get(choice)
    if found is None:
        found = words.beginning[choice] = words.places.keys() & choice.words.keys()
        if choice.stems:
            heads = words.heads.keys() & choice.stems.keys()
            found.update(word for head in heads for word in words.heads[head] if word.startswith(choice.stems[head]))
        if Mark.NUMBER in choice.groups:
            found |= words.numbers
        for other in choice.choices:
            found |= _beginning(words, other)
    return found


def endings(words: Words, choice: Choice, begun: Begun, start: int) -> tuple[Ends, ...]:
    """Return where the phrases end that begin at `start`: for each kind of them the ends that it may have."""
    walked: _Walked = []
    seen: set[tuple[int, int]] = set()
    for node in begun.nodes[start]:
        _walk(words, node, start, walked, seen)
    if not walked:
        begun.found[start] = ()
        return ()
    whole = [(number, end) for number, end in walked if words.ends_word(end)]
    if len(whole) > 1 and len({end for _, end in whole}) > 1:
        kinds: dict[object, list[int]] = defaultdict(list)
        for number, end in sorted(whole, key=lambda found: found[0]):
            kinds[choice.kind(number)].append(end)
        found = tuple(map(tuple, kinds.values()))
    else:
        found = ((whole[0][1],),) if whole else ()
    begun.found[start] = found
    return found


def _walk(words: Words, node: Node, at: int, walked: _Walked, seen: set[tuple[int, int]]) -> None:
    """Note the phrases that go on at `at` from a place of the tree, each with its ends in the order of preference."""
    word = words.at.get(at)
    ways = node.ways.get(word)
    if ways is None:
        ways = node.follow(word)
    if node.others:
        if (id(node), at) in seen:
            return
        seen.add((id(node), at))
    for parts, behind in ways:
        for end in _ends_of_word(words, parts, at) if parts else (at + len(word or ""),):
            if behind.words or behind.others:
                # Few phrases go on; that one does not is told without a further call.
                following = words.breaks.get(end)
                if following is not None and behind.ways.get(words.at.get(following), True):
                    _walk(words, behind, following, walked, seen)
                if words.text[end - 1] in _DASHES if following is None else following > end + 1 and behind.others:
                    _walk_dashes(words, behind, end, walked, seen)
            if behind.final is not None:
                walked.append((behind.final, end))


def _walk_dashes(words: Words, node: Node, end: int, walked: _Walked, seen: set[tuple[int, int]]) -> None:
    """Go on inside the break at `end`, where a dash may be a word of its own."""
    for at in _after_break(words, end):
        if at != words.breaks.get(end):
            _walk(words, node, at, walked, seen)


def _after_break(words: Words, end: int) -> Iterator[int]:
    """Yield where a word may begin behind the break at `end`; a dash in the break may be a word of its own."""
    run = _BREAK.match(words.text, end)
    if run:
        yield run.end()
        yield from (at for at in range(run.end() - 1, end, -1) if words.text[at] in _DASHES)


def _ends_of_word(words: Words, parts: tuple[Bound, ...], start: int) -> Iterable[int]:
    """Return where a word of several parts may end that begins at `start`."""
    if len(parts) == 1 and (known := words.choices.get((parts[0], start))) is not None:
        return known
    ends = _ends_of_part(words, parts[0], start, last=len(parts) == 1)
    for i in range(1, len(parts)):
        last = i == len(parts) - 1
        ends = dict.fromkeys(end for at in ends for end in _ends_of_part(words, parts[i], at, last=last))
    return ends


def _ends_of_part(words: Words, part: Bound, start: int, *, last: bool) -> Iterable[int]:
    if isinstance(part, Choice):
        known = words.choices.get((part, start))
        return _ends_of_choice(words, part, start) if known is None else known
    if isinstance(part, str):
        return (start + len(part),) if words.folded.startswith(part, start) else ()
    if isinstance(part, Gap):
        return _ends_of_gap(words, part.most, start)
    return _ends_of_letters(words, start, last=last) if part is Mark.LETTERS else _ends_of_mark(words, part, start)


def _ends_of_mark(words: Words, mark: Mark, start: int) -> Iterable[int]:
    if mark is Mark.NUMBER:
        return _ends_of_number(words, start)
    if mark is Mark.BEGINNING:
        return () if _BEHIND_WORD.search(words.text, max(0, start - 6), start) else (start,)
    return _after_break(words, start)


def _ends_of_choice(words: Words, choice: Choice, start: int) -> Ends:
    walked: _Walked = []
    seen: set[tuple[int, int]] = set()
    word = words.at.get(start)
    for node in choice.beginning(word) if word is not None else ():
        _walk(words, node, start, walked, seen)
    if choice.free:
        _walk(words, choice.free, start, walked, seen)
    if len(walked) > 1:
        walked.sort(key=lambda found: found[0])
    found = words.choices[choice, start] = tuple(dict.fromkeys(end for _, end in walked))
    return found


def _ends_of_letters(words: Words, start: int, *, last: bool) -> Iterable[int]:
    run = _LETTERS.match(words.text, start)
    end = run.end() if run else start
    if last:
        return (end,) if end - start <= _MOST_LETTERS else ()
    return range(min(end, start + _MOST_LETTERS), start - 1, -1)


def _ends_of_number(words: Words, start: int) -> Iterable[int]:
    found = [match.end() for digits in _DIGITS if (match := digits.match(words.text, start))]
    tens = [start + len(word) + 1 for word in TENS if words.folded.startswith((word + " ", word + "-"), start)]
    for at in (*tens, start):
        found += [at + len(word) for word in NUMBER_WORDS if words.folded.startswith(word, at)]
    return dict.fromkeys(found)


def _ends_of_gap(words: Words, most: int, start: int) -> Ends:
    """Return where a gap of up to `most` words may end that begins at `start`."""
    found = words.gaps.get((most, start))
    if found is None:
        ends: dict[int, None] = {}
        run = _GAP_WORD.match(words.text, start)
        for end in filter(words.ends_word, range(run.end(), start, -1)) if run else ():
            if most > 1:
                for at in _after_break(words, end):
                    ends |= dict.fromkeys(_ends_of_gap(words, most - 1, at))
            ends[end] = None
        found = words.gaps[most, start] = tuple(ends)
    return found
