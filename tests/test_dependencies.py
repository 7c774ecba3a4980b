"""What is installed besides: bounded for users, pinned for CI."""

import re
import tomllib
from pathlib import Path

import pytest

from .conftest import ROOT

packaging = pytest.importorskip("packaging.requirements", reason="packaging comes with pytest")

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
NOT_IN_CI = ("cluster-tests", "ray", "spark")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> dict[str, str]:
    lines = Path(ROOT / ".ci/constraints.txt").read_text(encoding="utf-8").splitlines()
    return {normal(name): version for name, _, version in (line.partition("==") for line in lines if "==" in line)}


@pytest.mark.parametrize("words", [*PROJECT["dependencies"], *EXTRAS["fetch"], *EXTRAS["watch"]])
def test_what_the_program_needs_has_a_least_version_and_ends_before_the_next_break(words: str) -> None:
    operators = {each.operator for each in packaging.Requirement(words).specifier}
    assert operators == {">=", "<"}


@pytest.mark.parametrize(
    "words", sorted({*PROJECT["dependencies"], *(w for e in EXTRAS if e not in NOT_IN_CI for w in EXTRAS[e])})
)
def test_what_ci_installs_is_pinned_within_the_bounds(words: str) -> None:
    requirement = packaging.Requirement(words)
    if normal(requirement.name) != "digestlint":
        assert requirement.specifier.contains(pinned()[normal(requirement.name)])
