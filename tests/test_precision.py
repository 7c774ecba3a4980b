"""How often each rule is right: how a finding is judged, and the figures that are kept."""

from benchmarks.precision import Found, Label, judged, place_of
from digestlint.catalog import built_in_rules
from digestlint.data import rules_folder
from digestlint.files import toml_table


def test_a_finding_is_right_where_a_label_of_its_code_overlaps_it() -> None:
    labels = (Label("TXT001", (10, 20)), Label("STR001", None))
    found = (Found("TXT001", 19, 30), Found("TXT001", 20, 30), Found("TXT005", 10, 20), Found("STR001", 0, 1))
    assert list(judged(found, labels)) == [("TXT001", True), ("TXT001", False), ("TXT005", False), ("STR001", True)]


def test_a_second_finding_at_one_label_is_not_judged() -> None:
    labels = (Label("TXT001", (10, 20)), Label("STR001", None))
    assert list(judged((Found("TXT001", 10, 12), Found("TXT001", 14, 20)), labels)) == [("TXT001", True)]
    assert list(judged((Found("STR001", 0, 1), Found("STR001", 0, 1)), labels)) == [("STR001", True), ("STR001", False)]


def test_quoted_words_are_found_across_line_breaks_and_counted() -> None:
    assert place_of("so it\n is, so it is", "it is", 1) == (3, 9)
    assert place_of("so it\n is, so it is", "it is", 2) == (14, 19)


def test_the_figures_are_those_of_rules_and_are_possible() -> None:
    path = rules_folder() / "measured.toml"
    measured = toml_table(path.read_text(encoding="utf-8"), path)
    assert measured.keys() <= {rule.code for rule in built_in_rules(examples=False)}
    assert [code for code, each in measured.items() if not 0 <= each["right"] <= each["reported"]] == []
    assert [code for code, each in measured.items() if not each["reported"]] == []
