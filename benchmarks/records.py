"""Build snapshots of generated records and look records up: rate, peak memory, time of one look-up.

    python -m benchmarks.records [COUNT]

COUNT (default: 100,000) studies are written as one `.jsonl` and as AACT's flat files; a tenth of them is built first,
so that one sees whether memory grows. All that is written and built is so in processes of their own, for a process
starts with the peak memory of the one that started it.
"""

import json
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from digestlint.records import open_records
from tests.flatten import flatten

FIRST = 700_000  # × 13: above the numbers that the registry has given
WORDS = (
    "acute adult cancer care chronic cognitive controlled diabetes dose early effect exercise heart infusion insulin "
    "knee long lung mental migraine nurse oral pain patient placebo program quality renal safety school sleep stroke "
    "surgery term therapy tolerability training treatment vaccine vitamin weekly"
).split()
STATUSES = ("COMPLETED", "TERMINATED", "RECRUITING", "WITHDRAWN", "UNKNOWN", "ACTIVE_NOT_RECRUITING")


def study(number: int) -> dict[str, Any]:
    """Return a study with texts of the usual lengths; one in five has results, one in a hundred a former ID."""
    chance = random.Random(number)

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count)).capitalize()

    def day(first: int, last: int) -> str:
        month = f"{chance.randint(first, last)}-{chance.randint(1, 12):02d}"
        return month if chance.random() < 0.5 else f"{month}-{chance.randint(1, 28):02d}"  # noqa: PLR2004 - half of them

    drugs = [f"{words(1)} {chance.randint(100, 999)}-{place}" for place in range(chance.randint(1, 4))]
    done = chance.random() < 0.2  # noqa: PLR2004 - a fifth
    data = {
        "protocolSection": {
            "identificationModule": {
                "nctId": f"NCT{(FIRST + 2 * number) * 13:08d}",
                "nctIdAliases": [f"NCT{(FIRST + 2 * number + 1) * 13:08d}"] if number % 100 == 0 else [],
                "orgStudyIdInfo": {"id": f"P-{number}"},
                "secondaryIdInfos": [{"id": f"U-{number}-{place}"} for place in range(chance.randint(0, 3))],
                "briefTitle": words(12),
                "officialTitle": words(22),
            },
            "statusModule": {
                "overallStatus": chance.choice(STATUSES),
                "startDateStruct": {"date": day(2005, 2015), "type": "ACTUAL"},
                "primaryCompletionDateStruct": {"date": day(2016, 2020), "type": "ACTUAL"},
                "completionDateStruct": {"date": day(2021, 2024), "type": "ESTIMATED"},
                "studyFirstPostDateStruct": {"date": "2005-01-01", "type": "ESTIMATED"},
                "lastUpdatePostDateStruct": {"date": "2025-01-01", "type": "ACTUAL"},
            },
            "descriptionModule": {"briefSummary": words(90), "detailedDescription": words(250)},
            "conditionsModule": {"conditions": [words(2), words(3)], "keywords": [words(2) for _ in range(4)]},
            "designModule": {
                "studyType": "INTERVENTIONAL",
                "phases": [f"PHASE{chance.randint(1, 4)}"],
                "designInfo": {"allocation": "RANDOMIZED", "maskingInfo": {"masking": "DOUBLE"}},
                "enrollmentInfo": {"count": chance.randint(0, 900), "type": "ACTUAL"},
            },
            "armsInterventionsModule": {
                "armGroups": [
                    {"label": f"Arm {drug}", "type": "EXPERIMENTAL", "interventionNames": [f"Drug: {drug}"]}
                    for drug in drugs
                ],
                "interventions": [{"type": "DRUG", "name": drug, "otherNames": [words(1), words(2)]} for drug in drugs],
            },
            "outcomesModule": {
                "primaryOutcomes": [{"measure": words(10), "timeFrame": words(3)}],
                "secondaryOutcomes": [
                    {"measure": words(10), "timeFrame": words(3)} for _ in range(chance.randint(0, 12))
                ],
            },
            "eligibilityModule": {"eligibilityCriteria": words(180)},
        },
        "derivedSection": {
            "conditionBrowseModule": {"meshes": [{"term": words(2)}], "ancestors": [{"term": words(1)}]}
        },
        "hasResults": done,
    }
    return data | {"resultsSection": _results(chance)} if done else data


def _results(chance: random.Random) -> dict[str, Any]:
    measurements = [{"groupId": f"OG{place:03d}", "value": str(chance.random())} for place in range(10)]
    measure = {
        "title": "Outcome",
        "classes": [{"categories": [{"measurements": measurements}]}],
        "analyses": [{"pValue": "0.2"}],
    }
    return {
        "outcomeMeasuresModule": {"outcomeMeasures": [measure] * 3},
        "adverseEventsModule": {"eventGroups": [{"seriousNumAtRisk": 40, "otherNumAtRisk": 40}]},
    }


def studies(count: int) -> Iterator[dict[str, Any]]:
    """Yield generated studies, always the same."""
    return map(study, range(count))


def as_lines(count: int, path: Path) -> None:
    """Write studies to one `.jsonl`."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(each) + "\n" for each in studies(count))


def as_tables(count: int, path: Path) -> None:
    """Write studies as AACT's flat files."""
    path.mkdir()
    flatten(studies(count), path)


def measure(source: Path, count: int, target: Path) -> str:
    """Build a snapshot in a process of its own; return rate, peak memory and size in words."""
    command = [sys.executable, "-m", "digestlint", "records", "build", str(source), "-o", str(target)]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - ourselves
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(process.returncode)
    size = target.stat().st_size / 1e6
    used = usage.ru_utime + usage.ru_stime
    rates = f"{seconds:6.1f} s ({used:.1f} s CPU)  {count / seconds:6,.0f} records/s ({count / used:,.0f} a CPU second)"
    return f"{rates}  peak {usage.ru_maxrss / 1024:.0f} MiB  snapshot {size:.0f} MB"


def look_up(target: Path, count: int) -> str:
    """Return the time of a look-up of 10,000 records at random."""
    started = time.perf_counter()
    records = open_records(target)
    opened = time.perf_counter() - started
    chance = random.Random(1)
    times = []
    used = time.process_time()
    for _ in range(10_000):
        nct_id = f"NCT{(FIRST + 2 * chance.randrange(count)) * 13:08d}"
        started = time.perf_counter()
        found = records.get(nct_id)
        times.append(time.perf_counter() - started)
        assert found is not None  # noqa: S101 - the measurement would mean nothing
    used = time.process_time() - used
    times.sort()
    middle, late = times[len(times) // 2] * 1e6, times[len(times) * 99 // 100] * 1e6
    figures = f"{middle:.0f} µs, 99 of 100 under {late:.0f} µs, {used * 100:.0f} µs CPU on average"
    return f"opened in {opened * 1e3:.1f} ms; a look-up takes {figures}"


def main(count: int) -> None:
    """Measure, and print the figures."""
    kinds: tuple[tuple[str, Callable[[int, Path], None]], ...] = (("jsonl", as_lines), ("aact", as_tables))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind, write in kinds:
            for size in (count // 10, count):
                source, target = folder / f"{size}.{kind}", folder / "records.sqlite"
                writer = multiprocessing.get_context("spawn").Process(target=write, args=(size, source))
                writer.start()
                writer.join()
                print(f"{kind:6}{size:10,}  {measure(source, size, target)}", flush=True)
        print(look_up(folder / "records.sqlite", count))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
