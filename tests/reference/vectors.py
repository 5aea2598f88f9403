"""From a reference vector (measure, inputs, params) to our function, by what the vector says and never by its id."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from functools import partial
from math import comb
from typing import Any

import numpy as np
import pandas as pd

from analysis.corpus.tokens import sentence_spans
from analysis.framing import agreement as coders
from analysis.terms.compare import divergences as apart
from analysis.terms.compare import effects, exact_tests, textwise, weighted
from analysis.terms.compare import measures as key
from analysis.terms.compare import statistics as tests
from analysis.terms.context import association as pair_of
from analysis.terms.describe import formulas as readability
from analysis.terms.describe import richness as rich
from analysis.terms.describe.spread import dispersion_of

Vector = Mapping[str, Any]
LOG2_10 = math.log2(10)


class SkipVectorError(Exception):
    """There is a reason why a vector cannot be run."""


def check(vector: Vector) -> tuple[str, str]:
    """Return "passed", "failed" or "skipped", and what differs or why."""
    try:
        got = compute(vector)
    except SkipVectorError as reason:
        return "skipped", str(reason)
    except Exception as error:  # noqa: BLE001  # whatever goes wrong is a failure of this vector, and said
        return "failed", f"{type(error).__name__}: {error}"
    try:
        differences = list(_differences(got, vector["expected"], float(vector.get("tolerance", 1e-9)), "value"))
    except SkipVectorError as reason:
        return "skipped", str(reason)
    except (KeyError, TypeError, ValueError) as error:
        # A value of another kind than the one expected is a difference, and no reason to stop the others.
        return "failed", f"got {got!r}, expected {vector.get('expected')!r}: {error}"
    return ("failed", "; ".join(differences)) if differences else ("passed", "")


def compute(vector: Vector) -> Any:
    """Return our value in the shape of the expected one; SkipVectorError where we ship no such measure."""
    measure = vector["measure"].lower()
    for pattern, rule in RULES:
        if re.search(pattern, measure):
            return rule(vector)
    raise SkipVectorError("not offered")


def _differences(got: Any, expected: Any, tolerance: float, where: str) -> Any:
    if isinstance(expected, Mapping):
        if not isinstance(got, Mapping):
            yield f"{where}: got {got!r}"
            return
        # Of a vector with several measures those that are offered are checked; without any it is skipped.
        offered = [name for name in expected if name in got]
        if not offered:
            raise SkipVectorError(f"not offered: {', '.join(expected)}")
        for name in offered:
            yield from _differences(got[name], expected[name], tolerance, name)
    elif isinstance(expected, list):
        values = list(np.ravel(np.asarray(got, dtype=float)))
        if len(values) != len(expected):
            yield f"{where}: got {len(values)} values, expected {len(expected)}"
            return
        for at, (one, other) in enumerate(zip(values, expected, strict=True)):
            yield from _differences(one, other, tolerance, f"{where}[{at}]")
    else:
        one, other = float(np.asarray(got, dtype=float).item()), _number(expected)
        same = math.isnan(one) and math.isnan(other)
        # An infinity is near nothing but itself.
        near = math.isfinite(one) and math.isfinite(other) and abs(one - other) <= tolerance * max(1.0, abs(other))
        if not same and not (one == other or near):
            yield f"{where}: got {one!r}, expected {other!r}"


def _number(value: Any) -> float:
    return float("nan") if value is None else float(value)


def _table(vector: Vector) -> tuple[Any, Any, Any, Any]:
    """Read counts and sizes of two corpora from any of the notations in use."""
    found = vector["inputs"]
    if "O11" in found:
        o11, o12, o21, o22 = (np.asarray(found[name], dtype=float) for name in ("O11", "O12", "O21", "O22"))
        return o11, o12, o11 + o21, o12 + o22
    if "f1" in found:
        f, f1, f2, n = (np.asarray(found[name], dtype=float) for name in ("f", "f1", "f2", "N"))
        return f, f2 - f, f1, n - f1
    if "texts_A" in found:
        return found["texts_with_word_A"], found["texts_with_word_B"], found["texts_A"], found["texts_B"]
    return tuple(np.asarray(found[name], dtype=float) for name in ("a", "b", "n1", "n2"))  # type: ignore[return-value]


def _pair(vector: Vector) -> tuple[Any, Any, Any, Any]:
    """Read a pair's counts f, f1, f2, n from any of the notations in use."""
    found = vector["inputs"]
    if "f" in found:
        return found["f"], found["f1"], found["f2"], found.get("N", found["f1"] + found["f2"])
    if "n11" in found:
        o11, o12, o21, o22 = (found[name] for name in ("n11", "n10", "n01", "n00"))
    elif "O11" in found:
        o11, o12, o21, o22 = (found[name] for name in ("O11", "O12", "O21", "O22"))
    elif "tables" in found:
        o11, o12, o21, o22 = np.asarray(found["tables"], dtype=float).T
    else:
        o11, o12, o21, o22 = np.ravel(found["table"])
    return o11, o11 + o12, o11 + o21, o11 + o12 + o21 + o22


