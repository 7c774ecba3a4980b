"""The study's phase, its number of participants and the reason for its stop, beside its record."""

import pytest

from .recorded import messages

UPDATED = "(updated 2021-06-30)"


@pytest.mark.parametrize(
    ("phases", "title", "said", "recorded"),
    [
        (["PHASE2"], None, "Phase 3", "PHASE2"),
        (["PHASE2"], None, "Phase 2", None),
        (["PHASE2"], None, "Phase 2b", None),
        (["PHASE2"], None, "Phase 1/2", None),
        (["PHASE2", "PHASE3"], None, "Phase 1", "PHASE2/PHASE3"),
        (["PHASE2", "PHASE3"], None, "Phase 3", None),
        (["PHASE3"], None, "Phase 4", "PHASE3"),
        (["PHASE4"], None, "Phase 3", "PHASE4"),
        (["EARLY_PHASE1"], None, "Phase 1", None),
        (["EARLY_PHASE1"], None, "Phase 2", "EARLY_PHASE1"),
        (["PHASE1"], None, "Early Phase 1", None),
        (["PHASE1"], None, "Phase 2", "PHASE1"),
        (["PHASE2"], None, "Phase 1", "PHASE2"),
        (["PHASE2"], None, "Early Phase 1", "PHASE2"),
        (["NA"], None, "Phase 2", "NA"),
        ([], None, "Phase 2", "no phase"),
        (["NA"], "A Phase II Trial of Brisk Walking", "Phase 3", "NA"),
        (["NA"], "A Phase II Trial of Brisk Walking", "Phase 2", None),
        ([], "A Phase II/III Trial of Brisk Walking", "Phase 2", None),
        ([], "A Phase II/III Trial of Brisk Walking", "Phase 3", None),
        ([], "A Phase 1 and 2 Trial of Brisk Walking", "Phase 2", None),
        ([], "A Phase 1 to Phase 2 Trial of Brisk Walking", "Phase 2", None),
        ([], "A Phase 1-2 Trial of Brisk Walking", "Phase 2", None),
        ([], "A Phase One Trial of Brisk Walking", "Phase 1", None),
        ([], "A Phase Two Trial of Brisk Walking", "Phase 2", None),
        ([], "A Phase Three Trial of Brisk Walking", "Phase 3", None),
        ([], "A Phase IV Trial of Brisk Walking", "Phase 4", None),
        ([], "A Phase 0 Trial of Brisk Walking", "Early Phase 1", None),
        ([], "A Phase I Trial of Brisk Walking", "Phase 4", "no phase"),
        (["PHASE2"], "A Phase III Trial of Brisk Walking", "Phase 3", "PHASE2"),
    ],
)
def test_a_phase_is_the_records_or_told_with_it(
    phases: list[str], title: str | None, said: str, recorded: str | None
) -> None:
    fields = {"phases": phases} | ({"official_title": title} if title else {})
    told = messages("REC003", f"This {said} trial was completed in March 2021.", **fields)
    assert [message.partition("the record says ")[2] for message in told] == (
        [f"`{recorded}` {UPDATED}"] if recorded else []
    )


def test_the_brief_title_may_name_the_phase_too() -> None:
    text = "This Phase 2 trial was completed in March 2021."
    assert messages("REC003", text, phases=[], brief_title="Phase 2 Trial of Walking") == []
    assert messages("REC003", text, phases=[], brief_title="Phase 3 Trial of Walking") != []


def test_a_phase_is_told_once_for_a_sentence() -> None:
    text = "This Phase 3 trial was a Phase 3 trial of walking. This Phase 3 trial was completed."
    told = f"The digest has `Phase 3`; the record says `PHASE2` {UPDATED}"
    assert messages("REC003", text, phases=["PHASE2"]) == [told, told]


ACTUAL, ESTIMATED = "ACTUAL", "ESTIMATED"


@pytest.mark.parametrize(
    ("text", "enrollment", "number"),
    [
        ("A total of 84 people took part.", 48, "84"),
        ("A total of 48 people took part.", 48, None),
        ("A total of 47 people took part.", 48, "47"),
        ("A total of 49 people took part.", 48, "49"),
        ("About 50 people took part.", 48, None),
        ("About 51 people took part.", 48, "51"),
        ("About 46 people took part.", 48, None),
        ("About 45 people took part.", 48, "45"),
        ("A total of 100 people took part.", 105, None),
        ("A total of 100 people took part.", 106, "100"),
        ("A total of 100 people took part.", 96, None),
        ("A total of 100 people took part.", 95, "100"),
        ("A total of 105 people took part.", 100, "105"),
        ("A total of 3,000 people took part.", 3100, None),
        ("More than 40 people took part.", 48, None),
        ("More than 60 people took part.", 48, "60"),
        ("Fewer than 60 people took part.", 48, None),
        ("Fewer than 40 people took part.", 48, "40"),
        ("Thirty-eight people were enrolled.", 48, "38"),
        ("Nobody was enrolled.", 48, "Nobody"),
        ("Nobody was enrolled.", 0, None),
        ("Between 60 and 80 people took part.", 48, None),
        ("84 families took part.", 48, None),
    ],
)
def test_a_number_is_the_records_or_near_to_it_where_it_is_called_about_so_many(
    text: str, enrollment: int, number: str | None
) -> None:
    told = messages("REC004", text, enrollment=enrollment)
    assert len(told) == (number is not None)
    assert all(message.endswith(f"; the record says `{enrollment} ACTUAL` {UPDATED}") for message in told)


