"""Why the study was stopped, beside its record."""

from collections.abc import Iterator

from digestlint.checks.record_quotes import said
from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.registry_record import registry_record
from digestlint.facts.stop_reasons import (
    kinds_of,
    recorded_kinds,
    shares_words,
    stop_reasons,
    stop_sentences,
    tells_harm,
)
from digestlint.rule import NoParams
from digestlint.span import Span

_VAGUE = frozenset(("staff",))
_NAMES = {
    "safety": "safety",
    "efficacy": "futility or efficacy",
    "recruitment": "recruitment",
    "funding": "funding or the sponsor's decision",
    "supply": "drug supply",
    "staff": "logistics or staff",
    "covid": "covid",
}


def stop_reason_mismatch(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each sentence that gives a reason for the stop of another kind than the record's."""
    record = digest.fact(registry_record)
    why = record.why_stopped if record else None
    recorded = recorded_kinds(why) if why else None
    if not record or not why or recorded is None:
        return
    told = digest.fact(stop_reasons)
    if any(reason.kinds & recorded or shares_words(why, digest.text(reason.span)) for reason in told):
        return
    reported: set[Span] = set()
    for reason in told:
        kinds = reason.kinds if recorded else reason.kinds - _VAGUE
        span = reason.sentence.span
        if kinds and span not in reported:
            reported.add(span)
            names = " and ".join(_NAMES[kind] for kind in sorted(kinds))
            yield Finding(span, {"kind": names, "recorded": said(record, why)})


def safety_stop_omitted(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report the sentence that tells the stop, else the title, where a reason of safety is the record's alone."""
    record = digest.fact(registry_record)
    why = record.why_stopped if record else None
    if not record or not why or "safety" not in kinds_of(why):
        return
    if any(reason.kinds for reason in digest.fact(stop_reasons)) or tells_harm(digest, why):
        return
    stops = [sentence.span for sentence in digest.fact(stop_sentences) if sentence.part != "title"]
    yield Finding(stops[0] if stops else digest.head, {"recorded": said(record, why)})