def _like(vector: Vector, value: Any) -> Any:
    """Give an unsigned published value its own sign: most sources print magnitudes only."""
    expected = vector["expected"]
    signed = np.asarray(value, dtype=float)
    if isinstance(expected, (int, float)) and expected >= 0 and "signed" not in vector["measure"].lower():
        return np.abs(signed)
    return signed


def _of_table(function: Callable[..., Any], **options: Any) -> Callable[[Vector], Any]:
    return lambda vector: function(*_table(vector), **options)


def _of_pair(function: Callable[..., Any], **options: Any) -> Callable[[Vector], Any]:
    return lambda vector: function(*_pair(vector), **options)


def _span(vector: Vector) -> dict[str, Any]:
    return {"span": vector["params"].get("span", 1)}


# Keyness.


def _log_likelihood(vector: Vector) -> Any:
    params, measure = vector["params"], vector["measure"].lower()
    if params.get("cells") == 2 or "two-cell" in measure:
        return _like(vector, tests.log_likelihood_two_cell(*_table(vector)))
    if params.get("williams") or "williams" in measure:
        return _like(vector, tests.log_likelihood_williams(*_table(vector)))
    if params.get("yates") or "yates" in measure:
        return _like(vector, tests.log_likelihood_yates(*_table(vector)))
    return _like(vector, key.log_likelihood(*_table(vector)))


def _chi_squared(vector: Vector) -> Any:
    measure, params = vector["measure"].lower(), vector["params"]
    if "only if" in measure or "conditional" in str(params.get("rule", "")):
        correction = "yates if small"
    elif "williams" in measure or params.get("williams"):
        correction = "williams"
    elif "yates" in measure or params.get("yates"):
        correction = "yates"
    else:
        correction = "none"
    return _like(vector, tests.chi_squared(*_table(vector), correction=correction))


def _interval_options(vector: Vector) -> dict[str, Any]:
    params = vector["params"]
    return {"confidence": params.get("conf", 0.95), "family": params.get("family", 1)}


def _document_keyness(vector: Vector) -> Any:
    counts, options, k = _table(vector), _interval_options(vector), vector["params"].get("k", 1)
    return {
        "G2": key.log_likelihood(*counts),
        "LogRatio": key.log_ratio(*counts),
        "LRC": key.conservative_log_ratio(*counts, **options),
        "PositiveLRC": key.positive_log_ratio(*counts, **options),
        "SimpleMaths": effects.simple_maths(*counts, k=k),
    }


def _corpus_workbench(vector: Vector) -> Any:
    counts, params = _table(vector), vector["params"]

    def options(name: str) -> dict[str, Any]:
        given = params.get(name, {})
        return {"confidence": 1 - given.get("alpha", 0.05), "family": given.get("family", 1)}

    return {
        "lr": effects.log_ratio_hardie(*counts, zero=params.get("lr_zero", 0.5)),
        "lrc": key.conservative_log_ratio(*counts, **options("lrc")),
    }


def _percent_difference(vector: Vector) -> Any:
    stated = re.search(r"by (\S+)", str(vector["params"].get("zero", "")))
    return effects.percent_difference(*_table(vector), zero_rate=float(stated.group(1)) if stated else None)


