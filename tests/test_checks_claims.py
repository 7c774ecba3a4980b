"""Claims that a digest must not make: where they count, and what is said of them."""

import pytest

from .linted import diagnosed, page, said
from .recorded import messages

ROW = 15
STOPPED = "The study was terminated in May 2020."


@pytest.mark.parametrize(
    ("parts", "words", "where"),
    [
        ({"results": f"{STOPPED} The drug eased the pain."}, "eased", ROW),
        ({"results": STOPPED, "why": "The drug eased the pain."}, "eased", ROW),
        ({"results": STOPPED, "title": "Walking Eases Knee Pain"}, "Eases", ROW),
        ({"results": STOPPED, "background": "The drug eased the pain."}, None, 0),
        ({"results": STOPPED, "background": "In this study, the drug eased the pain."}, "eased", ROW),
        ({"results": STOPPED, "population": "Adults whom walking had helped."}, None, 0),
        (
            {"results": STOPPED, "population": "Adults.\n\n### Intervention\n\nThe drug eased the pain."},
            "eased",
            ROW + 4,
        ),
        ({"results": STOPPED, "population": "Adults.\n\n### Intervention\n\nThe drug eases the pain."}, None, 0),
        ({"results": STOPPED, "population": "Adults.\n\n### Outcome\n\nThe drug eased the pain."}, None, 0),
        ({"results": "The study was completed. The drug eased the pain."}, None, 0),
        ({"results": f"{STOPPED} Walking may ease the pain."}, None, 0),
        ({"results": f"{STOPPED} Walking did not ease the pain."}, None, 0),
        ({"results": "It is so.", "background": STOPPED, "why": "The drug eased the pain."}, "eased", 5),
    ],
)
def test_a_benefit_of_a_stopped_study_is_told_with_the_row_of_the_stop(
    parts: dict[str, str], words: str | None, where: int
) -> None:
    found = [message for _, message in said(page(**parts), "CLM001")]
    assert [message.partition(" (")[0] for message in found] == ([f"`{words}` claims a benefit"] if words else [])
    assert all(message.endswith(f", but the study was stopped (row {where})") for message in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The drug was safe.", "was safe"),
        ("The drug eased the pain.", None),
    ],
)
def test_safety_is_another_claim_than_a_benefit(text: str, words: str | None) -> None:
    told = [f"`{words}` claims safety, but the study was stopped (row {ROW})"]
    whole = page(results=f"{STOPPED} {text}")
    assert [message for _, message in said(whole, "CLM002")] == (told if words else [])
    assert bool(said(whole, "CLM001")) is (words is None)


def test_the_record_may_be_what_says_that_a_study_was_stopped() -> None:
    text = "The knee bend was measured. The drug eased the pain."
    (told,) = messages("CLM001", text, status="TERMINATED")
    assert told.endswith("but the study was stopped (the registry record says `TERMINATED`)")
    assert messages("CLM001", text, status="COMPLETED") == []
    (told,) = messages("CLM001", f"{STOPPED} The drug eased the pain.", status="TERMINATED")
    assert "but the study was stopped (row " in told


def test_figures_that_the_record_may_bear_out_are_no_claims() -> None:
    text = "The knee bend was measured. The drug eased the pain by 20% (p = 0.01)."
    assert len(messages("CLM001", text, status="TERMINATED")) == 1
    assert messages("CLM001", text, status="TERMINATED", has_results=True) == []
    assert len(messages("CLM001", "The drug eased the pain.", status="TERMINATED", has_results=True)) == 1


