"""digestlint on Ray: rows of a Dataset in, findings as Parquet out. `docs/clusters.md` is the how-to.

job = make_job(load_settings(Path("digestlint.toml"), Overrides(), Path()), date.today())
scan(ray.data.read_parquet("digests"), "findings", job)
"""

from collections.abc import Callable

import pyarrow as pa
import ray.data
from ray.data import Dataset

from digestlint.rows.across import SIGNED, answered, asked, judged, keyed, signed
from digestlint.rows.check import check_batches
from digestlint.rows.job import Job, check_columns
from digestlint.rows.tables import RESULTS

_AT_ONCE = 256


def scan(rows: Dataset, output: str, job: Job) -> None:
    """Write what is found in `rows` below `output`, as `RESULTS` has it: digest by digest, then across digests.

    The two stand in `pass=rows` and `pass=across`, and are read as one table that has a column `pass`. What is found
    across digests is found from the signatures in the first, so that no digest is checked twice. Raises DigestlintError
    where the rows lack a column.
    """
    check(rows, job).write_parquet(f"{output}/pass=rows")
    if job.across:
        results = ray.data.read_parquet(f"{output}/pass=rows").select_columns(SIGNED)
        across(results, job).write_parquet(f"{output}/pass=across")


def check(rows: Dataset, job: Job) -> Dataset:
    """Return what is found in `rows`, digest by digest, with the signatures. Raises DigestlintError."""
    schema = rows.schema()
    check_columns(pa.schema(list(zip(schema.names, schema.types, strict=True))), job.columns, "the rows")
    return rows.select_columns(list(job.columns.names)).map_batches(
        _checked, fn_args=(job,), batch_format="pyarrow", batch_size=_AT_ONCE
    )


def _checked(rows: pa.Table, job: Job) -> pa.Table:
    return pa.Table.from_batches(check_batches(rows.to_batches(), job), RESULTS)


def across(results: Dataset, job: Job) -> Dataset:
    """Return what is found across the digests whose signatures stand in `results`."""
    messages, groups = (_each(results, step, job) for step in (signed, keyed))
    questions = _parted(groups, asked, job)
    answers = _parted(messages.union(questions), answered, job)
    return _parted(messages.union(answers), judged, job)


def _each(rows: Dataset, step: Callable[[pa.RecordBatch, Job], pa.RecordBatch], job: Job) -> Dataset:
    def stepped(batch: pa.Table) -> pa.Table:
        return pa.table(step(batch, job))

    return rows.map_batches(stepped, batch_format="pyarrow")


def _parted(rows: Dataset, step: Callable[[pa.Table, Job], pa.Table], job: Job) -> Dataset:
    """Return what a step makes of rows, once those of a part have been brought together."""

    def stepped(part: pa.Table) -> pa.Table:
        return step(part, job)

    return rows.groupby("part", num_partitions=job.parts).map_groups(stepped, batch_format="pyarrow")
