"""The streaming path: the same counts as the plain road, from every format, and a sentence for every fault."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import counting
from analysis.corpus.counting import DuplicateTextWarning, WordCounter, count_blocks
from analysis.corpus.stream import count_groups, count_stream, read_texts
from analysis.corpus.termmatrix import TermMatrix
from analysis.corpus.tokens import NO_ENTITIES, Entities, tokenise
from analysis.errors import ArgumentError, SourceError

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
@pytest.mark.parametrize("entities", [NO_ENTITIES, NAMES], ids=["no names", "names"])
@given(texts=st.lists(TEXT, min_size=1, max_size=5))
@settings(max_examples=120, deadline=None)
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
    parted = count_groups(texts, entities=NAMES)
    assert whole.terms.equals(parted.terms)
    for name in ("counts", "documents", "sizes", "documents_of"):
        assert np.array_equal(getattr(whole, name), getattr(parted, name)), name
    assert np.allclose(whole.dp, parted.dp, rtol=1e-12)
    assert whole.counts.sum() == whole.sizes.sum()


def test_long_texts_are_counted_with_wide_offsets(monkeypatch: pytest.MonkeyPatch) -> None:
    """A block beyond what 32 bits address takes the wide type and gives the same counts."""
    plain = WordCounter().count(["a b a"]).toarray().tolist()
    monkeypatch.setattr(counting, "_NARROW", 1)
    assert WordCounter().count(["a b a"]).toarray().tolist() == plain


ROWS = [("one", "p", 'The mill "hums",\nsays Ann.'), ("two", "q", "Orland’s mill isn’t old.")]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """The same two texts in every format."""
    table = pd.DataFrame(ROWS, columns=["name", "era", "body"])
    found = {kind: tmp_path / f"corpus.{kind}" for kind in ("csv", "jsonl", "parquet")}
    table.to_csv(found["csv"], index=False)
    table.to_json(found["jsonl"], orient="records", lines=True)
    table.to_parquet(found["parquet"])
    for name, era, body in ROWS:
        place = tmp_path / "folder" / era / f"{name}.txt"
        place.parent.mkdir(parents=True)
        place.write_text(body, encoding="utf-8")
    return found | {"folder": tmp_path / "folder"}


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet", "folder"])
def test_every_format_gives_the_same_counts(kind: str, files: dict[str, Path]) -> None:
    """Folder, CSV, JSONL and Parquet are one corpus; progress ends at the whole."""
    shares: list[float] = []
    options = {} if kind == "folder" else {"text": "body", "by": "era", "document": "name"}
    counts = count_stream(files[kind], progress=shares.append, **options)
    expected = count_groups(ROWS)
    assert counts.terms.equals(expected.terms)
    assert np.array_equal(counts.counts, expected.counts)
    assert shares[-1] == 1


def test_groups_can_be_chosen() -> None:
    """Only the groups named are counted; one that no text has is said."""
    texts = [*ROWS, ("three", "r", "Weirs.")]
    assert count_groups(texts, groups=["p", "r"]).groups == ("p", "r")
    with pytest.raises(ArgumentError, match="a group is 's'; allowed: p, q, r"):
        count_groups(texts, groups=["p", "q", "r", "s"])


@pytest.mark.filterwarnings("ignore:.*have no word")
def test_duplicates_are_told() -> None:
    """A long text that stands twice is a warning with the name of the second; greetings may recur, on both roads."""
    long = "mill " * 20
    with pytest.warns(DuplicateTextWarning, match="the first is 'copy'"):
        count_groups([*ROWS, ("long", "p", long), ("copy", "q", long)])
    short = pd.DataFrame({"text": ["Good day.", "Good day.", "", ""], "group": list("abab")})
    assert TermMatrix.from_texts(short).totals.sum() == 4
    assert count_groups([(str(at), g, t) for at, (t, g) in enumerate(short.to_numpy())]).sizes.tolist() == [2, 2]


def test_long_duplicates_are_told_in_a_matrix_too() -> None:
    """A long text that stands twice is a warning with its unit; greetings may recur."""
    texts = ["mill " * 30, "Good day.", "Good day.", "mill " * 30]
    with pytest.warns(DuplicateTextWarning, match="1 text\\(s\\) of 20 tokens or more stand twice, the first is 3"):
        TermMatrix.from_texts(pd.DataFrame({"text": texts}))


def test_no_text_is_said() -> None:
    """Nothing to count is no table of nothing."""
    with pytest.raises(ArgumentError, match="no text to count"):
        count_groups([])


def _faulty(folder: Path) -> dict[str, tuple[Path, str]]:
    def write(name: str, content: bytes) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    good = json.dumps({"group": "p", "text": "a"}).encode()
    empty = folder / "nothing"
    empty.mkdir()
    mixed = folder / "mixed" / "p"
    mixed.mkdir(parents=True)
    (mixed / "x.txt").write_bytes(b"caf\xe9")
    return {
        "ending": (write("corpus.docx", b""), r"ending '\.docx'; allowed: \.csv"),
        "missing": (folder / "gone.csv", "does not exist"),
        "column": (write("a.jsonl", b'{"text": "a"}\n'), "no column 'group'; it has: text"),
        "no text": (write("b.jsonl", b'{"text": 5, "group": "p"}\n'), "row 1: text is 5; expected text"),
        "no group": (write("c.jsonl", b'{"text": "a", "group": ""}\n'), "group is empty"),
        "no json": (write("d.jsonl", good + b"\n\n{no\n"), "line 3: no JSON"),
        "no object": (write("e.jsonl", b"[1]\n"), "got list"),
        "encoding": (write("f.jsonl", good + b"\n" + good.replace(b"a", b"\xe9", 1)), "line 2, is not UTF-8: byte"),
        "cells": (write("g.csv", b"group,text\np,a,b\n"), "line 2: the row has not as many cells"),
        "quote": (write("h.csv", b'group,text\np,"a\n'), "no readable CSV"),
        "parquet": (write("i.parquet", b"PAR1 half"), "not a whole Parquet file"),
        "folder": (empty, r"no \.txt file in a subfolder"),
        "mixed encodings": (folder / "mixed", "x.txt is not UTF-8: byte 3 is 0xe9"),
    }


@pytest.mark.parametrize(
    "fault",
    ["ending", "missing", "column", "no text", "no group", "no json", "no object", "encoding", "cells", "quote",
     "parquet", "folder", "mixed encodings"],
)  # fmt: skip
def test_every_fault_is_one_sentence(fault: str, tmp_path: Path) -> None:
    """Whatever is wrong with a file is said with its place, and nothing is counted."""
    path, said = _faulty(tmp_path)[fault]
    with pytest.raises(SourceError, match=said):
        list(read_texts(path))


@pytest.mark.filterwarnings("ignore:.*have no word")
def test_empty_texts_have_units_and_no_terms() -> None:
    """A matrix of empty texts has its rows; one of no text has none."""
    matrix = TermMatrix.from_texts(pd.DataFrame({"text": ["", "x"]}, index=["a", "b"]))
    assert matrix.totals.tolist() == [0, 1]
    assert TermMatrix.from_texts(pd.DataFrame({"text": pd.Series([], dtype="str")})).counts.shape == (0, 0)
