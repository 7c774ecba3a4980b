"""Endings: the clauses that say how the study came to its end, with what each tells of it."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from digestlint.data import lexicon, lexicon_lists
from digestlint.digest import Digest, Sentence
from digestlint.facts.clauses import clauses
from digestlint.facts.other_studies import names_sister
from digestlint.facts.prose_dates import first_date, opening_date
from digestlint.partial_date import PartialDate
from digestlint.phrase_search import PhrasePattern, compile_phrases
from digestlint.span import Span

Kind = Literal["stopped", "withdrawn", "suspended", "completed"]
_KINDS: tuple[Kind, ...] = ("stopped", "withdrawn", "suspended", "completed")


@dataclass(frozen=True, slots=True)
class Ending:
    """A clause that states the study's end: its kind, and its day as far as it is told.

    `main` tells whether it is the main clause of its sentence ("After it was halted, …" is none).
    """

    sentence: Sentence
    span: Span
    kind: Kind
    main: bool
    when: PartialDate | None


def endings(digest: Digest) -> tuple[Ending, ...]:
    """Return the clauses of sections that state the study's end, in order; at most one for a sentence."""
    return tuple(
        ending for sentence in digest.sentences if sentence.part != "title" for ending in _ending(digest, sentence)
    )


def subjects(text: str, body: Span) -> list[int]:
    """Return the offsets in a clause right behind each place where the study is the subject."""
    found = [match.end() for match in _SUBJECT.finditer(text, *body) if _is_subject(match)]
    return found + [join.end() for join in _AND.finditer(text, found[0], body.end)] if found else []


def _ending(digest: Digest, sentence: Sentence) -> Iterator[Ending]:
    if _CONDITION.match(digest.prose, *sentence.span):
        return
    kinds = [kind for kind in digest.fact(_kinds_told) if _may_tell(kind, digest.prose, sentence.span)]
    parts = clauses(digest.prose, sentence.span) if kinds else ()
    for clause in sorted(parts, key=lambda clause: clause.subordinate):
        body = clause.body
        if _YET_TO_COME.match(digest.prose, *clause.span):
            continue
        starts = subjects(digest.prose, body)
        if clause is not parts[0] and subjects(digest.prose, parts[0].body):
            starts.append(body.start)  # "The trial, which began in 2008, was terminated in 2010"
        for kind in kinds:
            told = [
                (start, found) for start in starts if (found := predicate(_verbs(kind), digest.prose, start, body.end))
            ]
            told += [
                (found.start(), found)
                for found in _actions(kind).finditer(digest.prose, *body)
                if _is_done(digest.prose, body, found)
            ]
            if told and not names_sister(digest, Span(clause.span.start, told[0][1].end())):
                start, verb = told[0]
                when = _when(digest.prose, Span(start, verb.end()), clause.span, sentence.span)
                main = not (clause.subordinate or _DEPENDS.search(digest.prose, body.start, start))
                yield Ending(sentence, Span(clause.span.start, verb.end()), kind, main, when)
                return
    yield from _named(digest, sentence)


def _kinds_told(digest: Digest) -> tuple[Kind, ...]:
    return tuple(kind for kind in _KINDS if _may_tell(kind, digest.prose, Span(0, len(digest.prose))))


def _may_tell(kind: Kind, text: str, within: Span) -> bool:
    """Tell whether a stretch has words that say of a study that it came to such an end."""
    return any(phrases.may_begin(text, *within) for phrases in (_verbs(kind), _actions(kind)))


def _is_done(text: str, body: Span, action: re.Match[str]) -> bool:
    """Tell whether an action behind its subject is told as done, not denied, planned or only possible."""
    ahead = text[body.start : action.start()]
    return bool(ahead.strip()) and not _NOT_DONE.search(ahead)


def _named(digest: Digest, sentence: Sentence) -> Iterator[Ending]:
    """Yield the end of the study that a sentence names with a noun."""
    for kind in ("stopped", "withdrawn"):
        if match := _nouns(kind).search(digest.prose, *sentence.span):
            when = first_date(digest.prose, Span(match.end(), min(match.end() + _NEAR, sentence.span.end)))
            yield Ending(sentence, Span(*match.span()), kind, main=False, when=when)
            return


def _when(text: str, told: Span, clause: Span, sentence: Span) -> PartialDate | None:
    """Return the date of what is told from behind its subject on: behind the verb, else before the subject.

    Behind the verb: in its clause, or right behind the clause ("closed early, in May 2010"); before the subject: where
    it opens the sentence ("In May 2010, the sponsor closed the study").
    """
    found = first_date(text, Span(told.end - 1, clause.end))
    if not found and (behind := _DATE_CLAUSE.match(text, clause.end, sentence.end)):
        found = first_date(text, Span(*behind.span()))
    for start in (sentence.start, clause.start):
        if not found and (opening := opening_date(text, Span(start, told.start))):
            found = opening[1]
    return found


