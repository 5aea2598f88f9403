"""Our measures beside those of other implementations, on the same small inputs.

Packages that are installed with the project are asked where the table is made. Others, which need older libraries or
are heavy, are asked by `make peers` in an environment of their own; what they said is kept in data/peers.csv.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from typing import Literal

import numpy as np
import pandas as pd

from analysis.study.appendix import examples as given
from analysis.study.appendix.reasons import REASONS
from analysis.study.appendix.values import our_values

__all__ = ["agreement_table", "installed_values"]

Asked = list[tuple[str, str, Callable[[], float]]]
SAME = "the same"


def _keyflux(measure: str) -> Callable[[], float]:
    def ask() -> float:
        from keyflux import Keyness

        target, reference = (Counter(given.EXAMPLE[side]) for side in ("target", "reference"))
        rows = Keyness(target, reference, measure=measure).table()
        return float(next(row.score for row in rows if row.type == "river"))

    return ask


def _scipy() -> Asked:
    from scipy import stats
    from scipy.spatial.distance import jensenshannon

    (a, rest), (b, others) = (given.EXAMPLE[side].values() for side in ("target", "reference"))
    cells = np.array([[a, b], [rest, others]])
    x, y = (np.array(list(given.LISTS[side].values()), dtype=float) for side in ("target", "reference"))
    p, q = x / x.sum(), y / y.sum()

    def contingency(*, likelihood: bool = False, correction: bool = False) -> Callable[[], float]:
        kind: Literal["log-likelihood", "pearson"] = "log-likelihood" if likelihood else "pearson"
        return lambda: float(stats.chi2_contingency(cells, correction=correction, lambda_=kind).statistic)

    return [
        ("G2, four cells", "scipy", contingency(likelihood=True)),
        ("chi-squared", "scipy", contingency()),
        ("chi-squared, Yates", "scipy", contingency(correction=True)),
        ("G2, Yates", "scipy", contingency(likelihood=True, correction=True)),
        ("Fisher's exact p", "scipy", lambda: float(stats.fisher_exact(cells).pvalue)),
        ("odds ratio", "scipy", lambda: float(stats.contingency.odds_ratio(cells, kind="sample").statistic)),
        ("odds ratio, conditional", "scipy", lambda: float(stats.contingency.odds_ratio(cells).statistic)),
        ("relative risk", "scipy", lambda: float(stats.contingency.relative_risk(a, a + rest, b, b + others).relative_risk)),
        ("Jensen-Shannon divergence", "scipy", lambda: float(jensenshannon(p, q))),
        ("Jensen-Shannon divergence", "scipy, squared, base 2", lambda: float(jensenshannon(p, q, base=2) ** 2)),
        ("entropy", "scipy", lambda: float(stats.entropy(x, base=2))),
        ("VC", "scipy", lambda: float(stats.variation(given.PARTS))),
        ("p after Benjamini and Hochberg", "scipy", lambda: float(stats.false_discovery_control(given.P_VALUES)[2])),
        ("p after Benjamini and Yekutieli", "scipy", lambda: float(stats.false_discovery_control(given.P_VALUES, method="by")[2])),
    ]  # fmt: skip


def _nltk() -> Asked:
    from nltk.collocations import BigramAssocMeasures
    from nltk.metrics.agreement import AnnotationTask

    both, first, second, total = given.PAIR
    names = {"MI": "pmi", "t-score": "student_t", "G2 of a pair": "likelihood_ratio", "phi squared": "phi_sq",
             "Dice": "dice", "Jaccard": "jaccard", "Fisher's exact p of a pair": "fisher"}  # fmt: skip
    task = AnnotationTask(
        data=[
            (coder, f"u{at}", str(code))
            for coder, codes in zip("ab", given.RATINGS, strict=True)
            for at, code in enumerate(codes)
        ]
    )

    def pair(name: str) -> Callable[[], float]:
        return lambda: float(getattr(BigramAssocMeasures, name)(both, (first, second), total))

    return [
        *((measure, "nltk", pair(name)) for measure, name in names.items()),
        ("Krippendorff's alpha", "nltk", lambda: float(task.alpha())),
        ("Cohen's kappa", "nltk", lambda: float(task.kappa())),
    ]


def _others() -> Asked:
    from lexicalrichness import LexicalRichness
    from sklearn.metrics import f1_score

    theirs = LexicalRichness(" ".join(given.TEXT))

    def logodds() -> float:
        from logodds import compute_log_odds

        return float(compute_log_odds(given.EXAMPLE["target"], given.EXAMPLE["reference"])["river"])

    def turbulence() -> float:
        from keyflux import RankedList, rtd

        first, second = (
            {word: count for word, count in given.LISTS[side].items() if count} for side in ("target", "reference")
        )
        return float(rtd(RankedList.from_counts(first), RankedList.from_counts(second)).divergence)

    return [
        ("G2, two cells", "keyflux", _keyflux("log_likelihood")),
        ("G2, four cells", "keyflux", _keyflux("log_likelihood")),
        ("chi-squared", "keyflux", _keyflux("chi_square")),
        ("log ratio, Hardie", "keyflux", _keyflux("log_ratio")),
        ("log ratio, Walter", "keyflux", _keyflux("log_ratio")),
        ("%DIFF", "keyflux", _keyflux("percent_diff")),
        ("simple maths, k = 100", "keyflux", _keyflux("simple_maths")),
        ("rank-turbulence divergence", "keyflux", turbulence),
        ("weighted log-odds, flat prior, z", "logodds", logodds),
        ("F1", "scikit-learn", lambda: float(f1_score(given.RATINGS[1], given.RATINGS[0]))),
        ("MATTR, window 25", "lexicalrichness", lambda: float(theirs.mattr(window_size=25))),
        ("MSTTR, segment 25", "lexicalrichness", lambda: float(theirs.msttr(segment_window=25))),
        ("MTLD", "lexicalrichness", lambda: float(theirs.mtld(threshold=0.72))),
        ("HD-D", "lexicalrichness", lambda: float(theirs.hdd(draws=42))),
        ("Yule's K", "lexicalrichness", lambda: float(theirs.yulek)),
        ("Herdan's C", "lexicalrichness", lambda: float(theirs.Herdan)),
        ("Guiraud's R", "lexicalrichness", lambda: float(theirs.rttr)),
    ]


def installed_values() -> pd.DataFrame:
    """Ask the packages that are installed with the project: `measure`, `implementation`, `version`, `theirs`."""
    rows = [
        (measure, name, version(name.split(",", maxsplit=1)[0]), ask())
        for family in (_scipy, _nltk, _others)
        for measure, name, ask in family()
    ]
    return pd.DataFrame(rows, columns=["measure", "implementation", "version", "theirs"])


def agreement_table(kept: pd.DataFrame) -> pd.DataFrame:
    """Compare our value of each measure with that of other implementations.

    Parameters
    ----------
    kept : what the packages said that are not installed with the project (table `peers` of the study)

    Returns
    -------
    DataFrame in the order of our measures, then by implementation: `measure`; `ours`; `implementation`; `version`;
    `theirs`; `agrees` (to eight significant digits); `why` (the known reason of a difference, "the same", or nothing). A
    measure that no other implementation has is a row with `implementation` "none".

    Notes
    -----
    Needs the packages of the extra `dev`.
    """
    columns = ["measure", "implementation", "version", "theirs"]
    theirs = pd.concat([installed_values(), kept[columns]])
    rows = []
    for name, value in our_values().items():
        part = theirs[theirs["measure"].eq(name)].sort_values("implementation", kind="stable")
        if part.empty:
            rows.append((name, value, "none", "", float("nan"), False, "no other implementation"))
        for _, package, release, other in part.itertuples(index=False):
            agrees = bool(np.isclose(value, other, rtol=1e-8, atol=0))
            rows.append(
                (name, value, package, release, other, agrees, SAME if agrees else REASONS.get((name, package), ""))
            )
    return pd.DataFrame(rows, columns=["measure", "ours", "implementation", "version", "theirs", "agrees", "why"])
