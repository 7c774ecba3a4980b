"""Digests of the usual shape, as many as one likes: for measuring, and always the same for the same number.

    python -m benchmarks.corpus COUNT TARGET

TARGET is a folder (a file a digest) or a `.parquet` with the columns `path` and `text`. They have about 450 words. One
in five has a flaw; one in fifty is told again under another ID with a few words changed, and one in fifty has the ID of
the one before.
"""

import random
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

_FIRST = 700_000  # × 13: above the numbers that the registry has given
_DRUGS = """abivertin belonastat corzidemab duvelisib ebronacept farlutinib gosuremab halvaparin ibrenitide jorveparib
kelistamab lumetrexin morvanolol nibrexafen orvipitant palzumab quilostat renvaptan solvimetide tarlonacept ulvirisen
vobrentinib welnarsen xevalimod yarpogrel zelnicaftor""".split()
_CONDITIONS = """chronic cough|gouty arthritis|nasal polyps|plantar fasciitis|restless legs|night blindness|bunions|
frozen shoulder|hay fever|peanut allergy|kidney stones|bile duct stones|heavy menstrual bleeding|cluster headache|
mild cognitive impairment|hidradenitis|alopecia areata|dry eye|tinnitus|vertigo|sickle cell disease|iron deficiency|
severe asthma|atrial flutter|leg ulcers|burning mouth|shingles pain|juvenile arthritis|short bowel""".replace(
    "\n", ""
).split("|")
_PEOPLE = [
    "adults",
    "children",
    "older adults",
    "young adults",
    "pregnant women",
    "veterans",
    "school children",
    "nurses",
]
_MEASURES = ["pain", "walking speed", "sleep", "time in hospital", "blood pressure", "weight", "lung function", "itch"]
_HARMS = ["nausea", "headache", "dizziness", "rash", "tiredness", "diarrhea", "joint pain", "a sore throat"]
_PLACES = ["Norway", "Brazil", "Ghana", "Japan", "Canada", "Spain", "Vietnam", "Chile", "Poland", "Kenya"]
_MONTHS = "January February March April May June July August September October November December".split()

_BACKGROUND = """{Condition} is common among {people} in {place}, and the usual care does not reach all of them.
Doctors in {place} have long looked for something that {people} would keep taking for more than a few months.
{Drug} blocks a signal that is thought to keep {condition} going, though nobody has shown that in a large group.
Earlier studies were small, lasted {few} weeks at most, and disagreed about {measure}.
Clinics see about {many} new patients a year, and a third of them come back within {few} weeks.
Families say that {measure} troubles them more than what is measured at a visit.
A survey of {many} households found that cost kept one person in {few} from filling a prescription.
What the treatment does over a year is not known, for most studies end after the last dose.""".split("\n")
_POPULATION = """The study took in {count} {people} aged {low} to {high} years with {condition}.
Those with kidney failure, or with a hospital stay in the last {few} weeks, could not join.
All were seen at {few} clinics in {place} before they were given a place.""".split("\n")
_INTERVENTION = """One group took {drug} {dose} mg by mouth once a day for {weeks} weeks, the other a like placebo.
Neither the participants nor those who examined them knew who took what.
Pharmacists counted the tablets that were left at each visit.""".split("\n")
_OUTCOME = """The main outcome was the change in {measure} after {weeks} weeks, rated by staff apart.
Blood samples were taken at the start, after {few} weeks and at the end.""".split("\n")
_RESULTS = """Of {count} participants, {done} stayed to the end, and the last visit took place in {month} {year}.
Mean {measure} changed by {first}.{few} points with {drug} and by {second}.{few} points with placebo (p = 0.{p}).
The difference was larger in {place} than elsewhere, and did not depend on age or sex.
Side effects were mostly mild: {harm} in {low}% of those on {drug} and in {few}% of those on placebo.
No participant died, and {few} left the study because of {harm2}.
Missing visits were filled in from earlier ones, and another way of doing so gave a similar figure.
Diaries agreed with what was measured at the clinic on {low} days of a hundred.""".split("\n")
_WHY = """For people with {condition}, the study adds a comparison with placebo that had been missing.
Whether the change in {measure} lasts beyond {weeks} weeks is a question for a longer study.
The participants came from {place}, so results elsewhere may differ.
Researchers plan to look at {harm} more closely, for it was the most common reason to skip a dose.
Those who pay for care will want to know what {dose} mg a day costs over a year.
The full data were promised to other researchers from {month} {next} on.""".split("\n")
_FLAWS = (
    "Unfortunately, the provided text does not say more.",
    "This treatment works for everyone with {condition} and has no risks.",
    "Ask your doctor about {drug} today.",
    "The the tablets were counted twice.",
)


