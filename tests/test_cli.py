"""The command as a user runs it: paths, formats, exit status, bad input."""

import json
from pathlib import Path

import pytest

from .conftest import ROOT, Command

GOOD = """# Walking Tried Against Stiff Knees

## Background

Stiff knees keep many older adults from moving.

## Study Design

**Population:** Adults over 60 years.

**Intervention:** A walking plan.

**Outcome:** The change in knee bend.

## Results

The study was completed in March 2021.

## Why It Matters

Many people ask what they can do at home.

---

Source: clinicaltrials:NCT03951116 · Ingested 2026-05-04 · Digest: gemini-2.5-flash
"""
BAD = GOOD.replace("## Results\n\nThe study was completed in March 2021.\n\n", "")


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def codes(stdout: str) -> list[tuple[str, str]]:
    return [(record["filename"], record["code"]) for record in json.loads(stdout)]


def test_a_clean_digest_passes_without_a_word_of_complaint(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GOOD})
    done = run("check", "a.md")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "All checks passed: 1 digest.\n"


def test_a_finding_shows_place_words_and_help(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": BAD})
    done = run("check", "a.md", COLUMNS="80")
    assert done.returncode == 1
    assert done.stdout == (
        "error STR001 missing-section: The section `Results` is missing\n"
        " --> a.md:1:3\n"
        "  |\n"
        "1 | # Walking Tried Against Stiff Knees\n"
        "  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "help: Write the section `Results`; where there is nothing to tell, say so in it\n"
        "\n"
        "Found 1 finding (1 error) in 1 digest.\n"
    )


def test_concise_is_a_line_a_finding(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": BAD})
    done = run("check", "a.md", "--output-format", "concise")
    assert done.stdout.splitlines()[0] == "a.md:1:3: STR001 missing-section: The section `Results` is missing"


def test_json_has_the_shape_of_the_contract(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GOOD.replace("## Background", "## Backgroud")})
    done = run("check", ".", "--output-format", "json")
    assert json.loads(done.stdout) == [
        {
            "code": "STR006",
            "name": "unknown-section",
            "severity": "warning",
            "message": "`Backgroud` is no heading of a digest",
            "help": "Instead of `Backgroud`: call it `Background`",
            "filename": "a.md",
            "location": {"row": 3, "column": 4},
            "end_location": {"row": 3, "column": 13},
            "trace": [],
            "url": "docs/rules/STR006.md",
            "fix": {
                "applicability": "safe",
                "message": "Rename the heading to `Background`",
                "edits": [
                    {
                        "content": "Background",
                        "location": {"row": 3, "column": 4},
                        "end_location": {"row": 3, "column": 13},
                    }
                ],
            },
        }
    ]


def test_jsonl_is_a_record_a_line_and_json_of_nothing_is_an_empty_array(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": BAD})
    lines = run("check", ".", "--output-format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["code"] for line in lines] == ["STR001"]
    write(tmp_path, {"a.md": GOOD})
    assert json.loads(run("check", ".", "--output-format", "json").stdout) == []


def test_only_what_reaches_the_failing_severity_fails(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GOOD.replace("## Background", "## Backgroud")})
    assert run("check", ".").returncode == 0
    assert run("check", ".", "--fail-on", "warning").returncode == 1
    write(tmp_path, {"a.md": BAD})
    assert run("check", ".", "--fail-on", "never").returncode == 0


def test_standard_input_goes_by_the_name_it_is_given(run: Command) -> None:
    done = run("check", "-", "--stdin-filename", "new/b.md", "--output-format", "json", text=BAD)
    assert codes(done.stdout) == [("new/b.md", "STR001")]
    assert done.returncode == 1


def test_a_folder_is_searched_for_digests_in_the_order_of_their_paths(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"b.md": BAD, "a/z.markdown": BAD, "a/y.txt": BAD, "a/x.rst": BAD, "node_modules/n.md": BAD})
    done = run("check", "--output-format", "json", "--select", "STR001")
    assert codes(done.stdout) == [("a/y.txt", "STR001"), ("a/z.markdown", "STR001"), ("b.md", "STR001")]


def test_what_git_ignores_is_left_out_unless_it_is_named(run: Command, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".gitignore": "drafts/\n*.txt\n",
            "drafts/a.md": BAD,
            "b.txt": BAD,
            "c.md": BAD,
            "d/.gitignore": "!keep.txt\n",
            "d/keep.txt": BAD,
        },
    )
    (tmp_path / ".git").mkdir()
    assert codes(run("check", "--output-format", "json", "--select", "STR001").stdout) == [
        ("c.md", "STR001"),
        ("d/keep.txt", "STR001"),
    ]
    assert codes(run("check", "drafts/a.md", "--output-format", "json").stdout) == [("drafts/a.md", "STR001")]
    done = run("check", "--config", "respect-gitignore=false", "--output-format", "json", "--select", "STR001")
    assert len(codes(done.stdout)) == 4


