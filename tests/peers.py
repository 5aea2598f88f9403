"""Ask other implementations for their values, in an environment of their own: `make peers` writes data/peers.csv.

They need older releases of pandas and numpy than the project, or are heavy, so they are not installed with it.
Notebook A2 sets their values beside ours. What is asked is said in the column `call`.
"""

from __future__ import annotations

import csv
import math
import sys
import warnings
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from analysis.study.appendix.examples import EXAMPLE, LISTS, P_VALUES, PAIR, PARTS, RATINGS, SIZES, TEXT, TEXTS

Rows = list[tuple[str, str, str, Callable[[], Any]]]
A, B = EXAMPLE["target"]["river"], EXAMPLE["reference"]["river"]
N1, N2 = (sum(EXAMPLE[side].values()) for side in ("target", "reference"))


def _pycorpdiff() -> Rows:
    import pandas as pd
    from pycorpdiff.collocation import measures as pairs
    from pycorpdiff.keyness.bayes import bayes_factor
    from pycorpdiff.keyness.chi_squared import chi_squared
    from pycorpdiff.keyness.dispersion import dispersion_dp, juilland_d
    from pycorpdiff.keyness.effect_sizes import log_ratio, percent_diff
    from pycorpdiff.keyness.loglikelihood import log_likelihood
    from pycorpdiff.lexical.diversity import hdd, mattr, mtld

    a, b = pd.Series({"river": A}), pd.Series({"river": B})
    both, first, second, total = PAIR
    f, f2 = pd.Series([both]), pd.Series([second])
    # Their tables of dispersion take the size of a part from the row: a second column holds the other words.
    parts = pd.DataFrame({"river": PARTS, "rest": [size - part for size, part in zip(SIZES, PARTS, strict=True)]})
    g2 = lambda formula: log_likelihood(a, b, N1, N2, formula=formula)["g2"].iloc[0]  # noqa: E731
    return [
        ("G2, two cells", "pycorpdiff", "log_likelihood(formula='rayson')", lambda: g2("rayson")),
        ("G2, four cells", "pycorpdiff", "log_likelihood(formula='dunning')", lambda: g2("dunning")),
        ("chi-squared", "pycorpdiff", "chi_squared", lambda: chi_squared(a, b, N1, N2)["chi_squared"].iloc[0]),
        ("log ratio, Walter", "pycorpdiff", "log_ratio", lambda: log_ratio(a, b, N1, N2).iloc[0]),
        ("%DIFF", "pycorpdiff", "percent_diff", lambda: percent_diff(a, b, N1, N2).iloc[0]),
        ("BIC", "pycorpdiff", "2 log(bayes_factor)", lambda: 2 * math.log(bayes_factor(a, b, N1, N2).iloc[0])),
        ("Juilland's D", "pycorpdiff", "juilland_d", lambda: juilland_d(parts)["river"]),
        ("DP", "pycorpdiff", "dispersion_dp", lambda: dispersion_dp(parts)["river"]),
        ("logDice", "pycorpdiff", "logdice", lambda: pairs.logdice(f, first, f2).iloc[0]),
        ("MI", "pycorpdiff", "pmi", lambda: pairs.pmi(f, first, f2, total).iloc[0]),
        ("MI3", "pycorpdiff", "mi_three", lambda: pairs.mi_three(f, first, f2, total).iloc[0]),
        ("t-score", "pycorpdiff", "t_score", lambda: pairs.t_score(f, first, f2, total).iloc[0]),
        ("MATTR, window 25", "pycorpdiff", "mattr(window=25)", lambda: mattr(TEXT, window=25)),
        ("MTLD", "pycorpdiff", "mtld", lambda: mtld(TEXT)),
        ("HD-D", "pycorpdiff", "hdd", lambda: hdd(TEXT)),
    ]  # fmt: skip


def _scattertext() -> Rows:
    import numpy as np
    import pandas as pd
    import scattertext
    from scipy.sparse import csr_matrix

    words = sorted(LISTS["target"])
    x, y = (np.array([LISTS[side][word] for word in words], dtype=float) for side in ("target", "reference"))
    flat = scattertext.LogOddsRatioUninformativeDirichletPrior(alpha_w=0.01)
    prior = pd.Series(x + y, index=words)
    informed = scattertext.LogOddsRatioInformativeDirichletPrior(prior, sigma=10, scale_type="word")
    at = words.index("toll")
    counts = csr_matrix([[part, size - part] for part, size in zip(PARTS, SIZES, strict=True)])

    def spread() -> Any:
        return scattertext.Dispersion(term_doc_mat=counts, vocabulary=["river", "rest"])

    return [
        ("weighted log-odds, flat prior, four terms, z", "scattertext", "LogOddsRatioUninformativeDirichletPrior(alpha_w=.01)",
         lambda: flat.get_zeta_i_j_given_separate_counts(x, y)[at]),
        ("weighted log-odds, informative prior, z", "scattertext", "LogOddsRatioInformativeDirichletPrior(sigma=10, 'word')",
         lambda: np.asarray(informed.get_zeta_i_j_given_separate_counts(x, y))[at]),
        ("Jensen-Shannon, one term", "scattertext", "DeltaJSDivergence", lambda: scattertext.DeltaJSDivergence().get_scores(x, y)[at]),
        ("range", "scattertext", "Dispersion.dispersion_range", lambda: np.ravel(spread().dispersion_range())[0]),
        ("Juilland's D", "scattertext", "Dispersion.jullands_d", lambda: np.ravel(spread().jullands_d())[0]),
        ("Rosengren's S", "scattertext", "Dispersion.rosengrens", lambda: np.ravel(spread().rosengrens())[0]),
        ("DP", "scattertext", "Dispersion.dp", lambda: np.ravel(spread().dp())[0]),
        ("DPnorm", "scattertext", "Dispersion.dp_norm", lambda: np.ravel(spread().dp_norm())[0]),
        ("KLD", "scattertext", "Dispersion.kl_divergence", lambda: np.ravel(spread().kl_divergence())[0]),
        ("DA", "scattertext", "Dispersion.da", lambda: np.ravel(spread().da())[0]),
    ]  # fmt: skip