def _fisher(vector: Vector) -> Any:
    a, b, n1, n2 = (float(value) for value in _table(vector))
    if "ci" in vector["measure"].lower():
        return list(exact_tests.fisher_odds_ratio(a, b, n1, n2, confidence=vector["params"].get("conf", 0.95))[1:])
    p = partial(exact_tests.fisher_exact, a, b, n1, n2)
    found = {"two": p(), "left": p(alternative="less"), "right": p(alternative="greater"), "p": p()}
    return (
        found | {"or": exact_tests.fisher_odds_ratio(a, b, n1, n2)[0]} if isinstance(vector["expected"], dict) else p()
    )


def _relative_risk_interval(vector: Vector) -> Any:
    low, high = key.log_ratio_interval(*_table(vector), confidence=vector["params"].get("conf", 0.95))
    return [2.0**low, 2.0**high]


def _rank_sum(vector: Vector) -> Any:
    x, y = vector["inputs"]["x"], vector["inputs"]["y"]
    u, p = textwise.rank_sum(x, y)
    return {"rank_sum_x": u + len(x) * (len(x) + 1) / 2, "U": u, "W": u, "p": p}


def _critical_values(vector: Vector) -> Any:
    from scipy.special import chdtri

    values = np.array([chdtri(1, p) for p in vector["inputs"]["p"]])
    # Our p of a published critical value is the published p.
    assert np.allclose(key.log_likelihood_p(values), vector["inputs"]["p"])
    return values


# Weighted log-odds.


def _weighted(vector: Vector) -> Any:
    found, params, measure = vector["inputs"], vector["params"], vector["measure"].lower()
    a, b = found["y1"], found["y2"]
    if "tidylo" in measure:
        flat = params.get("uninformative", False)
        delta, z = weighted.log_odds_against_all([a, b], prior="flat" if flat else "empirical")
        return {"log_odds_A": delta[0], "z_A": z[0], "log_odds_B": delta[1], "z_B": z[1]}
    if "background" in found:
        background = np.asarray(found["background"], dtype=float)
        prior = background * params.get("alpha0", background.sum()) / background.sum()
    else:
        prior = params.get("alpha_w", 0.01)
    four = "four-term" in measure or "adds" in str(params.get("variance", "")) or "four" in str(params.get("variance"))
    delta, z = weighted.log_odds_with_prior(a, b, prior=prior, variance="four-term" if four else "two-term")
    return {"delta": delta, "z": z}


# Association.


def _all_associations(vector: Vector) -> Any:
    counts = _pair(vector)
    three = counts[:3]
    g2 = pair_of.pair_log_likelihood(*counts)
    f, f1, f2, n = counts
    chi2 = tests.chi_squared(f, f2 - f, f1, n - f1)
    forward, backward = pair_of.delta_p(*counts)
    values = {
        "MI": pair_of.mutual_information(*counts),
        "MI3": pair_of.cubed_mutual_information(*counts),
    }
    logarithms = {f"{name}_log10": value / LOG2_10 for name, value in values.items()}
    return (
        values
        | logarithms
        | {
            "Dice": pair_of.dice(*three),
            "logDice": pair_of.log_dice(*three),
            "log_dice": pair_of.log_dice(*three),
            "Jaccard": pair_of.jaccard(*three),
            "min_sensitivity": pair_of.minimum_sensitivity(*three),
            "t_score": pair_of.t_score(*counts),
            "z_score": pair_of.z_score(*counts),
            "G2": np.abs(g2),
            "G2_signed": g2,
            "chi2": np.abs(chi2),
            "chi2_signed": chi2,
            "dP(w2|w1)": forward,
            "dP(w1|w2)": backward,
        }
    )


def _windowed(vector: Vector) -> Any:
    f, f1, f2, n = _pair(vector)
    span = _span(vector)
    return {
        "E": pair_of.expected_cooccurrence(f1, f2, n, **span),
        "MI": pair_of.mutual_information(f, f1, f2, n, **span),
        "t": pair_of.t_score(f, f1, f2, n, **span),
        "z": pair_of.z_score(f, f1, f2, n, **span),
    }


def _delta_p(vector: Vector) -> Any:
    forward, backward = pair_of.delta_p(*_pair(vector))
    return {"dP(w2|w1)": forward, "dP(w1|w2)": backward}


