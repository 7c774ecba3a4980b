"""Cases: a digest and, for some, the record that it cites. A seed and a number tell it, and make it again."""

import functools
import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.fuzz import atoms, seeds
from benchmarks.fuzz.mutating import atom, mutated, put, spliced
from benchmarks.fuzz.studies import STUDIES, made_study
from digestlint.record import Record

_SECTIONS = ("Background", "Results", "Why It Matters", "Study Design\n\n### Population", "Results", "Why It Matters")
_BIG = 60_000
_BIG_SHARE = 0.0001
_RECORD_SHARE = 0.25
_SURROGATE_SHARE = 0.01
_NCT = re.compile(r"NCT\d{8}")


@dataclass(frozen=True, slots=True)
class Case:
    """A digest as it is fed to the program, the kind of its making, and the record that there is for it."""

    text: str
    kind: str
    record: Record | None = None


def case(seed: int, number: int) -> Case:
    """Return a case, always the same for a seed and a number."""
    rng = random.Random(f"{seed}:{number}")
    kind = "big" if rng.random() < _BIG_SHARE else rng.choice(_MOST)
    text = _MAKERS[kind](rng)
    if rng.random() < _SURROGATE_SHARE:
        text = put(rng, text, rng.choice(atoms.SURROGATES))
    if rng.random() < _RECORD_SHARE:
        record = study_record(seed, rng.randrange(STUDIES))
        if record:
            return Case(_citing(rng, text, record), kind, record)
    return Case(text, kind)


@functools.lru_cache(maxsize=STUDIES)
def study_record(seed: int, number: int) -> Record | None:
    """Return the record of a study that was tampered with, None where the program refuses it."""
    return made_study(random.Random(f"{seed}:study:{number}"))


def _citing(rng: random.Random, text: str, record: Record) -> str:
    """Return a digest that cites the record: its own numbers exchanged, or a source line below."""
    if "Source:" in text and _NCT.search(text):
        return _NCT.sub(record.nct_id, text)
    rule = rng.choice(("---", ""))
    return f"{text}\n\n{rule}\n\nSource: clinicaltrials:{record.nct_id} · Ingested 2026-05-04\n"


def _prose(rng: random.Random) -> str:
    """Put sentences of examples and fixtures, some of them tampered with, in a short digest."""
    parts = []
    for section in rng.sample(_SECTIONS, rng.choice((1, 1, 2))):
        words = " ".join(rng.choice(seeds.sentences()) for _ in range(rng.choice((1, 1, 2))))
        parts.append(f"## {section}\n\n{mutated(rng, words, rng.randint(0, 3))}\n")
    return f"# {rng.choice(seeds.sentences())[:80]}\n\n" + "\n".join(parts)


def _page(rng: random.Random) -> str:
    """Make the same as page text."""
    return re.sub(r"^#+ ", "", _prose(rng), flags=re.MULTILINE)


def _example(rng: random.Random) -> str:
    """Take an example of a rule, spliced with another, in a short digest."""
    words = rng.choice(seeds.snippets())
    words = spliced(rng, words, rng.choice(seeds.snippets())) if rng.random() < 0.5 else words
    mark = rng.choice(("## ", "## ", "### ", ""))
    return f"# Walking\n\n{mark}{rng.choice(_SECTIONS)}\n\n{mutated(rng, words, rng.randint(0, 4))}\n"


def _whole(rng: random.Random) -> str:
    """Tamper with a whole digest."""
    return mutated(rng, rng.choice(seeds.digests()), rng.randint(1, 8))


def _window(rng: random.Random) -> str:
    """Join stretches of two digests."""
    text, other = rng.choice(seeds.digests()), rng.choice(seeds.digests())
    at, there = rng.randrange(len(text)), rng.randrange(len(other))
    return mutated(
        rng,
        text[at : at + rng.choice((20, 60, 200))] + other[there : there + rng.choice((20, 60, 200))],
        rng.randint(0, 5),
    )


def _junk(rng: random.Random) -> str:
    """Pieces that break programs, one after the other."""
    glue = rng.choice(("", " ", "\n", "\n\n", " "))
    words = glue.join(
        atom(rng) if rng.random() < 0.7 else rng.choice(seeds.sentences()) for _ in range(rng.choice((2, 4, 8, 16)))
    )
    return words if rng.random() < 0.3 else f"## {rng.choice(_SECTIONS)}\n\n{words}"


def _fronted(rng: random.Random) -> str:
    """Front matter that may be none, and a short digest."""
    lines = [rng.choice(atoms.FRONT_MATTER) for _ in range(rng.randint(0, 8))]
    body = mutated(rng, "\n".join(lines), rng.randint(0, 3))
    return f"---\n{body}\n{rng.choice(('---', '---', '...', ''))}\n" + _example(rng)


def _big(rng: random.Random) -> str:
    """One piece over and over, up to a large digest."""
    pieces = (
        atom(rng),
        rng.choice(seeds.sentences()) + " ",
        rng.choice(seeds.snippets()),
        atom(rng) + "\n",
        f"## {atom(rng)}\n\n",
    )
    piece = rng.choice(pieces) + rng.choice(("", " ", atom(rng)))
    length = rng.choice((_BIG // 8, _BIG // 3, _BIG))
    return f"# Walking\n\n## Results\n\n{piece * (length // max(1, len(piece)))}"


_MAKERS: dict[str, Callable[[random.Random], str]] = {
    "prose": _prose, "page": _page, "example": _example, "whole": _whole, "window": _window, "junk": _junk,
    "fronted": _fronted, "big": _big,
}  # fmt: skip
_MOST = (
    *("prose", "page", "window", "junk") * 6, *("example",) * 14, *("fronted",) * 2, "whole",
)  # fmt: skip
