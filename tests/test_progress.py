"""Progress of long work: functions are called with the share done, bars appear late, anything else is refused."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest

import analysis
from analysis import progress
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.inference.splits import Splits
from analysis.progress import following, telling
from analysis.study.data.load import Study
from analysis.study.notebooks import execute
from analysis.terms.compare.comparison import Comparison
from tests.documents import SIDES, corpus

Tell = Callable[[float], object]
TEXTS = {"a": "The red line holds. The red line is old.", "b": "No red line. Talks go on.", "c": "Fine words."}
TERMS = corpus([[3, 1, 2], [2, 2, 1], [1, 5, 0], [4, 1, 1], [0, 2, 3]])


def _tokens() -> pd.DataFrame:
    return analysis.tokens_table(TEXTS.items())


CALLS: dict[str, Callable[[Study, Path, Tell], object]] = {
    "DictionaryCoder": lambda study, _, tell: analysis.DictionaryCoder(study.codebook, progress=tell).code(
        pd.Series(TEXTS)
    ),
    "Splits.masks": lambda _, __, tell: list(Splits(np.array([True, False, False])).masks(progress=tell)),
    "TermMatrix.from_texts": lambda _, __, tell: TermMatrix.from_texts(
        pd.Series(TEXTS).to_frame("text"), progress=tell
    ),
    "bootstrap": lambda _, __, tell: analysis.inference.bootstrap(
        Comparison(corpus([[3, 1]] * 5 + [[1, 2]] * 5, 5), **SIDES), draws=9, progress=tell
    ),
    "count_stream": lambda _, file, tell: analysis.count_stream(file, by="era", progress=tell),
    "count_units": lambda _, file, tell: analysis.corpus.count_units(file, by="era", progress=tell),
    "difference_of_means": lambda _, __, tell: analysis.difference_of_means(
        Comparison(TERMS.units, **SIDES), pd.DataFrame({"x": range(5)}, index=TERMS.units.index), progress=tell
    ),
    "discover_multiwords": lambda _, __, tell: analysis.terms.discover_multiwords([["red", "line"]] * 3, progress=tell),
    "diversity": lambda _, __, tell: analysis.diversity({"a": ["red", "line"], "b": []}, progress=tell),
    "documents_needed": lambda _, __, tell: analysis.inference.documents_needed(
        Comparison(TERMS, **SIDES), of=["a"], sizes=[2, 3], simulations=2, progress=tell
    ),
    "exclusive_expectation": lambda _, __, tell: analysis.inference.exclusive_expectation(
        Comparison(TERMS, **SIDES), min_count=1, progress=tell
    ),
    "fisher_exact": lambda _, __, tell: analysis.terms.fisher_exact([1, 2, 3], 2, 9, 9, progress=tell),
    "frame_hits": lambda study, _, tell: analysis.framing.frame_hits(_tokens(), study.codebook, progress=tell),
    "frames_of_texts": lambda study, _, tell: analysis.framing.frames_of_texts(TEXTS, study.codebook, progress=tell),
    "keyness": lambda _, __, tell: analysis.keyness(
        Comparison(TERMS, **SIDES), measures=["fisher_exact"], progress=tell
    ),
    "kwic_stream": lambda _, file, tell: analysis.terms.kwic_stream(file, "red", by="era", progress=tell),
    "largest_by_split": lambda _, __, tell: analysis.inference.largest_by_split(
        Comparison(TERMS, **SIDES), progress=tell
    ),
    "leave_one_out": lambda _, __, tell: analysis.leave_one_out(Comparison(TERMS, **SIDES), progress=tell),
    "multiverse": lambda _, __, tell: analysis.inference.multiverse(
        lambda x: x / 2, [analysis.inference.Choice("x", {"a": 1, "b": 2}, "-")], progress=tell
    ),
    "permuted": lambda _, __, tell: analysis.inference.permuted(
        analysis.inference.sums_of(Comparison(TERMS, **SIDES)), Splits(np.arange(5) < 3), scaled=True, progress=tell
    ),
    "permutation": lambda _, __, tell: analysis.permutation(Comparison(TERMS, **SIDES), progress=tell),
    "placebo_splits": lambda _, __, tell: analysis.placebo_splits(
        Comparison(TERMS, **SIDES), key=analysis.inference.key_if_shared(), progress=tell
    ),
    "read_texts": lambda _, file, tell: list(analysis.read_texts(file, by="era", progress=tell)),
    "readability": lambda _, __, tell: analysis.terms.readability(TEXTS, progress=tell),
    "recurring_phrases": lambda _, __, tell: analysis.recurring_phrases(
        _tokens(), document=dict(zip(TEXTS, TEXTS, strict=True)), progress=tell
    ),
    "score_all": lambda study, _, tell: analysis.sentiment.score_all(
        TEXTS.items(), names=study.entities, progress=tell
    ),
    "score_vader": lambda _, __, tell: analysis.score_vader(TEXTS.items(), progress=tell),
    "specification_test": lambda _, __, tell: analysis.inference.specification_test(
        lambda x, is_target: float(x * is_target.iloc[0]),
        [analysis.inference.Choice("x", {"a": 1, "b": 2}, "-")],
        Comparison(TERMS, **SIDES),
        progress=tell,
    ),
    "split_values": lambda _, __, tell: analysis.inference.split_values(
        Comparison(TERMS, **SIDES), value=lambda a, b: float(a[0] - b[0]), progress=tell
    ),
    "texts_with_columns": lambda _, file, tell: list(analysis.corpus.texts_with_columns(file, by="era", progress=tell)),
    "tone_of_texts": lambda _, __, tell: analysis.sentiment.tone_of_texts(TEXTS, progress=tell),
    "tokens_table": lambda _, __, tell: analysis.tokens_table(TEXTS.items(), progress=tell),
}


ROOMS = ("corpus", "terms", "framing", "sentiment", "inference")


def _with_progress() -> Iterator[str]:
    members = {
        name: getattr(importlib.import_module(f"analysis.{room}"), name) for room in ROOMS for name in _names(room)
    }
    for name, member in members.items():
        methods = inspect.getmembers(member, callable) if inspect.isclass(member) else []
        for full, call in [(name, member), *((f"{name}.{method}", found) for method, found in methods)]:
            if callable(call) and not full.rpartition(".")[2].startswith("_"):
                try:
                    if "progress" in inspect.signature(call).parameters:
                        yield full
                except (TypeError, ValueError):
                    continue


def _names(room: str) -> list[str]:
    return dir(importlib.import_module(f"analysis.{room}"))


def test_everything_that_reports_progress_is_tried() -> None:
    """Every public function that takes `progress` has a call above that shows it."""
    assert sorted(_with_progress()) == sorted(CALLS)


@pytest.mark.parametrize("name", CALLS)
def test_the_share_rises_to_the_whole(name: str, study: Study, tmp_path: Path) -> None:
    """Each long function reports shares above 0 that never fall and end at 1, in each of its phases."""
    file = tmp_path / "texts.csv"
    file.write_text("era,text\nnew,Red line\nold,Green line\n", encoding="utf-8")
    shares: list[float] = []
    CALLS[name](study, file, shares.append)
    assert shares
    assert all(0 < share <= 1 for share in shares)
    assert shares[-1] == pytest.approx(1)
    # A coder reads first and then looks for frames: after its whole a new phase begins.
    assert all(before <= after or before == 1 for before, after in pairwise(shares))


def test_items_without_a_number_are_counted_first() -> None:
    """A generator is reported like a list; without progress it is not gathered; many items are reported in few steps."""
    shares: list[float] = []
    assert list(following((letter for letter in "abcd"), shares.append, "")) == list("abcd")
    assert shares == [0.25, 0.5, 0.75, 1.0]
    endless = following(iter(int, 1), False, "")
    assert next(endless) == 0
    shares.clear()
    list(following(range(100_000), shares.append, ""))
    assert len(shares) <= 201
    assert shares[-1] == 1


@pytest.mark.thorough
def test_a_notebook_shows_a_bar_below_the_cell(tmp_path: Path) -> None:
    """In a notebook long work has tqdm's bar below the cell; quick work leaves no output."""
    source = """import time
from analysis import progress
progress.PATIENCE = 0
for number in progress.following([1, 2, 3, 4], True, "counting"):
    time.sleep(0.2)
quick = list(progress.following([1], False, "nothing"))"""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, id="cell")])
    path = tmp_path / "00-a.ipynb"
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    (cell,) = nbformat.reads(execute(path).decode("utf-8"), as_version=4).cells
    assert "counting: " in "".join(output.text for output in cell.outputs)


def test_a_matrix_reports_its_progress() -> None:
    """The share rises to the whole, on the fast path and with a tokeniser."""
    table = pd.DataFrame({"text": ["a b", "c", "d"]})
    for tokeniser in (None, str.split):
        shares: list[float] = []
        TermMatrix.from_texts(table, tokeniser=tokeniser, progress=shares.append)
        assert shares == sorted(shares)
        assert shares[-1] == 1


def test_a_bar_appears_after_a_while(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Quick work prints nothing; longer work has a bar on a terminal, and none in a file."""
    with telling(True, "counting [x]") as tell:
        tell(0.5)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    with telling(True, "counting [x]") as tell:
        tell(0.5)
    assert capsys.readouterr().err == "", "no terminal, no bar"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with telling(True, "counting [x]") as tell:
        tell(0.5)
    assert "counting [x]" in capsys.readouterr().err


def test_what_is_no_progress_is_refused() -> None:
    """Neither a function nor yes or no is an error at once."""
    with pytest.raises(ArgumentError, match="progress is 'yes'; expected True, False or a function"):
        TermMatrix.from_texts(pd.DataFrame({"text": ["a"]}), progress="yes")  # type: ignore[arg-type]
