"""How well the rules against the registry record see one changed fact: recall and false alarms on templates.

From each record a digest is made that is true to it; no REC rule may report anything. Then one fact at a time is
changed, and the rule for it must report it.

    python benchmarks/record_mutations.py RECORDS [--show]
"""

import argparse
import dataclasses
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary
from digestlint.facts.record_numbers import phases_of
from digestlint.facts.stop_reasons import recorded_kinds
from digestlint.lint import lint
from digestlint.partial_date import PartialDate
from digestlint.record import Record
from digestlint.records import RecordFiles
from digestlint.source import Source

TODAY = date(2026, 11, 1)
RULES = tuple(rule for rule in built_in_rules() if rule.family == "REC")
MONTHS = "January February March April May June July August September October November December".split()
REASONS = {
    "safety": ("because of safety concerns", "after participants had come to harm"),
    "efficacy": ("after an interim look had shown futility", "because the treatment did not work"),
    "recruitment": ("because too few people joined", "owing to slow enrollment"),
    "funding": ("because its funding had run out", "following a business decision of the sponsor"),
    "supply": ("because the drug was no longer available", "owing to supply problems"),
    "staff": ("because the principal investigator left", "after its staff had moved on"),
    "covid": ("because of the COVID-19 pandemic", "during the pandemic, due to covid"),
}
STATUSES = {
    "COMPLETED": ("The study was completed{end}.", "The trial, run as planned, was completed{end}."),
    "TERMINATED": ("The study was terminated{end}{why}.", "The trial was halted early{end}{why}."),
    "WITHDRAWN": ("The study was withdrawn{why}.", "The trial was withdrawn before it began{why}."),
    "SUSPENDED": ("The study was suspended{why}.", "The trial is on hold for now."),
    "RECRUITING": ("The study is recruiting.", "The trial is currently enrolling volunteers."),
    "ENROLLING_BY_INVITATION": ("The study is enrolling by invitation.", "The trial is ongoing."),
    "ACTIVE_NOT_RECRUITING": ("The study is ongoing but no longer recruiting.", "The trial is still under way."),
    "NOT_YET_RECRUITING": ("The study has not yet started.", "The trial is not yet recruiting."),
}
OTHER_STATUS = {
    "COMPLETED": "The study was terminated early.", "TERMINATED": "The study is currently recruiting.",
    "WITHDRAWN": "The trial was completed.", "SUSPENDED": "The study was completed.",
    "RECRUITING": "The trial was completed.",
    "ENROLLING_BY_INVITATION": "The trial was halted.", "ACTIVE_NOT_RECRUITING": "The study is still enrolling people.",
    "NOT_YET_RECRUITING": "The study was completed.",
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Draft:
    """The parts of a digest that facts of the record go into."""

    tag_date: str
    title: str
    official: str
    background: str
    population: str
    intervention: str
    results: tuple[str, ...]
    source: str

    @property
    def text(self) -> str:
        """The digest as Markdown."""
        results = " ".join(self.results) or "Nothing is told."
        return (
            f"topic category other {self.tag_date} ClinicalTrials\n\n# {self.title}\n\n*{self.official}*\n\n"
            f"## Background\n\n{self.background}\n\n## Study Design\n\n### Population\n\n{self.population}\n\n"
            f"### Intervention\n\n{self.intervention}\n\n"
            f"### Outcome\n\nWhat changed over time.\n\n## Results\n\n{results}\n\n"
            f"## Why It Matters\n\nThe question matters to many families.\n\n---\n\n"
            f"Keywords: topic\nSource: {self.source}\n"
        )

    def with_result(self, at: int, sentence: str) -> "Draft":
        """Return the draft with one sentence of Results set to another."""
        results = (*self.results[:at], sentence, *self.results[at + 1 :])
        return dataclasses.replace(self, results=results)


def truth(record: Record, way: int) -> tuple[Draft, dict[str, int]]:
    """Return the digest that is true to a record, in one of two ways of wording, and where each sentence stands."""
    sentences: dict[str, str] = {}
    if record.status in STATUSES:
        end = record.completion or record.primary_completion
        when = f" in {words(end.date)}" if end and record.status in ("COMPLETED", "TERMINATED") else ""
        why = f" {REASONS[kind][way]}" if (kind := reason(record)) else ""
        sentences["status"] = STATUSES[record.status][way].format(end=when, why=why)
    if record.start:
        verb = "will begin" if record.status == "NOT_YET_RECRUITING" else ("began", "opened")[way]
        sentences["start"] = f"The {('study', 'trial')[way]} {verb} in {words(record.start.date)}."
    if phases := phases_of(record):
        sentences["phase"] = phase_sentence("/".join(map(str, sorted(phases))), way)
    if record.enrollment and record.enrollment_type:
        sentences["enrollment"] = enrollment_sentence(record, record.enrollment, way)
    sentences["results"] = (
        "Its results are posted in the registry." if record.has_results else "No results have been posted so far."
    )
    names = [intervention.name for intervention in record.interventions[:2]] or ["Usual care"]
    update = record.last_update_posted.date.iso if record.last_update_posted else "2026-01-01"
    draft = Draft(
        tag_date=record.start.date.iso
        if record.start
        else (record.first_posted.date.iso if record.first_posted else ""),
        title=f"{record.conditions[0] if record.conditions else 'Health'} and What Might Help",
        official=(record.official_title or record.brief_title or "")
        if way or not record.brief_title
        else record.brief_title,
        background=f"Much about {', '.join(record.conditions[:2])} is not known.",
        population="Adults who were willing to take part.",
        intervention=f"{' and '.join(names)}, as the plan had it.",
        results=tuple(sentences.values()),
        source=f"clinicaltrials:{record.nct_id} · Ingested {max(update, '2026-01-01')} · Digest: model-1",
    )
    return draft, {key: at for at, key in enumerate(sentences)}


def mutations(record: Record, draft: Draft, at: dict[str, int], way: int) -> Iterator[tuple[str, Draft]]:
    """Yield the rule and the digest in which one fact has been changed."""
    if "status" in at:
        yield "REC002", draft.with_result(at["status"], OTHER_STATUS[record.status])
    if "phase" in at:
        other = next(phase for phase in (4, 3, 2, 1) if phase not in phases_of(record))
        yield "REC003", draft.with_result(at["phase"], phase_sentence(str(other), way))
    if "enrollment" in at and record.enrollment:
        yield "REC004", draft.with_result(at["enrollment"], enrollment_sentence(record, record.enrollment * 2 + 7, way))
    yield from date_mutations(record, draft, at)
    yield "REC006", dataclasses.replace(draft, official=f"{draft.official} in Twelve Villages")
    if record.interventions and record.study_type != "OBSERVATIONAL":
        yield "REC007", dataclasses.replace(draft, intervention="Zorbatinib tablets once a day.")
    other_condition = "Kwashiorkor" if "child" not in draft.official.casefold() else "Bilharzia"
    changed = dataclasses.replace(
        draft,
        title=f"{other_condition} and What Might Help",
        background=f"Much about {other_condition} is not known.",
        official="",
    )
    if record.conditions:
        yield "REC008", dataclasses.replace(changed, official="", population="People who were willing to take part.")
    if record.has_results:
        yield (
            "REC012",
            draft.with_result(at["results"], ("No results have been posted.", "Results are not available.")[way]),
        )
    elif not record.has_result_publication:
        yield "REC009", draft.with_result(at["results"], "Symptoms eased in 12 of 30 people (40%).")
    yield (
        "REC010",
        dataclasses.replace(draft, source=f"clinicaltrials:{record.nct_id} · Ingested 2001-01-01 · Digest: model-1"),
    )
    yield from reason_mutations(record, draft, at, way)


def date_mutations(record: Record, draft: Draft, at: dict[str, int]) -> Iterator[tuple[str, Draft]]:
    """Yield the changes of dates."""
    if record.start:
        later = PartialDate(record.start.date.year - 3, record.start.date.month)
        yield "REC005", draft.with_result(at["start"], f"The study began in {words(later)}.")
        yield "REC005", dataclasses.replace(draft, tag_date="1981-01")
        if record.start.date.day is None and record.start.date.month:
            day = f"{MONTHS[record.start.date.month - 1]} 14, {record.start.date.year}"
            yield "REC014", draft.with_result(at["start"], f"The study began on {day}.")
    ended = {"COMPLETED": "completed", "TERMINATED": "terminated"}.get(record.status)
    end = record.completion or record.primary_completion
    if ended and end:
        other = PartialDate(end.date.year + 4, end.date.month)
        yield "REC005", draft.with_result(at["status"], f"The study was {ended} in {words(other)}.")


def reason_mutations(record: Record, draft: Draft, at: dict[str, int], way: int) -> Iterator[tuple[str, Draft]]:
    """Yield the changes of the reason for stopping."""
    kinds = recorded_kinds(record.why_stopped) if record.why_stopped else None
    if not record.is_stopped or not kinds or "status" not in at:
        return
    other = next(kind for kind in ("covid", "supply", "funding") if kind not in kinds)
    yield "REC011", draft.with_result(at["status"], f"The study was terminated {REASONS[other][way]}.")
    if "safety" in kinds:
        yield "REC013", draft.with_result(at["status"], "The study was terminated.")


def reason(record: Record) -> str | None:
    """Return the kind of reason for which a study was stopped, where the record tells one."""
    kinds = recorded_kinds(record.why_stopped) if record.why_stopped else None
    return next((kind for kind in REASONS if kind in kinds), None) if kinds else None


def words(when: PartialDate) -> str:
    """Return a date in words, as far as its month."""
    return f"{MONTHS[when.month - 1]} {when.year}" if when.month else str(when.year)


def phase_sentence(phase: str, way: int) -> str:
    """Return a sentence that gives the phase."""
    return (f"This Phase {phase} study was done with care.", f"It was a phase {phase} trial.")[way]


def enrollment_sentence(record: Record, number: int, way: int) -> str:
    """Return a sentence that gives the number of participants."""
    if record.enrollment_type == "ESTIMATED":
        return (f"It plans to enroll {number} people.", f"The plan is to include {number} participants.")[way]
    return (f"A total of {number} people took part.", f"It enrolled {number} participants.")[way]


def reported(text: str, record: Record) -> Counter[str]:
    """Return how often each REC rule reports a digest."""
    found = lint(
        Source.of(text, record.nct_id),
        RULES,
        profile=built_in_profile(),
        vocabulary=built_in_vocabulary(),
        today=TODAY,
        records={record.nct_id: record},
    )
    return Counter(diagnostic.code for diagnostic in found)


def main() -> int:
    """Print recall and false alarms for each rule; 1 where a digest that is true is reported, else 0."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("records", type=Path)
    parser.add_argument("--show", action="store_true", help="print each miss and false alarm")
    options = parser.parse_args()
    made, seen, alarms, true = Counter[str](), Counter[str](), Counter[str](), 0
    for i, record in enumerate(RecordFiles(options.records).values()):
        for way in (0, 1):
            draft, at = truth(record, way)
            false = reported(draft.text, record)
            true += 1
            alarms.update(false)
            if options.show and false:
                print(f"FALSE {record.nct_id} {dict(false)}\n{draft.text}")
            for code, changed in mutations(record, draft, at, way):
                made[code] += 1
                hit = bool(reported(changed.text, record)[code])
                seen[code] += hit
                if options.show and not hit:
                    print(f"MISS  {record.nct_id} {code} {i}\n{changed.text}")
    for code in sorted(made):
        print(f"{code}  changed {made[code]:5}  reported {seen[code]:5}  recall {seen[code] / made[code]:.3f}")
    print(f"all     changed {made.total():5}  reported {seen.total():5}  recall {seen.total() / made.total():.4f}")
    print(f"true digests {true}, false alarms {alarms.total()} {dict(alarms)}")
    return 1 if alarms else 0


if __name__ == "__main__":
    sys.exit(main())
