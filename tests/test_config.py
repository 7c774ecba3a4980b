"""Configuration: where it is found, what it may hold, and what is said of mistakes in it."""

import json
from pathlib import Path

import pytest

from digestlint.config import schema

from .conftest import ROOT, Command
from .test_cli import BAD, GOOD, codes, write

OWN_RULE = """
code = "OUR001"
name = "walking-cure"
severity = "error"
summary = "Nobody is told that walking cures."
why = "It does not."
message = "`{words}` promises a cure"
help = "Say what was seen"
check = "phrases"
params = { phrases = ["walking cure~"] }

[[examples]]
because = "A promise."
text = "[[Walking cures]] knees."

[[examples]]
because = "No promise."
text = "Walking eased pain in some."
"""


def test_the_nearest_file_counts_and_none_is_merged(run: Command, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "digestlint.toml": 'ignore = ["STR001"]\n',
            "a.md": BAD,
            "new/.digestlint.toml": "",
            "new/b.md": BAD,
            "old/pyproject.toml": '[tool.digestlint]\nseverity = { missing-section = "info" }\n',
            "old/c.md": BAD,
            "other/pyproject.toml": "[project]\n",
            "other/d.md": BAD,
        },
    )
    done = run("check", "--output-format", "json", "--ignore", "DUP003")
    assert codes(done.stdout) == [("new/b.md", "STR001"), ("old/c.md", "STR001")]
    assert [record["severity"] for record in json.loads(done.stdout)] == ["error", "info"]
    assert len(codes(run("check", "--isolated", "--ignore", "DUP003", "--output-format", "json").stdout)) == 4


def test_rules_are_chosen_by_code_name_and_prefix(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": BAD.replace("## Background", "## Backgroud")})

    def found(*words: str) -> list[str]:
        return [code for _, code in codes(run("check", "--output-format", "json", *words).stdout)]

    assert found() == ["STR001", "STR006"]
    assert found("--select", "STR001") == ["STR001"]
    assert found("--select", "unknown-section,STR001") == ["STR001", "STR006"]
    assert found("--ignore", "STR") == []
    assert found("--ignore", "STR", "--select", "STR006") == ["STR006"]
    assert found("--select", "ALL", "--ignore", "STR001,STR009,PLN") == ["STR006"]
    assert found("--extend-select", "STR009", "--ignore", "STR001,STR006") == ["STR009"] * 3
    assert found("--config", 'per-file-ignores = {"a.*" = ["STR001"]}') == ["STR006"]
    assert found("--config", 'per-file-ignores = {"b.*" = ["STR001"]}') == ["STR001", "STR006"]


def test_options_severity_and_fail_on_are_set_in_the_file(run: Command, tmp_path: Path) -> None:
    config = (
        'extend-select = ["section-length"]\nfail-on = "info"\n\n'
        '[severity]\nSTR009 = "warning"\n\n[options.STR009]\nmin-words = 1\nmax-words = 6\n'
    )
    write(tmp_path, {"digestlint.toml": config, "a.md": GOOD})
    done = run("check", "--output-format", "json")
    assert done.returncode == 1
    assert {(record["code"], record["severity"]) for record in json.loads(done.stdout)} == {("STR009", "warning")}


def test_own_rules_and_an_own_profile_join_in(run: Command, tmp_path: Path) -> None:
    config = 'rules = ["our-rules"]\n\n[[profile.sections]]\nname = "Results"\naliases = ["Outcome of the trial"]\n'
    write(tmp_path, {"digestlint.toml": config, "our-rules/walking-cure.toml": OWN_RULE})
    write(
        tmp_path,
        {
            "a.md": "# T\n\n## Results\n\nWalking cured knees.\n\nSource: clinicaltrials:NCT03951116 · Ingested 2026-05-04 · Digest: m\n"
        },
    )
    assert [code for _, code in codes(run("check", "--output-format", "json").stdout)] == ["OUR001"]
    tested = run("rules", "test", "our-rules")
    assert (tested.returncode, tested.stdout) == (0, "2 examples of 1 rules: 2 passed, 0 failed\n")


def test_a_rule_whose_example_fails_is_named(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"r/walking-cure.toml": OWN_RULE.replace("[[Walking cures]]", "Walking [[cures]]")})
    done = run("rules", "test", "r")
    assert done.returncode == 1
    assert "OUR001 walking-cure: A promise." in done.stdout
    assert "expected 'cures', reported 'Walking cures'" in done.stdout


