"""The study's dates beside its record: start, stop and completion, and the date of the tag line."""

from collections.abc import Iterator

from digestlint.checks.record_quotes import said_dates
from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.dates import StatedDate, stated_dates
from digestlint.facts.registry_record import registry_record
from digestlint.facts.study_dates import StudyDate, study_dates
from digestlint.partial_date import PartialDate
from digestlint.record import Record, RecordDate
from digestlint.rule import NoParams
from digestlint.span import Span

Named = tuple[tuple[str, RecordDate | None], ...]


def date_mismatch(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each date of start, stop or completion, and the tag line's date, that is none of the record's."""
    record = digest.fact(registry_record)
    if not record:
        return
    for stated in digest.fact(stated_dates):
        if stated.kind == "study" and stated.first and not stated.fault:
            dates = _tag_dates(record)
            if not _agrees(_partial(stated), dates):
                yield _finding(digest, stated.span, "date", said_dates(record, *dates))
    for told in digest.fact(study_dates):
        dates = _dates(record, told)
        if not _agrees(told.when, dates):
            yield _finding(digest, told.span, told.kind, said_dates(record, *dates))


def invented_precision(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each day that the prose gives where the record's date has the month only."""
    record = digest.fact(registry_record)
    for told in digest.fact(study_dates) if record else ():
        if not record or told.when.day is None:
            continue
        same = [named for named in _dates(record, told) if named[1] and named[1].date.agrees(told.when)]
        if same and all(each and each.date.day is None for _, each in same):
            yield Finding(told.span, {"date": digest.text(told.span), "recorded": said_dates(record, *same)})


def _agrees(when: PartialDate, dates: Named) -> bool:
    """Tell whether a date is one of the record's, or the record has none to hold it to."""
    known = [each for _, each in dates if each]
    return not known or any(each.date.agrees(when) for each in known)


def _finding(digest: Digest, span: Span, kind: str, recorded: str) -> Finding:
    return Finding(span, {"kind": kind, "date": digest.text(span), "recorded": recorded})


def _dates(record: Record, told: StudyDate) -> Named:
    if told.kind == "start":
        return (("start", record.start),)
    ends: Named = (("completion", record.completion), ("primary completion", record.primary_completion))
    if record.status in ("WITHDRAWN", "SUSPENDED"):
        ends += (("last update", record.last_update_posted),)  # the day of such a decision has no field of its own
    return ends


def _tag_dates(record: Record) -> Named:
    return (
        ("start", record.start),
        ("first posted", record.first_posted),
        ("completion", record.completion),
        ("last update", record.last_update_posted),
    )


def _partial(stated: StatedDate) -> PartialDate:
    first = stated.first
    if not first:
        return PartialDate(0)
    month = first.month if stated.precision != "year" else None
    return PartialDate(first.year, month, first.day if stated.precision == "day" else None)
