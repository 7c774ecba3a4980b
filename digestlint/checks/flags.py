"""Flags: what each one asserts, held against what the prose states."""

from collections.abc import Callable, Iterator, Mapping

from digestlint.diagnostic import Finding
from digestlint.digest import Digest, Sentence
from digestlint.facts.doses import doses_in
from digestlint.facts.evidence import Evidence
from digestlint.facts.protocol import elements_in
from digestlint.facts.safety import results_in
from digestlint.rule import NoParams
from digestlint.vocabulary import fold

EVIDENCE: Mapping[str, tuple[Callable[[Digest, Sentence], Iterator[Evidence]], str]] = {
    "dose mentioned": (doses_in, "an amount of the intervention"),
    "protocol relevant": (elements_in, "a route, a schedule or a length of treatment"),
    "safety data present": (results_in, "an observed safety result"),
}
"""The built-in flags: where the evidence for each comes from, and what it is in words. Other flags have none."""


def flag_contradicted(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each flag that is set and that nothing in the prose, not even doubtfully, bears out."""
    reported: set[str] = set()
    for flag in digest.flags:
        name = fold(digest.text(flag))
        if name in EVIDENCE and name not in reported and not _is_borne_out(digest, name):
            reported.add(name)
            yield Finding(flag, {"flag": digest.text(flag), "evidence": EVIDENCE[name][1]})


def _is_borne_out(digest: Digest, name: str) -> bool:
    find, _ = EVIDENCE[name]
    return any(True for sentence in digest.sentences for _ in find(digest, sentence))


def flag_missing(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report for each flag that is not set the sentence that certainly states what it stands for."""
    if not digest.keywords and not digest.flags:
        return
    present = {fold(digest.text(flag)) for flag in digest.flags}
    for name, (find, words) in EVIDENCE.items():
        if name in present or not digest.vocabulary.knows_flag(name):
            continue
        ranked = sorted(digest.sentences, key=_rank)
        strong = (evidence for sentence in ranked for evidence in find(digest, sentence) if evidence.strong)
        if best := next(strong, None):
            yield Finding(best.sentence.span, {"flag": name, "evidence": words, "words": digest.text(best.span)})


def _rank(sentence: Sentence) -> tuple[bool, bool, int]:
    """Order sentences: the Intervention field first, then Results, then the rest as it stands in the file."""
    return (sentence.field != "Intervention", sentence.part != "Results", sentence.span.start)
