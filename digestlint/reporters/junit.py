"""JUnit's XML, which shows each file as a suite of tests, and each finding as a failed one."""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from digestlint.diagnostic import Diagnostic
from digestlint.report import FileReport, Report
from digestlint.reporters.escape import xml_message, xml_text
from digestlint.reporters.style import Style
from digestlint.reporters.xml_files import XML, written


def junit_report(report: Report, _: Style) -> Iterator[str]:
    """Yield one document with a suite for each file; what was skipped stands there as skipped."""
    tests = sum(_cases(file) for file in report.files)
    failures = sum(len(file.diagnostics) for file in report.files)
    errors = sum(bool(file.error) for file in report.files)
    yield f'{XML}<testsuites name="digestlint" tests="{tests}" failures="{failures}" errors="{errors}">\n'
    yield from (written(_suite(report, file)) for file in report.files)
    yield "</testsuites>\n"


def _suite(report: Report, file: FileReport) -> Element:
    path = xml_text(report.relative(file.path))
    suite = Element(
        "testsuite",
        name=path,
        tests=str(_cases(file)),
        failures=str(len(file.diagnostics)),
        errors=str(int(bool(file.error))),
        skipped=str(int(bool(file.skipped))),
        file=path,
    )
    names: Counter[str] = Counter()
    for diagnostic in file.diagnostics:
        name = _name(diagnostic)
        names[name] += 1
        case = SubElement(suite, "testcase", name=name + _again(names[name]), classname=path)
        _failure(case, diagnostic)
    if file.error or not file.diagnostics:
        _other_case(suite, path, file)
    return suite


def _cases(file: FileReport) -> int:
    return len(file.diagnostics) + bool(file.error or not file.diagnostics)


def _name(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.code} {diagnostic.name} ({diagnostic.start.row}:{diagnostic.start.column})"


def _again(number: int) -> str:
    """Return what tells cases of one name apart: programs that read reports keep one of each name."""
    return f" #{number}" if number > 1 else ""


def _failure(case: Element, diagnostic: Diagnostic) -> None:
    message = xml_message(diagnostic.message)
    failure = SubElement(case, "failure", type=diagnostic.severity.value, message=message)
    where = f"row {diagnostic.start.row}, column {diagnostic.start.column}"
    failure.text = f"{where}: {message}. {xml_message(diagnostic.help)}."


def _other_case(suite: Element, path: str, file: FileReport) -> None:
    """Add the case of a file that is no finding's: passed, skipped, or failed for a reason outside the text."""
    if file.error:
        case = SubElement(suite, "testcase", name="could be checked", classname=path)
        SubElement(case, "error", type="not-checked", message=xml_message(file.error))
    elif file.skipped:
        case = SubElement(suite, "testcase", name="is a digest", classname=path)
        SubElement(case, "skipped", message=xml_message(file.skipped))
    else:
        SubElement(suite, "testcase", name="no findings", classname=path)
