"""The missed main outcome: the sentence of Results that says that it did not differ or was not met."""

import re
from collections.abc import Iterator

from digestlint.digest import Digest, Sentence
from digestlint.facts.claims import claims_of
from digestlint.facts.cues import list_pattern, scope_pattern
from digestlint.facts.status import no_results
from digestlint.facts.tested import excludes_null
from digestlint.facts.topics import stems

_MAIN = re.compile(
    r"\b(?:primary|main|principal|chief|central|co-primary)\s+(?:[\w-]+\s+){0,2}(?:end\s?points?|outcomes?|goals?"
    r"|aims?|objectives?"
    r"|measures?|targets?|hypothes[ie]s|questions?|results?|criteri(?:on|a)|efficacy)\b|\bon what it set out to\b",
    re.IGNORECASE,
)
_UNMET = re.compile(
    r"\b(?:(?:was|were|is|are|been)\s+(?:therefore\s+|thus\s+|clearly\s+)?(?:not|never)\s+(?:\w+\s+)?(?:met"
    r"|reached|achieved|attained|fulfilled|satisfied|hit)"
    r"|(?:did not|didn't|failed to|does not|never)\s+(?:meet|reach|hit|achieve|attain|fulfil|satisfy)\b"
    r"|missed|fell short of|falls short of|was a failure|failed)",
    re.IGNORECASE,
)
_SECONDARY = re.compile(r"\b(?:secondary|exploratory|subgroups?|post[- ]hoc|tertiary)\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:none|nobody|no one|neither|not one|not a single|no (?:\w+ )?(?:participants?|patients?|people|person"
    r"|child|children|wom[ae]n|m[ae]n|adults?"
    r"|infants?|bab(?:y|ies)|volunteers?|tumou?rs?)|(?:0|zero) (?:of|out of) (?:the )?\w+|(?:only |just )(?:one|1"
    r"|two|2|a single)(?: \w+)?(?: (?:of|out of|in) (?:the )?\w+)?"
    r"|(?:1|one) (?:of|out of|in) (?:the )?\d{2,4})\b",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:reached|met|achieved|attained|responded|improved|recovered|shrank|healed|cleared|were cured|was cured"
    r"|had (?:a|an|any) [\w\s-]{0,40}?"
    r"(?:response|remission|improvement|cure|recovery|clearance)|(?:response|remission|cure)s?\s+(?:was|were)"
    r"\s+(?:seen|reached|observed|achieved)|showed (?:a|an|any) [\w\s-]{0,30}?(?:response|improvement))\b",
    re.IGNORECASE,
)
_NO_RESPONSE = re.compile(
    r"\bno (?:[\w-]+ ){0,3}(?:responses?|remissions?|cures?|effect|benefit|improvement)\s+(?:\w+ )?(?:was|were)"
    r"\s+(?:seen|reached|observed|achieved|found|recorded)\b",
    re.IGNORECASE,
)
_P_NULL = re.compile(r"\bp(?:[- ]values?)?\s*(?:=|>|≥|:|of)\s*0?[.·](?:0[6-9]|[1-9])\d*", re.IGNORECASE)
_P_SIGNIFICANT = re.compile(r"\bp(?:[- ]values?)?\s*(?:=|<|≤|:|of)\s*0?[.·]0(?:[0-4]\d*|50?(?!\d))", re.IGNORECASE)
_CHANCE = re.compile(r"\bdifferences? [\w\s]{0,30}?\bdue to chance\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:drop-?outs?|adherence|attendance|withdrawals?"
    r"|between (?:men and women|age groups|sites|cent(?:er|re)s|countries))\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:differ\w*|ratio|difference|versus|vs|compared|placebo|sham|control|usual|groups?|arms?|against)\b",
    re.IGNORECASE,
)
_LIKE = re.compile(
    r"\b(?:similar|the same|alike|unchanged|no (?:better|fewer|lower|higher|less|more|faster|longer|shorter))\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\s*(?:the|this|that|these|but the|and the)?\s*(?:\w+\s+)?(?:differences?|it|they|figures?|gap|gain|change)\b",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"\b(?:this|these|the) (?:\w+ )?(?:differences?|changes?|gains?|effects?) (?:was|were|did|is|are)\b", re.IGNORECASE
)
_NOT_HELD = re.compile(r"\b(?:registry|record|entry|file|page)\b[^.;]{0,40}\bneither\b", re.IGNORECASE)
"""It is the record that has neither of two things."""

