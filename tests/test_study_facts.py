"""What the prose says of the study itself: its phase, and how many took part."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.enrollment import enrollments
from digestlint.facts.phases import phases

from .linted import page

Read = Callable[[str], Digest]

PHASES = [
    ("results", "This Phase 3 extension study was terminated.", [{3}]),
    ("results", "The Phase 2 trial NCT03951116 opened in 2014.", [{2}]),
    ("why", "As a Phase 3 study of a single group, the project could not separate chance from effect.", [{3}]),
    ("why", "As a small, open-label Phase 2 trial, it could only hint at an effect.", [{2}]),
    ("title", "Walking Steadies Knees in a Small Phase 2 Trial", [{2}]),
    ("title", "Phase III Trial of Walking Stopped Early", [{3}]),
    ("title", "Walking for Knees: A Phase 1/2 Study", [{1, 2}]),
    ("background", "This phase II/III trial compared two plans.", [{2, 3}]),
    ("background", "The randomised, double-blind, placebo-controlled phase IIb trial set out to learn more.", [{2}]),
    ("results", "The study was a Phase 2a, open-label trial.", [{2}]),
    ("results", "This was a multicenter, single-arm, phase 1b/2 study.", [{1, 2}]),
    ("results", "The early Phase 1 study had one group.", [{0}]),
    ("results", "The trial was classified as Phase 4.", [{4}]),
    ("results", "The study (Phase 3) was completed in 2021.", [{3}]),
    ("results", "The trial, a Phase 3 study of two plans, was completed in 2021.", [{3}]),
    ("background", "Researchers conducted a Phase 2 trial to find out.", [{2}]),
    ("results", "The plan was tested in a Phase 1 dose-escalation trial in adults.", [{1}]),
    ("results", "Results of this first-in-human Phase 1 trial are not available.", [{1}]),
    ("results", "Our Phase One study had two groups.", [{1}]),
    ("results", "It was designed as a Phase 2/Phase 3 trial.", [{2, 3}]),
    ("results", "The Phase 2 clinical trial (NCT03951116) would have enrolled 40 adults.", [{2}]),
    ("population", "Adults in this Phase 2 trial had knees.", [{2}]),
    # not of this study
    ("why", "A Phase 3 trial is planned.", []),
    ("why", "A Phase 3 trial would be needed to learn more.", []),
    ("why", "A Phase 3 trial could follow, and larger Phase 3 studies might settle it.", []),
    ("why", "More must be known before a Phase 3 study can begin.", []),
    ("why", "The results justified a Phase 3 trial.", []),
    ("why", "The next step is a randomized Phase 3 trial.", []),
    ("why", "Only a Phase 3 trial can tell.", []),
    ("why", "The drug has moved into Phase 3 testing.", []),
    ("why", "The planned Phase 3 trial never began.", []),
    ("why", "It was not a Phase 3 trial.", []),
    ("background", "An earlier Phase 1 study had tried it.", []),
    ("background", "A Phase 1 trial had shown that it was safe.", []),
    ("background", "In a previous Phase 2 trial, knees bent further.", []),
    ("background", "Phase 3 trials in this field are rare.", []),
    ("background", "In Phase I and II trials in adults, it was well tolerated.", []),
    ("background", "People in the chronic phase and in phase 2 of recovery took part.", []),
    ("background", "The recommended Phase 2 dose was sought in this trial.", []),
    ("background", "The consolidation phase II treatment was given.", []),
    ("background", "Doctors measured the phase 3 response of the heart.", []),
    ("results", "The Phase 2 part of the study did not begin.", []),
    ("results", "The companion Phase 1 study ended in 2010.", []),
    ("results", "The Phase 3 trial that followed was stopped.", []),
    ("population", "Adults who had completed the Phase 2 trial.", []),
    ("population", "Participants from the Phase 3 study could join.", []),
]

COUNTS = [
    ("results", "The trial (NCT03951116) enrolled 166 participants and was completed.", [("enrolled", 166)]),
    ("results", "A total of 259 participants had been randomized by then.", [("randomized", 259)]),
    ("results", "Thirteen people took part at one clinic in Leeds.", [("took-part", 13)]),
    ("results", "Nineteen women had been enrolled.", [("enrolled", 19)]),
    ("results", "It was terminated after enrolling only 5 participants.", [("enrolled", 5)]),
    ("results", "The study ended with only three participants included.", [("enrolled", 3)]),
    ("results", "Of the 36 participants who entered it, six could not be evaluated.", [("enrolled", 36)]),
    ("results", "Two hundred and four adults were recruited at 12 clinics.", [("enrolled", 204)]),
    ("results", "One hundred twenty people with stiff knees took part in the trial.", [("took-part", 120)]),
    ("results", "The study recruited 1,204 adults, 602 in each group.", [("enrolled", 1204)]),
    (
        "results",
        "Recruitment was slow, and just 17 of the 90 people needed had signed up.",
        [("enrolled", 17), ("planned", 90)],
    ),
    ("results", "In all, 45 patients joined the study.", [("enrolled", 45)]),
    ("results", "Altogether 45 patients participated.", [("took-part", 45)]),
    ("results", "Final enrollment was 45 participants.", [("enrolled", 45)]),
    ("results", "Enrollment stopped at 45.", [("enrolled", 45)]),
    ("results", "The study included 45 patients with stiff knees.", [("took-part", 45)]),
    ("results", "The study had 45 participants.", [("took-part", 45)]),
    ("results", "This study of 45 adults was completed in 2021.", [("took-part", 45)]),
    ("results", "The trial was completed in 2021 with 45 adults.", [("took-part", 45)]),
    ("results", "Forty-five participants were randomized to walking or rest.", [("randomized", 45)]),
    ("results", "Forty-five participants were randomly assigned to one of two plans.", [("randomized", 45)]),
    ("results", "Nobody was enrolled.", [("enrolled", 0)]),
    ("results", "It was withdrawn before anyone had been enrolled.", [("enrolled", 0)]),
    ("results", "The study was withdrawn before enrolling any participants.", [("enrolled", 0)]),
    ("results", "No participants were ever enrolled in the study.", [("enrolled", 0)]),
    ("results", "Zero participants were enrolled.", [("enrolled", 0)]),
    ("results", "It closed with an enrollment of zero.", [("enrolled", 0)]),
    ("results", "Data from all 45 participants were lost.", [("analysed", 45)]),
    ("population", "120 adults aged 18 to 75 years with stiff knees.", [("took-part", 120)]),
    ("population", "A total of 120 adults with stiff knees, 60 in each group.", [("took-part", 120)]),
    ("population", "The study enrolled 120 adults with stiff knees.", [("enrolled", 120)]),
    ("population", "Approximately 120 adults who had had stiff knees for more than a year.", [("took-part", 120)]),
    ("why", "With only 45 people, the study was small.", [("took-part", 45)]),
    ("why", "The 45 participants were mostly older.", [("took-part", 45)]),
    ("why", "Among the 112 patients who made up the study, most were older.", [("took-part", 112)]),
    ("title", "Walking Tried in 45 Older Adults", []),
    ("title", "Walking Tried in 45 Adults With Stiff Knees", [("took-part", 45)]),
    # planned, screened, analysed
    ("results", "It was to include 24 people.", [("planned", 24)]),
    ("results", "Five people had been enrolled out of a planned maximum of 114.", [("enrolled", 5), ("planned", 114)]),
    (
        "results",
        "It enrolled 23 people, fewer than the approximately 40 initially planned.",
        [("enrolled", 23), ("planned", 40)],
    ),
    ("results", "The target was 90 people, but 17 were enrolled.", [("planned", 90), ("enrolled", 17)]),
    ("results", "The study aims to enroll 90 people.", [("planned", 90)]),
    ("results", "The study would have enrolled 90 people.", [("planned", 90)]),
    ("results", "Up to 90 people were to be enrolled.", [("planned", 90)]),
    (
        "results",
        "Of 655 people who were screened, 402 took part in the study.",
        [("screened", 655), ("took-part", 402)],
    ),
    ("results", "In total, 80 people were included in the analysis.", [("analysed", 80)]),
    ("results", "The investigators had hoped to recruit 90 people.", [("planned", 90)]),
    # parts, other studies, other numbers
    ("results", "The placebo group had 78 participants.", []),
    ("results", "25 women and 30 men took part.", []),
    ("results", "About half of the participants took part in 2010.", []),
    ("results", "Twelve people were enrolled in the walking group.", []),
    ("results", "Twelve people were randomized to walking.", []),
    ("results", "One site enrolled 12 people.", []),
    ("results", "Of these, 12 were enrolled in 2012.", []),
    ("results", "Of five clinics, two enrolled 12 people.", []),
    ("results", "A further 12 people were enrolled.", []),
    ("results", "Twelve more people were enrolled.", []),
    ("results", "Forty people entered the extension.", []),
    ("results", "Twelve people took part in interviews.", []),
    ("results", "An earlier trial had enrolled 12 people.", []),
    ("background", "A study in Denmark recruited 12,000 people.", []),
    ("background", "In one survey, 12 people took part.", []),
    ("why", "A trial of 400 people would settle it.", []),
    ("results", "No one was enrolled after 2012.", []),
    ("results", "In 2010 patients were enrolled.", []),
    ("results", "Three of the 12 people fell.", []),
    ("results", "Six participants stopped early.", []),
    ("results", "They enrolled 12 weeks after surgery.", []),
]


@pytest.mark.parametrize(("part", "text", "expected"), PHASES)
def test_a_phase_is_the_studys_own_or_not_found(read: Read, part: str, text: str, expected: list[set[int]]) -> None:
    assert [set(phase.phases) for phase in read(page(**{part: text})).fact(phases)] == expected


@pytest.mark.parametrize(("part", "text", "expected"), COUNTS)
def test_a_number_of_people_has_its_kind(read: Read, part: str, text: str, expected: list[tuple[str, int]]) -> None:
    found = [(each.kind, each.count.number) for each in read(page(**{part: text})).fact(enrollments)]
    assert found == expected