def test_include_and_exclude_choose_files(run: Command, tmp_path: Path) -> None:
    config = 'include = ["*.digest"]\nexclude = ["old/"]\n'
    write(tmp_path, {"digestlint.toml": config, "a.digest": BAD, "b.md": BAD, "old/c.digest": BAD})
    assert codes(run("check", "--output-format", "json").stdout) == [("a.digest", "STR001")]


def test_a_readme_is_passed_over_in_a_folder_and_said_when_named(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"README.md": "# Our digests\n\nHow to add one.\n\n## Licence\n\nFree.\n", "a.md": GOOD})
    walked = run("check", ".")
    assert (walked.returncode, walked.stderr) == (0, "")
    assert walked.stdout == "All checks passed: 1 digest. 1 file skipped as no digest.\n"
    named = run("check", "README.md")
    assert named.returncode == 0
    assert named.stderr.startswith("skipped: README.md: it is no digest")


def test_a_path_that_is_not_there_is_an_error(run: Command) -> None:
    done = run("check", "nowhere/")
    assert done.returncode == 2
    assert done.stderr == "error: nowhere: there is no such file or folder\n"


def test_an_unreadable_file_is_an_error_and_the_others_are_checked(bound: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": BAD, "b.md": BAD})
    (tmp_path / "a.md").chmod(0)
    done = bound("check", ".", "--output-format", "json")
    assert done.returncode == 2
    assert "error: a.md: it cannot be read" in done.stderr
    assert codes(done.stdout) == [("b.md", "STR001")]


def test_a_file_that_cannot_be_opened_is_an_error_and_the_others_are_checked(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"b.md": BAD})
    (tmp_path / "a.md").symlink_to(tmp_path / "gone.md")
    done = run("check", ".", "--output-format", "json")
    assert done.returncode == 2
    assert done.stderr == "error: a.md: it cannot be read: No such file or directory\n"
    assert codes(done.stdout) == [("b.md", "STR001")]


def test_a_file_that_is_not_utf_8_is_an_error_that_names_the_byte(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GOOD.replace("Stiff", "St\xefff").encode("latin-1")})
    done = run("check", "a.md")
    assert done.returncode == 2
    assert done.stderr == "error: a.md: it is not UTF-8 (row 1, byte 27 of the file: 0xef); save it as UTF-8\n"


def test_an_empty_file_is_an_error(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": " \n"})
    done = run("check", "a.md")
    assert done.returncode == 2
    assert done.stderr == "error: a.md: it is empty; write the digest, or remove the file\n"


def test_a_folder_without_digests_is_an_error_unless_allowed(run: Command, tmp_path: Path) -> None:
    (tmp_path / "digests").mkdir()
    done = run("check", "digests")
    assert done.returncode == 2
    assert "no digest was found" in done.stderr
    assert run("check", "digests", "--allow-empty").returncode == 0


def test_a_large_file_is_skipped_in_a_folder_and_an_error_when_named(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"big.md": b"# T\n\n" + b"word " * 4_000_000, "a.md": GOOD})
    walked = run("check", ".")
    assert walked.returncode == 0
    assert "skipped: big.md: it has 20,000,005 bytes, more than max-file-size allows (1,000,000)" in walked.stderr
    assert walked.stdout == "All checks passed: 1 digest. 1 file skipped.\n"
    assert run("check", "big.md").returncode == 2


def test_a_link_out_of_the_folder_is_not_followed(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"outside.md": BAD, "digests/a.md": GOOD})
    (tmp_path / "digests/b.md").symlink_to(tmp_path / "outside.md")
    done = run("check", "digests")
    assert done.returncode == 0
    assert "skipped: digests/b.md: it is a link to a file outside the folder" in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("check", "--select", "STR01X"), "error: --select: no rule is called 'STR01X' (did you mean 'STR001'?)\n"),
        (("check", "--ignore", "missing-sections"), "error: --ignore: no rule is called 'missing-sections' (did you mean 'missing-section'?)\n"),
        (("check", "--config", "selects=[]"), "error: --config:1: selects: there is no such key (did you mean 'select'?)\n"),
        (("check", "--config", "none.toml"), "error: --config none.toml: there is no such file, and it is no KEY=VALUE\n"),
        (("rule", "STR"), None),
        (("rule", "QQQ777"), "error: digestlint rule: no rule is called 'QQQ777'\n"),
    ],
)  # fmt: skip
def test_wrong_words_are_explained(run: Command, words: tuple[str, ...], message: str | None) -> None:
    done = run(*words)
    if message is None:
        assert done.returncode == 0
        return
    assert (done.returncode, done.stderr) == (2, message)


