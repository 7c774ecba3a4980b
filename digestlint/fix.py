"""Fixes: putting edits into a text."""

from collections.abc import Iterable

from digestlint.diagnostic import Edit


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
