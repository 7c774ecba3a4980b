"""A run: from paths to reports. Here files are read; nothing is printed."""

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from digestlint.cache_keys import key_maker, record_stamp, with_bytes
from digestlint.config import Overrides, Settings, find_config, load_settings
from digestlint.diagnostic import Diagnostic
from digestlint.discover import Found
from digestlint.errors import DigestlintError, fault
from digestlint.facts.signature import signature
from digestlint.facts.source_record import source_record
from digestlint.fix import repair
from digestlint.guard import guarded
from digestlint.lint import counted, is_digest, lint_corpus, lint_digest
from digestlint.parse import parse
from digestlint.reading import digest_bytes, too_large
from digestlint.record import NO_RECORDS
from digestlint.report import CacheMark, FileReport, Report
from digestlint.rule import Rule
from digestlint.source import Source
from digestlint.suppress import hider
from digestlint.timings import Times, stage, timed

SettingsOf = Callable[[Path], Settings]
Fixes = Literal["safe", "unsafe"]


@dataclass(frozen=True, slots=True)
class Manner:
    """How files are checked: on which day, with what rules across digests need, which fixes are made, what it takes.

    Reports are `marked` with what they may be kept by, where they may.
    """

    today: date
    across: bool = False
    fixes: Fixes | None = None
    times: Times | None = None
    marked: bool = False

    def name(self, *, named: bool) -> bytes:
        """Return what of this a report depends on, and on whether the file was named."""
        return f"{self.today} {self.across} {named}".encode("ascii")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How settings are found: what the command line says; a file, or none where `isolated`, instead of the nearest."""

    overrides: Overrides = field(default_factory=Overrides)
    config: Path | None = None
    isolated: bool = False


@dataclass(frozen=True, slots=True)
class Finder:
    """A recipe, which other processes can be given, and the function that it makes, which remembers what it found."""

    recipe: Recipe
    settings_of: SettingsOf


def settings_finder(recipe: Recipe) -> SettingsOf:
    """Return a function from a folder to its settings: those of the recipe's file, of the nearest, or none at all."""

    @functools.cache
    def loaded(path: Path | None, folder: Path) -> Settings:
        return load_settings(path, recipe.overrides, folder)

    @functools.cache
    def of(folder: Path) -> Settings:
        if recipe.isolated or recipe.config:
            return loaded(None if recipe.isolated else recipe.config, Path.cwd())
        path = find_config(folder.absolute())
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


def check_files(files: Iterable[Found], settings_of: SettingsOf, manner: Manner) -> Iterator[FileReport]:
    """Yield the report of each file, in their order."""
    for file in files:
        yield check_file(file, settings_of(file.path.parent), manner)


def check_across(reports: Sequence[FileReport], settings_of: SettingsOf) -> list[FileReport]:
    """Return the reports with what the rules find that go across digests, each by the settings of its file."""
    signatures = [report.signature for report in reports if report.signature]
    rules = {rule.code: rule for report in reports if report.signature for rule in _rules(report, settings_of)}
    found: dict[str, list[Diagnostic]] = defaultdict(list)
    faults: list[str] = []
    for rule in rules.values():
        try:
            for diagnostic in lint_corpus(signatures, (rule,)):
                found[diagnostic.path].append(diagnostic)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other rules go on
            faults.append(f"internal-error in {rule.code}, across all digests: {fault(error)}")
    done = [_with(report, found[report.path], settings_of) if report.path in found else report for report in reports]
    return _with_faults(done, faults) if faults else done


def _with_faults(reports: list[FileReport], faults: list[str]) -> list[FileReport]:
    """Return the reports with faults that belong to no file of its own: the first digest tells of them."""
    first = next(i for i, report in enumerate(reports) if report.signature)
    error = "; ".join([each for each in (reports[first].error, *faults) if each])
    return [*reports[:first], replace(reports[first], error=error), *reports[first + 1 :]]


def _rules(report: FileReport, settings_of: SettingsOf) -> tuple[Rule, ...]:
    path = Path(report.path)
    return tuple(rule for rule in settings_of(path.parent).rules_for(path) if rule.across)


def _with(report: FileReport, found: list[Diagnostic], settings_of: SettingsOf) -> FileReport:
    """Return a report with the diagnostics of rules that are on for its file."""
    on = {rule.code: rule.severity for rule in _rules(report, settings_of)}
    added = [replace(diagnostic, severity=on[diagnostic.code]) for diagnostic in found if diagnostic.code in on]
    hides = hider(report.ignored)
    kept = [diagnostic for diagnostic in counted(added) if not hides(diagnostic)]
    diagnostics = tuple(sorted((*report.diagnostics, *kept), key=lambda diagnostic: diagnostic.sort_key))
    source = Source.unpacked(report.packed, report.path) if report.packed and diagnostics else report.source
    suppressed = report.suppressed + len(added) - len(kept)
    return replace(report, source=source, diagnostics=diagnostics, suppressed=suppressed)


