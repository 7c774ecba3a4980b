"""How text from digests is made harmless where a page, an XML reader or a code host takes it up."""

import re

from digestlint.reporters.style import shown

_BREAK = "\u200b"
_STARTS_MARKUP = re.compile(
    r"""
    [@#!~%$&](?=\w)       # a mention of somebody, an issue, a label
    | \#(?=\[)            # a command to the runner of a workflow
    | \bGH(?=-\d)         # an issue of GitHub
    | <(?=[A-Za-z/!?])    # a tag or a comment
    | \](?=[(\[:])        # a link
    | :(?=//)             # an address
    | \bwww(?=\.)
    """,
    re.VERBOSE,
)
_MARKUP = re.compile(r"[&<>|$`*_~\[\]\\^#@]")
_LONGEST = 400


def defused(text: str) -> str:
    """Return a text to be read as it is, in which no page finds a tag, a link, a mention or a control character.

    What would start one of these is parted from the rest by a space without width.
    """
    return _STARTS_MARKUP.sub(lambda match: match[0] + _BREAK, shown(text))


def markdown_text(text: str) -> str:
    """Return a text as Markdown, or HTML, that shows just this text; one that is very long is cut."""
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", defused(_cut(text)))


def markdown_code(text: str) -> str:
    """Return a text as Markdown, or HTML, that shows just this text as code."""
    return f"<code>{markdown_text(text)}</code>"


def markdown_message(message: str) -> str:
    """Return a message as Markdown, with what stands between backticks as code.

    Quoted words may hold backticks themselves, and then other words become code; nothing worse can come of it.
    """
    pieces = _cut(message).split("`")
    if len(pieces) % 2 == 0:
        return markdown_text(message)
    return "".join(_quoted(piece) if i % 2 else markdown_text(piece) for i, piece in enumerate(pieces))


def _quoted(words: str) -> str:
    return markdown_code(words) if words else markdown_text("``")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def xml_text(text: str) -> str:
    """Return a text in which every character may stand in XML 1.0; the marks of XML are left to its writer."""
    return _legal(shown(text))


def xml_message(text: str) -> str:
    """Return a defused text in which every character may stand in XML 1.0."""
    return _legal(defused(text))


def _legal(text: str) -> str:
    return re.sub("[\ufffe\uffff]", lambda match: f"\\u{ord(match[0]):04x}", text)


def sound(path: str) -> str:
    """Return a path that can be written in UTF-8: bytes of a name that are none stand as their escapes."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
