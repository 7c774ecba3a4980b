"""Rows in, rows out: each digest of a batch is checked as a file is, and nothing is lost."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from digestlint.config import Settings
from digestlint.diagnostic import Diagnostic, Fix, Region
from digestlint.errors import DigestlintError, fault
from digestlint.facts.signature import Signature
from digestlint.fingerprint import fingerprint
from digestlint.records.api import records_in
from digestlint.report import FileReport
from digestlint.rows.job import Job, across_rules, settings_of
from digestlint.rows.tables import RESULTS, clean
from digestlint.run import Manner, check_bytes

_AT_ONCE = 256


def check_batches(batches: Iterable[pa.RecordBatch], job: Job) -> Iterator[pa.RecordBatch]:
    """Yield what is found in the rows of batches, a few hundred rows at a time, as `RESULTS` has it."""
    for batch in batches:
        for start in range(0, batch.num_rows, _AT_ONCE):
            yield check_batch(batch.slice(start, _AT_ONCE), job)


def check_batch(batch: pa.RecordBatch, job: Job) -> pa.RecordBatch:
    """Return what is found in the rows of a batch, as `RESULTS` has it, in the order of the rows."""
    columns = job.columns
    paths, texts = (_bytes(batch.column(name)) for name in (columns.path, columns.text))
    records = _bytes(batch.column(columns.record)) if columns.record else [None] * batch.num_rows
    rows: list[dict[str, Any]] = []
    for path, text, record in zip(paths, texts, records, strict=True):
        name = path.decode("utf-8", "backslashreplace") if path else ""
        rows += _rows(name, _checked(name, text, record, job), job)
    return pa.RecordBatch.from_pylist(rows, RESULTS)


def _bytes(column: pa.Array) -> list[bytes | None]:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if not (pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type)):
        column = pc.cast(pc.cast(column, pa.large_string()), pa.large_binary())
    found: list[bytes | None] = column.to_pylist()
    return found


def _checked(path: str, text: bytes | None, record: bytes | None, job: Job) -> FileReport:
    """Return the report of one row; whatever it holds, it takes no other row with it."""
    settings = settings_of(job.settings)
    if not path:
        return FileReport(path, error="the row has no path")
    if text is None:
        return FileReport(path, error="the row has no text")
    try:
        if job.columns.record:
            settings = replace(settings, records=records_in(record, "its record") if record else {})
        return check_bytes(text, path, settings, Manner(job.today, across=job.across), named=True)
    except DigestlintError as error:
        return FileReport(path, error=str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one row must not lose the others
        return FileReport(path, error=f"internal-error: {fault(error)}")


def _rows(path: str, report: FileReport, job: Job) -> Iterator[dict[str, Any]]:
    """Yield a row that tells what became of the digest, and one for each finding."""
    kind = "error" if report.error else "skipped" if report.skipped else "checked"
    signature = signature_row(report, job) if report.signature else {}
    yield {
        "kind": kind,
        "path": clean(path) or None,
        "message": clean(report.error or report.skipped),
        "findings": len(report.diagnostics),
        "suppressed": report.suppressed,
        **signature,
    }
    yield from map(finding_row, report.diagnostics)


def finding_row(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as a row of `FINDINGS`."""
    code, words, nth = diagnostic.code, diagnostic.words, diagnostic.nth
    return {
        "kind": "finding",
        "path": clean(diagnostic.path),
        "code": code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.value,
        "message": clean(diagnostic.message),
        "help": clean(diagnostic.help),
        "start_offset": diagnostic.span.start,
        "end_offset": diagnostic.span.end,
        "start_row": diagnostic.start.row,
        "start_column": diagnostic.start.column,
        "end_row": diagnostic.end.row,
        "end_column": diagnostic.end.column,
        "words": clean(words),
        "nth": nth,
        "fingerprint": fingerprint(diagnostic.path, code, words, nth),
        "fix": _fix(diagnostic.fix),
        "trace": json.dumps(diagnostic.trace) if diagnostic.trace else None,
        "earlier": _region(diagnostic.earlier) if diagnostic.earlier else None,
    }


def _fix(fix: Fix | None) -> str | None:
    if fix is None or fix.applicability == "display":
        return None
    edits = [{"start_offset": e.span.start, "end_offset": e.span.end, "content": e.content} for e in fix.edits]
    return json.dumps({"applicability": fix.applicability, "message": fix.message, "edits": edits})


def _region(region: Region) -> str:
    return json.dumps({"location": region.start._asdict(), "end_location": region.end._asdict()})


def signature_row(report: FileReport, job: Job) -> Mapping[str, Any]:
    """Return the signature of a digest that was checked as columns of `SIGNATURE`."""
    signature = report.signature
    if signature is None:
        return {}
    spots = json.dumps([_flat(signature, name) for name in ("source", "title")])
    key = json.dumps([signature.path, signature.source_id, spots]).encode() + signature.sketch
    muted = _muted(report, settings_of(job.settings), job)
    return {
        "digest_id": blake2b(key, digest_size=16).digest(),
        "source_id": clean(signature.source_id),
        "sketch": signature.sketch,
        "spots": spots,
        "muted": json.dumps(muted) if any(muted) else None,
    }


def _flat(signature: Signature, name: str) -> list[Any]:
    spot = getattr(signature, name)
    return [*spot.span, *spot.start, *spot.end, spot.words]


def _muted(report: FileReport, settings: Settings, job: Job) -> tuple[list[str], list[tuple[str, int, int]]]:
    """Return the rules across digests that are off for a digest, and where it asks to ignore others of them."""
    codes = {rule.code for rule in across_rules(job)}
    on = {rule.code for rule in settings.rules_for(Path(report.path))}
    ignored = [(each.code, *each.span) for each in report.ignored if each.code in codes]
    return sorted(codes - on), ignored
