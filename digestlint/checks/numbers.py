"""Numbers that cannot be: shares over the whole, and counts that their percentage does not fit."""

from collections.abc import Iterator

from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.portions import portions
from digestlint.facts.quantities import unsupported
from digestlint.facts.shares import shares
from digestlint.rule import NoParams


def impossible_percentage(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each share of people or events that is over 100% or below 0%."""
    for percentage in digest.fact(portions):
        limit = "over 100%" if percentage.number.value > 0 else "below 0%"
        yield Finding(percentage.span, {"percentage": digest.text(percentage.span), "limit": limit})


def count_percent_mismatch(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each count with a percentage that it does not round to."""
    for share in digest.fact(shares):
        if not share.agrees:
            right = 100 * share.count.part / share.count.total
            printed = f"{right:.{share.percent.decimals}f}%"
            count = f"{share.count.part} of {share.count.total}"
            yield Finding(share.span, {"words": digest.text(share.span), "count": count, "right": printed})


def unsupported_number(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each number with a unit in title and Why It Matters that no other part of the digest has."""
    for quantity in digest.fact(unsupported):
        yield Finding(quantity.span, {"number": digest.text(quantity.span)})
