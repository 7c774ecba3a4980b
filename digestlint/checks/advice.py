"""Advice to readers about their health: reported at the sentence that gives it."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.published import quoted
from digestlint.phrase_search import PhrasePattern, compile_checked
from digestlint.span import Span


@dataclass(frozen=True, slots=True)
class Advice:
    """`phrases` advise wherever they stand; `outside_design` only outside fields, which tell what the study asked for.

    `outside_background` advise where the study's lesson is drawn, not where the state of knowledge is told. A sentence
    with one of `except_` over it advises nothing. `lists` are the phrases that `<name>` stands for.
    """

    phrases: tuple[str, ...]
    outside_design: tuple[str, ...]
    outside_background: tuple[str, ...]
    except_: tuple[str, ...]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def medical_advice(digest: Digest, params: Advice) -> Iterator[Finding]:
    """Report each sentence that tells its readers, or patients in general, what to do about their health."""
    lists = tuple(params.lists.items())
    anywhere = _compiled(params.phrases, lists)
    prose = _compiled((*params.phrases, *params.outside_design), lists)
    lesson = _compiled((*params.phrases, *params.outside_design, *params.outside_background), lists)
    excuse = _compiled(params.except_, lists)
    quotes = digest.fact(quoted)
    for sentence in digest.sentences:
        cues = anywhere if sentence.field else prose if sentence.part == "Background" else lesson
        spans = [Span(*match.span()) for match in cues.finditer(digest.prose, *sentence.span)]
        excuses = excuse.finditer(digest.prose, *sentence.span) if spans else ()
        excused = [Span(*match.span()) for match in excuses]
        if any(not quotes.overlaps(span) and not any(other.overlaps(span) for other in excused) for span in spans):
            yield Finding(sentence.span)


@functools.cache
def _compiled(phrases: tuple[str, ...], lists: tuple[tuple[str, tuple[str, ...]], ...]) -> PhrasePattern:
    return compile_checked(phrases, dict(lists))
