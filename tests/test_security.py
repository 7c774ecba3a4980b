"""What is checked is not trusted: it runs nothing, reaches nothing outside, and steers no terminal and no CI."""

import gzip
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from digestlint.errors import DigestlintError
from digestlint.records import RecordFiles

from .conftest import ROOT, Command
from .test_cli import BAD, GOOD, write

SLIP = BAD.replace("Many people", "The the people")
MODULES = (
    "concurrent",
    "json",
    "markdown_it",
    "multiprocessing",
    "pathspec",
    "pyarrow",
    "tomllib",
    "traceback",
    "yaml",
)
OFFLINE = """
import socket

def refused(*_, **__):
    raise SystemExit("the network was used")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refused
"""


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_git_runs_no_program_that_the_checked_repository_names(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GOOD, "b.md": GOOD, ".gitattributes": "*.md filter=x diff=x\n*.txt filter=p=q\n"})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "x")
    ran = tmp_path / "ran"
    program = f"touch {ran}; cat"
    keys = "core.fsmonitor core.pager core.sshCommand diff.external diff.x.command diff.x.textconv filter.x.clean"
    for key in [*keys.split(), "filter.x.process", "filter.x.smudge", "filter.p=q.clean", "alias.diff"]:
        git(tmp_path, "config", key, program)
    git(tmp_path, "config", "filter.x.required", "true")
    git(tmp_path, "config", "core.hooksPath", "hooks")
    write(tmp_path, {"hooks/post-index-change": f"#!/bin/sh\ntouch {ran}\n", "a.md": BAD, "new.txt": GOOD})
    (tmp_path / "hooks/post-index-change").chmod(0o755)
    (tmp_path / "b.md").touch()
    done = run("check", ".", "--since", "HEAD", "--output-format", "concise", GIT_CONFIG_COUNT="0")
    assert "a.md:1:3: STR001" in done.stdout
    assert done.returncode == 1
    assert not ran.exists()


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_what_the_environment_tells_git_still_counts(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GOOD, ".ours": "b.md\n"})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "x")
    write(tmp_path, {"b.md": GOOD, "c.md": GOOD})
    told = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.excludesFile",
        "GIT_CONFIG_VALUE_0": str(tmp_path / ".ours"),
    }
    done = run("check", ".", "--since", "HEAD", "--show-files", **told)
    assert done.stdout == "c.md\n"


