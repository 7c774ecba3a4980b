"""The public interface: what the command finds, for programs."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import digestlint
from digestlint import DigestlintError, check_paths, check_text, read_settings

from .conftest import ROOT, TODAY, Command
from .snippets import blocks_of
from .test_cli import GOOD, write

FLAWED = GOOD.replace("Many people", "Sadly, many people")
STUDY = json.loads(next(iter(sorted((ROOT / "fixtures/records").glob("**/*.json")))).read_text(encoding="utf-8"))
RECORD_ID = STUDY["protocolSection"]["identificationModule"]["nctId"]


def codes(report: digestlint.FileReport) -> list[str]:
    return [diagnostic.code for diagnostic in report.diagnostics]


def test_a_text_is_checked_as_a_file_is() -> None:
    report = check_text(FLAWED, path="a.md", today=TODAY)
    assert report.checked
    assert report.source is not None
    (finding,) = report.diagnostics
    assert (finding.path, finding.code, finding.severity) == ("a.md", "TXT005", digestlint.Severity.WARNING)
    assert finding.span.of(report.source.text) == "Sadly"
    assert check_text(GOOD, today=TODAY).checked
    assert check_text(GOOD, today=TODAY).diagnostics == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        ("Just notes.\n", "it is no digest"),
        ("a\ud800b", "it is not UTF-8"),
        ("x" * 3_000_000, "more than max-file-size allows"),
    ],
    ids=["empty", "no digest", "half a pair", "too large"],
)
def test_a_text_that_cannot_be_checked_does_not_pass_for_a_good_one(text: str, reason: str) -> None:
    report = check_text(text)
    assert not report.checked
    assert reason in f"{report.skipped} {report.error}"


def test_settings_are_those_of_the_command(tmp_path: Path) -> None:
    write(tmp_path, {"digestlint.toml": '[severity]\nTXT005 = "info"\n'})
    settings = read_settings(tmp_path / "digestlint.toml", select=["TXT"])
    (finding,) = check_text(FLAWED, settings=settings, today=TODAY).diagnostics
    assert finding.severity == "info"
    assert codes(check_text(FLAWED, settings=read_settings(ignore=["TXT005"]), today=TODAY)) == []
    assert codes(check_text(FLAWED, settings=read_settings(values={"ignore": ["TXT"]}), today=TODAY)) == []
    with pytest.raises(DigestlintError, match="TXT999"):
        read_settings(select=["TXT999"])
    with pytest.raises(DigestlintError, match="as a list"):
        read_settings(select="TXT005")


def test_a_text_is_held_against_a_record_that_is_given_with_it() -> None:
    study = json.loads(json.dumps(STUDY))
    study["protocolSection"]["statusModule"]["overallStatus"] = "WITHDRAWN"
    text = GOOD.replace("NCT03951116", RECORD_ID)
    assert "REC002" in codes(check_text(text, record=json.dumps(study), today=TODAY))
    assert "REC002" in codes(check_text(text, record=json.dumps(study).encode(), today=TODAY))
    record = digestlint.Record(RECORD_ID, "WITHDRAWN")
    assert "REC002" in codes(check_text(text, record=record, today=TODAY))
    with pytest.raises(DigestlintError, match="no JSON"):
        check_text(text, record="{")


def test_paths_are_checked_as_by_the_command(tmp_path: Path) -> None:
    write(
        tmp_path, {"a.md": GOOD, "b.md": FLAWED, "c/d.md": GOOD.replace("# Walking", "# On walking"), "e.txt": "Notes"}
    )
    write(tmp_path, {"f.md": "", "digestlint.toml": 'ignore = ["DUP004"]\n'})
    done = Command(tmp_path)("check", str(tmp_path), "--output-format", "json", "--no-cache")
    expected = [(each["filename"], each["code"]) for each in json.loads(done.stdout)]
    for jobs in (1, 2):
        report = check_paths([tmp_path], jobs=jobs)
        found = [(d.path, d.code) for file in report.files for d in file.diagnostics]
        assert sorted(found) == sorted(expected)
        assert {code for _, code in found} == {"TXT005", "DUP003"}
        assert [(Path(file.path).name, file.checked) for file in report.files] == [
            ("a.md", True),
            ("b.md", True),
            ("d.md", True),
            ("e.txt", False),
            ("f.md", False),
        ]
    with pytest.raises(DigestlintError, match="there is no such file"):
        check_paths([tmp_path / "missing"])


def test_threads_find_what_one_finds() -> None:
    paths = sorted((ROOT / "fixtures/labelled").glob("*.md"))
    texts = [path.read_text(encoding="utf-8") for path in paths] * 3
    alone = [check_text(text, today=TODAY).diagnostics for text in texts]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: check_text(text, today=TODAY).diagnostics, texts))
    assert together == alone
    assert any(alone)


def test_the_package_is_imported_without_what_it_needs_later() -> None:
    program = "import sys, digestlint; print(*sorted(n for n in sys.modules if n.split('.')[0] in "
    program += "('digestlint', 'pydantic', 'spacy', 'yaml', 'markdown_it', 'click')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["digestlint"]


def test_all_that_is_public_is_there_and_nothing_else() -> None:
    assert all(getattr(digestlint, name) is not None for name in digestlint.__all__)
    with pytest.raises(AttributeError, match="no attribute 'check_file'"):
        digestlint.check_file  # type: ignore[attr-defined]  # noqa: B018 - to ask for it is the test
    assert (Path(digestlint.__file__).parent / "py.typed").exists()


def test_the_programs_in_the_docs_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"digests/a.md": FLAWED, "digestlint.toml": 'ignore = ["STR"]\n'})
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"text": FLAWED, "texts": [GOOD, FLAWED]}
    for block in blocks_of(ROOT / "docs/api.md"):
        exec(block.text, names)  # noqa: S102 - our own page
    assert [codes(report) for report in names["reports"]] == [[], ["TXT005"]]
    assert (names["wrong"], names["errors"]) == ([], [])
