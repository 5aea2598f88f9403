"""Why another implementation gives another value, by measure and package."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["REASONS"]

REASONS: Mapping[tuple[str, str], str] = {
    ("G2, four cells", "keyflux"): "keyflux leaves the cells of the other words out",
    ("G2, two cells", "keyness"): "keyness rounds to three decimals",
    ("MTLD", "lexical-diversity"): "lexical-diversity counts stretches of ten words or more",
    ("log ratio, Walter", "keyflux"): "keyflux corrects zeros only",
    ("log ratio, Walter", "pycorpdiff"): "pycorpdiff adds a half to the counts and not to the sizes",
    ("Jensen-Shannon divergence", "scipy"): "scipy gives the square root, and natural logarithms",
    (
        "Jensen-Shannon, one term",
        "scattertext",
    ): "scattertext adds .001 to each share and mixes the shares of both lists",
    ("Jensen-Shannon, one term", "shifterator"): "shifterator divides by the whole divergence",
    (
        "rank-turbulence divergence",
        "keyflux",
    ): "keyflux scales by the words of both lists, the authors by those of each",
    ("Fisher's exact p of a pair", "nltk"): "nltk gives the tail of rarer pairs",
    ("HD-D", "pycorpdiff"): "pycorpdiff gives the sum and not its share of the 42 draws",
    ("Krippendorff's alpha", "irrCAC"): "irrCAC rounds to five decimals",
}
