"""Digests held against each other: one source twice, one text twice. Each pass is linear in the number of digests."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digestlint.facts.signature import Signature, Spot
from digestlint.rule import NoParams, option

Found = tuple[Signature, Spot, dict[str, str]]
_ROWS = 4
_KEPT = 8


@dataclass(frozen=True, slots=True)
class Likeness:
    """The share of word triples in common from which two texts count as nearly the same."""

    at_least: float = option(
        0.8, "The share of word triples in common, from 0 to 1, from which two texts are reported."
    )


def duplicate_source(signatures: Iterable[Signature], _: NoParams) -> Iterator[Found]:
    """Report the source line of each digest but the first, in the order of paths, that names one source."""
    first: dict[str, Signature] = {}
    for signature in sorted(signatures, key=lambda signature: signature.path):
        if signature.source_id:
            earlier = first.setdefault(signature.source_id, signature)
            if earlier is not signature:
                yield signature, signature.source, {"id": signature.source_id, "earlier": earlier.path}


def near_duplicate_digest(signatures: Iterable[Signature], params: Likeness) -> Iterator[Found]:
    """Report the title of each digest whose prose is nearly that of an earlier one with another source."""
    buckets: dict[tuple[int, ...], list[Signature]] = defaultdict(list)
    for signature in sorted(signatures, key=lambda signature: signature.path):
        bands = [(i, *signature.sketch[i : i + _ROWS]) for i in range(0, len(signature.sketch), _ROWS)]
        candidates = {other.path: other for band in bands for other in buckets[band]}
        likest = max(candidates.values(), key=lambda other: (_likeness(signature, other), other.path), default=None)
        if likest and _likeness(signature, likest) >= params.at_least and _other_source(signature, likest):
            percent = f"{100 * _likeness(signature, likest):.0f}"
            yield signature, signature.title, {"earlier": likest.path, "percent": percent}
        for band in bands:
            if len(buckets[band]) < _KEPT:
                buckets[band].append(signature)


def _likeness(one: Signature, other: Signature) -> float:
    """Return the estimated Jaccard index of two digests' word triples."""
    return sum(a == b for a, b in zip(one.sketch, other.sketch, strict=True)) / len(one.sketch)


def _other_source(one: Signature, other: Signature) -> bool:
    return one.source_id is None or one.source_id != other.source_id
