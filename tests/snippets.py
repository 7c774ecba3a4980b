"""What stands in the docs in code: the fenced blocks of a file, and the commands in them."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .conftest import ROOT

_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<language>\w*)\n(?P<text>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?P<target>[^():#\s]+)(?:#[\w-]+)?\)")
_RUN = re.compile(r"\bdigestlint (?=[a-z])[^\n]+")
_OPERATORS = re.compile(r"\s(?:\||\|\||>>?|&&|;)(?:\s|$)")
_INLINE = re.compile(r"`(digestlint [^`\n]+)`")
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md")] + sorted((ROOT / "docs").rglob("*.md"))


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its file, its language and its text."""

    path: Path
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}: {self.text.splitlines()[0] if self.text.strip() else ''}"


def blocks(*languages: str) -> list[Block]:
    """Return the blocks of all pages in one of the languages."""
    return [block for path in PAGES for block in blocks_of(path) if block.language in languages]


def blocks_of(path: Path) -> list[Block]:
    """Return the blocks of one page."""
    text = path.read_text(encoding="utf-8")
    return [Block(path, found["language"], found["text"]) for found in _FENCE.finditer(text)]


def commands() -> list[str]:
    """Return each `digestlint` command of all pages, in a console block or inside a sentence."""
    return list(dict.fromkeys(command for path in PAGES for command in _commands(path)))


def _commands(path: Path) -> Iterator[str]:
    for block in blocks_of(path):
        if block.language in ("console", "bash", "sh", "shell"):
            yield from re.findall(r"^(?:\$ )?(digestlint .+)$", block.text, re.MULTILINE)
        elif block.language == "yaml":
            yield from _RUN.findall(block.text)
    yield from _INLINE.findall(_FENCE.sub("", path.read_text(encoding="utf-8")))


def words_of(command: str) -> list[str]:
    """Return the words of a command behind `digestlint`, without a comment and what it is piped to."""
    return shlex.split(_OPERATORS.split(command)[0], comments=True)[1:]


def links(path: Path) -> list[str]:
    """Return the files that a page links to."""
    return [found["target"] for found in _LINK.finditer(_FENCE.sub("", path.read_text(encoding="utf-8")))]
