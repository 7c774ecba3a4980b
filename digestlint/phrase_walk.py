"""The walk from a word of a text through the tree of phrases, to the places where phrases end."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from digestlint.phrase_tree import Bound, Choice, Node
from digestlint.phrase_words import Begun, Ends, Words, in_reach
from digestlint.phrases import NUMBER_WORDS, TENS, Gap, Mark

_DASHES = "‐‑–-"
_GAP_WORD = re.compile(r"[^\s.;:]{1,40}")
_LETTERS = re.compile(r"[^\W\d_]+")
_MOST_LETTERS = 20
_MOST_DASHES = 8
"""How many characters back in a break a dash may stand that is a word of its own."""

_BEHIND_WORD = re.compile(r"(?:=|[\w=]\s {0,4})\Z")
_DIGITS = tuple(
    re.compile(rf"{digits}{decimals}(?!\d)")
    for digits in (r"\d{1,3}(?:,\d{3}){1,3}", r"\d{1,9}")
    for decimals in (r"\.\d{1,6}", "")
)

_NUMBER_HEADS = frozenset(word[0] for word in NUMBER_WORDS)
"""The letters that a number in words may begin with."""

_Walked = list[tuple[int, int]]
"""The phrases, by their numbers, that were found, each with its end."""


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
        for end in _ends_of_way(words, parts, behind, at) if parts else (at + len(word or ""),):
            if behind.words or behind.others:
                # Few phrases go on; that one does not is told without a further call.
                following = words.breaks.get(end)
                if following is not None and behind.ways.get(words.at.get(following), True):
                    _walk(words, behind, following, walked, seen)
                if words.text[end - 1] in _DASHES if following is None else following > end + 1 and behind.others:
                    _walk_dashes(words, behind, end, walked, seen)
            if behind.final is not None:
                walked.append((behind.final, end))


def _ends_of_way(words: Words, parts: tuple[Bound, ...], behind: Node, at: int) -> Iterable[int]:
    """Return where a word of several parts may end; nowhere where what must follow a gap stands too far away."""
    gap = parts[0] if behind.final is None else None
    if isinstance(gap, Gap) and not in_reach(words, behind, at, gap.most):
        return ()
    return _ends_of_word(words, parts, at)


def _walk_dashes(words: Words, node: Node, end: int, walked: _Walked, seen: set[tuple[int, int]]) -> None:
    """Go on inside the break at `end`, where a dash may be a word of its own."""
    for at in _after_break(words, end):
        if at != words.breaks.get(end):
            _walk(words, node, at, walked, seen)


def _after_break(words: Words, end: int) -> Iterator[int]:
    """Yield where a word may begin behind the break at `end`; a dash near its end may be a word of its own."""
    last = words.break_end(end)
    if last is not None:
        yield last
        yield from (at for at in range(last - 1, max(end, last - _MOST_DASHES), -1) if words.text[at] in _DASHES)


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
    head = words.folded[start : start + 1]
    if not (head.isdecimal() or head in _NUMBER_HEADS):
        return ()
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
            following = words.break_end(end) if most > 1 and words.text[end : end + 1].isspace() else None
            if following is not None:
                ends |= dict.fromkeys(_ends_of_gap(words, most - 1, following))
            ends[end] = None
        found = words.gaps[most, start] = tuple(ends)
    return found
