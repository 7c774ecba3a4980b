"""Brackets: what stands in them, and what does not."""

import re
from collections.abc import Iterator


def opening(prose: str, start: int, end: int) -> int | None:
    """Return the place of the innermost bracket that is open at `end`."""
    depth = 0
    for at in range(end - 1, start - 1, -1):
        if prose[at] in ")]":
            depth += 1
        elif prose[at] in "([":
            if not depth:
                return at
            depth -= 1
    return None


def outside_brackets(pattern: re.Pattern[str], prose: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the matches in a stretch that stand in no bracket of it."""
    depth, at = 0, start
    for mark in pattern.finditer(prose, start, end):
        for char in prose[at : mark.start()]:
            depth = depth + 1 if char in "([" else max(0, depth - 1) if char in ")]" else depth
        at = mark.start()
        if not depth:
            yield mark
