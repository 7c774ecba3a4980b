"""Numerals: where numbers may stand, so that facts on numbers look only at the sentences that have any."""

import bisect
from collections.abc import Sequence

from digestlint.digest import Digest
from digestlint.phrase_search import number_places
from digestlint.span import Span

_NUMBERS = ("half", "hundred", "dozen", "single", "zero", "milli", "micro", "mega", "giga")
_NONE = ("no", "any")


def has_number(digest: Digest, within: Span) -> bool:
    """Tell whether a stretch has digits or words that numbers are made of (`half a milligram`, `a dozen`)."""
    return _has_any(digest.fact(_numbers), within)


def may_count(digest: Digest, within: Span) -> bool:
    """Tell whether a stretch has numbers, or words that say that there is none (`nobody`, `no patient`, `anyone`)."""
    return _has_any(digest.fact(_counting), within)


def _numbers(digest: Digest) -> Sequence[int]:
    return number_places(digest.prose, *_NUMBERS)


def _counting(digest: Digest) -> Sequence[int]:
    return number_places(digest.prose, *_NUMBERS, *_NONE)


def _has_any(places: Sequence[int], within: Span) -> bool:
    first = bisect.bisect_left(places, within.start)
    return first < len(places) and places[first] < within.end
