"""What states a dose, a way of giving or a safety result: its words, and how surely, in each part of a digest."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.doses import doses
from digestlint.facts.protocol import protocol_elements
from digestlint.facts.safety import safety_results

from .linted import page
from .test_evidence import digest_with

Read = Callable[[str], Digest]
SAFETY = [
    ("results", "Side effects were mild.", "Side effects were mild", True),
    ("results", "Side effects occurred in 3 of 40.", "Side effects occurred", True),
    ("results", "Side effects are mild.", "Side effects are mild", False),
    ("results", "Zolpane was well tolerated.", "well tolerated", True),
    ("results", "Zolpane was a well-tolerated drug.", "well-tolerated", False),
    ("results", "Zolpane is well tolerated.", "well tolerated", False),
    ("results", "Zolpane was safe.", "was safe", True),
    ("results", "Side effects may have occurred, and 3 people had side effects.", "3 people had side effects", True),
    ("results", "It worked, but side effects were severe.", "side effects were severe", True),
    ("results", "It may work, but side effects were severe.", "side effects were severe", True),
    ("results", "No deaths occurred.", "No deaths occurred", True),
    ("results", "Three people died.", "Three people died", False),
    ("results", "Nausea occurred in 3 people.", "Nausea occurred", True),
    ("results", "Adverse events: none.", "Adverse events: none", True),
    (
        "results",
        "Treatment was stopped because of side effects; none of the staff left.",
        "stopped because of side effects",
        True,
    ),
    ("results", "Zolpane was given without side effects.", "without side effects", True),
    ("results", "Without side effects.", "Without side effects", False),
    ("why", "Side effects were mild.", "Side effects were mild", True),
    ("background", "In this study, side effects were mild.", "side effects were mild", True),
    # plans, possibilities, other studies, other places
    ("results", "Side effects will be recorded.", None, None),
    ("results", "Zolpane can be safe.", None, None),
    ("results", "In earlier trials, side effects occurred.", None, None),
    ("results", "It worked and side effects if any were mild.", None, None),
    ("results", "3 of 40 patients improved.", None, None),
    ("results", "The decision had nothing to do with safety.", None, None),
    ("why", "Three people died.", None, None),
    ("why", "In earlier trials, side effects occurred.", None, None),
    ("background", "Side effects were mild.", None, None),
    ("background", "Side effects were mild. This study was small.", None, None),
    ("background", "Three people died in this study.", None, None),
    ("background", "In an earlier study, side effects occurred, unlike in this study.", None, None),
    ("population", "Side effects were mild.", None, None),
    ("outcome", "Side effects were mild.", None, None),
]


@pytest.mark.parametrize(("part", "text", "words", "strong"), SAFETY)
def test_a_safety_result_is_stated(
    part: str,
    text: str,
    words: str | None,
    *,
    strong: bool | None,
) -> None:
    digest = digest_with(part, text)
    found = [(digest.text(each.span), each.strong) for each in digest.fact(safety_results)]
    assert found == ([(words, strong)] if words else [])


@pytest.mark.parametrize(
    ("population", "outcome", "background", "strong"),
    [
        ("Adults.", "The score.", "Nobody knew.", True),
        ("Adults with nausea.", "The score.", "Nobody knew.", False),
        ("Adults.", "Days of nausea.", "Nobody knew.", False),
        ("Adults.", "The score.", "Many have Nausea.", False),
    ],
)
def test_a_harm_that_the_study_is_about_is_no_sure_side_effect(
    read: Read, population: str, outcome: str, background: str, *, strong: bool
) -> None:
    fields = f"{population}\n\n### Outcome\n\n{outcome}"
    digest = read(page(background=background, population=fields, results="Nausea occurred in 3 people."))
    assert [each.strong for each in digest.fact(safety_results)] == [strong]


DOSES = [
    ("intervention", "Zolpane 5 mg daily.", "5 mg", True),
    ("intervention", "Zolpane 5 mg/mL.", "5 mg", False),
    ("intervention", "Zolpane AUC 5.", "AUC 5", False),
    ("intervention", "Two tablets of zolpane.", "Two tablets", False),
    ("intervention", "Zolpane dose of half a milligram.", "half a milligram", True),
    ("intervention", "2 million stem cells.", "2 million stem cells", True),
    ("intervention", "Blood was drawn, zolpane 5 mL given.", "5 mL", True),
    ("intervention", "Zolpane 5 mg, birth weight over 500 g.", "5 mg", True),
    ("intervention", "Weight cut by 5 mg.", "5 mg", True),
    ("intervention", "Birth weight over 500 g and zolpane.", None, None),
    ("intervention", "Zolpane 5 mg/dL.", None, None),
    ("results", "Zolpane 5 mg helped.", "5 mg", True),
    ("results", "The dose was cut by 5 mg.", "5 mg", True),
    ("results", "In earlier trials zolpane 5 mg helped.", "5 mg", False),
    ("results", "Morphine consumption was 5 mg.", "5 mg", False),
    ("results", "A 5% zolpane gel helped.", "5% zolpane gel", False),
    ("results", "Two tablets helped.", "Two tablets", False),
    ("results", "5 mL of zolpane helped.", "5 mL", False),
    ("results", "Nitric oxide at 20 ppm helped.", "20 ppm", False),
    ("results", "Pain fell by 5 mg.", None, None),
    ("results", "Weight fell by 5 g.", None, None),
    ("results", "5 mL of blood was drawn.", None, None),
    ("results", "It was 5 mg/dL.", None, None),
    ("results", "It was 5 mg per litre.", None, None),
    ("results", "It was 5 g in 24 hours.", None, None),
    ("results", "It was 500 g at birth weight.", None, None),
    ("why", "Zolpane 5 mg helped.", "5 mg", True),
    ("why", "In earlier trials zolpane 5 mg helped.", "5 mg", False),
    ("why", "Morphine consumption was 5 mg.", None, None),
    ("background", "In this trial, zolpane 5 mg was given.", "5 mg", True),
    ("background", "In this trial, aspirin 5 mg was given.", "5 mg", True),
    ("background", "In this trial, a 5% zolpane gel was given.", "5% zolpane gel", False),
    ("background", "In this trial, two tablets helped.", None, None),
    ("background", "In this trial, 20 ppm helped.", None, None),
    ("background", "In this trial, zolpane 5 mg was given as usual.", "5 mg", False),
    ("results", "Zolpane 5 mg was given as usual.", "5 mg", True),
    ("background", "Zolpane 5 mg is old.", "5 mg", False),
    ("background", "Aspirin 5 mg is old.", None, None),
    ("background", "A 5% aspirin gel is old.", None, None),
    ("population", "Adults on zolpane 5 mg.", "5 mg", False),
    ("population", "Adults on aspirin 5 mg.", None, None),
    ("outcome", "Change in zolpane 5 mg.", "5 mg", False),
]


@pytest.mark.parametrize(("part", "text", "words", "strong"), DOSES)
def test_a_dose_is_stated(
    part: str,
    text: str,
    words: str | None,
    *,
    strong: bool | None,
) -> None:
    digest = digest_with(part, text)
    found = [(digest.text(each.span), each.strong) for each in digest.fact(doses)]
    assert found == ([(words, strong)] if words else [])


GIVEN = "given by mouth twice daily for 12 weeks"
PROTOCOL = [
    (
        "intervention",
        "Zolpane by mouth twice daily for 12 weeks.",
        {"by mouth": True, "twice daily": True, "for 12 weeks": True},
    ),
    ("intervention", "Zolpane by mouth; followed for 12 weeks.", {"by mouth": True}),
    ("intervention", "Zolpane tablets.", {"tablets": False}),
    ("intervention", "Zolpane daily, pain measured weekly.", {"daily": True, "weekly": False}),
    ("intervention", "Zolpane with a follow-up of 12 weeks.", {}),
    ("intervention", "Oral cancer was treated.", {}),
    ("results", f"Zolpane was {GIVEN}.", {"by mouth": True, "twice daily": True, GIVEN: True}),
    ("results", "Zolpane by mouth helped.", {"by mouth": False}),
    ("results", "Treatment lasted 12 weeks.", {"Treatment lasted 12 weeks": False}),
    ("results", "In earlier trials, zolpane was given by mouth.", {"by mouth": False}),
    ("results", "Pain was told for 12 weeks.", {}),
    ("results", "Pain was told twice daily.", {}),
    ("why", "Zolpane was given by mouth twice daily.", {"by mouth": False, "twice daily": False}),
    ("background", f"In this study zolpane was {GIVEN}.", {"by mouth": True, "twice daily": True, GIVEN: True}),
    ("background", f"Zolpane is {GIVEN}.", {"by mouth": False, GIVEN: False}),
    ("background", "Aspirin is given by mouth.", {}),
    ("population", "Adults taking zolpane by mouth for 12 weeks.", {"by mouth": False}),
    ("population", "Adults taking aspirin by mouth for 12 weeks.", {}),
    (
        "outcome",
        "Pain with zolpane by mouth after 12 weeks of treatment.",
        {"by mouth": False, "after 12 weeks of treatment": False},
    ),
    ("outcome", "Pain after 12 weeks of treatment.", {"after 12 weeks of treatment": False}),
    ("outcome", "Pain by mouth.", {}),
]


@pytest.mark.parametrize(("part", "text", "found"), PROTOCOL)
def test_a_way_of_giving_is_stated(part: str, text: str, found: dict[str, bool]) -> None:
    digest = digest_with(part, text)
    assert {digest.text(each.span): each.strong for each in digest.fact(protocol_elements)} == found
