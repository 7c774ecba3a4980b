"""`digestlint init` and `completion`: what is found in a folder, what is written there, and what never is."""

import json
import os
import re
import stat
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from digestlint.config import Overrides, load_settings
from digestlint.init import config_text, hook_text, quoted
from digestlint.models import ConfigFile
from digestlint.survey import Seen, look
from digestlint.write import write_new

from .conftest import TODAY, Command
from .test_cli import GOOD, write
from .test_hooks import git

STUDY = json.dumps({"protocolSection": {"identificationModule": {"nctId": "NCT03951116"}}}) + "\n"
WORDS = "keywords:\n  igf-1: [IGF1]\n"
ODD = [
    "two words",
    'quo"te',
    "it's",
    "back\\slash",
    "Büro-日本",
    "#no comment",
    "a]b = {c}",
    "\u202egnp",
]


def site(folder: Path, *, repository: bool = True) -> Path:
    write(
        folder,
        {
            "README.md": "# Our site\n\nDigests of studies.\n",
            "digests/2025/a.md": GOOD,
            "digests/2026/b.md": GOOD,
            "digests/vocabulary.yaml": WORDS,
            "records.jsonl": STUDY,
            "notes/plan.md": "# Plan\n\nWrite more.\n",
            "mkdocs.yml": "site_name: Ours\n",
        },
    )
    if repository:
        git(folder, "init")
    return folder


def hook(text: str) -> dict[str, str]:
    [repo] = yaml.safe_load(text)
    [only] = repo["hooks"]
    return only


def test_what_is_found_is_filled_in_and_loads(run: Command, tmp_path: Path) -> None:
    site(tmp_path)
    done = run("init")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:3] == [
        "digests: digests/2025/, digests/2026/",
        "records: records.jsonl",
        "vocabulary: digests/vocabulary.yaml",
    ]
    text = (tmp_path / "digestlint.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text) == {"records": "records.jsonl", "vocabulary": ["digests/vocabulary.yaml"]}
    shown = run("config", "show", "digests/2025/a.md")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert f"# configuration: {tmp_path.resolve() / 'digestlint.toml'}" in shown.stdout
    assert run("check", "digests/2025/a.md").returncode == 0


def test_the_hook_is_written_for_the_folders_that_hold_digests(run: Command, tmp_path: Path) -> None:
    site(tmp_path)
    assert "pre-commit install" in run("init").stdout
    written = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    only = hook(yaml.safe_dump(written["repos"]))
    assert only["entry"] == "digestlint check --force-exclude"
    assert only["files"] == "^(digests/2025|digests/2026)/"
    checked = subprocess.run(
        ["pre-commit", "validate-config", ".pre-commit-config.yaml"], cwd=tmp_path, capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


def test_every_commented_line_is_a_key_that_loads() -> None:
    text = config_text(Seen(Path("/site")))
    plain = re.sub(r"(?m)^# (?=[a-z-]+ = |\[|\w+ = |\")", "", text)
    table = tomllib.loads(plain)
    ConfigFile.model_validate(table)
    assert set(table) == {field.alias for field in ConfigFile.model_fields.values()} - {"profile"}
    assert tomllib.loads(text) == {}


@pytest.mark.parametrize("files", [{}, {"README.md": "# Our site\n\nDigests of studies.\n"}], ids=["empty", "README"])
def test_a_folder_without_digests_gets_a_configuration_and_is_told_so(
    run: Command, tmp_path: Path, files: dict[str, str | bytes]
) -> None:
    write(tmp_path, files)
    done = run("init")
    assert done.returncode == 0
    assert "digests: none found" in done.stdout
    assert "no git repository is here" in done.stdout
    assert "put digests here" in done.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*files, "digestlint.toml"])
    assert run("config", "show", ".").returncode == 0


@pytest.mark.parametrize("name", ["digestlint.toml", ".digestlint.toml", "pyproject.toml"])
def test_a_configuration_that_is_there_is_left_as_it_is(run: Command, tmp_path: Path, name: str) -> None:
    own = "[tool.digestlint]\nselect = ['STR']\n" if name == "pyproject.toml" else "select = ['STR']\n"
    write(tmp_path, {name: own})
    done = run("init")
    assert done.returncode == 2
    assert f"{name}: there is a configuration already" in done.stderr
    assert (tmp_path / name).read_text(encoding="utf-8") == own
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_pyproject_that_does_not_speak_of_us_is_none(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"pyproject.toml": "[project]\nname = 'x'\n"})
    assert run("init").returncode == 0


