"""The fast path: exactly the counts of the tokeniser, in blocks of any size."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.corpus import counting
from analysis.corpus.counting import WordCounter, count_blocks
from analysis.corpus.entities import NO_ENTITIES, Entities
from analysis.corpus.stream import count_groups, count_stream
from analysis.corpus.termmatrix import TermMatrix
from analysis.corpus.tokens import tokenise
from analysis.errors import ArgumentError, DiscourseError

NAMES = Entities(
    pd.DataFrame(
        [
            ("OL", "OL", None),
            ("OL", "O.L.", None),
            ("OL", "Orland", None),
            ("OL", "Old Orland", None),
            ("OL", "Free State of Old Orland", None),
            ("OL", "Millford", "in|near"),
            ("People's Moot", "People's Moot", None),
            ("Grand Moot", "Grand People's Moot", None),
            ("OL$", "OL$", None),
        ],
        columns=["entity", "variant", "unless_after"],
    )
)
# A name of several words begins inside another one, of which the text may have the beginning alone.
CHAINED = Entities(
    pd.DataFrame(
        [("Free Old Moot", "Free Old Moot"), ("Old State of Orland", "Old State of Orland")],
        columns=["entity", "variant"],
    )
)


PARTS = [
    "Free", "State", "of", "Old", "Orland", "Orland's", "OL", "O.L.", "OL$5", "in", "near", "Millford", "(Millford)",
    "“Millford", "People's", "People’s", "Moot", "Grand", "win-win", "4.1%", "isn’t", "'quoted'", "—", "...", "'s",
    "é", "½", "_", "the", "a/b", "ＯＬ", "Ｏｌｄ", "Or\u00adland", "co\u00adop", "\u200b", "\ufeff", "O.L.'s", "(OL)'s", "s",
    '"', ".", ")", "$",
]  # fmt: skip


SPACES = [
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    " \n",
    "\r\n",
    "\r",
    "\n \n",
    "  ",
    "\t",
    "\u00a0",
    "\u00a0 ",
    "\u2009",
    "\v",
    "",
]


TEXT = st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(SPACES)), max_size=14).map(
    lambda pairs: "".join(part + space for part, space in pairs)
)


def _matrices(texts: list[str], entities: Entities) -> tuple[TermMatrix, TermMatrix]:
    table = pd.DataFrame({"text": texts})
    return (
        TermMatrix.from_texts(table, entities=entities),
        TermMatrix.from_texts(table, tokeniser=lambda text: tokenise(text, entities=entities)),
    )


@pytest.mark.filterwarnings("ignore:.*have no word")
@pytest.mark.parametrize("entities", [NO_ENTITIES, NAMES, CHAINED], ids=["no names", "names", "names inside names"])
@given(texts=st.lists(TEXT, min_size=1, max_size=5))
@example(texts=["Free Old State of Orland", "Grand Free State of Old Orland Old Old Orland"])
def test_the_fast_road_counts_what_the_tokeniser_counts(entities: Entities, texts: list[str]) -> None:
    """Term for term and text for text, names of several words and names that look back included."""
    fast, slow = _matrices(texts, entities)
    assert fast.terms.tolist() == slow.terms.tolist()
    assert (fast.counts != slow.counts).nnz == 0


def test_many_blocks_equal_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The size of the blocks and the threads change nothing; merging is counting together."""
    draw = random.Random(5)  # noqa: S311  # texts for a test
    texts = [(f"d{n}", "pq"[n % 2], " ".join(draw.choices(PARTS, k=30)) + f" n{n}") for n in range(60)]
    whole = count_groups(texts, entities=NAMES)
    monkeypatch.setitem(count_blocks.__kwdefaults__, "block", 200)
    cut = count_groups(texts, entities=NAMES)
    assert whole.terms.equals(cut.terms)
    for name in ("counts", "documents", "sizes", "documents_of"):
        assert np.array_equal(getattr(whole, name), getattr(cut, name)), name
    assert np.allclose(whole.dp, cut.dp, rtol=1e-12)
    assert whole.counts.sum() == whole.sizes.sum()


def test_long_texts_are_counted_with_wide_offsets(monkeypatch: pytest.MonkeyPatch) -> None:
    """A block beyond what 32 bits address takes the wide type and has the same counts."""
    plain = WordCounter().count(["a b a"]).toarray().tolist()
    monkeypatch.setattr(counting, "_NARROW", 1)
    assert WordCounter().count(["a b a"]).toarray().tolist() == plain


def test_half_characters_are_refused_with_their_row(tmp_path: Path) -> None:
    """A lone surrogate is refused with its file and row, text or unit."""
    path = tmp_path / "half.jsonl"
    path.write_text('{"group": "p", "text": "a"}\n{"group": "p", "text": "x \\ud800 y"}\n', encoding="utf-8")
    half = pd.DataFrame({"text": pd.Series(["x \ud800 y"], dtype=object, index=["u"])})
    said = r"has the half character U\+D800 at position 2"
    with pytest.raises(DiscourseError, match=r"half\.jsonl, line 2: there is the half character U\+D800"):
        count_stream(path)
    with pytest.raises(ArgumentError, match="text 1 " + said):
        count_groups([("d", "p", "x \ud800 y")])
    with pytest.raises(ArgumentError, match="the text of unit 'u' " + said):
        TermMatrix.from_texts(half)
    with pytest.raises(ArgumentError, match="a term has half a character"):
        TermMatrix.from_texts(half, tokeniser=str.split)
