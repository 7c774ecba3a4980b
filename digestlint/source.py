"""A source: the text of one file, as every other module sees it."""

import zlib
from dataclasses import dataclass

_WINDOW = 12
"""Of 4,096 bytes: a digest is not much longer, and to set up a larger one takes longer than to pack it."""


@dataclass(frozen=True, slots=True)
class Source:
    r"""A file's text with its line ends as `\n` and without a byte-order mark, and the path that names it.

    All offsets of the program are code points of `text`. The path is what is shown to people; nothing is read from it.
    """

    path: str
    text: str

    @classmethod
    def of(cls, text: str, path: str = "<text>") -> "Source":
        r"""Return the source of any text: `\r\n` and `\r` become `\n`, a leading byte-order mark goes."""
        return cls(path, text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))

    def packed(self) -> bytes:
        """Return the text as few bytes, for `unpacked`."""
        return zlib.compress(self.text.encode("utf-8", "surrogatepass"), 1, _WINDOW)

    @classmethod
    def unpacked(cls, packed: bytes, path: str) -> "Source":
        """Return the source that was packed."""
        return cls(path, zlib.decompress(packed).decode("utf-8", "surrogatepass"))
