"""Places: spans in the order of a text, so that those near a stretch are found without a look at all of them."""

import bisect
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from digestlint.span import Span

T = TypeVar("T")


class Taken:
    """The stretches of a text that are taken."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlaps(self, span: Span) -> bool:
        """Tell whether something of `span` is taken."""
        before = bisect.bisect_left(self._starts, span.end)
        return before > 0 and self._ends[before - 1] > span.start

    def add(self, span: Span) -> None:
        """Take a stretch of which nothing is taken yet."""
        at = bisect.bisect_left(self._starts, span.start)
        self._starts.insert(at, span.start)
        self._ends.insert(at, span.end)


class Placed(Generic[T]):
    """Things that have a span each, in the order of these; `things` are all of them."""

    __slots__ = ("_reach", "_spans", "_starts", "things")

    def __init__(self, things: Iterable[T], span_of: Callable[[T], Span]) -> None:
        self.things: Sequence[T] = sorted(things, key=lambda thing: span_of(thing).start)
        self._spans = [span_of(thing) for thing in self.things]
        self._starts = [span.start for span in self._spans]
        self._reach = list(accumulate((span.end for span in self._spans), max))

    def inside(self, span: Span) -> list[T]:
        """Return the things that lie wholly in `span`."""
        first, last = bisect.bisect_left(self._starts, span.start), bisect.bisect_right(self._starts, span.end)
        return [self.things[i] for i in range(first, last) if span.covers(self._spans[i])]

    def meeting(self, span: Span) -> list[T]:
        """Return the things that share something with `span`."""
        first, last = bisect.bisect_right(self._reach, span.start), bisect.bisect_left(self._starts, span.end)
        return [self.things[i] for i in range(first, last) if span.overlaps(self._spans[i])]

    def next_start(self, offset: int, otherwise: int) -> int:
        """Return where the first of the things begins that begin behind an offset."""
        at = bisect.bisect_right(self._starts, offset)
        return self._starts[at] if at < len(self._starts) else otherwise

    def covers(self, span: Span) -> bool:
        """Tell whether one of the things covers `span`."""
        before = bisect.bisect_right(self._starts, span.start)
        return before > 0 and self._reach[before - 1] >= span.end
