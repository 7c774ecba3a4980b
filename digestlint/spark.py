"""digestlint on Spark: rows of a DataFrame in, findings as Parquet out. `docs/clusters.md` is the how-to.

spark = SparkSession.builder.getOrCreate()
job = make_job(load_settings(Path("digestlint.toml"), Overrides(), Path()), date.today())
scan(spark.read.parquet("digests"), "findings", job)
"""

from collections.abc import Callable, Iterator

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import to_arrow_schema

from digestlint.rows.across import SIGNED, answered, asked, judged, keyed, signed
from digestlint.rows.check import check_batches
from digestlint.rows.job import Job, check_columns
from digestlint.rows.tables import KEYED, MESSAGES, RESULTS

_TYPES = {pa.string(): "string", pa.binary(): "binary", pa.int32(): "int"}


def scan(rows: DataFrame, output: str, job: Job) -> None:
    """Write what is found in `rows` below `output`, as `RESULTS` has it: digest by digest, then across digests.

    The two stand in `pass=rows` and `pass=across`, and are read as one table that has a column `pass`. What is found
    across digests is found from the signatures in the first, so that no digest is checked twice. Raises DigestlintError
    where the rows lack a column; fails where one of the two is there already.
    """
    check(rows, job).write.parquet(f"{output}/pass=rows")
    if job.across:
        across(rows.sparkSession.read.parquet(f"{output}/pass=rows"), job).write.parquet(f"{output}/pass=across")


def check(rows: DataFrame, job: Job) -> DataFrame:
    """Return what is found in `rows`, digest by digest, with the signatures. Raises DigestlintError."""
    check_columns(to_arrow_schema(rows.schema), job.columns, "the rows")

    def checked(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return check_batches(batches, job)

    return rows.select(*map(_quoted, job.columns.names)).mapInArrow(checked, _ddl(RESULTS))


def across(results: DataFrame, job: Job) -> DataFrame:
    """Return what is found across the digests whose signatures stand in `results`."""
    digests = results.where("sketch is not null").select(*SIGNED)
    messages = _each(digests, signed, MESSAGES, job)
    groups = _each(digests, keyed, KEYED, job)
    questions = _parted(groups, KEYED, asked, MESSAGES, job)
    answers = _parted(messages.union(questions), MESSAGES, answered, MESSAGES, job)
    return _parted(messages.union(answers), MESSAGES, judged, RESULTS, job)


def _each(
    rows: DataFrame, step: Callable[[pa.RecordBatch, Job], pa.RecordBatch], after: pa.Schema, job: Job
) -> DataFrame:
    def stepped(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return (step(batch, job) for batch in batches)

    return rows.mapInArrow(stepped, _ddl(after))


def _parted(
    rows: DataFrame, before: pa.Schema, step: Callable[[pa.Table, Job], pa.Table], after: pa.Schema, job: Job
) -> DataFrame:
    """Return what a step makes of rows, once those of a part have been brought together."""

    def stepped(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        received = list(batches)
        whole = pa.Table.from_batches(received).cast(before) if received else before.empty_table()
        yield from step(whole, job).to_batches()

    return rows.repartition(job.parts, "part").mapInArrow(stepped, _ddl(after))


def _ddl(schema: pa.Schema) -> str:
    return ", ".join(f"{_quoted(field.name)} {_TYPES[field.type]}" for field in schema)


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