def _values(chance: random.Random, number: int) -> Mapping[str, str]:
    drug, condition = chance.choice(_DRUGS), chance.choice(_CONDITIONS)
    harm, harm2 = chance.sample(_HARMS, 2)
    count, year = chance.randint(60, 900), chance.randint(2012, 2023)
    return {
        "id": f"NCT{(_FIRST + number) * 13:08d}",
        "drug": drug,
        "Drug": drug.capitalize(),
        "condition": condition,
        "Condition": condition.capitalize(),
        "people": chance.choice(_PEOPLE),
        "place": chance.choice(_PLACES),
        "measure": chance.choice(_MEASURES),
        "harm": harm,
        "harm2": harm2,
        "month": chance.choice(_MONTHS),
        "year": str(year),
        "next": str(year + 2),
        "count": str(count),
        "done": str(count - chance.randint(1, 40)),
        "many": str(chance.randint(200, 4000)),
        "few": str(chance.randint(2, 9)),
        "low": str(chance.randint(11, 29)),
        "high": str(chance.randint(40, 80)),
        "weeks": str(chance.randint(12, 96)),
        "dose": str(chance.choice([5, 10, 25, 40, 75, 150])),
        "first": str(chance.randint(4, 9)),
        "second": str(chance.randint(1, 3)),
        "p": f"{chance.randint(1, 49):03d}",
    }


def digest(number: int) -> str:
    """Return a digest."""
    told, name = number, number
    if number % 50 == 25:  # noqa: PLR2004 - one in fifty is told again
        told = number - 7
    elif number % 50 == 49:  # noqa: PLR2004 - one in fifty has an ID that is taken
        name = number - 1
    chance = random.Random(told)
    values = {**_values(chance, told), "id": f"NCT{(_FIRST + name) * 13:08d}"}

    def some(sentences: list[str], count: int) -> str:
        chosen = [sentences[0], *chance.sample(sentences[1:], count - 1)]
        return " ".join(sentence.format(**values) for sentence in chosen)

    parts = [
        "# {Drug} Tried Against {Condition}\n".format(**values),
        f"## Background\n\n{some(_BACKGROUND, 7)}\n",
        f"## Study Design\n\n### Population\n\n{some(_POPULATION, 3)}\n",
        f"### Intervention\n\n{some(_INTERVENTION, 3)}\n",
        f"### Outcome\n\n{some(_OUTCOME, 2)}\n",
        f"## Results\n\n{some(_RESULTS, 7)}\n",
        f"## Why It Matters\n\n{some(_WHY, 6)}\n",
    ]
    if chance.random() < 0.2:  # noqa: PLR2004 - a fifth
        parts[chance.randrange(1, len(parts))] += "\n" + chance.choice(_FLAWS).format(**values) + "\n"
    if told != number:
        parts[1] = parts[1].replace("clinic", "surgery").replace("Doctors", "Nurses")
    day = f"2024-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    parts.append(
        "---\n\nKeywords: {drug}, {condition}\nFlags: dose mentioned, protocol relevant, safety data present\n".format(
            **values
        )
        + f"Source: clinicaltrials:{values['id']} · Ingested {day} · Digest: model-1\n"
    )
    return "\n".join(parts)


def path_of(number: int) -> str:
    """Return what a digest is called."""
    return f"{number // 1000:05d}/{number:08d}.md"


def digests(count: int) -> Iterator[tuple[str, str]]:
    """Yield digests, each with what it is called."""
    return ((path_of(number), digest(number)) for number in range(count))


def as_parquet(count: int, target: Path, first: int = 0) -> None:
    """Write digests as rows, those from `first` on."""
    import pyarrow as pa  # noqa: PLC0415 - a folder is written without it
    import pyarrow.parquet as pq  # noqa: PLC0415 - likewise

    schema = pa.schema([("path", pa.string()), ("text", pa.string())])
    with pq.ParquetWriter(target, schema) as file:
        for start in range(first, first + count, 5000):
            numbers = range(start, min(first + count, start + 5000))
            file.write_table(pa.table([list(map(path_of, numbers)), list(map(digest, numbers))], schema=schema))


def as_files(count: int, target: Path) -> None:
    """Write digests as files below a folder."""
    for path, text in digests(count):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text, encoding="utf-8")


def main(count: int, target: Path) -> None:
    """Write digests."""
    (as_parquet if target.suffix == ".parquet" else as_files)(count, target)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
