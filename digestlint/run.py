"""A run: from paths to reports. Here files are read; nothing is printed."""

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from digestlint.config import Overrides, Settings, find_config, load_settings
from digestlint.diagnostic import Diagnostic
from digestlint.discover import Found
from digestlint.errors import DigestlintError
from digestlint.facts.signature import signature
from digestlint.lint import counted, is_digest, lint_corpus, lint_digest
from digestlint.parse import parse
from digestlint.report import FileReport, Report
from digestlint.rule import Rule
from digestlint.source import Source
from digestlint.suppress import covers

SettingsOf = Callable[[Path], Settings]


def settings_finder(overrides: Overrides, config: Path | None, *, isolated: bool) -> SettingsOf:
    """Return a function from a folder to its settings: those of `config`, or of the nearest file, or none at all."""

    @functools.cache
    def loaded(path: Path | None, folder: Path) -> Settings:
        return load_settings(path, overrides, folder)

    @functools.cache
    def nearest(folder: Path) -> Path | None:
        return find_config(folder)

    def of(folder: Path) -> Settings:
        if isolated or config:
            return loaded(None if isolated else config, Path.cwd())
        path = nearest(folder.absolute())
        return loaded(path, path.parent if path else Path.cwd())

    return of


def report_of(files: Sequence[FileReport], settings_of: SettingsOf) -> Report:
    """Return the report of a run: its files, and the rules that were on in any of their folders."""
    folders = {Path(file.path).parent for file in files}
    rules = {rule.code: rule for folder in sorted(folders) for rule in settings_of(folder).rules}
    return Report(files, tuple(rules[code] for code in sorted(rules)), project_root(Path.cwd()))


def project_root(folder: Path) -> Path:
    """Return the top of the repository that holds `folder`, or the folder itself where there is none."""
    return next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), folder)


def check_files(files: Iterable[Found], settings_of: SettingsOf, today: date, *, across: bool) -> Iterator[FileReport]:
    """Yield the report of each file, in their order; with `across` they carry what rules across digests need."""
    for file in files:
        yield check_file(file, settings_of(file.path.parent), today, across=across)


def check_across(reports: Sequence[FileReport], settings_of: SettingsOf) -> list[FileReport]:
    """Return the reports with what the rules find that go across digests, each by the settings of its file."""
    signatures = [report.signature for report in reports if report.signature]
    rules = {rule.code: rule for report in reports if report.signature for rule in _rules(report, settings_of)}
    found: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in lint_corpus(signatures, rules.values()):
        found[diagnostic.path].append(diagnostic)
    return [_with(report, found[report.path], settings_of) if report.path in found else report for report in reports]


def _rules(report: FileReport, settings_of: SettingsOf) -> tuple[Rule, ...]:
    path = Path(report.path)
    return tuple(rule for rule in settings_of(path.parent).rules_for(path) if rule.across)


def _with(report: FileReport, found: list[Diagnostic], settings_of: SettingsOf) -> FileReport:
    """Return a report with the diagnostics of rules that are on for its file."""
    on = {rule.code: rule.severity for rule in _rules(report, settings_of)}
    added = [replace(diagnostic, severity=on[diagnostic.code]) for diagnostic in found if diagnostic.code in on]
    kept = [d for d in counted(added) if not any(covers(wish, d, report.wishes) for wish in report.wishes)]
    diagnostics = tuple(sorted((*report.diagnostics, *kept), key=lambda diagnostic: diagnostic.sort_key))
    return replace(report, diagnostics=diagnostics, suppressed=report.suppressed + len(added) - len(kept))


def check_file(file: Found, settings: Settings, today: date, *, across: bool = False) -> FileReport:
    """Return the report of one file."""
    shown = file.path.as_posix()
    if file.skipped:
        return FileReport(shown, skipped=file.skipped, loud=True)
    limit = settings.file.max_file_size
    try:
        if (size := file.path.stat().st_size) > limit:
            reason = f"it has {size:,} bytes, more than max-file-size allows ({limit:,}); raise it, or exclude the file"
            return FileReport(shown, error=reason) if file.named else FileReport(shown, skipped=reason, loud=True)
        raw = file.path.read_bytes()
    except OSError as error:
        return FileReport(shown, error=f"it cannot be read: {error.strerror}")
    return check_bytes(raw, shown, settings, today, named=file.named, across=across)


def check_bytes(
    raw: bytes, path: str, settings: Settings, today: date, *, named: bool, across: bool = False
) -> FileReport:
    """Return the report of a file's bytes."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        where = f"row {row}, byte {error.start + 1} of the file: 0x{raw[error.start]:02x}"
        return FileReport(path, error=f"it is not UTF-8 ({where}); save it as UTF-8")
    source = Source.of(text, path)
    if not source.text.strip():
        return FileReport(path, error="it is empty; write the digest, or remove the file")
    try:
        return _checked(source, settings, today, named=named, across=across)
    except DigestlintError as error:
        return FileReport(path, error=str(error))
    except RecursionError:
        return FileReport(path, error="its structure is nested too deeply to be read")


def _checked(source: Source, settings: Settings, today: date, *, named: bool, across: bool) -> FileReport:
    digest = parse(
        source,
        profile=settings.profile,
        vocabulary=settings.vocabulary,
        today=today,
        records=settings.records,
    )
    if not is_digest(digest):
        reason = "it is no digest (no section of the profile, no tag line, no source line)"
        return FileReport(source.path, skipped=reason, loud=named)
    outcome = lint_digest(digest, settings.rules_for(Path(source.path)), settings.policy)
    mark = digest.fact(signature) if across else None
    kept = source if outcome.kept or mark else None
    wishes = outcome.wishes if across else ()
    return FileReport(source.path, kept, outcome.kept, signature=mark, suppressed=len(outcome.hidden), wishes=wishes)
