"""The two lines of facts that a digest carries: the tag line above and the source line below."""

import re

from digestlint.digest import SourceLine, TagLine
from digestlint.parse.front_matter import FrontMatter
from digestlint.span import Span
from digestlint.vocabulary import Vocabulary, fold

_SOURCES = frozenset(
    "clinicaltrials clinicaltrials.gov ctgov isrctn eudract euctr ctis anzctr chictr ctri drks jrct umin irct pactr "
    "rebec pubmed medline crossref who ictrp".split()
)
_STUDY_TYPES = frozenset(
    "other rct interventional observational cohort registry expanded-access expanded_access case-control "
    "cross-sectional meta-analysis review systematic-review pilot trial".split()
)
_ISO_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_NAV = re.compile(r"[←‹<«]?\s*Back to\s+(?P<topic>.{1,200}?)(?:\s+research)?\s*$", re.IGNORECASE)
_LONGEST_TAG_LINE = 20


def read_nav(words: str) -> str | None:
    """Return the topic that a line of navigation ("Back to … research") names, None where it is no such line."""
    match = _NAV.match(words)
    return match["topic"] if match else None


def read_tag_line(text: str, span: Span, vocabulary: Vocabulary, topic: str | None) -> TagLine | None:
    """Return the tag line at `span`, None where the line is none.

    It ends in a source's name behind a date or a study type. Where the topic ends and the category begins is told by
    the navigation's `topic`, else by the vocabulary, else the topic is the first word.
    """
    words = [Span(span.start + m.start(), span.start + m.end()) for m in re.finditer(r"\S+", span.of(text))]
    named = [word.of(text).casefold() for word in words]
    if not 3 <= len(words) <= _LONGEST_TAG_LINE or named[-1] not in _SOURCES:  # noqa: PLR2004 - topic, date, source
        return None
    kind = next((i for i in range(len(words) - 2, 0, -1) if named[i] in _STUDY_TYPES), None)
    dated = any(char.isdigit() for char in named[-2])
    if kind is None and not dated:
        return None
    date_from = kind + 1 if kind is not None else len(words) - 2
    head = words[: kind if kind is not None else date_from]
    topic_words = _topic_length([word.of(text) for word in head], vocabulary, topic)
    return TagLine(
        span,
        topic=_joined(head[:topic_words]),
        category=_joined(head[topic_words:]),
        study_type=words[kind] if kind is not None else None,
        date=_joined(words[date_from:-1]),
        registry=words[-1],
    )


def _joined(words: list[Span]) -> Span | None:
    return Span(words[0].start, words[-1].end) if words else None


def _topic_length(words: list[str], vocabulary: Vocabulary, topic: str | None) -> int:
    for count in range(len(words), 0, -1):
        if topic and fold(" ".join(words[:count])) == fold(topic):
            return count
    return vocabulary.longest_prefix(words, flags=False) or 1


def front_matter_tag_line(front: FrontMatter) -> TagLine | None:
    """Return the tag line's parts that front matter holds, None where it holds none."""
    parts = {name: front.value(name) for name in ("topic", "category", "study_type", "date", "registry")}
    places = [span for span in parts.values() if span]
    return TagLine(Span(min(places).start, max(places).end), **parts) if places else None


_SEGMENT = re.compile(r"[·•|;\n]\s*|,\s+|\s(?=(?:Ingested|Digest)\b)")
_LABELLED = re.compile(
    r"(?P<label>Source|Ingested|Digest(?:ed)?(?: by)?|Model)\b\s*:?\s*(?P<value>.*)", re.IGNORECASE | re.DOTALL
)
_CURIE = re.compile(r"(?:(?P<prefix>[A-Za-z][\w.-]*)\s*:\s*)?(?P<id>\S.*)", re.DOTALL)
_HAS_ID = re.compile(r"\d|X{4}", re.IGNORECASE)


def read_source_line(text: str, spans: list[Span], front: FrontMatter) -> SourceLine | None:
    """Return what the lines at `spans` (labels included) and the front matter say of the digest's source.

    None where neither names a source: the day of ingestion and the model alone are no source line.
    """
    parts: dict[str, Span | None] = {"curie": front.value("source"), "ingested": front.value("ingested")}
    parts["model"] = front.value("digest")
    named = parts["curie"] is not None
    stretches = [*([parts["curie"]] if parts["curie"] else []), *spans]
    parts["curie"] = None
    for span in stretches:
        for piece in _segments(text, span):
            label, value = _label(text, piece)
            named = named or label == "source"
            kind = {"source": "curie", "": "curie", "ingested": "ingested"}.get(label, "model")
            if value and (kind != "curie" or parts["curie"] is None):
                parts[kind] = value
    if not named:
        return None
    curie = parts["curie"]
    prefix, identifier = _curie(text, curie) if curie else (None, None)
    whole = Span(min(stretches).start, max(span.end for span in stretches)) if stretches else Span(0, 0)
    return SourceLine(whole, curie, prefix, identifier, parts["ingested"], parts["model"])


def _segments(text: str, span: Span) -> list[Span]:
    found: list[Span] = []
    at = span.start
    for mark in _SEGMENT.finditer(text, span.start, span.end):
        found.append(Span(at, mark.start()).stripped(text))
        at = mark.end()
    found.append(Span(at, span.end).stripped(text))
    return [piece for piece in found if piece.start < piece.end]


def _label(text: str, piece: Span) -> tuple[str, Span | None]:
    match = _LABELLED.match(text, piece.start, piece.end)
    if not match:
        return "", piece
    value = Span(*match.span("value")).stripped(text)
    return match["label"].casefold().split()[0], value if any(map(str.isalnum, value.of(text))) else None


def _curie(text: str, span: Span) -> tuple[Span | None, Span | None]:
    """Return prefix and ID of a CURIE; a word alone is an ID where it has digits, else a prefix."""
    match = _CURIE.match(text, span.start, span.end)
    if not match:
        return None, None
    prefix = Span(*match.span("prefix")) if match["prefix"] else None
    rest = Span(*match.span("id")).stripped(text)
    if prefix is None and not _HAS_ID.search(rest.of(text)):
        return rest, None
    return prefix, rest
