"""Which files a run checks: what changed, what a list names, and what is left out though it is named."""

from pathlib import Path

import pytest

from .conftest import Command
from .test_cli import BAD, GOOD, write
from .test_hooks import git


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A repository with three digests on its main branch, and a branch with work of its own."""
    write(tmp_path, {"digests/a.md": GOOD, "digests/b.md": GOOD, "digests/c d.md": GOOD, ".gitignore": "drafts/\n"})
    git(tmp_path, "init", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "first")
    git(tmp_path, "checkout", "-b", "work")
    return tmp_path


def listed(run: Command, *words: str) -> list[str]:
    done = run("check", *words, "--show-files")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@pytest.mark.usefixtures("site")
def test_show_files_names_what_would_be_checked(run: Command) -> None:
    assert listed(run, "digests") == ["digests/a.md", "digests/b.md", "digests/c d.md"]
    assert listed(run, "digests", "--config", 'exclude=["b.md"]') == ["digests/a.md", "digests/c d.md"]


def test_since_means_committed_changed_and_new_files(run: Command, site: Path) -> None:
    write(site, {"digests/b.md": BAD})
    git(site, "commit", "-a", "-m", "work")
    write(site, {"digests/c d.md": BAD, "digests/neu é.md": GOOD, "drafts/x.md": BAD})
    assert listed(run, "--since", "main") == ["digests/b.md", "digests/c d.md", "digests/neu é.md"]
    assert listed(run, "--since", "HEAD") == ["digests/c d.md", "digests/neu é.md"]
    assert listed(Command(site / "digests"), "--since", "main") == ["b.md", "c d.md", "neu é.md"]


def test_since_counts_from_where_the_work_parted(run: Command, site: Path) -> None:
    git(site, "checkout", "main")
    write(site, {"digests/a.md": BAD})
    git(site, "commit", "-a", "-m", "others go on")
    git(site, "checkout", "work")
    write(site, {"digests/b.md": BAD})
    assert listed(run, "--since", "main") == ["digests/b.md"]


def test_since_changes_nothing_in_the_work_tree(run: Command, site: Path) -> None:
    write(site, {"digests/b.md": BAD})
    index = (site / ".git/index").read_bytes()
    assert run("check", "--since", "main").returncode == 1
    assert (site / ".git/index").read_bytes() == index
    assert (site / "digests/b.md").read_text() == BAD


def test_a_name_with_a_line_end_hides_nothing(run: Command, site: Path) -> None:
    write(site, {"digests/two\nlines/a.md": GOOD, "digests/c\nd.md": GOOD, "drafts/two\nlines/a.md": GOOD})
    assert len(listed(run, "digests", "drafts")) == 5
    done = run("check", "digests/two\nlines", "--output-format", "concise", "--ignore", "DUP")
    assert (done.returncode, done.stdout) == (0, "All checks passed: 1 digest.\n")


@pytest.mark.usefixtures("site")
def test_no_change_is_no_failure(run: Command) -> None:
    done = run("check", "--since", "main")
    assert (done.returncode, done.stdout) == (0, "No digest was checked.\n")


@pytest.mark.parametrize("ref", ["nowhere", "--output=x", "main~99", ""])
def test_a_commit_that_git_does_not_know_is_said(run: Command, site: Path, ref: str) -> None:
    done = run("check", f"--since={ref}")
    assert done.returncode == 2
    assert done.stderr.startswith("error: --since")
    assert not (site / "x").exists()


def test_a_branch_without_a_common_commit_is_said(run: Command, site: Path) -> None:
    git(site, "checkout", "--orphan", "other")
    git(site, "commit", "-m", "apart")
    done = run("check", "--since", "main")
    assert done.returncode == 2
    assert "fetch-depth: 0" in done.stderr


def test_since_outside_a_repository_is_said(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GOOD})
    done = run("check", "--since", "main", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert done.returncode == 2
    assert "not a git repository" in done.stderr


@pytest.mark.parametrize("end", ["\n", "\r\n", "\0"])
def test_a_list_names_the_files(run: Command, site: Path, end: str) -> None:
    write(site, {"list": end.join(["digests/c d.md", "digests/a.md", ""])})
    assert listed(run, "--files-from", "list") == ["digests/a.md", "digests/c d.md"]
    done = run("check", "--files-from", "-", "--show-files", text="digests/b.md\n")
    assert done.stdout == "digests/b.md\n"


def test_a_list_that_names_what_is_not_there_is_an_error(run: Command, site: Path) -> None:
    write(site, {"list": "digests/a.md\ndigests/z.md\n"})
    done = run("check", "--files-from", "list")
    assert (done.returncode, done.stderr) == (
        2,
        "error: --files-from list: digests/z.md: there is no such file or folder\n",
    )
    assert run("check", "--files-from", "nolist").returncode == 2


def test_named_files_are_checked_unless_exclusion_is_forced(run: Command, site: Path) -> None:
    write(site, {"drafts/x.md": BAD, "old/y.md": BAD, "digestlint.toml": 'exclude = ["old/"]\n'})
    assert listed(run, "drafts/x.md", "old/y.md") == ["drafts/x.md", "old/y.md"]
    done = run("check", "drafts/x.md", "old/y.md", "--force-exclude")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "No digest was checked. 2 files skipped as excluded.\n",
        "",
    )
    assert listed(run, "drafts/x.md", "digests/a.md", "--config", "force-exclude=true") == ["digests/a.md"]
