"""Safety: observed results on side effects and tolerability, told from plans, possibilities and missing data."""

import re
from collections.abc import Iterator

from digestlint.data import lexicon_pattern
from digestlint.digest import Digest, Sentence
from digestlint.facts.evidence import Evidence, clauses, is_about_this_study, role
from digestlint.span import Span

_EXCUSES = ("planned", "possible", "elsewhere")
_REPORTS = ("observed", "harmed", "doubtful", "counted")
_REPORTS_IN_RESULTS = (*_REPORTS, "suspected", "deaths")
_DOUBTFUL = ("doubtful", "counted", "suspected", "deaths")
_COMMA = re.compile(r",\s")
_SOON = 40
_PRESENT = re.compile(r"\b(?:is|are|can|be)\b[\w\s-]{0,12}$", re.IGNORECASE)
_PAST = re.compile(r"\b[a-z]{2,20}(?<!ne)ed\b", re.IGNORECASE)
_LISTED = re.compile(r"\d|:")
_STUDIED = ("population", "outcome", "background")


def safety_results(digest: Digest) -> tuple[Evidence, ...]:
    """Return the observed safety results that the prose states, and what may be such."""
    return tuple(evidence for sentence in digest.sentences for evidence in results_in(digest, sentence))


def results_in(digest: Digest, sentence: Sentence) -> Iterator[Evidence]:
    """Yield the observed safety results that a sentence states, and what may be such."""
    place = role(sentence)
    if place not in ("results", "other") and not (place == "background" and is_about_this_study(digest, sentence)):
        return
    if _search(digest, "other-study", sentence.span, lexicon="evidence"):
        return
    for clause in clauses(digest, sentence):
        found = _in_clause(digest, clause, _REPORTS_IN_RESULTS if place == "results" else _REPORTS)
        if found:
            yield Evidence(found[0], sentence, found[1])


def _in_clause(digest: Digest, clause: Span, reports: tuple[str, ...]) -> tuple[Span, bool] | None:
    """Return the words of a clause that state a safety result, and whether they do so for certain."""
    for report in reports:
        match = _search(digest, report, clause)
        if match and not (report == "counted" and _search(digest, "hoped", clause)):
            span = Span(*match.span())
            certain = report not in _DOUBTFUL and _is_certain(digest, clause, span, report)
            if not _is_excused(digest, clause, span.end if certain else clause.end):
                return span, certain
    return None


def _is_excused(digest: Digest, clause: Span, end: int) -> bool:
    """Tell whether a clause tells up to `end` a plan, a possibility or another's finding, or that nothing is known."""
    said = Span(clause.start, end)
    rest = _COMMA.search(digest.prose, end, min(clause.end, end + _SOON))
    upto = Span(clause.start, rest.start() if rest else min(clause.end, end + _SOON))
    return any(_search(digest, excuse, said) for excuse in _EXCUSES) or _search(digest, "unknown", upto) is not None


def _is_certain(digest: Digest, clause: Span, span: Span, report: str) -> bool:
    """Tell whether a statement is a finding: of the past, and not of a harm that the study is about anyway."""
    words = span.of(digest.prose)
    if "-tolerated" in words or _PRESENT.search(digest.prose[max(clause.start, span.start - 14) : span.start]):
        return False
    if report == "harmed":
        harm = lexicon_pattern("safety", "harms").search(digest.prose, *span)
        return harm is None or harm[0].casefold() not in digest.fact(_subject)
    told = _search(digest, "past", clause) or _PAST.search(digest.prose, *clause)
    return told is not None or (_LISTED.search(words) is not None and not _search(digest, "possible", clause))


def _subject(digest: Digest) -> str:
    """Return what says, in lower case, what the study is about: titles, Background, Population and Outcome."""
    parts = [span.of(digest.source.text) for span in (digest.title, digest.official_title) if span]
    parts += [sentence.span.of(digest.prose) for sentence in digest.sentences if role(sentence) in _STUDIED]
    return " ".join(parts).casefold()


def _search(digest: Digest, key: str, within: Span, *, lexicon: str = "safety") -> re.Match[str] | None:
    return lexicon_pattern(lexicon, key).search(digest.prose, *within)
