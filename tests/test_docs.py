"""The docs say what the program does."""

import re

from digestlint.reporters import REPORTERS

from .conftest import ROOT
from .pages import FOLDER, pages
from .snapshots import snapshots

OUTPUTS = ROOT / "docs/outputs.md"


def test_the_page_of_every_rule_is_what_its_file_says() -> None:
    stale = [path.name for path, text in pages() if not path.exists() or path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: python -m tests.pages"


def test_there_is_no_page_without_a_rule() -> None:
    assert {path.name for path in FOLDER.glob("*.md")} == {path.name for path, _ in pages()}


def test_every_format_has_its_section_in_the_docs() -> None:
    headings = re.findall(r"^## (`.*)$", OUTPUTS.read_text(encoding="utf-8"), re.MULTILINE)
    assert {name for heading in headings for name in re.findall("`(.*?)`", heading)} == set(REPORTERS)


def test_every_line_of_an_example_of_output_is_real() -> None:
    real = {path.stem: content.decode().splitlines() for path, content in snapshots() if path.parent.name == "fixed"}
    sections = re.split(r"^## (?=`)", OUTPUTS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    for section in sections:
        name = re.findall("`(.*?)`", section.splitlines()[0])[-1]
        if name == "html":
            continue  # a picture shows it
        (example,) = re.findall(r"^```(?:text|json|xml|markdown)\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
        assert [line for line in example.splitlines() if line not in real[name]] == [], name
