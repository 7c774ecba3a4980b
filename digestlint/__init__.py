"""digestlint: a linter for plain-language digests of clinical studies.

`check_text` and `check_paths` check digests, `read_settings` reads a configuration for the former. They are loaded when
they are asked for, so that the package is imported at once.
"""

import importlib

TYPE_CHECKING = False  # what `typing` has under this name takes longer to load than all else here
if TYPE_CHECKING:
    from digestlint.api import check_paths, check_text, read_settings
    from digestlint.config import Settings
    from digestlint.diagnostic import Diagnostic, Edit, Fix, Region, Severity
    from digestlint.errors import DigestlintError
    from digestlint.record import Record
    from digestlint.report import FileReport, Report
    from digestlint.source import Source
    from digestlint.span import Place, Span

__version__ = "0.1.0"

__all__ = [
    "Diagnostic",
    "DigestlintError",
    "Edit",
    "FileReport",
    "Fix",
    "Place",
    "Record",
    "Region",
    "Report",
    "Settings",
    "Severity",
    "Source",
    "Span",
    "__version__",
    "check_paths",
    "check_text",
    "read_settings",
]

_PLACES = {
    "digestlint.api": ("check_paths", "check_text", "read_settings"),
    "digestlint.config": ("Settings",),
    "digestlint.diagnostic": ("Diagnostic", "Edit", "Fix", "Region", "Severity"),
    "digestlint.errors": ("DigestlintError",),
    "digestlint.record": ("Record",),
    "digestlint.report": ("FileReport", "Report"),
    "digestlint.source": ("Source",),
    "digestlint.span": ("Place", "Span"),
}
_HOMES = {name: place for place, names in _PLACES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(importlib.import_module(_HOMES[name]), name)
    return value
