"""The HTML report in a real browser, where the machine has one: it is quiet, quick to the hand, and cannot be misused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digestlint.source import Source

from .browser import Page, browser_page, chromium
from .html_page import HOSTILE, SEED, finding, linted, of_text, page_of, seen


@pytest.fixture(scope="module")
def browser() -> Iterator[Page]:
    if not chromium():
        pytest.skip("there is no Chromium on this machine, so the page was not tried in a browser")
    with browser_page() as page:
        yield page


@pytest.fixture
def opened(browser: Page, tmp_path: Path) -> Iterator[Page]:
    path = tmp_path / "report.html"
    path.write_text(page_of(linted(SEED, SEED.with_suffix(".md"))), encoding="ascii")
    browser.size(1440, 1000)
    browser.open(path)
    yield browser
    assert_quiet(browser)


def assert_quiet(page: Page) -> None:
    page.run("new Promise((done) => setTimeout(done, 50))")
    assert page.happened("Runtime.exceptionThrown") == []
    assert page.happened("Runtime.consoleAPICalled") == []
    assert page.happened("Log.entryAdded") == []
    assert page.happened("Page.javascriptDialogOpening") == []
    asked = [event["request"]["url"] for event in page.happened("Network.requestWillBeSent")]
    assert len(asked) == 1
    assert asked[0].startswith("file:")


CARDS = "[...document.querySelectorAll('.card')].filter((card) => card.checkVisibility()).map((card) => card.dataset.c)"
ACTIVE = "document.activeElement.id"


def settled(page: Page) -> Page:
    """What is far from the screen is drawn a moment later."""
    page.run("new Promise((done) => setTimeout(done, 400))")
    return page


def test_a_rule_chosen_hides_the_others(opened: Page) -> None:
    count = len(opened.run(CARDS))
    assert count > 10
    opened.run("document.querySelector('input[value=TXT005]').click()")
    assert settled(opened).run(CARDS) == ["TXT005", "TXT005"]
    assert opened.run("document.getElementById('status').textContent") == (
        f"Showing 2 of {count} findings, in 2 digests"
    )
    marked = "[...document.querySelectorAll('mark[data-f]:not(.off)')].map((mark) => mark.textContent)"
    assert opened.run(marked) == ["unfortunately", "unfortunately"]
    opened.run("document.querySelector('input[value=error]').click()")
    assert settled(opened).run(CARDS) == []
    opened.run("document.querySelector('button[type=reset]').click()")
    assert len(settled(opened).run(CARDS)) == count
    assert opened.run("document.querySelectorAll('mark.off').length") == 0


def test_the_search_narrows_to_a_file_or_a_title(opened: Page) -> None:
    opened.press("/")
    assert opened.run(ACTIVE) == "search"
    for key in "seed-igf1.MD":
        opened.press(key)
    shown_digests = "[...document.querySelectorAll('.digest:not([hidden]) h2')].map((name) => name.textContent)"
    assert opened.run(shown_digests) == ["fixtures/digests/flawed/seed-igf1.md"]
    opened.press("Escape")
    assert opened.run(ACTIVE) == ""
    opened.press("n")
    assert opened.run("document.activeElement.closest('article').dataset.name").startswith(
        "fixtures/digests/flawed/seed-igf1.md"
    )


def test_keys_move_from_finding_to_finding(opened: Page) -> None:
    for key, at in [("n", "f1"), ("j", "f2"), ("n", "f3"), ("p", "f2"), ("k", "f1"), ("p", "f1")]:
        opened.press(key)
        assert opened.run(ACTIVE) == at
        assert opened.run("[...document.querySelectorAll('mark.on')].map((mark) => mark.dataset.f)")
        inside = f"(() => {{ const box = document.getElementById('m{at[1:]}').getBoundingClientRect();"
        assert opened.run(inside + " return box.top > 0 && box.bottom < innerHeight; })()")
        assert opened.run("document.querySelectorAll('.card .why').length") == 1
    opened.press("Escape")
    assert opened.run("document.querySelectorAll('.on, .card .why').length") == 0


def test_help_opens_and_closes(opened: Page) -> None:
    opened.press("?")
    assert opened.run("document.getElementById('help').open")
    opened.press("n")
    assert opened.run("document.querySelectorAll('.card.on').length") == 0
    opened.press("Escape")
    assert not opened.run("document.getElementById('help').open")


def test_marks_and_cards_lead_to_each_other(opened: Page) -> None:
    opened.run("document.querySelector('mark[data-f=\"2\"]').click()")
    assert opened.run(ACTIVE) == "f2"
    opened.run("document.getElementById('m3').click()")
    assert opened.run(ACTIVE) == "f3"
    opened.run("document.getElementById('f1').click()")
    assert opened.run("document.querySelector('mark.on').dataset.f") == "1"


def test_a_hostile_page_runs_nothing(browser: Page, tmp_path: Path) -> None:
    text = Source.of(HOSTILE).text
    name = "<img src=x onerror=alert(1)>\u202e.md"
    evil = finding(text, 2, len(text), path=name, message=HOSTILE, help=HOSTILE, trace=(HOSTILE,))
    path = tmp_path / "hostile.html"
    path.write_text(page_of(of_text(text, [evil], name)), encoding="ascii")
    browser.open(path)
    browser.press("n")
    assert browser.run("typeof window.hacked") == "undefined"
    assert browser.run("document.querySelectorAll('script').length") == 1
    assert browser.run("document.querySelectorAll('main img, main svg, main a[href^=javascript]').length") == 0
    words = "[...document.querySelectorAll('mark[data-f]')].map((mark) => mark.textContent).join('')"
    assert browser.run(words) == seen(text[2:])
    assert_quiet(browser)


def test_a_foreign_script_or_style_is_refused(opened: Page) -> None:
    opened.run("document.body.append(Object.assign(document.createElement('script'), {text: 'window.hacked = 1'}))")
    opened.run("new Promise((done) => setTimeout(done, 50))")
    assert opened.run("typeof window.hacked") == "undefined"
    assert [event["entry"]["source"] for event in opened.happened("Log.entryAdded")] == ["security"]
    opened.events.clear()
    opened.events.append({"method": "Network.requestWillBeSent", "params": {"request": {"url": "file:"}}})


def test_without_scripts_all_is_there_to_read(browser: Page, tmp_path: Path) -> None:
    path = tmp_path / "plain.html"
    path.write_text(page_of(linted(SEED)), encoding="ascii")
    browser.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(path)
        root = browser.send("DOM.getDocument")["root"]["nodeId"]
        cards = browser.send("DOM.querySelectorAll", nodeId=root, selector=".card")["nodeIds"]
        assert len(cards) == 8
        assert all(browser.send("DOM.getBoxModel", nodeId=card)["model"]["height"] > 30 for card in cards)
        assert browser.send("DOM.querySelector", nodeId=root, selector="html.js")["nodeId"] == 0
    finally:
        browser.send("Emulation.setScriptExecutionDisabled", value=False)


def test_it_prints(opened: Page) -> None:
    assert opened.printed().startswith(b"%PDF")
