"""Which units use similar words: cosine of tf-idf, Burrows' Delta, and a map of units."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.checks import whole_number
from analysis.corpus.termmatrix import TermMatrix, term_matrix
from analysis.errors import ArgumentError

__all__ = ["burrows_delta", "cosine_similarity", "map_of_units"]

_ROUNDING = 1e-12


def _not_empty(terms: TermMatrix) -> None:
    empty = term_matrix(terms).totals.eq(0)
    if empty.any():
        raise ArgumentError(f"unit {empty.idxmax()!r} has no token to compare; expected one or more; drop the unit")


def _weights(terms: TermMatrix, min_units: int) -> sparse.csr_array:
    from sklearn.feature_extraction.text import TfidfTransformer

    _not_empty(terms)
    shared = np.flatnonzero(np.diff(terms.counts.tocsc().indptr) >= whole_number("min_units", min_units, at_least=1))
    if not shared.size:
        raise ArgumentError(f"min_units is {min_units}, and no term is in so many units; lower min_units")
    return sparse.csr_array(TfidfTransformer(sublinear_tf=True).fit_transform(terms.counts[:, shared].astype(float)))


def cosine_similarity(terms: TermMatrix, *, min_units: int = 1) -> pd.DataFrame:
    """Cosine of the tf-idf weights of every two units.

    Weights are (1 + ln count) (1 + ln((1 + n) / (1 + k))), n units of which k have the term, as in
    scikit-learn's `TfidfTransformer(sublinear_tf=True)`; textbooks leave the ones out.

    Parameters
    ----------
    terms : TermMatrix
        Group by document, speaker or era first to compare these.
    min_units : int
        Leave out terms that fewer units have.

    Returns
    -------
    DataFrame
        Units x units: 1 the same shares, 0 no common term; NaN for a unit that has none of the terms kept,
        since nothing is left of it to compare.

    Raises
    ------
    ArgumentError
        For a unit without a token, or where no term is in `min_units` units.

    >>> table = pd.DataFrame({"text": ["trade talks", "trade talks", "red line"]}, index=["a", "b", "c"])
    >>> cosine_similarity(TermMatrix.from_texts(table)).loc["a"].round(6).tolist()
    [1.0, 1.0, 0.0]
    """
    weights = _weights(terms, min_units)
    cosine = (weights @ weights.T).toarray()
    nothing = np.diff(weights.indptr) == 0
    cosine[nothing, :] = cosine[:, nothing] = np.nan
    return pd.DataFrame(cosine, index=terms.units.index, columns=terms.units.index)


def burrows_delta(terms: TermMatrix, *, most_frequent: int = 150) -> pd.DataFrame:
    """Burrows' Delta of every two units: mean absolute difference of the z-scores of the most frequent terms.

    Parameters
    ----------
    terms : TermMatrix
        Units long enough for rates to mean something, a thousand tokens or more.
    most_frequent : int
        Number of terms.

    Returns
    -------
    DataFrame
        Units x units: 0 the same rates; higher is further apart.

    References
    ----------
    Burrows (2002), doi:10.1093/llc/17.3.267.

    >>> table = pd.DataFrame({"text": ["a a b", "a b b", "a a b"]}, index=["x", "y", "z"])
    >>> burrows_delta(TermMatrix.from_texts(table)).loc["x"].gt(0).tolist()
    [False, True, False]
    """
    most_frequent = whole_number("most_frequent", most_frequent, at_least=1)
    _not_empty(terms)
    totals = np.asarray(terms.counts.sum(axis=0)).ravel()
    # Ties are broken by term, since the columns are sorted by term.
    chosen = np.argsort(-totals, kind="stable")[:most_frequent]
    rates = terms.counts[:, chosen].toarray() / terms.totals.to_numpy(dtype=float)[:, None]
    spread = rates.std(axis=0, ddof=1) if len(rates) > 1 else np.zeros(rates.shape[1])
    varied = spread > 0
    z = (rates[:, varied] - rates[:, varied].mean(axis=0)) / spread[varied]
    distance = np.array([np.abs(z - row).mean(axis=1) if z.shape[1] else np.zeros(len(z)) for row in z])
    return pd.DataFrame(distance, index=terms.units.index, columns=terms.units.index)


def map_of_units(terms: TermMatrix, *, min_units: int = 2) -> pd.DataFrame:
    """Place units on the plane with most of their variation (principal components of tf-idf).

    Parameters
    ----------
    terms, min_units
        As in `cosine_similarity`.

    Returns
    -------
    DataFrame
        Indexed by unit: `x`, `y` (no unit; each axis is turned so that its largest value is positive), `held` (share
        of the variation that lies in the plane, 0 to 1, the same in all rows; NaN where the units do not differ).

    Raises
    ------
    ArgumentError
        For fewer than three units or common terms.

    Notes
    -----
    The mean of all units is subtracted first. Without that, as in latent semantic analysis, the first axis only shows
    how close a unit is to the mean.

    >>> table = pd.DataFrame({"text": ["a b c", "a b c", "c d e", "c d e"]}, index=list("wxyz"))
    >>> points = map_of_units(TermMatrix.from_texts(table))
    >>> bool(np.allclose(points.loc["w", ["x", "y"]], points.loc["x", ["x", "y"]]))
    True
    """
    from sklearn.decomposition import PCA

    weights = _weights(terms, min_units)
    if min(weights.shape) < 3:
        raise ArgumentError(
            f"terms has {weights.shape[0]} units and {weights.shape[1]} terms that {min_units} of them have; expected at "
            "least 3 of each; pass more units"
        )
    spread = float(weights.power(2).mean(axis=0).sum() - np.square(weights.mean(axis=0)).sum())
    # The rows have length 1: a spread below this is rounding, and there are no components.
    if spread <= _ROUNDING:
        return pd.DataFrame({"x": 0.0, "y": 0.0, "held": np.nan}, index=terms.units.index)
    # This solver subtracts the means without writing out the zeros.
    components = PCA(n_components=2, svd_solver="arpack", random_state=0)
    points = components.fit_transform(sparse.csr_matrix(weights))
    # Where all units differ along one line, the second axis is rounding.
    points[:, components.explained_variance_ <= _ROUNDING] = 0.0
    points = points * np.where(np.abs(points).argmax(axis=0) == points.argmax(axis=0), 1.0, -1.0)
    held = min(1.0, float(components.explained_variance_ratio_.sum()))
    return pd.DataFrame({"x": points[:, 0], "y": points[:, 1], "held": held}, index=terms.units.index)
