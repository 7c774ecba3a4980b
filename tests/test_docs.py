"""The docs say what the program does."""

from .pages import FOLDER, pages


def test_the_page_of_every_rule_is_what_its_file_says() -> None:
    stale = [path.name for path, text in pages() if not path.exists() or path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: python -m tests.pages"


def test_there_is_no_page_without_a_rule() -> None:
    assert {path.name for path in FOLDER.glob("*.md")} == {path.name for path, _ in pages()}
