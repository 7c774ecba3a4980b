"""Doubled words: the same word twice in a row."""

import itertools
import operator
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from digestlint.diagnostic import Edit, Finding, Fix
from digestlint.digest import Digest
from digestlint.rule import option
from digestlint.span import Span


@dataclass(frozen=True, slots=True)
class Doubles:
    """`twice` are words that may stand twice in a row; `names` are those that make up a name when they do."""

    twice: tuple[str, ...] = option((), "The words that may stand twice in a row.")
    names: tuple[str, ...] = option((), "The words that make up a name where they stand twice.")


_TOKEN = re.compile(r"\w+(?:[-‐‑'’]\w+)*")
_GAP = re.compile(r"[\s*_]+")
_CODE_LETTERS = frozenset("ACGTU")
_NUMERAL_LETTERS = frozenset("IVX")


def repeated_word(digest: Digest, params: Doubles) -> Iterator[Finding]:
    """Report each word that stands twice in a row; to delete the second is a safe fix."""
    for stretch in _stretches(digest):
        words = [word.casefold() for word in _TOKEN.findall(digest.prose, *stretch)]
        if any(map(operator.eq, words, words[1:])):
            yield from _repeated_in(digest, stretch, params)


def _repeated_in(digest: Digest, stretch: Span, params: Doubles) -> Iterator[Finding]:
    run: list[Span] = []
    for token in _TOKEN.finditer(digest.prose, *stretch):
        span = Span(*token.span())
        if run and _is_again(digest, run[-1], span) and not _may_repeat(digest, run[-1], span, params):
            run.append(span)
            continue
        yield from _reported(digest, run)
        run = [span]
    yield from _reported(digest, run)


def pairs(digest: Digest) -> tuple[Counter[str], frozenset[str]]:
    """Return how often each word of the prose stands twice in a row, and the words that stand alone somewhere."""
    doubled: Counter[str] = Counter()
    single: set[str] = set()
    for stretch in _stretches(digest):
        tokens = [Span(*token.span()) for token in _TOKEN.finditer(digest.prose, *stretch)]
        again = [_is_again(digest, one, two) for one, two in itertools.pairwise(tokens)]
        for i, token in enumerate(tokens):
            word = token.of(digest.prose).casefold()
            if i < len(again) and again[i]:
                doubled[word] += 1
            elif not (i and again[i - 1]):
                single.add(word)
    return doubled, frozenset(single)


def openings(digest: Digest) -> frozenset[int]:
    """Return where sentences begin."""
    return frozenset(sentence.span.start for sentence in digest.sentences)


def doubled_terms(digest: Digest) -> frozenset[str]:
    """Return the words, folded, that stand twice in a row in a name: official title, keywords, and the vocabulary."""
    spans = (*digest.keywords, *([digest.official_title] if digest.official_title else []))
    listed = [word for term, others in digest.vocabulary.keywords.items() for word in (term, *others)]
    names = "\n".join((*map(digest.text, spans), *listed)).casefold()
    tokens = itertools.pairwise(_TOKEN.finditer(names))
    return frozenset(one[0] for one, two in tokens if one[0] == two[0] and names[one.end() : two.start()] == " ")


def _stretches(digest: Digest) -> Iterator[Span]:
    """Yield the title and each paragraph of sections and fields."""
    if digest.title:
        yield digest.title
    for section in digest.sections:
        for paragraphs in (section.paragraphs, *(field.paragraphs for field in section.fields)):
            yield from (paragraph.span for paragraph in paragraphs)


def _is_again(digest: Digest, first: Span, second: Span) -> bool:
    """Tell whether two tokens are the same word with nothing but white space and emphasis between them."""
    one, two = first.of(digest.prose), second.of(digest.prose)
    if one.casefold() != two.casefold() or not _GAP.fullmatch(digest.prose, first.end, second.start):
        return False
    gap = digest.source.text[first.end : second.start]
    columns = "\n" not in gap and ("\t" in gap or "   " in gap)
    apart = columns or gap.count("\n") > 1 or ("\n" in gap and two[0].isupper())
    slashed = digest.prose.endswith("/", 0, first.start) or digest.prose.startswith("/", second.end)
    return not apart and not slashed


def _may_repeat(digest: Digest, first: Span, second: Span, params: Doubles) -> bool:
    """Tell whether a word that stands twice in a row is right so."""
    one, two = first.of(digest.prose), second.of(digest.prose)
    word = one.casefold()
    opens = first.start in digest.fact(openings)
    if sum(map(str.isalpha, word)) < 2:  # noqa: PLR2004 - a letter or a number, of which `a` alone is a word
        return word != "a" or two != "a" or (one == "A" and not opens)
    if word in params.twice or word in params.names or one.isupper() != two.isupper():
        return True
    if one.isupper() and (set(one) <= _CODE_LETTERS or set(one) <= _NUMERAL_LETTERS):
        return True
    if one[0].isupper() and two[0].islower():
        return not opens
    return word in digest.fact(doubled_terms) or _is_name(digest, word, capital=two[0].isupper())


def _is_name(digest: Digest, word: str, *, capital: bool) -> bool:
    """Tell whether a double is a name that the digest uses, for the word never stands alone."""
    doubled, single = digest.fact(pairs)
    return word not in single and (capital or doubled[word] > 1)


def _reported(digest: Digest, run: list[Span]) -> Iterator[Finding]:
    if len(run) > 1:
        text = digest.source.text
        fix = None
        if not text[run[0].end : run[1].start].strip():
            edit = Edit(Span(run[0].end, run[-1].end), "")
            fix = Fix("Delete the repetition", (edit,), "the word still stands there once")
        yield Finding(Span(run[0].start, run[-1].end), {"word": run[0].of(text)}, fix)
