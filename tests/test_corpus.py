"""The digests that speed is measured on."""

from benchmarks.corpus import digests


def test_a_seed_gives_the_same_digests_however_many_are_asked_for() -> None:
    assert list(digests(5, 1)) == list(digests(9, 1))[:5]


def test_another_seed_gives_others() -> None:
    assert {text for _, text in digests(5, 1)}.isdisjoint(text for _, text in digests(5, 2))


def test_each_is_about_a_study_of_its_own() -> None:
    texts = [text for _, text in digests(50, 1)]
    assert len({text[text.index("Source:") :].split()[1] for text in texts}) == 50
