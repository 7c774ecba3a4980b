"""Words said twice in a row: by mistake, and rightly."""

import pytest

from .linted import diagnosed, page, reported, said


@pytest.mark.parametrize(
    ("words", "doubled"),
    [
        ("It was the the plan.", [("the the", "the")]),
        ("It was the The plan.", []),
        ("The the plan ended.", [("The the", "the")]),
        ("They walked walked home.", [("walked walked", "walked")]),
        ("It was the the the plan of the team.", [("the the the", "the")]),
        ("It was the the and of of it.", [("the the", "the"), ("of of", "of")]),
        ("It was **the** the plan.", [("the** the", None)]),
        ("It was the *the* plan.", [("the *the", None)]),
        ("It was the\nthe plan.", [("the\nthe", "the")]),
        ("It was the\nThe plan.", []),
        ("It was the\n\nthe plan.", []),
        ("It was the  the plan.", [("the  the", "the")]),
        ("It was the\tthe plan.", []),
        ("It was the   the plan.", []),
        ("It was the, the plan.", []),
        ("It was the. The plan.", []),
        ("It was one/the the plan.", []),
        ("It was the the/one plan.", []),
        ("It was follow-up follow-up.", [("follow-up follow-up", "follow-up")]),
        ("It was the patient’s patient’s knee.", [("patient’s patient’s", "patient’s")]),
        ("It was a a plan.", [("a a", "a")]),
        ("A a plan was kept.", [("A a", "A")]),
        ("They had vitamin A a day.", []),
        ("They had vitamin A A day.", []),
        ("They had 5 5 walks.", []),
        ("They had b b walks.", []),
        ("They had had walks.", []),
        ("Of all that that is, they had it.", []),
        ("The AA AA and CG CG pairs grew.", []),
        ("The XX XX and VI VI signs grew.", []),
        ("The PET PET scans ended after PET.", [("PET PET", "PET")]),
        ("The US us.", []),
        ("The Walk walk ended.", []),
        ("The Zuzu Zuzu fans came.", []),
        ("The Zuzu Zuzu fans came, as did Zuzu.", [("Zuzu Zuzu", "Zuzu")]),
        ("They ate couscous couscous there.", [("couscous couscous", "couscous")]),
        ("A beri beri is a beri beri again.", []),
        ("A beri beri is beri.", [("beri beri", "beri")]),
    ],
)
def test_a_word_that_stands_twice_in_a_row(words: str, doubled: list[tuple[str, str | None]]) -> None:
    text = page(results=words)
    found = reported(text, "TXT006")
    assert found == [(each, None if kept is None else "") for each, kept in doubled]


def test_the_fix_leaves_the_first_of_the_words_and_what_stands_before_it() -> None:
    text = page(results="It was the the the plan of the team.")
    (found,) = diagnosed(text, "TXT006")
    assert found.fix
    (edit,) = found.fix.edits
    fixed = text[: edit.span.start] + edit.content + text[edit.span.end :]
    assert fixed == page(results="It was the plan of the team.")
    assert found.message == "`the` stands here twice in a row"


def test_titles_and_fields_are_looked_through() -> None:
    assert reported(page(title="A Walk Walk"), "TXT006") == []
    assert reported(page(title="A walk walk"), "TXT006") == [("walk walk", "")]
    assert reported(page(population="Adults adults."), "TXT006") == [("Adults adults", "")]


@pytest.mark.parametrize(
    ("front", "reported_words"),
    [
        ("Keywords: beri beri", []),
        ("Keywords: beri", ["beri beri"]),
        ("Keywords: beri, beri", ["beri beri"]),
    ],
)
def test_a_keyword_may_be_a_name_of_one_word_twice(front: str, reported_words: list[str]) -> None:
    text = page(results="They had beri beri for weeks. It was a beri.").replace("Source:", f"{front}\nSource:")
    assert [words for words, _ in said(text, "TXT006")] == reported_words


def test_the_official_title_may_have_a_name_of_one_word_twice() -> None:
    text = page(results="They had beri beri for weeks. It was a beri.")
    titled = text.replace("# A Study", "# A Study\n\n*A Randomized Trial of Walks in Beri Beri of Adults*")
    assert (len(said(text, "TXT006")), len(said(titled, "TXT006"))) == (1, 0)


def test_the_vocabulary_may_have_a_name_of_one_word_twice() -> None:
    text = page(results="They had beri beri for weeks. It was a beri.")
    assert diagnosed(text, "TXT006", keywords={"thiamine": ("beri beri",)}) == ()
    assert len(diagnosed(text, "TXT006", keywords={"thiamine": ("beri",)})) == 1


def test_a_site_may_name_words_that_stand_twice() -> None:
    text = page(results="They walked walked home, then then home.")
    assert [words for words, _ in said(text, "TXT006", twice=["walked"])] == ["then then"]
    assert [words for words, _ in said(text, "TXT006", names=["then"], twice=[])] == ["walked walked"]
