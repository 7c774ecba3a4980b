"""The tables: their columns, in Arrow's types. `docs/clusters.md` tells what each column of the findings means."""

import pyarrow as pa

from digestlint import __version__

SCHEMA_VERSION = "1"
"""Grows when a column goes or changes its meaning; not when one is added."""

_METADATA = {"digestlint.schema_version": SCHEMA_VERSION, "digestlint.version": __version__}

FINDINGS = pa.schema(
    [
        ("kind", pa.string()),
        ("path", pa.string()),
        ("code", pa.string()),
        ("name", pa.string()),
        ("severity", pa.string()),
        ("message", pa.string()),
        ("help", pa.string()),
        ("start_offset", pa.int32()),
        ("end_offset", pa.int32()),
        ("start_row", pa.int32()),
        ("start_column", pa.int32()),
        ("end_row", pa.int32()),
        ("end_column", pa.int32()),
        ("words", pa.string()),
        ("nth", pa.int32()),
        ("fingerprint", pa.string()),
        ("fix", pa.string()),
        ("trace", pa.string()),
        ("earlier", pa.string()),
        ("findings", pa.int32()),
        ("suppressed", pa.int32()),
    ],
    _METADATA,
)
"""What is found: a row of kind `checked`, `skipped` or `error` for each digest, and one of kind `finding` for each."""

SIGNATURE = pa.schema(
    [
        ("digest_id", pa.binary()),
        ("source_id", pa.string()),
        ("sketch", pa.binary()),
        ("spots", pa.string()),
        ("muted", pa.string()),
    ]
)
"""A digest's signature: beside a row of kind `checked`, where rules go across digests."""

RESULTS = pa.schema([*FINDINGS, *SIGNATURE], _METADATA)
"""What a worker gives back: the findings, and the signatures of the digests beside them."""

KEYED = pa.schema(
    [
        ("part", pa.int32()),
        ("code", pa.string()),
        ("key", pa.binary()),
        ("digest_id", pa.binary()),
        ("path", pa.string()),
    ]
)
"""A digest in a group of the rule `code`, once for each of its groups."""

MESSAGES = pa.schema(
    [("part", pa.int32()), ("code", pa.string()), ("to", pa.binary()), ("path", pa.string()), *SIGNATURE]
)
"""What is sent `to` a digest: its own signature (then `code` is null), or that of one that it may be like.

A message without a sketch asks for one: the digest that it is sent to is to answer `digest_id`.
"""


def part_of(key: bytes, parts: int) -> int:
    """Return the part, of so many, in which a key stands; keys are digests of a hash, and so spread evenly."""
    return int.from_bytes(key[:4]) % parts


def clean(words: str | None) -> str | None:
    """Return words as Arrow takes them: what is no character (half a surrogate pair) is written as an escape."""
    return words if words is None or words.isascii() else words.encode("utf-8", "backslashreplace").decode()
