"""The rules against the registry record: what their examples cannot show."""

import pytest

from digestlint.catalog import built_in_rules
from digestlint.example_record import example_record
from digestlint.examples import run_example
from digestlint.facts.record_names import fold_title, fold_words
from digestlint.facts.stop_reasons import kinds_of, recorded_kinds
from digestlint.partial_date import PartialDate
from digestlint.rule import Example, Rule

RECORD_RULES = tuple(rule for rule in built_in_rules() if rule.family == "REC")
BASE = {"nct_id": "NCT03951116", "status": "COMPLETED"}


def test_the_family_is_whole() -> None:
    assert [rule.code for rule in RECORD_RULES] == [f"REC{number:03d}" for number in range(1, 15)]


@pytest.mark.parametrize("rule", RECORD_RULES, ids=lambda rule: rule.code)
def test_the_base_digest_is_true_to_the_base_record(rule: Rule) -> None:
    text = "The study was completed in March 2021. The knee bend was measured in all who came to the last visit."
    assert run_example(rule, Example(text=text, because="", record={})) == ()


@pytest.mark.parametrize("rule", RECORD_RULES, ids=lambda rule: rule.code)
def test_without_records_every_rule_is_silent(rule: Rule) -> None:
    text = (
        "This Phase 4 study was terminated on 2 May 1999 with 999 people. No results are available. Pain fell by 30%."
    )
    assert run_example(rule, Example(text=text, because="")) == ()


def test_a_message_quotes_the_record_and_its_date() -> None:
    rule = next(rule for rule in RECORD_RULES if rule.code == "REC002")
    (found,) = run_example(rule, Example(text="The study is recruiting.", because="", record={}))
    assert found.message.endswith("the record says `COMPLETED` (updated 2021-06-30)")


def test_the_record_of_an_example_is_written_short() -> None:
    record = example_record(BASE, {"start": "2019-03 ESTIMATED", "interventions": ["Walking"], "arms": ["A"]})
    assert record.start
    assert (record.start.date, record.start.type) == (PartialDate(2019, 3), "ESTIMATED")
    assert (record.interventions[0].name, record.arms[0].label) == ("Walking", "A")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"begin": "2019"}, "a record has no field 'begin'"),
        ({"start": "March"}, "start: 'March' is no date"),
        ({"enrollment": "many"}, "enrollment: "),
    ],
)
def test_a_wrong_record_of_an_example_is_told(fields: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        example_record(BASE, fields)


@pytest.mark.parametrize(
    ("why", "kinds"),
    [
        ("Slow accrual", {"recruitment"}),
        ("Strategic decision unrelated to safety or efficacy", {"funding"}),
        ("Unacceptable frequency of hypoglycemia", {"safety"}),
        ("FDA placed the study on clinical hold", {"safety", "staff"}),
        ("Data Safety Monitoring Board recommended stopping for futility", {"efficacy"}),
        ("PI left the institution", {"staff"}),
        ("No longer supplied by the manufacturer", {"supply"}),
        ("Coronavirus pandemic", {"covid"}),
    ],
)
def test_reasons_have_kinds(why: str, kinds: set[str]) -> None:
    assert kinds_of(why) == kinds


@pytest.mark.parametrize(
    "why", ["", "Administratively complete.", "see detailed description", "N/A", "study terminated"]
)
def test_reasons_without_content_are_none(why: str) -> None:
    assert recorded_kinds(why) is None


def test_words_are_folded_to_one_spelling() -> None:
    assert fold_words("Oestrogens, β-Haemolytic anaemias").words == ("estrogen", "beta", "hemolytic", "anemia")


def test_titles_are_compared_by_letters_and_digits() -> None:
    assert fold_title("A Trial of X-1® & Y – Part 2.") == fold_title("a trial of X1 and y: part 2")
