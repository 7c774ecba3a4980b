"""The page of each rule in the docs, from its file: `python -m tests.pages` writes them."""

from collections.abc import Iterator
from pathlib import Path

from digestlint.catalog import built_in_rules
from digestlint.explain import explain

FOLDER = Path(__file__).parent.parent / "docs/rules"


def pages() -> Iterator[tuple[Path, str]]:
    """Yield each page's path and text, the index first."""
    rules = built_in_rules()
    rows = [
        f"| [{r.code}]({r.code}.md) | {r.name} | {r.severity}{'' if r.default else ', off'} | {r.summary} |"
        for r in rules
    ]
    yield (
        FOLDER / "index.md",
        "\n".join(["# Rules", "", "| code | name | severity | what it asks |", "| --- | --- | --- | --- |", *rows, ""]),
    )
    for rule in rules:
        yield FOLDER / f"{rule.code}.md", explain(rule.code, "markdown")


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, text in pages():
        path.write_text(text, encoding="utf-8")
