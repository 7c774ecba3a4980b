"""What the prose says of the study's status, at odds with itself."""

from collections.abc import Iterator

from digestlint.diagnostic import Finding
from digestlint.digest import Digest, Sentence
from digestlint.facts.endings import Ending, endings
from digestlint.facts.status import STOPPED, Status, StatusMention, status_mentions
from digestlint.partial_date import PartialDate
from digestlint.rule import NoParams

_SIDES: dict[Status, str] = {"stopped": "stopped", "completed": "completed", "ongoing": "running", "planned": "running"}
_LONGEST_QUOTE = 80


def status_contradiction(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each sentence that gives the study a status which an earlier one excludes."""
    known: dict[str, StatusMention] = {}
    for mention in digest.fact(status_mentions):
        side = _SIDES[mention.status]
        earlier = next((first for other, first in known.items() if other != side), None)
        if earlier and earlier.sentence != mention.sentence:
            values = {"status": mention.status, "earlier_status": earlier.status}
            yield Finding(
                mention.sentence.span, {**values, **_told(digest, earlier.sentence)}, earlier=earlier.sentence.span
            )
        else:
            known.setdefault(side, mention)


def stop_date_contradiction(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each sentence that dates the study's stop otherwise than an earlier one."""
    dated = [ending for ending in digest.fact(endings) if ending.kind in STOPPED and ending.when]
    known: dict[PartialDate, Ending] = {}
    for later in dated:
        when = later.when
        earlier = next((told for date, told in known.items() if when and not date.agrees(when)), None)
        if when:
            known.setdefault(when, later)
        if earlier:
            values = {"date": later.when.iso if later.when else "", **_told(digest, earlier.sentence)}
            yield Finding(later.sentence.span, values, earlier=earlier.sentence.span)


def _told(digest: Digest, sentence: Sentence) -> dict[str, str]:
    quote = digest.text(sentence.span)
    short = quote if len(quote) <= _LONGEST_QUOTE else quote[: _LONGEST_QUOTE - 1].rstrip() + "…"
    return {"row": str(digest.lines.place(sentence.span.start).row), "earlier": short}
