"""The reporters: a function a format, from a report to the text that is printed."""

from collections.abc import Callable, Iterator, Mapping

from digestlint.report import Report
from digestlint.reporters.checkstyle import checkstyle_report
from digestlint.reporters.github import github_report
from digestlint.reporters.gitlab import gitlab_report
from digestlint.reporters.html import html_report
from digestlint.reporters.junit import junit_report
from digestlint.reporters.markdown import markdown_report
from digestlint.reporters.rdjson import rdjson_report
from digestlint.reporters.records import json_report, jsonl_report
from digestlint.reporters.sarif import sarif_report
from digestlint.reporters.style import Style
from digestlint.reporters.text import concise_report, full_report

Reporter = Callable[[Report, Style], Iterator[str]]

REPORTERS: Mapping[str, Reporter] = {
    "concise": concise_report,
    "full": full_report,
    "json": json_report,
    "jsonl": jsonl_report,
    "sarif": sarif_report,
    "github": github_report,
    "gitlab": gitlab_report,
    "junit": junit_report,
    "checkstyle": checkstyle_report,
    "rdjson": rdjson_report,
    "markdown": markdown_report,
    "html": html_report,
}
TEXT_FORMATS = frozenset(("concise", "full"))
"""The formats for people: a summary follows them."""
