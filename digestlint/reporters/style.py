"""How text is shown: its width, its colours, and what a terminal must not be sent."""

import re
import unicodedata
from dataclasses import dataclass

_COLOURS = {"error": "31", "warning": "33", "info": "36", "place": "34", "strong": "1"}


@dataclass(frozen=True, slots=True)
class Style:
    """The width of the lines in columns, whether there are colours, and whether findings are explained."""

    width: int = 100
    colour: bool = False
    explained: bool = False

    def paint(self, words: str, kind: str) -> str:
        """Return `words` in the colour of a severity, of a place, or strong."""
        return f"\x1b[1;{_COLOURS[kind]}m{words}\x1b[0m" if self.colour else words


_COMMAND = re.compile(r"#(?=#\w*\[)")
"""What begins a command, wherever it stands in a line of the log of GitHub's, Azure's and TeamCity's runners."""


def shown(text: str) -> str:
    """Return a text that is safe to print: what is invisible, or would steer terminal or CI, as its escape."""
    harmless = "".join(char if _is_harmless(char) else _escape(char) for char in text)
    return _COMMAND.sub(r"\\x23", harmless) if "##" in harmless else harmless


def shown_line(text: str) -> str:
    """Return a text that is safe to print at the beginning of a line, where two colons begin a command at GitHub."""
    return re.sub(r"^(\s*):(?=:)", r"\1\\x3a", shown(text))


def shown_pieces(*texts: str) -> tuple[str, ...]:
    """Return texts that are safe to print one behind the other."""
    pieces = tuple(map(shown, texts))
    return tuple(piece.replace("#", "\\x23") for piece in pieces) if _COMMAND.search("".join(pieces)) else pieces


def _is_harmless(char: str) -> bool:
    if ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF:  # noqa: PLR2004 - Unicode's noncharacters
        return False
    return char == " " or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def _escape(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) > 0xFF else f"\\x{ord(char):02x}"  # noqa: PLR2004 - one byte


def columns(text: str) -> int:
    """Return how many columns of a terminal a printable text takes."""
    return sum(_char_columns(char) for char in text)


def _char_columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
