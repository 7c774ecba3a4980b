"""Other people: sentences that open on a group whom the study did not take in ("In adults, …", in one of children)."""

import re

from digestlint.digest import Digest, Sentence
from digestlint.facts.cues import scope_pattern
from digestlint.span import Span

_OPENING = re.compile(r"\s*(?:but\s)?(?:in|among|for)\s(?:[\w-]+\s)?(?P<who>\w+),", re.IGNORECASE)
_OPPOSITES = {"children": "adults", "adults": "children", "women": "men", "men": "women"}


def opens_on_other_people(digest: Digest, sentence: Sentence) -> bool:
    """Tell whether a sentence opens on children, adults, women or men, where title and Population name the others."""
    opening = _OPENING.match(digest.prose, *sentence.span)
    if not opening:
        return False
    named = digest.fact(_named)
    return any(
        scope_pattern("people", group).fullmatch(opening["who"]) and group not in named and opposite in named
        for group, opposite in _OPPOSITES.items()
    )


def _named(digest: Digest) -> frozenset[str]:
    """Return the groups that title, official title and Population name."""
    spans = [span for span in (digest.title, digest.official_title) if span]
    spans += [sentence.span for sentence in digest.sentences if sentence.field == "Population"]
    return frozenset(group for group in _OPPOSITES if any(_names(digest, group, span) for span in spans))


def _names(digest: Digest, group: str, span: Span) -> bool:
    return scope_pattern("people", group).search(digest.text(span)) is not None
