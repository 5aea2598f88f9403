"""The value that each of our measures gives for the small inputs."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from analysis.corpus.termmatrix import TermMatrix
from analysis.framing.agreement import compare_coders, reliability
from analysis.study.appendix import examples as given
from analysis.terms.compare import divergences, effects, exact_tests, measures, weighted
from analysis.terms.compare import statistics as difference
from analysis.terms.context import association
from analysis.terms.describe import richness, similarity
from analysis.terms.describe.spread import dispersion_of

__all__ = ["our_values"]


def _keyness() -> dict[str, object]:
    a, b = (given.EXAMPLE[side]["river"] for side in ("target", "reference"))
    n1, n2 = (sum(given.EXAMPLE[side].values()) for side in ("target", "reference"))
    counts = a, b, n1, n2
    return {
        "G2, four cells": measures.log_likelihood(*counts),
        "G2, two cells": difference.log_likelihood_two_cell(*counts),
        "G2, Yates": difference.log_likelihood_yates(*counts),
        "G2, Williams": difference.log_likelihood_williams(*counts),
        "chi-squared": difference.chi_squared(*counts),
        "chi-squared, Yates": difference.chi_squared(*counts, correction="yates"),
        "Fisher's exact p": exact_tests.fisher_exact(*counts),
        "log ratio, Walter": measures.log_ratio(*counts),
        "log ratio, Hardie": effects.log_ratio_hardie(*counts),
        "LRC": measures.conservative_log_ratio(*counts),
        "odds ratio": effects.odds_ratio(*counts),
        "odds ratio, conditional": exact_tests.fisher_odds_ratio(*counts)[0],
        "relative risk": effects.relative_risk(*counts),
        "%DIFF": effects.percent_difference(*counts),
        "difference coefficient": effects.difference_coefficient(*counts),
        "BIC": difference.bayes_factor_bic(*counts),
        "ELL": difference.effect_of_log_likelihood(*counts),
        "simple maths, k = 100": effects.simple_maths(*counts, k=100),
    }


def _lists() -> dict[str, object]:
    words = sorted(given.LISTS["target"])
    a, b = (np.array([given.LISTS[side][word] for word in words]) for side in ("target", "reference"))
    toll = words.index("toll")
    river = sorted(given.EXAMPLE["target"])
    first, second = ([given.EXAMPLE[side][word] for word in river] for side in ("target", "reference"))
    flat = weighted.log_odds_with_prior(a, b, prior=0.01, variance="four-term")[1]
    # Ten pseudo-counts, divided among the words as both lists together divide them.
    informed = weighted.log_odds_with_prior(a, b, prior=10 * (a + b) / (a + b).sum(), variance="four-term")[1]
    shares = divergences.jensen_shannon(a, b)
    return {
        "weighted log-odds, flat prior, z": weighted.log_odds_with_prior(first, second, prior=0.01)[1][river.index("river")],
        "weighted log-odds, flat prior, four terms, z": flat[toll],
        "weighted log-odds, informative prior, z": informed[toll],
        "Jensen-Shannon divergence": shares.sum(),
        "Jensen-Shannon, one term": shares[toll],
        "rank-turbulence divergence": divergences.rank_turbulence(a, b).sum(),
        "entropy": richness.entropy(a),
    }  # fmt: skip


def _pairs() -> dict[str, object]:
    both, first, second, total = given.PAIR
    pair, without = given.PAIR, given.PAIR[:3]
    forward, backward = association.delta_p(*pair)
    return {
        "MI": association.mutual_information(*pair),
        "MI3": association.cubed_mutual_information(*pair),
        "t-score": association.t_score(*pair),
        "z-score": association.z_score(*pair),
        "G2 of a pair": association.pair_log_likelihood(*pair),
        "Fisher's exact p of a pair": exact_tests.fisher_exact(both, first - both, second, total - second),
        "logDice": association.log_dice(*without),
        "Dice": association.dice(*without),
        "Jaccard": association.jaccard(*without),
        "minimum sensitivity": association.minimum_sensitivity(*without),
        "delta P, of the second": forward,
        "delta P, of the first": backward,
        "phi squared": association.phi_squared(*pair),
    }


def _spread() -> dict[str, object]:
    found = dispersion_of(given.PARTS, given.SIZES)
    return {
        "range": found["documents"],
        "DP": found["dp_0_even"],
        "DPnorm": found["dpnorm_0_even"],
        "DA": found["da_1_even"],
        "KLD": found["kld_0_even"],
        "VC": dispersion_of(given.PARTS)["vc_0_even"],
        "Juilland's D": found["d_1_even"],
        "Carroll's D2": found["d2_1_even"],
        "Rosengren's S": found["s_1_even"],
    }


def _texts() -> dict[str, object]:
    counts = Counter(given.TEXT)
    texts = TermMatrix.from_texts(pd.DataFrame({"text": given.TEXTS.values()}, index=list(given.TEXTS)))
    indices = richness.indices(counts)
    return {
        "MATTR, window 25": richness.mattr(given.TEXT, window=25),
        "MSTTR, segment 25": richness.msttr(given.TEXT, segment=25),
        "MTLD": richness.mtld(given.TEXT),
        "MTLD, stretches of 10 or more": richness.mtld(given.TEXT, rule="<", min_length=10),
        "HD-D": richness.hdd(given.TEXT),
        "Yule's K": richness.yule_k(counts.values()),
        "Herdan's C": indices["herdan_c"],
        "Guiraud's R": indices["root_ttr"],
        "Burrows' Delta": similarity.burrows_delta(texts, most_frequent=2).loc["mill", "road"],
    }


def _coders() -> dict[str, object]:
    first, second = (pd.DataFrame({"frame": codes}) for codes in given.RATINGS)
    found = compare_coders(first, second).set_index("frame").loc["(all)"]
    both = reliability(list(given.RATINGS))
    adjusted = {
        "Holm": "holm",
        "Hochberg": "hochberg",
        "Benjamini and Hochberg": "BH",
        "Benjamini and Yekutieli": "BY",
        "Bonferroni": "bonferroni",
    }
    return {
        "Krippendorff's alpha": both["alpha"],
        "AC1": both["ac1"],
        "Cohen's kappa": both["kappa"],
        "F1": found["f1"],
        **{
            f"p after {name}": difference.adjust_p(given.P_VALUES, method=method)[2]  # type: ignore[arg-type]
            for name, method in adjusted.items()
        },
    }


def our_values() -> dict[str, float]:
    """Value of each measure, in the order of their families."""
    families = (_keyness, _lists, _pairs, _spread, _texts, _coders)
    return {name: float(np.asarray(value).item()) for family in families for name, value in family().items()}
