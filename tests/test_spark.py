"""Spark: the same findings as `check`, by its own shuffles, also when a worker is lost in the middle of the work."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from digestlint.errors import DigestlintError

from .row_tables import assert_is_what_check_finds, fell, job_for, read_all, rows_of, write_digests

pytest.importorskip("pyspark", reason="pyspark is not installed: pip install -e '.[cluster-tests]'")
if not shutil.which("java"):
    pytest.skip("Spark needs Java, which is not installed", allow_module_level=True)

from pyspark.sql import DataFrame, SparkSession

from digestlint.spark import check, scan

pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    builder = SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false")
    # Batches of a few rows: a worker is then lost in the middle of a task.
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "4")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYSPARK_PYTHON", sys.executable)
        session = builder.getOrCreate()
        yield session
        session.stop()


@pytest.fixture(scope="module")
def digests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("digests")
    write_digests(folder)
    return folder


@pytest.fixture
def rows(spark: SparkSession, digests: Path, tmp_path: Path) -> DataFrame:
    pq.write_table(rows_of(digests), tmp_path / "rows.parquet")
    return spark.read.parquet(str(tmp_path / "rows.parquet")).repartition(3)


def test_spark_finds_what_check_finds(rows: DataFrame, digests: Path, tmp_path: Path) -> None:
    scan(rows, str(tmp_path / "found"), job_for(parts=4))
    table = read_all(tmp_path / "found")
    assert_is_what_check_finds(table, digests)
    assert set(table["pass"].to_pylist()) == {"rows", "across"}


def test_nothing_is_lost_or_doubled_with_a_worker_that_is_killed(
    rows: DataFrame, digests: Path, tmp_path: Path
) -> None:
    marker = tmp_path / "killed"

    def falling(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for number, batch in enumerate(batches):
            if number == 2:
                fell(marker)
            yield batch

    scan(rows.mapInArrow(falling, rows.schema), str(tmp_path / "found"), job_for(parts=4))
    assert marker.exists()
    assert_is_what_check_finds(read_all(tmp_path / "found"), digests)


def test_without_rules_across_digests_there_is_one_pass(rows: DataFrame, tmp_path: Path) -> None:
    scan(rows.limit(3), str(tmp_path / "found"), job_for(across=False))
    assert [path.name for path in (tmp_path / "found").iterdir()] == ["pass=rows"]


def test_rows_without_the_columns_are_refused_before_anything_runs(rows: DataFrame) -> None:
    with pytest.raises(DigestlintError, match="there is no column 'text'; there are 'path', 'body'"):
        check(rows.withColumnRenamed("text", "body"), job_for())