@pytest.mark.parametrize("command", ["check", "scan"])
def test_no_module_is_loaded_from_the_folder_that_is_checked(run: Command, tmp_path: Path, command: str) -> None:
    write(tmp_path, {f"{i}.md": GOOD.replace("Stiff", f"Stiff{i}") for i in range(30)})
    if command == "scan":
        table = pytest.importorskip("pyarrow", reason="rows need pyarrow")
        parquet = pytest.importorskip("pyarrow.parquet", reason="rows need pyarrow")
        parquet.write_table(table.table({"path": ["a"] * 300, "text": [GOOD] * 300}), tmp_path / "a.parquet")
    for name in MODULES:
        write(tmp_path, {f"{name}.py": f"open('ran-{name}', 'w').close()\nraise SystemExit('{name}')\n"})
    words = {
        "check": ("check", ".", "--jobs", "2", "--no-cache"),
        "scan": ("scan", "a.parquet", "-o", "b.parquet", "--workers", "2", "--no-across"),
    }
    done = run(*words[command], PYTHONSAFEPATH="")
    assert [path.name for path in tmp_path.glob("ran-*")] == []
    assert (done.returncode, done.stderr) == (int(command == "check"), "")
    assert done.stdout.splitlines()[-1].startswith("Found ")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("our.yaml", "flags: !!python/object/apply:os.system ['touch ran']\n"),
        ("our.yaml", "flags: !!python/name:os.system\n"),
        ("digestlint.toml", 'rules = ["ran.py"]\n'),
        ("digestlint.toml", 'plugins = ["ran"]\n'),
        ("digestlint.toml", 'records = "ran.py"\n'),
    ],
)
def test_no_configuration_can_name_a_program(run: Command, tmp_path: Path, name: str, text: str) -> None:
    write(
        tmp_path,
        {"a.md": GOOD, "ran.py": "open('ran', 'w').close()\n", "digestlint.toml": 'vocabulary = ["our.yaml"]\n'},
    )
    write(tmp_path, {name: text})
    done = run("check", "a.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert not (tmp_path / "ran").exists()


NAMING = {
    "our.yaml": 'vocabulary = ["our.yaml"]\n',
    "our/x.toml": 'rules = ["our"]\n',
    "known.json": 'baseline = "known.json"\n',
    "records.jsonl": 'records = "records.jsonl"\n',
}
"""The configuration that names a file."""
NEST = "[" * 100_000
LAUGHS = "a0: &a0 {x: [y]}\n" + "".join(
    f"a{i}: &a{i} {{<<: [{', '.join([f'*a{i - 1}'] * 9)}]}}\n" for i in range(1, 14)
)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("our.yaml", f"flags: {NEST}\n", "our.yaml:1: it is nested too deeply"),
        ("our.yaml", f"{LAUGHS}keywords: *a13\n", "our.yaml:2: *a0 stands for other lines; write these out"),
        ("our.yaml", "flags: [2001-99-99]\n", "our.yaml: this is no YAML that can be read: month must be in 1..12"),
        ("our.yaml", f"flags: [{'1' * 5000}]\n", "our.yaml: this is no YAML that can be read: Exceeds the limit"),
        ("digestlint.toml", f"select = {NEST}\n", "digestlint.toml: this is no TOML that can be read: "),
        ("digestlint.toml", f"max-file-size = {'1' * 5000}\n", "digestlint.toml: this is no TOML that can be read: "),
        ("our/x.toml", f"code = {NEST}\n", "our/x.toml: this is no TOML that can be read: "),
    ],
    ids=["nested YAML", "aliases", "no date", "digits in YAML", "nested TOML", "digits in TOML", "nested rule"],
)  # fmt: skip
def test_a_small_file_cannot_ask_for_much(run: Command, tmp_path: Path, name: str, text: str, said: str) -> None:
    write(tmp_path, {"a.md": GOOD, "digestlint.toml": NAMING.get(name, ""), name: text})
    done = run("check", "a.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert all(line.startswith("error: ") for line in done.stderr.splitlines())


@pytest.mark.parametrize("name", ["digestlint.toml", "our.yaml", "our/x.toml", "known.json"])
def test_a_file_of_absurd_size_is_refused(run: Command, tmp_path: Path, name: str) -> None:
    write(tmp_path, {"a.md": GOOD, "digestlint.toml": NAMING.get(name, ""), name: ""})
    os.truncate(tmp_path / name, 200_000_001 if name == "known.json" else 10_000_001)
    done = run("check", "a.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert re.search(rf"{name}: (the baseline )?has more than [\d,]+ bytes", done.stderr)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among files here")
@pytest.mark.parametrize("name", [".gitignore", "digestlint.toml", "our/x.toml", "known.json", "records.jsonl"])
def test_a_pipe_is_not_waited_for(run: Command, tmp_path: Path, name: str) -> None:
    write(tmp_path, {"a.md": GOOD, ".git/HEAD": "", "our/readme": ""})
    if name in NAMING:
        write(tmp_path, {"digestlint.toml": NAMING[name]})
    os.mkfifo(tmp_path / name)
    done = run("check", ".")
    if name not in NAMING:
        assert (done.returncode, done.stderr) == (0, "")
    else:
        assert done.returncode == 2
        assert f"{name}: " in done.stderr


def test_front_matter_without_end_is_read_line_by_line(run: Command, tmp_path: Path) -> None:
    nest = "".join(("[" * 150_000, "]" * 150_000))
    write(tmp_path, {"a.md": f"---\ntopic: walking\nx: {nest}\n---\n\n{SLIP}"})
    found = run("check", "a.md", "--output-format", "concise").stdout
    assert re.findall(r":(\d+):\d+: (\w+)", found) == [("6", "STR001"), ("22", "TXT006")]


def test_a_packed_record_is_not_unpacked_without_end(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b" " * 50_000_001 + b"{}"))
    records = RecordFiles(tmp_path)
    with pytest.raises(DigestlintError, match=r"a\.jsonl\.gz:1: the line has more than 50,000,000 bytes"):
        records.get("NCT00000001")
    with pytest.raises(DigestlintError, match=r"a\.jsonl\.gz:1: the line has more than 50,000,000 bytes"):
        len(records)


