"""The reports for other programs: each as its reader wants it, whatever stands in a digest."""

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from lxml import etree

from digestlint.fix import apply_edits
from digestlint.report import FileReport, Report
from digestlint.reporters import FORMATS
from digestlint.reporters.github import github_summary

from .reports import HOSTILE_PATHS, SLIPS, checked, fixed, hostile, many, only
from .snapshots import FOLDER, sarif_run, snapshots, written

SCHEMAS = Path(__file__).parent / "schemas"
EMPTY = Report(())
CLEAN = Report(tuple(file for file in fixed().files if file.path == "digests/clean.md"))
REPORTS = {"fixed": fixed(), "hostile": hostile(), "of a clean digest": CLEAN, "of nothing": EMPTY, "long": many(500)}
every_report = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS.keys())
UNESCAPED = re.compile(r"%(?!25|0D|0A|3A|2C)")


def schema(name: str) -> Any:
    path = SCHEMAS / name
    if path.suffix == ".xsd":
        return etree.XMLSchema(etree.parse(path))
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_report_is_written_as_its_snapshot_has_it() -> None:
    stale = [str(path) for path, content in snapshots() if not path.exists() or path.read_bytes() != content]
    assert stale == [], "look at the difference that `python -m tests.snapshots` makes"


def test_there_is_no_snapshot_of_a_report_that_is_gone() -> None:
    assert {path for path in FOLDER.glob("*/*") if path.is_file()} == {path for path, _ in snapshots()}


@every_report
def test_sarif_is_valid(report: Report) -> None:
    Draft4Validator(schema("sarif-2.1.0.json")).validate(json.loads(written(report, "sarif")))


@every_report
def test_gitlab_gets_the_fields_that_it_requires(report: Report) -> None:
    Draft202012Validator(schema("gitlab.json")).validate(json.loads(written(report, "gitlab")))


@every_report
def test_rdjson_has_the_messages_of_the_protocol(report: Report) -> None:
    Draft202012Validator(schema("rdjson.json")).validate(json.loads(written(report, "rdjson")))


@every_report
@pytest.mark.parametrize(("name", "file"), [("junit", "junit-10.xsd"), ("checkstyle", "checkstyle.xsd")])
def test_xml_is_valid(report: Report, name: str, file: str) -> None:
    schema(file).assertValid(etree.fromstring(written(report, name).encode()))


@every_report
@pytest.mark.parametrize("name", ["sarif", "gitlab", "rdjson", "junit", "checkstyle"])
def test_what_programs_read_is_ascii_so_that_no_terminal_can_spoil_it(report: Report, name: str) -> None:
    text = written(report, name)
    assert text.isascii()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text)


def test_links_to_the_rules_pages_are_given_where_these_are_on_the_web() -> None:
    home = replace(only(fixed(), "TXT006"), home="https://example.org/digestlint/")
    page = "https://example.org/digestlint/docs/rules/TXT006.md"
    assert page in [rule["helpUri"] for rule in sarif_run(home)["tool"]["driver"]["rules"]]
    assert json.loads(written(home, "rdjson"))["diagnostics"][0]["code"] == {"value": "TXT006", "url": page}
    Draft202012Validator(schema("rdjson.json")).validate(json.loads(written(home, "rdjson")))


def test_places_in_sarif_are_relative_to_the_repository_and_percent_encoded(tmp_path: Path) -> None:
    files = tuple(FileReport(path, error="it cannot be read") for path in (*HOSTILE_PATHS, "/else where/a.md"))
    notes = sarif_run(Report(files))["invocations"][0]["toolExecutionNotifications"]
    uris = [note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for note in notes]
    assert uris[0] == "digests/a%20b%2C%20100%25%3A%20%22c%22%20%27d%27.md"
    assert uris[-1] == "file:///else%20where/a.md"
    assert all(re.fullmatch(r"(file://)?[A-Za-z0-9._~/%-]+", uri) for uri in uris)
    assert [unquote(uri, errors="surrogateescape") for uri in uris[:-1]] == list(HOSTILE_PATHS)
    inside = tmp_path / "repository/digests/a.md"
    report = Report((FileReport(str(inside), error="it cannot be read"),), root=tmp_path / "repository")
    assert json.loads(written(report, "gitlab"))[0]["location"]["path"] == "digests/a.md"


def test_two_findings_at_equal_words_of_one_line_are_told_apart() -> None:
    repeated = [d for file in fixed().files for d in file.diagnostics if d.code == "TXT006"]
    assert repeated[0].words == repeated[1].words
    assert repeated[0].start.row == repeated[1].start.row
    for report in (fixed(), hostile(), many(5_000)):
        marks = [result["partialFingerprints"]["primaryLocationLineHash"] for result in sarif_run(report)["results"]]
        assert Counter(marks).most_common(1)[0][1] == 1
        prints = [degradation["fingerprint"] for degradation in json.loads(written(report, "gitlab"))]
        assert Counter(prints).most_common(1)[0][1] == 1


