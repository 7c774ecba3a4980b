"""A digest's signature: the little that rules across digests need to know of it, of fixed size."""

import struct
from dataclasses import dataclass
from typing import NamedTuple

from digestlint.digest import Digest
from digestlint.facts.source_record import source_record
from digestlint.facts.wording import plain
from digestlint.fingerprint import comparable
from digestlint.span import Place, Span

SKETCH = 128
"""How many numbers a sketch has."""
_SEED = 1
_SHINGLE = 3


class Spot(NamedTuple):
    """A span of a file with its places, and its words as they are compared."""

    span: Span
    start: Place
    end: Place
    words: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A digest's path, source ID, and the MinHash of its prose's word triples (Broder 1997); where it is reported.

    The `sketch` is `SKETCH` numbers of 32 bits, little-endian.
    """

    path: str
    source_id: str | None
    source: Spot
    title: Spot
    sketch: bytes


def signature(digest: Digest) -> Signature:
    """Return the signature of a digest."""
    from rensa import RMinHash  # type: ignore[import-untyped]  # noqa: PLC0415 - rensa ships no types; only folders ask

    record = digest.fact(source_record)
    words = plain(digest.prose).split()
    shingles = {" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))}
    sketch = RMinHash(num_perm=SKETCH, seed=_SEED)
    sketch.update(sorted(shingles))
    return Signature(
        digest.source.path,
        record.value if record else None,
        _spot(digest, record.span if record else digest.head),
        _spot(digest, digest.head),
        struct.pack(f"<{SKETCH}I", *sketch.digest()),
    )


def _spot(digest: Digest, span: Span) -> Spot:
    words = comparable(span.of(digest.source.text))
    return Spot(span, digest.lines.place(span.start), digest.lines.place(span.end), words)
