"""Two groups: which labels name them, and what every comparison refuses alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from analysis.corpus.stream import GroupCounts, count_groups
from analysis.corpus.termmatrix import TermMatrix
from analysis.corpus.tokens import tokens_table
from analysis.errors import ArgumentError
from analysis.terms.compare.divergence import divergence
from analysis.terms.compare.keyness import keyness
from analysis.terms.compare.textwise import rank_sums, text_dispersion_keyness
from analysis.terms.compare.weighted import weighted_log_odds
from analysis.terms.context.collocation import compare_collocates
from analysis.terms.context.evidence import explain as explain_term
from analysis.terms.describe.dispersion import dispersion
from analysis.terms.describe.frequency import frequency

Comparison = Callable[..., pd.DataFrame]
TEXTS = ["river mill river", "mill weir", "river barn", "barn barn mill"]
OF_UNITS: list[Comparison] = [text_dispersion_keyness, rank_sums]
OF_COUNTS: list[Comparison] = [keyness, weighted_log_odds, divergence]
STREAMED: GroupCounts = count_groups([("d1", "new", "river mill"), ("d2", "old", "mill weir")])
TOKENS = tokens_table(enumerate(TEXTS))


def _matrix(labels: list[Any]) -> TermMatrix:
    units = pd.DataFrame({"text": TEXTS, "document": list("abcd"), "group": labels})
    return TermMatrix.from_texts(units)


def _company(_: TermMatrix, *, target: Any, reference: Any, **_by: str) -> pd.DataFrame:
    return compare_collocates(
        TOKENS, "mill", group=dict(enumerate(["p", "p", "p", "q"])), target=target, reference=reference
    )


@pytest.mark.parametrize("measure", [*OF_COUNTS, *OF_UNITS], ids=lambda measure: measure.__name__)
@pytest.mark.parametrize(
    ("target", "reference"),
    [(2021, 2025), (True, False), (pd.Timestamp("2021"), pd.Timestamp("2025")), (2.5, 3.5)],
    ids=["year", "bool", "date", "number"],
)
def test_labels_of_any_type_name_groups(measure: Comparison, target: Any, reference: Any) -> None:
    """Groups of years, of true and false, and of dates give the table that groups of texts give."""
    texts = measure(_matrix(["p", "p", "q", "q"]), by="group", target="p", reference="q")
    found = measure(_matrix([target] * 2 + [reference] * 2), by="group", target=target, reference=reference)
    pd.testing.assert_frame_equal(
        found.drop(columns="status", errors="ignore"), texts[found.columns].drop(columns="status", errors="ignore")
    )


@pytest.mark.parametrize("measure", [*OF_COUNTS, *OF_UNITS, _company], ids=lambda measure: measure.__name__)
@pytest.mark.parametrize(
    ("target", "reference", "said"),
    [
        ("p", "p", "target and reference are both 'p'; expected two groups; pass two different"),
        (["p"], "q", r"^target is \['p'\]; expected the label of one group"),
        (None, "q", "^target is None; expected the label of one group"),
        ("p", ["q"], r"^reference is \['q'\]; expected the label of one group"),
        ("p", None, "^reference is None; expected the label of one group"),
        ("p", pd.DataFrame(), "^reference is .*DataFrame; expected the label of one group"),
        ("p", _matrix(list("ppqq")), "^reference is TermMatrix of .*; expected the label of one group"),
    ],
)
def test_what_names_no_two_groups_is_refused(measure: Comparison, target: Any, reference: Any, said: str) -> None:
    """Every comparison has the same check: one label a side, and not twice the same."""
    with pytest.raises(ArgumentError, match=said):
        measure(_matrix(list("ppqq")), by="group", target=target, reference=reference)


@pytest.mark.filterwarnings("ignore:.*have no word")
@pytest.mark.parametrize("measure", [*OF_COUNTS, *OF_UNITS], ids=lambda measure: measure.__name__)
def test_a_group_without_words_is_refused(measure: Comparison) -> None:
    """An empty group has no rates: no comparison gives numbers for it."""
    table = pd.DataFrame({"text": ["", "mill"], "document": ["a", "b"], "group": ["p", "q"]})
    with pytest.raises(ArgumentError, match="the group 'p' of 'group' has no token"):
        measure(TermMatrix.from_texts(table), by="group", target="p", reference="q")


@pytest.mark.parametrize("measure", [*OF_COUNTS, *OF_UNITS], ids=lambda measure: measure.__name__)
@pytest.mark.parametrize("by", [None, 3, "colour"])
def test_a_column_that_is_none_is_refused(measure: Comparison, by: Any) -> None:
    """The groups stand in a named column of the units table."""
    with pytest.raises(ArgumentError, match="column"):
        measure(_matrix(list("ppqq")), by=by, target="p", reference="q")


@pytest.mark.parametrize("measure", OF_COUNTS, ids=lambda measure: measure.__name__)
def test_counts_come_from_a_matrix_a_stream_or_a_list(measure: Comparison) -> None:
    """Three roads to the same counts of both groups."""
    table = pd.DataFrame({"text": ["river mill", "mill weir"], "document": ["a", "b"], "group": ["new", "old"]})
    matrix = TermMatrix.from_texts(table)
    columns = ["term", "count_target", "count_reference"]
    one = measure(matrix, by="group", target="new", reference="old")
    pd.testing.assert_frame_equal(one, measure(STREAMED, target="new", reference="old"))
    listed = measure(matrix, by="group", target="new", reference={"mill": 1, "weir": 1})
    assert listed[columns].values.tolist() == one[columns].values.tolist()
    with pytest.raises(ArgumentError, match="reference holds no token"):
        measure(matrix, by="group", target="new", reference={"mill": 0})


@pytest.mark.parametrize("measure", [*OF_COUNTS, *OF_UNITS], ids=lambda measure: measure.__name__)
def test_messages_about_a_stream_name_no_column(measure: Comparison) -> None:
    """Streamed counts have no column of groups, so no message speaks of one; what needs units says so."""
    options: dict[str, Any] = {"by": ""} if measure in OF_UNITS else {}
    with pytest.raises(ArgumentError) as caught:
        measure(STREAMED, target="new", reference="new", **options)
    assert "''" not in str(caught.value)


@pytest.mark.parametrize(
    "call",
    [
        lambda: rank_sums(STREAMED, by="g", target="new", reference="old"),
        lambda: text_dispersion_keyness(STREAMED, by="g", target="new", reference="old"),
        lambda: frequency(STREAMED, by="g"),
        lambda: dispersion(STREAMED),
        lambda: explain_term(STREAMED, "river", by="g"),
        lambda: keyness("river", by="g", target="new", reference="old"),
    ],
    ids=["rank sums", "text dispersion", "frequency", "dispersion", "evidence", "keyness"],
)
def test_what_needs_units_says_so(call: Callable[[], object]) -> None:
    """Counts by group know no units: one sentence, and no AttributeError."""
    with pytest.raises(ArgumentError, match="expected a TermMatrix, which knows the units"):
        call()


def test_names_of_groups_are_compared_as_texts() -> None:
    """Counts by group know their groups by name: 1 and "1" are one group, which is not compared with itself."""
    counts = count_groups([("a", 1, "red line"), ("b", 2, "red")])
    for call in (keyness, weighted_log_odds):
        with pytest.raises(ArgumentError, match="target and reference are both '1'"):
            call(counts, target=1, reference="1")
        assert len(call(counts, target=1, reference=2)) == 2
