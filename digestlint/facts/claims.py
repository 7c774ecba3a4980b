"""Claims: the clauses that assert a benefit, safety or a cause as found or true, and what made each one a claim.

The engine follows ConText (Harkema et al. 2009, J Biomed Inform 42:839): target cues say what may be claimed; other
cues with a direction and a scope say why it is not asserted (negated, intended, hedged, future, of other studies).
Scopes end with the clause. What ConText has not: the subject of a cue decides too, and the object of a verb of change.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digestlint.digest import Digest, Sentence
from digestlint.facts.assertion import is_asserted, stands_against_null
from digestlint.facts.change import is_nobody
from digestlint.facts.clauses import clauses
from digestlint.facts.cues import scope_pattern
from digestlint.facts.other_people import opens_on_other_people
from digestlint.facts.targets import Kind, Setting, targets
from digestlint.facts.topics import topics
from digestlint.phrases import NUMBER_WORDS
from digestlint.span import Span

_HAS_NUMBER = re.compile(
    rf"\d|\b(?:{'|'.join(NUMBER_WORDS)})\s(?:of\b|(?:\w+\s)?(?:patient|participant|people|person|child|wom[ae]n|m[ae]n\b"
    r"|adult|infant|bab(?:y|ies)|volunteer|tumou?r|eyes?\b|had\b|responded\b|improved\b|died\b|recovered\b))",
    re.IGNORECASE,
)
_NO_FIGURES = re.compile(
    r"\b(?:phase|stage|grade|type|cohort|group|arm|day|week|month|year)s?\s\d[\d/]*"
    r"|\b\d{1,4}[- ](?:day|week|month|year)s?\b"
    r"|[A-Za-z]-?\d+",
    re.IGNORECASE,
)
"""Numbers that name a phase, a time or a thing."""
_NAMED_TRIAL = re.compile(r"\bthe\s(?P<name>[A-Z][A-Z\d-]{3,})\s")
_OWN = re.compile(
    r"\b(?:this|the present|our) (?:\w+ )?(?:study|trial),[^,.;]{0,60},\s(?:showed|shows|found|finds|proved"
    r"|confirmed|demonstrated)\b",
    re.IGNORECASE,
)
_BRACKET = 80


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause that claims: where it stands, the words that claim, and of what kind and class they are.

    `reason` is the class of the words (`benefit`, `lessening`, `raising`, `detecting`, `change`, `cause`, `quality`,
    `bringing`, `comparison`, `statistic`, `safety`); `own` tells that the sentence speaks of this study's findings,
    `past` that a verb of change stands in the past.
    """

    sentence: Sentence
    span: Span
    cue: Span
    kind: Kind
    reason: str
    quantified: bool
    own: bool
    past: bool


def claims_of(digest: Digest, sentence: Sentence) -> tuple[Claim, ...]:
    """Return the claims of a sentence, at most one of each kind for a clause, in order; they are sought once."""
    known = digest.fact(_known)
    if sentence.span not in known:
        known[sentence.span] = tuple(_claims(digest, sentence)) if _may_claim(digest, sentence.span) else ()
    return known[sentence.span]


def speaks_of_findings(digest: Digest, sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of this study's own findings."""
    patterns = (scope_pattern("own", "findings"), _OWN)
    found = (match for pattern in patterns for match in pattern.finditer(digest.prose, *sentence.span))
    return any(not _names_another(digest, match[0]) for match in found)


def _names_another(digest: Digest, words: str) -> bool:
    """Tell whether `the ATHENA trial` is one that the titles do not name."""
    titles = " ".join(span.of(digest.source.text) for span in (digest.title, digest.official_title) if span)
    return any(trial["name"] not in titles for trial in _NAMED_TRIAL.finditer(words))


def _known(digest: Digest) -> dict[Span, tuple[Claim, ...]]:  # noqa: ARG001 - each digest has its own
    return {}


def _may_claim(digest: Digest, span: Span) -> bool:
    """Tell whether a stretch is no question."""
    return not span.of(digest.source.text).rstrip("\"'”’)*_ ").endswith("?")


def _claims(digest: Digest, sentence: Sentence) -> Iterator[Claim]:
    text = digest.prose
    parts = clauses(text, sentence.span)
    own = speaks_of_findings(digest, sentence)
    if not own and opens_on_other_people(digest, sentence):
        return
    null = scope_pattern("null", "phrases").search(text, *sentence.span) is not None
    nobody = is_nobody(text, sentence.span)
    for i, clause in enumerate(parts):
        seen: set[str] = set()
        setting = Setting(digest.fact(topics), sentence.part, own, not i, sentence.span)
        for target in targets(text, clause.span, setting):
            if target.kind in seen or (nobody and target.kind == "safety"):
                continue
            if null and target.kind != "safety" and not stands_against_null(text, clause.span, target.reason):
                continue
            if is_asserted(text, parts, i, target, in_title=sentence.part == "title"):
                seen.add(target.kind)
                whole = text[clause.span.start : min(clause.span.end + _BRACKET, sentence.span.end)]
                quantified = _HAS_NUMBER.search(_NO_FIGURES.sub(" ", whole)) is not None
                yield Claim(
                    sentence, clause.span, target.span, target.kind, target.reason, quantified, own, target.past
                )
