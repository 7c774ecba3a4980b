"""The heart: one pure function from a source to its diagnostics."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from digestlint.diagnostic import Diagnostic
from digestlint.digest import Digest
from digestlint.facts.claims import claims_of
from digestlint.facts.signature import Signature
from digestlint.parse import parse
from digestlint.profile import Profile
from digestlint.record import NO_RECORDS, Records
from digestlint.rule import Rule, diagnose, diagnose_across, diagnose_directives
from digestlint.source import Source
from digestlint.suppress import Policy, Suppressed, suppress
from digestlint.vocabulary import Vocabulary


def lint(
    source: Source,
    rules: Iterable[Rule],
    *,
    profile: Profile,
    vocabulary: Vocabulary,
    today: date,
    records: Records = NO_RECORDS,
    policy: Policy | None = None,
) -> tuple[Diagnostic, ...]:
    """Return what `rules` find in `source`, in the order of the text. Reads nothing but its arguments.

    `policy` says what the digest's own suppressions may do; by default they are heeded.
    """
    digest = parse(source, profile=profile, vocabulary=vocabulary, today=today, records=records)
    kept = tuple(rules)
    return lint_digest(digest, kept, policy or Policy(known=kept)).kept


def lint_digest(digest: Digest, rules: Sequence[Rule], policy: Policy) -> Suppressed:
    """Return what `rules` find in a parsed digest, in the order of the text, parted by what it asks to ignore."""
    found = {d.sort_key: d for rule in rules if not rule.across and not rule.audits for d in diagnose(rule, digest)}
    numbered = counted(_withheld(digest, found[key]) for key in sorted(found))
    outcome = suppress(digest, numbered, rules, policy)
    audits = [d for rule in rules if rule.audits for d in diagnose_directives(rule, digest, outcome.judged)]
    if not audits:
        return outcome
    kept = sorted((*outcome.kept, *counted(audits)), key=lambda diagnostic: diagnostic.sort_key)
    return replace(outcome, kept=tuple(kept))


def _withheld(digest: Digest, diagnostic: Diagnostic) -> Diagnostic:
    """Return a diagnostic whose fix is only shown where it would rewrite a sentence that carries a claim."""
    fix = diagnostic.fix
    if fix is None or not any(
        claims_of(digest, sentence) for edit in fix.edits for sentence in digest.placed_sentences.meeting(edit.span)
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
