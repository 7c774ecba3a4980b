"""Shrinking: from a digest that breaks something to a small one that breaks it in the same way."""

import time
from collections.abc import Callable

SECONDS = 30


def shrunk(text: str, breaks: Callable[[str], bool], seconds: float = SECONDS) -> str:
    """Return `text` with as much left out as can be, so that it still `breaks`; gives up after some seconds."""
    until = time.monotonic() + seconds
    size = max(1, len(text) // 2)
    while time.monotonic() < until:
        smaller = _without(text, size, breaks, until)
        if smaller == text and size == 1:
            break
        size = size if smaller != text else max(1, size // 2)
        text = smaller
    return text


def _without(text: str, size: int, breaks: Callable[[str], bool], until: float) -> str:
    """Return `text` without those stretches of a size that it breaks without."""
    at = 0
    while at < len(text) and time.monotonic() < until:
        candidate = text[:at] + text[at + size :]
        if candidate and breaks(candidate):
            text = candidate
        else:
            at += size
    return text
