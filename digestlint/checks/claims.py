"""Claims that a digest must not make: of a stopped study, without results, of cause, beyond the results."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.claims import Claim, claims
from digestlint.facts.status import is_observational, is_running, is_stopped, no_results, status_mentions
from digestlint.rule import NoParams

_FOREGROUND = frozenset(("title", "Results", "Why It Matters"))
_DESIGN_FIELDS = frozenset(("Population", "Outcome"))
_CAUSAL = frozenset(("benefit", "lessening", "raising", "cause"))


@dataclass(frozen=True, slots=True)
class Kind:
    """What is claimed: `efficacy` or `safety`."""

    kind: Literal["efficacy", "safety"] = "efficacy"


def claim_in_stopped_study(digest: Digest, params: Kind) -> Iterator[Finding]:
    """Report each claim of a kind in the digest of a study that was stopped."""
    if not is_stopped(digest):
        return
    row = _row(digest, (mention.span.start for mention in digest.fact(status_mentions) if mention.status == "stopped"))
    for claim in digest.fact(claims):
        if claim.kind == params.kind and _counts(claim):
            yield _finding(digest, claim, row)


def claim_without_results(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each claim about the intervention where the digest says that there are no results, or none yet."""
    lacking = digest.fact(no_results)
    if is_stopped(digest) or not (lacking or is_running(digest)):
        return
    running = (
        mention.span.start for mention in digest.fact(status_mentions) if mention.status in ("ongoing", "planned")
    )
    row = _row(digest, [*(sentence.span.start for sentence in lacking), *running])
    for claim in digest.fact(claims):
        if claim.sentence.part in _FOREGROUND:
            yield _finding(digest, claim, row)


def causal_claim(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each causal verb that claims an effect in the digest of an observational study."""
    if not is_observational(digest):
        return
    for claim in digest.fact(claims):
        if claim.reason in _CAUSAL and _counts(claim):
            yield _finding(digest, claim, "")


def _counts(claim: Claim) -> bool:
    """Tell whether a claim stands where it counts: in Background and in what was planned only about this study."""
    part, field = claim.sentence.part, claim.sentence.field
    if part in _FOREGROUND:
        return True
    return claim.own or (part == "Study Design" and field not in _DESIGN_FIELDS)


def _row(digest: Digest, offsets: Iterable[int]) -> str:
    return next((str(digest.lines.place(offset).row) for offset in offsets), "1")


def _finding(digest: Digest, claim: Claim, row: str) -> Finding:
    return Finding(claim.span, {"words": digest.text(claim.cue), "row": row})
