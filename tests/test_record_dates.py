"""The study's dates beside its record: which are held against which, and what a reader is told of them."""

import pytest

from .recorded import against, messages, record_of

UPDATED = "(updated 2021-06-30)"
START = f"`start 2019-03` {UPDATED}"
ENDS = f"`completion 2021-03, primary completion 2021-01` {UPDATED}"
TAG = f"`start 2019-03, first posted 2019-05-16, completion 2021-03, last update 2021-06-30` {UPDATED}"


@pytest.mark.parametrize(
    ("text", "date", "kind", "recorded"),
    [
        ("The study began in March 2018.", "March 2018", "start", START),
        ("The study began in 2018.", "2018", "start", START),
        ("The study began in April 2019.", "April 2019", "start", START),
        ("The trial opened on 5 April 2019.", "5 April 2019", "start", START),
        ("The trial opened on April 5th, 2019.", "April 5th, 2019", "start", START),
        ("The trial opened on the 5th of April 2019.", "the 5th of April 2019", "start", START),
        ("The trial opened on 2019-04-05.", "2019-04-05", "start", START),
        ("The trial opened on 2019-04.", "2019-04", "start", START),
        ("The trial opened in Sept 2019.", "Sept 2019", "start", START),
        ("The study's start date was April 2019.", "April 2019", "start", START),
        ("The trial opened in early April 2019.", "April 2019", "start", START),
        ("The trial opened at the end of April 2019.", "April 2019", "start", START),
        ("It opened to patients in April 2019.", "April 2019", "start", START),
        ("The study has been recruiting since April 2019.", "April 2019", "start", START),
        ("Enrollment in the trial began in April 2019.", "April 2019", "start", START),
        ("The first patient was enrolled in April 2019.", "April 2019", "start", START),
        ("The study's start in April 2019 was delayed.", "April 2019", "start", START),
        ("Its start date was April 2019.", "April 2019", "start", START),
        ("Begun in April 2019, the study had two groups.", "April 2019", "start", START),
        ("The study was completed in May 2021.", "May 2021", "end", ENDS),
        ("The study was completed in February 2021.", "February 2021", "end", ENDS),
        ("The trial ran until May 2021.", "May 2021", "end", ENDS),
        ("The study's completion was in May 2021.", "May 2021", "end", ENDS),
        ("The trial's final completion was expected in May 2021.", "May 2021", "end", ENDS),
        ("Its completion in May 2021 was late.", "May 2021", "end", ENDS),
        ("Completed in May 2021, the study had two groups.", "May 2021", "end", ENDS),
        ("The study was completed (May 2021).", "May 2021", "end", ENDS),
        ("The study was completed by its sponsor. It ended in May 2021.", "May 2021", "end", ENDS),
    ],
)
def test_a_date_that_is_not_the_records_is_told_with_what_the_record_has(
    text: str, date: str, kind: str, recorded: str
) -> None:
    assert messages("REC005", text) == [f"`{date}` is not the {kind} that the record has: {recorded}"]


@pytest.mark.parametrize(
    "text",
    [
        "The study began in 2019.",
        "The trial opened on 5 March 2019.",
        "The trial opened on 2019-03-05.",
        "The study was completed in January 2021.",
        "The study was completed in 2021.",
        "The study was completed because funds ran out in May 2020.",
        "The study was completed after a pause in May 2020.",
        "The study was completed by a team that had met in May 2020.",
        "The study began with 2018 participants.",
        "The first walk was in April 2019.",
        "The study was completed on 31 February 2019.",
        "An earlier study began in April 2018.",
        "This study is NCT03951116. Like NCT00330668, the trial began in April 2018.",
        "The walks completed in May 2020 were long.",
        "All walks started in April 2018 were long.",
    ],
)
def test_a_date_that_the_record_bears_out_or_has_no_field_for_is_passed_over(text: str) -> None:
    assert messages("REC005", text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The study ran from April 2019 to May 2021.", ["April 2019", "May 2021"]),
        ("The study ran from March 2019 to May 2021.", ["May 2021"]),
        ("The study ran from April 2019 until March 2021.", ["April 2019"]),
        ("The study was conducted between April 2019 and May 2021.", ["April 2019", "May 2021"]),
        ("The study was conducted in two towns from April 2019 through May 2021.", ["April 2019", "May 2021"]),
        ("The study ran from 2018 - 2022.", ["2018", "2022"]),
        ("The study ran from January to March 2021.", ["January"]),
        ("The study ran from January to May 2021.", ["January", "May 2021"]),
        ("The study ran from March to May 2019.", ["May 2019"]),
        ("The study ran from April to May 2019.", ["April", "May 2019"]),
        ("The study ran from April to the spring.", []),
        ("Conducted from April 2019 to May 2021, this trial had two groups.", ["April 2019", "May 2021"]),
        ("The study ran from March 2019 to March 2021.", []),
        ("The study ran from the hills to the sea.", []),
        ("Recruitment ran from April 2019 to May 2020.", []),
    ],
)
def test_a_study_that_ran_from_one_date_to_another_has_a_start_and_an_end(text: str, wrong: list[str]) -> None:
    told = [message.removeprefix("`").partition("`")[0] for message in messages("REC005", text)]
    assert told == wrong


