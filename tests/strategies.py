"""Digests and studies for property tests: well formed, tampered with, and hostile in every way that we know of."""

from typing import Any

from hypothesis import strategies as st

from benchmarks.fuzz import atoms, seeds

ATOMS = (*atoms.CHARACTERS, *atoms.NUMBERS, *atoms.DATES, *atoms.IDS, *atoms.MARKS, *atoms.LABELS, *atoms.WORDS)
HEADINGS = ("## Background", "## Results", "## Why It Matters", "## Study Design", "### Population", "Results", "#", "")


def pieces() -> st.SearchStrategy[str]:
    """A hostile piece, any characters at all, or a sentence of a digest or of a rule's example."""
    return st.one_of(
        st.sampled_from(ATOMS),
        st.text(max_size=6),
        st.sampled_from(atoms.SURROGATES),
        st.sampled_from(seeds.sentences()),
    )


def prose() -> st.SearchStrategy[str]:
    """Pieces, one after the other."""
    joined = st.tuples(st.sampled_from(("", " ", "\n", "\n\n", "\r\n")), st.lists(pieces(), max_size=12))
    return joined.map(lambda parts: parts[0].join(parts[1]))


def sections() -> st.SearchStrategy[str]:
    """A section with a rule's example, with pieces, or with both."""
    body = st.one_of(
        st.sampled_from(seeds.snippets()), prose(), st.tuples(st.sampled_from(seeds.snippets()), prose()).map("".join)
    )
    return st.tuples(st.sampled_from(HEADINGS), body).map("\n\n".join)


def front_matter() -> st.SearchStrategy[str]:
    """Front matter that may be no YAML, or a bomb of it; mostly none."""
    lines = st.lists(st.sampled_from(atoms.FRONT_MATTER), max_size=8).map("\n".join)
    return st.one_of(st.just(""), lines.map("---\n{}\n---\n".format), lines.map("---\n{}\n".format))


def composed() -> st.SearchStrategy[str]:
    """A digest put together from front matter, a title and sections."""
    return st.tuples(front_matter(), st.just("# Walking"), st.lists(sections(), max_size=4).map("\n\n".join)).map(
        "\n\n".join
    )


def tampered() -> st.SearchStrategy[str]:
    """A whole digest with a piece put in, a stretch left out or doubled, or its line ends exchanged."""

    def change(drawn: tuple[str, int, int, str, str]) -> str:
        text, at, length, piece, ends = drawn
        at %= len(text)
        return (text[:at] + piece + text[at + length :]).replace("\n", ends)

    ends = st.sampled_from(("\n", "\n", "\n", "\r\n", "\r", "\u2028"))
    return st.tuples(st.sampled_from(seeds.digests()), st.integers(0, 9999), st.integers(0, 60), pieces(), ends).map(
        change
    )


def spliced() -> st.SearchStrategy[str]:
    """The beginning of one digest and the end of another."""
    halves = st.tuples(
        st.sampled_from(seeds.digests()), st.sampled_from(seeds.digests()), st.floats(0, 1), st.floats(0, 1)
    )
    return halves.map(
        lambda drawn: drawn[0][: int(len(drawn[0]) * drawn[2])] + drawn[1][int(len(drawn[1]) * drawn[3]) :]
    )


def digests() -> st.SearchStrategy[str]:
    """Any of these."""
    return st.one_of(composed(), tampered(), spliced())


def values() -> st.SearchStrategy[Any]:
    """What may stand in JSON, mostly where it must not."""
    scalars = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**40), 10**40),
        st.floats(),
        st.sampled_from(ATOMS),
        st.sampled_from(atoms.SURROGATES),
    )
    return st.recursive(
        scalars,
        lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
        max_leaves=8,
    )
