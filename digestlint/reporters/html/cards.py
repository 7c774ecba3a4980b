"""The cards beside a digest, one a finding, and the text of each rule that they lead to."""

from collections.abc import Iterable, Iterator

from digestlint.diagnostic import Fix
from digestlint.reporters.html.escape import said, verbatim, words
from digestlint.reporters.html.marks import Numbered
from digestlint.rule import Rule

_OFFERED = {
    "safe": "Safe fix, can be made for you",
    "unsafe": "Possible fix, read it first",
    "display": "For a person to make",
}


def card(finding: Numbered, text: str, known: Iterable[str], *, explained: bool) -> str:
    """Return the card of a finding. `known` are the codes whose rules the page explains."""
    diagnostic = finding.diagnostic
    code, number, severity = words(diagnostic.code), finding.number, diagnostic.severity
    name = f'<b>{code}</b> <span class="name">{words(diagnostic.name)}</span>'
    rule = f'<a class="rule" href="#rule-{code}">{name}</a>' if diagnostic.code in known else name
    place = f"{diagnostic.start.row}:{diagnostic.start.column}"
    parts = [
        f'<li class="card {severity}" id="f{number}" data-s="{severity}" data-c="{code}" tabindex="-1">',
        f'<p class="top"><a class="ref {severity}" href="#m{number}" title="To the words">{finding.tag}</a> ',
        f'<span class="sev">{severity}</span> {rule} <span class="at" title="Row and column">{place}</span></p>',
        f'<p class="message">{said(diagnostic.message)}</p>',
        f'<p class="help"><span class="what">To do</span> {said(diagnostic.help)}</p>',
        f'<p class="to"><a href="#e{number}">To the earlier words</a></p>' if finding.earlier else "",
        _fix(diagnostic.fix, text) if diagnostic.fix else "",
        _trace(diagnostic.trace, explained=explained) if diagnostic.trace else "",
        "</li>\n",
    ]
    return "".join(parts)


def _fix(fix: Fix, text: str) -> str:
    edits = "".join(
        f"<li>{_piece('del', edit.span.of(text))}{' ' if edit.content else ''}{_piece('ins', edit.content)}</li>"
        for edit in fix.edits
    )
    return (
        f'<div class="fix {fix.applicability}"><p><span class="what">Fix</span> {said(fix.message)}</p>'
        f'<p class="offer">{_OFFERED[fix.applicability]}: {said(fix.why)}</p>'
        f"{f'<ul>{edits}</ul>' if edits else ''}</div>"
    )


def _piece(element: str, text: str) -> str:
    return f"<{element}>{verbatim(text)}</{element}>" if text else ""


def _trace(trace: tuple[str, ...], *, explained: bool) -> str:
    steps = "".join(f"<li>{said(step)}</li>" for step in trace)
    opened = " open" if explained else ""
    return f'<details class="trace"{opened}><summary>How it was found</summary><ol>{steps}</ol></details>'


def rule_texts(rules: Iterable[Rule]) -> Iterator[str]:
    """Yield what each rule is for, once."""
    for rule in rules:
        why = " ".join(rule.why.split())
        measured = rule.measured
        record = (
            f'<p class="measured">On labelled digests {measured.right:,} of its {measured.reported:,} findings were '
            "right.</p>"
            if measured
            else ""
        )
        code = words(rule.code)
        yield (
            f'<section class="ruletext" id="rule-{code}" tabindex="-1"><h3><b>{code}</b> '
            f'<span class="name">{words(rule.name)}</span></h3>\n<div class="text"><p class="summary">'
            f'{said(rule.summary)}</p><p class="reason">{said(why)}</p>{record}</div></section>\n'
        )
