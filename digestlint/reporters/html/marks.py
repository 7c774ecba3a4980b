"""The findings marked in the words of a digest, however they overlap."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digestlint.diagnostic import Diagnostic, Severity
from digestlint.places import Placed
from digestlint.reporters.html.escape import verbatim, words
from digestlint.reporters.html.layout import Block
from digestlint.span import Lines, Span

_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number on the page and in its digest, its place, and the earlier place that it speaks of."""

    number: int
    nth: int
    span: Span
    diagnostic: Diagnostic
    earlier: Span | None = None

    @property
    def tag(self) -> str:
        """What the finding is called in its digest: the severity's letter, and its number there."""
        return f"{self.diagnostic.severity[0].upper()}{self.nth}"


def numbered(diagnostics: Sequence[Diagnostic], text: str, first: int) -> tuple[Numbered, ...]:
    """Return the findings of a digest with numbers from `first` on; their places lie in the text."""
    lines = Lines(text)
    return tuple(
        Numbered(first + i, i + 1, _inside(diagnostic.span, text), diagnostic, _earlier(diagnostic, lines))
        for i, diagnostic in enumerate(diagnostics)
    )


def _inside(span: Span, text: str) -> Span:
    start = min(max(span.start, 0), len(text))
    return Span(start, min(max(span.end, start), len(text)))


def _earlier(diagnostic: Diagnostic, lines: Lines) -> Span | None:
    if diagnostic.earlier is None:
        return None
    start, end = diagnostic.earlier.start, diagnostic.earlier.end
    if not 1 <= start.row <= end.row <= len(lines):
        return None
    span = Span(lines.span(start.row).start + start.column - 1, lines.span(end.row).start + end.column - 1)
    span = _inside(span, lines.text)
    return span if span.start < span.end else None


class Located:
    """The findings of a digest by their places in its text."""

    def __init__(self, findings: Iterable[Numbered], text: str) -> None:
        all_of_them = tuple(findings)
        self._length = len(text)
        self._over = Placed(all_of_them, lambda finding: finding.span)
        self._earlier = Placed((f for f in all_of_them if f.earlier), lambda finding: finding.earlier or finding.span)
        self._starts = [finding.span.start for finding in self._over.things]

    def begun(self, span: Span) -> list[Numbered]:
        """Return those that begin in a stretch, in the order of their numbers; at the text's end, in the last one."""
        end = span.end + (span.end == self._length)
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, end)
        return _ordered(self._over.things[first:last])

    def over(self, span: Span) -> list[Numbered]:
        """Return those that speak of something of a stretch, in the order of their numbers."""
        return _ordered(self._over.meeting(span))

    def earlier(self, span: Span) -> list[Numbered]:
        """Return those whose earlier place shares something with a stretch, in the order of their numbers."""
        return _ordered(self._earlier.meeting(span))


def _ordered(findings: Iterable[Numbered]) -> list[Numbered]:
    return sorted(findings, key=lambda finding: finding.number)


def marked(block: Block, text: str, findings: Located) -> Iterator[str]:
    """Yield a block's words as HTML, with a mark for each stretch that findings speak of and a number before it."""
    begun, over, earlier = findings.begun(block.span), findings.over(block.span), findings.earlier(block.span)
    at: dict[int, list[Numbered]] = defaultdict(list)
    for finding in begun:
        at[finding.span.start].append(finding)
    cuts = _cuts(block, over, begun, earlier)
    for run in block.runs:
        if run.look != "plain":
            yield f'<span class="{run.look}">'
        inner = cuts[bisect_right(cuts, run.span.start) : bisect_left(cuts, run.span.end)]
        for start, end in pairwise((run.span.start, *inner, run.span.end)):
            yield from map(_reference, at.get(start, ()))
            yield _stretch(Span(start, end), text, findings)
        if run.look != "plain":
            yield "</span>"
    yield from map(_reference, at.get(block.span.end, ()))


def _cuts(block: Block, over: list[Numbered], begun: list[Numbered], earlier: list[Numbered]) -> list[int]:
    ends = {end for finding in (*over, *begun) for end in finding.span}
    ends |= {end for finding in earlier for end in finding.earlier or ()}
    return sorted(end for end in ends if block.span.start < end < block.span.end)


def _reference(finding: Numbered) -> str:
    """Return the number before a finding's words, which leads to its card; no words get a mark of their own."""
    severity = finding.diagnostic.severity
    title = words(f"Finding {finding.nth}, {severity}: {finding.diagnostic.message}")
    number = finding.number
    empty = finding.span.start == finding.span.end
    point = f'<mark class="{severity} point" data-f="{number}"></mark>' if empty else ""
    return f'<a class="ref {severity}" id="m{number}" href="#f{number}" title="{title}">{finding.tag}</a>{point}'


def _stretch(span: Span, text: str, findings: Located) -> str:
    here, before = findings.over(span), findings.earlier(span)
    inner = verbatim(span.of(text))
    if before:
        starting = [f.number for f in before if f.earlier and f.earlier.start == span.start]
        begun = "".join(f'<span id="e{number}"></span>' for number in starting)
        inner = f'{begun}<span class="earlier" data-e="{_numbers(before)}">{inner}</span>'
    if not here:
        return inner
    worst = min((finding.diagnostic.severity for finding in here), key=_ORDER.index)
    return f'<mark class="{worst}" data-f="{_numbers(here)}">{inner}</mark>'


def _numbers(findings: list[Numbered]) -> str:
    return " ".join(str(finding.number) for finding in findings)
