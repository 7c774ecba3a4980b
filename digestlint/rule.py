"""Rules: what is looked for, what is said of it, and how a check's findings become diagnostics."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar, cast

from digestlint.diagnostic import Diagnostic, Finding, Region, Severity
from digestlint.digest import Digest
from digestlint.facts.directives import Directive
from digestlint.facts.signature import Signature, Spot
from digestlint.fingerprint import comparable
from digestlint.span import Lines, Span

P = TypeVar("P")
T = TypeVar("T")

Within = Literal[
    "whole", "title", "official-title", "tag-line", "background", "population", "intervention", "outcome",
    "results", "why", "keywords", "flags", "source", "folder",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check(Generic[P]):
    """A verb that rules use: its parameters (a frozen dataclass) and the function that finds."""

    params: type[P]
    find: Callable[[Digest, P], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Grouping(Generic[P]):
    """How a rule goes across digests: by groups, so that no digest need be held against all others.

    Digests that share one of the `keys` are a group. In a group, in the order of paths, the first `kept` ones are those
    that later ones meet. `judge` is called once for each digest that meets earlier ones in as many groups as are to be
    `shared`, with those (each once, in the order of paths), and tells the spot to report and the values of the message.
    """

    keys: Callable[[Signature], Iterable[bytes]]
    kept: int
    shared: Callable[[P], int]
    judge: Callable[[Signature, Sequence[Signature], P], tuple[Spot, Mapping[str, str]] | None]

    def __call__(
        self, signatures: Iterable[Signature], params: P
    ) -> Iterator[tuple[Signature, Spot, Mapping[str, str]]]:
        """Yield what is found among digests that fit into memory, in the order of paths."""
        groups: dict[bytes, tuple[int, ...]] = {}
        ordered = sorted(signatures, key=lambda signature: signature.path)
        for place, signature in enumerate(ordered):
            keys = tuple(self.keys(signature))
            met = Counter(other for key in keys for other in groups.get(key, ()))
            earlier = sorted(other for other, times in met.items() if times >= self.shared(params))
            told = self.judge(signature, [ordered[other] for other in earlier], params) if earlier else None
            if told:
                yield signature, *told
            alone = (place,)  # one value for the many groups that have no other member
            for key in keys:
                members = groups.get(key, ())
                if len(members) < self.kept:
                    groups[key] = (*members, place) if members else alone


@dataclass(frozen=True, slots=True)
class CorpusCheck(Generic[P]):
    """A verb over all digests of a run: how it groups them, and what it says of those that are alike."""

    params: type[P]
    find: Grouping[P]


def option(default: T, meaning: str) -> T:
    """Return a field of a check's parameters that users may set under `options`: its default and what it means."""
    return field(default=default, metadata={"help": meaning})


@dataclass(frozen=True, slots=True)
class Judged:
    """A selector of a directive (None: the directive as a whole) that does nothing, and why not.

    It is `useless` where all is well with it but that there is nothing for it to ignore.
    """

    directive: Directive
    selector: Span | None
    fault: str
    useless: bool = False


@dataclass(frozen=True, slots=True)
class AuditCheck(Generic[P]):
    """A verb over the directives of a digest, once it is known what they ignore."""

    params: type[P]
    find: Callable[[Digest, Iterable[Judged], P], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class NoParams:
    """The parameters of a check that has none."""


@dataclass(frozen=True, slots=True)
class Example:
    """A case that is a test and documentation at once.

    `text` stands in the part `within` of a digest that is blameless otherwise, or is the whole digest. Each span that
    must be reported is marked `[[so]]`; a text without a mark must stay silent. `because` says why. `within = "folder"`
    is for rules that go across digests: each file of the text begins with a line `=== NAME`. `record` are the fields in
    which the registry's record differs from the one that the base digest is true to; without it there are no records.
    """

    text: str
    because: str
    within: Within = "results"
    spelling: Literal["markdown", "page"] = "markdown"
    vocabulary: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    record: Mapping[str, Any] | None = None
    fixed: str | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """How many findings of a rule were judged on labelled digests, and how many of them were right."""

    reported: int
    right: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it is run. `message` and `help` are templates over the values of a finding.

    `find` is a check's function; one that works on all digests of a run where the rule goes `across` them, one that
    works on what became of the digest's directives where it `audits`. `fix` says what the rule's fix does, where it has
    one, and whether it is safe. `see_also` are the codes of rules near to it.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    message: str
    help: str
    find: Callable[..., Iterable[Any]]
    params: Any
    across: bool = False
    audits: bool = False
    default: bool = True
    aliases: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    fix: str | None = None
    measured: Measured | None = None
    examples: tuple[Example, ...] = ()

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code.rstrip("0123456789")

    @property
    def grouping(self) -> Grouping[Any]:
        """How digests are grouped; only a rule that goes across them has that."""
        return cast("Grouping[Any]", self.find)


def diagnose_across(rule: Rule, signatures: Iterable[Signature]) -> Iterator[Diagnostic]:
    """Yield what `rule` has to say of the digests of a run."""
    for signature, spot, values in rule.grouping(signatures, rule.params):
        yield spotted(rule, signature, spot, values)


def spotted(rule: Rule, signature: Signature, spot: Spot, values: Mapping[str, str]) -> Diagnostic:
    """Return what `rule` says of a spot in a digest that is known by its signature alone."""
    return Diagnostic(
        path=signature.path,
        span=spot.span,
        start=spot.start,
        end=spot.end,
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=rule.message.format(**values),
        help=rule.help.format(**values),
        words=spot.words,
    )


def diagnose(rule: Rule, digest: Digest) -> Iterator[Diagnostic]:
    """Yield what `rule` has to say of `digest`."""
    for finding in rule.find(digest, rule.params):
        yield _diagnostic(rule, digest, finding)


def diagnose_directives(rule: Rule, digest: Digest, judged: Iterable[Judged]) -> Iterator[Diagnostic]:
    """Yield what `rule` has to say of the directives of `digest`."""
    for finding in rule.find(digest, judged, rule.params):
        yield _diagnostic(rule, digest, finding)


def _diagnostic(rule: Rule, digest: Digest, finding: Finding) -> Diagnostic:
    return Diagnostic(
        path=digest.source.path,
        span=finding.span,
        start=digest.lines.place(finding.span.start),
        end=digest.lines.place(finding.span.end),
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=rule.message.format(**finding.values),
        help=rule.help.format(**finding.values),
        fix=finding.fix,
        trace=finding.trace,
        earlier=_region(digest.lines, finding.earlier) if finding.earlier else None,
        words=comparable(f"{finding.about} {finding.span.of(digest.source.text)}"),
    )


def _region(lines: Lines, span: Span) -> Region:
    return Region(lines.place(span.start), lines.place(span.end))
