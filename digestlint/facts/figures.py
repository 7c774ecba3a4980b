"""Figures: the sentences that report numbers as results of the digest's own study."""

import re
from dataclasses import dataclass

from digestlint.data import lexicon_pattern
from digestlint.digest import Digest, Sentence
from digestlint.facts.clauses import clauses
from digestlint.facts.denials import denials
from digestlint.facts.enrollment import enrollments
from digestlint.facts.numbers import placed_counts, placed_percentages
from digestlint.facts.other_people import opens_on_other_people
from digestlint.facts.other_studies import names_another
from digestlint.facts.statistics import placed_intervals, placed_p_values
from digestlint.places import Taken
from digestlint.span import Span

_DIGIT = re.compile(r"\d")
_PARTS = frozenset(("title", "Results", "Why It Matters"))
_NO_RESULTS = ("planned", "usual")


@dataclass(frozen=True, slots=True)
class Figure:
    """The first number of a sentence that is a result: its span and its sentence."""

    span: Span
    sentence: Sentence


def figures(digest: Digest) -> tuple[Figure, ...]:
    """Return the sentences of title, Results and Why It Matters that report numbers as results, in order."""
    return tuple(
        Figure(span, sentence)
        for sentence in digest.sentences
        if sentence.part in _PARTS
        and not (sentence.field or opens_on_other_people(digest, sentence))
        and (span := _figure(digest, sentence))
    )


def _figure(digest: Digest, sentence: Sentence) -> Span | None:
    """Return the first number of a sentence that is a result; what says that results are missing has none in words."""
    found = _first(digest, sentence)
    is_denied = sentence.span in digest.fact(_denied)
    return None if found and is_denied and not _DIGIT.search(digest.prose, *found) else found


def _denied(digest: Digest) -> frozenset[Span]:
    return frozenset(denial.sentence.span for denial in digest.fact(denials))


def _first(digest: Digest, sentence: Sentence) -> Span | None:
    text = digest.prose
    tests = [
        *(each.span for each in digest.fact(placed_p_values).inside(sentence.span)),
        *(each.span for each in digest.fact(placed_intervals).inside(sentence.span)),
    ]
    for span in tests:
        before = Span(sentence.span.start, span.start)
        if not _has(digest, "planned", before) and not _is_elsewhere(digest, before):
            return span
    parts = [clause.span for clause in clauses(text, sentence.span)]
    for part in parts:
        found = _measured(digest, part, sentence.span) or _shared(digest, part)
        if found and not _is_elsewhere(digest, Span(sentence.span.start, part.end)):
            return found
    return None


def _measured(digest: Digest, clause: Span, sentence: Span) -> Span | None:
    """Return what a clause measured or counted, unless it is told of a plan, of what is usual, or of who took part."""
    for key in ("measured", "counted"):
        for match in lexicon_pattern("figures", key).finditer(
            digest.prose, clause.start, min(clause.end + 40, sentence.end)
        ):
            span = Span(*match.span())
            if span.start < clause.end and not _is_excused(digest, Span(clause.start, max(clause.end, span.end)), span):
                return span
    return None


def _shared(digest: Digest, clause: Span) -> Span | None:
    """Return a percentage, or a count of a total, that a clause gives as a result."""
    shares = [each.span for each in digest.fact(placed_percentages).inside(clause)]
    shares += [each.span for each in digest.fact(placed_counts).inside(clause)]
    for span in sorted(shares):
        if not _is_excused(digest, clause, span):
            return span
    return None


def _is_excused(digest: Digest, clause: Span, span: Span) -> bool:
    if any(_has(digest, key, clause) for key in (*_NO_RESULTS, "flow", "baseline")):
        return True
    return digest.fact(_of_enrollments).overlaps(span)


def _of_enrollments(digest: Digest) -> Taken:
    return Taken(each.span for each in digest.fact(enrollments))


def _is_elsewhere(digest: Digest, within: Span) -> bool:
    """Tell whether a stretch speaks of another study, or of research in general."""
    return names_another(digest, within) or _has(digest, "history", within)


def _has(digest: Digest, key: str, within: Span) -> bool:
    return lexicon_pattern("figures", key).search(digest.prose, *within) is not None
