"""Suppressions that do nothing: they ignore no finding, name no rule, or ask for what is not granted."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from digestlint.diagnostic import Edit, Finding, Fix
from digestlint.digest import Digest
from digestlint.facts.directives import Directive
from digestlint.rule import Judged, NoParams
from digestlint.span import Span

_WHY = "what it names is reported nowhere in its scope, so that nothing else changes"

_BLANKS = re.compile(" *")


def unused_suppression(digest: Digest, judged: Iterable[Judged], _: NoParams) -> Iterator[Finding]:
    """Report each selector of a directive, or the directive as a whole, that does nothing; the useless have a fix."""
    for directive, some in groupby(judged, key=lambda one: one.directive):
        told = list(some)
        alone = sum(one.useless for one in told) == len(directive.selectors)
        order = {selector: i for i, selector in enumerate(directive.selectors)}
        for one in told:
            span = one.selector or directive.whole
            fix = None
            if one.useless and one.selector:
                edit = _removal(digest.source.text, directive, None if alone else order[one.selector])
                fix = Fix("Delete it", (edit,), _WHY) if edit else None
            yield Finding(span, {"words": digest.text(span), "fault": one.fault}, fix)


def _removal(text: str, directive: Directive, nth: int | None) -> Edit | None:
    """Return the edit that deletes a selector, or the whole directive; None where that is no easy one."""
    if not text.startswith("<!--", directive.whole.start):
        return _entry_removal(text, directive.whole)
    if nth is None:
        return Edit(_with_its_lines(text, directive.whole), "")
    selectors = directive.selectors
    if nth == 0:
        return Edit(Span(selectors[0].start, selectors[1].start), "")
    end = selectors[nth].end
    last = nth + 1 == len(selectors)
    return Edit(Span(selectors[nth - 1].end, text.index("]", end) if last else end), "")


def _with_its_lines(text: str, span: Span) -> Span:
    """Return a comment's span, with its lines where it stands alone on them, or with the blanks before it."""
    start, end = span
    while start and text[start - 1] != "\n" and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end] != "\n" and text[end].isspace():
        end += 1
    if (start and text[start - 1] != "\n") or (end < len(text) and text[end] != "\n"):
        return Span(start, span.end)
    end = min(len(text), end + 1)
    blank_before = start == 0 or text.endswith("\n\n", 0, start)
    if blank_before and text.startswith("\n", end):
        end += 1
    return Span(start, end)


def _entry_removal(text: str, span: Span) -> Edit | None:
    """Return the edit that deletes a line of front matter, with the keys above it where nothing else is below them."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end) + 1
    if text[start : span.start].strip(" -\"'") or text[span.end : end].strip(" \"'\n"):
        return None
    indent = _indent(text, start)
    while indent and _indent(text, end) < indent:
        above = text.rfind("\n", 0, start - 1) + 1
        if _indent(text, above) >= indent or not text[above:start].rstrip().endswith(":"):
            break
        start, indent = above, _indent(text, above)
    return Edit(Span(start, end), "")


def _indent(text: str, line: int) -> int:
    """Return with how many blanks the line begins that begins at an offset."""
    blanks = _BLANKS.match(text, line)
    return len(blanks[0]) if blanks else 0
