"""Sections and fields: which are missing, empty, twice, in the wrong order or at the wrong level."""

import pytest

from .linted import diagnosed, said

SECTIONS = ("Background", "Study Design", "Results", "Why It Matters")


def digest(*headings: str, title: str = "# A Study") -> str:
    """Return a digest with a sentence below each heading; a heading without a mark is one of the second level."""
    marked = [heading if heading.startswith("#") else f"## {heading}" for heading in headings]
    return "\n\n".join([title, *(f"{heading}\n\nIt is so {i}." for i, heading in enumerate(marked))]) + "\n"


@pytest.mark.parametrize("missing", ["Background", "Results", "Why It Matters", "Study Design"])
def test_a_section_that_is_missing_is_named_at_the_title(missing: str) -> None:
    text = digest(*(name for name in SECTIONS if name != missing))
    assert said(text, "STR001") == [("A Study", f"The section `{missing}` is missing")]
    assert said(digest(*SECTIONS), "STR001") == []


@pytest.mark.parametrize("missing", ["Population", "Intervention", "Outcome"])
def test_a_field_that_is_missing_is_named_at_its_section(missing: str) -> None:
    fields = [f"### {name}" for name in ("Population", "Intervention", "Outcome") if name != missing]
    text = digest("Background", "Study Design", *fields, "Results")
    assert said(text, "STR002") == [("Study Design", f"`Study Design` has no field `{missing}`")]


def test_fields_are_asked_only_of_a_section_that_is_there() -> None:
    assert said(digest("Background", "Results"), "STR002") == []


@pytest.mark.parametrize(
    ("title", "reported"),
    [("# A Study", []), ("---\ntitle: A Study\n---", []), ("A line.", ["The digest has no title"])],
)
def test_a_digest_has_a_title(title: str, reported: list[str]) -> None:
    assert [message for _, message in said(digest(*SECTIONS, title=title), "STR007")] == reported


def test_a_section_and_a_field_without_a_word_are_empty() -> None:
    text = "# A Study\n\n## Background\n\n## Study Design\n\n### Population\n\n### Outcome\n\nPain.\n\n## Results\n\nDone.\n"
    told = [("Background", "`Background` is empty"), ("Population", "`Population` is empty")]
    assert said(text, "STR003") == told


@pytest.mark.parametrize(
    ("order", "reported"),
    [
        ((0, 1, 2, 3), []),
        ((1, 0, 2, 3), [(1, 0)]),
        ((0, 2, 1, 3), [(2, 1)]),
        ((3, 0, 1, 2), [(3, 0)]),
        ((0, 1, 3, 2), [(3, 2)]),
        ((3, 2, 1, 0), [(3, 2), (2, 1), (1, 0)]),
        ((2, 3, 0, 1), [(2, 0), (3, 0)]),
        ((1, 2, 0, 3), [(1, 0)]),
        ((0, 3, 1, 2), [(3, 1)]),
    ],
)
def test_as_few_sections_as_must_move_are_out_of_order(order: tuple[int, ...], reported: list[tuple[int, int]]) -> None:
    text = digest(*(SECTIONS[i] for i in order))
    early = [(SECTIONS[one], SECTIONS[two]) for one, two in reported]
    told = [(one, f"`{one}` stands before `{two}`, which it should follow") for one, two in early]
    assert said(text, "STR004") == told


def test_a_section_that_comes_again_and_a_field_that_comes_again_are_reported() -> None:
    text = digest("Background", "Study Design", "### Outcome", "### Outcome", "Results", "Background", "Background")
    assert said(text, "STR005") == [
        ("Outcome", "`Outcome` stands here a second time"),
        ("Background", "`Background` stands here a second time"),
        ("Background", "`Background` stands here a second time"),
    ]


def test_two_headings_that_are_not_in_the_profile_are_not_the_same_section() -> None:
    text = digest("Background", "Sponsors", "Sponsors", "Study Design", "### Outcome", "### Cost", "### Cost")
    assert said(text, "STR005") == []


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Backgrounds", "Background"),
        ("background", None),
        ("BACKGROUND", None),
        ("Result", "Results"),
        ("Sponsors", ""),
    ],
)
def test_a_heading_that_is_nearly_a_name_is_mended_to_it(heading: str, name: str | None) -> None:
    found = diagnosed(digest("Why It Matters", heading), "STR006")
    assert [each.message for each in found] == ([] if name is None else [f"`{heading}` is no heading of a digest"])
    for each in found:
        advice = f"call it `{name}`" if name else "move its text to one of the profile's sections"
        assert advice.casefold() in each.help.casefold()
        assert (each.fix and (each.fix.message, each.fix.edits[0].content, each.fix.applicability)) == (
            (f"Rename the heading to `{name}`", name, "safe") if name else None
        )


@pytest.mark.parametrize(
    ("headings", "reported"),
    [
        (("## Background", "## Study Design", "## Results"), []),
        (("## Background", "### Study Design", "## Results"), [("Study Design", 3, 2)]),
        (("## Background", "## Study Design", "#### Results"), [("Results", 4, 2)]),
        (("### Background", "### Study Design", "### Results"), [("Background", 3, 2)]),
        (("### Background", "## Study Design"), [("Background", 3, 2)]),
        (("## Study Design", "### Population", "### Outcome"), []),
        (("## Study Design", "#### Population", "#### Outcome"), [("Population", 4, 3)]),
        (("## Study Design", "### Population", "#### Intervention", "### Outcome"), [("Intervention", 4, 3)]),
    ],
)
def test_a_heading_stands_at_the_level_of_its_siblings(
    headings: tuple[str, ...], reported: list[tuple[str, int, int]]
) -> None:
    told = [(name, f"`{name}` stands at level {level}, its place is level {usual}") for name, level, usual in reported]
    assert said(digest(*headings), "STR008") == told


def test_without_a_title_sections_may_stand_at_any_level() -> None:
    assert said(digest("### Background", "### Results", title="---\ntitle: A Study\n---"), "STR008") == []
    assert (
        said("Background\n\nIt is so.\n\nResults\n\nIt is so.\n\nSource: clinicaltrials:NCT03951116\n", "STR008") == []
    )


@pytest.mark.parametrize(
    ("words", "reported"),
    [(0, False), (4, True), (5, False), (9, False), (10, False), (11, True)],
)
def test_a_section_has_from_so_many_words_to_so_many(words: int, *, reported: bool) -> None:
    text = f"# A Study\n\n## Background\n\n{'word ' * words}\n"
    message = f"`Background` has {words} words; it should have 5 to 10"
    assert said(text, "STR009", min_words=5, max_words=10) == ([("Background", message)] if reported else [])


def test_the_words_of_fields_count_for_their_section() -> None:
    text = "# A Study\n\n## Study Design\n\nOne two.\n\n### Population\n\nThree four.\n\n### Outcome\n\nFive.\n"
    assert said(text, "STR009", min_words=5, max_words=5) == []
    assert said(text, "STR009", min_words=6, max_words=9) == [
        ("Study Design", "`Study Design` has 5 words; it should have 6 to 9")
    ]
    assert said("# A Study\n\n## Sponsors\n\nOne two.\n", "STR009", min_words=6, max_words=9) == []
