"""Topics: the words by which a digest names what its study tried, and those by which it names the disease."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digestlint.digest import Digest
from digestlint.facts.cues import list_pattern, scope_pattern
from digestlint.span import Span

_WORD = re.compile(r"[^\W\d_][\w'’-]{2,40}|[A-Z][A-Z0-9]+")
_HAVING = re.compile(
    r"\b(?:with|who (?:have|had)|suffering from|living with|diagnosed with|treated for|at risk (?:of|for)"
    r"|on(?! (?:an?|the|average|at|or|\d)\b))\s+"
    r"(?P<what>[^.,;:()]{3,80}?)(?=[.,;:()]|\s(?:who|that|and|or|in|on|at|aged|for|after|before|to|from"
    r"|despite)\b|\s*$)",
    re.IGNORECASE,
)
_DEFINED = re.compile(
    r"\s*(?:the |an? )?(?P<what>[^.,;:()]{3,60}?) (?:is|are) (?:an?|one of the|among the|the)\s(?:[\w-]+\s){0,4}?"
    r"(?:disease|disorder|condition|infection|cancer|illness|syndrome|problem|cause|form|complication|irritation"
    r"|pain)s?\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\s*(?:the |an? )?(?P<what>(?:[\w-]+\s){1,3}?)(?:is|are|can|affects?|causes?|makes?|often|occurs?|strikes?"
    r"|develops?|means)\b",
    re.IGNORECASE,
)
DISEASE_WORD = re.compile(
    r"(?<!\w)(?!(?:hypn|diagn|progn|osm|apopt|symbi)osis)\w{3,}(?:itis|osis|[aei]mia|oma|omas|opathy|algia|trophy|plegia|rrhea|uria|pnea|penia)",
    re.IGNORECASE,
)
_GENERAL = frozenset(
    "once twice daily weekly every hours days weeks months years after before until follow over than "
    "compared compar usual given "
    "taken injected adult adults patient patients children people women older group groups trial "
    "study phase randomized random "
    "controlled clinical treatment treatments therapy drug drugs with without that this these those "
    "and the for from about "
    "care hospital doctor doctors same other either each both were was had has have not who which into between during "
    "effect effects efficacy safety pilot open label double blind placebo evaluation early first "
    "second three four five time "
    "times day week month year visit visits part participants number large small long short high low "
    "total good new risk".split()
)
_STEM = 6
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Topics:
    """Stems of the words that name the intervention, their beginnings, and stems of those that name the disease."""

    interventions: frozenset[str]
    beginnings: frozenset[str]
    conditions: frozenset[str]

    def is_tried(self, words: frozenset[str]) -> bool:
        """Tell whether any of the stems names the intervention, or is the beginning of a word that does."""
        if words & self.interventions:
            return True
        long = [word for word in words if len(word) >= _SHORTEST]
        return any(
            word in self.beginnings or any(word[:count] in self.interventions for count in range(_SHORTEST, len(word)))
            for word in long
        )


def stem(word: str) -> str:
    """Return the part of a word by which its forms are held to be the same word."""
    folded = word.casefold().replace("’", "'").removesuffix("'s")
    if folded.endswith(("ches", "shes", "sses", "xes")):
        folded = folded[:-2]
    elif not folded.endswith("ss"):
        folded = folded.removesuffix("s")
    return folded[:_STEM]


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that say something of their own."""
    return frozenset(stem(word) for word in _WORD.findall(text) if word.casefold() not in _GENERAL)


def topics(digest: Digest) -> Topics:
    """Return the words of intervention and disease, from title, Population, Intervention, keywords and Background."""
    given = stems(_field(digest, "Intervention"))
    diseases = frozenset(map(stem, DISEASE_WORD.findall(" ".join(_naming(digest)))))
    conditions = (stems(" ".join(_conditions(digest))) - given) | diseases
    harms = stems(" ".join(" ".join(_listed(text)) for text in _naming(digest)))
    titled = " ".join(_naming(digest))
    goods = stems(" ".join(match[0] for match in list_pattern("goods").finditer(titled)))
    tried = ((stems(titled) - goods) | given) - harms - conditions
    return Topics(tried, frozenset(each[:count] for each in tried for count in range(1, len(each) + 1)), conditions)


def _conditions(digest: Digest) -> Iterator[str]:
    for match in _HAVING.finditer(_field(digest, "Population")):
        yield match["what"]
    background = [sentence.span for sentence in digest.sentences if sentence.part == "Background"]
    for i, span in enumerate(background):
        for pattern in (_DEFINED,) if i else (_DEFINED, _OPENING):
            if named := pattern.match(digest.prose, *span):
                yield named["what"]


def _naming(digest: Digest) -> Iterator[str]:
    topic = digest.tag_line.topic if digest.tag_line else None
    for span in (digest.title, digest.official_title, topic, *digest.keywords):
        if span:
            yield digest.text(span)


def _listed(text: str) -> Iterator[str]:
    for pattern in (list_pattern("harm"), scope_pattern("subjects", "disease"), scope_pattern("subjects", "people")):
        yield from (match[0] for match in pattern.finditer(text))


def _field(digest: Digest, name: str) -> str:
    spans: list[Span] = [sentence.span for sentence in digest.sentences if sentence.field == name]
    return " ".join(digest.text(span) for span in spans)
