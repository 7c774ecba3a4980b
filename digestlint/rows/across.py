"""Rules across digests, as steps that need nothing of an engine but to bring rows of one part together.

1. `keyed`: each digest names the groups that it is in. Parts by group:
2. `asked`: in each group, later digests ask the first ones for their signatures. Parts by digest:
3. `answered`: a digest that was asked sends its signature. Parts by digest:
4. `judged`: each digest is held against those that answered it.

Questions are small. Signatures travel only between digests that share enough groups, so that what is sent stays in
proportion to the digests.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from digestlint.facts.signature import Signature, Spot
from digestlint.rows.check import finding_row
from digestlint.rows.job import Job, across_rules
from digestlint.rows.tables import KEYED, MESSAGES, RESULTS, part_of
from digestlint.rule import Rule, spotted
from digestlint.span import Place, Span

Row = Mapping[str, Any]
SIGNED = ["path", "digest_id", "source_id", "sketch", "spots", "muted"]
"""The columns of `RESULTS` that the steps begin with; only rows with a sketch are taken."""


def keyed(results: pa.RecordBatch | pa.Table, job: Job) -> pa.RecordBatch:
    """Return the groups that the digests of a batch are in."""
    rows = []
    for row in _signed(results):
        signature = _signature(row)
        for rule in across_rules(job):
            for key in rule.grouping.keys(signature):
                group = blake2b(rule.code.encode() + b"\0" + key, digest_size=16).digest()
                told = {"code": rule.code, "key": group, "digest_id": row["digest_id"], "path": row["path"]}
                rows.append({"part": part_of(group, job.parts), **told})
    return pa.RecordBatch.from_pylist(rows, KEYED)


def signed(results: pa.RecordBatch | pa.Table, job: Job) -> pa.RecordBatch:
    """Return the signatures of a batch as messages that digests send to themselves."""
    rows = [{"part": part_of(row["digest_id"], job.parts), "to": row["digest_id"], **row} for row in _signed(results)]
    return pa.RecordBatch.from_pylist(rows, MESSAGES)


def asked(part: pa.Table, job: Job) -> pa.Table:
    """Return the questions of a part of `KEYED`: later digests of each group ask the first ones."""
    kept = {rule.code: rule.grouping.kept for rule in across_rules(job)}
    questions: list[tuple[str, bytes, bytes]] = []
    for (code, _), members in groupby(_shared(part), key=lambda member: member[:2]):
        earlier: list[bytes] = []
        for *_, asker in members:
            if asker not in earlier:
                questions += [(code, to, asker) for to in earlier]
                if len(earlier) < kept[code]:
                    earlier.append(asker)
    codes, tos, askers = zip(*questions, strict=True) if questions else ((), (), ())
    parts = [part_of(to, job.parts) for to in tos]
    given = {"part": parts, "code": codes, "to": tos, "digest_id": askers}
    return pa.table([pa.array(given.get(field.name) or [None] * len(tos), field.type) for field in MESSAGES], MESSAGES)


def answered(part: pa.Table, job: Job) -> pa.Table:
    """Return the answers of a part of `MESSAGES`, signatures and questions: each asked digest sends its signature.

    A digest that asked in fewer groups than the rule wants gets no answer.
    """
    asking = part.filter(pc.is_valid(part["code"])).group_by(["code", "to", "digest_id"], use_threads=False)
    met = asking.aggregate([([], "count_all")])
    wanted = [
        met.filter((pc.field("code") == rule.code) & (pc.field("count_all") >= rule.grouping.shared(rule.params)))
        for rule in across_rules(job)
    ]
    pairs = pa.concat_tables(wanted).to_pylist()
    own = _own(part, {pair["to"] for pair in pairs})
    rows: list[Row] = []
    for code, to, asker in sorted((pair["code"], pair["to"], pair["digest_id"]) for pair in pairs):
        rows.append({**own[to], "part": part_of(asker, job.parts), "code": code, "to": asker})
    return pa.Table.from_pylist(rows, MESSAGES)


def judged(part: pa.Table, job: Job) -> pa.Table:
    """Return what is found in a part of `MESSAGES`, signatures and answers, as `RESULTS` has it."""
    answers: dict[bytes, list[Row]] = defaultdict(list)
    for answer in part.filter(pc.is_valid(part["code"])).to_pylist():
        answers[answer["to"]].append(answer)
    rows: list[Row] = []
    for to, own in sorted(_own(part, answers).items(), key=lambda item: (item[1]["path"], item[0])):
        for rule in across_rules(job):
            rows += _judged(rule, own, [answer for answer in answers[to] if answer["code"] == rule.code])
    return pa.Table.from_pylist(rows, RESULTS)


def _judged(rule: Rule, row: Row, answers: Iterable[Row]) -> Iterator[dict[str, Any]]:
    ordered = sorted(answers, key=lambda answer: (answer["path"], answer["digest_id"]))
    if not ordered:
        return
    signature = _signature(row)
    told = rule.grouping.judge(signature, list(map(_signature, ordered)), rule.params)
    if told and not _is_muted(rule.code, told[0].span.start, row["muted"]):
        yield finding_row(spotted(rule, signature, *told))


def _is_muted(code: str, start: int, muted: str | None) -> bool:
    off, ignored = json.loads(muted) if muted else ((), ())
    return code in off or any(code == each and first <= start < end for each, first, end in ignored)


def _signed(results: pa.RecordBatch | pa.Table) -> list[Row]:
    chosen = results.select(SIGNED)
    found: list[Row] = chosen.filter(pc.is_valid(chosen.column("sketch"))).to_pylist()
    return found


def _shared(part: pa.Table) -> Iterator[tuple[str, bytes, bytes]]:
    """Return code, key and digest of the groups with more than one member, by group and in the order of paths."""
    if part.num_rows < 2:  # noqa: PLR2004 - one row shares nothing
        return iter(())
    order = [(name, "ascending") for name in ("code", "key", "path", "digest_id")]
    part = part.sort_by(order).combine_chunks()
    same = pc.and_(*(pc.equal(part[name][1:], part[name][:-1]) for name in ("code", "key")))
    follows = pa.chunked_array([pa.array([False]), *same.chunks])
    leads = pa.chunked_array([*same.chunks, pa.array([False])])
    shared = part.filter(pc.or_(follows, leads))
    return zip(*(shared[name].to_pylist() for name in ("code", "key", "digest_id")), strict=True)


def _own(part: pa.Table, digests: Iterable[bytes]) -> dict[bytes, Row]:
    """Return the signatures that some digests of a part sent to themselves."""
    wanted = pc.is_in(part["to"], value_set=pa.array(list(digests), pa.binary()))
    return {row["to"]: row for row in part.filter(pc.and_(pc.is_null(part["code"]), wanted)).to_pylist()}


def _signature(row: Row) -> Signature:
    source, title = map(_spot, json.loads(row["spots"]))
    return Signature(row["path"], row["source_id"], source, title, row["sketch"])


def _spot(flat: Sequence[Any]) -> Spot:
    return Spot(Span(*flat[:2]), Place(*flat[2:4]), Place(*flat[4:6]), flat[6])
