"""The pages and tables of the docs that the program writes itself: `python -m tests.pages`."""

import json
from collections.abc import Iterator
from pathlib import Path

from digestlint.catalog import built_in_rules
from digestlint.config import schema
from digestlint.data import rules_folder
from digestlint.examples import example_files
from digestlint.explain import explain
from digestlint.rule import Example, Rule
from digestlint.rule_page import FAMILIES

from .checks_page import checks
from .config_page import keys, options

DOCS = Path(__file__).parent.parent / "docs"
FOLDER = DOCS / "rules"
BASE = rules_folder() / "example.toml"


def pages() -> Iterator[tuple[Path, str]]:
    """Yield each file's path and text."""
    yield FOLDER / "index.md", _index()
    for rule in built_in_rules():
        yield FOLDER / f"{rule.code}.md", explain(rule.code, "markdown")
    yield DOCS / "configuration.md", _filled(DOCS / "configuration.md", {"keys": keys(), "options": options()})
    yield DOCS / "checks.md", checks()
    yield DOCS / "digestlint.schema.json", json.dumps(schema(), indent=2) + "\n"


def _filled(path: Path, parts: dict[str, str]) -> str:
    """Return a page with what stands between `<!-- begin NAME -->` and `<!-- end NAME -->` written anew."""
    text = path.read_text(encoding="utf-8")
    for name, part in parts.items():
        before, begin, rest = text.partition(f"<!-- begin {name} -->\n")
        _, end, after = rest.partition(f"<!-- end {name} -->\n")
        assert begin, f"{path} has no place for the generated part {name}"
        assert end, f"the generated part {name} of {path} has no end"
        text = f"{before}{begin}\n{part}\n{end}{after}"
    return text


def _index() -> str:
    families = sorted({rule.family for rule in built_in_rules()}, key=lambda family: [*FAMILIES, family].index(family))
    tables = [_table(family) for family in families]
    return "\n".join([_HEAD, *tables, _EXAMPLES.format(digest=_base_digest(), record=_base_record())])


def _table(family: str) -> str:
    rows = [_row(rule) for rule in built_in_rules() if rule.family == family]
    title = f"## {family}: {FAMILIES[family]}" if family in FAMILIES else f"## {family}"
    return "\n".join([title, "", "| code | name | severity | what it asks |", "| --- | --- | --- | --- |", *rows, ""])


def _row(rule: Rule) -> str:
    state = f"{rule.severity}{'' if rule.default else ', off'}{', fix' if rule.fix else ''}"
    return f"| [{rule.code}]({rule.code}.md) | {rule.name} | {state} | {rule.summary} |"


def _base_digest() -> str:
    (file,) = example_files(Example("…", because="", within="results"))
    return file.source.text.strip()


def _base_record() -> str:
    return BASE.read_text(encoding="utf-8").partition("[record]\n")[2].strip()


_HEAD = """# Rules

Each rule has a code, which never changes its meaning, and a name; configuration and command line take either, or the
beginning of a code (`CLM` for all claims). *Off* stands by the rules that are on only when they are asked for, *fix* by
those that offer one. `digestlint rule CODE` shows a rule at the terminal.
"""

_EXAMPLES = """## The examples

The examples on the pages of the rules are the rules' tests: the words between `[[` and `]]` must be reported, and an
example without them must stay silent. An example stands in Results of the digest below unless it says otherwise, or is
a whole digest where it has headings of its own.

````markdown
{digest}
````

Where it says *With the record*, the registry's record is this one, which the digest is true to; *Record:* names the
fields that differ.

```toml
{record}
```
"""


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, text in pages():
        path.write_text(text, encoding="utf-8")