_HEDGED = re.compile(r"\b(?:unlikely|likely|would|could|may|might|whether|if|secondary)\b", re.IGNORECASE)
_FURTHER = re.compile(
    r"[;]|\.\s|\b(?:followed by|secondary|as well as|along with|were (?:also )?(?:recorded|counted|measured)"
    r"|other outcomes)\b",
    re.IGNORECASE,
)


def main_outcome_missed(digest: Digest) -> tuple[Sentence, ...]:
    """Return the sentence of Results that tells that the main outcome was missed, if any does (at most one)."""
    untold = {sentence.span for sentence in digest.fact(no_results)}
    results = tuple(
        s
        for s in digest.sentences
        if s.part == "Results" and s.span not in untold and not _NOT_HELD.search(digest.prose, *s.span)
    )
    explicit = next((sentence for sentence in results if _says_missed(digest, sentence)), None)
    if explicit:
        return (explicit,)
    outcome = _main_outcome(digest)
    found = next(_implied(digest, results, outcome), None)
    return (found,) if found else ()


def _says_missed(digest: Digest, sentence: Sentence) -> bool:
    """Tell whether a sentence names the main outcome and says that it was missed or did not differ."""
    text = sentence.span.of(digest.prose)
    if not _MAIN.search(text) or _SECONDARY.search(text):
        return False
    if _UNMET.search(text):
        return True
    null = scope_pattern("null", "phrases").search(text) or _LIKE.search(text)
    return bool(null) and not _HEDGED.search(text) and not _P_SIGNIFICANT.search(text)


def _implied(digest: Digest, results: tuple[Sentence, ...], outcome: frozenset[str]) -> Iterator[Sentence]:
    """Yield the null sentences that stand for the main outcome: they name it, or come before any positive result."""
    null = {sentence.span for sentence in results if _may_stand_for_main(sentence.span.of(digest.prose))}
    if not null:
        return
    positive = {sentence for sentence in results if _is_positive(digest, sentence)}
    is_told = any(outcome & stems(sentence.span.of(digest.prose)) for sentence in results)
    before = ""
    for sentence in results:
        text = sentence.span.of(digest.prose)
        named = stems(text + (before if _POINTS_BACK.match(text) or _THIS.search(text) else ""))
        if sentence in positive and (not outcome or outcome & named):
            return
        if sentence.span in null and (outcome & named or not (positive or is_told)):
            yield sentence
        before = " " + text


def _may_stand_for_main(text: str) -> bool:
    return not _SECONDARY.search(text) and _is_null(text) and not _is_beside(text)


def _is_positive(digest: Digest, sentence: Sentence) -> bool:
    """Tell whether a sentence claims an effect that was compared or tested."""
    return any(
        claim.kind == "efficacy" and claim.reason in ("statistic", "comparison")
        for claim in claims_of(digest, sentence)
    )


def _is_null(text: str) -> bool:
    """Tell whether a sentence says that treatments did not differ, or that nobody reached what was hoped for."""
    reached = _REACHED.search(text)
    nobody = _NOBODY.search(text, 0, reached.end()) if reached else None
    if nobody and reached and len(text[nobody.end() : reached.start()].split()) <= _NEAR:
        return True
    if _NO_RESPONSE.search(text):
        return True
    if _CHANCE.search(text):
        return True
    if _P_SIGNIFICANT.search(text) or _HEDGED.search(text):
        return False
    if scope_pattern("null", "phrases").search(text):
        return True
    return not excludes_null(text) and bool((_P_NULL.search(text) or _LIKE.search(text)) and _COMPARED.search(text))


def _is_beside(text: str) -> bool:
    """Tell whether a sentence is about harm done, or about how the groups were before."""
    return bool(
        _BESIDE.search(text) or list_pattern("side").search(text) or scope_pattern("beginning", "phrases").search(text)
    )


def _main_outcome(digest: Digest) -> frozenset[str]:
    """Return the stems of the words that name the main outcome: those of the Outcome field up to the further ones."""
    spans = [sentence.span for sentence in digest.sentences if sentence.field == "Outcome"]
    if not spans:
        return frozenset()
    text = digest.prose[spans[0].start : spans[0].end]
    further = _FURTHER.search(text)
    return stems(text[: further.start()] if further and further.start() else text) - _BARE


_NEAR = 6
_BARE = stems(
    "primary main outcome outcomes endpoint change difference measured score weeks months treatment "
    "patients response rate number share time"
)
