"""What the prose says of the study's status, at odds with itself."""

from collections.abc import Iterator

from digestlint.diagnostic import Finding
from digestlint.digest import Digest, Sentence
from digestlint.facts.endings import endings
from digestlint.facts.status import STOPPED, Status, StatusMention, status_mentions
from digestlint.rule import NoParams

_SIDES: dict[Status, str] = {"stopped": "stopped", "completed": "completed", "ongoing": "running", "planned": "running"}
_LONGEST_QUOTE = 80


def status_contradiction(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each sentence that gives the study a status which an earlier one excludes."""
    known: list[StatusMention] = []
    for mention in digest.fact(status_mentions):
        earlier = next((m for m in known if _SIDES[m.status] != _SIDES[mention.status]), None)
        if earlier and earlier.sentence != mention.sentence:
            values = {"status": mention.status, "earlier_status": earlier.status}
            yield Finding(
                mention.sentence.span, {**values, **_told(digest, earlier.sentence)}, earlier=earlier.sentence.span
            )
        else:
            known.append(mention)


def stop_date_contradiction(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each sentence that dates the study's stop otherwise than an earlier one."""
    dated = [ending for ending in digest.fact(endings) if ending.kind in STOPPED and ending.when]
    for i, later in enumerate(dated):
        earlier = next((e for e in dated[:i] if e.when and later.when and not e.when.agrees(later.when)), None)
        if earlier:
            values = {"date": later.when.iso if later.when else "", **_told(digest, earlier.sentence)}
            yield Finding(later.sentence.span, values, earlier=earlier.sentence.span)


def _told(digest: Digest, sentence: Sentence) -> dict[str, str]:
    quote = digest.text(sentence.span)
    short = quote if len(quote) <= _LONGEST_QUOTE else quote[: _LONGEST_QUOTE - 1].rstrip() + "…"
    return {"row": str(digest.lines.place(sentence.span.start).row), "earlier": short}
