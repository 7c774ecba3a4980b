"""The GitLab template: its lines, run with bash as a runner runs them, in a merge request's checkout."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from .conftest import ROOT
from .test_action import PullRequest, output, pull_request  # noqa: F401 - a fixture
from .test_hooks import needs_git, tool  # noqa: F401 - likewise

TEMPLATE = yaml.safe_load((ROOT / "templates/gitlab-ci.yml").read_text(encoding="utf-8"))
JOB = TEMPLATE["digestlint"]
REPORT = JOB["artifacts"]["reports"]["codequality"]
pytestmark = needs_git

Job = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def job() -> Job:
    """Run lines of the job in a checkout; `python` is the one that runs the tests."""

    def run(site: Path, lines: list[str], **variables: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, **TEMPLATE["variables"], "CI_PROJECT_DIR": str(site), **variables}
        env["PATH"] = f"{Path(sys.executable).parent}:{env['PATH']}"
        script = "set -eo pipefail\n" + "\n".join(lines)
        return subprocess.run(["bash", "-c", script], cwd=site, env=env, capture_output=True, text=True, check=False)

    return run


def reported(site: Path) -> set[str]:
    return {one["location"]["path"] for one in json.loads((site / REPORT).read_text(encoding="utf-8"))}


def test_the_first_lines_install_what_is_named(job: Job, tool: Path, tmp_path: Path) -> None:  # noqa: F811
    lines = [*JOB["before_script"], "digestlint --version", 'echo "$venv"']
    done = job(tmp_path, lines, DIGESTLINT_SOURCE=str(tool))
    assert done.returncode == 0, done.stderr
    version, venv = done.stdout.splitlines()[-2:]
    assert version.startswith("digestlint, version ")
    subprocess.run(["rm", "-r", venv], check=True)


def test_a_source_that_is_not_named_is_said(job: Job, tmp_path: Path) -> None:
    done = job(tmp_path, JOB["before_script"])
    assert done.returncode == 2
    assert "Set the variable DIGESTLINT_SOURCE" in done.stdout


def test_a_merge_request_fails_for_what_it_changes_and_reports_all(
    job: Job,
    pull_request: PullRequest,  # noqa: F811
    tmp_path: Path,
) -> None:
    site = pull_request.checkout(tmp_path / "site")
    base = output(site, "merge-base", pull_request.base, "HEAD")
    done = job(site, JOB["script"], CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert done.returncode == 1, done.stderr
    assert "digests/new one.md:1:3" in done.stdout
    assert "digests/old.md" not in done.stdout
    assert reported(site) == {"digests/new one.md", "digests/old.md", "digests/since.md"}
    clean = job(site, JOB["script"], CI_MERGE_REQUEST_DIFF_BASE_SHA=pull_request.merge)
    assert clean.returncode == 0, clean.stderr


def test_a_branch_is_checked_whole(job: Job, pull_request: PullRequest, tmp_path: Path) -> None:  # noqa: F811
    site = pull_request.checkout(tmp_path / "site")
    done = job(site, JOB["script"])
    assert done.returncode == 1, done.stderr
    assert "digests/old.md:1:3" in done.stdout
    assert reported(site) == {"digests/new one.md", "digests/old.md", "digests/since.md"}
    assert job(site, JOB["script"], DIGESTLINT_PATHS="digests/clean.md").returncode == 0
