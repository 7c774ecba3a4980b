"""The GitHub Action: its steps, run with bash as a runner runs them, in a pull request's checkout."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import ROOT
from .test_cli import BAD, GOOD, write
from .test_hooks import git, needs_git

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"]}
pytestmark = needs_git


def output(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@dataclass(frozen=True)
class PullRequest:
    """The repository that a pull request goes to, and its base; `merge` is what a runner checks out of it."""

    origin: Path
    base: str
    merge: str

    def checkout(self, folder: Path, *depth: str) -> Path:
        git(folder.parent, "clone", *depth, "--branch", "merge", f"file://{self.origin}", folder.name)
        return folder


@pytest.fixture
def pull_request(tmp_path: Path) -> PullRequest:
    """A pull request that adds a flawed digest and a clean one, to a repository that holds a flawed one."""
    work = tmp_path / "work"
    write(work, {"digests/old.md": BAD, "digests/gone.md": BAD, "README.md": "# Our site\n\nDigests of studies.\n"})
    git(work, "init", "-b", "main")
    git(work, "add", "-A")
    git(work, "commit", "-m", "before")
    git(work, "checkout", "-b", "feature")
    write(work, {"digests/new one.md": BAD, "digests/clean.md": GOOD})
    (work / "digests/gone.md").unlink()
    git(work, "add", "-A")
    git(work, "commit", "-m", "digests")
    git(work, "checkout", "main")
    write(work, {"digests/since.md": BAD})
    git(work, "add", "-A")
    git(work, "commit", "-m", "main went on")
    base = output(work, "rev-parse", "HEAD")
    git(work, "checkout", "-b", "merge")
    git(work, "merge", "--no-ff", "-m", "merge", "feature")
    git(work, "config", "uploadpack.allowAnySHA1InWant", "true")
    return PullRequest(work, base, output(work, "rev-parse", "HEAD"))


@dataclass(frozen=True)
class Done:
    """How a step ended: its exit status, its words, its outputs, and the summary it added to."""

    status: int
    words: str
    outputs: Mapping[str, str]
    summary: str


Step = Callable[..., Done]


@pytest.fixture
def step(tmp_path: Path) -> Step:
    """Run a step of the action in a checkout, with inputs and an event, as a runner does."""

    def run(
        name: str, workspace: Path, *, base: str = "", outputs: Mapping[str, str] | None = None, **inputs: str
    ) -> Done:
        env = {key: valued(value, inputs, base, outputs or {}) for key, value in STEPS[name]["env"].items()}
        files = {key: tmp_path / key for key in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.write_text("", encoding="utf-8")
        runner = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": workspace, "GITHUB_ACTION_PATH": tmp_path / "action"}
        script = tmp_path / "script.sh"
        script.write_text(STEPS[name]["run"], encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=workspace,
            env={**os.environ, **{k: str(v) for k, v in {**files, **runner, "RUNNER_TEMP": tmp_path}.items()}, **env},
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        lines = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
        given = dict(line.split("=", 1) for line in lines)
        summary = files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        return Done(done.returncode, done.stdout + done.stderr, given, summary)

    return run


def valued(expression: str, inputs: Mapping[str, str], base: str, outputs: Mapping[str, str]) -> str:
    """Return what a runner makes of an expression; only the few that the action has."""
    [path] = re.fullmatch(r"\$\{\{ (.+) \}\}", expression).groups()  # type: ignore[union-attr]
    if path.startswith("inputs."):
        name = path.removeprefix("inputs.")
        return inputs.get(name.replace("-", "_"), ACTION["inputs"][name]["default"])
    if path.startswith("steps.install.outputs."):
        return outputs[path.rpartition(".")[2]]
    assert path == "github.event.pull_request.base.sha || github.event.merge_group.base_sha"
    return base


@pytest.fixture
def check(step: Step) -> Step:
    """Run the checking step with the program as it stands here."""
    installed = {"bin": str(Path(sys.executable).parent)}

    def run(workspace: Path, **words: Any) -> Done:
        return step("check", workspace, outputs=installed, **words)

    return run


def annotated(done: Done) -> set[str]:
    return set(re.findall(r"file=([^,:]+)", done.words))


def test_no_expression_stands_in_a_script() -> None:
    for one in STEPS.values():
        assert "${{" not in one["run"]
        assert one["shell"] == "bash"


def test_every_input_is_used_and_every_output_is_one_of_a_step() -> None:
    used = {name for one in STEPS.values() for name in re.findall(r"inputs\.([a-z-]+)", " ".join(one["env"].values()))}
    assert used == set(ACTION["inputs"])
    for one in ACTION["outputs"].values():
        [name, key] = re.findall(r"steps\.(\w+)\.outputs\.([a-z-]+)", one["value"])[0]
        assert f"{key}=%s" in STEPS[name]["run"]


def test_the_scripts_are_ones_that_bash_reads() -> None:
    for one in STEPS.values():
        subprocess.run(["bash", "-n"], input=one["run"], text=True, check=True)


def test_the_action_installs_its_own_checkout(step: Step, tmp_path: Path) -> None:
    action = tmp_path / "action"
    for name in ("digestlint", "rules"):
        shutil.copytree(ROOT / name, action / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, action / name)
    done = step("install", tmp_path, python=sys.executable)
    assert done.status == 0, done.words
    program = Path(done.outputs["bin"]) / "digestlint"
    write(tmp_path, {"a.md": BAD})
    ran = subprocess.run([program, "check", "a.md"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "STR001" in ran.stdout


def test_a_python_that_is_too_old_is_named(step: Step, tmp_path: Path) -> None:
    write(tmp_path, {"old": "#!/bin/sh\nexit 1\n"})
    (tmp_path / "old").chmod(0o755)
    done = step("install", tmp_path, python=str(tmp_path / "old"))
    assert done.status == 2
    assert "::error title=digestlint::Python 3.11 or newer is needed" in done.words


@pytest.mark.parametrize("depth", [("--depth=1",), ()], ids=["a shallow checkout", "a whole one"])
def test_on_a_pull_request_only_changed_files_are_checked(
    check: Step, pull_request: PullRequest, tmp_path: Path, depth: tuple[str, ...]
) -> None:
    site = pull_request.checkout(tmp_path / "site", *depth)
    done = check(site, base=pull_request.base, sarif_file="out.sarif")
    assert done.status == 1, done.words
    assert annotated(done) == {"digests/new one.md"}
    assert done.outputs == {"exit-status": "1", "sarif-file": "out.sarif"}
    assert json.loads((site / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert "STR001" in done.summary


def test_a_base_that_is_further_back_is_fetched(check: Step, pull_request: PullRequest, tmp_path: Path) -> None:
    site = pull_request.checkout(tmp_path / "site", "--depth=1")
    done = check(site, base=output(pull_request.origin, "rev-parse", "main~1"))
    assert annotated(done) == {"digests/new one.md", "digests/since.md"}


def test_a_base_that_cannot_be_had_is_said_clearly(check: Step, pull_request: PullRequest, tmp_path: Path) -> None:
    site = pull_request.checkout(tmp_path / "site", "--depth=1")
    git(site, "remote", "set-url", "origin", str(tmp_path / "nowhere"))
    done = check(site, base=pull_request.base)
    assert done.status == 2
    assert done.outputs == {"exit-status": "2"}
    assert "give actions/checkout 'fetch-depth: 0'" in done.words


def test_outside_pull_requests_all_is_checked(check: Step, pull_request: PullRequest, tmp_path: Path) -> None:
    site = pull_request.checkout(tmp_path / "site", "--depth=1")
    everything = {"digests/new one.md", "digests/old.md", "digests/since.md"}
    assert annotated(check(site)) == everything
    assert annotated(check(site, base=pull_request.base, since="all")) == everything


def test_inputs_reach_the_command(check: Step, pull_request: PullRequest, tmp_path: Path) -> None:
    site = pull_request.checkout(tmp_path / "site")
    write(site, {"our.toml": 'ignore = ["STR001"]\n'})
    assert annotated(check(site, paths="digests/new one.md\ndigests/clean.md\n")) == {"digests/new one.md"}
    assert check(site, fail_on="never").outputs == {"exit-status": "0"}
    assert check(site, config="our.toml", args="--ignore=DUP\n").status == 0
    assert check(site, args="--no-such-option").outputs == {"exit-status": "2"}


def test_a_pull_request_without_digests_passes(check: Step, pull_request: PullRequest, tmp_path: Path) -> None:
    site = pull_request.checkout(tmp_path / "site")
    assert check(site, base=pull_request.merge).outputs == {"exit-status": "0"}


@pytest.mark.parametrize("name", ["paths", "args", "since", "config", "fail_on", "sarif_file"])
def test_no_input_is_run_or_becomes_an_output(
    check: Step, pull_request: PullRequest, tmp_path: Path, name: str
) -> None:
    site = pull_request.checkout(tmp_path / "site")
    done = check(site, **{name: "$(touch pwned)`touch pwned`; touch pwned *\nexit-status=7"})
    assert done.outputs["exit-status"] == str(done.status)
    assert list(site.rglob("pwned")) == []