def test_a_link_that_is_named_is_read_and_one_that_is_met_is_not(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"outside/a.md": BAD, "digests/b.md": GOOD, "digests/c/readme.md": "# Ours\n"})
    (tmp_path / "digests/a.md").symlink_to("../outside/a.md")
    (tmp_path / "digests/others").symlink_to("../outside")
    (tmp_path / "digests/up").symlink_to("..")
    met = run("check", "digests")
    assert met.returncode == 0
    assert met.stdout == "All checks passed: 1 digest. 1 file skipped as no digest; 3 files skipped.\n"
    assert run("check", "digests/a.md").returncode == 1
    both = run("check", "digests", "outside", "--output-format", "concise")
    assert set(re.findall(r"^(\S+?):", both.stdout, re.MULTILINE)) == {"outside/a.md"}
    assert "skipped: digests/a.md: it is a link to outside/a.md, which is checked by its own name" in both.stderr


ESCAPE = "\x1b]0;owned\x07\x1b[31m\u202e"


def written_by_hostile_names(run: Command, folder: Path) -> Mapping[str, str]:
    """Return what commands print of names and texts that hold what steers a terminal, each by the command."""
    write(folder, {f"d/{ESCAPE}.md": SLIP.replace("# Walking", f"# Walking{ESCAPE}"), f"d/{ESCAPE}latin.md": b"\xe9"})
    write(
        folder,
        {"bad.toml": f'"{ESCAPE}" = 1\nselect = ["{ESCAPE}"]\n', "v.yaml": f'"{ESCAPE}": 1\n'.replace("\x1b", "\\e")},
    )
    write(
        folder,
        {
            "worse.toml": f"{ESCAPE}",
            "list": f"{ESCAPE}gone.md\n",
            "e/digestlint.toml": 'vocabulary=["../v.yaml"]\n',
            "e/a.md": GOOD,
        },
    )
    commands: tuple[tuple[str, ...], ...] = (
        ("check", "d"), ("check", "d", "--output-format", "concise"), ("check", "d", "--statistics"), ("check", "d", "--show-files"),
        ("check", f"{ESCAPE}"), ("check", "d", "--config", "bad.toml"), ("check", "d", "--config", "worse.toml"),
        ("check", "e"), ("check", "d", f"--{ESCAPE}"), ("check", "d", "--select", ESCAPE), ("check", "d", "--since", ESCAPE),
        ("check", "--files-from", "list"), ("check", "d", "--output", f"{ESCAPE}=x"), ("check", "d", "--baseline", ESCAPE),
        ("check", "d", "--fail-on", ESCAPE), (ESCAPE,), ("rule", ESCAPE), ("records", "show", ESCAPE), ("records", "fetch", "d", "-o", ESCAPE),
        ("init", ESCAPE), ("cache", "clean", "--cache-dir", ESCAPE), ("config", "show", f"d/{ESCAPE}.md"),
    )  # fmt: skip
    found = {}
    for words in commands:
        done = run(*words)
        found[" ".join(words)] = done.stdout + done.stderr
    return found


