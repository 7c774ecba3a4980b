"""Every example of every rule, and that a rule is complete."""

import dataclasses
import tomllib
from dataclasses import replace

import pytest

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary, load_vocabulary
from digestlint.checks import CHECKS
from digestlint.config import Config
from digestlint.data import rules_folder
from digestlint.diagnostic import Severity
from digestlint.examples import failures, run_example
from digestlint.models import ConfigFile, ProfileFile, validated
from digestlint.rule import Rule

from .findings import FOLDER, findings

RULES = built_in_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_every_example_comes_out_as_marked(rule: Rule) -> None:
    assert [f"{failure.example.because}: {failure.reason}" for failure in failures(rule)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_more_examples_stay_silent_than_are_reported(rule: Rule) -> None:
    marked = sum("[[" in example.text for example in rule.examples)
    assert len(rule.examples) - marked >= marked


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_messages_state_a_fact_and_help_says_what_to_do(rule: Rule) -> None:
    assert not rule.message.endswith(".")
    assert not rule.help.endswith(".")
    assert rule.help[0].isupper() or rule.help[0] == "{"


def test_every_check_serves_a_rule() -> None:
    used = {rule.find for rule in RULES}
    assert {name for name, check in CHECKS.items() if check.find not in used} == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_words_of_a_diagnostic_are_filled_in(rule: Rule) -> None:
    for example in rule.examples:
        for diagnostic in run_example(rule, example):
            assert "{" not in diagnostic.message + diagnostic.help or "{{" in example.text
            assert diagnostic.severity in Severity


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_reader_is_told_what_the_snapshot_has(rule: Rule) -> None:
    kept = (FOLDER / f"{rule.code}.txt").read_text(encoding="utf-8")
    assert findings(rule) == kept, "look at the difference that `python -m tests.findings` makes"


def test_nothing_is_kept_of_a_rule_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {rule.code for rule in RULES}


def test_a_run_reads_the_same_rules_without_their_examples() -> None:
    assert built_in_rules(examples=False) == tuple(replace(rule, examples=()) for rule in RULES)


def test_what_ships_is_read_as_its_checked_files_are() -> None:
    checked = [replace(rule, examples=()) for rule in built_in_rules()]
    assert list(built_in_rules(examples=False)) == checked
    folder = rules_folder()
    assert built_in_vocabulary() == load_vocabulary(folder / "vocabulary.yaml")
    text = (folder / "profile.toml").read_text(encoding="utf-8")
    file = validated(ProfileFile, tomllib.loads(text), folder / "profile.toml", text)
    assert built_in_profile().sections == file.sections


def test_the_defaults_of_a_configuration_are_those_of_its_file() -> None:
    assert dataclasses.asdict(Config()) == ConfigFile().model_dump()
