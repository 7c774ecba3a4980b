"""The docs say what the program does."""

from .pages import FOLDER, pages


def test_what_the_program_writes_of_itself_is_up_to_date() -> None:
    stale = [path.name for path, text in pages() if not path.exists() or path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: python -m tests.pages"


def test_there_is_no_page_without_a_rule() -> None:
    assert set(FOLDER.iterdir()) == {path for path, _ in pages() if path.parent == FOLDER}
