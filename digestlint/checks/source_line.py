"""The source line: there, whole, and with dates that are dates."""

from collections.abc import Iterator

from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.dates import is_filler, stated_dates
from digestlint.rule import NoParams


def missing_source(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report a digest that names no source, neither below its text nor in its front matter."""
    if digest.source_line is None:
        yield Finding(digest.head)


def incomplete_source(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report, at the source line, the day of ingestion and the digest's model where they are missing."""
    line = digest.source_line
    if line is None:
        return
    parts = (("the day of ingestion", line.ingested, "Ingested YYYY-MM-DD"), ("the model", line.model, "Digest: MODEL"))
    for part, span, spelling in parts:
        if span is None or is_filler(digest, span):
            yield Finding(line.span, {"part": part, "spelling": spelling}, about=part)


def invalid_date(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each date of tag line, source line and front matter that is none, or none that can be."""
    for stated in digest.fact(stated_dates):
        if stated.fault:
            yield Finding(stated.span, {"date": digest.text(stated.span), "fault": stated.fault})
