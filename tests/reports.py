"""Reports for the tests of reporters, made by the real rules: a fixed one, a hostile one, and one with many findings."""

import functools
from dataclasses import replace
from pathlib import Path

from digestlint.catalog import built_in_rules
from digestlint.config import Overrides
from digestlint.report import FileReport, Report
from digestlint.run import Manner, Recipe, check_bytes, settings_finder
from digestlint.source import Source

from .conftest import ROOT, TODAY

CODES = ("STR001", "STR006", "STR009", "DUP002", "FLG001", "FLG003", "NUM006", "REG001", "TXT001", "TXT005", "TXT006")
"""The rules of the reports: enough to have each kind of finding, few enough to be read in a snapshot."""

CLEAN = """# Walking Tried Against Stiff Knees

## Background

Stiff knees keep many older adults from moving, and from going where they would like to go. Walking costs nothing.

## Study Design

**Population:** Adults over 60 years with stiff knees who could walk without help before the study began.

**Intervention:** A walking plan.

**Outcome:** The change in knee bend.

## Results

The study was completed in March 2021. Its results have not been posted, so that nobody can say what came of it.

## Why It Matters

Many people ask what they can do at home. A plan that costs nothing could be taken up by nearly everybody.

---

Source: clinicaltrials:NCT03951116 · Ingested 2026-05-04 · Digest: gemini-2.5-flash
"""
SLIPS = (
    CLEAN.replace("## Background", "## Backgroud")
    .replace(
        "Walking costs nothing.",
        "“Größe” of the the effort is small, and the the cost\nis nothing. See NCTO3951116, nct 0395 1116 and NCT\n03951116.",
    )
    .replace(" A plan that costs nothing could be taken up by nearly everybody.", "")
)
HOSTILE_WORDS = (
    "<script>alert(1)</script> @everyone #1 !2 GH-3",
    "%0A::error::x ##[error]x ]]> -->",
    "\x1b[31mred\x1b[0m \u202egnp.exe \x07\x85\u2028 \ufffe",
    "</details><!-- [click](https://evil.example) www.evil.example ![x](y) mail@evil.example",
    "`a``b` | *c* _d_ ~~e~~ $f$ \\| & &lt; \" '",
    "W" * 600,
    "TODO: ```",
)
HOSTILE_PATHS = (
    "digests/a b, 100%: \"c\" 'd'.md",
    "digests/größe 研究.md",
    "digests/%0A::error::x.md",
    "digests/<script>alert(1)</script>`|`@everyone.md",
    "digests/\u202e\x1b[31mdm.exe\n::error::y.md",
    "digests/\udcff not utf-8.md",
    "digests/]]></details>&amp;[a](b).md",
)


def checked(path: str, raw: str | bytes, *codes: str) -> FileReport:
    """Return the report of a file, by the built-in rules of these codes."""
    settings_of = settings_finder(Recipe(Overrides(codes or CODES), isolated=True))
    raw = raw.encode() if isinstance(raw, str) else raw
    return check_bytes(raw, path, settings_of(Path()), Manner(TODAY), named=True)


@functools.cache
def fixed() -> Report:
    """Return a report with files of every kind."""
    seed = ROOT / "fixtures/digests/flawed/seed-igf1.txt"
    files = (
        checked("digests/clean.md", CLEAN),
        FileReport("digests/locked.md", error="it cannot be read: Permission denied"),
        checked("digests/seed-igf1.txt", seed.read_bytes()),
        checked("digests/slips.md", SLIPS),
        checked("digests/typed-in-latin-1.md", "Größe".encode("latin-1")),
        checked("README.md", "# Digests\n\nHere they are.\n"),
    )
    return _report(files)


@functools.cache
def hostile() -> Report:
    """Return a report of digests that were written to do harm."""
    files = [checked(path, _hostile(words)) for path, words in zip(HOSTILE_PATHS, HOSTILE_WORDS, strict=True)]
    files.append(FileReport(HOSTILE_PATHS[4], error=" ".join(HOSTILE_WORDS[:5])))
    files.append(FileReport(HOSTILE_PATHS[3], skipped=" ".join(HOSTILE_WORDS[:5])))
    return _report(tuple(files))


def _hostile(words: str) -> str:
    text = CLEAN.replace("## Why", f"## {words}\n\nSadly the the text.\n\n## Why")
    return text.replace("Source:", "Keywords: a`b, <img src=x onerror=alert(1)>, c|d, @f\n\nSource:")


@functools.cache
def many(number: int, *, in_each: int = 10) -> Report:
    """Return a report with a number of findings, so many in each file: errors, warnings and infos in turn."""
    one = checked("digests/slips.md", SLIPS)
    kinds = [next(d for d in one.diagnostics if d.code == code) for code in ("REG001", "TXT006", "STR009")]
    files = []
    for start in range(0, number, in_each):
        path = f"digests/{start:06}.md"
        numbers = range(start, min(start + in_each, number))
        found = tuple(replace(kinds[i % len(kinds)], path=path, nth=i + 1) for i in numbers)
        files.append(FileReport(path, Source(path, SLIPS), found))
    return _report(tuple(files))


def only(report: Report, code: str) -> Report:
    """Return a report with the first finding of one rule alone."""
    for file in report.files:
        for diagnostic in file.diagnostics:
            if diagnostic.code == code:
                return replace(report, files=(replace(file, diagnostics=(diagnostic,)),))
    raise LookupError(code)


def _report(files: tuple[FileReport, ...]) -> Report:
    return Report(files, tuple(rule for rule in built_in_rules(examples=False) if rule.code in CODES))
