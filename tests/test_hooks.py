"""The pre-commit hook, tried for real: installed from this project into an environment of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT
from .test_cli import BAD, GOOD, write


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def tool(tmp_path: Path) -> Path:
    """A repository that holds the program as it stands here."""
    folder = tmp_path / "tool"
    folder.mkdir()
    for name in ("digestlint", "rules"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder / name)
    git(folder, "init")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "as it stands")
    return folder


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_the_hook_stops_a_flawed_digest_and_lets_a_clean_one_pass(tool: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(
        site, {"digests/clean.md": GOOD, "digests/flawed.md": BAD, "README.md": "# Our site\n\nDigests of studies.\n"}
    )
    git(site, "init")
    git(site, "add", "-A")

    def hook(*files: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", "try-repo", str(tool), "digestlint", "--files", *files]
        env = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home")}
        return subprocess.run(command, cwd=site, env=env, capture_output=True, text=True, check=False)

    stopped = hook("digests/clean.md", "digests/flawed.md", "README.md")
    assert stopped.returncode == 1, stopped.stdout + stopped.stderr
    assert "digests/flawed.md:1:3" in stopped.stdout
    assert "STR001" in stopped.stdout
    passed = hook("digests/clean.md", "README.md")
    assert passed.returncode == 0, passed.stdout + passed.stderr
