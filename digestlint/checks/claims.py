"""Claims that a digest must not make: of a stopped study, without results, of cause, beyond the results."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from digestlint.diagnostic import Finding
from digestlint.digest import Digest, Sentence
from digestlint.facts.claims import Claim, claims_of, speaks_of_findings
from digestlint.facts.missed import main_outcome_missed
from digestlint.facts.registry_record import registry_record
from digestlint.facts.status import is_observational, is_running, is_stopped, no_results, status_mentions
from digestlint.facts.stop_reasons import StopReason, stop_reasons
from digestlint.places import Placed
from digestlint.rule import NoParams
from digestlint.span import Span

_FOREGROUND = frozenset(("title", "Results", "Why It Matters"))
_DESIGN_FIELDS = frozenset(("Population", "Outcome"))
_CAUSAL = frozenset(("benefit", "lessening", "raising", "cause"))
_CLASSES: Mapping[str, str] = {
    "benefit": "good done",
    "lessening": "a harm lessened",
    "raising": "a good raised",
    "detecting": "something found",
    "change": "a change for the better",
    "cause": "something caused",
    "quality": "praise",
    "bringing": "something good brought",
    "comparison": "a comparison that favors it",
    "statistic": "a significant result",
    "safety": "safety",
}
_OF_THE_INTERVENTION = frozenset(("efficacy", "safety"))
_CONCLUSIONS = frozenset(("title", "Why It Matters"))


@dataclass(frozen=True, slots=True)
class Kind:
    """What is claimed: `efficacy` or `safety`."""

    kind: Literal["efficacy", "safety"] = "efficacy"


def claim_in_stopped_study(digest: Digest, params: Kind) -> Iterator[Finding]:
    """Report each claim of a kind in the digest of a stopped study, but for figures that its record may bear out."""
    if not is_stopped(digest):
        return
    record = digest.fact(registry_record)
    borne_out = record is not None and record.has_results

    def is_wanted(claim: Claim) -> bool:
        if claim.kind != params.kind or not _counts(claim) or (borne_out and claim.quantified):
            return False
        return not _is_told_as_reason(digest, claim)

    sentences = (sentence for sentence in digest.sentences if _may_count(digest, sentence))
    yield from _findings(digest, _who_says_stopped(digest), sentences, is_wanted)


def _is_told_as_reason(digest: Digest, claim: Claim) -> bool:
    """Tell whether a claim's words say why the study was stopped, and not for what the intervention did."""
    return any(
        reason.span.covers(claim.cue) and reason.kinds and not reason.kinds & _OF_THE_INTERVENTION
        for reason in digest.fact(_placed_reasons).meeting(claim.cue)
    )


def _placed_reasons(digest: Digest) -> Placed[StopReason]:
    return Placed(digest.fact(stop_reasons), lambda reason: reason.span)


def _who_says_stopped(digest: Digest) -> str:
    """Return where it is said that the study was stopped: the prose's row, else the record."""
    told = [mention.span.start for mention in digest.fact(status_mentions) if mention.status == "stopped"]
    record = digest.fact(registry_record)
    if not told and record:
        return f"the registry record says `{record.status}`"
    return f"row {_row(digest, told)}"


def claim_without_results(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each claim about the intervention where the digest says that there are no results, or none yet."""
    lacking = digest.fact(no_results)
    if is_stopped(digest) or not (lacking or is_running(digest)):
        return
    running = (
        mention.span.start for mention in digest.fact(status_mentions) if mention.status in ("ongoing", "planned")
    )
    row = _row(digest, [*(sentence.span.start for sentence in lacking), *running])
    sentences = (sentence for sentence in digest.sentences if sentence.part in _FOREGROUND)
    yield from _findings(digest, row, sentences, lambda claim: claim.kind in ("efficacy", "safety"))


def causal_claim(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each causal verb that claims an effect in the digest of an observational study."""
    if not is_observational(digest):
        return
    sentences = (sentence for sentence in digest.sentences if _may_count(digest, sentence))
    yield from _findings(digest, "", sentences, lambda claim: claim.reason in _CAUSAL and _counts(claim))


def conclusion_beyond_results(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each benefit that title or Why It Matters claims where Results say that the main outcome was missed."""
    missed = digest.fact(main_outcome_missed)
    if not missed:
        return
    row = _row(digest, (sentence.span.start for sentence in missed))
    sentences = (sentence for sentence in digest.sentences if sentence.part in _CONCLUSIONS)
    yield from _findings(digest, row, sentences, lambda claim: claim.kind == "efficacy")


def _may_count(digest: Digest, sentence: Sentence) -> bool:
    """Tell whether claims of a sentence may count, before any are sought in it."""
    if sentence.part in _FOREGROUND or _is_of_design(sentence):
        return True
    return speaks_of_findings(digest, sentence)


def _is_of_design(sentence: Sentence) -> bool:
    return sentence.part == "Study Design" and sentence.field not in _DESIGN_FIELDS


def _counts(claim: Claim) -> bool:
    """Tell whether a claim stands where it counts: in Background and in what was planned only about this study."""
    if claim.sentence.part in _FOREGROUND or claim.own:
        return True
    how_it_works = claim.reason in _CAUSAL and not claim.past
    return _is_of_design(claim.sentence) and not how_it_works


def _row(digest: Digest, offsets: Iterable[int]) -> str:
    return next(
        (str(digest.lines.place(offset).row) for offset in offsets), str(digest.lines.place(digest.head.start).row)
    )


def _findings(
    digest: Digest, row: str, sentences: Iterable[Sentence], counts: Callable[[Claim], bool]
) -> Iterator[Finding]:
    """Yield one finding for each sentence with claims that count, from its first such clause to the end of its last."""
    found = (claim for sentence in sentences for claim in claims_of(digest, sentence) if counts(claim))
    for _, group in itertools.groupby(found, key=lambda claim: claim.sentence.span):
        first, *others = group
        end = max(claim.span.end for claim in (first, *others))
        values = {"words": digest.text(first.cue), "row": row, "class": _CLASSES[first.reason]}
        trace = tuple(line for claim in (first, *others) for line in _trace(digest, claim))
        yield Finding(Span(first.span.start, end), values, trace=trace)


def _trace(digest: Digest, claim: Claim) -> Iterator[str]:
    """Yield what made a clause a claim, and what was looked for that would have excused it."""
    yield f"`{digest.text(claim.cue)}` claims: {_CLASSES[claim.reason]}"
    yield f"in the clause `{digest.text(claim.span)}`"
    yield "which is not negated, planned, hedged, conditional, to come, or said of other studies"
    if claim.own:
        yield "and speaks of this study's own findings"
