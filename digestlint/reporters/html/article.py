"""One digest as it reads, with its findings marked and their cards beside it."""

from collections import Counter
from collections.abc import Collection, Iterator

from digestlint.diagnostic import Severity
from digestlint.report import FileReport
from digestlint.reporters.html.cards import card
from digestlint.reporters.html.escape import words
from digestlint.reporters.html.layout import Block, Kind, read_blocks
from digestlint.reporters.html.marks import Located, Numbered, marked, numbered
from digestlint.source import Source

_ELEMENTS: dict[Kind, str] = {"title": "h3", "heading": "h4", "field": "h5", "front": "div", "other": "div"}


def article(file: FileReport, first: int, known: Collection[str], *, explained: bool) -> Iterator[str]:
    """Yield a digest that has findings; these are numbered from `first` on."""
    source = file.source or Source(file.path, "")
    text = source.text
    findings = Located(numbered(file.diagnostics, text, first), text)
    blocks = read_blocks(source)
    path = words(file.path)
    folder, slash, name = path.rpartition("/")
    yield (
        f'<article class="digest" id="d{first}" data-name="{path} {_title(blocks, text)}" aria-labelledby="t{first}">\n'
        f'<header><h2 id="t{first}"><span class="folder">{folder}{slash}</span>{name}</h2>'
        f'<p class="counts">{counts(file)}</p></header>\n'
    )
    for lead, begun, rest in _rows(blocks, findings):
        yield '<div class="row"><div class="lead">'
        yield from _block(lead, findings, text)
        yield "</div>\n"
        if begun:
            yield f'<ol class="cards" aria-label="Findings at {path}">\n'
            yield from (card(finding, text, known, explained=explained) for finding in begun)
            yield "</ol>\n"
        if rest:
            yield '<div class="rest">'
            for block in rest:
                yield from _block(block, findings, text)
            yield "</div>"
        yield "</div>\n"
    yield "</article>\n"


def counts(file: FileReport) -> str:
    """Return how many findings of each severity a file has, as HTML."""
    found = Counter(diagnostic.severity for diagnostic in file.diagnostics)
    return " ".join(
        f'<span class="count {severity}">{found[severity]:,} {plural(severity, found[severity])}</span>'
        for severity in Severity
        if found[severity]
    )


def plural(severity: Severity, number: int) -> str:
    """Return what so many findings of a severity are called."""
    return severity if number == 1 or severity == Severity.INFO else f"{severity}s"


def _title(blocks: tuple[Block, ...], text: str) -> str:
    title = next((block.span.of(text) for block in blocks if block.kind == "title"), "")
    return words(" ".join(title.split()))


def _rows(blocks: tuple[Block, ...], findings: Located) -> Iterator[tuple[Block, list[Numbered], list[Block]]]:
    """Yield the rows of the page: a block in which findings begin, these, and the blocks up to the next such one."""
    lead, begun, rest = blocks[0], findings.begun(blocks[0].span), list[Block]()
    for block in blocks[1:]:
        here = findings.begun(block.span)
        if here:
            yield lead, begun, rest
            lead, begun, rest = block, here, []
        else:
            rest.append(block)
    yield lead, begun, rest


def _block(block: Block, findings: Located, text: str) -> Iterator[str]:
    """Yield a block as an element; blank lines are none unless a finding speaks of them."""
    inner = list(marked(block, text, findings))
    blank = block.span.of(text)
    if block.kind == "blank" and "".join(inner) in ("", f'<span class="dim">{blank}</span>'):
        yield blank
        return
    element = _ELEMENTS.get(block.kind, "p")
    kind = "other" if block.kind == "blank" else block.kind
    yield f'<{element} class="{kind}">{"".join(inner)}</{element}>'
