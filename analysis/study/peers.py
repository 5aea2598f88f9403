"""Our measures beside those of other implementations, computed on one table where this is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.terms import association, divergence, diversity, effects, measures, weighted
from analysis.terms import tests_of_difference as difference

__all__ = ["EXAMPLE", "agreement_table"]

EXAMPLE = {"target": {"river": 100, "rest": 9900}, "reference": {"river": 20, "rest": 14980}}
"""One word and the rest of two corpora: the table on which all measures of keyness are compared."""

_TEXT = [
    "the",
    "mill",
    "by",
    "the",
    "river",
    "hums",
    "and",
    "the",
    "weir",
    "sings",
    "while",
    "a",
    "heron",
    "waits",
    "on",
    "the",
    "bank",
    "for",
    "the",
    "small",
    "fish",
    "that",
    "the",
    "mill",
    "race",
    "brings",
    "down",
    "and",
    "when",
    "the",
    "miller",
    "stops",
    "the",
    "wheel",
    "the",
    "fish",
    "stay",
    "away",
    "and",
    "the",
    "heron",
    "flies",
    "up",
    "the",
    "river",
    "to",
    "the",
    "old",
    "weir",
    "where",
    "another",
    "mill",
    "once",
    "stood",
    "by",
    "the",
    "bank",
    "of",
    "a",
    "river",
    "that",
    "ran",
    "quicker",
    "than",
    "this",
    "one",
    "ever",
    "will",
    "again",
]
SAME = "the same"


def _keyflux(measure: str) -> float:
    from keyflux import Keyness

    target, reference = (Counter(EXAMPLE[side]) for side in ("target", "reference"))
    rows = Keyness(target, reference, measure=measure).table()
    return float(next(row.score for row in rows if row.type == "river"))


def _keyness_rows() -> list[tuple[str, float, str, Callable[[], float], str]]:
    from scipy import stats

    a, b = EXAMPLE["target"]["river"], EXAMPLE["reference"]["river"]
    n1, n2 = (sum(EXAMPLE[side].values()) for side in ("target", "reference"))
    counts = a, b, n1, n2
    cells = np.array([[a, b], [n1 - a, n2 - b]])
    g2, chi2 = float(measures.log_likelihood(*counts)), float(difference.chi_squared(*counts))
    yates = float(difference.chi_squared(*counts, correction="yates"))
    two = float(difference.log_likelihood_two_cell(*counts))

    def contingency(*, likelihood: bool, correction: bool) -> float:
        found = stats.chi2_contingency(cells, correction=correction, lambda_="log-likelihood" if likelihood else None)
        return float(found.statistic)

    return [
        ("G2, four cells", g2, "scipy", lambda: contingency(likelihood=True, correction=False), SAME),
        ("G2, two cells", two, "keyflux", lambda: _keyflux("log_likelihood"), SAME),
        ("G2, four cells", g2, "keyflux", lambda: _keyflux("log_likelihood"), "keyflux leaves the other words out"),
        ("chi-squared", chi2, "scipy", lambda: contingency(likelihood=False, correction=False), SAME),
        ("chi-squared", chi2, "keyflux", lambda: _keyflux("chi_square"), SAME),
        ("chi-squared, Yates", yates, "scipy", lambda: contingency(likelihood=False, correction=True), SAME),
        ("Fisher's exact p", float(difference.fisher_exact(*counts)), "scipy", lambda: float(stats.fisher_exact(cells).pvalue), SAME),
        ("odds ratio", float(effects.odds_ratio(*counts)), "scipy", lambda: float(stats.fisher_exact(cells).statistic), SAME),
        ("log ratio, Hardie", float(effects.log_ratio_hardie(*counts)), "keyflux", lambda: _keyflux("log_ratio"), SAME),
        ("log ratio, Walter", float(measures.log_ratio(*counts)), "keyflux", lambda: _keyflux("log_ratio"), "keyflux corrects zeros only"),
        ("%DIFF", float(effects.percent_difference(*counts)), "keyflux", lambda: _keyflux("percent_diff"), SAME),
        ("simple maths", float(effects.simple_maths(*counts)), "keyflux", lambda: _keyflux("simple_maths"), "keyflux adds 100 by default, not 1"),
        ("simple maths, k = 100", float(effects.simple_maths(*counts, k=100)), "keyflux", lambda: _keyflux("simple_maths"), SAME),
    ]  # fmt: skip


def _logodds() -> float:
    from logodds import compute_log_odds

    return float(compute_log_odds(EXAMPLE["target"], EXAMPLE["reference"])["river"])


def _other_rows() -> list[tuple[str, float, str, Callable[[], float], str]]:
    from nltk.collocations import BigramAssocMeasures
    from scipy.spatial.distance import jensenshannon

    names = sorted(EXAMPLE["target"])
    a, b = ([EXAMPLE[side][name] for name in names] for side in ("target", "reference"))
    z = float(weighted.log_odds_with_prior(a, b, prior=0.01)[1][names.index("river")])
    bits = float(divergence.jensen_shannon(a, b).sum())
    p, q = np.array(a) / sum(a), np.array(b) / sum(b)
    pair = 20, 42, 60, 10_000
    nltk_pair = 20, (42, 60), 10_000

    def nltk(name: str) -> Callable[[], float]:
        return lambda: float(getattr(BigramAssocMeasures, name)(*nltk_pair))

    g2 = float(association.pair_log_likelihood(*pair))
    return [
        ("weighted log-odds, z", z, "logodds", _logodds, SAME),
        ("Jensen-Shannon divergence", bits, "scipy", lambda: float(jensenshannon(p, q)), "scipy gives the root, and natural logarithms"),
        ("Jensen-Shannon divergence", bits, "scipy, squared, base 2", lambda: float(jensenshannon(p, q, base=2) ** 2), SAME),
        ("MI of a pair", float(association.mutual_information(*pair)), "nltk", nltk("pmi"), SAME),
        ("t-score of a pair", float(association.t_score(*pair)), "nltk", nltk("student_t"), SAME),
        ("G2 of a pair", g2, "nltk", nltk("likelihood_ratio"), SAME),
        ("phi squared of a pair", float(association.phi_squared(*pair)), "nltk", nltk("phi_sq"), SAME),
        ("Dice of a pair", float(association.dice(*pair[:3])), "nltk", nltk("dice"), SAME),
        ("Jaccard of a pair", float(association.jaccard(*pair[:3])), "nltk", nltk("jaccard"), SAME),
        ("Fisher's exact p of a pair", float(difference.fisher_exact(20, 40, 42, 9958)), "nltk", nltk("fisher"), "nltk gives one tail"),
    ]  # fmt: skip


def _text_rows() -> list[tuple[str, float, str, Callable[[], float], str]]:
    from lexicalrichness import LexicalRichness

    theirs = LexicalRichness(" ".join(_TEXT))
    counts = Counter(_TEXT)
    return [
        ("MATTR, window 25", diversity.mattr(_TEXT, window=25), "lexicalrichness", lambda: theirs.mattr(window_size=25), SAME),
        ("MTLD", diversity.mtld(_TEXT), "lexicalrichness", lambda: theirs.mtld(threshold=0.72), SAME),
        ("HD-D", diversity.hdd(_TEXT), "lexicalrichness", lambda: theirs.hdd(draws=42), SAME),
        ("Yule's K", diversity.yule_k(counts.values()), "lexicalrichness", lambda: theirs.yulek, SAME),
        ("Herdan's C", diversity.indices(counts)["herdan_c"], "lexicalrichness", lambda: theirs.Herdan, SAME),
    ]  # fmt: skip


def agreement_table() -> pd.DataFrame:
    """Compare our value of each measure with that of another implementation.

    Returns
    -------
    DataFrame in the order of the measures: `measure`; `ours`; `implementation`; `theirs`; `agrees` (to nine digits);
    `why` (the reason of a difference that is known, or "the same").

    Notes
    -----
    Needs the packages of the extra `dev`.
    """
    rows = []
    for measure, ours, implementation, theirs, why in (*_keyness_rows(), *_other_rows(), *_text_rows()):
        value = float(theirs())
        agrees = bool(np.isclose(ours, value, rtol=1e-9, atol=1e-12))
        rows.append((measure, ours, implementation, value, agrees, why))
    return pd.DataFrame(rows, columns=["measure", "ours", "implementation", "theirs", "agrees", "why"])
