"""What stands above the digests: the verdict, the totals, the filters, and the files that have nothing to show."""

from collections import Counter
from collections.abc import Iterator, Sequence

from digestlint.diagnostic import Severity
from digestlint.report import FileReport, Report
from digestlint.reporters.html.article import counts, plural
from digestlint.reporters.html.escape import words
from digestlint.rule import Rule

Totals = dict[tuple[str, str], Counter[Severity]]


def totals(report: Report) -> Totals:
    """Return how many findings of each severity each rule has (by code and name), the most frequent rule first."""
    found: Totals = {}
    for file in report.files:
        for diagnostic in file.diagnostics:
            found.setdefault((diagnostic.code, diagnostic.name), Counter())[diagnostic.severity] += 1
    return dict(sorted(found.items(), key=lambda entry: (-entry[1].total(), entry[0])))


def severities(found: Totals) -> Counter[Severity]:
    """Return how many findings there are of each severity."""
    return sum(found.values(), Counter[Severity]())


def verdict(report: Report, found: Totals) -> tuple[str, str]:
    """Return the verdict in a few words, and its kind: a severity, or `good`, or `none`."""
    by_severity = severities(found)
    failed = sum(bool(file.error) for file in report.files)
    wrong = [_count(failed, "file") + " could not be checked"] if failed else []
    if errors := by_severity[Severity.ERROR]:
        return "; ".join([_count(errors, "error") + " to put right", *wrong]), "error"
    if failed:
        return wrong[0], "error"
    if warnings := by_severity[Severity.WARNING]:
        return f"No errors, {_count(warnings, 'warning')} to look at", "warning"
    if remarks := by_severity[Severity.INFO]:
        return f"No errors, {remarks:,} for your information", "info"
    if any(file.checked for file in report.files):
        return "Nothing found", "good"
    return "No digest was checked", "none"


def header(report: Report, found: Totals) -> Iterator[str]:
    """Yield the head of the page."""
    says, kind = verdict(report, found)
    by_severity = severities(found)
    checked = [file for file in report.files if file.checked]
    with_findings = sum(bool(file.diagnostics) for file in checked)
    yield f'<header class="head {kind}">\n<p class="brand">digestlint <span>report</span></p>\n<h1>{words(says)}</h1>\n'
    of = f"{with_findings:,} of {_count(len(checked), 'checked digest')}"
    yield f'<p class="summary">{_count(by_severity.total(), "finding")} in {of}.</p>\n<ul class="figures">\n'
    for severity in Severity:
        number = by_severity[severity]
        name = f'<mark class="{severity}">{plural(severity, number)}</mark>'
        yield f'<li class="{severity}"><b>{number:,}</b> {name}</li>\n'
    states = {
        "checked": len(checked),
        "with findings": with_findings,
        "skipped": sum(bool(file.skipped) for file in report.files),
        "not checked": sum(bool(file.error) for file in report.files),
    }
    for state, number in states.items():
        yield f"<li><b>{number:,}</b> {state}</li>\n"
    yield "</ul>\n"
    if by_severity:
        yield _bar(by_severity, by_severity.total(), "share")
    yield '<div class="lists">\n'
    yield from _lists(report.files)
    yield "</div>\n</header>\n"


def _lists(files: Sequence[FileReport]) -> Iterator[str]:
    """Yield the lists of files: those that could not be checked first, for nobody may overlook them."""
    failed = [_file(file, file.error) for file in files if file.error]
    skipped = [_file(file, file.skipped) for file in files if file.skipped and not file.error]
    clean = [_file(file, None) for file in files if file.checked and not file.diagnostics]
    yield from _list("Could not be checked", failed, "failed", opened=True)
    yield from _list("Skipped", skipped, "skipped")
    yield from _list("Without findings", clean, "clean")
    found, number = list[str](), 1
    for file in files:
        if file.diagnostics:
            link = f'<a href="#d{number}">{words(file.path)}</a>'
            found.append(f'<li data-d="d{number}">{link} <span class="counts">{counts(file)}</span></li>\n')
            number += len(file.diagnostics)
    yield from _list("With findings", found, "found")


def _file(file: FileReport, reason: str | None) -> str:
    return f'<li><span class="path">{words(file.path)}</span>{f": {words(reason)}" if reason else ""}</li>\n'


def _list(title: str, items: list[str], kind: str, *, opened: bool = False) -> Iterator[str]:
    if items:
        state = " open" if opened else ""
        yield f'<details class="files {kind}"{state}><summary>{title} <b>{len(items):,}</b></summary>'
        yield f"<ul>\n{''.join(items)}</ul></details>\n"


def sidebar(found: Totals) -> Iterator[str]:
    """Yield the filters, which are the chart of severities and rules too."""
    by_severity = severities(found)
    most = max((by_rule.total() for by_rule in found.values()), default=1)
    yield (
        '<aside class="side" aria-label="Totals and filters">\n'
        '<details id="panel" open><summary>Totals and filters</summary>\n<form id="filters" role="search">\n'
        '<p class="needs-js"><label for="search">File or title</label>'
        '<input type="search" id="search" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"></p>\n'
        '<p class="needs-js hint">Tick what you want to see; with nothing ticked, all is shown.</p>\n'
        "<fieldset><legend>Severity</legend>\n"
    )
    for severity in Severity:
        if number := by_severity[severity]:
            label = f'<span class="sev {severity}">{severity}</span>'
            yield _choice("severity", severity, label, Counter({severity: number}), by_severity.total())
    yield "</fieldset>\n<fieldset><legend>Rule</legend>\n"
    for (code, name), by_rule in found.items():
        label = f'<b>{words(code)}</b> <span class="name">{words(name)}</span>'
        yield _choice("rule", words(code), label, by_rule, most)
    yield (
        '</fieldset>\n<p class="needs-js"><button type="reset">Show all</button></p>\n</form></details>\n'
        '<p class="needs-js keys"><button type="button" id="keys"><kbd>?</kbd> Keys</button> '
        "<kbd>n</kbd> next <kbd>p</kbd> previous <kbd>/</kbd> search</p></aside>\n"
    )


def _choice(kind: str, value: str, label: str, number: Counter[Severity], most: int) -> str:
    return (
        f'<label class="choice"><input class="needs-js" type="checkbox" name="{kind}" value="{value}">'
        f'<span class="what">{label}</span> <span class="number">{number.total():,}</span>'
        f"{_bar(number, most, 'bar')}</label>\n"
    )


def _bar(number: Counter[Severity], most: int, kind: str) -> str:
    """Return a bar of a length out of `most`, parted by severity."""
    at, parts = 0.0, ""
    for severity in Severity:
        width = 100 * number[severity] / most
        if width:
            parts += f'<rect class="{severity}" x="{at:.2f}%" width="{width:.2f}%" height="100%"/>'
        at += width
    return f'<svg class="{kind}" aria-hidden="true">{parts}</svg>'


def silent_rules(rules: Sequence[Rule], found: Totals) -> str:
    """Return the codes of the rules that were on and found nothing, as HTML."""
    codes = {code for code, _ in found}
    silent = ", ".join(words(rule.code) for rule in rules if rule.code not in codes)
    return f'<p class="silent">On as well, and found nothing: {silent}.</p>\n' if silent else ""


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"
