"""Concordance: lines sorted, filtered and shown; units of any type, columns of any name."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.tokens import Entities, tokens_table
from analysis.errors import ArgumentError
from analysis.terms.context.concordance import kwic

TABLE = pd.DataFrame({"text": ["A red line.", "Red tape.", "One red mill."], "era": ["n", "o", "n"]})
TOKENS = tokens_table(TABLE["text"].items())
VILLAGE = tokens_table(
    [
        ("u1", "The red mill stands. A river runs by the red mill."),
        ("u2", "Red mill talk. The river rose!"),
        ("u3", "A red barn. The red barn fell."),
    ]
)
UNITS = pd.DataFrame({"speaker": ["Ann", "Bo", "Ann"], "group": ["p", "p", "q"]}, index=["u1", "u2", "u3"])


def test_lines_are_sorted_filtered_and_shown() -> None:
    """Any word left and right sorts; columns of the units filter and are shown."""
    lines = kwic(VILLAGE, "red", units=UNITS, show=["speaker"], sort=["R1", "L1"], speaker="Ann")
    assert lines["right"].str.split().str[0].tolist() == ["barn", "barn", "mill", "mill"]
    assert lines["speaker"].eq("Ann").all()
    assert kwic(VILLAGE, "red mill", sort=["text"], group=["p"], units=UNITS)["unit"].tolist() == ["u1", "u1", "u2"]
    assert kwic(VILLAGE, "red", window=0, sort=["node"])["left"].eq("").all()
    page = lines._repr_html_()
    assert page.count("<tr>") == 5
    assert "4 lines" in page
    assert 'scope="row"' in page
    assert "&lt;" in kwic(tokens_table([("<u>", "One red.")]), "red")._repr_html_()
    assert isinstance(lines.head(1), type(lines))


@pytest.mark.parametrize(
    ("term", "options", "said"),
    [
        (" ", {}, "has no word"),
        ("red", {"window": -1}, "window is -1"),
        ("red", {"sort": ["M1"]}, "allowed: L1"),
        ("red", {"speaker": "Ann"}, "units is None"),
        ("red", {"units": UNITS, "colour": "x"}, "'colour'"),
        ("red", {"units": UNITS, "speaker": "Cy"}, "allowed: Ann, Bo"),
    ],
)
def test_a_faulty_concordance_is_refused(term: str, options: dict[str, object], said: str) -> None:
    """Unknown places, columns and values are one sentence with what is allowed."""
    with pytest.raises(ArgumentError, match=said):
        kwic(VILLAGE, term, **options)


def test_units_keep_their_type() -> None:
    """Units numbered by the default index are found in the table about them."""
    lines = kwic(TOKENS, "red", units=TABLE, show=["era"], sort=["text"])
    assert lines[["unit", "era"]].values.tolist() == [[0, "n"], [1, "o"], [2, "n"]]
    assert kwic(TOKENS, "red", units=TABLE, era="n", sort=["text"])["unit"].tolist() == [0, 2]


def test_a_table_about_other_units_is_said() -> None:
    """Where no unit is known the answer is a sentence, not an empty table."""
    with pytest.raises(ArgumentError, match="units has no unit of the tokens table, as 0;"):
        kwic(TOKENS, "red", units=TABLE.set_axis(["a", "b", "c"]))
    with pytest.raises(ArgumentError, match="units has the unit 0 twice"):
        kwic(TOKENS, "red", units=TABLE.set_axis([0, 0, 1]))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"sort": ["R²"]}, "sort has 'R²'; allowed: L1"),
        ({"sort": "R1"}, "sort is 'R1'; expected a list or set of strings"),
        ({"sort": ["R3"], "window": 2}, "sort has 'R3', beyond the window of 2"),
        ({"sort": ["L1"], "window": (0, 3)}, "sort has 'L1', beyond the window of 0"),
        ({"where": "era"}, "where is 'era'"),
        ({"window": float("nan")}, "window is nan; expected a whole number"),
        ({"window": "5"}, "window is '5'; expected a whole number"),
        ({"units": TABLE.assign(left=1), "show": ["left"]}, "show has 'left', which every line has"),
        ({"units": TABLE, "show": "era"}, "show is 'era'; expected a list or set of strings"),
    ],
)
def test_faulty_options_are_said(options: dict[str, Any], said: str) -> None:
    """A place that no line shows would sort nothing; a column of the lines would be overwritten."""
    with pytest.raises(ArgumentError, match=said):
        kwic(TOKENS, "red", **options)


@pytest.mark.parametrize("term", [None, 5, ["red"], ""])
def test_what_is_no_term_is_said(term: Any) -> None:
    """A term is a string with a word."""
    with pytest.raises(ArgumentError, match="has no word"):
        kwic(TOKENS, term)


@pytest.mark.parametrize("window", [0, 1, 2])
def test_small_windows_sort_by_what_they_show(window: int) -> None:
    """Without a wish the lines are sorted by the words to the right, as far as they are shown."""
    assert len(kwic(TOKENS, "red", window=window)) == 3


@pytest.mark.parametrize("name", ["window", "sort", "term", "show", "where", "tokens", "units"])
def test_columns_of_any_name_filter(name: str) -> None:
    """A column with the name of an argument filters by `where`."""
    units = TABLE.assign(**{name: ["x", "y", "x"]})
    assert kwic(TOKENS, "red", units=units, where={name: "x"}, sort=["text"])["unit"].tolist() == [0, 2]


@pytest.mark.parametrize("values", [["n"], {"n"}, np.array(["n"]), pd.Series(["n"])])
def test_any_collection_of_values_filters(values: Any) -> None:
    """Values may come as a list, a set, an array or a Series."""
    assert kwic(TOKENS, "red", units=TABLE, era=values, sort=["text"])["unit"].tolist() == [0, 2]


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[["left", "right"]],
        lambda lines: lines.T,
        lambda lines: lines.assign(more=1).rename(columns={"more": 0}),
        lambda lines: pd.concat([lines, lines], axis=1),
    ],
    ids=["columns", "transposed", "numbered column", "columns twice"],
)
def test_what_is_made_of_lines_can_be_shown(change: Any) -> None:
    """A notebook shows every table that comes of a concordance."""
    assert "<table" in change(kwic(TOKENS, "red"))._repr_html_()


def test_a_name_of_two_words_is_found() -> None:
    """An entity whose term has a space is one token, alone and inside a phrase."""
    names = Entities(pd.DataFrame({"entity": ["Old Mills"], "variant": ["Old Mills"], "unless_after": [None]}))
    tokens = tokens_table([("u", "At Old Mills bridge.")], entities=names)
    assert kwic(tokens, "Old Mills")["node"].tolist() == ["Old Mills"]
    assert kwic(tokens, "Old Mills bridge")["left"].tolist() == ["At"]
    assert kwic(tokens, "Old").empty


def test_lines_are_written_as_in_the_text() -> None:
    """With the texts nothing of a line is lost: marks, contractions, the possessive, dashes."""
    pairs = [
        ("a", "One.  Ann\u2019s freedom isn\u2019t free\u2014it\u2019s \u201chard-won\u201d: U.S. (yes)."),
        ("a", "Freedom, $5."),
    ]
    tokens = tokens_table(pairs)
    lines = kwic(tokens, "freedom", sort=["text"], window=9, texts=pairs)
    assert lines[["left", "node", "right"]].to_numpy().tolist() == [
        ["Ann\u2019s", "freedom", "isn\u2019t free\u2014it\u2019s \u201chard-won\u201d: U.S. (yes"],
        ["", "Freedom", ", $5"],
    ]
    for wrong in ([], [("a", "One.")], [("a", "One."), ("a", "Freedom, $5.")]):
        with pytest.raises(ArgumentError, match=r"texts has no text for part [01] of unit 'a'; expected the pairs"):
            kwic(tokens, "freedom", texts=wrong)


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("red*", ["Red", "red-hot", "reddish"]),
        ("*ed", ["Red", "used"]),
        ("r*d* *", ["Red line", "red-hot iron", "reddish used"]),
        ("o*l* m*", ["Old Mill"]),
        ("Red l*", ["Red line"]),
        ("a *", ["A red-hot"]),
    ],
)
def test_a_star_matches_letters_of_a_word(term: str, found: list[str]) -> None:
    """Wildcards fit within words, in names of two words word by word."""
    names = Entities(pd.DataFrame({"entity": ["old mill"], "variant": ["Old Mill"], "unless_after": [None]}))
    pairs = [("a", "Red line. A red-hot iron, reddish used. Old Mill.")]
    lines = kwic(tokens_table(pairs, entities=names), term, texts=pairs, sort=["text"])
    assert lines["node"].str.replace(",", "").tolist() == found


def test_case_is_ignored_except_in_names() -> None:
    """A word is found in any case; a name that is counted as written is not taken for the word."""
    names = Entities(pd.DataFrame({"entity": ["US"], "variant": ["US"], "unless_after": [None]}))
    tokens = tokens_table([("u", "The US told us. Red lines hold.")], entities=names)
    assert kwic(tokens, "RED Lines")["node"].tolist() == ["Red lines"]
    assert kwic(tokens, "LINE*")["node"].tolist() == ["lines"]
    assert kwic(tokens, "US")["node"].tolist() == ["US"]
    assert kwic(tokens, "us")["node"].tolist() == ["us"]


def test_a_window_may_differ_by_side() -> None:
    """A pair of numbers sets the words on the left and on the right."""
    lines = kwic(VILLAGE, "river", window=(1, 2), sort=["text"])
    assert lines[["left", "right"]].to_numpy().tolist() == [["A", "runs by"], ["The", "rose"]]


def test_empty_contexts_come_last() -> None:
    """A line without a word at the place to sort by follows those that have one."""
    tokens = tokens_table([("a", "Red. Zinc red. A red.")])
    assert kwic(tokens, "red", sort=["L1"])["left"].tolist() == ["A", "Zinc", ""]