@pytest.mark.parametrize(
    ("status", "text", "recorded"),
    [
        ("WITHDRAWN", "The study was withdrawn in June 2021.", None),
        ("SUSPENDED", "The study was terminated in June 2021.", None),
        (
            "WITHDRAWN",
            "The study was withdrawn in May 2021.",
            f"`completion 2021-03, primary completion 2021-01, last update 2021-06-30` {UPDATED}",
        ),
        ("TERMINATED", "The study was terminated in June 2021.", ENDS),
        ("COMPLETED", "The study was completed in June 2021.", ENDS),
    ],
)
def test_the_last_update_may_be_the_day_of_a_withdrawal(status: str, text: str, recorded: str | None) -> None:
    told = [message.partition("record has: ")[2] for message in messages("REC005", text, status=status)]
    assert told == ([recorded] if recorded else [])


@pytest.mark.parametrize(
    ("date", "agrees"),
    [
        ("2019", True),
        ("2021", True),
        ("2018", False),
        ("2019-03", True),
        ("2019-03-14", True),
        ("2019-04", False),
        ("2019-05", True),
        ("2019-05-16", True),
        ("2019-05-17", False),
        ("2021-03", True),
        ("2021-01", False),
        ("2021-06-30", True),
        ("2021-06-29", False),
    ],
)
def test_the_date_of_the_tag_line_is_one_of_four(date: str, *, agrees: bool) -> None:
    told = messages("REC005", f"walking physiotherapy rct {date} ClinicalTrials", "tag-line")
    assert told == ([] if agrees else [f"`{date}` is not the date that the record has: {TAG}"])


ENDED, BEGAN = "The study was completed in May 2021.", "The study began in April 2019."
NOT_THE_END = "`May 2021` is not the end that the record has: `primary completion 2021-01`"


@pytest.mark.parametrize(
    ("text", "lacking", "told"),
    [
        (ENDED, ("completion",), [f"{NOT_THE_END} {UPDATED}"]),
        (ENDED, ("completion", "last_update_posted"), [NOT_THE_END]),
        (ENDED, ("completion", "primary_completion"), []),
        (BEGAN, ("completion", "primary_completion"), [f"`April 2019` is not the start that the record has: {START}"]),
        (f"{BEGAN} {ENDED}", ("completion", "primary_completion", "start", "first_posted", "last_update_posted"), []),
    ],
)
def test_a_date_that_the_record_lacks_is_neither_held_against_it_nor_named(
    text: str, lacking: tuple[str, ...], told: list[str]
) -> None:
    assert [found.message for found in against(record_of(lacking), "REC005", text)] == told


@pytest.mark.parametrize(
    ("text", "record", "told"),
    [
        (
            "The study opened on 16 March 2019.",
            {},
            ["`16 March 2019` has a day; the record says `start 2019-03` " + UPDATED],
        ),
        (
            "The study was completed on 31 March 2021.",
            {},
            ["`31 March 2021` has a day; the record says `completion 2021-03` " + UPDATED],
        ),
        (
            "The study was completed on 31 January 2021.",
            {},
            ["`31 January 2021` has a day; the record says `primary completion 2021-01` " + UPDATED],
        ),
        (
            "The study was completed on 31 March 2021.",
            {"primary_completion": "2021-03"},
            ["`31 March 2021` has a day; the record says `completion 2021-03, primary completion 2021-03` " + UPDATED],
        ),
        ("The study was completed on 31 March 2021.", {"primary_completion": "2021-03-31"}, []),
        ("The study was completed on 31 March 2021.", {"completion": "2021-03-31"}, []),
        ("The study was completed on 31 May 2021.", {}, []),
        ("The study opened in March 2019.", {}, []),
        ("The study opened in March 2019. It was completed on 2 March 2021.", {"completion": "2021-03-02"}, []),
    ],
)
def test_a_day_that_the_record_does_not_have_is_made_up(text: str, record: dict[str, str], told: list[str]) -> None:
    assert [found.message for found in against(record_of(**record), "REC014", text)] == told


@pytest.mark.parametrize(
    ("ingested", "updated", "stale"),
    [
        ("2021-06-29", "2021-06-30", True),
        ("2021-06-30", "2021-06-30", False),
        ("2021-07-01", "2021-06-30", False),
        ("2020-12-31", "2021-06-30", True),
        ("2021-06", "2021-06-30", False),
        ("2021-05", "2021-06-30", True),
        ("2021", "2021-06-30", False),
        ("2020", "2021-06-30", True),
        ("2021-06-29", "2021-06", False),
        ("2021-05-31", "2021-06", True),
        ("2021-05-31", "2021", False),
        ("2021-02-30", "2021-06-30", False),
    ],
)
def test_a_digest_from_before_the_last_update_is_stale(ingested: str, updated: str, *, stale: bool) -> None:
    source = f"clinicaltrials:NCT03951116 · Ingested {ingested} · Digest: gemini-2.5-flash"
    told = f"The digest was ingested `{ingested}`; the record was last updated `{updated}`"
    assert messages("REC010", source, "source", last_update_posted=updated) == [told] * stale


def test_a_record_without_an_update_makes_no_digest_stale() -> None:
    source = "clinicaltrials:NCT03951116 · Ingested 2010-01-01 · Digest: gemini-2.5-flash"
    assert against(record_of(("last_update_posted",)), "REC010", source, "source") == ()


def test_a_day_is_not_made_up_where_the_record_has_no_date_at_all() -> None:
    text = "The study was completed on 31 March 2021. It opened on 16 March 2019."
    assert against(record_of(("start", "completion")), "REC014", text) == ()
