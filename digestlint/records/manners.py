"""How the registry is asked, and how long it asks to wait."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MOST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Manners:
    """How the registry is asked: seconds between requests, of waiting for an answer, and at most when it asks to wait.

    `tries` is how often a record is asked for when the answer fails in a way that may pass.
    """

    user_agent: str
    pause: float = 1.0
    timeout: float = 30.0
    tries: int = 5
    longest_wait: float = 120.0


def retry_after(words: str, now: datetime) -> float | None:
    """Return the seconds that a `Retry-After` header asks for, by a number or an HTTP date; None where it does not."""
    words = words.strip()
    if words.isascii() and words.isdigit():
        return float(words[:_MOST_DIGITS])
    try:
        moment = parsedate_to_datetime(words)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return max(0.0, ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now).total_seconds())
