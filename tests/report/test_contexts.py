"""Short contexts of many terms are lines of the concordance."""

from __future__ import annotations

from analysis.report.contexts import short_contexts
from analysis.terms.context.concordance import kwic
from tests.reports import compared, found


def test_each_line_is_one_of_kwic() -> None:
    """Unit and words of every line stand in the concordance of its term; both sides are there."""
    report = found()
    lines = short_contexts(report.comparison, report.tokens, report.texts, ["tolls", "mill", "no such term"])
    assert lines.groupby(["term", "side"]).size().to_dict() == {
        ("mill", "target"): 3, ("tolls", "reference"): 3, ("tolls", "target"): 3,
    }  # fmt: skip
    for term, part in lines.groupby("term"):
        known = kwic(report.tokens, str(term), window=6, texts=report.texts.items())
        assert set(map(tuple, part[["unit", "left", "node", "right"]].to_numpy())) <= set(map(tuple, known.to_numpy()))


def test_units_that_are_not_compared_give_no_line() -> None:
    """Tokens of other texts may be in the table."""
    report = found()
    fewer = compared(4)
    lines = short_contexts(fewer, report.tokens, report.texts, ["tolls"], most=9)
    assert set(lines["unit"]) == set(fewer.units.units.index) & set(report.texts)