def _window_scaled(vector: Vector) -> Any:
    found = vector["inputs"]
    observed = found["window_count"] / (found["window_size"] - 1)
    return pair_of.mutual_information(observed, found["f1"], found["f2"], found["N"])


def _log_dice(vector: Vector) -> Any:
    cases = vector["inputs"].get("cases")
    return pair_of.log_dice(*np.array(cases, dtype=float).T) if cases else pair_of.log_dice(*_pair(vector)[:3])


def _average_information(vector: Vector) -> Any:
    f, f1, f2, n = _pair(vector)
    return key.log_likelihood(f, f2 - f, f1, n - f1) / (2 * n * np.log(vector["params"].get("base", 2)))


def _conditional(vector: Vector) -> Any:
    f, f1, f2, _ = _pair(vector)
    # A conditional probability is the sensitivity to one of the two words alone.
    return [100 * pair_of.minimum_sensitivity(f, size, f) for size in (f1, f2)]


# Dispersion.


def _dispersion(vector: Vector) -> Any:
    found, params = vector["inputs"], vector["params"]
    v = found["v"]
    sizes = None if found.get("partsize", "equal") == "equal" else found["partsize"]
    ours, plain = dispersion_of(v, sizes), dispersion_of(v)
    kld = ours["kld_0_even"]
    whole = {
        "range": ours["documents"],
        "Rrel": ours["documents"] / len(v),
        "sd_pop": plain["vc_0_even"] * np.mean(v),
        # The older measures, and tlda for its coefficient of variation, take the counts as they are.
        "vc": plain["vc_0_even"],
        "lyne_D3": 1 - plain["vc_0_even"] ** 2 / 4,
        "juilland_D": ours["d_1_even"],
        "carroll_D2": ours["d2_1_even"],
        "rosengren_S": ours["s_1_even"],
        "DP": ours["dp_0_even"],
        "DPnorm": ours["dpnorm_0_even"],
        "DA": ours["da_1_even"],
        "KLD": kld,
        # The divergence on three scales from 0 to 1.
        "o2p": kld / (1 + kld),
        "base_e": 1 - np.exp(-kld),
        "base_2": 1 - 2.0**-kld,
    }
    if "conventional scaling" in vector["measure"]:
        whole |= {
            "D": whole["juilland_D"],
            "D2": whole["carroll_D2"],
            "S": whole["rosengren_S"],
            "DKL": 1 - whole["o2p"],
        }
        whole["DP"] = 1 - whole["DPnorm" if params.get("DP", "").startswith("DPnorm") else "DP"]
    if isinstance(vector["expected"], Mapping):
        return whole
    name = vector["measure"].removeprefix("dispersion: ")
    short = {"Carroll's D2": "carroll_D2", "Juilland's D": "juilland_D", "Lyne's D3": "lyne_D3"}
    chosen = short.get(name, "rosengren_S" if name.startswith("Rosengren") else name.split(" ")[0])
    if chosen not in whole:
        raise SkipVectorError(f"no function of ours computes {name}")
    return whole[chosen]


def _um(vector: Vector) -> Any:
    """Carroll's Um over equal parts: the frequency times D2, and its share of one part for the rest."""
    v = np.atleast_2d(vector["inputs"]["v"])
    d2 = np.array([dispersion_of(one)["d2_1_even"] for one in v])
    found = v.sum(axis=1) * (d2 + (1 - d2) / v.shape[1])
    return found if isinstance(vector["inputs"]["v"][0], list) else found[0]


# Divergence.


def _lists(vector: Vector) -> tuple[list[str], list[float], list[float]]:
    found = vector["inputs"]
    if "counts1" not in found:
        raise SkipVectorError("the data are not part of the vector")
    names = sorted(set(found["counts1"]) | set(found["counts2"]))
    return names, [found["counts1"].get(n, 0) for n in names], [found["counts2"].get(n, 0) for n in names]


def _jensen_shannon(vector: Vector) -> Any:
    names, a, b = _lists(vector)
    bits = apart.jensen_shannon(a, b, weights=tuple(vector["params"].get("weights", (0.5, 0.5))))
    bits = bits / np.log2(vector["params"].get("base", 2))
    return dict(zip(names, bits, strict=True)) if isinstance(vector["expected"], dict) else bits.sum()


