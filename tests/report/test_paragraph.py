"""The paragraph of methods."""

from __future__ import annotations

from analysis import __version__
from analysis.report.paragraph import methods, version
from tests.reports import found


def test_the_paragraph_has_version_counts_measures_p_and_references() -> None:
    """What a paper must say is there; every reference that it names has an entry."""
    said = methods(found())
    assert version() == __version__
    for words in (
        __version__,
        "4 documents of north (68 words)",
        "by party",
        "70 divisions",
        "seed 1",
        "0.029",
        "G2",
        "words.",
    ):
        assert words in said
    for name in ("dunning1993", "evert2022", "phipson2010", "westfall1993"):
        assert f"{{{name}," in said
