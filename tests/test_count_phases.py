"""Which phase the prose gives to the study: by the words before it, behind it, and in the sentences before."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.phases import phases

from .linted import page

Read = Callable[[str], Digest]

OWN = [
    ("results", "This Phase 2 trial ended.", ["Phase 2"]),
    ("results", "Our phase-2 trial ended.", ["phase-2"]),
    ("results", "The Phase 1/2 trial ended.", ["Phase 1/2"]),
    ("results", "The Phase 1 and 2 trial ended.", ["Phase 1 and 2"]),
    ("results", "The Phase 1b–2a trial ended.", ["Phase 1b–2a"]),
    ("results", "The early Phase 1 trial ended.", ["early Phase 1"]),
    ("results", "The study was a Phase 2, open-label one.", ["Phase 2"]),
    ("results", "The study was a Phase 2.", ["Phase 2"]),
    ("results", "The study (Phase 2) ended.", ["Phase 2"]),
    ("results", "The study was in Phase 2 and ended.", ["Phase 2"]),
    ("results", "It was a Phase 2 trial that ended.", ["Phase 2"]),
    ("results", "A Phase 2 trial ended.", ["Phase 2"]),
    ("results", "“Phase 2 trial” it was called.", ["Phase 2"]),
    ("results", "Phase 2: it ended.", []),
    ("population", "Phase 2: adults.", ["Phase 2"]),
    ("population", "Adults who left the Phase 2 trial.", []),
    ("population", "Adults from the Phase 2 trial.", []),
    ("population", "Adults who finished the Phase 2 trial.", []),
    ("population", "Adults of the Phase 2 trial.", ["Phase 2"]),
    ("results", "Adults coming from the Phase 2 trial.", []),
    ("results", "Unlike the Phase 2 trial, it ended.", []),
    ("results", "It is NCT03951116. The Phase 2 trial NCT03999872 ended.", []),
    ("results", "It is NCT03951116. This Phase 2 trial NCT03999872 ended.", ["Phase 2"]),
    ("results", "It is NCT03951116. A Phase 2 trial (NCT03999872) ended.", []),
    ("results", "It is NCT03999871. The Phase 2 trial NCT03999872 ended.", ["Phase 2"]),
    ("results", "The sponsor's Phase 2 trial ended.", []),
    ("results", "The sponsor’s Phase 2 trial ended.", []),
    ("results", "Another Phase 2 trial ended.", []),
    ("results", "Each Phase 2 trial ended.", []),
    ("results", "Its Phase 2 trial ended.", []),
    ("results", "An earlier Phase 2 trial ended.", []),
    ("results", "The Phase 2 trial results were good.", []),
    ("results", "The Phase 2.1 trial ended.", []),
    ("results", "The Phase 5 trial ended.", []),
    ("background", "The Phase 2 trial had shown it.", []),
    ("background", "The Phase 2 trial had enrolled adults.", ["Phase 2"]),
    ("results", "The Phase 2 trial had shown it.", ["Phase 2"]),
    ("background", "A Phase 2 trial ended.", []),
    ("why", "A Phase 2 trial ended.", []),
    ("title", "A Phase 2 Trial of Walking", ["Phase 2"]),
    ("title", "Walking in Phase 2 Trial", ["Phase 2"]),
    ("title", "Walking: Phase 2 Trial Planned", []),
]


@pytest.mark.parametrize(("part", "text", "words"), OWN)
def test_a_phase_is_the_studys_by_the_words_around_it(read: Read, part: str, text: str, words: list[str]) -> None:
    digest = read(page(**{part: text}))
    assert [digest.text(each.span) for each in digest.fact(phases)] == words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("An earlier Phase 2 trial ended. The Phase 2 trial was small.", 0),
        ("An earlier Phase 2 trial ended. Knees bend. The Phase 2 trial was small.", 0),
        ("An earlier Phase 2 trial ended. Knees bend. They hurt. The Phase 2 trial was small.", 1),
        ("An earlier Phase 3 trial ended. The Phase 2 trial was small.", 1),
        ("An earlier Phase 2 trial ended. This Phase 2 trial was small.", 1),
        ("An earlier Phase 2 trial ended. A Phase 2 trial followed.", 0),
        ("The Phase 2 trial was small.", 1),
    ],
)
def test_a_phase_that_was_just_named_as_anothers_is_not_the_studys(read: Read, text: str, count: int) -> None:
    assert len(read(page(results=text)).fact(phases)) == count


def test_a_phase_of_another_in_the_first_sentence_is_kept_in_mind(read: Read) -> None:
    text = "# After the Earlier Phase 2 Trial\n\n## Results\n\nThe Phase 2 trial was small.\n"
    assert read(text).fact(phases) == ()
