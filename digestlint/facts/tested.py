"""Tests: where a clause reports a difference between groups, or over time, that a test found significant."""

import re
from collections.abc import Iterator

from digestlint.facts.cues import list_pattern, scope_pattern, target_pattern
from digestlint.span import Span

_P = r"\bp(?:[- ]values?)?\s*(?:=|<|≤|:|of)\s*<?\s*(?:0)?[.·]0(?:[0-4]\d*|5(?!\d))"
_SIGNIFICANT_P = re.compile(_P, re.IGNORECASE)
_ALONE = re.compile(rf"(?:(?:with|at) (?:an? )?)?(?={_P})", re.IGNORECASE)
"""What begins a clause that is a p-value and nothing more: what it is of stands before it."""

_INTERVAL = re.compile(
    r"\bCI:?,?\s+(?P<low>[-−]?\d+(?:[.·]\d+)?)%?\s*(?:to|,|–)\s*(?P<high>[-−]?\d+(?:[.·]\d+)?)", re.IGNORECASE
)
_RATIO = re.compile(r"\b(?:a?HR|a?OR|RR|IRR|(?:hazard|odds|risk|rate) ratio|relative risk)\b")
_CONTRAST = re.compile(
    r"\b(?:higher|lower|greater|less(?:er)?|more|fewer|better|longer|shorter|larger|smaller|faster"
    r"|earlier(?! (?:stud|trial|report|work|finding|result))"
    r"|increase[ds]?"
    r"|decrease[ds]?|reduc(?:ed|tions?)|improve[ds]?|improvements?|rose|fell|changed?|declined?|advantages?|in favou?r"
    r"|protective|different|differed|differences? (?:\w+ ){0,3}between)\b",
    re.IGNORECASE,
)
_GROUPS = re.compile(
    r"\b(?:groups?|arms?|placebo|controls?|versus|vs|compared|comparison|respectively)\b", re.IGNORECASE
)
_SHARES = re.compile(r"\d\s?%[^%]{1,200}\d\s?%", re.IGNORECASE)
_TIME = re.compile(r"\btime\b", re.IGNORECASE)
_WORSENED = re.compile(
    r"\b(?:poorer (?:outcomes?|results?|survival)|befell|more numerous|more deaths)\b", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"\b(?:the|these|those|this)\s+$", re.IGNORECASE)


def is_tested(text: str, clause: Span) -> bool:
    """Tell whether a clause has a significant p-value, or a ratio whose confidence interval leaves out 1."""
    if _SIGNIFICANT_P.search(text, *clause):
        return True
    return _RATIO.search(text, *clause) is not None and excludes_null(text[clause.start : clause.end])


def excludes_null(text: str) -> bool:
    """Tell whether a text has a confidence interval that holds neither 0 nor 1."""
    for match in _INTERVAL.finditer(text):
        low, high = sorted(float(match[end].replace("−", "-").replace("·", ".")) for end in ("low", "high"))
        if not (low <= 0 <= high or low <= 1 <= high):
            return True
    return False


def tested_differences(text: str, clause: Span, sentence: Span) -> Iterator[Span]:
    """Yield the words that report a significant effect, but for harms, side effects and groups as they began."""
    alone = _ALONE.match(text, *clause)
    whole = Span(sentence.start, clause.end) if alone else clause
    if scope_pattern("beginning", "phrases").search(text, sentence.start, whole.end) or _WORSENED.search(text, *whole):
        return
    if list_pattern("side").search(text, *whole) or scope_pattern("planned", "test").search(text, *sentence):
        return
    for match in target_pattern("statistic").finditer(text, *clause):
        if not _TIME.search(match[0]):
            yield Span(*match.span())
    if not is_tested(text, clause) or scope_pattern("planned", "beside").search(text, *whole):
        return
    yield from (
        Span(*match.span())
        for match in _CONTRAST.finditer(text, *clause)
        if not _ATTRIBUTE.search(text[clause.start : match.start()])
    )
    ratio = _RATIO.search(text, *clause)
    if ratio and excludes_null(text[clause.start : clause.end]):
        yield Span(*ratio.span())
    significant = _SIGNIFICANT_P.search(text, *clause)
    so_far = Span(sentence.start, clause.end)
    if significant and not any(
        pattern.search(text, *so_far) for pattern in (target_pattern("safety"), list_pattern("side"))
    ):
        told = (_GROUPS, _SHARES, *((_CONTRAST,) if alone else ()))
        if any(pattern.search(text, *so_far) for pattern in told):
            yield Span(*significant.span())
