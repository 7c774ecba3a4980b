"""Directives: what a digest says of the findings that it wants ignored, in comments and in its front matter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from digestlint.digest import Comment, Digest, IgnoreEntry
from digestlint.span import Span

Verb = Literal["ignore", "disable", "enable", "ignore-file"]
_VERBS: dict[str, Verb] = {"ignore": "ignore", "disable": "disable", "enable": "enable", "ignore-file": "ignore-file"}
_OURS = re.compile(r"<!--+\s*digestlint(?=\s*:|\s+(?:ignore|disable|enable)\b)\s*:?\s*", re.IGNORECASE)
_SHAPE = re.compile(r"(?P<verb>[\w-]+)\s*\[(?P<rules>[^\[\]]*)\](?P<reason>.*)", re.DOTALL)
_RULE = re.compile(r"[^,\s](?:[^,]*[^,\s])?")


@dataclass(frozen=True, slots=True)
class Directive:
    """One instruction: whether it ignores, and from where to where, the rules whose selectors it names.

    `whole` is what stands in the file. An `enable` ends what a `disable` began. One that is not well formed has a
    `fault`, which says what is wrong with it, and no selectors.
    """

    verb: Verb
    whole: Span
    scope: Span
    selectors: tuple[Span, ...] = ()
    reason: str = ""
    fault: str = ""


def directives(digest: Digest) -> tuple[Directive, ...]:
    """Return the directives of a digest, those of its front matter first."""
    end = len(digest.source.text) + 1  # what is reported at the very end lies in the file too
    found = [_of_entry(digest, entry, Span(0, end)) for entry in digest.ignore_entries]
    found += [each for comment in digest.comments if (each := _of_comment(digest, comment, end))]
    return tuple(found)


def _of_entry(digest: Digest, entry: IgnoreEntry, scope: Span) -> Directive:
    if entry.rule is None:
        return Directive("ignore-file", entry.span, scope, fault="has another form than `ignore: {CODE: reason}`")
    reason = digest.text(entry.reason) if entry.reason else ""
    return Directive("ignore-file", entry.span, scope, (entry.rule,), reason)


def _of_comment(digest: Digest, comment: Comment, end: int) -> Directive | None:
    """Return what a comment says, None where it does not speak to this program."""
    text = digest.source.text
    opening = _OURS.match(text, *comment.span)
    if not opening:
        return None
    whole, close = comment.span, comment.span.end - len("-->")
    shape = _SHAPE.match(text, opening.end(), close)
    verb = _VERBS.get(shape["verb"].casefold()) if shape else None
    if shape is None or verb is None:
        fault = "is none of `ignore[CODE] reason`, `disable[CODE]`, `enable[CODE]`, `ignore-file[CODE] reason`"
        return Directive("ignore", whole, comment.block, fault=fault)
    selectors = tuple(_selectors(text, Span(*shape.span("rules"))))
    if not selectors:
        return Directive(verb, whole, comment.block, fault="names no rule")
    scope = {"ignore": comment.block, "ignore-file": Span(0, end)}.get(verb, Span(whole.end, end))
    return Directive(verb, whole, scope, selectors, " ".join(shape["reason"].split()).lstrip(":–—- "))


def _selectors(text: str, span: Span) -> Iterator[Span]:
    return (Span(*rule.span()) for rule in _RULE.finditer(text, *span))
