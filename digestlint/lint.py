"""The heart: one pure function from a source to its diagnostics."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from digestlint.diagnostic import Diagnostic
from digestlint.digest import Digest
from digestlint.facts.claims import claims
from digestlint.facts.signature import Signature
from digestlint.parse import parse
from digestlint.profile import Profile
from digestlint.record import NO_RECORDS, Records
from digestlint.rule import Rule, diagnose, diagnose_across
from digestlint.source import Source
from digestlint.vocabulary import Vocabulary


def lint(
    source: Source,
    rules: Iterable[Rule],
    *,
    profile: Profile,
    vocabulary: Vocabulary,
    today: date,
    records: Records = NO_RECORDS,
) -> tuple[Diagnostic, ...]:
    """Return what `rules` find in `source`, in the order of the text. Reads nothing but its arguments."""
    digest = parse(source, profile=profile, vocabulary=vocabulary, today=today, records=records)
    return lint_digest(digest, rules)


def lint_digest(digest: Digest, rules: Iterable[Rule]) -> tuple[Diagnostic, ...]:
    """Return what `rules` find in a parsed digest, in the order of the text."""
    found = {d.sort_key: d for rule in rules if not rule.across for d in diagnose(rule, digest)}
    return counted(_withheld(digest, found[key]) for key in sorted(found))


def _withheld(digest: Digest, diagnostic: Diagnostic) -> Diagnostic:
    """Return a diagnostic whose fix is only shown where it would rewrite a sentence that carries a claim."""
    fix = diagnostic.fix
    if fix is None or not any(
        claim.sentence.span.overlaps(edit.span) for edit in fix.edits for claim in digest.fact(claims)
    ):
        return diagnostic
    return replace(diagnostic, fix=replace(fix, applicability="display", why="the sentence carries a claim"))


def counted(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of one file, those of one rule at the same words numbered in their order."""
    seen: Counter[tuple[str, str]] = Counter()
    numbered: list[Diagnostic] = []
    for diagnostic in diagnostics:
        key = (diagnostic.code, diagnostic.words)
        seen[key] += 1
        numbered.append(diagnostic if seen[key] == diagnostic.nth else replace(diagnostic, nth=seen[key]))
    return tuple(numbered)


def lint_corpus(signatures: Iterable[Signature], rules: Iterable[Rule]) -> tuple[Diagnostic, ...]:
    """Return what the rules that go across digests find among those of a run, in the order of paths."""
    kept = tuple(signatures)
    found = [diagnostic for rule in rules if rule.across for diagnostic in diagnose_across(rule, kept)]
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.sort_key))


def is_digest(digest: Digest) -> bool:
    """Tell whether a text is a digest at all: it has a section of the profile, or a line that only digests carry."""
    named = [section for section in digest.sections if section.name]
    return bool(
        digest.source_line
        or (digest.tag_line and digest.tag_line.date)
        or any(section.exact for section in named)
        or len(named) > 1
        or (digest.flags and digest.keywords)
    )
