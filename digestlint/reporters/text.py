"""Reports for people: one line a finding, or the words themselves with what to do about them."""

from collections.abc import Iterator

from digestlint.diagnostic import Diagnostic
from digestlint.report import Report
from digestlint.reporters.style import Style, columns, shown, shown_line, shown_pieces
from digestlint.span import Lines, Span

_CUT = "…"
_OFFERED = {"safe": "safe", "unsafe": "unsafe", "display": "for a person to make"}


def concise_report(report: Report, style: Style) -> Iterator[str]:
    """Yield `path:row:column: CODE name: message`, a line a finding."""
    for file in report.files:
        for diagnostic in file.diagnostics:
            code = style.paint(diagnostic.code, diagnostic.severity)
            message = shown(diagnostic.message)
            yield f"{_where(diagnostic, style)}: {code} {diagnostic.name}{_fixable(diagnostic)}: {message}\n"


def full_report(report: Report, style: Style) -> Iterator[str]:
    """Yield each finding with its words underlined in an excerpt, and with help."""
    for file in report.files:
        if not file.source:
            continue
        lines = Lines(file.source.text)
        for diagnostic in file.diagnostics:
            yield from _full(diagnostic, lines, style)


def _full(diagnostic: Diagnostic, lines: Lines, style: Style) -> Iterator[str]:
    head = style.paint(f"{diagnostic.severity} {diagnostic.code}", diagnostic.severity)
    yield f"{head} {style.paint(diagnostic.name, 'strong')}{_fixable(diagnostic)}: {shown(diagnostic.message)}\n"
    margin = " " * len(str(diagnostic.start.row))
    bar = style.paint("|", "place")
    yield f"{margin}{style.paint('-->', 'place')} {_where(diagnostic, style)}\n"
    excerpt, marks = _excerpt(diagnostic, lines, style.width - len(margin) - 3)
    yield f"{margin} {bar}\n"
    yield f"{style.paint(str(diagnostic.start.row), 'place')} {bar} {excerpt}\n"
    yield f"{margin} {bar} {style.paint(marks, diagnostic.severity)}\n"
    yield from (f"because: {shown(line)}\n" for line in diagnostic.trace if style.explained)
    yield f"{style.paint('help', 'strong')}: {shown(diagnostic.help)}\n"
    if fix := diagnostic.fix:
        yield f"{style.paint('fix', 'strong')}: {shown(fix.message)} ({_OFFERED[fix.applicability]}: {fix.why})\n"
    yield "\n"


def _where(diagnostic: Diagnostic, style: Style) -> str:
    return style.paint(f"{shown_line(diagnostic.path)}:{diagnostic.start.row}:{diagnostic.start.column}", "strong")


def _fixable(diagnostic: Diagnostic) -> str:
    return " [*]" if diagnostic.fix and diagnostic.fix.applicability == "safe" else ""


def _excerpt(diagnostic: Diagnostic, lines: Lines, width: int) -> tuple[str, str]:
    """Return the finding's first line, cut to `width` columns around its words, and the marks below these."""
    line = lines.span(diagnostic.start.row)
    words = Span(diagnostic.span.start, max(min(diagnostic.span.end, line.end), diagnostic.span.start))
    window = _window(lines.text, line, words, max(width, 20))
    before, marked, after = shown_pieces(
        lines.text[window.start : words.start],
        lines.text[words.start : min(words.end, window.end)],
        lines.text[words.end : window.end],
    )
    before = (_CUT if window.start > line.start else "") + before
    after += (_CUT if window.end < line.end else "") + (_CUT if diagnostic.span.end > line.end else "")
    return before + marked + after, " " * columns(before) + "^" * max(1, columns(marked))


def _window(text: str, line: Span, words: Span, width: int) -> Span:
    """Return the stretch of a line that is shown: the words, and as much around them as there is room for."""

    def cost(start: int, end: int) -> int:
        return columns(shown(text[start:end]))

    start, end = words.start, min(words.end, line.end, words.start + width)
    room = width - 2 - cost(start, end)
    while room < 0 and end > start:
        end -= 1
        room += cost(end, end + 1)
    before = room // 3
    while start > line.start and before >= (spent := cost(start - 1, start)):
        start, before, room = start - 1, before - spent, room - spent
    while end < line.end and room >= (spent := cost(end, end + 1)):
        end, room = end + 1, room - spent
    while start > line.start and room >= (spent := cost(start - 1, start)):
        start, room = start - 1, room - spent
    return Span(start, end)