def check_file(file: Found, settings: Settings, manner: Manner) -> FileReport:
    """Return the report of one file."""
    shown = file.path.as_posix()
    raw = digest_bytes(file, settings.file.max_file_size)
    if isinstance(raw, FileReport):
        return raw
    report = check_bytes(raw, shown, settings, manner, named=file.named)
    return _marked(report, raw, file, settings, manner) if manner.marked and not report.error else report


def _marked(report: FileReport, raw: bytes, file: Found, settings: Settings, manner: Manner) -> FileReport:
    """Return a report that may be kept; but for one whose record cannot be read, though no rule asked for it."""
    cites = report.mark.cites if report.mark else None
    key = with_bytes(_key_of(settings, file.path, manner.name(named=file.named)), raw)
    try:
        return replace(report, mark=CacheMark(key, cites, record_stamp(settings, cites)))
    except DigestlintError:
        return replace(report, mark=None)


_key_of = key_maker()


def check_bytes(raw: bytes, path: str, settings: Settings, manner: Manner, *, named: bool) -> FileReport:
    """Return the report of a file's bytes; where fixes are asked for, of what they leave."""
    work = _Work(path, settings, manner, named)
    try:
        text = _text(raw, settings.file.max_file_size)
        report = _checked(text, work)
        if manner.fixes and not report.error and any(diagnostic.fix for diagnostic in report.diagnostics):
            repaired = repair(text, lambda now: _checked(now, work).diagnostics, unsafe=manner.fixes == "unsafe")
            report = replace(_checked(repaired.after, work), repaired=repaired)
    except DigestlintError as error:
        return FileReport(path, error=str(error))
    except RecursionError:
        return FileReport(path, error="its structure is nested too deeply to be read")
    except Exception as error:  # noqa: BLE001 - whatever it is, the other files are checked
        return FileReport(path, error=f"internal-error: {fault(error)}")
    return report


def _text(raw: bytes, limit: int) -> str:
    """Return the text of a file's bytes. Raises DigestlintError for one that is too large, is no text, or empty."""
    if len(raw) > limit:
        raise DigestlintError(too_large(len(raw), limit))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        where = f"row {row}, byte {error.start + 1} of the file: 0x{raw[error.start]:02x}"
        raise DigestlintError(f"it is not UTF-8 ({where}); save it as UTF-8") from error
    if not Source.of(text).text.strip():
        raise DigestlintError("it is empty; write the digest, or remove the file")
    return text


@dataclass(frozen=True, slots=True)
class _Work:
    """A file that is checked, by which settings, and how."""

    path: str
    settings: Settings
    manner: Manner
    named: bool


def _checked(text: str, work: _Work) -> FileReport:
    source, settings, times = Source.of(text, work.path), work.settings, work.manner.times
    with stage(times, "parse"):
        digest = parse(
            source,
            profile=settings.profile,
            vocabulary=settings.vocabulary,
            today=work.manner.today,
            records=settings.records,
        )
    if not is_digest(digest):
        reason = "it is no digest (no section of the profile, no tag line, no source line)"
        return FileReport(source.path, skipped=reason, loud=work.named)
    faults: list[str] = []
    rules = timed(guarded(settings.rules_for(Path(source.path)), faults), times)
    outcome = lint_digest(digest, rules, settings.policy)
    across = work.manner.across
    with stage(times, "signature"):
        mark = digest.fact(signature) if across else None
    return FileReport(
        source.path,
        source if outcome.kept else None,
        outcome.kept,
        error="; ".join(faults) or None,
        signature=mark,
        packed=source.packed() if mark and not outcome.kept else None,
        suppressed=len(outcome.hidden),
        ignored=outcome.ignored if across else (),
        mark=CacheMark(b"", cited.value, "") if (cited := digest.fact(source_record)) else None,
    )


def ran(files: Iterable[FileReport], settings_of: SettingsOf, *, across: bool) -> Mapping[str, frozenset[str]]:
    """Return the codes of the rules that could find something in each file that was checked."""
    found: dict[str, frozenset[str]] = {}
    for file in files:
        if file.checked:
            settings = settings_of(Path(file.path).parent)
            rules = settings.rules_for(Path(file.path))
            recorded = settings.records is not NO_RECORDS
            found[file.path] = frozenset(
                rule.code for rule in rules if (across or not rule.across) and (recorded or rule.family != "REC")
            )
    return found