def _distance(vector: Vector) -> Any:
    bits = apart.jensen_shannon(vector["inputs"]["p"], vector["inputs"]["q"]).sum()
    return {"scipy_default": np.sqrt(bits * np.log(2)), "scipy_base2_squared": bits, "scipy_base2": np.sqrt(bits)}


def _turbulence(vector: Vector) -> Any:
    names, a, b = _lists(vector)
    alpha = float(vector["params"].get("alpha", 1 / 3))
    if "constant" in vector["measure"]:
        return apart.rank_turbulence_constant(a, b, alpha=alpha)
    shares = apart.rank_turbulence(a, b, alpha=alpha)
    if isinstance(vector["expected"], dict):
        return {"total": shares.sum(), "per_type": dict(zip(names, shares, strict=True))}
    return shares.sum()


# Agreement.


def _ratings(table: Any) -> Any:
    """Turn a square table of two coders' codes (first down, second across) into ratings, coders x units."""
    rows, columns = np.nonzero(table)
    times = np.asarray(table)[rows, columns]
    return np.stack([np.repeat(rows, times), np.repeat(columns, times)])


def _agreement(vector: Vector) -> Any:
    found, params = vector["inputs"], vector["params"]
    data = found["data"] if "data" in found else _ratings(found["table"])
    data = pd.DataFrame(data).astype(float).to_numpy()
    table = coders.reliability(data, level=params.get("level", "nominal"))
    names = {"kappa": "kappa", "pi": "pi", "AC1": "ac1", "BP": "brennan_prediger", "alpha": "alpha", "po": "raw"}
    values = {ours: table[theirs] for ours, theirs in names.items()}
    values |= {"pa": table["raw"], "Fleiss": table["pi"], "S": table["brennan_prediger"]}
    if isinstance(vector["expected"], Mapping):
        return values
    measure = vector["measure"].lower()
    for word, name in (("alpha", "alpha"), ("ac1", "AC1"), ("fleiss", "Fleiss"), ("kappa", "kappa"), ("pi", "pi")):
        if word in measure:
            return values[name]
    raise SkipVectorError("no function of ours computes this coefficient")


# Diversity and readability.


def _tokens(vector: Vector) -> list[str]:
    text = vector["inputs"]["tokens"]
    if isinstance(text, list):
        return text
    repeated = re.fullmatch(r"\((.*)\) x (\d+)", text)
    return repeated.group(1).split() * int(repeated.group(2)) if repeated else text.split()


def _diversity(vector: Vector) -> Any:
    measure, params, expected = vector["measure"].lower(), vector["params"], vector["expected"]
    if "frequency_spectrum" in vector["inputs"]:
        spectrum = vector["inputs"]["frequency_spectrum"]
        return rich.yule_k([float(size) for size, types in spectrum.items() for _ in range(types)])
    tokens = _tokens(vector)
    if isinstance(expected, list):
        windows = params.get("window", params.get("segment"))
        if "msttr" in measure:
            return [rich.msttr(tokens, segment=size) for size in windows]
        return [rich.mattr(tokens, window=size) for size in windows]
    if not isinstance(expected, Mapping):
        if "hd-d" in measure or "hdd" in measure:
            return rich.hdd(tokens, draws=params.get("draws", params.get("hdd_draws", 42)))
        if "mtld" in measure:
            return rich.mtld(
                tokens,
                threshold=params.get("threshold", 0.72),
                rule=params.get("rule", "<="),
                min_length=params.get("min_length", 1),
            )
        if "mattr" in measure:
            return rich.mattr(tokens, window=params.get("window", 50))
        if "yule" in measure:
            return rich.yule_k(pd.Series(tokens).value_counts())
        raise SkipVectorError("no function of ours computes this index")
    counts = pd.Series(tokens).value_counts().to_dict()
    common = rich.indices(counts)
    values = {
        "TTR": common["ttr"],
        "C": common["herdan_c"],
        "Herdan": common["herdan_c"],
        "R": common["root_ttr"],
        "RTTR": common["root_ttr"],
        "K": rich.yule_k(counts.values()),
        "HDD": rich.hdd(tokens, draws=params.get("hdd_draws", 42)),
        "MTLD": rich.mtld(tokens, threshold=params.get("mtld_threshold", 0.72)),
    }
    for name in expected:
        window = re.fullmatch(r"(MATTR|MSTTR)(\d+)(_all)?", name)
        if window:
            index = rich.mattr if window.group(1) == "MATTR" else rich.msttr
            option = "window" if window.group(1) == "MATTR" else "segment"
            values[name] = index(tokens, **{option: int(window.group(2))})
    return values


