"""What phrases need besides their first word: words of which one must stand near, or the phrases need not be walked."""

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digestlint.phrase_tree import Choice, First, Key
from digestlint.phrases import Either, Gap, Mark, Named, Part, Step

_RUN = re.compile(r"\w+")
_COMMON = frozenset(
    "a an and any are as at be been but by can did do does for from had has have he if in is it its may more no not of "
    "on one or our s she so some study than that the their them then there these they this those to trial was we were "
    "what when which who will with would".split()
)
_UNLIMITED = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    """Words, or beginnings of words, of which one stands at most `reach` blanks behind the place of the first word."""

    words: frozenset[str]
    stems: tuple[str, ...]
    reach: int


@functools.cache
def need(choice: Choice, first: First) -> Need | None:
    """Return what all phrases of a set that begin alike need; None where some of them need nothing else."""
    found: set[Key] = set()
    reach = 0
    for number in choice.groups[first]:
        steps = choice.steps(number)
        keys = _telling(steps if first is None else steps[1:], choice)
        if keys is None:
            return None
        found |= keys
        reach = max(reach, _length(steps, choice))
    return Need(
        frozenset(key.word for key in found if not key.stem), tuple(key.word for key in found if key.stem), reach
    )


def _telling(steps: Iterable[Step], choice: Choice) -> set[Key] | None:
    """Return what the step may begin with that tells most: the one with the fewest of the words that are everywhere."""
    known = (keys for step in steps if not step.optional and (keys := _keys(step, choice)))
    return min(known, key=lambda keys: (sum(key.word in _COMMON for key in keys), len(keys)), default=None)


def _keys(step: Step, choice: Choice) -> set[Key] | None:
    """Return the words that a step may begin with; None where it may begin with anything, or with a number."""
    found: set[Key] = set()
    for first in choice.firsts_of(step):
        keys = {first} if isinstance(first, Key) else _keys_of_list(first) if isinstance(first, Choice) else None
        if keys is None:
            return _inside(step)
        found |= keys
    return found


@functools.cache
def _keys_of_list(choice: Choice) -> set[Key] | None:
    found: set[Key] = set()
    for first in choice.groups:
        keys = {first} if isinstance(first, Key) else _keys_of_list(first) if isinstance(first, Choice) else None
        if keys is None:
            return None
        found |= keys
    return found


def _inside(step: Step) -> set[Key] | None:
    """Return the word behind the mark that a step begins with (`[note`)."""
    part = step.parts[0]
    run = _RUN.search(part) if isinstance(part, str) else None
    return {Key(run[0], stem=run.end() == len(run.string) and len(step.parts) > 1)} if run else None


def _length(steps: Sequence[Step], choice: Choice) -> int:
    """Return how many blanks there may be from the first to the last word of a phrase."""
    return min(_UNLIMITED, sum(1 + _blanks(part, choice) for step in steps for part in step.parts))


def _blanks(part: Part, choice: Choice) -> int:
    if isinstance(part, Gap):
        return part.most
    if isinstance(part, Either):
        return max(_length(branch, choice) for branch in part.branches)
    if isinstance(part, Named):
        return _longest(choice.lists[part.name])
    return 1 if part is Mark.NUMBER else 0


@functools.cache
def _longest(choice: Choice) -> int:
    return max(_length(choice.steps(number), choice) for number in range(len(choice.phrases)))
