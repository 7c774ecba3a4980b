"""Whatever anyone feeds it: nothing is raised, every place is true, and each format can be read."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz.giants import GIANTS
from benchmarks.fuzz.making import study_record
from benchmarks.fuzz.oracle import problems
from benchmarks.fuzz.studies import study_json
from benchmarks.fuzz.whole_run import check_run
from digestlint.errors import DigestlintError
from digestlint.record import Record
from digestlint.records.api import read_studies
from digestlint.report import FileReport
from digestlint.vocabulary import Mentions, mention_pattern

from . import strategies
from .conftest import ROOT, Command
from .test_cli import GOOD

HOSTILE = sorted((ROOT / "fixtures/hostile").glob("*.md"))
BOUNDED = settings(max_examples=150, derandomize=True)
LENGTH = 12_000


def faults(text: str, record: Record | None = None) -> list[str]:
    """Return what goes wrong with a digest, how long it takes aside."""
    return [f"{problem.key}: {problem.told}" for problem in problems(text, record) if problem.key != "slow"]


def reported(name: str) -> dict[str, str]:
    """Return the words that each rule reports in a hostile digest."""
    report = checked(name)
    assert report.source
    return {diagnostic.code: diagnostic.span.of(report.source.text) for diagnostic in report.diagnostics}


def checked(name: str) -> FileReport:
    return check_run((ROOT / f"fixtures/hostile/{name}.md").read_bytes())


@BOUNDED
@given(strategies.digests())
def test_no_digest_raises_and_every_place_is_that_of_the_words(text: str) -> None:
    assert faults(text) == []


@BOUNDED
@given(strategies.sections(), st.integers(0, 300))
def test_no_digest_raises_where_it_has_a_record_that_was_tampered_with(section: str, number: int) -> None:
    record = study_record(1, number)
    source = f"Source: clinicaltrials:{record.nct_id}" if record else ""
    assert faults(f"# Walking\n\n{section}\n\n{source}\n", record) == []


@settings(BOUNDED, max_examples=60)
@given(strategies.digests(), st.sampled_from((None, "safe", "unsafe")))
def test_each_format_can_be_read_and_steers_no_terminal(text: str, fixes: Any) -> None:
    report = check_run(text.encode("utf-8", "surrogatepass" if len(text) % 9 == 0 else "replace"), fixes=fixes)
    assert report.error is None or "internal" not in report.error


@settings(BOUNDED, max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_at_all_come_to_a_report(raw: bytes) -> None:
    assert check_run(raw).path == "digests/a.md"


LETTERS = st.text("iIıİsSſkK\u212aeyz5- '’\n", max_size=12)


@settings(derandomize=True, max_examples=500)
@given(LETTERS, LETTERS)
def test_a_term_is_mentioned_where_its_pattern_finds_it(text: str, term: str) -> None:
    for words in (text, f"{text} {term}", f"{term.swapcase()}s {text}"):
        mentions = Mentions(words)  # asked often, it looks at beginnings first
        assert {mentions(term) for _ in range(60)} == {mention_pattern(term).search(words) is not None}


@BOUNDED
@given(st.randoms(use_true_random=False), st.integers(0, 12))
def test_a_study_is_a_record_or_a_clear_error(rng: random.Random, times: int) -> None:
    for where, read in read_studies(study_json(rng, times), "study.json"):
        assert isinstance(read, Record) or (isinstance(read, DigestlintError) and str(read).startswith(where))


@BOUNDED
@given(strategies.values())
def test_any_json_is_a_record_or_a_clear_error(value: Any) -> None:
    for shape in (
        value,
        {"protocolSection": value},
        {"protocolSection": {"identificationModule": value}},
        {"studies": value},
    ):
        for where, read in read_studies(json.dumps(shape).encode(), "study.json"):
            assert isinstance(read, Record) or str(read).startswith(where)


@pytest.mark.parametrize("name", GIANTS)
def test_a_long_or_deep_digest_is_checked_like_any_other(name: str) -> None:
    assert faults(GIANTS[name](LENGTH)) == []


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_what_once_broke_the_program_does_so_no_more(path: Path) -> None:
    assert faults(path.read_bytes().decode()) == []
    check_run(path.read_bytes())


def test_a_field_above_all_sections_is_no_fault_of_the_program() -> None:
    assert "STR001" in reported("field-above-all-sections")


def test_words_that_are_no_number_bear_out_none() -> None:
    assert reported("number-words-that-are-none")["NUM006"] == "20%"


@pytest.mark.parametrize(
    "name", ["line-of-a-unit-separator", "blanks-above-words", "nul-in-a-quote", "odd-blanks-in-two-lines"]
)
def test_a_word_is_found_where_it_stands_below_odd_blanks(name: str) -> None:
    assert reported(name)["TXT005"] == "Sadly"


def test_marks_alone_are_reported_as_they_stand_for_a_date() -> None:
    assert reported("marks-for-a-date")["SRC003"] == "||"


def test_an_empty_heading_is_no_title_and_is_shown_by_its_marks() -> None:
    found = reported("empty-headings")
    assert found["STR006"] == "######"
    assert "STR007" not in found


def test_a_heading_of_blanks_above_its_marks_is_shown_by_them() -> None:
    assert reported("heading-of-a-file-separator")["STR006"] == "-"


def test_an_id_with_words_behind_it_is_no_prefix() -> None:
    found = reported("words-behind-the-id-of-the-source")
    assert found["REG005"] == "NCT99999999"
    assert "REG003" not in found


def test_a_title_of_blanks_is_none() -> None:
    assert "STR007" in reported("title-of-a-line-separator")


def test_a_diff_has_every_character_of_the_file_and_parts_lines_as_the_file_does(run: Command, tmp_path: Path) -> None:
    line = "It ended\u2028 \x85 \x0b \x1b[31m in the the end."
    text = GOOD.replace("## Results\n", f"## Results\n\n{line}\n")
    (tmp_path / "a.md").write_bytes(text.encode())
    done = run("check", "a.md", "--diff", "--select", "TXT006")
    assert f"-{line}\n+{line.replace('the the', 'the')}\n" in done.stdout
    assert "No newline" not in done.stdout


@pytest.mark.parametrize("escape", ["\\u202e", "\\u2066", "\\u200f"])
def test_no_fix_writes_what_turns_the_text_around(run: Command, tmp_path: Path, escape: str) -> None:
    text = GOOD.replace("## Results\n", f"## Results\n\nThe caf{escape} was caf\\u00e9.\n")
    (tmp_path / "a.md").write_text(text)
    run("check", "a.md", "--fix", "--unsafe-fixes", "--select", "TXT004")
    assert f"The caf{escape} was café." in (tmp_path / "a.md").read_text()
