"""What each reporter writes of the fixed and of the hostile report: `python -m tests.snapshots` writes it anew."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from digestlint import __version__
from digestlint.report import Report
from digestlint.reporters import FORMATS, reporter_of
from digestlint.reporters.github import github_summary
from digestlint.reporters.style import Style

from .reports import fixed, hostile

FOLDER = Path(__file__).parent / "snapshots"
SUFFIXES = {
    "json": ".json", "jsonl": ".jsonl", "sarif": ".json", "gitlab": ".json", "rdjson": ".json",
    "junit": ".xml", "checkstyle": ".xml", "markdown": ".md", "html": ".html",
}  # fmt: skip


def written(report: Report, name: str) -> str:
    """Return what a reporter writes of a report."""
    return "".join(reporter_of(name)(report, Style()))


def sarif_run(report: Report) -> Any:
    """Return the one run of a SARIF log."""
    (run,) = json.loads(written(report, "sarif"))["runs"]
    return run


def plain(text: str, name: str) -> str:
    """Return what was written without what changes with each version: its number, and a page's own style and script."""
    text = text.replace(f'"{__version__}"', '"VERSION"')
    if name != "html":
        return text
    text = re.sub(r"(?s)(<(style|script)>).*?(?=</\2>)", r"\1", text)
    return re.sub(r"sha256-[\w+/=]+", "sha256-HASH", text)


def snapshots() -> Iterator[tuple[Path, bytes]]:
    """Yield the path and the content of each snapshot; the program's version stands there as VERSION."""
    for folder, report in (("fixed", fixed()), ("hostile", hostile())):
        for name in FORMATS:
            text = plain(written(report, name), name)
            yield FOLDER / folder / f"{name}{SUFFIXES.get(name, '.txt')}", text.encode()
        yield FOLDER / folder / "github-summary.md", github_summary(report).encode()


if __name__ == "__main__":
    for path, content in snapshots():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
