"""Fingerprints: how a finding is known again after lines have moved. One function for baselines and every report."""

import hashlib
import unicodedata


def comparable(words: str) -> str:
    """Return words without what changes when a text is wrapped or typed anew: white space, case, composition."""
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


def fingerprint(path: str, code: str, words: str, nth: int) -> str:
    """Return 32 hexadecimal digits for the `nth` finding of the rule `code` at the comparable `words` of a file."""
    key = "\0".join((path, code, words, str(nth)))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