def _spectrum(vector: Vector) -> Any:
    values = vector["inputs"]["frequencies"]
    return {"H": rich.entropy(values, base=vector["params"].get("base", 2))}


def _readability(vector: Vector) -> Any:
    found = vector["inputs"]
    values = readability.readability_of_counts(
        words=found["words"],
        sentences=found["sentences"],
        syllables=found["syllables"],
        characters=found.get("characters", 0),
        long_words=found.get("words_3plus_syll", 0),
    )
    return dict(zip(("Flesch", "FK", "FOG", "ARI"), values.values(), strict=True))


# Inference and sentiment: what is shipped of them.


def _floor(vector: Vector) -> Any:
    sides = 2 if "two-sided" in vector["measure"] else 1
    return [sides / comb(first + second, first) for first, second in vector["inputs"]["n1_n2"]]


def _exact_permutation(vector: Vector) -> Any:
    from analysis.inference.permutations import difference_of_means
    from analysis.terms.compare.comparison import Comparison

    x, y = vector["inputs"]["x"], vector["inputs"]["y"]
    names = [f"d{number}" for number in range(len(x) + len(y))]
    units = pd.DataFrame({"side": ["x"] * len(x) + ["y"] * len(y)}, index=names)
    table = difference_of_means(Comparison(units, by="side", target="x"), pd.DataFrame({"rate": x + y}, index=names))
    p = float(table["p"].iloc[0])
    # Documents are enumerated without sign; where the groups differ in size both tails are one.
    return {"two_sided_abs": p, "one_sided": p}


def _adjusted(vector: Vector) -> Any:
    return tests.adjust_p(vector["inputs"]["p"], method=vector["params"]["method"])


def _vader(vector: Vector) -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    from analysis.sentiment.vader import score_vader

    text = vector["inputs"]["text"]
    found = SentimentIntensityAnalyzer().polarity_scores(text)
    scores, _ = score_vader([("unit", text)])
    # A single sentence is scored by us as by the package.
    if len(list(sentence_spans(text))) == 1:
        assert abs(float(scores["score"].iloc[0]) - found["compound"]) < 1e-4
    return found


def _compound(vector: Vector) -> Any:
    from vaderSentiment.vaderSentiment import normalize

    return [normalize(total, vector["params"].get("alpha", 15)) for total in vector["inputs"]["sum"]]


def _afinn(vector: Vector) -> Any:
    from analysis.corpus.tokens import tokens_table
    from analysis.errors import ArgumentError
    from analysis.sentiment.lexicons import bundled_lexicon
    from analysis.sentiment.scores import score_lexicon

    try:
        lexicon = bundled_lexicon("afinn")
    except ArgumentError:
        raise SkipVectorError("the package with AFINN is not installed") from None
    # quanteda.sentiment knows no negation, and divides by the matched words.
    tokens = tokens_table((str(at), text) for at, text in enumerate(vector["inputs"]["texts"]))
    _, hits = score_lexicon(tokens, lexicon, negators=())
    totals = hits.assign(sum=hits["valence"] * hits["count"]).groupby("unit")[["sum", "count"]].sum()
    return totals["sum"] / totals["count"]


def _skip(reason: str) -> Callable[[Vector], Any]:
    def rule(_: Vector) -> Any:
        raise SkipVectorError(reason)

    return rule


