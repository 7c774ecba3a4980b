"""Checkstyle's XML, which many programs read."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from digestlint.report import FileReport, Report
from digestlint.reporters.escape import xml_message, xml_text
from digestlint.reporters.style import Style
from digestlint.reporters.xml_files import XML, written


def checkstyle_report(report: Report, _: Style) -> Iterator[str]:
    """Yield one document with an element for each file that was checked or could not be checked."""
    yield f'{XML}<checkstyle version="4.3">\n'
    yield from (written(_file(report, file)) for file in report.files if not file.skipped)
    yield "</checkstyle>\n"


def _file(report: Report, file: FileReport) -> Element:
    element = Element("file", name=xml_text(report.relative(file.path)))
    if file.error:
        message = xml_message(f"The file could not be checked: {file.error}")
        SubElement(element, "error", severity="error", message=message, source="digestlint")
    for diagnostic in file.diagnostics:
        SubElement(
            element,
            "error",
            line=str(diagnostic.start.row),
            column=str(diagnostic.start.column),
            severity=diagnostic.severity.value,
            message=xml_message(f"{diagnostic.message}. {diagnostic.help}."),
            source=f"digestlint.{diagnostic.code}",
        )
    return element
