"""The dates of tag line and source line: what is one, and what is said of what is none."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.dates import stated_dates

from .linted import diagnosed, page, reported, said

Read = Callable[[str], Digest]


def tagged(date: str) -> str:
    return f"walking physiotherapy rct {date} ClinicalTrials\n\n{page()}"


def ingested(date: str) -> str:
    return page().replace("Ingested 2026-05-04", f"Ingested {date}")


def faults(text: str) -> list[tuple[str, str]]:
    return [(words, message.rpartition("` ")[2]) for words, message in said(text, "SRC003")]


@pytest.mark.parametrize(
    ("date", "fault"),
    [
        ("2019", None),
        ("2019-03", None),
        ("2019-03-14", None),
        ("1985-03", None),
        ("2026-07", None),
        ("2031-06-30", None),
        ("2031-07-01", "lies in the future"),
        ("2031-07", "lies in the future"),
        ("2031", None),
        ("2032", "lies in the future"),
        ("2019-13", "is no date"),
        ("2019-02-29", "is no date"),
        ("2020-02-29", None),
        ("2019-00", "is no date"),
    ],
)
def test_the_studys_date_may_lie_five_years_ahead(date: str, fault: str | None) -> None:
    assert faults(tagged(date)) == ([(date, fault)] if fault else [])


@pytest.mark.parametrize(
    ("date", "fault"),
    [
        ("2026-06-30", None),
        ("2026-07-01", "lies in the future"),
        ("2026-07", "lies in the future"),
        ("2026-06", None),
        ("2026", None),
        ("2027", "lies in the future"),
        ("2000-01-01", None),
        ("1999-12-31", "lies before 2000"),
        ("1999", "lies before 2000"),
        ("2026-02-30", "is no date"),
        ("2026-04-31", "is no date"),
        ("2026/05/04", "is not in ISO form"),
        ("04.05.2026", "is not in ISO form"),
        ("4-5-26", "is not in ISO form"),
        ("May 4", "is not in ISO form"),
        ("spring", "is not in ISO form"),
        ("20260504", "is not in ISO form"),
        ("yesterday", "is no date"),
        ("2026-05-04T09:30:12.5Z", None),
        ("2026-05-04 09:30 UTC", None),
        ("2026-05-04 09:30+02:00", None),
        ("2026-05-04 9:30", "is not in ISO form"),
    ],
)
def test_the_day_of_ingestion_is_a_day_in_iso_form_that_has_come(date: str, fault: str | None) -> None:
    assert faults(ingested(date)) == ([(date, fault)] if fault else [])


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("on 2026-13-04.", "2026-13-04"),
        ("at 2026-13-04;", "2026-13-04"),
        ("from 2026-13-04", "2026-13-04"),
        ("(2026-13-04)", "2026-13-04"),
        ("2026-13-04 /", "2026-13-04"),
        ("In 2026-13-04,", "2026-13-04"),
    ],
)
def test_a_wrong_date_is_reported_without_the_words_around_it(words: str, date: str) -> None:
    assert faults(ingested(words)) == [(date, "is no date")]


@pytest.mark.parametrize(
    ("date", "first", "precision"),
    [
        ("2026", (2026, 1, 1), "year"),
        ("2026-05", (2026, 5, 1), "month"),
        ("2026-05-04", (2026, 5, 4), "day"),
        ("2026-05-04T09:30Z", (2026, 5, 4), "day"),
    ],
)
def test_a_date_is_known_as_far_as_it_is_given(
    read: Read, date: str, first: tuple[int, int, int], precision: str
) -> None:
    (found,) = read(ingested(date)).fact(stated_dates)
    assert found.first
    assert (found.kind, found.first.timetuple()[:3], found.precision) == ("ingested", first, precision)


@pytest.mark.parametrize(
    "filler",
    ["unknown", "Unknown", "(unknown)", "[none]", "N/A", "n.a.", "TBD", "tba", "null", "nil", "-", "—", "?", "..."],
)
def test_a_word_for_nothing_is_no_wrong_date_but_a_missing_one(filler: str) -> None:
    text = ingested(filler)
    assert faults(text) == []
    assert len(reported(text, "SRC002")) == 1


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("Source: clinicaltrials:NCT03951116 · Ingested 2026-05-04 · Digest: gemini-2.5-flash", []),
        ("Source: clinicaltrials:NCT03951116 · Ingested 2026-05-04", ["the model"]),
        ("Source: clinicaltrials:NCT03951116 · Digest: gemini-2.5-flash", ["the day of ingestion"]),
        ("Source: clinicaltrials:NCT03951116", ["the day of ingestion", "the model"]),
        ("Source: clinicaltrials:NCT03951116 · Ingested unknown · Digest: none", ["the day of ingestion", "the model"]),
    ],
)
def test_day_and_model_that_are_missing_are_named(line: str, missing: list[str]) -> None:
    text = f"# A Study\n\n## Results\n\nIt ended.\n\n{line}\n"
    found = diagnosed(text, "SRC002")
    assert [(each.span.of(text), each.message) for each in found] == [
        (line, f"The source line does not name {part}") for part in missing
    ]
    spelled = {"the day of ingestion": "Ingested YYYY-MM-DD", "the model": "Digest: MODEL"}
    assert all(spelled[part] in each.help for part, each in zip(missing, found, strict=True))
