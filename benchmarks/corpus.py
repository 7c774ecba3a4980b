"""Digests that nobody wrote: as many as are asked for, for measurements of speed and memory.

    python -m benchmarks.corpus N FOLDER [SEED]

writes N digests in Markdown, always the same for a seed. Each is about a study of its own and has the length of a real
one (440 words, 24 sentences); one in twenty-five has a fault planted, and three in ten are of a stopped study. They say
nothing about how often the program is right: only what was planted is known of them.
"""

import random
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

FLAWED = 0.04
STOPPED = 0.3

_WORDS = """
drug: mecasermin|tolvaptan|baricitinib|empagliflozin|rituximab|teriparatide|octreotide|sirolimus|apremilast|ivabradine|\
vedolizumab|riluzole|eculizumab|dapsone|lanreotide|nitisinone|siponimod|pasireotide|burosumab|setmelanotide
condition: acromegaly|lupus nephritis|ulcerative colitis|chronic hives|gout|cystic fibrosis|narcolepsy|hemophilia|\
psoriasis|heart failure|sickle cell anemia|osteoporosis|myasthenia gravis|celiac disease|vitiligo|glaucoma
people: older adults|school children|women after menopause|adults on dialysis|young adults|teenagers|veterans|\
people who live alone|first-time mothers|shift workers|farm workers|adults with diabetes
measure: the walking distance|the pain score|the sleep diary|the fatigue scale|the lung volume|the bone density|\
the urine protein|the grip strength|the symptom score|the resting pulse|the joint count|the itch scale
place: Denmark|Kenya|Brazil|the Netherlands|Japan|Canada|Vietnam|Portugal|Ghana|New Zealand|Poland|Chile|Nepal|Ireland
who: nurses|family doctors|pharmacists|physiotherapists|dietitians|community workers|specialists|midwives
helper: a diary|a phone call each week|a leaflet|an app|a home visit|a pill box|a text message|a wall chart
reason: few people joined|the funding ended|the supply of capsules ran out|the sponsor set other priorities|\
two sites closed|the pandemic shut the clinics
month: January|February|March|April|May|June|July|August|September|October|November|December
group: growth factor|hormone|antibody|small molecule|enzyme
"""
_OPENINGS = """\
|In {place}, |For many {people}, |Outside of towns, |As {who} report, |Year after year, |Before {early}, |\
Close to {place}, |Wherever {who} are few, |By custom, |On paper, |Among {people}, |To the surprise of {who}, |\
At large hospitals, """
_PARTS = """
Background: the name {condition} covers several illnesses that look alike at first sight
Background: a diagnosis of {condition} can be long in coming, and {who} often hear the story first
Background: families spend a good part of the week on visits, tests and forms
Background: little was written about {people} with {condition} when the work was planned
Background: {who} had asked for a study that looks at daily life as well as at blood tests
Background: the usual care differs from town to town, and so do its costs
Background: {drug} is taken up slowly by the body and leaves it by way of the kidney
Background: earlier work was small, and most of it came from {place}
Background: {condition} starts slowly in some and overnight in others
Background: clinics keep registers of {condition}, though no two of them use the same form
Background: the first description of {condition} is older than any clinic in the region
Background: {helper} is what most {people} use to keep track of symptoms
Population: {People} with {condition} who could read a consent form and come to the clinic
Population: the {sites} clinics were in {place} and asked everybody on their lists
Population: people who had moved away from {place} were asked by letter
Population: relatives could come along, and {who} answered questions in the waiting room
Intervention: {Drug} {dose} mg once a day for {weeks} weeks, with {helper} as a reminder
Intervention: the comparison was placebo, prepared to look and taste the same
Intervention: the hospital pharmacy in {place} packed and numbered the boxes
Outcome: the change in {measure} from the first visit to the last was the main outcome
Outcome: {other}, the number of visits and the costs of travel were looked at besides
Outcome: {who} who did not know the groups read the charts
Results: the study enrolled {n} participants at {sites} sites
Results: {measure} changed by {big} points with {drug} and by {small} points with placebo (p = 0.{p})
Results: at the last visit, {other} was on file for {portion} of {n} participants ({percent}%)
Results: the median age was {age} years, and the youngest participant was {young}
Results: travel to the clinic took a median of {minutes} minutes
Results: missing answers were most common in winter, when roads to the clinics were closed
Results: the two groups were alike in age, work and the length of the illness
Results: {helper} was handed back by most people, and {who} read all of them twice
Results: the reading of {other} by a second team gave the same order of the groups
Results: interviews with {who} are described in an appendix of the report
Results: answers from {place} came later than those from elsewhere and were counted apart
Stopped: the study was terminated in {month} {late} because {reason}
Stopped: no results are available from the record, and none are expected
Stopped: the plan had been to follow each person with {helper} until the last visit
Stopped: the sponsor said that the boxes of {drug} were sent back to {place}
Stopped: visits that had been booked were cancelled, and {who} told the families by phone
Stopped: the record names the sites, the plan and the persons in charge, and little else
Stopped: the forms on {measure} were archived without being read
Why It Matters: {people} with {condition} often ask {who} what is known, and this is one more page to show them
Why It Matters: a plain account of the plan lets other teams repeat it with {helper}
Why It Matters: trials in {place} are few, and each shows what the next one must arrange beforehand
Why It Matters: open questions remain about other ages, other doses and life beyond the clinic
Why It Matters: {who} may find the forms on {other} useful for work of a different kind
Why It Matters: what a journey to a clinic costs is seldom written down, and here it is
Why It Matters: the record tells who paid, who planned and who counted, which is worth knowing
Why It Matters: those who write guidelines will want to read this next to the work from {place}
Why It Matters: a second study with another {group} is the natural next step
"""
# How many sentences a part has; the first of each list is always among them.
_LENGTHS = {"Population": 2, "Intervention": 2, "Outcome": 2, "Results": 7, "Stopped": 6}
_LENGTH = 6