def test_a_fingerprint_stays_when_lines_are_put_above() -> None:
    def marks(text: str) -> list[str]:
        results = sarif_run(Report((checked("a.md", text),)))["results"]
        return [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]

    assert marks(SLIPS.replace("## Background\n", "## Background\n\n\n\n")) == marks(SLIPS)


def test_fixes_in_sarif_and_rdjson_are_the_edits_of_the_finding() -> None:
    lines = SLIPS.splitlines()
    (result,) = sarif_run(only(fixed(), "TXT006"))["results"]
    (replaced,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    region = replaced["deletedRegion"]
    assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == " the"
    assert replaced["insertedContent"] == {"text": ""}
    (diagnostic,) = json.loads(written(only(fixed(), "TXT006"), "rdjson"))["diagnostics"]
    (suggestion,) = diagnostic["suggestions"]
    start, end = suggestion["range"]["start"], suggestion["range"]["end"]
    assert lines[start["line"] - 1].encode()[start["column"] - 1 : end["column"] - 1] == b" the"
    assert start["column"] == region["startColumn"] + len("“Größe”".encode()) - len("“Größe”")


def test_a_fix_of_many_edits_is_one_suggestion() -> None:
    report = only(fixed(), "TXT006")
    (file,) = report.files
    (diagnostic,) = file.diagnostics
    edits = tuple(edit for d in checked("a.md", SLIPS).diagnostics if d.code == "TXT006" for edit in d.fix.edits)
    both = replace(diagnostic, fix=replace(diagnostic.fix, edits=edits[::-1]))
    report = replace(report, files=(replace(file, diagnostics=(both,)),))
    (suggestion,) = json.loads(written(report, "rdjson"))["diagnostics"][0]["suggestions"]
    assert (
        suggestion["text"]
        == apply_edits(SLIPS, edits)[edits[0].span.start : edits[1].span.end - len(" the") - len(" the")]
    )


def test_an_unsafe_fix_says_so_and_one_for_a_person_is_not_offered() -> None:
    unsafe = only(fixed(), "REG001")
    (diagnostic,) = json.loads(written(unsafe, "rdjson"))["diagnostics"]
    assert diagnostic["message"].endswith(
        "The suggestion is not safe: another study may be meant; compare with the registry."
    )
    assert "(unsafe: another study may be meant" in sarif_run(unsafe)["results"][0]["fixes"][0]["description"]["text"]
    (file,) = unsafe.files
    (found,) = file.diagnostics
    shown_only = replace(found, fix=replace(found.fix, applicability="display"))
    report = replace(unsafe, files=(replace(file, diagnostics=(shown_only,)),))
    assert "suggestions" not in written(report, "rdjson")
    assert "fixes" not in written(report, "sarif")


def test_what_could_not_be_checked_is_nowhere_lost() -> None:
    invocation = sarif_run(fixed())["invocations"][0]
    levels = [note["level"] for note in invocation["toolExecutionNotifications"]]
    assert (invocation["executionSuccessful"], levels) == (False, ["error", "error", "note"])
    assert sarif_run(CLEAN)["invocations"][0]["executionSuccessful"] is True
    for name in ("github", "gitlab", "junit", "checkstyle", "rdjson", "markdown"):
        assert "it cannot be read: Permission denied" in written(fixed(), name)
    assert "it cannot be read: Permission denied" in github_summary(fixed())


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("full", "concise", "json", "jsonl")])
def test_a_fault_in_one_rule_stands_beside_what_the_others_found(name: str) -> None:
    (whole,) = (file for file in fixed().files if file.path == "digests/slips.md")
    report = Report((replace(whole, error="internal-error in STR005: KeyError"),))
    text = written(report, name)
    assert "internal-error in STR005" in text
    assert "REG001" in text


def test_junit_has_a_suite_for_each_file_and_a_passed_case_for_a_clean_one() -> None:
    root = etree.fromstring(written(fixed(), "junit").encode())
    assert [suite.get("name") for suite in root] == [file.path for file in fixed().files]
    assert [case.get("name") for case in root[0] if len(case) == 0] == ["no findings"]
    for outcome, attribute in (("failure", "failures"), ("error", "errors"), ("testcase", "tests")):
        assert root.get(attribute) == str(len(root.findall(f".//{outcome}")))
    assert len(root.findall(".//skipped")) == 1


def test_junit_has_no_two_cases_of_one_name_in_a_suite() -> None:
    for report in (fixed(), hostile(), many(300, in_each=100)):
        for suite in etree.fromstring(written(report, "junit").encode()):
            names = [case.get("name") for case in suite]
            assert len(names) == len(set(names))


def test_checkstyle_lists_clean_files_too() -> None:
    assert written(CLEAN, "checkstyle").splitlines()[2] == '  <file name="digests/clean.md" />'


@pytest.mark.parametrize("name", ["sarif", "gitlab", "rdjson"])
def test_nothing_found_is_an_empty_list(name: str) -> None:
    value = json.loads(written(CLEAN, name))
    assert {
        "sarif": lambda: value["runs"][0]["results"],
        "gitlab": lambda: value,
        "rdjson": lambda: value["diagnostics"],
    }[name]() == []
