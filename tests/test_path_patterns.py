"""Patterns of paths: they match what pathspec says, and none takes long."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from digestlint.path_patterns import paths_like

from .conftest import Command
from .test_cli import GOOD

PIECES = ["a", "b", "ab", "*", "**", "?", "/", "/**/", "\\*", ".", "(", "|", "$", "é"]
patterns = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)
paths = st.lists(
    st.sampled_from(["a", "b", "aa", "ab", "a*b", "abab", ".", "a.b", "é", "(", "b|a"]), min_size=1, max_size=6
)


@settings(max_examples=2000, derandomize=True)
@given(patterns, paths.map("/".join))
def test_a_pattern_matches_what_pathspec_says(pattern: str, path: str) -> None:
    try:
        theirs = GitIgnoreSpec.from_lines([pattern], backend="simple")
    except ValueError:  # no pattern
        assert not paths_like([pattern]).match_file(path)
        return
    assert paths_like([pattern]).match_file(path) == theirs.match_file(path)


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*[ab]*[cd].md", "xaxd.md", True),
        ("*[!a]*b", "xc", False),
        ("*[!a]*b", "xcb", True),
        ("*[!a]*b", "a/b", False),
        ("digests/*[!_]*.md", "digests/a1.md", True),
        ("digests/*[!_]*.md", "digests/_/_.md", False),
        ("[+-9]x", "/x", False),
        ("[]a]*[]b]*c", "]xbxc", True),
        ("[[:alpha:]]*", "x", False),
        ("[z-a]*", "z", False),
    ],
)
def test_a_bracket_stands_for_a_character_of_a_name(pattern: str, path: str, *, matches: bool) -> None:
    assert paths_like([pattern]).match_file(path) is matches


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*[!b]" * 20 + "*c", "a" * 255),
        ("*a" * 20 + "*b", "a" * 255),
        ("a?" + "*[ab]" * 20 + "*c", "ab" * 120),
        ("/**/a" * 20 + "/**/b", "a/" * 1000 + "c"),
        ("/**/*a*a*/a" * 10 + "/**/b", "aaaa/" * 500 + "c"),
    ],
)
def test_no_pattern_is_tried_in_every_way_that_there_is(pattern: str, path: str) -> None:
    assert not paths_like([pattern]).match_file(path)


def test_a_line_of_a_gitignore_that_is_no_pattern_is_none_for_git_either(run: Command, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("\\\nb.md\n")
    (tmp_path / "digests").mkdir()
    for name in ("a.md", "b.md"):
        (tmp_path / "digests" / name).write_text(GOOD)
    assert run("check", "digests").stdout == "All checks passed: 1 digest.\n"


@pytest.mark.parametrize(
    "entry", ["exclude = ['[z-a]']", "include = ['[z-a]']", "per-file-ignores = {'[z-a]' = ['TXT005']}"]
)
def test_a_pattern_of_the_configuration_that_is_none_is_refused(run: Command, tmp_path: Path, entry: str) -> None:
    (tmp_path / "digestlint.toml").write_text(f"require-reason = true\n{entry}\n")
    done = run("check", ".")
    assert done.returncode == 2
    assert done.stderr.endswith("digestlint.toml:2: '[z-a]' is no pattern of paths; write it as in a .gitignore\n")
