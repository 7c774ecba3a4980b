"""Which registry records digests cite in their source lines."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from digestlint.digest import Digest
from digestlint.discover import Found
from digestlint.facts.source_record import source_record
from digestlint.lint import is_digest
from digestlint.parse import parse
from digestlint.reading import digest_bytes
from digestlint.report import FileReport
from digestlint.run import SettingsOf
from digestlint.source import Source

SOURCE = "ClinicalTrials.gov"
"""The registry that there is a record source for."""


@dataclass(slots=True)
class Cited:
    """What the digests of a run cite: IDs of the source, other registries, how many digests; what could not be read."""

    ids: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    digests: int = 0
    problems: list[str] = field(default_factory=list)


def cited(files: Iterable[Found], settings_of: SettingsOf, today: date) -> Cited:
    """Return what the digests among the files cite; other files are passed over."""
    found = Cited()
    for file in files:
        settings = settings_of(file.path.parent)
        raw = digest_bytes(file, settings.file.max_file_size)
        if isinstance(raw, FileReport):
            found.problems += [f"{file.path}: {raw.error}"] if raw.error else []
            continue
        try:
            source = Source.of(raw.decode("utf-8"), file.path.as_posix())
            digest = parse(source, profile=settings.profile, vocabulary=settings.vocabulary, today=today)
        except UnicodeDecodeError:
            found.problems.append(f"{file.path}: it is not UTF-8; save it as UTF-8")
        except RecursionError:
            found.problems.append(f"{file.path}: its structure is nested too deeply to be read")
        else:
            if is_digest(digest):
                found.digests += 1
                _cite(digest, found)
    return found


def _cite(digest: Digest, found: Cited) -> None:
    named = digest.fact(source_record)
    if not named or not named.registry or not named.value:
        return
    if named.registry.name == SOURCE:
        found.ids.add(named.value)
    else:
        found.others.add(named.registry.name)