def test_a_link_to_nowhere_in_the_place_of_the_configuration_is_left(run: Command, tmp_path: Path) -> None:
    (tmp_path / "digestlint.toml").symlink_to(tmp_path / "elsewhere.toml")
    assert run("init").returncode == 2
    assert not (tmp_path / "elsewhere.toml").exists()


def test_a_hooks_file_that_is_there_is_never_rewritten(run: Command, tmp_path: Path) -> None:
    site(tmp_path)
    own = "repos: []  # ours\n"
    write(tmp_path, {".pre-commit-config.yaml": own})
    done = run("init")
    assert (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8") == own
    pasted = done.stdout[done.stdout.index("  - repo:") :]
    assert hook(pasted[: pasted.index("\nnext:")])["id"] == "digestlint"


def test_a_hook_that_is_there_is_seen(run: Command, tmp_path: Path) -> None:
    site(tmp_path)
    write(tmp_path, {".pre-commit-config.yaml": "repos:\n- repo: x\n  hooks: [{id: digestlint}]\n"})
    done = run("init")
    assert "names digestlint already" in done.stdout
    assert "- repo:" not in done.stdout


def test_below_the_top_of_a_repository_the_hook_is_printed_with_its_whole_path(run: Command, tmp_path: Path) -> None:
    site(tmp_path / "web site", repository=False)
    git(tmp_path, "init")
    done = run("init", "web site")
    assert done.returncode == 0
    assert not (tmp_path / "web site" / ".pre-commit-config.yaml").exists()
    assert not (tmp_path / ".pre-commit-config.yaml").exists()
    assert 'files: "^(web site/digests/2025|web site/digests/2026)/"' in done.stdout
    assert f"next: digestlint check '{tmp_path.resolve()}/web site'" in done.stdout


def test_a_dry_run_prints_what_would_be_written_and_writes_nothing(run: Command, tmp_path: Path) -> None:
    site(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    done = run("init", "--dry-run")
    assert done.returncode == 0
    assert 'records = "records.jsonl"' in done.stdout
    assert "id: digestlint" in done.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_the_services_that_run_checks_are_named(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {".github/workflows/ci.yml": "", ".gitlab-ci.yml": ""})
    done = run("init")
    assert "GitHub Actions is set up here" in done.stdout
    assert "GitLab CI is set up here" in done.stdout


def test_a_configuration_further_up_is_named(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"digestlint.toml": "", "inner/README.md": "# Inner\n"})
    assert f"note: {tmp_path.resolve() / 'digestlint.toml'} counted" in run("init", "inner").stdout


def test_a_folder_that_is_not_there_is_an_error(run: Command) -> None:
    done = run("init", "nowhere")
    assert (done.returncode, done.stderr) == (2, "error: nowhere: there is no such folder\n")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_an_error(run: Command, tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    done = run("init")
    tmp_path.chmod(stat.S_IRWXU)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("name", ODD)
def test_odd_names_are_written_so_that_they_are_read_back(tmp_path: Path, name: str) -> None:
    write(tmp_path, {f"{name}/a.md": GOOD, f"{name}/words.yaml": WORDS, f"{name}/all.jsonl": STUDY})
    seen = look(tmp_path, TODAY)
    text = config_text(seen)
    assert tomllib.loads(text) == {"records": f"{name}/all.jsonl", "vocabulary": [f"{name}/words.yaml"]}
    write_new(tmp_path / "digestlint.toml", text.encode())
    load_settings(tmp_path / "digestlint.toml", Overrides(), tmp_path)
    pattern = re.compile(hook(hook_text(seen))["files"])
    assert pattern.search(f"{name}/a.md")
    assert not pattern.search(f"x{name}/a.md")
    assert "\u202e" not in text + hook_text(seen)


def test_a_name_that_is_no_text_is_passed_over(run: Command, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"a\xff")
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system has no such names")
    write(folder, {"a.md": GOOD, "words.yaml": WORDS})
    git(tmp_path, "init")
    done = run("init")
    assert done.returncode == 0, done.stderr
    assert tomllib.loads((tmp_path / "digestlint.toml").read_text(encoding="utf-8")) == {}
    assert "files:" not in (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8")


def test_the_hook_of_digests_that_stand_everywhere_has_no_pattern() -> None:
    assert "files:" not in hook_text(Seen(Path("/site"), (".",), top=Path("/site")))
    assert hook(hook_text(Seen(Path("/r/s"), (".",), top=Path("/r"))))["files"] == "^s/"


@pytest.mark.parametrize("text", [*ODD, "line\nbreak", "\x00\x7f\U000e0001"])
def test_a_string_is_read_alike_by_toml_and_yaml(text: str) -> None:
    assert tomllib.loads(f"a = {quoted(text)}") == {"a": text}
    assert yaml.safe_load(f"a: {quoted(text)}") == {"a": text}
