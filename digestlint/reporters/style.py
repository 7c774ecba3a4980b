"""How text is shown: its width, its colours, and what a terminal must not be sent."""

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


def shown(text: str) -> str:
    """Return a text that is safe to print: what is invisible, or would steer the terminal, as its escape."""
    return "".join(char if _is_harmless(char) else _escape(char) for char in text)


def _is_harmless(char: str) -> bool:
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
