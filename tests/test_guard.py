"""The door of public functions: a wrong type is one sentence, and nothing else changes."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import analysis
from analysis import corpus, figures, framing, terms
from analysis.errors import ArgumentError, DiscourseError
from analysis.guard import guarded
from analysis.progress import telling
from tests.calls import foreign_errors


@pytest.fixture
def tokens() -> pd.DataFrame:
    """Return the tokens of two short texts."""
    return analysis.tokens_table({"a": "Boats sail well.", "b": "No boats."})


def test_random_calls_raise_no_foreign_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 1,000 calls with a bad argument none ends in an error of Python, pandas or numpy, and none hangs."""
    monkeypatch.chdir(tmp_path)
    assert list(foreign_errors(1000, seed=3)) == []


def test_the_argument_is_named(tokens: pd.DataFrame) -> None:
    """Functions, functions with a cache, methods, dataclasses and generators say which argument is of which type."""
    calls: list[tuple[Any, str]] = [
        (lambda: terms.lemma(5), "word is 5; expected str; pass"),
        (lambda: framing.frame_hits(tokens, "book.yaml"), r"codebook is 'book.yaml'; expected Codebook"),
        (lambda: analysis.collocates(tokens, {"boats"}), r"node is \{'boats'\}; expected str"),
        (lambda: figures.Readable([1]), "Readable: missing a required argument"),
        (lambda: analysis.Codebook(5), "frames is 5; expected tuple"),
        (lambda: analysis.tokenise("Boats.", entities="none"), "entities is 'none'"),
        (lambda: analysis.tokenise("Boats.", entity=None), "tokenise: got an unexpected keyword argument 'entity'"),
        (analysis.tokenise, "missing a required argument: 'text'"),
        (lambda: list(analysis.read_texts("x.csv", numbered="yes")), "numbered is 'yes'; expected True or False"),
        (lambda: list(corpus.sentence_spans(7)), "text is 7; expected a string"),
    ]
    for call, said in calls:
        with pytest.raises(ArgumentError, match=said):
            call()


def test_what_is_missing_in_a_table_is_named() -> None:
    """A column that a function needs and nobody checked is named with those that are there."""

    def total(table: pd.DataFrame) -> float:
        return float(table["count"].sum())

    total.__module__ = "analysis.guard"
    with pytest.raises(ArgumentError, match="the table has no column 'count'; it has: term"):
        guarded(total)(pd.DataFrame({"term": []}))


def test_errors_of_the_user_stay_the_users() -> None:
    """A function that the user passed raises what it raises; a full disk stays one, too."""

    def broken(_: object) -> list[str]:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        analysis.TermMatrix.from_texts(pd.DataFrame({"text": ["Boats."]}), tokeniser=broken)


def test_the_cause_is_kept(tokens: pd.DataFrame) -> None:
    """Whoever looks for a fault of ours finds where it rose."""
    with pytest.raises(DiscourseError) as caught:
        analysis.collocates(tokens, {"boats"})  # type: ignore[arg-type]
    assert caught.value.__cause__ is not None or isinstance(caught.value, ArgumentError)


def test_a_guarded_function_can_be_sent_to_another_process() -> None:
    """A room hands out one object, which a copy in another process finds; the function of the module stays as it is."""
    from analysis.corpus import tokens as module

    for found in (analysis.tokenise, corpus.tokenise, terms.compare.log_ratio):
        assert pickle.loads(pickle.dumps(found)) is found  # noqa: S301  # our own bytes
        assert guarded(found) is found
    assert analysis.tokenise is not module.tokenise
    assert not hasattr(module.tokenise, "__guarded__")
    assert isinstance(analysis.Codebook(()), analysis.Codebook)


def test_calls_inside_a_guarded_call_are_left_alone() -> None:
    """An error that a guarded function raises inside another is told once, with the name of the outer one."""

    def inner(number: int) -> int:
        return abs(number)

    def outer(words: list[str]) -> int:
        return sum(guarded_inner(word) for word in words)

    inner.__module__ = outer.__module__ = "analysis.guard"
    guarded_inner = guarded(inner)
    with pytest.raises(ArgumentError, match="outer cannot use what it was given"):
        guarded(outer)(["x"])
    with pytest.raises(ArgumentError, match="number is 'x'"):
        guarded_inner("x")


def test_what_is_not_ours_is_left_alone() -> None:
    """Constants, errors, and functions of other packages pass the door as they are."""

    def foreign() -> Iterator[int]:
        yield 1

    for thing in (5, "x", len, pd.DataFrame, DiscourseError, foreign):
        assert guarded(thing) is thing
    with telling(False, "x") as tell:
        assert callable(tell)
