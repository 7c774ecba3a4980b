"""Which registry records digests cite in their source lines."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from digestlint.digest import Digest
from digestlint.discover import Found
from digestlint.errors import DigestlintError
from digestlint.facts.source_record import source_record
from digestlint.lint import is_digest
from digestlint.parse import parse
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
        if file.skipped:
            continue
        try:
            digest = _digest(file, settings_of, today)
        except OSError as error:
            found.problems.append(f"{file.path}: it cannot be read: {error.strerror}")
        except UnicodeDecodeError:
            found.problems.append(f"{file.path}: it is not UTF-8; save it as UTF-8")
        except RecursionError:
            found.problems.append(f"{file.path}: its structure is nested too deeply to be read")
        except DigestlintError as error:
            if file.named:  # `check` too passes over what is too large, unless it is named
                found.problems.append(f"{file.path}: {error}")
        else:
            if is_digest(digest):
                found.digests += 1
                _cite(digest, found)
    return found


def _digest(file: Found, settings_of: SettingsOf, today: date) -> Digest:
    settings = settings_of(file.path.parent)
    limit = settings.file.max_file_size
    with file.path.open("rb") as stream:
        raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise DigestlintError(f"it has more bytes than max-file-size allows ({limit:,}); raise it, or exclude the file")
    source = Source.of(raw.decode("utf-8"), file.path.as_posix())
    return parse(source, profile=settings.profile, vocabulary=settings.vocabulary, today=today)


def _cite(digest: Digest, found: Cited) -> None:
    named = digest.fact(source_record)
    if not named or not named.registry or not named.value:
        return
    if named.registry.name == SOURCE:
        found.ids.add(named.value)
    else:
        found.others.add(named.registry.name)
