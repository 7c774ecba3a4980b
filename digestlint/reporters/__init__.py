"""The reporters: a function a format, from a report to the text that is printed."""

from collections.abc import Callable, Iterator, Mapping

from digestlint.report import Report
from digestlint.reporters.html import html_report
from digestlint.reporters.records import json_report, jsonl_report
from digestlint.reporters.style import Style
from digestlint.reporters.text import concise_report, full_report

Reporter = Callable[[Report, Style], Iterator[str]]

REPORTERS: Mapping[str, Reporter] = {
    "concise": concise_report,
    "full": full_report,
    "json": json_report,
    "jsonl": jsonl_report,
    "html": html_report,
}
TEXT_FORMATS = frozenset(("concise", "full"))
"""The formats for people: a summary follows them."""
