"""How elements of XML are written: in ASCII, so that the terminal's encoding does not matter."""

from xml.etree.ElementTree import Element, indent, tostring

XML = '<?xml version="1.0" encoding="utf-8"?>\n'
"""The first line of a document."""


def written(element: Element) -> str:
    """Return an element that stands inside the root, on lines of its own."""
    indent(element, level=1)
    ascii_only: bytes = tostring(element, encoding="us-ascii")
    return "  " + ascii_only.decode("ascii").rstrip() + "\n"
