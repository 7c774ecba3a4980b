"""The study's status beside its record: no record, another status, a record that has changed since."""

from collections.abc import Iterator

from digestlint.checks.record_quotes import said
from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.dates import stated_dates
from digestlint.facts.record_status import JUDGED, told_statuses
from digestlint.facts.registry_record import registry_record
from digestlint.facts.source_record import source_record
from digestlint.rule import NoParams
from digestlint.span import Span

_SOURCE_OF_RECORDS = "NCT"


def record_not_found(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report the source ID of ClinicalTrials.gov that the records do not hold; other registries' are not looked up."""
    named = digest.fact(source_record)
    if not named or named.broken or not named.value or not named.value.startswith(_SOURCE_OF_RECORDS):
        return
    if digest.records and not digest.fact(registry_record):
        yield Finding(named.span, {"id": named.value})


def status_mismatch(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each sentence that gives the study a status which the record's excludes."""
    record = digest.fact(registry_record)
    if not record or record.status not in JUDGED:
        return
    reported: set[Span] = set()
    for told in digest.fact(told_statuses):
        span = told.sentence.span
        if record.status not in told.allowed and span not in reported:
            reported.add(span)
            yield Finding(span, {"status": told.words, "recorded": said(record, record.status)})


def stale_digest(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report a day of ingestion that is before the record's last update."""
    record = digest.fact(registry_record)
    updated = record.last_update_posted.date if record and record.last_update_posted else None
    if not updated:
        return
    for stated in digest.fact(stated_dates):
        if stated.kind == "ingested" and stated.first and not stated.fault:
            first = (stated.first.year, stated.first.month, stated.first.day)
            parts = {"year": 1, "month": 2, "day": 3}[stated.precision]
            known = tuple(part for part in updated if part is not None)
            parts = min(parts, len(known))
            if known[:parts] > first[:parts]:
                yield Finding(stated.span, {"ingested": digest.text(stated.span), "updated": updated.iso})
