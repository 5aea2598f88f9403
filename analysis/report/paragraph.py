"""The paragraph of methods that a paper can take over: version, counts, measures, p and its floor, and references."""

from __future__ import annotations

import pandas as pd

from analysis import __version__
from analysis.report.measuring import Measured
from analysis.report.sentences import plain

__all__ = ["methods", "version"]

_REFERENCES = """\
@software{comparative_discourse,
  title = {comparative-discourse: reproducible comparative discourse analysis in Jupyter},
  author = {{The comparative-discourse contributors}},
  version = {VERSION}
}
@article{dunning1993,
  author = {Dunning, Ted}, title = {Accurate Methods for the Statistics of Surprise and Coincidence},
  journal = {Computational Linguistics}, volume = {19}, number = {1}, pages = {61--74}, year = {1993}
}
@misc{evert2022,
  author = {Evert, Stephanie}, title = {Measuring Keyness}, year = {2022}, doi = {10.17605/OSF.IO/CY6MW}
}
@article{phipson2010,
  author = {Phipson, Belinda and Smyth, Gordon K.}, title = {Permutation P-values Should Never Be Zero},
  journal = {Statistical Applications in Genetics and Molecular Biology}, volume = {9}, number = {1}, year = {2010},
  doi = {10.2202/1544-6115.1585}
}
@book{westfall1993,
  author = {Westfall, Peter H. and Young, S. Stanley}, title = {Resampling-Based Multiple Testing},
  publisher = {Wiley}, year = {1993}
}"""


def version() -> str:
    """The version of the package."""
    return __version__


def methods(found: Measured) -> str:
    """Return the paragraph and the references in BibTeX, as plain text."""
    first, second = found.comparison.sides
    of = [
        f"{side.documents_of:,.0f} document{'s' * bool(side.documents_of != 1)} of {plain(side.name)} ({side.size:,.0f} words)"
        for side in (first, second)
    ]
    settings = found.settings
    within = f" within each {plain(found.comparison.pairs)}" if found.comparison.pairs else ""
    said = [
        f"With comparative-discourse {version()} we compared {of[0]} with {of[1]} by {plain(found.comparison.by)}{within}.",
        (
            f"Words were counted in lower case, with names and abbreviations as one term; {len(found.terms):,} terms occur "
            f"{settings['min_count']} times or more. Rates are per 1,000 words. We report the log ratio with its exact 95% interval, "
            "its conservative bound corrected for all terms (Evert 2022), and the signed log-likelihood G2 (Dunning 1993)."
        ),
    ]
    if pd.notna(found.floor):
        what = "the sides were swapped within pairs" if found.comparison.pairs else "documents were exchanged"
        said.append(
            f"For p, whole {what}, since the words of a text are not independent: {found.terms['splits'].iloc[0]:,.0f} "
            f"divisions, the real one included (seed {settings['seed']}), so that the smallest attainable p is {found.floor:.2g} "
            "(Phipson & Smyth 2010). The p of all terms together is that of the largest standardised difference (Westfall & "
            "Young 1993)."
        )
    else:
        said.append("No p is given, since documents have texts of both sides.")
    said.append(
        f"Set phrases recur in {settings['min_documents']} documents or more and have at most {settings['longest']} words; "
        "variants that share 60% of their lemmas are one phrase."
    )
    if len(found.frames):
        said.append(
            f"{len(found.frames)} frames were counted by the patterns of a codebook; p compares mean rates of texts."
        )
    if len(found.tone):
        said.append(f"Tone is the mean score of texts by {', '.join(map(plain, settings['lexicons']))}.")
    return f"{' '.join(said)}\n\n{_REFERENCES.replace('VERSION', version())}"