# The first pattern found in the measure, lower-cased, decides: special ones stand before general ones.
RULES: list[tuple[str, Callable[[Vector], Any]]] = [
    (r"fightin|tidylo", _weighted),
    (r"krippendorff|kappa|\bac1\b|brennan|scott", _agreement),
    (r"ucs|association measures", _all_associations),
    (r"span-corrected", _windowed),
    (r"berry-rogghe|wordsmith|quanteda lambda|normalised pmi|npmi|^mi2", _skip("not offered")),
    (r"nltk window", _window_scaled),
    (r"logdice", _log_dice),
    (r"delta p", _delta_p),
    (r"minimum sensitivity", lambda v: pair_of.minimum_sensitivity(*_pair(v)[:3])),
    (r"^dice", lambda v: pair_of.dice(*_pair(v)[:3])),
    (r"^jaccard", lambda v: pair_of.jaccard(*_pair(v)[:3])),
    (r"phi squared", _of_pair(pair_of.phi_squared)),
    (r"conditional probability", _conditional),
    (r"average mutual information", _average_information),
    (r"^mi3", _of_pair(pair_of.cubed_mutual_information)),
    (r"^mi\b|mutual information", _of_pair(pair_of.mutual_information)),
    (r"^t-score", _of_pair(pair_of.t_score)),
    (r"^z-score", _of_pair(pair_of.z_score)),
    (r"^arf|average reduced", _skip("not offered")),
    (r"\bum\b", _um),
    (r"dispersion: |dispersion set|carroll's d2|juilland's d|rosengren's s|lyne's d3|^dp|^da$|^dp", _dispersion),
    (r"^da\b|^kld$", _dispersion),
    (r"jensenshannon", _distance),
    (r"jensen-shannon|^jsd", _jensen_shannon),
    (r"entropy difference|proportion shift|word shift|weighted-average", _skip("not offered")),
    (r"rank-turbulence", _turbulence),
    (r"smallest attainable", _floor),
    (r"exact permutation", _exact_permutation),
    (r"poisson rate ratio|lijffijt bootstrap", _skip("not offered")),
    (r"multiple testing", _adjusted),
    (r"stouffer|specification-curve", _skip("our joint test is two-sided and over all splits")),
    (r"beta-binomial", _skip("no beta-binomial model is shipped")),
    (r"text-dispersion", _of_table(key.log_likelihood)),
    (r"document frequencies", _document_keyness),
    (r"log ratio \+ conservative", _corpus_workbench),
    (r"log ratio 95% ci|katz|log odds ratio 95% ci|woolf", _skip("not offered")),
    (r"positivelrc", lambda v: key.positive_log_ratio(*_table(v), **_interval_options(v))),
    (r"lrc", lambda v: key.conservative_log_ratio(*_table(v), **_interval_options(v))),
    (
        r"log ratio.*only if zero|hardie",
        lambda v: effects.log_ratio_hardie(*_table(v), zero=v["params"].get("zero", 0.5)),
    ),
    (r"log ratio", _of_table(key.log_ratio)),
    (r"simple maths", lambda v: effects.simple_maths(*_table(v), k=v["params"].get("k", 1))),
    (r"bic", _of_table(tests.bayes_factor_bic)),
    (r"^ell", _of_table(tests.effect_of_log_likelihood)),
    (r"%diff", _percent_difference),
    (r"exact ci of relative risk", _relative_risk_interval),
    (r"relative risk", _of_table(effects.relative_risk)),
    (r"fisher", _fisher),
    (r"odds ratio", _of_table(effects.odds_ratio)),
    (r"difference coefficient", _of_table(effects.difference_coefficient)),
    (r"keyness pmi", _skip("not offered")),
    (r"identity: two-cell", _of_table(tests.log_likelihood_two_cell)),
    (r"^kld of", _of_table(tests.association_divergence)),
    (r"critical values", _critical_values),
    (r"chi-squared|chi2", _chi_squared),
    (r"g2|log-likelihood", _log_likelihood),
    (r"wilcoxon|mann-whitney", _rank_sum),
    (r"readability|flesch", _readability),
    (r"entropy and repeat rate|shannon entropy", _spectrum),
    (r"lexical diversity|mattr|msttr|yule|mtld|hd-d|hdd", _diversity),
    (r"vader polarity", _vader),
    (r"vader compound", _compound),
    (r"lsd2015 key sizes", _skip("the dictionary LSD2015 may not be redistributed")),
    (r"afinn", _afinn),
    (r"logit-scale|proportional difference|lsd2015", _skip("not offered")),
]
