"""The words of the eras as a whole, the company of words, and whom frames are directed at."""

from __future__ import annotations

import pandas as pd
import pytest
from scipy.spatial.distance import jensenshannon

from analysis.study.data.load import Study
from analysis.study.tables.framing import frame_targets, target_check, target_table
from analysis.study.tables.vocabulary import (
    collocate_differences,
    collocate_edges,
    divergence_splits,
    era_divergence,
    neighbours,
    statement_map,
)


def test_the_divergence_of_the_real_split_is_that_of_the_eras(study: Study) -> None:
    """Shares add up to the divergence, which scipy gives too; there are ten splits, one of them real."""
    splits, table = divergence_splits(study), era_divergence(study)
    real = splits.loc[splits["real"], "value"].item()
    assert len(splits) == 10
    assert table["jensen_shannon"].sum() == pytest.approx(real)
    assert table["share"].sum() == pytest.approx(1)
    a, b = (table[f"count_{side}"] / table[f"count_{side}"].sum() for side in ("target", "reference"))
    assert jensenshannon(a, b, base=2) ** 2 == pytest.approx(real)


def test_neighbours_and_map_have_every_statement(study: Study) -> None:
    """No statement is lost, and no more statements share a neighbour's article than its era."""
    units = study.select().units
    assert statement_map(study).index.tolist() == units.index.tolist()
    table = neighbours(study).set_index("same")
    assert table["of"].le(len(units)).all()
    assert table.loc["article", "statements"] <= table.loc["era", "statements"]
    assert table["expected"].between(0, len(units)).all()


def test_collocates_are_those_of_frequent_nodes(study: Study) -> None:
    """Nodes are content words that both eras have three times or more; the network has their content words."""
    chosen = study.select()
    counts = pd.DataFrame(chosen.counts.toarray(), index=chosen.units.index, columns=chosen.terms)
    often = counts.groupby(chosen.units["era"]).sum().ge(3).all()
    nodes = set(often[often].index) - study.function_words
    assert set(study.tables["collocates"]["node"]) == nodes
    edges = collocate_edges(study)
    assert set(edges["node"]) <= nodes
    assert not set(edges["collocate"]) & study.function_words
    assert edges["log_dice"].le(14).all()
    pair = edges[edges["node"].eq("China") & edges["collocate"].eq("US")].set_index("era")["count"]
    back = edges[edges["node"].eq("US") & edges["collocate"].eq("China")].set_index("era")["count"]
    assert pair.to_dict() == back.to_dict()


def test_compared_collocates_have_the_counts_of_the_network(study: Study) -> None:
    """Target and reference counts are those of the later and the earlier era."""
    edges = collocate_edges(study).set_index(["era", "node", "collocate"])["count"]
    table = collocate_differences(study).set_index(["node", "term"])
    for (era, node, word), count in edges.items():
        side = "target" if era == "trump2" else "reference"
        assert table.loc[(node, word), f"count_{side}"] == count


def test_targets_are_of_directed_frames_and_checked_by_a_coder(study: Study) -> None:
    """Only frames with a role have targets; every frame of an official's statement that has one is coded."""
    directed = {frame.id for frame in study.codebook.frames if frame.target}
    found = frame_targets(study)
    assert set(found["frame"]) <= directed
    inside = found[found["unit"].isin(study.select().units.index)]
    coded = study.tables["targets_coded"]
    assert set(zip(inside["unit"], inside["frame"], strict=True)) == set(
        zip(coded["statement"], coded["frame"], strict=True)
    )
    check = target_check(study).iloc[0]
    assert check["right"] <= min(check["found"], check["read"])
    assert check["coded"] - check["equal"] == (check["found"] - check["right"]) + (check["read"] - check["right"])
    table = target_table(study)
    assert (table["named_biden"] <= table["statements_biden"]).all()
    assert (table["named_trump2"] <= table["statements_trump2"]).all()
