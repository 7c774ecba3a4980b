"""What must hold of a run as users see it: bytes in, a report out, in every format that there is."""

import functools
import json
import random
import unicodedata
from pathlib import Path
from xml.etree import ElementTree as ET  # the reports are our own

from benchmarks.fuzz.oracle import TODAY
from digestlint.config import Overrides, Settings, load_settings
from digestlint.record import NO_RECORDS, Records
from digestlint.report import FileReport, Report
from digestlint.reporters import FORMATS, reporter_of
from digestlint.reporters.style import Style
from digestlint.run import Fixes, Manner, check_bytes

_SHOWN = ("concise", "full", "markdown", "github")
_JSON = ("json", "sarif", "gitlab", "rdjson")
_XML = ("junit", "checkstyle")


class ReportError(Exception):
    """A report is not what it must be."""


@functools.cache
def settings() -> Settings:
    """Return the settings of a run with all rules."""
    return load_settings(None, Overrides(select=("ALL",)), Path())


def with_records(records: Records) -> Settings:
    """Return these settings with records."""
    old = settings()
    return Settings(old.path, old.root, old.rules, old.profile, old.vocabulary, records, old.policy, old.file)


def check_run(raw: bytes, records: Records = NO_RECORDS, fixes: Fixes | None = None) -> FileReport:
    """Check a file's bytes and write what came of it in all formats. Raises ReportError where one of them is broken."""
    manner = Manner(TODAY, across=True, fixes=fixes)
    report = check_bytes(raw, "digests/a.md", with_records(records), manner, named=True)
    if report.error and ("internal-error" in report.error or "nested too deeply" in report.error):
        raise ReportError(report.error)
    if report.repaired:
        again = check_bytes(
            report.repaired.after.encode("utf-8"), "digests/a.md", with_records(records), manner, named=True
        )
        if again.repaired and again.repaired.after != report.repaired.after:
            raise ReportError(f"fixes are made in what was fixed: {again.repaired.codes}")
    whole = Report((report,), settings().rules)
    for name in FORMATS:
        _check_format(name, "".join(reporter_of(name)(whole, Style(explained=True))))
    return report


def _check_format(name: str, text: str) -> None:
    text.encode("utf-8")
    if name in _SHOWN:
        steering = [
            char for char in text if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        ]
        if any(char != "\u200b" for char in steering):
            raise ReportError(f"{name} holds {steering[0]!r}")
    if name in _JSON:
        json.loads(text)
    if name == "jsonl":
        for line in text.split("\n"):
            json.loads(line or "{}")
    if name in _XML:
        ET.fromstring(text)  # noqa: S314 - the reports are our own


def encoded(rng: random.Random, text: str) -> bytes:
    """Return a digest as bytes, now and then with a mark before it or a byte that is no UTF-8."""
    raw = text.encode("utf-8", "replace")
    match rng.randrange(30):
        case 0:
            return b"\xef\xbb\xbf" + raw
        case 1:
            at = rng.randint(0, len(raw))
            return raw[:at] + rng.choice((b"\xff", b"\x80", b"\xed\xa0\x80", b"\xc0\xaf")) + raw[at:]
        case _:
            return raw
