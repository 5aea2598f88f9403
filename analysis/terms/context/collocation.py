"""Which terms occur near a node, and how that differs between two groups."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from analysis.checks import instance, shown, strings, whole_number
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.measures import conservative_log_ratio, log_likelihood, log_likelihood_p, log_ratio
from analysis.terms.compare.sides import status_of
from analysis.terms.compare.statistics import adjust_p
from analysis.terms.context import association
from analysis.terms.context.windows import Window, groups_by_unit, rows_near

__all__ = ["collocates", "collocation_network", "compare_collocates"]


def collocates(
    tokens: pd.DataFrame, node: str, *, window: Window = 5, min_count: int = 2, without: Collection[str] = ()
) -> pd.DataFrame:
    """Terms around a node in nine measures, never across sentences, and so never across documents.

    Expectation E = f1 f2 span / N with span = places in the windows for each occurrence of the node:
    windows that a sentence cuts short are shorter.

    Parameters
    ----------
    tokens : DataFrame
        Table of `corpus.tokens.tokens_table`.
    node : str
        A term as counted.
    window : int or (int, int)
        Places on each side; or those on the left and those on the right.
    min_count : int
        Leave out collocates with fewer tokens in the windows.
    without : collection of str
        Terms (function words) left out of the rows, never of the counts.

    Returns
    -------
    DataFrame
        Sorted by `log_dice` (falling), then collocate:

        =================  =====================================================================================
        collocate          the term
        count              its tokens in windows of the node
        frequency          its tokens in all
        expected           tokens expected in the windows by chance
        log_dice           to rank by; does not depend on corpus size; at most 14, or 15 where several tokens of a
                           collocate are near one node
        log_likelihood     signed four-cell G2; negative: rarer than by chance
        delta_p_collocate  rise of the chance of the collocate given the node, -1 to 1
        delta_p_node       rise of the chance of the node's window given the collocate, -1 to 1
        mi, mi3            mutual information, bits, and its variant with the cube of the count
        t, z               (O - E) / sqrt(O) and (O - E) / sqrt(E)
        min_sensitivity    the smaller of both conditional shares, 0 to 1
        =================  =====================================================================================

    Raises
    ------
    ArgumentError
        For a node that does not occur, or a window without a place.

    References
    ----------
    Evert (2008), Corpora and collocations. Rychly (2008). Gries (2013), doi:10.1075/ijcl.18.1.09gri.

    >>> from analysis.corpus.tokens import tokens_table
    >>> tokens = tokens_table([("a", "A red line. The red line holds. A line.")])
    >>> collocates(tokens, "red", min_count=2)[["collocate", "count", "frequency"]].values.tolist()
    [['line', 2, 3]]
    """
    near, hits = rows_near(tokens, node, window)
    if not len(hits):
        raise ArgumentError(f"node is {shown(node)}, which does not occur; pass a term as it is counted")
    barred, min_count = frozenset(strings("without", without)), whole_number("min_count", min_count)
    found = tokens["term"].iloc[near].value_counts()
    names = sorted(set(found.index[found >= min_count]) - barred)
    f = found.reindex(names).to_numpy(dtype=float)
    f2 = tokens["term"].value_counts().reindex(names).to_numpy(dtype=float)
    nodes, total, span = float(len(hits)), float(len(tokens)), len(near) / len(hits)
    both, windowed = (f, nodes, f2), (f, nodes, f2, total)
    forward, backward = association.delta_p(*windowed, span=span)
    table = pd.DataFrame(
        {
            "collocate": names,
            "count": f.astype(int),
            "frequency": f2.astype(int),
            "expected": association.expected_cooccurrence(nodes, f2, total, span=span),
            "log_dice": association.log_dice(*both, span=span),
            "log_likelihood": association.pair_log_likelihood(*windowed, span=span),
            "delta_p_collocate": forward,
            "delta_p_node": backward,
            "mi": association.mutual_information(*windowed, span=span),
            "mi3": association.cubed_mutual_information(*windowed, span=span),
            "t": association.t_score(*windowed, span=span),
            "z": association.z_score(*windowed, span=span),
            "min_sensitivity": association.minimum_sensitivity(*both, span=span),
        }
    )
    return table.sort_values(["log_dice", "collocate"], ascending=[False, True], ignore_index=True)


def compare_collocates(
    comparison: Comparison,
    tokens: pd.DataFrame,
    node: str,
    *,
    window: Window = 5,
    without: Collection[str] = (),
) -> pd.DataFrame:
    """Compare the collocates of a node on two sides: keyness of the places around it.

    Parameters
    ----------
    comparison : Comparison
        The two sides; its units are those of the tokens.
    tokens, node, window, without
        As in `collocates`; tokens of other units are left out.

    Returns
    -------
    DataFrame
        Sorted by `log_likelihood` (falling absolute value), then collocate: `collocate`; `count_target` and
        `count_reference` (its tokens around the node); `places_target` and `places_reference` (all tokens around the
        node); `log_ratio` (doublings); `lrc` (its bound nearest zero, corrected for the collocates compared; 0:
        undecided); `log_likelihood` (signed G2); `p` and `p_adjusted` (Holm); `status` ("in both" or absent from one,
        in words). All measures are NaN where the node has no word beside it on one side.

    Raises
    ------
    ArgumentError
        For a side without tokens or without the node.

    >>> from analysis.corpus.tokens import tokens_table
    >>> tokens = tokens_table([("a", "Red line."), ("b", "Red tape.")])
    >>> units = pd.DataFrame({"era": ["new", "old"]}, index=["a", "b"])
    >>> table = compare_collocates(Comparison(units, by="era", target="new"), tokens, "red")
    >>> table[["collocate", "count_target", "count_reference"]].values.tolist()
    [['line', 1, 0], ['tape', 0, 1]]
    """
    units = instance("comparison", comparison, Comparison).units.units.index
    of = groups_by_unit(tokens, pd.Series(comparison.unit_is_target, index=units))
    near, hits = rows_near(tokens, node, window)
    around, (target, reference) = [], (comparison.target_name, comparison.reference_name)
    for name, is_target in ((target, True), (reference, False)):
        inside = of.eq(is_target).to_numpy()
        if not inside.any():
            raise ArgumentError(
                f"tokens has no unit of {name!r}; expected tokens of both sides; make tokens and comparison from the same texts"
            )
        if not inside[hits].any():
            raise ArgumentError(
                f"node is {shown(node)}, which does not occur in {name!r}; expected a term of both sides; name another"
            )
        around.append(tokens["term"].iloc[near[inside[near]]].value_counts())
    names = sorted(set(around[0].index).union(around[1].index) - frozenset(strings("without", without)))
    a, b = (found.reindex(names, fill_value=0).to_numpy().astype(float) for found in around)
    n1, n2 = (int(found.sum()) for found in around)
    g2 = log_likelihood(a, b, n1, n2)
    p = log_likelihood_p(g2)
    table = pd.DataFrame(
        {
            "collocate": names,
            "count_target": a.astype(int),
            "count_reference": b.astype(int),
            "places_target": n1,
            "places_reference": n2,
            "log_ratio": log_ratio(a, b, n1, n2),
            "lrc": conservative_log_ratio(a, b, n1, n2, family=max(1, len(names))),
            "log_likelihood": g2,
            "p": p,
            "p_adjusted": adjust_p(p),
            "status": status_of(a, b, target, reference),
        }
    )
    return table.iloc[np.argsort(-np.abs(g2), kind="stable")].reset_index(drop=True)


def collocation_network(
    tokens: pd.DataFrame,
    nodes: Collection[str],
    *,
    window: Window = 5,
    min_count: int = 3,
    most: int = 8,
    without: Collection[str] = (),
) -> pd.DataFrame:
    """Edges of a collocation network: the strongest collocates of each node.

    Parameters
    ----------
    tokens, window, min_count, without
        As in `collocates`.
    nodes : collection of str
        Terms as counted.
    most : int
        Collocates kept of each node.

    Returns
    -------
    DataFrame
        Sorted by node, `log_dice` (falling) and collocate: `node`, `collocate`, `count`, `log_dice`.

    Raises
    ------
    ArgumentError
        For no node, or one that does not occur.

    >>> from analysis.corpus.tokens import tokens_table
    >>> tokens = tokens_table([("a", "Red line. Red line.")])
    >>> collocation_network(tokens, ["red", "line"], min_count=2)[["node", "collocate", "count"]].values.tolist()
    [['line', 'red', 2], ['red', 'line', 2]]
    """
    most = whole_number("most", most)
    if not strings("nodes", nodes):
        raise ArgumentError("nodes is empty; expected one term or more; name the terms to start from")
    found = {
        node: collocates(tokens, node, window=window, min_count=min_count, without=without).head(most)
        for node in sorted(nodes)
    }
    table = pd.concat(found, names=["node"]).reset_index(level=0)
    return table[["node", "collocate", "count", "log_dice"]].reset_index(drop=True)
