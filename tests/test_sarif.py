"""SARIF: what code scanning asks of rules and results."""

from collections import Counter
from dataclasses import replace

import pytest

from digestlint.diagnostic import Severity
from digestlint.report import Report
from digestlint.reporters.sarif_rules import described, precision
from digestlint.rule import Example, Measured

from .reports import fixed, many, only
from .snapshots import sarif_run

EMPTY = Report(())


def test_sarif_describes_every_rule_that_is_on_whether_it_fired_or_not() -> None:
    run = sarif_run(fixed())
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert ids == [rule.code for rule in fixed().rules]
    assert all(ids[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    assert {result["ruleId"] for result in run["results"]} < set(ids)


def test_sarif_keeps_to_the_lengths_that_github_takes() -> None:
    rule = replace(fixed().rules[0], summary="s" * 3_000, why="why " * 1_000)
    about = described(rule, EMPTY)
    assert len(about["shortDescription"]["text"]) == len(about["fullDescription"]["text"]) == 1024
    assert "why " * 999 in about["help"]["markdown"]


def test_sarif_calls_an_info_a_note_and_a_recommendation() -> None:
    (rule,) = [rule for rule in fixed().rules if rule.severity is Severity.INFO]
    about = described(rule, EMPTY)
    assert about["defaultConfiguration"] == {"level": "note"}
    assert about["properties"]["problem.severity"] == "recommendation"


@pytest.mark.parametrize(
    ("measured", "words"),
    [
        (None, None),
        (Measured(0, 0), None),
        (Measured(1, 1), "medium"),
        (Measured(12, 12), "high"),
        (Measured(40, 40), "very-high"),
        (Measured(40, 30), "medium"),
        (Measured(40, 10), "low"),
    ],
)
def test_precision_is_what_was_measured_and_few_findings_tell_little(measured: Measured, words: str) -> None:
    assert precision(measured) == words
    properties = described(replace(fixed().rules[0], measured=measured), EMPTY)["properties"]
    assert properties.get("precision") == words


def test_the_first_sentence_of_a_message_stands_alone_and_the_earlier_place_is_linked() -> None:
    (result,) = sarif_run(only(fixed(), "DUP002"))["results"]
    assert result["message"]["text"].startswith("The sentence states again what row 23 said: ")
    assert result["message"]["text"].endswith("Delete it, or keep only what is new in it. See [row 23](1).")
    (related,) = result["relatedLocations"]
    region = {"startLine": 23, "startColumn": 1, "endLine": 23, "endColumn": 130}
    assert (related["id"], related["physicalLocation"]["region"]) == (1, region)


def test_the_help_of_a_rule_shows_its_examples_where_these_are_loaded() -> None:
    rule = replace(fixed().rules[0], examples=(Example("So [[so]].", "Said twice."),), fix="Safe: one word goes.")
    about = described(rule, EMPTY)
    assert about["help"]["markdown"].endswith(
        "## Fix safety\n\nSafe: one word goes.\n\n## Examples\n\nSaid twice.\n\n````text\nSo [[so]].\n````\n"
    )
    assert about["properties"]["tags"] == [rule.family, "fixable"]


def test_the_help_of_a_rule_leaves_out_what_only_a_finding_knows() -> None:
    rule = fixed().rules[0]
    assert "What to do: Delete `…`." in described(replace(rule, help="Delete `{words}`"), EMPTY)["help"]["text"]
    assert "What to do" not in described(replace(rule, help="{advice}"), EMPTY)["help"]["text"]


def test_sarif_keeps_the_worst_results_where_github_would_reject_them_all() -> None:
    run = sarif_run(many(25_010, in_each=5_000))
    levels = Counter(result["level"] for result in run["results"])
    assert levels == {"error": 8_337, "warning": 8_337, "note": 8_326}
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    text = "10 findings more are left out, the mildest ones: GitHub takes 25,000 of a run."
    assert notification == {"level": "warning", "message": {"text": text}}
