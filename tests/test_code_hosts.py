"""Annotations, summaries and comments: what a code host shows, and how much of it."""

import html
import re
from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

from digestlint.report import FileReport, Report
from digestlint.reporters.github import github_report, github_summary
from digestlint.reporters.style import Style

from .reports import fixed, hostile, many
from .snapshots import written

COMMAND = re.compile(r"::(error|warning|notice) ([^\x00-\x1f]*?)::([^\x00-\x1f]*)\n")
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def commands(report: Report) -> list[tuple[str, dict[str, str], str]]:
    """Return the commands as GitHub's runner reads them: what is to be done, its properties and its message."""
    found = []
    for line in written(report, "github").splitlines(keepends=True):
        if line.startswith("::"):
            command, properties, message = COMMAND.fullmatch(line).groups()
            pairs = (pair.split("=", 1) for pair in properties.split(","))
            found.append((command, {name: unescape(value) for name, value in pairs}, unescape(message)))
    return found


def unescape(text: str) -> str:
    for escape, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, char)
    return text


def test_an_annotation_repeats_its_place_for_the_log() -> None:
    command, properties, message = commands(fixed())[2]
    assert command == "error"
    place = {"line": "23", "col": "145", "endLine": "23", "endColumn": "180"}
    assert properties == {"file": "digests/seed-igf1.txt", **place, "title": "digestlint (TXT001)"}
    assert message.splitlines() == [
        "digests/seed-igf1.txt:23:145: TXT001 `the provided research documentation` is the model speaking of itself, its task or its input",
        "help: Say it of the study or its record, or delete it",
    ]


def test_an_annotation_of_several_lines_has_no_columns() -> None:
    (properties,) = [p for _, p, _ in commands(fixed()) if p.get("endLine") != p.get("line")]
    assert properties.keys() == {"file", "line", "endLine", "title"}


def test_annotations_come_with_the_worst_first_and_what_could_not_be_checked_before_them() -> None:
    order = [command for command, _, _ in commands(fixed())]
    assert order == sorted(order, key=["error", "warning", "notice"].index)
    assert [p["file"] for _, p, _ in commands(fixed())[:2]] == ["digests/locked.md", "digests/typed-in-latin-1.md"]


def test_a_digest_gives_the_runner_no_command() -> None:
    lines = written(hostile(), "github").splitlines()
    assert len(commands(hostile())) == 11
    assert [line for line in lines if not line.startswith("::")] == lines[-1:]
    files = {properties["file"] for _, properties, _ in commands(hostile())}
    assert {"digests/a b, 100%: \"c\" 'd'.md", "digests/größe 研究.md"} <= files


def test_only_as_many_annotations_are_written_as_github_shows_and_the_rest_is_counted() -> None:
    report = many(5_000)
    assert [command for command, _, _ in commands(report)] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert written(report, "github").splitlines()[-1] == (
        "digestlint: 4,970 more without annotation: GitHub shows 10 errors, 10 warnings and 10 notices of a step. "
        "The summary of the step lists all."
    )
    assert not [line for line in written(many(30), "github").splitlines() if "more" in line]


def test_a_clean_run_is_silent() -> None:
    assert list(github_report(Report(fixed().files[:1]), Style())) == []


def test_the_summary_of_a_step_lists_all_with_the_worst_first() -> None:
    rows = [line.split(" | ")[1] for line in github_summary(many(5_000)).splitlines() if line.startswith("| <code>")]
    assert len(rows) == 5_000
    assert rows == sorted(rows, key=["error", "warning", "info"].index)


def test_the_summary_of_a_step_stays_below_1_mib_and_says_how_many_rows_are_left_out() -> None:
    text = github_summary(many(20_000, in_each=500))
    assert 900_000 < len(text.encode()) < 1024 * 1024
    listed = sum(line.startswith("| <code>") for line in text.splitlines())
    assert text.splitlines()[-1] == f"{20_000 - listed:,} more rows are left out: a summary holds no more than 1 MiB."


def test_the_summary_of_a_clean_run_is_its_verdict() -> None:
    assert github_summary(Report(fixed().files[:1])) == "### digestlint\n\nAll checks passed: 1 digest.\n\n"


@pytest.mark.parametrize("number", [5_000, 20_000])
def test_a_comment_stays_below_what_github_takes_and_says_how_many_are_left_out(number: int) -> None:
    text = written(many(number), "markdown")
    assert 60_000 < len(text.encode()) < 65_536
    listed = len(re.findall(r"^\| \d+:\d+ \|", text, re.MULTILINE))
    assert text.splitlines()[-1] == f"{number - listed:,} more are left out: a comment holds no more."
    assert text.count("<details>") == text.count("</details>")


def test_a_comment_opens_with_the_verdict() -> None:
    assert (
        written(Report(fixed().files[:1]), "markdown").splitlines()[1] == "**digestlint:** All checks passed: 1 digest."
    )
    assert written(Report(()), "markdown").splitlines()[1] == "**digestlint:** No digest was checked."


def test_a_comment_folds_files_where_there_are_many_and_shows_the_worst_first() -> None:
    assert "<details>" not in written(fixed(), "markdown")
    files = many(6, in_each=1).files
    assert re.findall(r"<code>digests/0*(\d)\.md</code>: (.*)</summary>", written(Report(files), "markdown")) == [
        ("0", "1 error"), ("3", "1 error"), ("1", "1 warning"), ("4", "1 warning"), ("2", "1 info"), ("5", "1 info"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "page", [lambda report: written(report, "markdown"), github_summary], ids=["comment", "summary"]
)
def test_pages_hold_no_markup_but_ours(page: Callable[[Report], str]) -> None:
    text = page(hostile())
    tokens = [token for block in MARKDOWN.parse(text) for token in (block, *(block.children or ()))]
    ours = {"table", "thead", "tbody", "tr", "th", "td", "paragraph", "strong", "heading"}
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    assert kinds <= ours | {"inline", "text", "text_special", "html_inline", "html_block", "softbreak"}
    markup = "".join(token.content for token in tokens if token.type in ("html_inline", "html_block"))
    allowed = {"<!-- digestlint -->", "<details>", "<summary>", "</summary>", "</details>", "<code>", "</code>"}
    assert set(re.findall(r"<[^>]*>", markup)) <= allowed
    assert markup.count("<details>") == markup.count("</details>")
    words = "".join(html.unescape(re.sub("<[^>]*>", "", t.content)) for t in tokens if t.type != "inline")
    assert not re.search(r"@\w|://|www\.|\]\(|#\d|[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", words)


def test_every_row_of_a_page_has_the_cells_of_its_head() -> None:
    for text in (written(hostile(), "markdown"), github_summary(hostile())):
        rows = [line for line in text.splitlines() if line.startswith("| ")]
        assert {line.count(" | ") for line in rows} <= {1, 3}
        assert not any("|" in line.replace(" | ", "")[2:-2] for line in rows)


def test_a_file_that_is_only_skipped_makes_no_finding() -> None:
    report = Report((FileReport("README.md", skipped="it is no digest"),))
    assert written(report, "github") == ""
    assert written(report, "gitlab") == "[]\n"
    assert "1 file skipped" in written(report, "markdown")