@pytest.mark.parametrize(
    ("parts", "words", "row"),
    [
        ({"results": "No results are available yet.", "why": "The drug eased the pain."}, "eased", ROW),
        ({"results": "The study is recruiting.", "why": "The drug eased the pain."}, "eased", ROW),
        ({"results": "The study has not yet started.", "why": "The drug eased the pain."}, "eased", ROW),
        ({"results": "No results are available yet.", "why": "The drug was safe."}, "was safe", ROW),
        ({"results": "No results are available yet.", "background": "In this study, the drug eased pain."}, None, 0),
        ({"results": "The study was completed.", "why": "The drug eased the pain."}, None, 0),
        ({"results": f"{STOPPED} No results are available.", "why": "The drug eased the pain."}, None, 0),
    ],
)
def test_without_results_nothing_was_found(parts: dict[str, str], words: str | None, row: int) -> None:
    found = [message for _, message in said(page(**parts), "CLM003")]
    assert [message.partition(" (")[0] for message in found] == ([f"`{words}` claims a finding"] if words else [])
    assert all(message.endswith(f", but there are no results (row {row})") for message in found)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Walking reduces pain.", "reduces", "a harm lessened"),
        ("Walking improves sleep.", "improves", "good done"),
        ("Walking causes knee pain.", "causes", "something caused"),
        ("Walking was linked to less pain.", None, ""),
        ("Walking is excellent.", None, ""),
    ],
)
def test_a_study_that_only_observed_shows_no_cause(text: str, words: str | None, kind: str) -> None:
    found = [message for _, message in said(page(results=f"In this cohort study, all kept a diary. {text}"), "CLM004")]
    assert found == ([f"`{words}` claims a cause ({kind}), but the study only observed"] if words else [])
    assert said(page(results=f"In this trial, all kept a diary. {text}"), "CLM004") == []


def test_a_benefit_in_the_conclusion_of_a_study_that_missed_its_outcome() -> None:
    missed = "The main outcome, knee bend, did not differ between the groups."
    text = page(results=missed, why="The drug eased the pain.")
    ((words, message),) = said(text, "CLM007")
    assert words == "The drug eased the pain."
    assert message.startswith("`eased` claims a benefit (")
    assert message.endswith(f", but the main outcome was missed (row {ROW})")
    assert said(page(results=f"{missed} The drug eased the pain."), "CLM007") == []
    assert len(said(page(title="Walking Eases Pain", results=missed), "CLM007")) == 1


def test_claims_of_one_sentence_are_one_finding_from_the_first_to_the_last() -> None:
    sentence = "The drug eased the pain, it was said, and it improved sleep."
    text = page(results=f"{STOPPED} {sentence}")
    (found,) = diagnosed(text, "CLM001")
    assert found.span.of(text) == sentence
    assert found.trace[0].startswith("`eased` claims: ")
    assert [line for line in found.trace if " claims: " in line][1].startswith("`improved` claims: ")


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"results": "A groundbreaking plan was tried."}, ["groundbreaking"]),
        ({"results": "A “groundbreaking” plan was tried."}, []),
        ({"results": "The Groundbreaking trial ended."}, []),
        ({"results": "Groundbreaking trial plans were made."}, []),
        ({"results": "The GROUNDBREAKING plan ended."}, []),
        ({"results": "A GROUNDBREAKING PLAN."}, ["GROUNDBREAKING"]),
        ({"results": "Groundbreaking plans were made."}, ["Groundbreaking"]),
        ({"results": "Groundbreaking Walks ended."}, []),
        ({"title": "A Groundbreaking Plan"}, ["Groundbreaking"]),
        ({"background": "A groundbreaking plan was tried."}, ["groundbreaking"]),
    ],
)
def test_words_of_praise_are_reported_unless_they_are_names(parts: dict[str, str], words: list[str]) -> None:
    assert said(page(**parts), "CLM005") == [(each, f"`{each}` is the language of advertisements") for each in words]


@pytest.mark.parametrize(
    ("parts", "reported"),
    [
        ({"why": "Ask your doctor about walking."}, True),
        ({"why": "He said “ask your doctor” then."}, False),
        ({"results": "Patients should walk each day."}, True),
        ({"background": "Patients should walk each day."}, True),
        ({"population": "Patients should walk each day."}, False),
        ({"why": "Patients are advised to walk each day."}, True),
        ({"background": "Patients are advised to walk each day."}, False),
    ],
)
def test_advice_is_reported_where_the_lesson_is_drawn(parts: dict[str, str], *, reported: bool) -> None:
    found = said(page(**parts), "CLM006")
    assert (
        found
        == [(words, "The sentence tells readers what to do about their health") for words in parts.values()] * reported
    )
