"""Run a file of reference vectors through our functions: `python -m tests.reference FILE.json`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import pandas as pd

from analysis.files import write_bytes
from analysis.tables import csv_bytes
from tests.reference.vectors import check

USUAL = Path(__file__).parent / "vectors.json"


def table_of(vectors: list[dict[str, object]]) -> pd.DataFrame:
    """Count vectors and passes by measure and source; the reason of the first that was skipped."""
    rows = [
        (vector["measure"], vector["source"], vector.get("provenance", ""), outcome, said)
        for vector in vectors
        for outcome, said in (check(vector),)
    ]
    table = pd.DataFrame(rows, columns=["measure", "source", "provenance", "outcome", "said"])
    table["reason"] = table["said"].where(table["outcome"].ne("passed"), "")
    groups = table.groupby(["measure", "source", "provenance"], sort=True, as_index=False)
    return groups.agg(
        figures=("outcome", "size"),
        passed=("outcome", lambda column: column.eq("passed").sum()),
        reason=("reason", "max"),
    )


def main(arguments: list[str] | None = None) -> int:
    """Print what fails and what is skipped, then the tally; return 1 if anything failed, 2 for an unusable file."""
    parser = argparse.ArgumentParser(prog="python -m tests.reference", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=USUAL, help="JSON list of vectors; by default ours")
    parser.add_argument("--table", type=Path, help="write a row a measure and source to this CSV file, for notebook A2")
    parser.add_argument("-v", "--verbose", action="store_true", help="print every vector")
    options = parser.parse_args(arguments)
    try:
        vectors = json.loads(options.file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        sys.stderr.write(f"error: {options.file} cannot be read as JSON: {error}; pass a file of vectors\n")
        return 2
    if not isinstance(vectors, list) or not all(isinstance(vector, dict) and "measure" in vector for vector in vectors):
        sys.stderr.write(
            f"error: {options.file} is not a list of vectors with a measure each; pass a file of vectors\n"
        )
        return 2
    if options.table:
        write_bytes(options.table, csv_bytes(table_of(vectors)))
    tally = {"passed": 0, "failed": 0, "skipped": 0}
    for vector in vectors:
        outcome, said = check(vector)
        tally[outcome] += 1
        if outcome != "passed" or options.verbose:
            sys.stdout.write(f"{outcome}  {vector.get('id', '?')}  {vector['measure']}{': ' if said else ''}{said}\n")
    sys.stdout.write(", ".join(f"{count} {outcome}" for outcome, count in tally.items()) + "\n")
    return 1 if tally["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
