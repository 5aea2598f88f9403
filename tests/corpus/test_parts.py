"""Counts by workers are those of one process to the last bit: whoever counts, however loads are cut, whoever dies."""

from __future__ import annotations

import os
import signal
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.corpus import parts
from analysis.corpus.duplicates import DuplicateTextWarning, WordlessTextWarning
from analysis.corpus.groups import GroupCounts
from analysis.corpus.stream import count_stream
from analysis.corpus.unit_counts import count_units
from analysis.errors import ArgumentError, SourceError

WORDS = ["weir", "mill", "the United States", "toll\nrose", "barn-owl"]
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
DOCUMENTS = st.lists(st.tuples(st.sampled_from("pq"), st.lists(TEXT, min_size=1, max_size=4)), min_size=1, max_size=7)
BITS = ("counts", "documents", "sizes", "documents_of", "dp")


def _same(one: GroupCounts, other: GroupCounts) -> None:
    assert one.groups == other.groups
    assert one.terms.equals(other.terms)
    for name in BITS:
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes(), name


def _written(documents: list[tuple[str, list[str]]], folder: Path, kind: str) -> Path:
    rows = [(text, group, f"d{at}") for at, (group, texts) in enumerate(documents) for text in texts]
    table = pd.DataFrame(rows, columns=["text", "group", "document"])
    path = folder / f"t.{kind}"
    if kind == "csv":
        table.to_csv(path, index=False)
    elif kind == "jsonl":
        table.to_json(path, orient="records", lines=True)
    elif kind == "parquet":
        table.to_parquet(path, row_group_size=2)
    else:
        path.mkdir(exist_ok=True)
        half = len(table) // 2
        table[:half].to_csv(path / "one.csv", index=False) if half else None
        table[half:].to_json(path / "two.jsonl", orient="records", lines=True)
        (path / "one.csv").unlink(missing_ok=True) if not half else None
    return path


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet", "folder"])
@pytest.mark.parametrize("document", [None, "document"])
@pytest.mark.usefixtures("dask_client")
@given(documents=DOCUMENTS, size=st.integers(1, 200))
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_workers_count_what_one_process_counts(  # noqa: PLR0917  (hypothesis names them)
    kind: str, document: str | None, documents: list[tuple[str, list[str]]], size: int, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Loads that cut documents anywhere give the same bits: sums of groups, and counts text by text."""
    monkeypatch.setattr(parts, "LOAD", size)
    path = _written(documents, tmp_path, kind)
    _same(count_stream(path, document=document, engine="dask"), count_stream(path, document=document))
    found, known = count_units(path, document=document, engine="dask"), count_units(path, document=document)
    assert found.terms.equals(known.terms)
    assert found.units.equals(known.units)
    assert found.counts.toarray().tolist() == known.counts.toarray().tolist()


@pytest.mark.usefixtures("dask_client")
def test_what_is_wrong_with_the_texts_is_said_in_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Torn documents, unknown groups, broken rows and repeated texts: the sentences are those of one process."""
    monkeypatch.setattr(parts, "LOAD", 60)
    path = tmp_path / "t.csv"

    def said(content: str, **options: Any) -> list[str]:
        path.write_text(f"group,document,text\n{content}\n", encoding="utf-8")
        sentences = []
        for engine in (None, "dask"):
            with warnings.catch_warnings(record=True) as found:
                warnings.simplefilter("always")
                try:
                    count_stream(path, engine=engine, **options)
                except (SourceError, ArgumentError) as error:
                    sentences.append(str(error))
                else:
                    kinds = (DuplicateTextWarning, WordlessTextWarning)
                    sentences.append("\n".join(str(one.message) for one in found if one.category in kinds))
        assert sentences[0] == sentences[1]
        return sentences

    long = "a weir broke and " * 6
    assert "comes back" in said(f"p,d1,{long}\np,d2,{long}\np,d1,x", document="document")[0]
    assert "in the groups" in said(f"p,d1,{long}\nq,d1,{long}", document="document")[0]
    assert "allowed: p, q" in said(f"p,d1,{long}\nq,d1,{long}", groups=["p", "z"])[0]
    assert "row 3 (line 4)" in said(f"p,d1,{long}\nq,d1,{long}\n,d2,x")[0]
    assert "2 text(s) of 20 tokens or more occur twice, the first is '3'" in said("\n".join(f"p,d,{text}" for text in (long, long + "x", long + "x", long)))[0]  # fmt: skip
    assert "have no word" in said(f"p,d1,{long}\np,d2,...")[0]


def test_a_worker_that_is_killed_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes of their own, of which one is killed when the first load is done: the same bits, and nothing is left behind."""
    import psutil
    from distributed import Client, LocalCluster

    monkeypatch.setattr(parts, "LOAD", 20_000)
    path = tmp_path / "t.jsonl"
    draw = np.random.default_rng(7)
    table = pd.DataFrame({"text": [" ".join(draw.choice(WORDS, 200)) for _ in range(60)], "group": ["p", "q"] * 30})
    table.to_json(path, orient="records", lines=True)
    killed: list[int] = []
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50)
    with warnings.catch_warnings(), cluster, Client(cluster) as client:
        warnings.simplefilter("ignore")

        def kill(share: float) -> None:
            if not killed and share > 0:
                killed.append(next(iter(client.run(os.getpid).values())))
                os.kill(killed[0], signal.SIGKILL)

        found = count_stream(path, engine="dask", progress=kill)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _same(found, count_stream(path))
    assert killed
    assert not psutil.pid_exists(killed[0]) or psutil.Process(killed[0]).status() == psutil.STATUS_ZOMBIE
