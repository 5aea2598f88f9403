"""Time and memory of corpora beyond one machine's memory, by one process and by two workers: `make bench-scale`.

The corpora are those of `tests.bench`, 1 and 10 GB by default, and need as much room on the disk. Each run is a process of its
own; the memory is that of the largest process.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from tests.bench import ROOT, build, machine, peak

TASK = "groups and keyness at scale"
TOOLS = {"one process": None, "two workers": "dask"}


def _once(tool: str, path: Path) -> dict[str, float]:
    from analysis.corpus.stream import count_stream
    from analysis.engine import workers
    from analysis.terms.compare.comparison import Comparison
    from analysis.terms.compare.key_terms import keyness

    begun, busy = time.perf_counter(), time.process_time()
    with workers(TOOLS[tool]) as client:
        counts = count_stream(path, by="era", document="document", engine=TOOLS[tool])
        table = keyness(Comparison(counts, target="late", reference="early"))
        seconds, processor = time.perf_counter() - begun, time.process_time() - busy
        found = {"peak_mb": peak(), "sum": float(table["count_target"].sum()), "dp": float(table["dp"].sum())}
        if client is not None:
            found["peak_mb"] = max(found["peak_mb"], *client.run(peak).values())
            processor += sum(client.run(time.process_time).values())
    return {"seconds": seconds, "processor_seconds": processor, **found}


def _run(tool: str, path: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench_scale", "--once", tool, str(path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(done.stdout.strip().split("\n")[-1]))


def bench(megabytes: list[int], folder: Path) -> pd.DataFrame:
    """Run both engines on each corpus; they must count the same."""
    rows = []
    for size in megabytes:
        path = folder / "corpus.jsonl"
        build(path, size)
        found = {tool: _run(tool, path) for tool in TOOLS}
        results = {(each.pop("sum"), each.pop("dp")) for each in found.values()}
        if len(results) > 1:
            raise SystemExit(f"the engines count differently: {results}")
        for tool, each in found.items():
            sys.stdout.write(f"{size} MB, {tool}: {each}\n")
            sys.stdout.flush()
            rows.append({"task": TASK, "tool": tool, "size": size, "unit": "MB", **each})
        path.unlink()
    table = pd.DataFrame(rows)
    table.insert(0, "date", dt.datetime.now(tz=dt.UTC).date().isoformat())
    table.insert(1, "machine", machine())
    return table


def main(arguments: list[str] | None = None) -> None:
    """Run the benchmark, and put its rows into data/benchmarks.csv."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_scale", description=__doc__)
    parser.add_argument("--once", nargs=2, metavar=("TOOL", "FILE"), help=argparse.SUPPRESS)
    parser.add_argument("--megabytes", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--dry", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    if options.once:
        tool, file = options.once
        sys.stdout.write(json.dumps(_once(tool, Path(file))) + "\n")
        return
    with tempfile.TemporaryDirectory() as folder:
        table = bench(options.megabytes, Path(folder))
    if not options.dry:
        from analysis.files import write_bytes
        from analysis.study.data.package import write_seal
        from analysis.tables import csv_bytes

        path = ROOT / "data" / "benchmarks.csv"
        old = pd.read_csv(path)
        table = pd.concat([old[old["task"].ne(TASK)], table], ignore_index=True)
        write_bytes(path, csv_bytes(table))
        write_seal(ROOT / "data")


if __name__ == "__main__":
    main()