def _is_subject(match: re.Match[str] | None) -> bool:
    """Tell whether this study is what the clause speaks of, not where it happens ("the drug of this study")."""
    before = (match["before"] or "").casefold() if match else ""
    if match is None or (
        before in _PREPOSITIONS and not (before in _CONJUNCTIONS and _VERB.match(match.string, match.end()))
    ):
        return False
    return _ANOTHER.search(match[0]) is None and not _is_other_thing(match)


def _is_other_thing(match: re.Match[str]) -> bool:
    """Tell whether `it` is what the sentence spoke of before, which was no study ("watched until it was finished")."""
    if not _IT.search(match[0]) or (match["before"] or "").casefold() not in _TIMES:
        return False
    ahead = match.string[max(0, match.start() - _FAR) : match.start()].rsplit(".", 1)[-1]
    return bool(ahead.strip()) and not _STUDY.search(ahead)


_IT = re.compile(r"\bit\s*$", re.IGNORECASE)
_TIMES = frozenset("after before once until till when while".split())
_FAR = 200
_STUDY = re.compile(r"\b(?:stud(?:y|ies)|trial|registry|project|research|it)\b", re.IGNORECASE)
_NOT_DONE = re.compile(
    r"\b(?:not|never|no one|nobody|could|might|may|would|will|should|can|cannot|to|who|have|who had)\W*$", re.IGNORECASE
)
_YET_TO_COME = re.compile(
    r"\s*(?:once|until|before|if|unless|when)\b[^,;]{0,120}?\b(?:is|are|has|have)\b", re.IGNORECASE
)
_CONDITION = re.compile(r"(?:if|unless|should|whether)\b", re.IGNORECASE)
_DEPENDS = re.compile(
    r"\b(?:until|till|before|after|when|while|because|since|although|though|once)\s+"
    r"(?:(?:the|this|that|our|its|their)\s+(?:\S+\s+){1,2}|\S+\s+)\Z",
    re.IGNORECASE,
)
"""The subject of a clause that a word in mid-sentence makes depend on another ("were followed until the study")."""
_DATE_CLAUSE = re.compile(r",\s+(?:in|on)\s[^,;:]{0,40}")
_ATTRIBUTE = re.compile(r"((?:of|in|at|from|by|on|for|with|NCT\d+)\b)[^,;:.]{0,80}\s?", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|but|then)\s+")
_ANOTHER = re.compile(
    r"\b(?:the|that|its)\s(?:\S+\s){0,3}?(?:earlier|previous|prior|preceding|original|parent|companion|sister|separate|other|older"
    r"|related|different)\b",
    re.IGNORECASE,
)
_NEAR = 30
_NO_ADJECTIVE = (
    r"(?:a|an|the|of|in|on|has|have|had|is|are|was|were|be|not|if|that|whether|said|by|for|with|to|from|who|which|this|these"
    r"|behind|about|around|beyond)\b"
)
_CONJUNCTIONS = frozenset(("after", "before"))
_VERB = re.compile(r"(?:was|were|is|had|has)\b", re.IGNORECASE)
_PREPOSITIONS = frozenset(
    "of in during from for by with on within at to under before after throughout behind about around beyond".split()
)
_ASIDE = r"(?:\s*[(\[][^()\[\]]{0,80}[)\]])?"
_SUBJECT = re.compile(
    rf"(?:\b(?P<before>\w+)\s+)?(?:\b(?:the|this|that|our|its)\s+(?:(?!{_NO_ADJECTIVE})[\w/'’®.+-]{{1,30}},?\s+){{0,8}}?"
    + compile_phrases(lexicon("ending")["lists"]["study"]).pattern
    + rf"{_ASIDE}|\b(?:study|trial)\s+NCT\d{{8}}|\b(?<![\w-])it)(?:\s+|\Z)",
    re.IGNORECASE,
)


@functools.cache
def _verbs(kind: Kind) -> PhrasePattern:
    return compile_phrases(lexicon("ending")["phrases"][kind], lexicon_lists("ending"))


def predicate(phrases: PhrasePattern, text: str, start: int, end: int) -> re.Match[str] | None:
    """Return what is said of a study, right behind it or behind an attribute ("of X", "at Y"), if it is `phrases`."""
    if attribute := _ATTRIBUTE.match(text, start, end):
        for at in range(attribute.end(1), attribute.end()):
            if text[at].isspace() and (found := phrases.match(text, at + 1, end)):
                return found
    return phrases.match(text, start, end)


@functools.cache
def _actions(kind: Kind) -> PhrasePattern:
    return compile_phrases(lexicon("ending")["actions"][kind], lexicon_lists("ending"))


@functools.cache
def _nouns(kind: Kind) -> PhrasePattern:
    return compile_phrases(lexicon("ending")["nouns"][kind], lexicon_lists("ending"))
