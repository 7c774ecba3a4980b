"""Mentions: whether a digest speaks of a term, by its own name or by one that means the same."""

from collections.abc import Callable

from digestlint.digest import Digest
from digestlint.vocabulary import mention_test


def mentions(digest: Digest) -> Callable[[str], bool]:
    """Return the test that tells of a term whether title, official title or prose mention it or a synonym of it."""
    official = digest.official_title.of(digest.source.text) if digest.official_title else ""
    spelled = mention_test(f"{digest.prose}\n\n{official}")

    def mentioned(term: str) -> bool:
        return any(map(spelled, digest.vocabulary.spellings(term)))

    return mentioned
