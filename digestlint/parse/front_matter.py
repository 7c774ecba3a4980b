"""Front matter: the values between the `---` lines, as text with places. It is never trusted to be well formed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from digestlint.digest import IgnoreEntry
from digestlint.span import Span

_FENCE = re.compile(r"\s*^---[ \t]*\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^(?P<key>[\w][\w -]{0,40}?)[ \t]*:[ \t]*(?P<value>(?:.*[^ \t\n])?)", re.MULTILINE)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OURS = "digestlint"
_DEEPEST = 20
_IGNORE = (_OURS, "ignore")
_DEEPEST = 60
"""How deeply YAML may be nested; the time for a value grows with its depth."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values of each key as spans, quotes aside; `lists` names the keys whose value is a list.

    `ignored` are the rules that it says to ignore.
    """

    end: int = 0
    values: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()
    ignored: tuple[IgnoreEntry, ...] = ()

    def value(self, key: str) -> Span | None:
        """Return the only, or the first, value of a key that is not blank."""
        return next(iter(self.values.get(key, ())), None)


@dataclass(frozen=True, slots=True)
class _Scalar:
    """A value of the YAML: the keys that lead to it (as written, the last one's place too), and where it stands."""

    path: tuple[str, ...]
    key: Span | None
    span: Span | None
    in_list: bool


def read_front_matter(text: str) -> FrontMatter:
    """Return the front matter at the beginning of `text`, empty where there is none.

    What is no YAML is read line by line as `key: value`.
    """
    fence = _FENCE.match(text)
    if not fence or text[: fence.start("body")].strip() != "---":
        return FrontMatter()
    start = fence.start("body")
    values: dict[str, list[Span]] = {}
    try:
        scalars = list(_scalars(text, Span(start, fence.end("body"))))
    except (yaml.YAMLError, UnicodeEncodeError):  # the latter for half of a surrogate pair
        for line in _LINE.finditer(text, start, fence.end("body")):
            value = Span(*line.span("value")).stripped(text)
            if value.start < value.end:
                values[_key(line["key"])] = [value]
        return FrontMatter(fence.end(), {key: tuple(spans) for key, spans in values.items()})
    top = [(_key(scalar.path[0]), scalar) for scalar in scalars if len(scalar.path) == 1]
    for key, scalar in top:
        if scalar.span:
            values.setdefault(key, []).append(scalar.span)
    lists = frozenset(key for key, scalar in top if scalar.in_list and scalar.span)
    ignored = tuple(_ignored(scalar) for scalar in scalars if scalar.path[0] == _OURS and (scalar.key or scalar.span))
    return FrontMatter(fence.end(), {key: tuple(spans) for key, spans in values.items()}, lists, ignored)


def _key(words: str) -> str:
    return re.sub(r"[ -]+", "_", words.strip().casefold())


def _ignored(scalar: _Scalar) -> IgnoreEntry:
    """Return what an entry below `digestlint` ignores: `CODE: reason`, or a code of a list, or a code alone."""
    places = [span for span in (scalar.key, scalar.span) if span]
    whole = Span(places[0].start, places[-1].end)
    if scalar.path[:-1] == _IGNORE and scalar.key and not scalar.in_list:
        return IgnoreEntry(whole, scalar.key, scalar.span)
    return IgnoreEntry(scalar.span or whole, scalar.span if scalar.path == _IGNORE else None)


def _scalars(text: str, body: Span) -> Iterator[_Scalar]:
    """Yield each value that is a scalar, aliases aside. Nothing is expanded, however the YAML refers to itself."""
    frames: list[_Frame] = []
    for event in yaml.parse(body.of(text), Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            frames.append(_Frame(in_list=isinstance(event, yaml.SequenceStartEvent)))
            if len(frames) > _DEEPEST:
                raise yaml.YAMLError("it is nested too deeply")
        elif isinstance(event, yaml.CollectionEndEvent):
            frames.pop()
            if frames:
                frames[-1].key = None
        elif isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent)) and frames:
            yield from _scalar(text, body.start, frames, event)


@dataclass(slots=True)
class _Frame:
    """A mapping or a list while it is read, and the key whose value is to come."""

    in_list: bool
    key: str | None = None
    place: Span | None = None


def _scalar(text: str, start: int, frames: list[_Frame], event: yaml.Event) -> Iterator[_Scalar]:
    frame = frames[-1]
    place = _place(text, start, event) if isinstance(event, yaml.ScalarEvent) else None
    if not frame.in_list and frame.key is None:
        frame.key = event.value if isinstance(event, yaml.ScalarEvent) else ""
        frame.place = place
        return
    if isinstance(event, yaml.ScalarEvent):
        path = tuple(each.key or "" for each in frames if not each.in_list)
        keyed = next((each for each in reversed(frames) if not each.in_list), None)
        nested = sum(each.in_list for each in frames)
        if path and nested <= 1:
            yield _Scalar(path, keyed.place if keyed else None, place, bool(nested))
    if not frame.in_list:
        frame.key = None


def _place(text: str, start: int, event: yaml.ScalarEvent) -> Span | None:
    """Return the place of a scalar's words, without its quotes or block mark; None where there are none."""
    if event.start_mark is None or event.end_mark is None:
        return None
    span = Span(start + event.start_mark.index, start + event.end_mark.index)
    if event.style in ("'", '"'):
        span = Span(span.start + 1, span.end - 1)
    elif event.style in ("|", ">"):
        line_end = text.find("\n", span.start, span.end)
        span = Span(span.end if line_end < 0 else line_end, span.end)
    span = span.stripped(text)
    return span if span.start < span.end else None
