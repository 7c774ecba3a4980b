"""Fixes: putting edits into a text, again and again until nothing is left that they can mend."""

import bisect
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from digestlint.diagnostic import Applicability, Diagnostic, Edit, Severity
from digestlint.span import Span

_MOST_PASSES = 20
_MOST_TRIES = 64
"""How often a text is checked in search of the fixes that do no harm; to find out one that does takes a few checks."""
_ONE_LINE_END = "\n"
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Repaired:
    """A file's text before and after its fixes, line ends and byte-order mark as they were, and the fixes' codes."""

    before: str
    after: str
    codes: tuple[str, ...]


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with the edits made; one that overlaps an earlier one is left out."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < at:
            continue
        pieces += [text[at : edit.span.start], edit.content]
        at = edit.span.end
    return "".join([*pieces, text[at:]])


def repair(text: str, lint: Callable[[str], Sequence[Diagnostic]], *, unsafe: bool = False) -> Repaired:
    r"""Return `text` with all fixes made that are safe, with `unsafe` all that may be made unasked.

    `lint` finds what is to be fixed; its spans are those of the text with `\n` line ends and no byte-order mark. A fix
    is made whole or not at all, and one that would bring an error of any rule is not made. Ends when no fix is left;
    where many would bring an error, those that are not found by then to bring none are left as well.
    """
    now, codes = text, list[str]()
    found = lint(now)
    tries = iter(range(_MOST_TRIES))
    for _ in range(_MOST_PASSES):
        chosen = _apart([d for d in found if d.fix and d.fix.applicability in _allowed(unsafe)])
        accepted = _accepted(now, found, chosen, lint, tries)
        if accepted is None:
            break
        now, made, found = accepted
        codes += [diagnostic.code for diagnostic in made]
    return Repaired(text, now, tuple(codes))


def _allowed(unsafe: bool) -> tuple[Applicability, ...]:  # noqa: FBT001 - named by its only caller
    return ("safe", "unsafe") if unsafe else ("safe",)


def _apart(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return those whose edits touch none of an earlier one's, in the order of the text."""
    taken: list[Span] = []
    chosen: list[Diagnostic] = []
    for diagnostic in diagnostics:
        spans = [edit.span for edit in diagnostic.fix.edits] if diagnostic.fix else []
        if not any(_touches(span, taken) for span in spans):
            chosen.append(diagnostic)
            for span in spans:
                bisect.insort(taken, span)
    return chosen


def _touches(span: Span, taken: Sequence[Span]) -> bool:
    """Tell whether a span overlaps or adjoins any of `taken`, which lie apart and in order."""
    i = bisect.bisect_left(taken, span)
    return any(other.start <= span.end and span.start <= other.end for other in taken[max(0, i - 1) : i + 1])


def _accepted(
    text: str,
    found: Sequence[Diagnostic],
    chosen: list[Diagnostic],
    lint: Callable[[str], Sequence[Diagnostic]],
    tries: Iterator[int],
) -> tuple[str, list[Diagnostic], Sequence[Diagnostic]] | None:
    """Return the text with the chosen fixes made, or with those that do no harm alone; None where none is left."""

    def tried(some: list[Diagnostic]) -> tuple[str, list[Diagnostic], Sequence[Diagnostic]] | None:
        fixed = _edited(text, [edit for diagnostic in some if diagnostic.fix for edit in diagnostic.fix.edits])
        if fixed == text or fixed.startswith(_MARK) != text.startswith(_MARK):
            return None  # nothing changes, or what stood inside the text would be its byte-order mark
        if _errors(after := lint(fixed)) - _errors(found):
            return None
        return fixed, some, after

    def harmless(some: list[Diagnostic]) -> list[Diagnostic]:
        if next(tries, None) is None:
            return []
        if tried(some):
            return some
        middle = len(some) // 2
        return [*harmless(some[:middle]), *harmless(some[middle:])] if middle else []

    if done := tried(chosen):
        return done
    left = harmless(chosen)
    return tried(left) or tried(left[:1])


def _errors(diagnostics: Iterable[Diagnostic]) -> Counter[str]:
    return Counter(diagnostic.code for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR)


def _edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text as it stands in a file with edits made whose spans are those of its plain form."""
    mark = int(text.startswith(_MARK))
    pairs = [pair.start() - mark - i for i, pair in enumerate(re.finditer("\r\n", text))]
    line_end = "\r\n" if 2 * len(pairs) > text.count("\n") else _ONE_LINE_END

    def raw(offset: int) -> int:
        return offset + mark + bisect.bisect_left(pairs, offset)

    placed = [
        Edit(
            edit.span._replace(start=raw(edit.span.start), end=raw(edit.span.end)),
            edit.content.replace(_ONE_LINE_END, line_end),
        )
        for edit in edits
    ]
    return apply_edits(text, placed)
