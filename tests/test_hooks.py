"""The pre-commit hooks, tried for real: installed from this project into an environment of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from .conftest import ROOT, Command
from .test_cli import BAD, GOOD, write

FIXABLE = GOOD.replace("from moving", "from from moving")
FIXED = GOOD
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="session")
def tool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds the program as it stands here."""
    folder = tmp_path_factory.mktemp("program") / "tool"
    folder.mkdir()
    for name in ("digestlint", "rules"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder / name)
    git(folder, "init")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "as it stands")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A repository of a site with a clean digest, a flawed one, an excluded one and a README."""
    folder = tmp_path / "site"
    write(
        folder,
        {
            "digests/clean.md": GOOD,
            "digests/flawed.md": BAD,
            "old/flawed.md": BAD,
            "README.md": "# Our site\n\nDigests of studies.\n",
            "digestlint.toml": 'exclude = ["old/"]\n',
        },
    )
    git(folder, "init")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "the site")
    return folder


Hook = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps its environments: both hooks share one."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def hook(tool: Path, site: Path, home: Path) -> Hook:
    """A hook of the program, run on files of the site."""

    def run(name: str, *files: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", "try-repo", str(tool), name, "--files", *files]
        env = {**os.environ, "PRE_COMMIT_HOME": str(home)}
        return subprocess.run(command, cwd=site, env=env, capture_output=True, text=True, check=False)

    return run


@needs_git
def test_the_hook_stops_a_flawed_digest_and_lets_a_clean_one_pass(hook: Hook) -> None:
    stopped = hook("digestlint", "digests/clean.md", "digests/flawed.md", "README.md")
    assert stopped.returncode == 1, stopped.stdout + stopped.stderr
    assert "digests/flawed.md:1:3" in stopped.stdout
    assert "STR001" in stopped.stdout
    passed = hook("digestlint", "digests/clean.md", "README.md")
    assert passed.returncode == 0, passed.stdout + passed.stderr
    excluded = hook("digestlint", "old/flawed.md")
    assert excluded.returncode == 0, excluded.stdout + excluded.stderr


@needs_git
def test_the_fixing_hook_mends_a_digest_and_fails_for_having_done_so(hook: Hook, site: Path) -> None:
    write(site, {"digests/spaced.md": FIXABLE, "old/spaced.md": FIXABLE})
    git(site, "add", "-A")
    mended = hook("digestlint-fix", "digests/spaced.md", "digests/clean.md", "old/spaced.md")
    assert mended.returncode == 1, mended.stdout + mended.stderr
    assert "files were modified by this hook" in mended.stdout
    assert (site / "digests/spaced.md").read_text(encoding="utf-8") == FIXED
    assert (site / "digests/clean.md").read_text(encoding="utf-8") == GOOD
    assert (site / "old/spaced.md").read_text(encoding="utf-8") == FIXABLE
    again = hook("digestlint-fix", "digests/spaced.md", "digests/clean.md")
    assert again.returncode == 0, again.stdout + again.stderr


@needs_git
def test_the_hook_of_init_runs(run: Command, site: Path, home: Path) -> None:
    (site / "digestlint.toml").unlink()
    assert run("init", str(site)).returncode == 0
    git(site, "add", "-A")
    env = {**os.environ, "PRE_COMMIT_HOME": str(home)}
    env["PATH"] = f"{Path(sys.executable).parent}:{env['PATH']}"
    command = [sys.executable, "-m", "pre_commit", "run", "--files", "digests/flawed.md"]
    done = subprocess.run(command, cwd=site, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "STR001" in done.stdout, done.stdout + done.stderr


def test_the_manifest_is_valid_and_users_arguments_replace_none_of_ours() -> None:
    manifest = ROOT / ".pre-commit-hooks.yaml"
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(manifest)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    hooks = yaml.safe_load(manifest.read_text(encoding="utf-8"))
    assert {one["id"] for one in hooks} == {"digestlint", "digestlint-fix"}
    assert all(one["entry"].startswith("digestlint check ") and "args" not in one for one in hooks)
