"""What the tests of the HTML report share: reports to be shown, and a page read again."""

from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary
from digestlint.diagnostic import Diagnostic, Severity
from digestlint.lint import lint
from digestlint.report import FileReport, Report
from digestlint.reporters import reporter_of
from digestlint.reporters.style import Style, shown
from digestlint.source import Source
from digestlint.span import Lines, Span

from .conftest import ROOT, TODAY

SEED = ROOT / "fixtures/digests/flawed/seed-igf1.txt"
RULES = tuple(rule for rule in built_in_rules(examples=False) if rule.default)
HOSTILE = (
    "# A <script>window.hacked = 1</script> title\n\n## Background\n\n"
    "Hidden \u202eesrever\u202c, \x00 and \x1b[31m; ]]> </style></script><img src=x onerror='hacked=1'> &lt;b&gt; \\u202e\n"
    "[click](javascript:window.hacked=1) <!-- --> <svg onload=alert(1)> \ud800 \u2028 é \U0001f600\n\n"
    "## Results\n\nThe end.</main></body></html>\n<script>alert(1)</script>\n"
)
_VOID = frozenset("meta link input br img hr rect".split())
_TEXT = frozenset(("lead", "rest"))


class ReadPage(HTMLParser):
    """What a page holds: its tags, the words of each finding's marks, and the text of each digest."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, dict[str, str | None]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marks: dict[int, str] = {}
        self.digests: list[str] = []
        self.comments: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "article":
            self.digests.append("")
        if tag == "mark" and dict(attrs).get("data-f"):
            for number in (dict(attrs)["data-f"] or "").split():
                self.marks.setdefault(int(number), "")
        if tag not in _VOID:
            self.stack.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.stack.pop()[0] == tag

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_data(self, data: str) -> None:
        classes = {attrs.get("class") for _, attrs in self.stack}
        if not classes & _TEXT or any((attrs.get("class") or "").startswith("ref ") for _, attrs in self.stack):
            return
        self.digests[-1] += data
        for tag, attrs in self.stack:
            if tag == "mark":
                for number in (attrs["data-f"] or "").split():
                    self.marks[int(number)] += data

    def ids(self) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get("id"))]


def page_of(report: Report, *, explained: bool = False) -> str:
    return "".join(reporter_of("html")(report, Style(explained=explained)))


def finding(text: str, start: int, end: int, **changes: object) -> Diagnostic:
    lines = Lines(text)
    plain = Diagnostic(
        path="a.md",
        span=Span(start, end),
        start=lines.place(start),
        end=lines.place(end),
        code="TXT005",
        name="emotive-language",
        severity=Severity.WARNING,
        message="`it` is said",
        help="Do not say it",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def of_text(text: str, diagnostics: Sequence[Diagnostic], path: str = "a.md") -> Report:
    return Report((FileReport(path, Source.of(text, path), tuple(diagnostics)),), RULES)


def seen(text: str) -> str:
    return "".join(char if char == "\n" else shown(char) for char in text)


def linted(*paths: Path) -> Report:
    files = []
    for path in paths:
        source = Source.of(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
        found = lint(source, RULES, profile=built_in_profile(), vocabulary=built_in_vocabulary(), today=TODAY)
        files.append(FileReport(source.path, source if found else None, found))
    return Report(files, RULES)
