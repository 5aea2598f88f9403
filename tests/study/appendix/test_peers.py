"""Our measures beside those of other implementations, and the reference figures that the package gives."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.study.appendix.peers import agreement_table
from analysis.study.appendix.reasons import REASONS
from analysis.study.data.load import Study
from tests.reference.__main__ import table_of

VECTORS = Path(__file__).parents[2] / "reference" / "vectors.json"
INSTALLED = {"keyflux", "lexicalrichness", "logodds", "nltk", "scikit-learn", "scipy"}
ASKED_APART = {
    *("corpus-dispersion", "faststylometry", "irrCAC", "keyness", "lexical-diversity", "pycorpdiff", "scattertext"),
    *("shifterator", "statsmodels"),
}


@pytest.fixture(scope="module")
def table(study: Study) -> pd.DataFrame:
    """The table of notebook A2."""
    return agreement_table(study.tables["peers"])


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning", "ignore::FutureWarning")
def test_every_difference_from_other_implementations_is_explained(table: pd.DataFrame) -> None:
    """A value that differs has a reason that is known."""
    assert table.loc[~table["agrees"] & table["why"].eq("")].empty


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning", "ignore::FutureWarning")
def test_no_reason_is_given_where_there_is_no_difference(table: pd.DataFrame) -> None:
    """Every reason belongs to a comparison that was made and came out otherwise."""
    differing = table[~table["agrees"] & table["implementation"].ne("none")]
    assert set(zip(differing["measure"], differing["implementation"], strict=True)) == set(REASONS)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning", "ignore::FutureWarning")
def test_every_implementation_is_asked(table: pd.DataFrame, study: Study) -> None:
    """Packages here and apart are all in the table, and each question put apart belongs to a measure of ours."""
    names = {name.split(",", maxsplit=1)[0] for name in table["implementation"]} - {"none"}
    assert names == INSTALLED | ASKED_APART
    assert set(study.tables["peers"]["measure"]) <= set(table["measure"])


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning", "ignore::FutureWarning")
def test_a_wrong_value_is_seen(study: Study) -> None:
    """If another package said something else, its row would be unequal and without a reason."""
    kept = study.tables["peers"].copy()
    kept.loc[kept["measure"].eq("DP"), "theirs"] += 1e-6
    found = agreement_table(kept)
    rows = found[found["measure"].eq("DP")]
    assert not rows["agrees"].any()
    assert rows["why"].eq("").all()


def test_the_table_of_reference_figures_is_that_of_a_fresh_run(study: Study) -> None:
    """What notebook A2 shows of the figures is what running them now gives."""
    fresh = table_of(json.loads(VECTORS.read_text(encoding="utf-8")))
    kept = study.tables["reference_figures"]
    assert kept[["measure", "source", "figures", "passed"]].values.tolist() == (
        fresh[["measure", "source", "figures", "passed"]].values.tolist()
    )
