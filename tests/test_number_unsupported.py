"""Numbers of the title and of Why It Matters that stand nowhere else, and percentages over all there are."""

import pytest

from .linted import page, reported


def unsupported(results: str, why: str, **parts: str) -> list[str]:
    return [found for found, _ in reported(page(results=results, why=why, **parts), "NUM006")]


@pytest.mark.parametrize(
    ("results", "why", "found"),
    [
        # the number itself
        ("Pain fell by 45%.", "The study cut pain by 45%.", []),
        ("Pain fell by 45%.", "The study cut pain by 46%.", ["46%"]),
        ("Pain fell by 45%.", "The study cut pain by 45 percent.", []),
        ("Pain fell by 1,250 points.", "The study cut pain by 1250 points.", []),
        ("Pain fell by 0·5 points.", "The study cut pain by 0.5 points.", []),
        # what it rounds to
        ("Pain fell by 44.5%.", "The study cut pain by 45%.", []),
        ("Pain fell by 44.4%.", "The study cut pain by 44%.", []),
        ("Pain fell by 44.4%.", "The study cut pain by 45%.", ["45%"]),
        ("Pain fell by 45%.", "The study cut pain by 45.0%.", []),
        ("Pain fell by 45%.", "The study cut pain by 45.1%.", ["45.1%"]),
        ("Pain fell by 45.06%.", "The study cut pain by 45.1%.", []),
        # spelled out
        ("They walked for twelve weeks.", "The study lasted 12 weeks.", []),
        ("They walked for twenty-one weeks.", "The study lasted 21 weeks.", []),
        ("They walked for a hundred days.", "The study lasted 100 days.", []),
        ("They walked for twelve weeks.", "The study lasted 13 days.", ["13 days"]),
        # the percentage of a count
        ("Of all, 12 of 40 were better.", "The study helped 30%.", []),
        ("Of all, 1 of 3 were better.", "The study helped 33%.", []),
        ("Of all, 1 of 3 were better.", "The study helped 33.3%.", []),
        ("Of all, 1 of 3 were better.", "The study helped 34%.", ["34%"]),
        # times of about one length
        ("They walked for 12 weeks.", "The study lasted 84 days.", []),
        ("They walked for 12 weeks.", "The study lasted 3 months.", []),
        ("They walked for 12 weeks.", "The study lasted 78 days.", []),
        ("They walked for 12 weeks.", "The study lasted 92 days.", []),
        ("They walked for 12 weeks.", "The study lasted 77 days.", ["77 days"]),
        ("They walked for 12 weeks.", "The study lasted 93 days.", ["93 days"]),
        ("They walked for 2 years.", "The study lasted 24 months.", []),
        ("They walked for 48 hours.", "The study lasted 2 days.", []),
        ("They walked for 12 weeks.", "The study lasted 84 hours.", ["84 hours"]),
        ("Of all, 12 walked.", "The study gave 12 mg.", []),
        ("Of all, 13 walked.", "The study gave 12 mg.", ["12 mg"]),
        ("It ended.", "The study gave 12 mg and 3.5-fold hope in 2 clinics.", ["12 mg", "3.5-fold"]),
    ],
)
def test_a_number_that_stands_nowhere_else_is_reported(results: str, why: str, found: list[str]) -> None:
    assert unsupported(results, why) == found


@pytest.mark.parametrize(
    ("why", "found"),
    [
        # of the disease or the world, not of the study
        ("Stiff knees affect 20% of adults.", []),
        ("It occurs in 20% of adults.", []),
        ("About 20% of people worldwide have it.", []),
        ("Stiff knees affect 20% of adults, and walking may help.", []),
        ("This trial shows that stiff knees affect 20% of adults.", ["20%"]),
        ("Stiff knees affect 20% of adults, and the trial lasted 12 weeks.", ["12 weeks"]),
        ("Knees often hurt, but for 12 weeks they did not.", []),
        ("Knees often hurt, but in the trial they did not for 12 weeks.", ["12 weeks"]),
        ("For 20 years nothing was new.", []),
        ("Over the past 20 years nothing was new.", []),
        ("It was first told 20 years ago.", []),
        ("It was told at 20 years of age.", ["20 years"]),
        ("The 5-year survival was told.", []),
        ("Adults over 20 years old took part.", []),
        ("The drug works for 20 weeks.", ["20 weeks"]),
        ("They walked 3 hours a day.", []),
        ("They walked 3 hours per week.", []),
        ("They walked 3 hours at a time.", ["3 hours"]),
        ("They walked 3 minutes a day.", ["3 minutes"]),
    ],
)
def test_a_number_of_the_world_at_large_needs_no_source(why: str, found: list[str]) -> None:
    assert unsupported("It ended.", why) == found


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"title": "Walking Cuts Knee Pain by 45%"}, ["45%"]),
        ({"title": "Walking Cuts Knee Pain by 45%", "background": "It may be 45%."}, []),
        ({"title": "Walking Cuts Knee Pain by 45%", "results": "It was 45%."}, []),
        ({"title": "Walking Cuts Knee Pain by 45%", "why": "The study found 45%."}, []),
        ({"title": "Walking Cuts Knee Pain by 45%", "why": "The study found 46%."}, ["45%", "46%"]),
        (
            {
                "background": "The study may find 45%.",
                "population": "Adults of 45.5 years.",
                "results": "It fell by 46%.",
            },
            [],
        ),
    ],
)
def test_title_and_why_it_matters_bear_each_other_out_and_other_parts_need_no_source(
    parts: dict[str, str], found: list[str]
) -> None:
    assert [words for words, _ in reported(page(**parts), "NUM006")] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Relief came to 108% of patients.", ["108%"]),
        ("Relief came to 108% of the enrolled patients.", ["108%"]),
        ("Relief came to 100% of patients.", []),
        ("Relief came to 101% of them.", ["101%"]),
        ("Relief came to 0% of patients.", []),
        ("In all, 108% recovered.", ["108%"]),
        ("In the walking group, 108% also slept well.", []),
        ("In the walking group, 108% also responded.", ["108%"]),
        ("Pain eased in 108%.", ["108%"]),
        ("Nausea was seen in 108%, and it passed.", ["108%"]),
        ("Nausea was reported by 108%.", ["108%"]),
        ("The response rate was 108%.", ["108%"]),
        ("The response rate at week 12 reached 108%.", ["108%"]),
        ("A 108% response rate was seen.", ["108%"]),
        ("Fatigue (108%) was common.", ["108%"]),
        ("Fatigue (108% of baseline) was common.", []),
        ("Cured were 44 of 40 (110%).", ["110%"]),
        # changes, measures, plans and levels
        ("Steps rose by 108% in patients.", []),
        ("There was a 108% increase in patients.", []),
        ("Steps were 108% higher in patients.", []),
        ("Steps rose in all to 108% of baseline.", []),
        ("The group reached 108% of its target.", []),
        ("The planned 40 were 108% of patients.", []),
        ("Levels reached 108% of the placebo group.", []),
        ("Pain eased in 108% of the placebo group.", ["108%"]),
        ("Steps rose by 108% of those seen before.", []),
        ("The survival advantage was 108%.", []),
        ("It was 108%.", []),
    ],
)
def test_a_share_of_people_over_all_of_them_is_reported(text: str, found: list[str]) -> None:
    assert [words for words, _ in reported(page(results=text), "NUM001")] == found
