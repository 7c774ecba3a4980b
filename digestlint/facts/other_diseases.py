"""Other diseases: where a clause says what a treatment does for people whom the study is not about."""

import re
from collections.abc import Iterator

from digestlint.facts.cues import scope_pattern
from digestlint.facts.topics import DISEASE_WORD, Topics, stems
from digestlint.span import Span

_HAVING = re.compile(
    r"\b(?:in|for|among|of)\s(?:\w+\s){0,2}(?:people|patients|adults|children|women|men|those)\s(?:with|who have)\s"
    r"(?P<what>[^.,;:()]{3,60})",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|with|for|of|against)\s(?:\w+\s){0,2}$", re.IGNORECASE)


def is_of_others(text: str, clause: Span, topics: Topics) -> bool:
    """Tell whether a clause names a disease, or a cancer, that is none of the study's, and none that is.

    `Tablets reduce the spleen in people with myelofibrosis`, in a digest on eczema, is about other people.
    """
    if not topics.conditions:
        return False
    named = [words for words in (*_diseases(text, clause), *_cancers(text, clause)) if words]
    return bool(named) and not any(words & topics.conditions or topics.is_tried(words) for words in named)


def _diseases(text: str, clause: Span) -> Iterator[frozenset[str]]:
    """Yield the stems of the names of diseases that people are said to have."""
    for match in _HAVING.finditer(text, *clause):
        yield stems(" ".join(DISEASE_WORD.findall(match["what"])))


def _cancers(text: str, clause: Span) -> Iterator[frozenset[str]]:
    """Yield the stems of the organs of which a cancer is named behind a preposition."""
    for match in scope_pattern("subjects", "cancers").finditer(text, *clause):
        if _IN.search(text[clause.start : match.start()]):
            yield stems(" ".join(match[0].split()[:-1]))
