"""Which terms keep company with a node, and how that differs between two groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import numpy as np
import pandas as pd

from analysis.checks import instance, strings, whole_number
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.measures import conservative_log_ratio, log_likelihood, log_likelihood_p, log_ratio
from analysis.terms.compare.sides import status_of
from analysis.terms.compare.statistics import adjust_p
from analysis.terms.context import association
from analysis.terms.context.phrases import tokens_given
from analysis.terms.context.windows import places_near

__all__ = ["collocates", "compare_collocates", "network"]


def _near(tokens: pd.DataFrame, node: str, left: int, right: int) -> tuple[Counter[str], int, int]:
    """Count terms in the windows around a node; also the node's occurrences and the places looked at."""
    found: Counter[str] = Counter()
    nodes = 0
    for _, near, hits in places_near(tokens, node, left=left, right=right):
        found.update(near)
        nodes += hits
    return found, nodes, found.total()


def collocates(
    tokens: pd.DataFrame,
    node: str,
    *,
    left: int = 5,
    right: int = 5,
    min_count: int = 2,
    without: Collection[str] = (),
) -> pd.DataFrame:
    """Terms around a node in nine measures, never across sentences, and so never across documents.

    Expectation E = f1 f2 span / N with span = places really looked at for each occurrence of the node:
    windows that a sentence cuts short are shorter.

    Parameters
    ----------
    tokens : table of `corpus.tokens.tokens_table`
    node : a term as counted
    left, right : places looked at on each side
    min_count : cooccurrences
    without : terms (function words) left out of the rows, never of the counts

    Returns
    -------
    DataFrame sorted by `log_dice` (falling), then collocate:

    =================  =====================================================================================
    collocate          the term
    count              its tokens in windows of the node
    frequency          its tokens in all
    expected           tokens to be expected in the windows by chance
    log_dice           to rank by; does not depend on corpus size; at most 14, or 15 where a collocate
                       stands several times beside one node
    log_likelihood     signed four-cell G2; negative: rarer than by chance
    delta_p_collocate  rise of the chance of the collocate given the node, -1 to 1
    delta_p_node       rise of the chance of the node's window given the collocate, -1 to 1
    mi, mi3            mutual information, bits, and its variant with the cube of the count
    t, z               (O - E) / sqrt(O) and (O - E) / sqrt(E)
    min_sensitivity    the smaller of both conditional shares, 0 to 1
    =================  =====================================================================================

    Raises
    ------
    ArgumentError for a node that does not occur or a window without a place.

    References
    ----------
    Evert (2008), Corpora and collocations. Rychly (2008). Gries (2013), doi:10.1075/ijcl.18.1.09gri.

    >>> from analysis.corpus.tokens import tokens_table
    >>> tokens = tokens_table([("a", "A red line. The red line holds. A line.")])
    >>> collocates(tokens, "red", min_count=2)[["collocate", "count", "frequency"]].values.tolist()
    [['line', 2, 3]]
    """
    found, nodes, places = _near(tokens, node, left, right)
    if not nodes:
        raise ArgumentError(f"node is {node!r}, which does not occur; pass a term as it is counted")
    barred, min_count = frozenset(strings("without", without)), whole_number("min_count", min_count)
    names = sorted(name for name, count in found.items() if count >= min_count and name not in barred)
    everywhere = tokens["term"].value_counts()
    f = np.array([found[name] for name in names], dtype=float)
    f2 = everywhere.reindex(names).to_numpy(dtype=float)
    total, span = float(len(tokens)), places / nodes
    both, windowed = (f, float(nodes), f2), (f, float(nodes), f2, total)
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
    left: int = 5,
    right: int = 5,
    without: Collection[str] = (),
) -> pd.DataFrame:
    """Compare the company that a node keeps on two sides: keyness of the places around it.

    Parameters
    ----------
    comparison : Comparison
        The two sides; its units are those of the tokens.
    tokens, node, left, right, without
        As in `collocates`; tokens of other units are left out.

    Returns
    -------
    DataFrame
        Sorted by `log_likelihood` (falling absolute value), then collocate: `collocate`; `count_target` and
        `count_reference` (its tokens around the node); `places_target` and `places_reference` (all tokens around the node);
        `log_ratio` (doublings); `lrc` (its bound nearest zero, corrected for the collocates compared; 0: undecided);
        `log_likelihood` (signed G2); `p` and `p_adjusted` (Holm); `status` ("in both" or absent from one side).
        All measures are NaN where the node occurs without neighbours on one side: no place around it was counted there.

    Raises
    ------
    ArgumentError
        For a node that does not occur on one side, or a side without tokens.

    >>> from analysis.corpus.tokens import tokens_table
    >>> tokens = tokens_table([("a", "Red line."), ("b", "Red tape.")])
    >>> units = pd.DataFrame({"era": ["new", "old"]}, index=["a", "b"])
    >>> table = compare_collocates(Comparison(units, by="era", target="new"), tokens, "red")
    >>> table[["collocate", "count_target", "count_reference"]].values.tolist()
    [['line', 1, 0], ['tape', 0, 1]]
    """
    out = frozenset(strings("without", without))
    side_of = pd.Series(
        instance("comparison", comparison, Comparison).unit_is_target, index=comparison.units.units.index
    )
    of = tokens_given(tokens)["unit"].map(side_of)
    sides, (target, reference) = [], (comparison.target_name, comparison.reference_name)
    for name, is_target in ((target, True), (reference, False)):
        part = tokens[of.eq(is_target)]
        if not len(part):
            raise ArgumentError(
                f"tokens has none of a unit of {name!r}; expected tokens of both sides, with the units of the comparison; make "
                "both from the same texts"
            )
        found, nodes, places = _near(part, node, left, right)
        if not nodes:
            raise ArgumentError(
                f"node is {node!r}, which does not occur in {name!r}; expected a term of both sides; name another"
            )
        sides.append((found, places))
    (first, n1), (second, n2) = sides
    names = sorted((set(first) | set(second)) - out)
    a = np.array([first[name] for name in names])
    b = np.array([second[name] for name in names])
    g2 = log_likelihood(a, b, n1, n2)
    p = log_likelihood_p(g2)
    table = pd.DataFrame(
        {
            "collocate": names,
            "count_target": a,
            "count_reference": b,
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
    order = np.lexsort((np.array(names, dtype=object).astype(str), -np.abs(g2)))
    return table.iloc[order].reset_index(drop=True)


def network(
    tokens: pd.DataFrame,
    nodes: Collection[str],
    *,
    window: int = 5,
    min_count: int = 3,
    most: int = 8,
    without: Collection[str] = (),
) -> pd.DataFrame:
    """Edges of a collocation network: the strongest collocates of each node.

    Returns
    -------
    DataFrame sorted by node, `log_dice` (falling) and collocate: `node`, `collocate`, `count`, `log_dice`.

    Raises
    ------
    ArgumentError for no node, or one that does not occur.

    >>> from analysis.corpus.tokens import tokens_table
    >>> network(tokens_table([("a", "Red line. Red line.")]), ["red"], min_count=2)[["node", "collocate"]].values.tolist()
    [['red', 'line']]
    """
    parts, most = [], whole_number("most", most)
    if not strings("nodes", nodes):
        raise ArgumentError("nodes is empty; expected one term or more; name the terms to start from")
    for node in sorted(nodes):
        found = collocates(tokens, node, left=window, right=window, min_count=min_count, without=without).head(most)
        parts.append(found[["collocate", "count", "log_dice"]].assign(node=node))
    table = pd.concat(parts, ignore_index=True)
    return table[["node", "collocate", "count", "log_dice"]]