def _slots() -> dict[str, list[str]]:
    rows = (line.split(": ", 1) for line in _WORDS.strip().splitlines())
    return {slot: words.split("|") for slot, words in rows}


def _sentences() -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {}
    for line in _PARTS.strip().splitlines():
        part, sentence = line.split(": ", 1)
        parts.setdefault(part, []).append(sentence)
    return parts


_SLOTS, _SENTENCES = _slots(), _sentences()
_STARTS = _OPENINGS.split("|")


def digests(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of so many digests; those of a seed begin alike, however many are asked for."""
    for number in range(count):
        rng = random.Random(f"{seed}:{number}")
        yield f"digest-{number:05}.md", _digest(rng, number)


def write(texts: Iterable[tuple[str, str]], folder: Path) -> None:
    """Write digests, or anything else that has a name, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts:
        (folder / name).write_text(text, encoding="utf-8")


def _facts(rng: random.Random, number: int) -> dict[str, str]:
    words = {slot: rng.choice(choices) for slot, choices in _SLOTS.items()}
    other = rng.choice([measure for measure in _SLOTS["measure"] if measure != words["measure"]])
    year, n = rng.randint(2004, 2019), rng.randint(30, 900)
    portion = rng.randint(n // 2, n - 1)
    # The registry's own IDs divide by 13.
    numbers = {
        "n": n, "portion": portion, "percent": round(100 * portion / n), "sites": rng.randint(2, 90),
        "dose": rng.choice((5, 10, 25, 40, 80, 150)), "weeks": rng.choice((12, 16, 24, 36, 48)),
        "big": rng.randint(41, 99) / 10, "small": rng.randint(3, 40) / 10, "p": f"0{rng.randint(10, 49)}",
        "age": rng.randint(31, 67), "young": rng.randint(18, 30), "minutes": rng.randint(20, 140),
        "year": year, "early": year - 4, "late": year + 3, "nct": f"NCT{(80_000 + number) * 13:08}",
    }  # fmt: skip
    capitals = {"Drug": words["drug"].capitalize(), "People": words["people"].capitalize()}
    return words | {"other": other} | {slot: str(value) for slot, value in numbers.items()} | capitals


def _prose(part: str, facts: Mapping[str, str], rng: random.Random) -> list[str]:
    """Return the sentences of a part; a slot takes other words in each, but for what makes up the study."""
    first, *more = _SENTENCES[part]
    picked = [first, *rng.sample(more, _LENGTHS.get(part, _LENGTH) - 1)]
    return [_sentence(template, part, facts, rng, plain=not place) for place, template in enumerate(picked)]


def _sentence(template: str, part: str, facts: Mapping[str, str], rng: random.Random, *, plain: bool) -> str:
    fresh = {slot: rng.choice(_SLOTS[slot]) for slot in ("place", "who", "helper", "people")}
    bare = plain or part in ("Population", "Intervention", "Outcome")
    text = ("" if bare else rng.choice(_STARTS)) + template
    text = text.format_map({**facts, **(fresh if part != "Population" else {})})
    return text[:1].upper() + text[1:] + "."


def _digest(rng: random.Random, number: int) -> str:
    facts = _facts(rng, number)
    stopped = rng.random() < STOPPED
    parts = {part: _prose(part, facts, rng) for part in _SENTENCES}
    ending = parts.pop("Stopped")
    parts["Results"] = ending if stopped else parts["Results"]
    keywords, flags = [facts["drug"], facts["condition"]], ["dose mentioned", "protocol relevant"]
    if rng.random() < FLAWED:
        _plant(rng, parts, keywords, flags)
    return _markdown(facts, parts, keywords, flags, rng)


def _plant(rng: random.Random, parts: dict[str, list[str]], keywords: list[str], flags: list[str]) -> None:
    """Plant a fault: a sentence twice, a word of the model, a foreign keyword, or a flag that is not borne out."""
    where, fault = rng.choice(
        (
            (parts["Results"], parts["Results"][0]),
            (parts["Results"], "The provided document does not say more."),
            (keywords, "myostatin"),
            (flags, "safety data present"),
        )
    )
    where.append(fault)


def _markdown(
    facts: Mapping[str, str], parts: Mapping[str, list[str]], keywords: list[str], flags: list[str], rng: random.Random
) -> str:
    prose = {part: " ".join(sentences) for part, sentences in parts.items()}
    day = f"2025-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    fields = "\n\n".join(f"### {part}\n\n{prose[part]}" for part in ("Population", "Intervention", "Outcome"))
    return f"""---
topic: {facts["drug"]}
category: {facts["group"]}
study_type: rct
date: {facts["year"]}-{rng.randint(1, 12):02}
registry: ClinicalTrials
---

# {facts["Drug"]} Studied in {facts["People"].title()} With {facts["condition"].title()}

*A Trial of {facts["Drug"]} in {facts["People"].title()} With {facts["condition"].title()}*

## Background

{prose["Background"]}

## Study Design

{fields}

## Results

{prose["Results"]}

## Why It Matters

{prose["Why It Matters"]}

---

Keywords: {", ".join(keywords)}
Flags: {", ".join(flags)}
Source: clinicaltrials:{facts["nct"]} · Ingested {day} · Digest: gemini-2.5-flash
"""


if __name__ == "__main__":
    write(digests(int(sys.argv[1]), int(sys.argv[3]) if len(sys.argv) > 3 else 1), Path(sys.argv[2]))  # noqa: PLR2004
