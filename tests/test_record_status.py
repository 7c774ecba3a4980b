"""The study's status, and what is said of its results, beside its record."""

import pytest

from .recorded import against, messages, record_of

UPDATED = "(updated 2021-06-30)"
STATUSES = (
    "NOT_YET_RECRUITING", "RECRUITING", "ENROLLING_BY_INVITATION", "ACTIVE_NOT_RECRUITING",
    "SUSPENDED", "TERMINATED", "WITHDRAWN", "COMPLETED",
)  # fmt: skip
RUNNING = {"RECRUITING", "ENROLLING_BY_INVITATION", "ACTIVE_NOT_RECRUITING"}
TAKING_IN = {"RECRUITING", "ENROLLING_BY_INVITATION"}
STOPPED = {"SUSPENDED", "TERMINATED", "WITHDRAWN"}
FINAL = {"TERMINATED", "WITHDRAWN"}
ENDED = STOPPED | {"COMPLETED"}
TO_COME = {"NOT_YET_RECRUITING"}


@pytest.mark.parametrize(
    ("text", "status", "true_of"),
    [
        ("The study was completed in March 2021.", "completed", {"COMPLETED"}),
        ("The trial has been completed.", "completed", {"COMPLETED"}),
        ("The trial ran to completion.", "completed", {"COMPLETED"}),
        ("Data from this completed study are kept.", "completed", {"COMPLETED"}),
        ("The trial was finished as planned.", "completed", {"COMPLETED"}),
        ("The trial was successfully concluded.", "completed", {"COMPLETED"}),
        ("The trial was concluded.", "ended", ENDED),
        ("The study was terminated.", "stopped", FINAL),
        ("The study was abandoned.", "stopped", FINAL),
        ("The study was cancelled.", "stopped", FINAL),
        ("The study was called off.", "stopped", FINAL),
        ("The study was withdrawn.", "stopped", FINAL),
        ("The study was stopped.", "stopped", STOPPED),
        ("The trial was halted.", "stopped", STOPPED),
        ("The trial was paused.", "stopped", STOPPED),
        ("The study was closed early.", "stopped", STOPPED),
        ("The study ended prematurely.", "stopped", STOPPED),
        ("The study ended in March 2021.", "ended", ENDED),
        ("The study was closed in March 2021.", "ended", ENDED),
        ("The trial came to an end.", "ended", ENDED),
        ("The study is recruiting older adults.", "recruiting", TAKING_IN),
        ("The trial is still enrolling volunteers.", "recruiting", TAKING_IN),
        ("Recruitment is ongoing.", "recruiting", TAKING_IN),
        ("Recruitment continues.", "recruiting", TAKING_IN),
        ("Participants are currently being recruited.", "recruiting", TAKING_IN),
        ("The study is ongoing.", "ongoing", RUNNING),
        ("The trial is under way.", "ongoing", RUNNING),
        ("The trial is still in progress.", "ongoing", RUNNING),
        ("The study is ongoing but no longer recruiting.", "ongoing", RUNNING),
        ("The researchers completed the study.", "completed", {"COMPLETED"}),
        ("The study is expected to end in 2028.", "ongoing", RUNNING | TO_COME),
        ("The trial will run until 2028.", "ongoing", RUNNING | TO_COME),
        ("The study has not yet started.", "not yet started", TO_COME),
        ("The trial is not yet recruiting.", "not yet started", TO_COME),
        ("The study will begin in May 2027.", "not yet started", TO_COME),
    ],
)
def test_a_status_bears_out_some_of_the_registrys_and_excludes_the_others(
    text: str, status: str, true_of: set[str]
) -> None:
    told = {each: messages("REC002", text, status=each) for each in STATUSES}
    assert {each for each in STATUSES if not told[each]} == true_of
    said = "The digest says that the study is {}; the record says `{}` (updated 2021-06-30)"
    assert {each: told[each] for each in STATUSES if told[each]} == {
        each: [said.format(status, each)] for each in STATUSES if each not in true_of
    }


@pytest.mark.parametrize(
    "status", ["UNKNOWN", "AVAILABLE", "NO_LONGER_AVAILABLE", "APPROVED_FOR_MARKETING", "WITHHELD"]
)
def test_a_status_of_the_registry_that_tells_nothing_contradicts_nothing(status: str) -> None:
    assert messages("REC002", "The study was terminated. Recruitment is ongoing.", status=status) == []


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people completed the study.",
        "All of them completed the trial.",
        "Most participants finished the study.",
        "Half of the researchers completed the study.",
        "The study plans to enroll 90 people.",
        "Once it is completed, the study will be written up.",
        "When the trial is completed, its data will be shared.",
        "An earlier study was completed in 2011.",
        "Recruitment was completed in May 2020.",
        "Another trial is still recruiting.",
        "The study is no longer recruiting.",
    ],
)
def test_what_is_not_said_of_the_study_is_no_status_of_it(text: str) -> None:
    assert [each for each in STATUSES if messages("REC002", text, status=each)] == []


