"""The code in the docs is true: commands, outputs, configuration, rules, phrases and links."""

import json
import re
import tomllib
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from pydantic import TypeAdapter

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary, load_rule, load_vocabulary
from digestlint.checks.phrases import Phrases
from digestlint.cli import cli
from digestlint.config import Overrides, find_config, load_settings
from digestlint.examples import failures
from digestlint.lint import lint
from digestlint.models import ConfigFile
from digestlint.phrase_search import compile_lists, compile_phrases
from digestlint.record import Record
from digestlint.rule import Example
from digestlint.source import Source

from .conftest import ROOT, Command, shared
from .pages import DOCS
from .snippets import PAGES, Block, blocks, blocks_of, commands, links, words_of

SEED = ROOT / "fixtures/digests/flawed/seed-igf1.txt"
README = ROOT / "README.md"
KEYS = {field.alias or name for name, field in ConfigFile.model_fields.items()}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_files(path: Path) -> None:
    assert [target for target in links(path) if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("command", commands())
def test_commands_and_their_options_exist(command: str) -> None:
    words, found = words_of(command), cli
    while isinstance(found, click.Group) and words:
        context = click.Context(found)
        name = words.pop(0)
        found = found.get_command(context, name)
        assert found, f"there is no command {name}"
    found.make_parser(click.Context(found)).parse_args(words)


def _unfold(block: Block) -> str:
    return block.text.partition("\n")[2]


def test_the_findings_in_the_readme_are_the_real_ones(run: Command) -> None:
    (run.folder / SEED.name).write_bytes(SEED.read_bytes())
    first = next(block for block in blocks_of(README) if block.language == "console")
    assert run(*words_of(first.text.partition("\n")[0].removeprefix("$ "))).stdout == _unfold(first)
    shown = next(block for block in blocks_of(README) if block.text.startswith("error TXT001"))
    assert shown.text in run("check", SEED.name, COLUMNS="100").stdout


def test_the_findings_against_the_record_in_the_readme_are_the_real_ones(run: Command) -> None:
    (run.folder / SEED.name).write_bytes(SEED.read_bytes())
    records = shared("bench", "records")
    shown = next(block.text for block in blocks_of(README) if "REC013" in block.text)
    words = ("check", SEED.name, "--output-format", "concise", "--config", f"records={json.dumps(str(records))}")
    reported = run(*words, "--select", "REC").stdout
    assert reported.startswith(shown)
    assert "Found 3 findings" in reported
    assert "Found 11 findings" in run(*words).stdout


@pytest.mark.parametrize("language", ["markdown", "text"])
def test_nothing_is_wrong_with_the_digest_that_shows_what_one_is(language: str) -> None:
    (block,) = (block for block in blocks_of(DOCS / "digests.md") if block.language == language)
    found = lint(
        Source.of(block.text),
        [rule for rule in built_in_rules() if not rule.across],
        profile=built_in_profile(),
        vocabulary=built_in_vocabulary(),
        today=date(2026, 6, 30),
    )
    assert [f"{each.code} {each.message}" for each in found if each.code != "STR009"] == []


@pytest.mark.parametrize("block", blocks("toml"), ids=str)
def test_toml_in_the_docs_is_what_it_is_said_to_be(block: Block, tmp_path: Path) -> None:
    table = tomllib.loads(block.text)
    table = table.get("tool", {}).get("digestlint", table)
    if "code" in table:
        rule = _rule(block, tmp_path)
        assert [failure.reason for failure in failures(rule)] == []
    elif set(table) <= KEYS:
        _write(tmp_path, block, table)
        assert load_settings(find_config(tmp_path), Overrides(), tmp_path).rules
    else:
        _check_piece(table)


def _rule(block: Block, folder: Path) -> Any:
    path = folder / f"{tomllib.loads(block.text)['name']}.toml"
    path.write_text(block.text, encoding="utf-8")
    return load_rule(path)


def _write(folder: Path, block: Block, table: dict[str, Any]) -> None:
    """Write a configuration, and the files that it names."""
    name = "pyproject.toml" if "[tool." in block.text else "digestlint.toml"
    (folder / name).write_text(block.text, encoding="utf-8")
    for each in table.get("vocabulary", ()):
        (folder / each).write_text("keywords: {}\n", encoding="utf-8")
    for each in table.get("rules", ()):
        (folder / each).mkdir()
    if "records" in table:
        record = json.loads((ROOT / "fixtures/records/NCT09100000.json").read_text(encoding="utf-8"))
        (folder / table["records"]).write_text(json.dumps(record) + "\n", encoding="utf-8")


def _check_piece(table: dict[str, Any]) -> None:
    """Check a piece of a rule file, or a record of an example."""
    if "params" in table:
        TypeAdapter(Phrases).validate_python(table["params"])
    elif "examples" in table:
        TypeAdapter(tuple[Example, ...]).validate_python(table["examples"])
    else:
        assert set(table) <= {field.name for field in fields(Record)}, "this is neither configuration nor a rule"


@pytest.mark.parametrize("block", blocks("yaml"), ids=str)
def test_yaml_in_the_docs_is_what_it_is_said_to_be(block: Block, tmp_path: Path) -> None:
    loaded, *more = yaml.safe_load_all(block.text)
    if more or not isinstance(loaded, dict):  # front matter, or steps of a workflow
        assert loaded
    elif set(loaded) & {"keywords", "flags"}:
        path = tmp_path / "vocabulary.yaml"
        path.write_text(block.text, encoding="utf-8")
        assert load_vocabulary(path)
    elif "repos" in loaded:
        shipped = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
        assert {hook["id"] for hook in loaded["repos"][0]["hooks"]} <= shipped


def test_the_rule_that_shows_how_one_is_written_is_tested_as_shown(run: Command) -> None:
    page = blocks_of(DOCS / "writing-rules.md")
    (rule,) = (block for block in page if block.language == "toml" and block.text.startswith("code"))
    folder = run.folder / "our-rules"
    folder.mkdir()
    _rule(rule, folder)
    (shown,) = (block for block in page if block.language == "console")
    assert run("rules", "test", "our-rules").stdout == _unfold(shown)


def _phrases() -> list[list[str]]:
    (block,) = (each for each in blocks_of(DOCS / "writing-rules.md") if each.text.startswith("written"))
    return [re.split(r" {2,}", line) for line in block.text.splitlines()[2:]]


@pytest.mark.parametrize(("written", "finds", "finds_not"), _phrases())
def test_phrases_find_what_the_page_says(written: str, finds: str, finds_not: str) -> None:
    pattern = compile_phrases((written,), compile_lists({"pet": ("dog~", "(cat|cats)")}))
    assert [words for words in finds.split(" · ") if not pattern.search(words)] == []
    assert [words for words in finds_not.split(" · ") if pattern.search(words)] == []


def test_every_param_of_phrases_is_told() -> None:
    text = (DOCS / "writing-rules.md").read_text(encoding="utf-8")
    assert [field.name for field in fields(Phrases) if f"| `{field.name}` |" not in text] == []
