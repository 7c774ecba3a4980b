"""Tables in Markdown that are cut where a page takes no more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of a table with what stands before and behind them; a block without a row is not written."""

    opening: str
    rows: Sequence[str]
    closing: str


def row(*cells: str) -> str:
    """Return a row of a table; the cells are Markdown in which no pipe stands."""
    return f"| {' | '.join(cells)} |\n"


def head(*names: str) -> str:
    """Return the first two lines of a table."""
    return row(*names) + row(*("---" for _ in names))


def fitted(blocks: Iterable[Block], room: int) -> tuple[str, int]:
    """Return as many rows as fit into `room` bytes, in whole blocks, and the number of rows that are left out."""
    pieces: list[str] = []
    left = 0
    for block in blocks:
        space = room - _size(block.opening) - _size(block.closing)
        kept = 0 if left else _fitting(block.rows, space)
        left += len(block.rows) - kept
        if kept:
            written = (block.opening, *block.rows[:kept], block.closing)
            pieces += written
            room -= sum(map(_size, written))
    return "".join(pieces), left


def _fitting(rows: Sequence[str], space: int) -> int:
    for count, line in enumerate(rows):
        space -= _size(line)
        if space < 0:
            return count
    return len(rows)


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
