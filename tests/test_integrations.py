"""What docs/integrations.md gives to paste is what works; and what an image is made of is there."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from .conftest import ROOT, Command
from .test_action import ACTION
from .test_cli import BAD, GOOD, write

TEXT = (ROOT / "docs/integrations.md").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def test_every_block_of_yaml_is_yaml() -> None:
    assert all(isinstance(yaml.safe_load(block), dict) for block in blocks("yaml"))


def test_the_hook_is_one_of_ours_and_valid(tmp_path: Path) -> None:
    [block] = [block for block in blocks("yaml") if block.startswith("repos:")]
    write(tmp_path, {".pre-commit-config.yaml": block})
    command = [sys.executable, "-m", "pre_commit", "validate-config"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    ours = {one["id"] for one in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert {one["id"] for one in yaml.safe_load(block)["repos"][0]["hooks"]} <= ours


def test_the_workflows_give_the_action_only_inputs_that_it_has() -> None:
    jobs = [job for block in blocks("yaml") for job in yaml.safe_load(block).get("jobs", {}).values()]
    uses = [step for job in jobs for step in job["steps"] if "/digestlint@" in step["uses"]]
    assert len(uses) == 2
    assert all(set(step["with"]) <= set(ACTION["inputs"]) for step in uses)
    assert all(f"| `{name}` |" in TEXT or f"`{name}`" in TEXT for name in ACTION["inputs"])


def test_the_problem_matcher_reads_the_concise_output(run: Command, tmp_path: Path) -> None:
    [block] = blocks("json")
    pattern = json.loads(block)["tasks"][0]["problemMatcher"]["pattern"]
    write(tmp_path, {"digests/a.md": BAD})
    line = run("check", "--output", "concise").stdout.splitlines()[0]
    found = re.match(pattern["regexp"], line)
    assert found
    names = ("file", "line", "column", "code")
    assert [found[pattern[name]] for name in names] == ["digests/a.md", "1", "3", "STR001"]


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not here")
def test_the_makefile_checks(tmp_path: Path) -> None:
    [block] = blocks("make")
    write(tmp_path, {"Makefile": block, "digests/a.md": GOOD})
    command = ["env", f"PATH={Path(sys.executable).parent}:/usr/bin:/bin", "make", "digests"]
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == 0
    write(tmp_path, {"digests/a.md": BAD})
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == 2


def test_the_image_runs_as_nobody_special() -> None:
    final = DOCKERFILE.rpartition("FROM ")[2]
    assert re.search(r"(?m)^USER (?!root|0)", final)
    assert 'ENTRYPOINT ["digestlint"]' in final
    assert all(re.fullmatch(r"python:3\.\d+-slim-\w+", image) for image in re.findall(r"(?m)^FROM (\S+)", DOCKERFILE))


def test_a_wheel_is_made_of_what_the_image_copies(tmp_path: Path) -> None:
    copied = re.findall(r"(?m)^COPY (.+) \S+$", DOCKERFILE)
    names = [name for words in copied for name in words.split()]
    ignore = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {f"!{name}" for name in names} <= set(ignore)
    for name in names:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", "out", "."]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".whl"]
