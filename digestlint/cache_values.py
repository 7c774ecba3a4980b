"""Reports as they lie in the cache: JSON, for what is read back from a disk must never be able to run."""

import json
from collections.abc import Sequence
from typing import Any

from digestlint.diagnostic import Diagnostic, Edit, Fix, Region, Severity
from digestlint.facts.signature import Signature, Spot
from digestlint.report import CacheMark, FileReport
from digestlint.source import Source
from digestlint.span import Place, Span
from digestlint.suppress import Ignored


def dumped(report: FileReport, mark: CacheMark) -> bytes:
    """Return a report of a file that was checked or skipped, without its path, text and key, as JSON."""
    values = {
        "record": [mark.cites, mark.stamp],
        "skipped": report.skipped,
        "loud": report.loud,
        "suppressed": report.suppressed,
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in report.diagnostics],
        "signature": _signature(report.signature) if report.signature else None,
        "ignored": [[one.code, one.span, one.selector] for one in report.ignored],
    }
    return json.dumps(values, separators=(",", ":")).encode("ascii")


def loaded(value: bytes, path: str, raw: bytes, key: bytes) -> FileReport:
    """Return the report that `dumped` made, of a file with its bytes.

    Raises ValueError, TypeError or KeyError for what it cannot have made.
    """
    values = json.loads(value)
    signature = _read_signature(values["signature"], path) if values["signature"] else None
    diagnostics = tuple(_read_diagnostic(one, path) for one in values["diagnostics"])
    source = Source.of(raw.decode("utf-8"), path)
    return FileReport(
        path,
        source if diagnostics else None,
        diagnostics,
        skipped=values["skipped"],
        loud=values["loud"],
        signature=signature,
        packed=source.packed() if signature and not diagnostics else None,
        suppressed=values["suppressed"],
        mark=CacheMark(key, *values["record"]),
        ignored=tuple(Ignored(code, Span(*span), Span(*selector)) for code, span, selector in values["ignored"]),
    )


def _diagnostic(one: Diagnostic) -> list[Any]:
    fix = one.fix and [
        one.fix.message,
        [[edit.span, edit.content] for edit in one.fix.edits],
        one.fix.why,
        one.fix.applicability,
    ]
    earlier = one.earlier and [one.earlier.start, one.earlier.end]
    named = [one.code, one.name, one.severity.value, one.message, one.help]
    return [one.span, one.start, one.end, *named, fix, one.trace, earlier, one.words, one.nth]


def _read_diagnostic(values: Sequence[Any], path: str) -> Diagnostic:
    span, start, end, code, name, severity, message, help_, fix, trace, earlier, words, nth = values
    return Diagnostic(
        path,
        Span(*span),
        Place(*start),
        Place(*end),
        code,
        name,
        Severity(severity),
        message,
        help_,
        _read_fix(fix) if fix else None,
        tuple(trace),
        Region(Place(*earlier[0]), Place(*earlier[1])) if earlier else None,
        words,
        nth,
    )


def _read_fix(values: Sequence[Any]) -> Fix:
    message, edits, why, applicability = values
    return Fix(message, tuple(Edit(Span(*span), content) for span, content in edits), why, applicability)


def _signature(one: Signature) -> list[Any]:
    return [one.source_id, one.source, one.title, one.sketch.hex()]


def _read_signature(values: Sequence[Any], path: str) -> Signature:
    source_id, source, title, sketch = values
    return Signature(path, source_id, _read_spot(source), _read_spot(title), bytes.fromhex(sketch))


def _read_spot(values: Sequence[Any]) -> Spot:
    span, start, end, words = values
    return Spot(Span(*span), Place(*start), Place(*end), words)
