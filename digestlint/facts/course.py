"""Courses: what stands behind a verb of change that has no object: the groups, their figures, another cause."""

import re

from digestlint.facts.agents import points_at_treatment
from digestlint.facts.topics import Topics, stems

_LONE = re.compile(
    r"\s*(?:$|[,.;:()]|(?:by|in|with|on|after|from|to|at|during|within|when|once|while|as|up|more|faster|sooner|quickly"
    r"|markedly|sharply|over|for|under|and|again|completely|almost|entirely|away|\w+ly)\b)",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d+\sof\s(?:the\s)?\d+|\d+(?:[.,]\d+)*")
_FROM_TO = re.compile(r"\s(?:\w+ly\s)?from\s[\d.,]+\s?(?:%|percent)?\s?\w*\sto\s[\d.,]+", re.IGNORECASE)
_CONTROL = re.compile(r"\b(?:placebo|sham|controls?|both|either|all)\b", re.IGNORECASE)
_CONTRAST = re.compile(
    r"\b(?:and|but|while|whereas)\s(?:\w+\s){0,4}?(?:worse|worsened|deteriorated|did not|got no better"
    r"|(?:remained|stayed) (?:the same|unchanged|as))\b",
    re.IGNORECASE,
)
_PAIR_OF_CHANGES = re.compile(
    r"[^.;]{0,40}?\bby\s[^\d.;]{0,30}(?P<one>\d{1,6}(?:\.\d{1,6})?)\b[^;]{0,80}?"
    r"\b(?:and|versus|against|compared with)\b[^.;\d]{0,60}"
    r"\bby\s(?P<other>\d{1,6}(?:\.\d{1,6})?)",
    re.IGNORECASE,
)
_MUCH = 2
_CAUSE = re.compile(r"\b(?:because of|due to|thanks to|owing to)\s[^.;,]{3,60}", re.IGNORECASE)
_IT = re.compile(r"\bit\b", re.IGNORECASE)


def is_of_another_cause(behind: str, topics: Topics) -> bool:
    """Tell whether words behind a verb give a cause for the change that is not what was tried ("because of masks")."""
    cause = _CAUSE.search(behind)
    if not cause:
        return False
    return not (topics.is_tried(stems(cause[0])) or _IT.search(cause[0]) or points_at_treatment(cause[0]))


def is_lone(behind: str, topics: Topics) -> bool:
    """Tell whether no object follows a verb, and no listing of what each of the groups had, but for a contrast."""
    if not _LONE.match(behind):
        return False
    pair = _FROM_TO.match(behind)
    figures = behind[pair.end() :] if pair and topics.is_tried(stems(behind)) else behind
    listed = len(_FIGURE.findall(figures)) > 1 or _CONTROL.search(behind)
    return not listed or _CONTRAST.search(behind) is not None


def alike_in_groups(text: str, at: int) -> bool:
    """Tell whether a change behind `at` was much the same in two groups ("by 3.5 … and by 3.3 …")."""
    pair = _PAIR_OF_CHANGES.match(text, at)
    return pair is not None and float(pair["one"]) < _MUCH * float(pair["other"])