@pytest.mark.parametrize(
    ("text", "kind", "reported"),
    [
        ("The trial enrolled 84 adults.", ACTUAL, True),
        ("The trial enrolled 84 adults.", ESTIMATED, False),
        ("The trial plans to enroll 84 adults.", ACTUAL, False),
        ("The trial plans to enroll 84 adults.", ESTIMATED, True),
        ("The trial plans to enroll 48 adults.", ESTIMATED, False),
        ("Of 84 people who were screened, 48 took part.", ACTUAL, False),
        ("In total, 40 people were included in the analysis.", ACTUAL, False),
        ("Forty participants were randomized to walking or rest.", ACTUAL, True),
        ("Eighty participants were randomized to walking or rest.", ACTUAL, True),
    ],
)
def test_what_was_planned_is_held_against_an_estimate_and_who_came_against_a_count(
    text: str, kind: str, *, reported: bool
) -> None:
    assert bool(messages("REC004", text, enrollment_type=kind)) is reported


@pytest.mark.parametrize(
    ("text", "status", "kind", "reported"),
    [
        ("84 adults with a stiff knee.", "COMPLETED", ACTUAL, True),
        ("40 adults with a stiff knee.", "COMPLETED", ACTUAL, True),
        ("84 adults with a stiff knee.", "COMPLETED", ESTIMATED, True),
        ("48 adults with a stiff knee.", "COMPLETED", ESTIMATED, False),
        ("A planned 84 adults with a stiff knee.", "COMPLETED", ACTUAL, False),
        ("A planned 84 adults with a stiff knee.", "RECRUITING", ESTIMATED, True),
    ],
)
def test_the_field_population_opens_with_those_who_took_part(
    text: str, status: str, kind: str, *, reported: bool
) -> None:
    assert bool(messages("REC004", text, "population", status=status, enrollment_type=kind)) is reported


@pytest.mark.parametrize(
    ("text", "fields", "reported"),
    [
        ("Forty people were randomized.", {}, True),
        ("Forty people were randomized.", {"has_results": True}, False),
        ("Eighty people were randomized.", {"has_results": True}, True),
        ("The 40 participants were mostly older.", {}, True),
        ("The 40 participants were mostly older.", {"has_results": True}, False),
        ("The 40 participants were mostly older. Eight people dropped out.", {}, False),
        ("Forty people were randomized. Eight people dropped out.", {}, True),
    ],
)
def test_fewer_than_the_record_has_may_be_those_who_were_left(
    text: str, fields: dict[str, bool], *, reported: bool
) -> None:
    assert bool(messages("REC004", text, **fields)) is reported


@pytest.mark.parametrize(
    ("text", "why", "kind"),
    [
        (
            "The study was terminated because its grant had run out.",
            "Slow accrual",
            "funding or the sponsor's decision",
        ),
        ("The study was terminated because of slow enrollment.", "Lack of funding", "recruitment"),
        ("The study was terminated because of safety concerns.", "Slow accrual", "safety"),
        ("The study was terminated because of futility.", "Slow accrual", "futility or efficacy"),
        ("The study was terminated because of a drug shortage.", "Slow accrual", "drug supply"),
        ("The study was terminated because of the covid pandemic.", "Slow accrual", "covid"),
        (
            "The study was terminated because the investigator left the hospital.",
            "Slow accrual",
            "logistics or staff",
        ),
        (
            "The study was terminated because of slow enrollment and a lack of money.",
            "Excess deaths",
            "funding or the sponsor's decision and recruitment",
        ),
        ("The study was terminated because of slow enrollment and safety concerns.", "Slow accrual", None),
        ("The study was terminated because of slow enrollment.", "Slow accrual and lack of funding", None),
        ("The study was terminated.", "Slow accrual", None),
        ("The study was terminated because of slow enrollment.", "Unforeseen events", "recruitment"),
        ("The study was terminated because the investigator left the hospital.", "Unforeseen events", None),
    ],
)
def test_a_reason_of_another_kind_is_named(text: str, why: str, kind: str | None) -> None:
    told = f"The digest gives {kind} as the reason for stopping; the record says `{why}` {UPDATED}"
    assert messages("REC011", text, status="TERMINATED", why_stopped=why) == ([told] if kind else [])


def test_a_reason_that_the_digest_omits_is_quoted() -> None:
    text = "The study was terminated. The trial was halted in May 2020."
    told = f"The digest does not say why the study was stopped; the record says `Excess deaths` {UPDATED}"
    assert messages("REC013", text, status="TERMINATED", why_stopped="Excess deaths") == [told]
