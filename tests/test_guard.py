"""A fault of the program itself: it is said, it fails the run, and it takes nothing else away."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from digestlint.config import Overrides, Settings, load_settings
from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.report import FileReport
from digestlint.rule import NoParams
from digestlint.run import Manner, check_bytes

from .conftest import TODAY
from .test_cli import GOOD

TEXT = GOOD.replace("Many people", "Sadly, many people")


def fails_late(digest: Digest, _: NoParams) -> Iterator[Finding]:
    yield Finding(digest.head)
    raise KeyError("sections")


def settings_with(code: str) -> Settings:
    settings = load_settings(None, Overrides(), Path())
    rules = tuple(replace(r, find=fails_late, message="x") if r.code == code else r for r in settings.rules)
    return replace(settings, rules=rules)


def checked(code: str, text: str = TEXT) -> FileReport:
    return check_bytes(text.encode(), "a.md", settings_with(code), Manner(TODAY), named=True)


def test_a_rule_that_fails_is_named_and_the_others_are_done() -> None:
    report = checked("STR001")
    assert [diagnostic.code for diagnostic in report.diagnostics] == ["TXT005"]
    assert report.error is not None
    assert report.error.startswith("internal-error in STR001: KeyError: 'sections' (test_guard.py:")
    assert not report.checked


def test_a_run_without_fixes_or_with_them_comes_to_the_same() -> None:
    report = check_bytes(TEXT.encode(), "a.md", settings_with("STR001"), Manner(TODAY, fixes="safe"), named=True)
    assert report.error == checked("STR001").error