def test_no_name_and_no_text_steers_a_terminal(run: Command, tmp_path: Path) -> None:
    printed = written_by_hostile_names(run, tmp_path)
    assert [words for words, text in printed.items() if set(text) & set(ESCAPE[:1] + "\x07\u202e")] == []
    assert [words for words, text in printed.items() if not text] == []


COMMANDS = ("::error::x", "##[error]x", "##vso[task.complete]x", "##teamcity[x]", "::add-mask::x", "##[add-matcher]x")


@pytest.mark.parametrize("fix", [False, True], ids=["report", "diff"])
def test_a_ci_service_finds_no_command_in_what_is_printed(run: Command, tmp_path: Path, *, fix: bool) -> None:
    lines = "\n".join(f"\n{command} the the end.\n\n## {command}\n" for command in COMMANDS)
    write(tmp_path, {f"{command.replace('/', '')}.md": f"{SLIP}\n{lines}\n" for command in COMMANDS})
    write(tmp_path, {"a.md": SLIP.replace("The the", "#") + "\n##\n[error]x\n"})
    for words in (
        [("--diff", "--unsafe-fixes")]
        if fix
        else [(), ("--output-format", "concise"), ("--show-files",), ("--statistics",)]
    ):
        done = run("check", ".", *words, GITHUB_ACTIONS="true")
        printed = (done.stdout + done.stderr).splitlines()
        assert len(printed) > 3
        assert [line for line in printed if line.lstrip().startswith("::") or re.search(r"##\w*\[", line)] == []


def test_words_that_are_cut_apart_make_no_command_together(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GOOD.replace("Many people ask", "Many ##[INSERT NAME] people ask")})
    done = run("check", "a.md", "--select", "TXT")
    assert "`[INSERT NAME]`" in done.stdout
    assert "^^^^^^^^^^^^^" in done.stdout
    assert "##[" not in done.stdout


def test_nothing_but_fetching_uses_the_network(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"d/a.md": SLIP, "offline/sitecustomize.py": OFFLINE, "d/b.md": GOOD})
    shutil.copytree(ROOT / "fixtures/records", tmp_path / "records")
    offline = {"PYTHONPATH": str(tmp_path / "offline")}
    config = ("--config", 'records="records"')
    for words in (
        ("check", "d"), ("check", "d", "--output", "html=x.html"), ("check", "d", "--fix"), ("check", "d", "--statistics"),
        ("config", "show", "d/a.md"), ("init", "d", "--dry-run"), ("rules", "test"), ("rule", "TXT005"), ("cache", "dir"),
        ("records", "build", "records", "-o", "r.sqlite"), ("records", "show", "NCT09100000", "--records", "r.sqlite"),
        ("check", "d", *config),
    ):  # fmt: skip
        done = run(*words, **offline)
        assert "the network was used" not in done.stdout + done.stderr
        assert done.returncode in (0, 1), done.stderr
    pytest.importorskip("httpx", reason="fetching needs httpx")
    fetched = run(
        "records", "fetch", "d", "-o", "r.jsonl", "--base-url", "http://127.0.0.1:9", "--tries", "1", **offline
    )
    assert "the network was used" in fetched.stderr


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="there are no links here")
def test_a_journal_that_is_a_link_is_not_written_to(run: Command, tmp_path: Path) -> None:
    pytest.importorskip("httpx", reason="fetching needs httpx")
    write(tmp_path, {"d/a.md": GOOD, "mine": "precious"})
    (tmp_path / ".r.jsonl.journal").symlink_to("mine")
    done = run("records", "fetch", "d", "-o", "r.jsonl", "--base-url", "http://127.0.0.1:9", "--tries", "1")
    assert done.returncode == 2
    assert done.stderr == "error: .r.jsonl.journal: is no journal that digestlint wrote; remove it\n"
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "precious"


def test_each_test_that_the_threat_model_names_is_there() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs/security.md").read_text(encoding="utf-8")))
    texts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_*.py"))
    assert len(named) > 30
    assert sorted(name for name in named if f"def {name}(" not in texts) == []