def test_a_sentence_with_two_wrong_statuses_is_told_once() -> None:
    text = "The study is recruiting and is ongoing. The trial is under way."
    found = against(record_of(), "REC002", text)
    assert [diagnostic.words for diagnostic in found] == [
        "the study is recruiting and is ongoing.",
        "the trial is under way.",
    ]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("clinicaltrials:NCT00330668", ["The records given hold none of `NCT00330668`"]),
        ("https://clinicaltrials.gov/study/NCT00330668", ["The records given hold none of `NCT00330668`"]),
        ("clinicaltrials:NCT03951116", []),
        ("isrctn:ISRCTN35739639", []),
        ("pubmed:12345678", []),
        ("clinicaltrials:NCT0395111", []),
        ("clinicaltrials:", []),
    ],
)
def test_only_a_well_formed_nct_number_is_looked_up(source: str, told: list[str]) -> None:
    assert messages("REC001", f"{source} · Ingested 2026-05-04 · Digest: gemini-2.5-flash", "source") == told


ALL = {"has_results": True, "has_outcome_measurements": True, "has_analyses": True, "has_adverse_events": True}


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        (("has_outcome_measurements",), "outcome measurements"),
        (("has_analyses",), "analyses"),
        (("has_adverse_events",), "adverse events"),
        (("has_outcome_measurements", "has_adverse_events"), "outcome measurements and adverse events"),
        (
            ("has_outcome_measurements", "has_analyses", "has_adverse_events"),
            "outcome measurements, analyses and adverse events",
        ),
        ((), "results"),
    ],
)
def test_what_is_posted_is_named(posted: tuple[str, ...], words: str) -> None:
    fields = {"has_results": True} | dict.fromkeys(posted, True)
    told = "The digest says that there are none; the record has"
    text = "No results have been posted."
    assert messages("REC012", text, **fields) == [f"{told} `{words}` {UPDATED}"]
    dated = messages("REC012", text, results_first_posted="2021-05-02", **fields)
    assert dated == [f"{told} `{words}, first posted 2021-05-02` {UPDATED}"]


@pytest.mark.parametrize(
    ("text", "posted", "overlooked"),
    [
        ("No efficacy results have been posted.", ("has_outcome_measurements",), True),
        ("No efficacy results have been posted.", ("has_analyses",), True),
        ("No efficacy results have been posted.", ("has_analyses", "has_adverse_events"), True),
        ("No efficacy results have been posted.", ("has_outcome_measurements", "has_adverse_events"), True),
        ("No efficacy results have been posted.", (), True),
        ("No efficacy results have been posted.", ("has_adverse_events",), False),
        ("No safety data are available from this study.", ("has_adverse_events",), True),
        ("No safety data are available from this study.", ("has_outcome_measurements",), False),
        ("No safety data are available from this study.", (), False),
        ("No efficacy or safety results are available.", ("has_adverse_events",), True),
        ("No efficacy or safety results are available.", ("has_outcome_measurements",), True),
        ("No results are available.", ("has_adverse_events",), True),
    ],
)
def test_results_of_a_kind_are_overlooked_where_that_kind_is_posted(
    text: str, posted: tuple[str, ...], *, overlooked: bool
) -> None:
    assert bool(messages("REC012", text, has_results=True, **dict.fromkeys(posted, True))) is overlooked
    assert messages("REC012", text, has_results=False) == []


@pytest.mark.parametrize(
    ("titles", "efficacy", "safety"),
    [
        pytest.param(["Number of Participants With Adverse Events"], False, True, id="harms"),
        pytest.param(["Dose-limiting Toxicity (DLT)", "Maximum Tolerated Dose"], False, True, id="two of harms"),
        pytest.param(["Safety and Efficacy at Week 12"], True, False, id="harms and more in one title"),
        pytest.param(["Toxicity", "Overall Survival"], True, False, id="one of harms, one not"),
        pytest.param(["Change in Pain Score"], True, False, id="none of harms"),
        pytest.param([], True, False, id="titles are not known"),
    ],
)
def test_outcomes_of_harms_alone_are_results_of_safety(titles: list[str], *, efficacy: bool, safety: bool) -> None:
    posted = {"has_results": True, "has_outcome_measurements": True, "measured_outcomes": titles}
    assert bool(messages("REC012", "No efficacy results have been posted.", **posted)) is efficacy
    assert bool(messages("REC012", "No safety data are available from this study.", **posted)) is safety
    assert messages("REC012", "No results have been posted.", **posted)


def test_numbers_without_a_source_are_told() -> None:
    text = "Satisfaction was good in 88% of the walking group."
    recorded = f"`no results and no publication of results` {UPDATED}"
    assert messages("REC009", text) == [f"`88%` is told as a result; the record has {recorded}"]
    assert messages("REC009", text, has_results=True) == []
    assert messages("REC009", text, has_result_publication=True) == []
