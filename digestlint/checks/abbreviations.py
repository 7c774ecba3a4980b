"""Abbreviations that the prose uses and never spells out."""

from collections.abc import Iterator
from dataclasses import dataclass

from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.unexplained import unexplained
from digestlint.rule import option


@dataclass(frozen=True, slots=True)
class Known:
    """The abbreviations of a site's own that need no long form, on top of the built-in ones."""

    known: tuple[str, ...] = option((), "Abbreviations that need no long form, besides the built-in ones.")


def undefined_abbreviation(digest: Digest, params: Known) -> Iterator[Finding]:
    """Report each abbreviation that is nowhere spelled out in the prose, at its first place."""
    known = set(params.known)
    for item in digest.fact(unexplained):
        whole, *pieces = item.keys
        if whole not in known and not (pieces and known.issuperset(pieces)):
            yield Finding(item.span, {"abbreviation": digest.text(item.span)})
