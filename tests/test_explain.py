"""What the program says of its rules: options, fixes, precision, and how values and types are written."""

import json
from dataclasses import replace
from typing import Any, Literal

import pytest

from digestlint.catalog import built_in_rules
from digestlint.diagnostic import Severity
from digestlint.explain import explain
from digestlint.options import as_toml, in_words, options_of
from digestlint.rule import Measured, Rule
from digestlint.rule_page import precision, rule_page, says

RULES = {rule.code: rule for rule in built_in_rules()}


def test_only_what_users_may_set_is_an_option() -> None:
    assert options_of(RULES["TXT001"]) == ()
    (known,) = options_of(RULES["PLN001"])
    assert (known.name, known.type, known.default) == ("known", "list of strings", ())


def test_every_option_says_what_it_means() -> None:
    told = [option.meaning for rule in RULES.values() for option in options_of(rule)]
    assert told
    assert [meaning for meaning in told if not (meaning[0].isupper() and meaning.endswith("."))] == []


@pytest.mark.parametrize(
    ("annotation", "words"),
    [
        (str | None, "string"),
        (tuple[str, ...], "list of strings"),
        (dict[str, tuple[str, ...]], "table of lists of strings"),
        (dict[str, Severity], "table of `error` or `warning` or `info`"),
        (dict[str, dict[str, Any]], "table of tables"),
        (Literal["a", "b"], "`a` or `b`"),
        (Rule, "table"),
    ],
)
def test_types_are_said_in_words(annotation: Any, words: str) -> None:
    assert in_words(annotation) == words


def test_values_are_written_as_toml_has_them() -> None:
    assert as_toml({"a": (1, 2.5), "b": True}) == '{"a" = [1, 2.5], "b" = true}'
    assert as_toml([str(number) * 9 for number in range(9)]).endswith(", …]")


@pytest.mark.parametrize(
    ("measured", "words"),
    [
        (None, "Nothing on the labelled digests was reported"),
        (Measured(41, 40), "40 of 41 findings"),
        (Measured(4, 4), "4 of 4 findings"),
    ],
)
def test_precision_is_told_as_a_count(measured: Measured | None, words: str) -> None:
    told = precision(replace(RULES["TXT005"], measured=measured))
    assert told.startswith(words)
    assert "%" not in told


def test_text_and_json_tell_of_fix_options_and_precision() -> None:
    (record,) = json.loads(explain("repeated-word", "json"))
    text = explain("repeated-word", "text")
    assert record["fix"].startswith("Safe")
    assert f"fix: {record['fix']}" in text
    assert [option["name"] for option in record["options"]] == ["twice", "names"]
    assert "option twice (list of strings" in text
    assert f"precision: {record['precision']['right']} of {record['precision']['reported']} findings" in text
    assert "fix: none" in explain("TXT005", "text")
    assert json.loads(explain("TXT005", "json"))[0]["fix"] is None


def test_a_page_tells_how_to_turn_a_rule_on_or_off() -> None:
    assert 'extend-select = ["PLN002"]' in explain("PLN002", "markdown")
    assert 'ignore = ["TXT005"]' in explain("TXT005", "markdown")


def test_a_page_says_what_the_rule_says_and_without_examples_its_templates() -> None:
    rule = RULES["REG001"]
    assert "{" not in "".join(says(rule))
    bare = replace(rule, examples=(), see_also=())
    assert says(bare) == (rule.message, rule.help)
    assert "## See also" not in rule_page(bare, ())