def _corpus_dispersion() -> Rows:
    from corpus_dispersion import CorpusWordAnalyzer

    found = CorpusWordAnalyzer(
        v=PARTS, corpus_part_sizes_words=SIZES, total_corpus_words=sum(SIZES)
    ).calculate_all_metrics()
    names = {
        "range": "range", "Juilland's D": "juilland_d", "Carroll's D2": "carroll_d2", "Rosengren's S": "roschengren_s_adj",
        "DP": "dp", "DPnorm": "dp_norm", "KLD": "kl_divergence", "DA": "evenness_da", "VC": "vc_population",
    }  # fmt: skip
    return [
        (measure, "corpus-dispersion", name, lambda name=name: getattr(found, name)) for measure, name in names.items()
    ]


def _others() -> Rows:
    import collections

    import keyness
    import pandas as pd
    import shifterator
    from faststylometry import Corpus, calculate_burrows_delta
    from irrCAC.raw import CAC
    from lexical_diversity import lex_div
    from statsmodels.stats.multitest import multipletests

    collections.Mapping = Mapping  # type: ignore[attr-defined]  # where shifterator looks for it, as before Python 3.10
    ratings = CAC(pd.DataFrame({"one": RATINGS[0], "other": RATINGS[1]}))
    words = lambda side: [word for word, count in EXAMPLE[side].items() for _ in range(count)]  # noqa: E731
    shift = shifterator.JSDivergenceShift(LISTS["target"], LISTS["reference"], base=2)

    def delta() -> Any:
        corpus, other = Corpus(), Corpus()
        for name, text in TEXTS.items():
            corpus.add_book(f"{name}-author", name, text)
        other.add_book("mill", "mill", TEXTS["mill"])
        for each in (corpus, other):
            each.tokenise(str.split)
        return calculate_burrows_delta(corpus, other, vocab_size=2).iloc[:, 0]["road-author"]

    def adjusted(method: str) -> Callable[[], Any]:
        return lambda: multipletests(P_VALUES, method=method)[1][2]

    return [
        ("G2, two cells", "keyness", "log_likelihood",
         lambda: next(row for row in keyness.log_likelihood([words("target")], [words("reference")]) if row[0] == "river")[1]),
        ("Jensen-Shannon divergence", "shifterator", "JSDivergenceShift(base=2)", lambda: shift.diff),
        ("Jensen-Shannon, one term", "shifterator", "JSDivergenceShift.type2shift_score", lambda: shift.type2shift_score["toll"]),
        ("Krippendorff's alpha", "irrCAC", "CAC.krippendorff", lambda: ratings.krippendorff()["est"]["coefficient_value"]),
        ("AC1", "irrCAC", "CAC.gwet", lambda: ratings.gwet()["est"]["coefficient_value"]),
        ("Cohen's kappa", "irrCAC", "CAC.conger", lambda: ratings.conger()["est"]["coefficient_value"]),
        ("MATTR, window 25", "lexical-diversity", "mattr(window_length=25)", lambda: lex_div.mattr(TEXT, window_length=25)),
        ("HD-D", "lexical-diversity", "hdd", lambda: lex_div.hdd(TEXT)),
        ("MTLD", "lexical-diversity", "mtld", lambda: lex_div.mtld(TEXT)),
        ("MTLD, stretches of 10 or more", "lexical-diversity", "mtld", lambda: lex_div.mtld(TEXT)),
        ("MSTTR, segment 25", "lexical-diversity", "msttr(window_length=25)", lambda: lex_div.msttr(TEXT, window_length=25)),
        ("Guiraud's R", "lexical-diversity", "root_ttr", lambda: lex_div.root_ttr(TEXT)),
        ("Burrows' Delta", "faststylometry", "calculate_burrows_delta(vocab_size=2)", delta),
        ("p after Holm", "statsmodels", "multipletests('holm')", adjusted("holm")),
        ("p after Hochberg", "statsmodels", "multipletests('simes-hochberg')", adjusted("simes-hochberg")),
        ("p after Benjamini and Hochberg", "statsmodels", "multipletests('fdr_bh')", adjusted("fdr_bh")),
        ("p after Benjamini and Yekutieli", "statsmodels", "multipletests('fdr_by')", adjusted("fdr_by")),
        ("p after Bonferroni", "statsmodels", "multipletests('bonferroni')", adjusted("bonferroni")),
    ]  # fmt: skip


def main(path: Path) -> None:
    """Write one row a question: measure, implementation, version, call, theirs."""
    warnings.simplefilter("ignore")  # of packages that are older than what they import
    rows = []
    for family in (_pycorpdiff, _scattertext, _corpus_dispersion, _others):
        for measure, package, call, ask in family():
            rows.append((measure, package, version(package), call, f"{float(ask()):.12g}"))
    rows.sort()
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["measure", "implementation", "version", "call", "theirs"])
        out.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
