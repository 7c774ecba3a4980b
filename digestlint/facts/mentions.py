"""Mentions: whether a digest speaks of a term, by its own name or by one that means the same."""

from collections.abc import Callable

from digestlint.digest import Digest
from digestlint.vocabulary import Mentions


def mentions(digest: Digest) -> Callable[[str], bool]:
    """Return the test that tells of a term whether title, official title or prose mention it or a synonym of it."""
    official = digest.official_title.of(digest.source.text) if digest.official_title else ""
    in_text = Mentions(f"{digest.prose}\n\n{official}")

    def mentioned(term: str) -> bool:
        return any(in_text(spelling) for spelling in digest.vocabulary.spellings(term))

    return mentioned
