"""Whole digests that are at odds with themselves, or that only seem so."""

from datetime import date

import pytest

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary
from digestlint.lint import lint
from digestlint.source import Source
from tests.test_study_facts import page

RULES = [rule for rule in built_in_rules() if rule.code in ("CON002", "CON004")]

CLASHES = [
    {
        "results": "The trial enrolled 64 adults and was completed in 2019.",
        "why": "With just 46 participants, the trial was too small to be sure.",
    },
    {
        "results": "A total of 64 adults were enrolled.",
        "why": "Because only 46 people took part, firm conclusions are impossible.",
    },
    {"population": "64 adults with asthma.", "results": "In total, 46 participants were randomized."},
    {
        "population": "Sixty-four adults with asthma.",
        "results": "The study was completed in 2019 with 46 participants.",
    },
    {"results": "The study enrolled 64 people.", "why": "A trial of 46 people cannot settle the matter."},
    {"results": "The study enrolled 64 people.", "why": "A study with only 46 participants cannot settle the matter."},
    {"results": "The study enrolled 64 people.", "why": "The sample of 46 participants was small."},
    {"results": "The study enrolled 64 people.", "why": "Its 46 participants came from one town."},
    {"results": "The study enrolled 64 people.", "why": "The 46 volunteers who joined the study came from one town."},
    {"results": "The study enrolled 64 people.", "why": "All 46 participants lived in one town."},
    {"results": "The study enrolled 64 people.", "why": "The results of 46 people who participated are not known."},
    {"title": "Walking Helps in a Study of 46 Adults", "results": "The study enrolled 64 people."},
    {"background": "This study of 46 adults looked at knees.", "results": "The study enrolled 64 people."},
    {
        "results": "Sixty-four participants were enrolled between 2010 and 2012. Enrollment closed after 46 participants had joined."
    },
    {
        "results": "The study was terminated after 64 people had been enrolled.",
        "why": "Since no participants were enrolled, nothing is known.",
    },
    {"results": "The trial randomized 64 patients.", "why": "The trial randomized 46 patients to walking or rest."},
    {
        "results": "Twelve patients entered the trial.",
        "why": "As only twenty-one patients entered the trial, nothing can be said.",
    },
    {
        "results": "By the time it stopped, the study had recruited 64 of a planned 200 participants.",
        "why": "Only 46 of the planned 200 participants had been recruited.",
    },
    {"results": "Data were collected from 64 people who took part.", "why": "Just 46 people took part in this study."},
    {"results": "The registry enrolled 1,204 patients.", "why": "A registry of 1,402 patients gives a broad view."},
    {"results": "The study planned to include 200 people and is recruiting. The plan is to enroll 240 participants."},
    {
        "results": "The survey was answered by 64 people. A total of 64 people took part.",
        "why": "With 46 respondents, the survey is small.",
    },
    {
        "results": "The Phase 2 trial was completed.",
        "why": "Phase 3 trials such as this one are rare. This Phase 3 trial adds an answer.",
    },
    {"title": "A Phase 3 Trial of Walking", "results": "The Phase 2 trial was completed."},
    {"title": "Phase 3 Trial of Walking Ends", "background": "This is a Phase 1 study."},
    {
        "results": "This Phase 2 study was stopped.",
        "why": "A larger Phase 3 study is needed. Results from this Phase 4 trial are missing.",
    },
    {
        "results": "The Phase 1 trial was withdrawn.",
        "why": "Because the Phase 2 trial was withdrawn, nothing is known.",
    },
    {
        "results": "The trial, which was a Phase 1 study, was withdrawn.",
        "why": "The withdrawal of this Phase 3 trial leaves a gap.",
    },
    {
        "background": "The purpose of this Phase 1 study was to find a dose.",
        "results": "The randomized phase III study was completed.",
    },
    {"background": "Investigators began a Phase 2 study of walking.", "results": "The phase III study was completed."},
    {
        "background": "The sponsor set up a Phase 2 study, NCT03951116, of walking.",
        "results": "The phase III study was completed.",
    },
    {
        "results": "The study was terminated in May 2019 after 87 participants had been enrolled.",
        "why": "Since just 78 people were studied in the trial, caution is needed. The trial involved 78 people.",
    },
    {
        "results": "Overall, 87 women with breast cancer were enrolled.",
        "background": "Breast cancer affects women.",
        "why": "The 78 women who were enrolled came from two towns.",
    },
    {
        "population": "The study enrolled 87 children aged 2 to 6 years.",
        "results": "The trial, which included 78 children, was completed in 2019.",
    },
    {
        "results": "Enrollment reached 87 participants before the study closed.",
        "why": "A total enrollment of 78 is low.",
    },
    {
        "results": "The study closed with a final enrollment of 87.",
        "why": "With an enrollment of only 78 people, it was too small.",
    },
    {"results": "A total of 1,148 patients were enrolled.", "why": "More than 2,000 patients took part in the study."},
    {"results": "Nobody took part in the study.", "why": "The five people who took part did well."},
    {
        "results": "Eighty-seven volunteers took part.",
        "why": "It was a small study of 78 volunteers. This study of 78 volunteers adds one answer.",
    },
    {
        "results": "The trial recruited 87 patients from six hospitals.",
        "why": "Recruiting 78 patients from six hospitals took years.",
    },
    {
        "population": "Eighty-seven patients with gout.",
        "results": "The study was completed in 2019. Seventy-eight patients took part.",
    },
    {"title": "Gout Drug Tried in 87 Patients", "results": "The study enrolled 78 patients with gout."},
    {
        "background": "The study is a phase 1 trial of a new drug.",
        "results": "The phase 4 trial was completed in 2019.",
    },
    {
        "results": "The Phase 3, multicenter, double-blind trial was completed.",
        "why": "This small Phase 1 trial cannot show it.",
    },
    {
        "results": "Phase 2 of testing was the aim: this Phase 2 trial was completed.",
        "why": "Being a Phase 4 study, it had no comparison group.",
    },
    {"background": "This trial, a Phase 3 study, was done in Spain.", "results": "The phase 2 trial ended in 2019."},
    {
        "results": "The study, a Phase 3 trial, ended in 2019.",
        "why": "For a Phase 2 trial, the number was large. Because this was a Phase 2 trial, it had no control group.",
    },
]

