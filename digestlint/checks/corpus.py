"""Digests held against each other: one source twice, one text twice.

Each rule is a grouping: keys tell which digests may be alike, so that one machine and a cluster's group-by hold the
same digests against each other. Both are linear in the number of digests.
"""

import math
import operator
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from digestlint.facts.signature import SKETCH, Signature, Spot
from digestlint.rule import Grouping, NoParams, option

Told = tuple[Spot, Mapping[str, str]]
_ROWS = 4
_BAND = 4 * _ROWS
"""How many bytes a band of a sketch has."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The share of word triples in common from which two texts count as nearly the same."""

    at_least: float = option(
        0.8, "The share of word triples in common, from 0 to 1, from which two texts are reported."
    )


def _source(signature: Signature) -> Iterator[bytes]:
    if signature.source_id:
        yield signature.source_id.encode("utf-8", "surrogatepass")


def _one(_: NoParams) -> int:
    return 1


def _twice(signature: Signature, earlier: Sequence[Signature], _: NoParams) -> Told:
    return signature.source, {"id": signature.source_id or "", "earlier": earlier[0].path}


def _bands(signature: Signature) -> Iterator[bytes]:
    for i in range(0, len(signature.sketch), _BAND):
        yield struct.pack(">H", i) + signature.sketch[i : i + _BAND]


def _common_bands(params: Likeness) -> int:
    """Return how many bands texts so alike have in common at the least: others have all numbers alike but one."""
    fewer = _ROWS - 1
    return max(1, math.ceil((_ROWS * params.at_least - fewer) * SKETCH / _ROWS))


def _alike(signature: Signature, earlier: Sequence[Signature], params: Likeness) -> Told | None:
    likeness, _, likest = max((_likeness(signature, other), place, other) for place, other in enumerate(earlier))
    if likeness < params.at_least or not _other_source(signature, likest):
        return None
    return signature.title, {"earlier": likest.path, "percent": f"{100 * likeness:.0f}"}


def _likeness(one: Signature, other: Signature) -> float:
    """Return the estimated Jaccard index of two digests' word triples."""
    alike: int = sum(map(operator.eq, memoryview(one.sketch).cast("I"), memoryview(other.sketch).cast("I")))
    return alike / SKETCH


def _other_source(one: Signature, other: Signature) -> bool:
    return one.source_id is None or one.source_id != other.source_id


DUPLICATE_SOURCE = Grouping(_source, 1, _one, _twice)
"""Reports the source line of each digest but the first, in the order of paths, that names one source."""

NEAR_DUPLICATE_DIGEST = Grouping(_bands, 8, _common_bands, _alike)
"""Reports the title of each digest whose prose is nearly that of an earlier one with another source."""
