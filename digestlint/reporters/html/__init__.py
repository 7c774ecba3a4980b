"""The report for editors: one HTML file that needs nothing else, with each digest as it reads."""

import base64
import functools
import hashlib
from collections.abc import Iterator
from pathlib import Path

from digestlint import __version__
from digestlint.report import Report
from digestlint.reporters.html.article import article
from digestlint.reporters.html.cards import rule_texts
from digestlint.reporters.html.escape import words
from digestlint.reporters.html.head import header, sidebar, silent_rules, totals, verdict
from digestlint.reporters.style import Style

_HELP = """<dialog id="help" aria-labelledby="help-title"><form method="dialog"><h2 id="help-title">Keys</h2><dl>
<dt><kbd>n</kbd> or <kbd>j</kbd></dt><dd>next finding</dd>
<dt><kbd>p</kbd> or <kbd>k</kbd></dt><dd>previous finding</dd>
<dt><kbd>/</kbd></dt><dd>search for a file or a title</dd>
<dt><kbd>Esc</kbd></dt><dd>leave the search or the finding</dd>
<dt><kbd>?</kbd></dt><dd>these keys</dd></dl><p><button>Close</button></p></form></dialog>
"""


def html_report(report: Report, style: Style) -> Iterator[str]:
    """Yield one HTML page: totals, filters, each digest with its findings marked, and why the rules are there."""
    found = totals(report)
    codes = {code for code, _ in found}
    rules = [rule for rule in report.rules if rule.code in codes]
    known = frozenset(rule.code for rule in rules)
    yield from _start(verdict(report, found)[0])
    yield from header(report, found)
    yield '<p class="status needs-js" id="status" role="status"></p>\n<div class="columns">\n'
    yield from sidebar(found) if found else ()
    yield '<main id="digests" tabindex="-1">\n'
    first = 1
    for file in report.files:
        if file.diagnostics:
            yield from article(file, first, known, explained=style.explained)
            first += len(file.diagnostics)
    yield "</main>\n</div>\n"
    if rules:
        yield '<section class="rules" aria-labelledby="rules"><h2 id="rules">The rules, and why they are there</h2>\n'
        yield from rule_texts(rules)
        yield silent_rules(report.rules, found) + "</section>\n"
    yield f'<footer class="foot">digestlint {words(__version__)}</footer>\n{_HELP}</body>\n</html>\n'


def _start(title: str) -> Iterator[str]:
    css, script = _asset("page.css"), _asset("page.js")
    sources = f"style-src '{_hash(css)}'; script-src '{_hash(script)}'"
    policy = f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
    yield f"<title>digestlint: {words(title)}</title>\n<style>{css}</style>\n<script>{script}</script>\n</head>\n"
    yield '<body>\n<a class="skip" href="#digests">To the digests</a>\n'


@functools.cache
def _asset(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="ascii")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("ascii")).digest()).decode("ascii")
