"""The overlay of formulae: files and tables that cannot be used, and what is taken out of sentences."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.tokens import tokens_table
from analysis.errors import DataError, DiscourseError
from analysis.patterns.matching import TermIndex
from analysis.patterns.pattern import Pattern
from analysis.sentiment.lexicons import Lexicon
from analysis.sentiment.overlay import Overlay, _shared, read_overlay
from analysis.sentiment.scores import score_lexicon
from analysis.sentiment.vader import score_vader
from analysis.study.data.load import Study


def overlay(rows: dict[str, object]) -> Overlay:
    """Make an overlay of patterns with values."""
    return Overlay(pd.DataFrame({"pattern": list(rows), "value": pd.Series(list(rows.values()), dtype=object)}))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pattern,value\na,1\n", "line 1: there are 0 columns source"),
        ("pattern,value,source\na,2,s\n", "over.csv, line 2: the value is 2.0; expected -1 to 1"),
        ("pattern,value,source\na,x,s\n", "line 2: the value is 'x'; expected -1 to 1"),
        ("pattern,value,source\na,,s\n", "line 2: the value is ''"),
        ("pattern,value,source\na,True,s\n", "line 2: the value is 'True'"),
        ("pattern,value,source\na,1,s\nb,x,s\n", "line 3: the value is 'x'"),
        ("pattern,value,source\na,1,s\n\n\nb,x,s\n", "line 5: the value is 'x'"),
        ('pattern,value,source,note\na,1,s,"two\nlines"\nb,x,s,\n', "line 4: the value is 'x'"),
        ("pattern,value,source\na,1,s\na,1,s\n", "line 3: 'a' is in over.csv, line 2 too"),
        ("pattern,value,source\na(,1,s\n", "line 2: the pattern 'a.'"),
        ("pattern,value,source\n,1,s\n", "line 2: the pattern is ''; expected words"),
        ("pattern,value,source\na,1,\n", "line 2: the source is empty"),
        (
            "pattern,value,source\na,1,s\nred line|lines,-1,s\nred lines,1,s\n",
            "line 4: 'red lines' has the value 1, and -1 in over.csv, line 3",
        ),
    ],
)
def test_faults_of_an_overlay(tmp_path: Path, text: str, said: str) -> None:
    """File, line of the file, value and remedy."""
    path = tmp_path / "over.csv"
    path.write_text(text, encoding="utf-8")
    for given_path in (path, str(path)):
        with pytest.raises(DataError, match=said):
            read_overlay(given_path)


def test_an_overlay_that_is_no_file(tmp_path: Path) -> None:
    """A missing file, a folder, no path."""
    for path, said in (
        (str(tmp_path / "none.csv"), "cannot be read"),
        (tmp_path, "cannot be read"),
        (None, "expected the path"),
    ):
        with pytest.raises(DiscourseError, match=said):
            read_overlay(path)  # type: ignore[arg-type]


def test_the_overlay_of_the_study_can_be_used(study: Study) -> None:
    """No wording of it has two values, also once names are written in any variant."""
    path = study.folder / "codebook" / "overlay.csv"
    assert len(read_overlay(str(path), entities=study.entities).patterns) == len(pd.read_csv(path))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({"a": 5.0}, "the overlay, row 1: the value is 5.0; expected -1 to 1"),
        ({"a": True}, "row 1: the value is True"),
        ({"a": np.nan}, "row 1: the value is nan"),
        ({"a": "1"}, "row 1: the value is '1'"),
        ({"a": 1, "b (": 1}, r"row 2: the pattern 'b \('"),
        ({" ": 1}, "row 1: the pattern is ' '"),
        ({"dead_end": 1, "dead|blind end": -1}, "row 2: 'dead end' has the value -1, and 1 in the overlay, row 1"),
    ],
)
def test_an_overlay_made_in_python_is_checked(rows: dict[str, object], said: str) -> None:
    """The same checks as for a file, by row."""
    with pytest.raises(DataError, match=said):
        overlay(rows)
    with pytest.raises(DiscourseError, match="the overlay has no column 'value'"):
        Overlay(pd.DataFrame({"pattern": ["a"]}))


def test_patterns_with_one_value_may_share_a_wording() -> None:
    """The formula is the same whichever is found; another gap is another formula."""
    assert len(overlay({"red line|lines": -0.5, "red lines": -0.5}).patterns) == 2
    assert len(overlay({"red lines": 1, "red ~2 lines": -1, "lines red": 0}).patterns) == 3


WORD = st.sampled_from(["a", "b", "a_b", "c*"])
PLACE = st.lists(WORD, min_size=1, max_size=3).map("|".join)
SOURCE = st.lists(st.one_of(PLACE, st.tuples(st.just("~2"), PLACE).map(" ".join)), min_size=1, max_size=3).map(
    lambda places: " ".join(places).removeprefix("~2 ")
)


def wordings(pattern: Pattern) -> set[tuple[tuple[int, str], ...]]:
    """Spell a pattern out: terms with the gap before each."""
    found: set[tuple[tuple[int, str], ...]] = {()}
    for place in pattern.places:
        tails = [tuple((0 if at else place.gap, word) for at, word in enumerate(words)) for words in place.alternatives]
        found = {(*said, *tail) for said in found for tail in tails}
    return found


@given(SOURCE, SOURCE)
def test_a_shared_wording_is_found_exactly_where_there_is_one(one: str, other: str) -> None:
    """The walk through two patterns says what spelling out both says."""
    first, second = Pattern(one), Pattern(other)
    shared = {" ".join(word for _, word in said) for said in wordings(first) & wordings(second)}
    found = _shared(first, second)
    assert (found in shared) if shared else not found


def test_an_overlay_without_rows_changes_nothing(tmp_path: Path) -> None:
    """Scores are those without an overlay."""
    path = tmp_path / "over.csv"
    path.write_text("pattern,value,source\n", encoding="utf-8")
    empty, parts = read_overlay(path), [("u", "A good plan.")]
    for with_it, without in zip(score_vader(parts, overlay=empty), score_vader(parts), strict=True):
        pd.testing.assert_frame_equal(with_it, without)
    lexicon = Lexicon("l", {"good": 1.0}, "-", "-")
    tokens = tokens_table(parts)
    assert score_lexicon(tokens, lexicon, overlay=empty)[0].equals(score_lexicon(tokens, lexicon)[0])
    assert not list(empty.spans(TermIndex(tokens)))


def test_sentences_are_taken_apart_one_by_one() -> None:
    """A formula never reaches over the end of a sentence, and each sentence has its own values."""
    made = overlay({"dead end": -0.5, "win-win": 0.5})
    found = made.take_out(["A dead end.", "End. Dead", "", "“Win-win” and dead end"], mask="x")
    assert [rest for rest, _, _ in found] == ["A x.", "End. Dead", "", '"x" and x']
    assert [value for _, value, _ in found] == [-0.5, 0.0, 0.0, 0.0]
    assert found[3][2] == [("win-win", 0.5), ("dead end", -0.5)]
    assert made.take_out([], mask="x") == []
