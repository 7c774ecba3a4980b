"""Write an HTML report of thousands of findings, and measure in Chromium how fast it opens and filters.

    python -m benchmarks.html_report [FINDINGS [FILES]]

The findings (default 5,000 in 600 files) are those of the digests below `fixtures`, said again under other names until
there are enough. Each figure is the middle one of five.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary
from digestlint.lint import lint
from digestlint.report import FileReport, Report
from digestlint.reporters.html import html_report
from digestlint.reporters.style import Style
from digestlint.source import Source
from tests.browser import Page, browser_page, chromium

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
ROUNDS = 5
# A figure ends with what is on the screen: the frame after the next one has begun.
PAINTED = "await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


def some_report(findings: int, files: int) -> Report:
    """Return a report of at least so many findings in so many files; every digest in it has some."""
    rules = built_in_rules(examples=False)
    flawed = [source for path in sorted((ROOT / "fixtures").rglob("*")) if (source := _source(path))]
    found = {
        source.path: lint(source, rules, profile=built_in_profile(), vocabulary=built_in_vocabulary(), today=TODAY)
        for source in flawed
    }
    flawed = [source for source in flawed if found[source.path]]
    reports: list[FileReport] = []
    for number, source in zip(range(files), cycle(flawed), strict=False):
        path = f"digests/{number // 50:02}/{number:04}-{Path(source.path).name}"
        reports.append(FileReport(path, replace(source, path=path), found[source.path]))
    return Report(list(_padded(reports, findings)), rules)


def _source(path: Path) -> Source | None:
    if path.suffix not in (".md", ".txt"):
        return None
    return Source.of(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())


def _padded(reports: list[FileReport], findings: int) -> Iterator[FileReport]:
    """Yield the reports, with findings said again or left out until there are as many as were asked for."""
    missing = findings
    for left, report in zip(range(len(reports), 0, -1), reports, strict=True):
        wanted = -(-missing // left)
        said = [diagnostic for diagnostic, _ in zip(cycle(report.diagnostics), range(wanted), strict=False)]
        yield replace(report, diagnostics=tuple(sorted(said, key=lambda diagnostic: diagnostic.sort_key)))
        missing -= wanted


def measured(page: Page, action: str) -> float:
    """Return how many milliseconds pass from an action to its being seen."""
    script = (
        f"(async () => {{ const from = performance.now(); {action}; {PAINTED}; return performance.now() - from; }})()"
    )
    return float(page.run(script))


def opened(page: Page, path: Path) -> float:
    """Return how many milliseconds pass from the call for a file to its being seen."""
    started = time.perf_counter()
    page.open(path)
    page.run(f"(async () => {{ {PAINTED} }})()")
    return (time.perf_counter() - started) * 1000


def middle(measure: Callable[[], float]) -> str:
    """Return the middle and the worst of some measurements, as text."""
    figures = [measure() for _ in range(ROUNDS)]
    return f"{statistics.median(figures):7.0f} ms (worst {max(figures):.0f} ms)"


def main(findings: int = 5000, files: int = 600) -> None:
    """Print the figures."""
    report = some_report(findings, files)
    started = time.perf_counter()
    text = "".join(html_report(report, Style()))
    spent = time.perf_counter() - started
    count = sum(len(file.diagnostics) for file in report.files)
    print(f"{count:,} findings in {len(report.files):,} files: {len(text) / 1e6:.1f} MB, written in {spent:.2f} s")
    if not chromium():
        print("There is no Chromium on this machine: nothing more can be measured.")
        return
    with browser_page() as page, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        path.write_text(text, encoding="ascii")
        page.size(1440, 1000)
        print(f"open until seen         {middle(lambda: opened(page, path))}")
        rule = "document.querySelector('input[name=rule]').click()"
        print(f"filter by rule          {middle(lambda: measured(page, rule))}")
        search = (
            "const box = document.getElementById('search'); box.value = box.value ? '' : '07';"
            "box.dispatchEvent(new Event('input', {bubbles: true}))"
        )
        print(f"search for a file       {middle(lambda: measured(page, search))}")
        severity = "document.querySelector('input[value=warning]').click()"
        print(f"filter by severity      {middle(lambda: measured(page, severity))}")
        step = "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'n', bubbles: true}))"
        print(f"go to the next finding  {middle(lambda: measured(page, step))}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3]))
