"""How many documents a comparison would need, by simulation from the user's own counts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import checks
from analysis.errors import ArgumentError
from analysis.inference.splits import Splits
from analysis.inference.sums import Sums, sums_of
from analysis.progress import Progress, following
from analysis.terms.compare.comparison import Comparison

__all__ = ["documents_needed"]

Array = NDArray[np.float64]
_SIZES = (3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 75, 100, 150, 200)
_SLACK = 1e-9


def documents_needed(
    comparison: Comparison,
    values: pd.DataFrame | None = None,
    *,
    of: Sequence[str],
    sizes: Sequence[int] = _SIZES,
    at_most: float = 0.05,
    power: float = 0.8,
    simulations: int = 500,
    draws: int = 499,
    seed: int = 1,
    progress: Progress = False,
) -> pd.DataFrame:
    r"""How often the permutation of documents would find a difference as large as this one, by number of documents.

    Documents are invented with the rates of the two sides, with sizes drawn from those at hand, and with counts that are
    beta-binomial: their overdispersion is that of the documents around the rate of their side,

    .. math:: \rho = \frac{X^2 - (D - 2)}{\sum_i (n_i - 1)(1 - n_i/N_i)},\quad X^2 = \sum_i \frac{(k_i - n_i p)^2}{n_i p (1-p)}

    with k of n tokens (or units) in each of D documents, p and N the rate and the size of its side.

    Parameters
    ----------
    comparison : Comparison
        The two sides, without pairs.
    values : DataFrame, optional
        Units x measures of 0 and 1, as frames; without, the terms.
    of : list of str
        The terms or measures, each by itself.
    sizes : list of int
        Numbers of documents on each side, 2 or more.
    at_most, power : float
        The level of the test, and the share of simulations in which p must reach it.
    simulations, draws, seed : int
        Invented comparisons for each size, splits of each, and the seed.
    progress : bool or callable
        True for a bar after two seconds of work, or a function of the share done.

    Returns
    -------
    DataFrame
        Sorted by term (measure) in the order given, then documents: `term` or `measure`; `rate_target`, `rate_reference`, per
        token or unit; `overdispersion`, 0 where documents vary no more than chance; `documents`, on each side; `power`, 0 to
        1; `p_floor`; `enough`, whether power is reached here and with all larger numbers.

    Raises
    ------
    ArgumentError
        For a paired design, an unknown term, values other than 0 and 1, fewer than three documents, or equal rates.

    Notes
    -----
    It takes the difference at hand for the true one, which is too large where it was picked for its size, and the
    overdispersion from few documents, which is uncertain: read the answer as an order of magnitude. With 500 simulations a
    power of .8 has a standard error of .02.

    References
    ----------
    Williams (1982), Extra-binomial variation in logistic linear models, doi:10.2307/2347977.

    >>> from analysis.corpus.termmatrix import TermMatrix
    >>> texts = pd.DataFrame({"text": ["x x y y"] * 2 + ["x y y y"] * 2, "era": ["new"] * 2 + ["old"] * 2})
    >>> comparison = Comparison(TermMatrix.from_texts(texts), by="era", target="new")
    >>> documents_needed(comparison, of=["x"], sizes=[3, 100])[["documents", "p_floor", "enough"]].values.tolist()
    [[3, 0.1, False], [100, 0.002, True]]
    """
    wanted = checks.string_list("of", of)
    numbers = sorted({checks.whole_number("sizes", size, at_least=2) for size in sizes})
    for name, value in (("at_most", at_most), ("power", power)):
        checks.number(name, value, above=0, below=1)
    checks.whole_number("simulations", simulations, at_least=1)
    checks.whole_number("seed", seed)
    if comparison.pairs is not None:
        raise ArgumentError(
            f"pairs is {comparison.pairs!r}; expected a comparison of separate documents; leave pairs out"
        )
    sums = sums_of(comparison, values)
    if len(sums.is_target) < 3:
        raise ArgumentError(
            f"there are {len(sums.is_target)} documents; expected three or more, to see how documents differ; add documents"
        )
    kind = "term" if values is None else "measure"
    tasks = [(name, size) for name in wanted for size in numbers]
    rows = []
    for name, size in following(tasks, progress, "inventing documents"):
        rates, rho, own = _fitted(sums, name)
        rng = np.random.default_rng([seed, size])
        splits = Splits(np.arange(2 * size) < size, draws=draws, seed=seed)
        p = np.tile(np.where(splits.is_target, *rates), (simulations, 1))
        reached = _power(_invented(p, rho, own, rng), splits, at_most)
        rows.append((name, *rates, rho, size, reached, splits.smallest_p))
    columns = [kind, "rate_target", "rate_reference", "overdispersion", "documents", "power", "p_floor"]
    table = pd.DataFrame(rows, columns=columns)
    enough = table["power"].ge(power)[::-1].groupby(table[kind][::-1], sort=False).cummin()[::-1]
    return table.assign(enough=enough)


def _fitted(sums: Sums, name: str) -> tuple[tuple[float, float], float, Array]:
    """Return the rates of both sides, the overdispersion, and the sizes of the documents."""
    if name not in sums.columns:
        known = ", ".join(sorted(map(str, sums.columns))[:8])
        raise ArgumentError(
            f"of has {name!r}, which no document has; expected terms or measures, as {known}; leave it out"
        )
    at = sums.columns.index(name)
    k, n = sums.parts[:, [at]].toarray().ravel(), sums.sizes[:, 0 if sums.sizes.shape[1] == 1 else at]
    if (k % 1).any() or (k < 0).any() or (k > n).any():
        raise ArgumentError(
            f"values of {name!r} are not all 0 or 1; expected counts or codes; ask about frames or terms"
        )
    totals = [n[side].sum() for side in (sums.is_target, ~sums.is_target)]
    first, second = (float(k[side].sum() / n[side].sum()) for side in (sums.is_target, ~sums.is_target))
    if first == second:
        raise ArgumentError(
            f"{name!r} has the same rate on both sides, so no number of documents shows a difference; expected another; leave it "
            "out"
        )
    p, of_side = np.where(sums.is_target, first, second), np.where(sums.is_target, *totals)
    inside = (p > 0) & (p < 1)
    x2 = ((k - n * p)[inside] ** 2 / (n * p * (1 - p))[inside]).sum()
    # A side whose rate is 0 or 1 says nothing of how documents differ.
    freedom = inside.sum() - len(set(sums.is_target[inside]))
    room = ((n - 1) * (1 - n / of_side))[inside].sum()
    rho = float(np.clip((x2 - freedom) / room, 0, 0.99)) if room > 0 else 0.0
    return (first, second), rho, n


def _power(invented: tuple[Array, Array], splits: Splits, at_most: float) -> float:
    """Return the share of invented comparisons whose p reaches the level."""
    masks = np.concatenate(list(splits.blocks())).astype(float)
    real = int(np.flatnonzero((masks == splits.is_target).all(axis=1))[0])
    k, n = invented
    a, n1 = k @ masks.T, n @ masks.T
    found = np.abs(a / n1 - (k.sum(axis=1, keepdims=True) - a) / (n.sum(axis=1, keepdims=True) - n1))
    extreme = found >= found[:, [real]] - _SLACK
    return float((extreme.mean(axis=1) <= at_most).mean())


def _invented(p: Array, rho: float, own: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return counts and sizes of documents, whose expected rates are given."""
    n = rng.choice(own, size=p.shape).astype(np.int64)
    if rho > 0:
        inside = (p > 0) & (p < 1)
        p[inside] = rng.beta(p[inside] * (1 - rho) / rho, (1 - p[inside]) * (1 - rho) / rho)
    return rng.binomial(n, p).astype(float), n.astype(float)
