"""The page of measures and functions."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

import analysis
from analysis.report.reference import reference_page
from analysis.terms.compare.key_terms import MEASURES


@pytest.fixture(scope="module")
def page() -> BeautifulSoup:
    """Return the page."""
    return BeautifulSoup(reference_page(site="A site").content, "html.parser")


def test_every_public_name_and_measure_has_its_permalink(page: BeautifulSoup) -> None:
    """Nothing public is missing, no two entries share an anchor, and every link inside the page leads somewhere."""
    entries = [entry["aria-label"] for entry in page.select(".entry")]
    public = set(dir(analysis)) - {"__version__"}
    assert public | set(MEASURES) | {"log_ratio", "log_likelihood", "conservative_log_ratio"} <= set(entries)
    anchors = [one["id"] for one in page.select("[id]")]
    assert len(anchors) == len(set(anchors))
    leading = [str(link["href"]) for link in page.select("a[href^='#']")]
    assert {link.removeprefix("#") for link in leading} <= set(anchors)


def test_docstrings_are_laid_out(page: BeautifulSoup) -> None:
    """Formulas are mathematics, parameters a list, examples as they are typed, references links; a class has its methods."""
    entry = page.select_one("[aria-label=log_ratio].entry")
    assert entry is not None
    assert entry.math is not None
    assert [term.get_text() for term in entry.select("dt")][:2] == ["a, b : array_like", "n1, n2 : array_like"]
    assert [one.get_text() for one in entry.select("pre")][-1].startswith(">>> ")
    assert any(str(link["href"]).startswith("https://doi.org/10.") for link in entry.select("a"))
    assert ".. math" not in page.get_text()
    comparison = page.select_one("[aria-label=Comparison].entry")
    assert comparison is not None
    assert {"keyness", "permutation", "placebo"} <= {code.get_text() for code in comparison.select("dt code")}


def test_a_measure_with_an_option_has_the_words_of_its_function(page: BeautifulSoup) -> None:
    """`chi_squared_yates` is `chi_squared` with its correction, and says so."""
    entry = page.select_one("[aria-label=chi_squared_yates].entry")
    assert entry is not None
    assert "= 'yates'" in entry.get_text()
    assert "Pearson" in entry.get_text()
