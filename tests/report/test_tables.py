"""Tables of pages: names of columns at every cell, alignment, hostile text."""

from __future__ import annotations

import pandas as pd
from bs4 import BeautifulSoup, Tag

from analysis.figures.table import Readable
from analysis.report.tables import semantic


def mended(markup: str) -> Tag:
    """Return the table of some HTML, made semantic."""
    table = BeautifulSoup(semantic(markup), "html.parser").table
    assert table is not None
    return table


def rows(table: Tag) -> list[list[tuple[str, str, str]]]:
    """Return element, column and text of each cell of the body."""
    assert table.tbody is not None
    return [
        [(cell.name, str(cell["data-label"]), cell.get_text()) for cell in row.find_all(["th", "td"])]
        for row in table.tbody.find_all("tr")
    ]


def test_a_readable_table_has_its_columns_at_every_cell() -> None:
    """Scopes above, names at each cell, the caption as the name of the box that scrolls, no style of its own."""
    shown = Readable(pd.DataFrame({"t": ["mill"], "n": [1.5]}), {"t": "Term", "n": "Rate"}, "Rates", {"n": 1})
    markup = semantic(shown._repr_mimebundle_()["text/html"])
    assert 'aria-label="Table: Rates" class="table" role="region" tabindex="0"' in markup
    assert "style=" not in markup
    table = mended(markup)
    assert [str(cell["scope"]) for cell in table.find_all("th")] == ["col", "col"]
    assert rows(table) == [[("td", "Term", "mill"), ("td", "Rate", "1.5")]]
    assert [cell.get_text() for cell in table.select(".number")] == ["Rate", "1.5"]


def test_names_that_look_like_numbers_stay_on_the_left() -> None:
    """Articles 000 and 003 are names; a table of pandas, which says no alignment, is judged by its cells."""
    frame = pd.DataFrame({"article": ["003", "000"], "words": [316, 95]}).to_html(index=False)
    assert [cell.get_text() for cell in mended(frame).select(".number")] == ["words", "316", "95"]


def test_a_row_equal_to_the_header_is_kept() -> None:
    """A body may repeat its header; what is in the head is told by its place, not by its words."""
    assert len(rows(mended("<table><thead><tr><td>a</td></tr></thead><tbody><tr><td>a</td></tr></tbody></table>"))) == 1


def test_dates_and_sentences_are_marked() -> None:
    """A date is not broken at its hyphens, in a cell or as a heading; a column of sentences gets the width of a card."""
    frame = pd.DataFrame({"2025-26": ["2025-11-04"], "What follows": ["word " * 30]})
    table = mended(frame.to_html(index=False))
    assert [cell.get_text() for cell in table.select(".short")] == ["2025-26", "2025-11-04"]
    assert [cell["data-label"] for cell in table.select(".long")] == ["What follows"]


def test_levels_of_pandas_are_unfolded() -> None:
    """Two levels of columns are one name; a row label that spans rows is repeated, for each card needs it."""
    index = pd.MultiIndex.from_tuples([("old", "mill"), ("old", "weir"), ("new", "mill")], names=["era", "term"])
    columns = pd.MultiIndex.from_tuples([("rate", "low"), ("rate", "high")])
    table = mended(pd.DataFrame([[1, 2], [3, 4], [5, 6]], index=index, columns=columns).to_html())
    assert rows(table)[1] == [
        ("th", "era", "old"),
        ("th", "term", "weir"),
        ("td", "rate low", "3"),
        ("td", "rate high", "4"),
    ]
    assert [len(row) for row in rows(table)] == [4, 4, 4]
    assert "rowspan" not in str(table)
    assert {str(cell["scope"]) for cell in table.thead.find_all("th")} == {"col", "colgroup"}  # type: ignore[union-attr]
    assert all(cell.get_text(strip=True) for cell in table.find_all("th"))


def test_hostile_text_stays_text() -> None:
    """Markup in a cell, a heading or the caption is shown and neither run nor lost."""
    bad = "<img src=x onerror=alert(1)>\"'"
    shown = Readable(pd.DataFrame({"t": [bad]}), {"t": bad}, bad)._repr_mimebundle_()["text/html"]
    table = mended(shown)
    assert table.find("img") is None
    assert rows(table) == [[("td", bad, bad)]]
    assert "<script" not in semantic("<table><tr><td>&lt;script&gt;</td></tr></table>")


def test_what_is_no_table_is_left_alone() -> None:
    """Other HTML passes untouched; a table of Markdown without rows does not fail."""
    assert semantic("<p>a &amp; b<br></p>") == "<p>a &amp; b<br></p>"
    assert "<td" not in semantic("<table></table>")
