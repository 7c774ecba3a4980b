"""Rules across digests, as steps that need nothing of an engine but to bring rows of one part together.

1. `keyed`: each digest names the groups that it is in. Parts by group:
2. `asked`: in each group, later digests ask the first ones for their signatures. Parts by digest:
3. `answered`: a digest that was asked sends its signature. Parts by digest:
4. `judged`: each digest is held against those that answered it.

Questions are small. Signatures travel only between digests that share enough groups, so that what is sent stays in
proportion to the digests.
"""

import json
import struct
from collections import Counter, defaultdict
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
    rows = []
    for (code, _), members in groupby(_shared(part), key=lambda row: (row["code"], row["key"])):
        earlier: list[bytes] = []
        for member in members:
            asker = member["digest_id"]
            if asker in earlier:
                continue
            rows += [{"part": part_of(e, job.parts), "code": code, "to": e, "digest_id": asker} for e in earlier]
            if len(earlier) < kept[code]:
                earlier.append(asker)
    return pa.Table.from_pylist(rows, MESSAGES)


def answered(part: pa.Table, job: Job) -> pa.Table:
    """Return the answers of a part of `MESSAGES`, signatures and questions: each asked digest sends its signature.

    A digest that asked in fewer groups than the rule wants gets no answer.
    """
    own, others = _sorted_out(part)
    shared = {rule.code: rule.grouping.shared(rule.params) for rule in across_rules(job)}
    rows: list[Row] = []
    for to, questions in others.items():
        met = Counter((row["code"], row["digest_id"]) for row in questions)
        for code, asker in sorted(pair for pair, times in met.items() if times >= shared[pair[0]]):
            rows.append({**own[to], "part": part_of(asker, job.parts), "code": code, "to": asker})
    return pa.Table.from_pylist(rows, MESSAGES)


def judged(part: pa.Table, job: Job) -> pa.Table:
    """Return what is found in a part of `MESSAGES`, signatures and answers, as `RESULTS` has it."""
    own, others = _sorted_out(part)
    rules = {rule.code: rule for rule in across_rules(job)}
    rows: list[Row] = []
    for to, answers in sorted(others.items(), key=lambda item: (own[item[0]]["path"], item[0])):
        for code, rule in rules.items():
            rows += _judged(rule, own[to], [row for row in answers if row["code"] == code])
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


def _shared(part: pa.Table) -> list[Row]:
    """Return the rows of groups with more than one member, group by group and in the order of paths."""
    if part.num_rows < 2:  # noqa: PLR2004 - one row shares nothing
        return []
    order = [(name, "ascending") for name in ("code", "key", "path", "digest_id")]
    part = part.sort_by(order).combine_chunks()
    same = pc.and_(*(pc.equal(part[name][1:], part[name][:-1]) for name in ("code", "key")))
    follows = pa.chunked_array([pa.array([False]), *same.chunks])
    leads = pa.chunked_array([*same.chunks, pa.array([False])])
    found: list[Row] = part.filter(pc.or_(follows, leads)).to_pylist()
    return found


def _sorted_out(part: pa.Table) -> tuple[dict[bytes, Row], dict[bytes, list[Row]]]:
    """Return the signatures of a part by digest, and what others sent, by the digest that it was sent to."""
    others: dict[bytes, list[Row]] = defaultdict(list)
    for row in part.filter(pc.is_valid(part["code"])).to_pylist():
        others[row["to"]].append(row)
    asked_for = pa.array(list(others), pa.binary())
    own = part.filter(pc.and_(pc.is_null(part["code"]), pc.is_in(part["to"], value_set=asked_for)))
    return {row["to"]: row for row in own.to_pylist()}, others


def _signature(row: Row) -> Signature:
    source, title = map(_spot, json.loads(row["spots"]))
    sketch = struct.unpack(f"<{len(row['sketch']) // 4}I", row["sketch"])
    return Signature(row["path"], row["source_id"], source, title, sketch)


def _spot(flat: Sequence[Any]) -> Spot:
    return Spot(Span(*flat[:2]), Place(*flat[2:4]), Place(*flat[4:6]), flat[6])
