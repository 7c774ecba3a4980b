"""Feed the program digests that are made to break it, and tell what broke.

    python -m benchmarks.fuzz --digests 1000000 --seed 1 --processes 1

Each digest is put together from the fixtures, the rules' examples and hostile pieces, and checked by all rules, those
too that are off by default; a share of them with a record that was tampered with, and some as a whole run: from bytes
to each format of a report, with fixes. Looked for are exceptions, places that are not where the words are, and digests
that take more time than their length allows. `--only N` makes one digest of a seed again and shows it.
What breaks something is shrunk and saved in a folder (`--crashes`), the smallest one of each kind.
"""

import argparse
import multiprocessing
import sys
import time
from pathlib import Path

from benchmarks.fuzz.making import case
from benchmarks.fuzz.stretch import Stretch, Tally, broken, check, summary


def main() -> int:
    """Check as many digests as are asked for. Ends with 1 where something broke."""
    asked = _parser().parse_args()
    if asked.only is not None:
        return _show(asked.seed, asked.only)
    started = time.monotonic()
    numbers = range(asked.first, asked.first + asked.digests)
    stretches = [
        Stretch(asked.seed, numbers[i :: asked.processes], asked.crashes / str(i) if i else asked.crashes)
        for i in range(asked.processes)
    ]
    if asked.processes == 1:
        tallies = [check(stretches[0])]
    else:
        with multiprocessing.get_context("spawn").Pool(asked.processes) as pool:
            tallies = pool.map(check, stretches, chunksize=1)
    total = Tally()
    for tally in tallies:
        total.digests += tally.digests
        total.characters += tally.characters
        total.with_record += tally.with_record
        total.whole_runs += tally.whole_runs
        total.kinds += tally.kinds
        total.problems += tally.problems
    print("kinds:", ", ".join(f"{kind} {count:,}" for kind, count in total.kinds.most_common()))
    print(summary(total, time.monotonic() - started))
    return 1 if total.problems else 0


def _show(seed: int, number: int) -> int:
    one = case(seed, number)
    found = broken(one, seed, number)
    print(f"{one.kind}: {one.text!r}\nrecord: {one.record}")
    for problem in found:
        print(f"{problem.key}: {problem.told}")
    return 1 if found else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--digests", type=int, default=10_000, help="how many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first one")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--crashes", type=Path, default=Path("crashes"), help="the folder for what broke something")
    parser.add_argument("--only", type=int, help="the number of the one digest to be made and shown")
    return parser


if __name__ == "__main__":
    sys.exit(main())