def test_colours_come_only_where_they_are_wanted(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": BAD})
    assert "\x1b[" not in run("check", "a.md").stdout
    assert "\x1b[1;31m" in run("check", "a.md", FORCE_COLOR="1").stdout
    assert "\x1b[" not in run("check", "a.md", FORCE_COLOR="1", NO_COLOR="1").stdout


def test_a_digest_cannot_steer_the_terminal(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": BAD.replace("# Walking", "# \x1b[31mWalking\u202e")})
    out = run("check", "a.md").stdout
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "\\x1b[31mWalking\\u202e" in out


def test_a_long_line_is_cut_around_the_words(run: Command, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.md": GOOD.replace(
                "Many people ask", "Many people wish to know " * 30 + "for a walking plan. Many people ask"
            )
        },
    )
    done = run(
        "check", "a.md", "--select", "STR009", "--config", "options={STR009={min-words=1,max-words=3}}", COLUMNS="60"
    )
    assert all(len(line) <= 60 for line in done.stdout.splitlines() if line[:2].strip().isdigit())


def test_rules_are_listed_explained_and_tested(run: Command) -> None:
    listed = run("rules")
    assert "STR001  missing-section" in listed.stdout
    explained = run("rule", "missing-section")
    assert explained.stdout.startswith("STR001 missing-section (error)")
    tested = run("rules", "test")
    assert tested.returncode == 0
    assert tested.stdout.endswith(" 0 failed\n")


def test_the_page_and_the_markdown_of_the_real_digest_have_the_same_findings(run: Command) -> None:
    found = {}
    for name in ("seed-igf1.txt", "seed-igf1.md"):
        path = ROOT / "fixtures/digests/flawed" / name
        text = path.read_text(encoding="utf-8").split("\n")
        done = run("check", str(path), "--output-format", "json")
        found[name] = []
        for record in json.loads(done.stdout):
            start, end = record["location"], record["end_location"]
            assert start["row"] == end["row"]
            found[name].append((record["code"], text[start["row"] - 1][start["column"] - 1 : end["column"] - 1]))
    expected = [
        ("TXT005", "unfortunately"),
        ("TXT001", "the provided research documentation"),
        ("DUP002", "This Phase 3 extension study was terminated in March 2010"),
        ("FLG003", "insulin"),
        ("FLG003", "mgf"),
        ("FLG001", "dose mentioned"),
        ("FLG001", "protocol relevant"),
        ("FLG001", "safety data present"),
    ]
    for reported in found.values():
        assert [code for code, _ in reported] == [code for code, _ in expected]
        assert all(words.startswith(start) for (_, words), (_, start) in zip(reported, expected, strict=True))


def test_two_runs_and_any_order_of_files_print_the_same_bytes(run: Command) -> None:
    folder = ROOT / "fixtures/labelled"
    files = sorted(str(path) for path in folder.glob("*.[mt][dx]*") if path.suffix in (".md", ".txt"))
    first = run("check", *files, "--output-format", "jsonl", PYTHONHASHSEED="1")
    second = run("check", *reversed(files), "--output-format", "jsonl", PYTHONHASHSEED="2")
    assert first.stdout == second.stdout
    assert first.stdout


def test_rules_across_digests_speak_only_of_a_folder(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GOOD, "b.md": GOOD.replace("Walking Tried", "Strolling Tried")})
    assert codes(run("check", ".", "--output-format", "json").stdout) == [("b.md", "DUP003")]
    assert codes(run("check", "a.md", "b.md", "--output-format", "json").stdout) == []


def test_a_claim_is_explained(run: Command, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.md": GOOD.replace(
                "The study was completed in March 2021.", "The study was stopped early. The plan eased pain."
            )
        },
    )
    plain = run("check", "a.md", "--select", "CLM001").stdout
    told = run("check", "a.md", "--select", "CLM001", "--explain").stdout
    assert "because:" not in plain
    assert "because: `eased` claims: good done\n" in told
    assert "because: in the clause `The plan eased pain.`\n" in told
