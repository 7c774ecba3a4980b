"""Flags: what each one asserts, held against what the prose states."""

from collections.abc import Callable, Iterator, Mapping

from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.doses import doses
from digestlint.facts.evidence import Evidence
from digestlint.facts.protocol import protocol_elements
from digestlint.facts.safety import safety_results
from digestlint.rule import NoParams
from digestlint.vocabulary import fold

EVIDENCE: Mapping[str, tuple[Callable[[Digest], tuple[Evidence, ...]], str]] = {
    "dose mentioned": (doses, "an amount of the intervention"),
    "protocol relevant": (protocol_elements, "a route, a schedule or a length of treatment"),
    "safety data present": (safety_results, "an observed safety result"),
}
"""The built-in flags: where the evidence for each comes from, and what it is in words. Other flags have none."""


def flag_contradicted(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each flag that is set and that nothing in the prose, not even doubtfully, bears out."""
    reported: set[str] = set()
    for flag in digest.flags:
        name = fold(digest.text(flag))
        if name in EVIDENCE and name not in reported and not digest.fact(EVIDENCE[name][0]):
            reported.add(name)
            yield Finding(flag, {"flag": digest.text(flag), "evidence": EVIDENCE[name][1]})


def flag_missing(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report for each flag that is not set the sentence that certainly states what it stands for."""
    if not digest.keywords and not digest.flags:
        return
    present = {fold(digest.text(flag)) for flag in digest.flags}
    for name, (find, words) in EVIDENCE.items():
        if name in present or not digest.vocabulary.knows_flag(name):
            continue
        strong = [evidence for evidence in digest.fact(find) if evidence.strong]
        if strong:
            best = min(strong, key=_rank)
            yield Finding(best.sentence.span, {"flag": name, "evidence": words, "words": digest.text(best.span)})


def _rank(evidence: Evidence) -> tuple[bool, bool, int]:
    """Order evidence: the Intervention field first, then Results, then the rest as it stands in the file."""
    sentence = evidence.sentence
    return (sentence.field != "Intervention", sentence.part != "Results", sentence.span.start)
