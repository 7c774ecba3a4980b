"""The content of a Markdown block: in which pieces its marks are read, and where it stands in the source."""

from collections.abc import Iterator

from digestlint.span import Lines

_LONGEST = 5000
"""The most characters of a paragraph in which marks are paired."""


def parted(content: str) -> Iterator[tuple[int, str]]:
    """Yield the content of a block in pieces that the parser reads quickly, each with its offset in the content.

    The parser's time for some runs of marks grows with the square of their length; marks pair within a piece only.
    """
    at = 0
    while len(content) - at > _LONGEST:
        cut = max(content.rfind("\n", at, at + _LONGEST), content.rfind(" ", at, at + _LONGEST)) + 1
        end = cut if cut > at else at + _LONGEST
        yield at, content[at:end]
        at = end
    yield at, content[at:]


class Locator:
    """Where each character of a block's content stands in the source."""

    def __init__(self, lines: Lines, offsets: list[int], begin: int = 0) -> None:
        self._lines = lines
        self._offsets = offsets
        self._begin = begin

    def behind(self, begin: int) -> "Locator":
        """Return the same for the part of the content that begins at an offset."""
        return Locator(self._lines, self._offsets, begin)

    def source(self, offset: int) -> int:
        """Return the source's offset of the content's character at `offset`."""
        row, column = self._lines.place(max(0, self._begin + offset))
        return self._offsets[min(row, len(self._offsets)) - 1] + column - 1

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield each line of the content with its offset in the source."""
        for row, start in enumerate(self._offsets, start=1):
            line = self._lines.span(row).stripped(self._lines.text)
            yield start + line.start - self._lines.span(row).start, line.of(self._lines.text)
