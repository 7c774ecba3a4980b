"""Suppressions as a writer of digests uses them: what they spare, what they do not, and who may forbid them."""

from pathlib import Path

import pytest

from .conftest import Command
from .test_cli import GOOD, codes, write

SAD = "The study was sadly completed in March 2021."
SPARED = "<!-- digestlint: ignore[TXT005] the sponsor's words -->\n\n" + SAD


def digest(results: str, front: str = "") -> str:
    return front + GOOD.replace("The study was completed in March 2021.", results)


def found(run: Command, text: str, *options: str) -> list[str]:
    done = run("check", "-", "--isolated", "--output-format", "json", *options, text=text)
    assert "Traceback" not in done.stderr
    return [code for _, code in codes(done.stdout)]


def test_a_comment_spares_the_next_block_and_no_other(run: Command) -> None:
    assert found(run, digest(SPARED)) == []
    assert found(run, digest(SPARED + "\n\nThankfully, nobody fell.")) == ["TXT005"]


def test_a_list_is_one_block(run: Command) -> None:
    text = "<!-- digestlint: ignore[TXT005] quoted -->\n\n- Sadly, one fell.\n- Sadly, two left.\n\nSadly, all of it is true."
    assert found(run, digest(text)) == ["TXT005"]


def test_a_comment_inside_a_paragraph_spares_that_paragraph(run: Command) -> None:
    assert found(run, digest("The study <!-- digestlint: ignore[TXT005] --> was sadly completed in 2021.")) == []


def test_the_words_behind_a_comment_are_read(run: Command) -> None:
    assert found(run, digest("<!-- a note --> " + SAD)) == ["TXT005"]


def test_a_range_ends_where_it_is_ended(run: Command) -> None:
    opened = "<!-- digestlint: disable[TXT005] quoted -->\n\n" + SAD
    assert found(run, digest(opened)) == []
    closed = opened + "\n\n<!-- digestlint: enable[TXT005] -->\n\nThankfully, nobody fell."
    assert found(run, digest(closed)) == ["TXT005"]


@pytest.mark.parametrize(
    "front",
    [
        "---\ndigestlint: {ignore: {TXT005: a letter}}\n---\n\n",
        "---\ndigestlint:\n  ignore:\n    emotive-language: a letter\n---\n\n",
        "---\ndigestlint:\n  ignore: [TXT005]\n---\n\n",
        "---\ndigestlint:\n  ignore: TXT\n---\n\n",
    ],
)
def test_front_matter_spares_the_whole_file(run: Command, front: str) -> None:
    assert found(run, digest(SAD, front)) == []


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- digestlint: ignore -->",
        "<!-- digestlint: ignore[] -->",
        "<!-- digestlint: ignore[ALL] -->",
        "<!-- digestlint: ignore[TXT999] -->",
        "<!-- digestlint: spare[TXT005] -->",
        "<!-- digestlint ignore TXT005 -->",
        "<!-- digestlint: ignore[SUP001, TXT005] -->",
    ],
)
def test_what_names_no_rule_is_said(run: Command, comment: str) -> None:
    assert "SUP001" in found(run, digest(f"{comment}\n\n{SAD}"))


def test_a_name_that_is_nearly_right_gets_a_suggestion(run: Command) -> None:
    text = digest(f"<!-- digestlint: ignore[emotive-langage] -->\n\n{SAD}")
    done = run("check", "-", "--isolated", "--output-format", "concise", text=text)
    assert "did you mean 'emotive-language'?" in done.stdout


def test_prose_and_page_text_that_look_like_a_directive_suppress_nothing(run: Command) -> None:
    assert found(run, digest("`digestlint: ignore[TXT005]`\n\n" + SAD)) == ["TXT005"]
    page = GOOD.replace("# ", "").replace("#", "").replace("**", "")
    page = page.replace("The study was completed in March 2021.", SPARED)
    assert "TXT005" in found(run, page)


def test_only_what_was_looked_for_is_called_unused(run: Command) -> None:
    text = digest("<!-- digestlint: ignore[TXT006, CLM] quoted -->\n\nThe study was completed in March 2021.")
    assert found(run, text) == ["SUP001", "SUP001"]
    assert found(run, text, "--select", "SUP,TXT006,CLM001") == ["SUP001"]


def test_the_gate_can_heed_none(run: Command) -> None:
    assert found(run, digest(SPARED), "--ignore-suppressions") == ["TXT005"]
    front = "---\ndigestlint: {ignore: {TXT005: a letter}}\n---\n\n"
    assert found(run, digest(SAD, front), "--ignore-suppressions") == ["TXT005"]


def test_a_reason_can_be_required(run: Command) -> None:
    bare = "<!-- digestlint: ignore[TXT005] -->\n\n" + SAD
    assert found(run, digest(bare)) == []
    assert found(run, digest(bare), "--config", "require-reason=true") == ["SUP001", "TXT005"]
    assert found(run, digest(SPARED), "--config", "require-reason=true") == []


def test_a_rule_can_be_closed_to_suppression(run: Command) -> None:
    assert found(run, digest(SPARED), "--config", 'unsuppressible=["TXT"]') == ["SUP001", "TXT005"]


def test_the_configuration_names_rules_that_there_are(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GOOD, "digestlint.toml": 'unsuppressible = ["REC012", "REC999"]\n'})
    done = run("check", "a.md")
    assert done.returncode == 2
    assert "digestlint.toml:1: no rule is called 'REC999'" in done.stderr


def test_a_digest_said_twice_can_be_wanted(run: Command, tmp_path: Path) -> None:
    wanted = digest(
        "<!-- digestlint: ignore-file[DUP003] the second part -->\n\nThe study was completed in March 2021."
    )
    write(tmp_path, {"a.md": GOOD, "b.md": wanted})
    done = run("check", ".", "--select", "DUP003,SUP")
    assert done.stdout == "All checks passed: 2 digests. 1 finding suppressed.\n"
    assert run("check", "b.md", "--select", "DUP003,SUP").stdout == "All checks passed: 1 digest.\n"


def test_the_summary_says_what_was_suppressed(run: Command) -> None:
    done = run("check", "-", "--isolated", text=digest(SPARED))
    assert done.stdout == "All checks passed: 1 digest. 1 finding suppressed.\n"
