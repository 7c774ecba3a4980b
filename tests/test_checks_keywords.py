"""Keywords, topic and flags: mentioned, known, named once, and borne out by the text."""

import pytest

from .linted import diagnosed, page, said


def listed(keywords: str = "knee", flags: str = "", **parts: str) -> str:
    lines = f"Keywords: {keywords}\n" + (f"Flags: {flags}\n" if flags else "")
    return page(**parts).replace("Source:", f"{lines}Source:")


@pytest.mark.parametrize(
    ("keywords", "missing"),
    [
        ("knees", []),
        ("Knees", []),
        ("shoulder", ["shoulder"]),
        ("shoulder, knees, elbow", ["shoulder", "elbow"]),
        ("shoulder, Shoulder", ["shoulder"]),
        ("adults", []),
    ],
)
def test_a_keyword_is_mentioned_in_the_text(keywords: str, missing: list[str]) -> None:
    told = "The keyword `{}` is not mentioned in title, official title or prose"
    assert said(listed(keywords), "FLG003") == [(words, told.format(words)) for words in missing]


def test_a_synonym_of_a_keyword_mentions_it() -> None:
    text = listed("gonarthrosis")
    assert len(diagnosed(text, "FLG003")) == 1
    assert diagnosed(text, "FLG003", keywords={"gonarthrosis": ("knees",)}) == ()


@pytest.mark.parametrize(("topic", "missing"), [("knees", []), ("shoulder", ["shoulder"])])
def test_the_topic_of_the_tag_line_is_mentioned_in_the_text(topic: str, missing: list[str]) -> None:
    text = f"{topic} physiotherapy rct 2019-03 ClinicalTrials\n\n{page()}"
    told = "The topic `{}` is not mentioned in title, official title or prose"
    assert said(text, "FLG006") == [(words, told.format(words)) for words in missing]
    assert said(page(), "FLG006") == []


@pytest.mark.parametrize(
    ("keywords", "flags", "again"),
    [
        ("knee, hip", "", []),
        ("knee, hip, Knee", "", ["Knee"]),
        ("knee, knee, knee", "", ["knee", "knee"]),
        ("knee", "dose mentioned, Dose  mentioned", ["Dose mentioned"]),
        ("dose mentioned", "dose mentioned", []),
    ],
)
def test_a_keyword_and_a_flag_are_given_once(keywords: str, flags: str, again: list[str]) -> None:
    found = said(listed(keywords, flags), "FLG005")
    assert [message for _, message in found] == [f"`{words}` is given a second time" for words in again]


@pytest.mark.parametrize(
    ("flag", "hint"),
    [
        ("dose mentionned", "did you mean `dose mentioned`?"),
        ("Doses mentioned", "did you mean `dose mentioned`?"),
        ("safety data", "did you mean `safety data present`?"),
        ("peer reviewed", "it has `"),
        ("dose mentioned", None),
        ("Dose Mentioned", None),
    ],
)
def test_a_flag_that_is_not_known_is_told_with_the_one_that_it_resembles(flag: str, hint: str | None) -> None:
    found = diagnosed(listed(flags=flag), "FLG004")
    assert [each.message for each in found] == ([f"The flag `{flag}` is not in the vocabulary"] if hint else [])
    assert all(hint in each.help for each in found if hint)


@pytest.mark.parametrize(
    ("flag", "bears_out", "evidence"),
    [
        ("dose mentioned", "They took 50 mg of naproxen twice daily.", "an amount of the intervention"),
        (
            "protocol relevant",
            "They walked three times a week for 12 weeks.",
            "a route, a schedule or a length of treatment",
        ),
        ("safety data present", "Two participants had a rash.", "an observed safety result"),
    ],
)
def test_a_flag_is_set_where_the_prose_states_what_it_stands_for(flag: str, bears_out: str, evidence: str) -> None:
    told = f"The flag `{flag}` is set, and the prose does not state {evidence}"
    assert said(listed(flags=flag), "FLG001") == [(flag, told)]
    assert said(listed(flags=f"{flag}, {flag}"), "FLG001") == [(flag, told)]
    assert said(listed(flags=flag, results=bears_out), "FLG001") == []
    ((words, message),) = [each for each in said(listed(results=bears_out), "FLG002") if f"`{flag}`" in each[1]]
    assert words == bears_out
    assert message.startswith(f"The prose states {evidence}, `")
    assert not [each for each in said(listed(flags=flag, results=bears_out), "FLG002") if f"`{flag}`" in each[1]]


def test_a_flag_is_asked_for_only_where_there_are_keywords_or_flags() -> None:
    taken = "They took 50 mg of naproxen twice daily."
    assert said(page(results=taken), "FLG002") == []
    assert said(listed(results=taken), "FLG002") != []


def test_the_best_place_for_a_missing_flag_is_the_intervention_then_the_results() -> None:
    field = "### Intervention\n\nThey took 50 mg of naproxen.\n\n## Results"
    first, last = "They took 20 mg of naproxen.", "They took 90 mg of naproxen."
    middle = "All took 70 mg of naproxen."
    whole = listed(population="Adults.", background=first, results=middle, why=last)
    with_field = whole.replace("## Results", field)
    named = [message for _, message in said(with_field, "FLG002") if "`dose mentioned`" in message]
    assert [message.count("`50 mg") for message in named] == [1]
    named = [message for _, message in said(whole, "FLG002") if "`dose mentioned`" in message]
    assert [message.count("`70 mg") for message in named] == [1]
