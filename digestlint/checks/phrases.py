"""Phrases that must not stand in the prose."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.phrases import compile_phrases
from digestlint.span import Span


@dataclass(frozen=True, slots=True)
class Phrases:
    """`phrases` are looked for in `within` (title and section names; empty: everywhere), not inside an `except_` phrase.

    `lists` are the phrases that `<name>` stands for.
    """

    phrases: tuple[str, ...]
    except_: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def find_phrases(digest: Digest, params: Phrases) -> Iterator[Finding]:
    """Report each phrase at its words; the longest of those that begin at one place."""
    pattern = _compiled(params.phrases, tuple(params.lists.items()))
    excuse = _compiled(params.except_, tuple(params.lists.items())) if params.except_ else None
    wanted = {name.casefold() for name in params.within}
    for sentence in digest.sentences:
        if wanted and (sentence.part or "").casefold() not in wanted:
            continue
        start, end = sentence.span
        excused = [Span(*match.span()) for match in excuse.finditer(digest.prose, start, end)] if excuse else []
        for match in pattern.finditer(digest.prose, start, end):
            span = Span(*match.span())
            if not any(other.overlaps(span) for other in excused):
                yield Finding(span, {"words": digest.text(span)})


@functools.cache
def _compiled(phrases: tuple[str, ...], lists: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[Any]:
    return compile_phrases(phrases, dict(lists))
