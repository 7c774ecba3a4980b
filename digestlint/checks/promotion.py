"""Promotional words about an intervention or its results."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from digestlint.diagnostic import Finding
from digestlint.digest import Digest, Sentence
from digestlint.facts.published import quoted
from digestlint.phrase_search import PhrasePattern, compile_checked
from digestlint.span import Span

_NAME_AFTER = re.compile(r"[\"”’']?\s(?:trial|study|registry|programme|program|project)\b")


@dataclass(frozen=True, slots=True)
class Promotion:
    """`phrases` promote wherever they stand; `weak` ones in Background only beside a phrase of `about`.

    Nothing promotes inside a phrase of `except_`. `lists` are the phrases that `<name>` stands for.
    """

    phrases: tuple[str, ...]
    weak: tuple[str, ...]
    about: tuple[str, ...]
    except_: tuple[str, ...]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def promotional_language(digest: Digest, params: Promotion) -> Iterator[Finding]:
    """Report each promotional word that is neither negated, quoted, nor part of a name."""
    lists = tuple(params.lists.items())
    strong, weak = _compiled(params.phrases, lists), _compiled((*params.phrases, *params.weak), lists)
    about, excuse = _compiled(params.about, lists), _compiled(params.except_, lists)
    quotes = digest.fact(quoted)
    for sentence in digest.sentences:
        pattern = weak if sentence.part != "Background" or about.search(digest.prose, *sentence.span) else strong
        spans = [Span(*match.span()) for match in pattern.finditer(digest.prose, *sentence.span)]
        excuses = excuse.finditer(digest.prose, *sentence.span) if spans else ()
        excused = [Span(*match.span()) for match in excuses]
        for span in spans:
            excused_here = quotes.overlaps(span) or any(other.overlaps(span) for other in excused)
            if not excused_here and not _is_name(digest, sentence, span):
                yield Finding(span, {"words": digest.text(span)})


def _is_name(digest: Digest, sentence: Sentence, span: Span) -> bool:
    """Tell whether the word belongs to a name: in capitals, or with a capital where the sentence asks for none."""
    word, after = span.of(digest.prose), digest.prose[span.end : sentence.span.end]
    if word.isupper():
        return not sentence.span.of(digest.prose).isupper()
    if not word[0].isupper():
        return False
    if _NAME_AFTER.match(after):
        return True
    opens = not any(map(str.isalnum, digest.prose[sentence.span.start : span.start]))
    return sentence.part != "title" and (not opens or re.match(r"\s[A-Z][a-z]", after) is not None)


@functools.cache
def _compiled(phrases: tuple[str, ...], lists: tuple[tuple[str, tuple[str, ...]], ...]) -> PhrasePattern:
    return compile_checked(phrases, dict(lists))
