"""Places in a text: spans of code points, and the rows and columns that people read."""

import bisect
import re
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch of a source's text, in code points: `text[span.start:span.end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of `text` at this span."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def stripped(self, text: str) -> "Span":
        """Return the span without the white space at its two ends in `text` (empty at its start if all is blank)."""
        words = text[self.start : self.end]
        start = self.start + len(words) - len(words.lstrip())
        return Span(start, max(start, self.start + len(words.rstrip())))


class Place(NamedTuple):
    """A row and a column, both counted from 1; columns count code points."""

    row: int
    column: int


class Lines:
    r"""The lines of a text, to turn offsets into places. Lines end at `\n` alone, as in `Source.text`."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> Place:
        """Return the place of an offset of the text (0 to its length, both included)."""
        row = bisect.bisect_right(self._starts, offset)
        return Place(row, offset - self._starts[row - 1] + 1)

    def span(self, row: int) -> Span:
        """Return the span of a row, without its line end. Raises IndexError where there is no such row."""
        start = self._starts[row - 1]
        end = self._starts[row] - 1 if row < len(self._starts) else len(self.text)
        return Span(start, end)

    def __len__(self) -> int:
        return len(self._starts)
