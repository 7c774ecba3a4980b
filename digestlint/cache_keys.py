"""The keys of the cache: hashes of all that a file's report depends on."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from digestlint.config import Settings
from digestlint.record import NO_RECORDS
from digestlint.rule import Rule
from digestlint.surroundings import program_at_start

_SIZE = 32
KeyOf = Callable[[Settings, Path, bytes], bytes]


def key_maker() -> KeyOf:
    """Return a function from the settings and the path of a file, and how it is checked, to the key of both.

    The file's own bytes, and the record that it cites, are not in it. Settings are hashed once.
    """
    known: dict[
        tuple[int, tuple[str, ...]], tuple[Settings, bytes]
    ] = {}  # settings are kept, so that no ID comes again

    def key(settings: Settings, path: Path, manner: bytes) -> bytes:
        rules = settings.rules_for(path)
        which = (id(settings), tuple(rule.code for rule in rules))
        if which not in known:
            hashed = hashlib.blake2b(program_at_start(), digest_size=_SIZE)
            for part in _parts(settings, rules):
                hashed.update(part.encode("utf-8", "surrogatepass") + b"\0")
            known[which] = (settings, hashed.digest())
        return known[which][1] + manner

    return key


def with_bytes(key: bytes, raw: bytes) -> bytes:
    """Return the key of a file's bytes, given that of the rest."""
    return hashlib.blake2b(raw, digest_size=_SIZE, key=hashlib.blake2b(key, digest_size=_SIZE).digest()).digest()


def record_stamp(settings: Settings, record_id: str | None) -> str:
    """Return a hash of the record with an ID, as it is now. Raises DigestlintError where it cannot be read."""
    if settings.records is NO_RECORDS or record_id is None:
        return ""
    return hashlib.blake2b(repr(settings.records.get(record_id)).encode(), digest_size=_SIZE).hexdigest()


def _parts(settings: Settings, rules: tuple[Rule, ...]) -> Iterator[str]:
    """Yield what a report depends on, as text that is the same in every process."""
    for rule in rules:
        yield repr((rule.code, rule.name, rule.severity.value, rule.message, rule.help, rule.params))
    yield repr(settings.profile.sections)
    yield repr((settings.vocabulary.keywords, settings.vocabulary.flags))
    policy = settings.policy
    yield repr((policy.heeded, policy.require_reason, policy.unsuppressible))
    for rule in policy.known:
        yield repr((rule.code, rule.name, rule.aliases, rule.default))
    yield repr(settings.records is NO_RECORDS)
