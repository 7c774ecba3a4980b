"""The registry's record of the study that the source line names."""

from digestlint.digest import Digest
from digestlint.facts.source_record import source_record
from digestlint.record import Record


def registry_record(digest: Digest) -> Record | None:
    """Return the record of the digest's source ID, None where there is none among the records given."""
    named = digest.fact(source_record)
    return digest.records.get(named.value) if named and named.value and digest.records else None
