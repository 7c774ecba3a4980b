"""Tampering: small changes to a text that a reader, or a careless program, might make, and many that nobody would."""

import random
import re
from collections.abc import Callable

from benchmarks.fuzz import atoms

_KINDS: tuple[tuple[str, ...], ...] = (
    atoms.CHARACTERS, atoms.NUMBERS, atoms.DATES, atoms.IDS, atoms.MARKS, atoms.LABELS, atoms.WORDS, atoms.WORDS,
)  # fmt: skip
_ODD_LETTERS = str.maketrans(
    {"i": "ı", "I": "İ", "s": "ſ", "k": "\u212a", "0": "٠", "5": "５", "µ": "μ", "-": "‑", "'": "’"}
)
_BLANKS = ("", " ", "\n", "\n\n", "\r", "\r\n", "\u00a0", "\u2028", "-", "\n> ", "\n- ")
_PAIRS = (
    ("**", "**"), ("*", "*"), ("`", "`"), ("<!--", "-->"), ("(", ")"), ("[", "](x)"), ("“", "”"), ("\n> ", "\n"),
    ("| ", " |\n|--|\n"),
)  # fmt: skip


def atom(rng: random.Random) -> str:
    """Return a piece that breaks programs."""
    return rng.choice(rng.choice(_KINDS))


def spliced(rng: random.Random, one: str, other: str) -> str:
    """Return the beginning of one text and the end of another."""
    return (
        one[: rng.randint(0, len(one))] + other[rng.randint(0, len(other)) :]
        if rng.random() < 0.6
        else one + " " + other
    )


def put(rng: random.Random, text: str, piece: str) -> str:
    """Return a text with a piece put in somewhere."""
    at = rng.randint(0, len(text))
    return text[:at] + piece + text[at:]


def mutated(rng: random.Random, text: str, times: int) -> str:
    """Return a text that was tampered with so often."""
    for _ in range(times):
        text = rng.choice(_MUTATIONS)(rng, text)
    return text


def _cut(rng: random.Random, text: str) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + text[at + rng.choice((1, 1, 2, 5, 20, 100)) :]


def _doubled(rng: random.Random, text: str) -> str:
    at = rng.randint(0, len(text))
    piece = text[at : at + rng.choice((1, 3, 10, 40))]
    return text[:at] + piece * rng.choice((2, 2, 3, 10)) + text[at + len(piece) :]


def _renumbered(rng: random.Random, text: str) -> str:
    numbers = list(re.finditer(r"[\d.,]*\d", text))
    if not numbers:
        return put(rng, text, " " + rng.choice(atoms.NUMBERS))
    match = rng.choice(numbers)
    words = rng.choice(
        (
            rng.choice(atoms.NUMBERS),
            str(rng.randrange(120)),
            "0",
            match[0] + "0",
            f"{rng.randrange(99)}.{rng.randrange(999)}",
        )
    )
    return text[: match.start()] + words + text[match.end() :]


def _reworded(rng: random.Random, text: str) -> str:
    words = list(re.finditer(r"\w+", text))
    if not words:
        return atom(rng)
    match = rng.choice(words)
    piece = rng.choice((atom(rng), match[0].upper(), match[0].capitalize(), words[rng.randrange(len(words))][0], ""))
    return text[: match.start()] + piece + text[match.end() :]


def _respaced(rng: random.Random, text: str) -> str:
    blanks = list(re.finditer(r"\s+", text))
    if not blanks:
        return text
    match = rng.choice(blanks)
    return text[: match.start()] + rng.choice(_BLANKS) + text[match.end() :]


def _with_line_ends(rng: random.Random, text: str) -> str:
    return (
        text.replace("\n", rng.choice(("\r\n", "\r", "\n\n", "\n ", "\u2028")))
        if rng.random() < 0.3
        else put(rng, text, "\r")
    )


def _with_atom(rng: random.Random, text: str) -> str:
    return put(rng, text, atom(rng))


def _with_odd_letters(rng: random.Random, text: str) -> str:
    """Exchange letters of a stretch for others that a search takes for the same where case does not matter."""
    at = rng.randint(0, len(text))
    end = at + rng.choice((5, 30, 1000))
    return text[:at] + text[at:end].translate(_ODD_LETTERS) + text[end:]


def _wrapped(rng: random.Random, text: str) -> str:
    at = rng.randint(0, len(text))
    end = min(len(text), at + rng.randint(1, 60))
    before, after = rng.choice(_PAIRS)
    return text[:at] + before + text[at:end] + after + text[end:]


Mutation = Callable[[random.Random, str], str]
_MUTATIONS: tuple[Mutation, ...] = (
    _cut, _doubled, _renumbered, _renumbered, _reworded, _reworded, _respaced, _with_atom, _with_atom, _wrapped,
    _with_odd_letters, _with_line_ends,
)  # fmt: skip
