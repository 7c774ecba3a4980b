"""The reporters: a function a format, from a report to the text that is printed."""

import importlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digestlint.report import Report
    from digestlint.reporters.style import Style

    Reporter = Callable[[Report, Style], Iterator[str]]

FORMATS: Mapping[str, str] = {
    "concise": "text",
    "full": "text",
    "json": "records",
    "jsonl": "records",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "checkstyle": "checkstyle",
    "rdjson": "rdjson",
    "markdown": "markdown",
    "html": "html",
}
"""The module of each format, which has its function `FORMAT_report`; a run loads those that it writes."""
TEXT_FORMATS = frozenset(("concise", "full"))
"""The formats for people: a summary follows them."""


def reporter_of(name: str) -> "Reporter":
    """Return the function that writes a format of `FORMATS`."""
    reporter: Reporter = getattr(importlib.import_module(f"digestlint.reporters.{FORMATS[name]}"), f"{name}_report")
    return reporter
