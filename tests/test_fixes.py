"""Fixes: they converge, bring no error, keep the file's form, and never rewrite a claim."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary
from digestlint.diagnostic import Diagnostic, Edit, Fix, Severity
from digestlint.fix import repair
from digestlint.lint import lint
from digestlint.source import Source
from digestlint.span import Place, Span
from digestlint.suppress import Policy

from .conftest import ROOT, Command
from .test_cli import GOOD, codes, write

RULES = built_in_rules(examples=False)
PIECES = (
    "The the plan was kept.",
    "It is was was done in nct 03951116 and NCT 0395 1116.",
    "It cost â€œmuchâ€\x9d and rosÃ© wine.",
    "<!-- digestlint: ignore[TXT005] quoted -->",
    "<!-- digestlint: ignore[TXT005, TXT006, STR] quoted -->",
    "<!-- digestlint: disable[CLM] -->",
    "<!-- digestlint: enable[CLM] -->",
    "Sadly, it it ended.",
    "## Result",
    "## Why This Matters",
    "NCTO3951116 is is it.",
    "- a list list\n- of of things",
    "Walking walking improved pain pain.",
    "\ufeff",
    "---",
    "**Populations:** Adults.",
    "A line\r\nand another another\r\none.",
)
FRONTS = (
    "",
    "---\ndigestlint:\n  ignore:\n    TXT005: a letter\n---\n",
    "---\ndigestlint:\n  ignore:\n    TXT005: a\n    TXT006: b\ntopic: walking\n---\n",
    "---\ndigestlint: {ignore: {TXT005: a, STR: b}}\n---\n",
    "---\ndigestlint:\n  ignore: [TXT005]\n---\n",
    "---\ndigestlint:\n  ignore:\n    - TXT005\n    - STR\n---\n",
)


def found(text: str) -> tuple[Diagnostic, ...]:
    return lint(
        Source.of(text),
        RULES,
        profile=built_in_profile(),
        vocabulary=built_in_vocabulary(),
        today=date(2026, 6, 30),
        policy=Policy(known=RULES),
    )


def errors(text: str) -> int:
    return sum(diagnostic.severity is Severity.ERROR for diagnostic in found(text))


def laws(text: str, *, unsafe: bool) -> None:
    done = repair(text, found, unsafe=unsafe)
    assert repair(done.after, found, unsafe=unsafe).after == done.after
    assert errors(done.after) <= errors(text)
    assert (done.after != text) == bool(done.codes)
    assert done.after.startswith("\ufeff") == text.startswith("\ufeff")
    assert done.after.count("\r") <= text.count("\r")


@given(st.sampled_from(FRONTS), st.lists(st.sampled_from(PIECES), max_size=6), st.booleans())
def test_fixes_converge_and_bring_no_error(front: str, pieces: list[str], unsafe: bool) -> None:  # noqa: FBT001
    laws(front + GOOD.replace("The study was completed in March 2021.", "\n\n".join(pieces)), unsafe=unsafe)


@example("<!-- digestlint: ignore[TXT005] quoted -->\n\ufeff\n## Result")
@given(st.lists(st.sampled_from((*PIECES, *FRONTS, "\n", " ", "## Results", "# T")), max_size=8).map("\n".join))
def test_so_they_do_in_any_text(text: str) -> None:
    laws(text, unsafe=True)


@pytest.mark.parametrize("path", sorted((ROOT / "fixtures").glob("**/*.md")), ids=lambda path: path.stem)
def test_so_they_do_in_the_fixtures(path: Path) -> None:
    laws(path.read_text(encoding="utf-8"), unsafe=True)


@pytest.mark.parametrize(("text", "after"), [("x " * 500, "x " * 500), ("x " * 40 + "z " * 8, "y " * 40 + "z " * 8)])
def test_fixes_that_do_harm_are_sought_so_often_and_no_more(text: str, after: str) -> None:
    place, texts, harmful = Place(1, 1), list[str](), "w" if "z" in text else "y"

    def diagnostic(at: int, severity: Severity, edits: tuple[Edit, ...]) -> Diagnostic:
        span = Span(at, at + 1)
        return Diagnostic("a.md", span, place, place, "TST001", "test", severity, "", "", Fix("", edits, ""))

    def lint_of(text: str) -> list[Diagnostic]:
        texts.append(text)
        mended = {"x": "y", "z": "w"}
        return [
            *(
                diagnostic(at, Severity.WARNING, (Edit(Span(at, at + 1), mended[char]),))
                for at, char in enumerate(text)
                if char in mended
            ),
            *(diagnostic(at, Severity.ERROR, ()) for at, char in enumerate(text) if char == harmful),
        ]

    assert repair(text, lint_of).after == after
    assert len(texts) < 90


def test_line_ends_and_mark_stay_as_they_were(run: Command, tmp_path: Path) -> None:
    text = "\ufeff" + GOOD.replace("The study was", "The the study was").replace("\n", "\r\n")
    write(tmp_path, {"a.md": text})
    done = run("check", "a.md", "--fix")
    assert done.returncode == 0, done.stdout
    assert done.stdout == "All checks passed: 1 digest. 1 finding fixed.\n"
    assert (tmp_path / "a.md").read_bytes() == text.replace("The the", "The").encode()


def test_permissions_and_links_stay_as_they_were(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"real/a.md": GOOD.replace("The study was", "The the study was")})
    (tmp_path / "real/a.md").chmod(0o640)
    (tmp_path / "b.md").symlink_to("real/a.md")
    run("check", "b.md", "--fix")
    assert (tmp_path / "b.md").is_symlink()
    assert (tmp_path / "real/a.md").read_text() == GOOD
    assert (tmp_path / "real/a.md").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in (tmp_path / "real").iterdir()] == ["a.md"]


def test_an_unsafe_fix_must_be_asked_for(run: Command, tmp_path: Path) -> None:
    text = GOOD.replace("The study was completed", "The study NCTO3951116 was completed")
    write(tmp_path, {"a.md": text})
    kept = run("check", "a.md", "--fix")
    assert kept.stdout.endswith("1 finding with a fix to look at (--unsafe-fixes).\n")
    assert (tmp_path / "a.md").read_text() == text
    assert run("check", "a.md", "--unsafe-fixes").returncode == 0
    assert (tmp_path / "a.md").read_text() == text.replace("NCTO", "NCT0")


def test_a_sentence_with_a_claim_is_never_rewritten(run: Command, tmp_path: Path) -> None:
    text = GOOD.replace("The study was completed in March 2021.", "Walking reduced the the pain by half in 2021.")
    write(tmp_path, {"a.md": text})
    done = run("check", "a.md", "--unsafe-fixes", "--select", "TXT006")
    assert (tmp_path / "a.md").read_text() == text
    assert "fix: Delete the repetition (for a person to make: the sentence carries a claim)" in done.stdout
    records = run("check", "a.md", "--select", "TXT006", "--output-format", "json")
    assert '"fix": null' in records.stdout


def test_a_diff_shows_and_changes_nothing(run: Command, tmp_path: Path) -> None:
    text = GOOD.replace("The study was", "The the study was")
    write(tmp_path, {"a.md": text})
    done = run("check", "a.md", "--diff")
    assert (done.returncode, done.stderr) == (1, "Would fix 1 finding in 1 file.\n")
    assert "-The the study was completed in March 2021.\n+The study was completed in March 2021.\n" in done.stdout
    assert (tmp_path / "a.md").read_text() == text
    assert run("check", "a.md", "--diff", "--ignore", "TXT006").returncode == 0


def test_standard_input_is_fixed_to_standard_output(run: Command) -> None:
    done = run("check", "-", "--fix", "--isolated", text=GOOD.replace("The study was", "The the study was"))
    assert (done.returncode, done.stdout) == (0, GOOD)
    assert done.stderr == "All checks passed: 1 digest. 1 finding fixed.\n"


def test_a_file_that_cannot_be_written_is_an_error_and_stays(run: Command, tmp_path: Path) -> None:
    write(
        tmp_path,
        {"a.md": GOOD.replace("The study was", "The the study was"), "b.md": GOOD.replace("NCT0395", "NCT 0395")},
    )
    before = (tmp_path / "a.md").read_bytes()
    (tmp_path / "a.md").chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        done = run("check", "a.md", "--fix")
    finally:
        tmp_path.chmod(0o755)
    if (tmp_path / "a.md").read_bytes() != before:
        pytest.skip("this user may write everywhere")
    assert done.returncode == 2
    assert "a.md: it cannot be fixed" in done.stderr


def test_what_a_digest_suppresses_is_not_fixed(run: Command, tmp_path: Path) -> None:
    comment = "<!-- digestlint: ignore[TXT006] a name -->\n\nThe the study was"
    write(tmp_path, {"a.md": GOOD.replace("The study was", comment)})
    before = (tmp_path / "a.md").read_bytes()
    assert run("check", "a.md", "--fix").returncode == 0
    assert (tmp_path / "a.md").read_bytes() == before
    assert codes(run("check", "a.md", "--output-format", "json").stdout) == []
