"""What mkdocs needs besides `docs/`: the pages that stand in the root, and the rules in the navigation."""

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

from digestlint.catalog import built_in_rules
from digestlint.rule_page import FAMILIES

ROOT = Path(__file__).parent.parent
PAGES = {"README.md": "index.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
_OUTSIDE = re.compile(r"\[([^\[\]]+)\]\(\.\./([^():#\s]+)(#[\w-]+)?\)")
_LINK = re.compile(r"\[([^\[\]]+)\]\(([^():#\s]+)(#[\w-]+)?\)")


def on_config(config: Any) -> Any:
    """Put the page of each rule behind the index of the rules, by family."""
    for entry in config.nav:
        if entry.get("Rules") == "rules/index.md":
            entry["Rules"] = ["rules/index.md", *_families()]
    return config


def _families() -> list[dict[str, list[dict[str, str]]]]:
    rules = built_in_rules(examples=False)
    families = sorted({rule.family for rule in rules}, key=lambda family: [*FAMILIES, family].index(family))
    return [
        {
            f"{family}: {FAMILIES.get(family, 'others')}": [
                {f"{rule.code} {rule.name}": f"rules/{rule.code}.md"} for rule in rules if rule.family == family
            ]
        }
        for family in families
    ]


def on_files(files: Files, config: Any) -> Files:
    """Add the pages that stand in the repository's root, so that they are written once."""
    for name, page in PAGES.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=_LINK.sub(_moved, text)))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Lead links out of `docs/` to the site's pages of these files, or leave their words alone."""
    below = "/" in page.file.src_uri  # there, `../` leads to a page of `docs/`
    return markdown if below or page.file.src_uri in PAGES.values() else _OUTSIDE.sub(_moved, markdown)


def _moved(link: re.Match[str]) -> str:
    """Return a link as it leads from the site's root; one to what is no page is left as its words."""
    words, target, anchor = link.groups(default="")
    if target.startswith("docs/"):
        return f"[{words}]({target.removeprefix('docs/')}{anchor})"
    return f"[{words}]({PAGES[target]}{anchor})" if target in PAGES else words
