"""Places where content words recur: against a plain search, and in proportion to the tokens."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.tokens import tokens_table
from analysis.terms.context.recurrences import formula_places
from tests.timing import seconds

texts = st.lists(
    st.lists(st.sampled_from(["mill", "road", "toll", "the", "sea"]), min_size=1, max_size=9), min_size=2, max_size=6
)


def _found(written: list[str], *, gap: int = 0, longest: int = 8) -> tuple[pd.DataFrame, pd.DataFrame]:
    tokens = tokens_table([(str(at), text) for at, text in enumerate(written)])
    home = pd.factorize(tokens["unit"])[0].astype(np.int64)
    places, _ = formula_places(
        tokens, home, longest=longest, min_documents=2, gap=gap, min_log_dice=-99.0, without={"the", "and"}
    )
    return tokens, places


@given(texts)
def test_the_pairs_are_those_of_a_plain_search(words: list[list[str]]) -> None:
    """Neighbouring content words, in any order, that recur in two documents, and runs of three that do, in order."""
    written = [" ".join(text) for text in words]
    content = [[word for word in text if word != "the"] for text in words]
    tokens, places = _found(written)
    homes: dict[object, set[int]] = {}
    for at, text in enumerate(content):
        for one, other in pairwise(text):
            if one != other:
                homes.setdefault(frozenset([one, other]), set()).add(at)
        for three in zip(text, text[1:], text[2:], strict=False):
            homes.setdefault(three, set()).add(at)
    recurring = {key for key, where in homes.items() if len(where) > 1}
    got: set[object] = set()
    for length, first, last in places[["length", "first", "last"]].itertuples(index=False):
        run = tuple(word for word in tokens["term"][first : last + 1] if word != "the")
        got.add(frozenset(run) if length == 2 else run)
    assert {key for key in got if isinstance(key, frozenset) or len(key) == 3} <= recurring  # type: ignore[arg-type]
    # What is missing lies within longer runs everywhere.
    longer = [run for run in got if isinstance(run, tuple)]
    for key in recurring - got:
        inside = frozenset(key) if isinstance(key, frozenset) else set(key)  # type: ignore[call-overload]
        assert any(inside <= set(run) for run in longer)


def test_a_run_inside_a_longer_one_is_left_out_unless_it_is_also_outside() -> None:
    """The shorter formula stays where a third document has it alone."""
    longer = ["mills tolls and roads stand", "our mills tolls and roads fell"]
    tokens, places = _found(longer)
    assert places["length"].unique().tolist() == [3]
    tokens, places = _found([*longer, "old mills tolls"])
    spans = [
        " ".join(tokens["term"][first : last + 1]) for first, last in places[["first", "last"]].itertuples(index=False)
    ]
    assert spans.count("mills tolls") == 3
    assert spans.count("mills tolls and roads") == 2


def test_a_gap_counts_where_the_pair_also_occurs_without() -> None:
    """With a gap of one content word; never across a sentence or beyond the longest span."""
    written = ["settle quarrels", "quarrels soon settled", "quarrels. Settled."]
    assert len(_found(written)[1]) == 0
    assert len(_found(written, gap=1)[1]) == 2
    assert len(_found(["settle the the the quarrels", "settle quarrels"], longest=4)[1]) == 0


@pytest.mark.thorough
def test_time_grows_with_the_tokens() -> None:
    """Four times the statements take about four times as long."""
    rng = np.random.default_rng(3)
    words = np.array([f"w{chr(97 + at % 26)}{chr(97 + at // 26 % 26)}{chr(97 + at // 676)}" for at in range(3_000)])
    drawn = words[np.minimum(rng.zipf(1.3, (16_000, 12)) - 1, len(words) - 1)]
    tokens = tokens_table([(str(at), " ".join(row)) for at, row in enumerate(drawn)])
    home = (pd.factorize(tokens["unit"])[0] // 8).astype(np.int64)

    def work(rows: int) -> None:
        formula_places(
            tokens[:rows], home[:rows], longest=8, min_documents=2, gap=2, min_log_dice=7.0, without=frozenset()
        )

    small = len(tokens) // 4
    assert seconds(lambda: work(4 * small), rounds=2) <= 10 * seconds(lambda: work(small), rounds=2)
