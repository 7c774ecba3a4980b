"""Text put into a page: whatever it holds, it is text there, and what is invisible is shown as its escape.

Everything is ASCII, so that the page reads the same in whatever encoding it is printed.
"""

import html
import re
from itertools import groupby

from digestlint.reporters.style import shown

_QUOTED = re.compile(r"`([^`]+)`")


def words(text: str) -> str:
    """Return any text as HTML, for an element or between the quotes of an attribute."""
    return _ascii(text if text.isprintable() else shown(text))


def said(text: str) -> str:
    """Return a message as HTML; what stands between back quotes in it is set apart."""
    return _QUOTED.sub(r"<q>\1</q>", words(text))


def verbatim(text: str) -> str:
    """Return a stretch of a digest as HTML: line ends are kept, and escapes are set apart from what is written so."""
    if text.replace("\n", "").isprintable():
        return _ascii(text)
    pieces = (("".join(run), kept) for kept, run in groupby(text, lambda char: char == "\n" or shown(char) == char))
    return "".join(_ascii(run) if kept else f'<span class="esc">{words(run)}</span>' for run, kept in pieces)


def _ascii(text: str) -> str:
    return html.escape(text).encode("ascii", "xmlcharrefreplace").decode("ascii")
