"""How the words of the eras differ as a whole: divergence, neighbours of statements, company of single words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.comparison import Comparison
from analysis.corpus.termmatrix import TermMatrix
from analysis.inference.placebo import split_values
from analysis.study.data.load import Study
from analysis.study.design import ERAS, REFERENCE, TARGET
from analysis.study.tables.shown import Shown
from analysis.study.tables.terms import era_keyness
from analysis.terms.compare.divergences import jensen_shannon
from analysis.terms.context.association import log_dice
from analysis.terms.describe.similarity import cosine_similarity, map_of_units

__all__ = [
    "TABLES",
    "collocate_differences",
    "collocate_edges",
    "divergence_splits",
    "era_divergence",
    "neighbours",
    "statement_map",
]


def era_divergence(study: Study) -> pd.DataFrame:
    """Contribution of each term of officials' statements to the divergence of the eras; adds `function_word`."""
    table = study.compare().divergence()
    return table.assign(function_word=table["term"].isin(study.function_words))


def divergence_splits(study: Study) -> pd.DataFrame:
    """Jensen-Shannon divergence (bits) of the two sides, for the split by era and all others of the articles."""
    return split_values(study.compare(), value=lambda a, b: float(jensen_shannon(a, b).sum()))


def statement_map(study: Study) -> pd.DataFrame:
    """Officials' statements on a plane by their words: `x`, `y`, `held`, with what is known of each."""
    chosen = study.select()
    return map_of_units(chosen).join(chosen.units[["document", "era", "speaker", "voice"]])


def neighbours(study: Study) -> pd.DataFrame:
    """How often the statement with the most alike words is of the same era, article or speaker.

    Returns
    -------
    DataFrame of three rows: `same` (era, article, speaker); `statements` (whose nearest neighbour shares it);
    `of` (statements that share a word with another); `expected` (if the neighbour were drawn at random).
    """
    chosen = study.select()
    alike = cosine_similarity(chosen, min_units=2).to_numpy(dtype=float).copy()
    np.fill_diagonal(alike, -1.0)
    alike = np.nan_to_num(alike, nan=0.0)
    nearest, known = alike.argmax(axis=1), alike.max(axis=1) > 0
    rows = []
    for name, column in (("era", "era"), ("article", "document"), ("speaker", "speaker")):
        of = chosen.units[column].to_numpy(dtype=object)
        others = np.array([(of == value).sum() - 1 for value in of]) / (len(of) - 1)
        rows.append((name, int((of[nearest] == of)[known].sum()), int(known.sum()), float(others[known].sum())))
    return pd.DataFrame(rows, columns=["same", "statements", "of", "expected"])


def collocate_edges(study: Study, *, at_least: int = 2) -> pd.DataFrame:
    """Pairs of a node and a content term near it, era by era.

    Returns
    -------
    DataFrame sorted by era, node and falling `count`: `era`, `node`, `collocate`, `count` (tokens within five
    words of the node), `log_dice` (at most 14 where a collocate stands once in a window).
    """
    chosen = study.select()
    frequency = chosen.counts.T @ pd.get_dummies(chosen.units["era"])[list(ERAS)].to_numpy(dtype=np.int64)
    of = pd.DataFrame(np.asarray(frequency), index=chosen.terms, columns=list(ERAS))
    table = study.tables["collocates"].join(study.documents["era"], on="document")
    table = table.groupby(["era", "node", "collocate"])["count"].sum().reset_index()
    table = table[table["count"].ge(at_least) & ~table["collocate"].isin(study.function_words)]
    nodes, words = (
        [of.loc[word, era] for word, era in zip(table[name], table["era"], strict=True)]
        for name in ("node", "collocate")
    )
    table = table.assign(log_dice=log_dice(table["count"].to_numpy(), np.array(nodes), np.array(words)))
    return table.sort_values(
        ["era", "node", "count", "collocate"], ascending=[True, True, False, True], ignore_index=True
    )


def collocate_differences(study: Study, *, at_least: int = 2) -> pd.DataFrame:
    """Compare the company of each node between the eras: keyness of the places around it.

    Returns
    -------
    The columns of `keyness` after `node`, content terms with `at_least` tokens around the node in both eras
    together, sorted by node and falling absolute `log_likelihood`.
    """
    table = study.tables["collocates"]
    parts = []
    for node, rows in table.groupby("node", sort=True):
        units = pd.DataFrame({"document": sorted(rows["document"].unique())})
        units = units.set_index(units["document"].rename("unit")).join(study.documents["era"], on="document")
        counts = rows.rename(columns={"document": "unit", "collocate": "term"})[["unit", "term", "count"]]
        found = era_keyness(
            Comparison(TermMatrix.from_long(units, counts), by="era", target=TARGET, reference=REFERENCE)
        )
        parts.append(found.assign(node=node))
    found = pd.concat(parts, ignore_index=True)
    often = found["count_target"] + found["count_reference"] >= at_least
    found = found[often & ~found["term"].isin(study.function_words)]
    found = found.assign(size=found["log_likelihood"].abs())
    found = found.sort_values(["node", "size", "term"], ascending=[True, False, True], ignore_index=True)
    return found[["node", *[column for column in found.columns if column not in {"node", "size"}]]]


TABLES = {
    "collocates": Shown(
        collocate_differences,
        {"node": "Node", "term": "Collocate", "count_reference": "2021", "count_target": "2025-26"}
        | {"log_ratio": "Log ratio", "lrc": "LRC", "log_likelihood": "G2"},
        "Content words within five words of a node, two tokens or more",
        dict.fromkeys(["log_ratio", "lrc", "log_likelihood"], 2),
    ),
    "neighbours": Shown(
        neighbours,
        {"same": "Most similar statement of the same", "statements": "Statements", "of": "of", "expected": "By chance"},
        "Where the most similar statement comes from",
        {"expected": 1},
    ),
}
"""The tables of this theme that notebooks show."""
