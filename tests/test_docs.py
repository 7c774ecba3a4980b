"""The docs say what the program does: pages that it writes itself, and the page of outputs."""

import re

from digestlint.catalog import built_in_rules
from digestlint.models import ConfigFile
from digestlint.reporters import FORMATS

from .config_page import EXAMPLES
from .conftest import ROOT
from .pages import FOLDER, pages
from .snapshots import snapshots

OUTPUTS = ROOT / "docs/outputs.md"


def test_what_the_program_writes_of_itself_is_up_to_date() -> None:
    stale = [path.name for path, text in pages() if not path.exists() or path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: python -m tests.pages"


def test_there_is_no_page_without_a_rule() -> None:
    assert set(FOLDER.iterdir()) == {path for path, _ in pages() if path.parent == FOLDER}


def test_rules_refer_to_other_rules_that_exist() -> None:
    codes = {rule.code for rule in built_in_rules()}
    assert [rule.code for rule in built_in_rules() if not set(rule.see_also) <= codes - {rule.code}] == []


def test_a_rule_tells_of_its_fix_where_it_has_one() -> None:
    assert [r.code for r in built_in_rules() if any(e.fixed is not None for e in r.examples) and not r.fix] == []


def test_each_key_of_the_examples_is_one_of_the_configuration() -> None:
    assert set(EXAMPLES) <= {field.alias or name for name, field in ConfigFile.model_fields.items()}


def test_every_format_has_its_section_in_the_docs() -> None:
    headings = re.findall(r"^## (`.*)$", OUTPUTS.read_text(encoding="utf-8"), re.MULTILINE)
    assert {name for heading in headings for name in re.findall("`(.*?)`", heading)} == set(FORMATS)


def test_every_line_of_an_example_of_output_is_real() -> None:
    real = {path.stem: content.decode().splitlines() for path, content in snapshots() if path.parent.name == "fixed"}
    sections = re.split(r"^## (?=`)", OUTPUTS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    for section in sections:
        name = re.findall("`(.*?)`", section.splitlines()[0])[-1]
        if name == "html":
            continue  # a picture shows it
        (example,) = re.findall(r"^```(?:text|json|xml|markdown)\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
        assert [line for line in example.splitlines() if line not in real[name]] == [], name