CONFIGS = {
    'selects = ["STR"]\n': "error: digestlint.toml:1: selects: there is no such key (did you mean 'select'?)",
    '\nignore = ["STR0001"]\n': "error: digestlint.toml:2: no rule is called 'STR0001' (did you mean 'STR001'?)",
    'select = "STR"\n': "error: digestlint.toml:1: select: Input should be a valid tuple",
    "select = [\n": "error: digestlint.toml: this is no TOML",
    '[severity]\nSTR001 = "fatal"\n': "error: digestlint.toml:2: severity.STR001: Input should be 'error', 'warning' or 'info'",
    "[options.STR009]\nmin = 3\n": "error: digestlint.toml:1: the rule STR009 has no option 'min' (did you mean 'min-words'?)",
    '[options.STR009]\nmin-words = "few"\n': "error: digestlint.toml:1: min_words: Input should be a valid integer",
    'vocabulary = ["none.yaml"]\n': "error: digestlint.toml:1: there is no vocabulary file 'none.yaml'",
    'rules = ["none"]\n': "error: digestlint.toml:1: there is no folder of rules 'none'",
    'max-file-size = "ten"\n': "error: digestlint.toml:1: max-file-size: Input should be a valid integer",
}


@pytest.mark.parametrize("text", CONFIGS, ids=str.split)
def test_a_mistake_is_named_with_file_line_and_key(run: Command, tmp_path: Path, text: str) -> None:
    write(tmp_path, {"digestlint.toml": text, "a.md": GOOD})
    done = run("check", "--config", "digestlint.toml")
    assert done.returncode == 2
    assert done.stderr.startswith(CONFIGS[text])
    assert "Traceback" not in done.stderr


RULES = {
    'severity = "bad"': "r/walking-cure.toml:4: severity: Input should be 'error', 'warning' or 'info'",
    'sverity = "error"': "r/walking-cure.toml:4: sverity: there is no such key (did you mean 'severity'?)",
}


def test_a_broken_rule_file_is_named_with_line_and_key(run: Command, tmp_path: Path) -> None:
    broken = {
        OWN_RULE.replace('severity = "error"', 'severity = "bad"'): "4: severity: Input should be 'error', 'warning' or 'info'",
        OWN_RULE.replace('check = "phrases"', 'check = "phrase"'): "9: there is no check 'phrase' (did you mean 'phrases'?)",
        OWN_RULE.replace("phrases = [", "words = ["): "10: params.words: there is no such key",
        OWN_RULE.replace('because = "A promise."\n', 'because = "A promise."\nwithin = "footer"\n'): "14: examples.0.within: Input should be 'whole'",
        OWN_RULE.replace("{words}", "{words.x}"): "7: message: a template names plain values only",
        OWN_RULE.replace('["walking cure~"]', '["walking (cure"]'): "10: params: a bracket of the phrase 'walking (cure' is not closed",
        "code = ": "this is no TOML",
    }  # fmt: skip
    for text, message in broken.items():
        write(tmp_path, {"r/walking-cure.toml": text})
        done = run("rules", "test", "r")
        assert done.returncode == 2
        assert message in done.stderr
        assert "Traceback" not in done.stderr


def test_all_broken_rule_files_are_named_at_once(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"r/a.toml": "x = 1\n", "r/b.toml": "y = \n"})
    done = run("rules", "test", "r")
    assert "r/a.toml" in done.stderr
    assert "r/b.toml" in done.stderr


def test_a_broken_vocabulary_is_named(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"digestlint.toml": 'vocabulary = ["v.yaml"]\n', "v.yaml": "keywords: [a\n", "a.md": GOOD})
    assert "v.yaml:2: this is no YAML" in run("check").stderr
    write(tmp_path, {"v.yaml": "keyword:\n  a: []\n"})
    assert "v.yaml:1: keyword: there is no such key (did you mean 'keywords'?)" in run("check").stderr


def test_the_settings_of_a_file_are_shown(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"digestlint.toml": 'ignore = ["DUP"]\n', "a.md": GOOD})
    shown = run("config", "show", "a.md").stdout
    assert "digestlint.toml" in shown
    assert 'STR001 = "error"' in shown
    assert "DUP001" not in shown


def test_the_schema_in_the_docs_is_the_schema_of_the_program() -> None:
    kept = json.loads((ROOT / "docs/digestlint.schema.json").read_text(encoding="utf-8"))
    assert kept == schema(), "run: digestlint config schema > docs/digestlint.schema.json"