AGREEMENTS = [
    {"results": "The study enrolled 64 people, of whom 60 were treated. All 60 treated patients were alive."},
    {"results": "The study enrolled 64 people. Four never started. The 60 participants who started were seen twice."},
    {"results": "The study enrolled 64 people. Among 60 participants with data, 20 fell."},
    {
        "results": "The study enrolled 64 people. In the 32 participants who walked, pain fell; in the 32 participants who rested it did not."
    },
    {
        "results": "Of 64 participants, 32 were assigned to walking and 32 to rest. Thirty participants completed the study."
    },
    {
        "results": "Sixty-four people were enrolled and 60 were randomized.",
        "why": "With 60 people randomized, it was small.",
    },
    {"results": "The study enrolled 64 people at 12 sites. About 5 participants were enrolled at each site."},
    {"results": "The study enrolled 64 people. Twelve participants with diabetes were enrolled."},
    {
        "results": "The study enrolled 64 people. Ten people took part in the substudy. Thirty people joined the extension study."
    },
    {"results": "The study enrolled 64 people. Serious adverse events were reported in 5 of 62 participants."},
    {"results": "The study enrolled 64 people. By 2012, 20 people had been enrolled."},
    {"results": "The study enrolled 64 people. Five participants dropped out, leaving 59 participants."},
    {
        "results": "The study was terminated after 12 of 64 people had been enrolled.",
        "population": "64 adults with asthma.",
    },
    {"results": "The study is recruiting. So far 12 people have joined.", "population": "64 adults with asthma."},
    {"population": "64 adults with asthma and 32 healthy volunteers.", "results": "A total of 96 people took part."},
    {
        "population": "Adults with asthma; 64 people took part, 30 of them women.",
        "results": "The 30 women who took part were older.",
    },
    {"results": "64 people took part. Of these 64 people, 50 completed the trial. The 50 participants rated the plan."},
    {"results": "The trial enrolled 64 couples. All 128 participants were seen."},
    {
        "results": "The trial enrolled 64 people.",
        "why": "About 12 people in 100 have stiff knees. With 300 million people affected, asthma is common.",
    },
    {"results": "The trial enrolled 64 people.", "why": "Larger trials that include 500 people are needed."},
    {"results": "The trial enrolled 64 people.", "why": "A similar study enrolled 500 people."},
    {
        "background": "In the earlier study, 30 people were enrolled. The 30 participants got better.",
        "results": "The trial enrolled 64 people.",
    },
    {"results": "In part 1, 12 people were enrolled. In part 2, 20 people were enrolled. In all, 32 people took part."},
    {"results": "Cohort 1 enrolled 12 people and cohort 2 enrolled 20 people. In all, 32 people took part."},
    {"results": "Twelve adults and twenty children were enrolled. In all, 32 people took part."},
    {"results": "In all, 32 people took part. Twelve of them were enrolled in Spain, and 20 were enrolled in France."},
    {"results": "The study enrolled 32 people: 12 were recruited in Spain and 20 in France."},
    {
        "results": "The study enrolled 32 people. Twelve patients were recruited from the hospital and 20 patients from practices."
    },
    {
        "results": "The first patient was enrolled in 2010. One patient was enrolled by mistake. The study enrolled 32 people."
    },
    {"results": "The study enrolled 32 people. Only one patient was enrolled in 2012."},
    {"results": "The study planned 200 people; the goal was later lowered to 150 people. It enrolled 90 people."},
    {
        "results": "Researchers invited 500 people; 64 agreed and took part. The trial included 64 people, and 30 partners took part as well."
    },
    {
        "results": "The study enrolled 64 people. Blood was drawn from 30 participants. A random sample of 20 participants was interviewed."
    },
    {
        "results": "The study enrolled 64 people. Efficacy was assessed in 58 participants and safety in all 62 participants who took a dose."
    },
    {"results": "Nobody was enrolled in the second stage. The study enrolled 64 people."},
    {"results": "No children were enrolled. The study enrolled 64 people."},
    {"results": "Participants were followed for 12 months. The study enrolled 64 people over 24 months with 3 visits."},
    {
        "results": "The safety population included 62 patients. The study enrolled 64 people. The analysis included 60 patients."
    },
    {"results": "The study included 64 patients. The final sample included 60 patients."},
    {
        "results": "The study enrolled 64 patients; the per-protocol group had 50 patients, and 40 patients were in the study at the end."
    },
    {"results": "Sixty-four adults were randomly assigned: 33 participants to walking, 31 participants to rest."},
    {
        "results": "The study randomized 64 adults in a 2:1 ratio; 43 adults were randomized to walking and 21 were randomized to rest."
    },
    {"results": "In the first period, 32 people were randomized. The trial randomized 64 people in all."},
    {"results": "Recruitment of 12 to 15 people a month was expected. The study recruited 64 people."},
    {
        "results": "The study had enrolled 20 people when it was paused in 2012. It restarted, and 64 people had taken part at the end."
    },
    {
        "results": "This Phase 2 trial was completed.",
        "why": "The drug is now in Phase 3. A phase 3 study by another sponsor is under way. The Phase 3 study will end in 2030.",
    },
    {"background": "After a Phase 1 trial in healthy people, this Phase 2 trial was begun.", "results": "It ended."},
    {"background": "In a Phase 2 trial, knees bent further. This Phase 3 trial followed.", "results": "It ended."},
    {"background": "Based on the Phase 2 results, this Phase 3 trial was begun.", "results": "It ended."},
    {"background": "The Phase 2 trial that came before was small. This Phase 3 trial followed."},
    {"background": "A small Phase 2 study suggested a benefit. This Phase 3 trial followed."},
    {"background": "Two Phase 2 studies suggested a benefit. This Phase 3 trial followed."},
    {"background": "People who finished the Phase 2 study could enter this Phase 3 extension."},
    {"background": "This Phase 3 extension study enrolled people from a Phase 2 study."},
    {"background": "This Phase 3 extension study enrolled people from the Phase 2 study."},
    {"background": "This Phase 3 extension study enrolled people who had taken part in the Phase 2 study."},
    {
        "results": "This Phase 2 trial was completed.",
        "why": "It supports moving to a Phase 3 trial. Whether the drug enters a Phase 3 study is open. A Phase 3 study began in 2020.",
    },
    {
        "results": "This Phase 2 trial was completed.",
        "why": "Unlike a Phase 3 trial, a Phase 2 trial is small. Phase 1 studies look at safety. A Phase 1 study is the first step.",
    },
    {
        "results": "This Phase 1/2 trial was completed. The Phase 1 part found the dose. In the Phase 2 part, 20 people took part. The Phase 2 stage was short."
    },
    {
        "results": "This seamless Phase 2/3 trial was stopped before its Phase 3 portion. The Phase 3 trial was never begun."
    },
    {"results": "This Phase 2 trial was withdrawn.", "why": "The sponsor ran a Phase 3 trial instead."},
    {
        "results": "This Phase 2 trial was withdrawn.",
        "why": "The sponsor decided to go straight to a Phase 3 trial. It chose to run a Phase 3 trial.",
    },
    {"results": "This Phase 2 trial was withdrawn because the sponsor started a Phase 3 trial."},
    {
        "results": "The trial was stopped when 87 of the 200 planned participants had been enrolled.",
        "why": "With only 87 of 200 participants, it was too small.",
    },
    {"results": "The trial was stopped when 87 participants had been enrolled. Eighty received at least one dose."},
    {
        "results": "Eighty-seven participants were enrolled, and 80 of them completed the trial.",
        "why": "Only 80 people completed the trial.",
    },
    {
        "results": "Eighty-seven participants were enrolled.",
        "why": "In a country of 5,000 patients, this is little. Fewer than 200 people have been studied worldwide.",
    },
    {"results": "Eighty-seven participants were enrolled. Of the 80 participants who finished, 40 were men."},
    {"results": "Eighty-seven participants were enrolled. At week 12, 60 participants remained in the study."},
    {
        "results": "Eighty-seven participants were enrolled. Two participants were enrolled twice by mistake. After 5 participants withdrew, 82 participants were in the study."
    },
    {
        "results": "Eighty-seven participants were enrolled: 43 participants received the drug and 44 participants received placebo."
    },
    {
        "results": "Eighty-seven participants entered the run-in, and 60 were randomized. The 60 participants who were randomized were older."
    },
    {"results": "Eighty-seven participants entered the run-in, and 60 took part in the trial."},
    {
        "background": "About 300 people took part in the first trial of the drug.",
        "results": "Eighty-seven participants were enrolled.",
    },
    {
        "background": "In an earlier trial of the drug, 300 people took part. The present study enrolled 87 people.",
        "results": "Eighty-seven participants were enrolled.",
    },
    {
        "results": "The study will enroll 87 people. It plans to enroll up to 90 people. It is recruiting at 4 sites.",
        "population": "About 87 adults will take part.",
    },
    {"population": "Up to 90 adults with gout.", "results": "Eighty-seven participants were enrolled."},
    {"population": "Between 40 and 60 adults with gout.", "results": "Thirty participants were enrolled."},
    {
        "population": "120 adults: 60 with gout and 60 without.",
        "results": "A total of 120 people took part. Sixty people with gout took part in the trial.",
    },
    {
        "results": "Twenty-four healthy men took part, 12 in each sequence. All 24 men received both doses. Twelve men took the drug first."
    },
    {"results": "The registry includes 500 patients. The study included 87 patients from it."},
    {
        "results": "The study ran in two stages. Forty people were enrolled in the first stage and 47 in the second. A total of 87 people took part."
    },
    {
        "results": "Forty people were enrolled at first. When the trial was extended, 47 more joined. A total of 87 people took part."
    },
    {
        "results": "No participants were enrolled because funding ended. It had been hoped that 87 people would take part."
    },
    {
        "results": "The study enrolled 87 people. No participants were lost. No participants were enrolled outside Spain."
    },
    {
        "results": "The study enrolled 87 people, among them 12 children.",
        "why": "Twelve children took part, too few for a separate analysis.",
    },
    {
        "results": "The study enrolled 87 mothers. The 87 mothers and their 90 babies were followed. Ninety babies were enrolled."
    },
    {"results": "The study enrolled 87 people. Data on 1,200 visits were collected, and 24 participants gave blood."},
    {
        "results": "The study randomized 87 people.",
        "why": "The trial was too small: 200 participants were needed, and a trial with 400 participants would be better.",
    },
    {
        "results": "The study randomized 87 people and 85 patients were treated.",
        "why": "All 85 patients treated were older.",
    },
    {
        "results": "The study randomized 87 people. Results from 80 participants were published.",
        "why": "The 80 participants with results were older.",
    },
    {
        "results": "A total of 87 people were enrolled; 43 participants were included in the drug group, and 44 in the placebo group."
    },
    {
        "results": "A total of 87 people were enrolled. The drug group included 43 participants. The trial's drug group had 43 participants."
    },
    {"results": "A total of 87 people were enrolled. Per site, 10 participants were enrolled on average."},
    {
        "results": "A total of 87 people were enrolled. Participants took part in 12 sessions. Each group session included 10 people."
    },
    {"results": "A total of 87 people were enrolled. The study included 4 visits, 3 calls and 2 groups."},
    {"results": "A total of 87 people were enrolled. Five doctors and ten nurses took part in the training."},
    {
        "results": "A total of 87 people were enrolled. Ten clinics took part. Ten of the clinics enrolled fewer than 5 patients."
    },
    {"results": "The Phase 1b part of this Phase 1b/3 trial was completed; the Phase 3 trial was not started."},
    {
        "results": "This Phase 2 trial was completed.",
        "why": "No Phase 3 trial followed. The sponsor plans a phase 3 study. If a Phase 3 study confirms this, more will be known.",
    },
    {"background": "Phase 1 testing showed it was safe. This Phase 2 trial followed."},
    {"background": "This Phase 2 trial was run alongside a Phase 1 study."},
    {
        "background": "This is a sub-study of a Phase 3 trial. The parent Phase 3 trial was large.",
        "results": "The Phase 1 sub-study had one group.",
    },
    {"background": "This Phase 4 study looks at a drug that was approved after a Phase 3 trial."},
    {"background": "This Phase 4 study looks at a drug that was approved on the basis of a Phase 3 trial."},
    {"background": "This Phase 4 study looks at a drug that had been tested in a Phase 3 trial."},
    {"background": "This Phase 4 study looks at a drug that was tested in a Phase 3 trial."},
    {"background": "The drug was tested in a Phase 1 trial first. This Phase 2 trial came next."},
    {"background": "This Phase 2 trial builds on a Phase 1 trial in adults. Results of a Phase 1 trial were good."},
]


def reported(parts: dict[str, str]) -> int:
    source = Source.of(page(**parts), "a.md")
    profile, vocabulary = built_in_profile(), built_in_vocabulary()
    return len(lint(source, RULES, profile=profile, vocabulary=vocabulary, today=date(2026, 1, 1)))


@pytest.mark.parametrize("parts", CLASHES, ids=str)
def test_a_clash_is_reported_once(parts: dict[str, str]) -> None:
    assert reported(parts) == 1


@pytest.mark.parametrize("parts", AGREEMENTS, ids=str)
def test_what_can_both_be_true_stays_silent(parts: dict[str, str]) -> None:
    assert reported(parts) == 0
