"""Every claim of the study under every defensible choice, and its grade by rule; the naive claims with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.inference.choices import Choice, Multiverse, multiverse, specification_test
from analysis.inference.grades import grade
from analysis.sentiment.disagreement import wide_scores
from analysis.study.data.choices import CHOICES as WAYS_OF_COUNTING
from analysis.study.data.load import Study, once
from analysis.study.design import OTHER_SELECTIONS, REFERENCE, TARGET, YEARS
from analysis.study.tables.coders import NET, frames_of_coders, tone_of_coders
from analysis.study.tables.official import ARTICLES, VERDICTS, official_table
from analysis.study.tables.shown import Shown
from analysis.study.tables.tone import LEXICON_NAMES, WAYS

__all__ = ["CLAIMS", "TABLES", "Claim", "calibration", "claim_multiverse", "grades"]

Mask = NDArray[np.bool_]
_Selected = Mapping[tuple[str, str], pd.Series]
WEAKEST = "003-16"
"""The one compared statement with neither speaker nor cue in its sentence."""
_UNITS = {
    "frame": "share of statements",
    "tone": "mean, -1 to 1",
    "lexicon": "mean, -1 to 1",
    "mentions": "per 1,000 words",
}
_SELECTIONS = ("officials", *OTHER_SELECTIONS)


@dataclass(frozen=True)
class Claim:
    """A claim about a difference: the sentence, the kind of value, which one, the direction claimed, and an expression.

    `expression` is the one of the official versions that can contradict the claim; empty where none can.
    """

    sentence: str
    kind: str
    measure: str
    up: bool
    expression: str = ""


CLAIMS: Mapping[str, Claim] = {
    "dialogue": Claim(
        "Officials spoke less of dialogue in 2025-26.", "frame", "DIALOGUE", up=False, expression="dialogue"
    ),
    "win-win": Claim("“Win-win” disappeared.", "frame", "WINWIN", up=False, expression="win-win"),
    "world": Claim(
        "Officials spoke less of the world in 2025-26.",
        "frame",
        "GLOBAL",
        up=False,
        expression="international community",
    ),
    "principles": Claim("Officials named more principles in 2025-26.", "frame", "REL_PRINCIPLES", up=True),
    "red-lines": Claim("Red lines are new.", "frame", "RED_LINE", up=True, expression="red line"),
    "tone-fell": Claim("The tone fell, as coders read it.", "tone", "", up=False),
    "tone-warmed": Claim("The tone warmed, as lexicons count it.", "lexicon", "", up=True),
    "us": Claim("Officials named the US more often in 2025-26.", "mentions", "", up=True),
}
"""The claims that are graded, those that a quick study would publish among them."""


def claim_multiverse(study: Study, name: str) -> Multiverse:
    """Compute one claim under every combination of defensible choices: later less earlier era."""
    return multiverse(*_claim_and_choices(study, CLAIMS[name], _selected(study)))


def _claim_and_choices(study: Study, claim: Claim, selected: _Selected) -> tuple[Callable[..., float], list[Choice]]:
    sums: dict[tuple[str, ...], Any]
    if claim.kind == "mentions":
        ways = {str(way): rows.set_index("unit") for way, rows in study.tables["normalisations"].groupby("choice")}
        sums = {
            (way, *cell): value
            for way, rows in ways.items()
            for cell, value in _sums(selected, 1000 * rows["count"], rows["tokens"]).items()
        }
        return partial(_difference, study.compare().is_target, sums, of="counting"), [_WAYS, *_common()[:2]]
    first, values = _values(study, claim)
    sums = {
        (label, *cell): value
        for label, series in values.items()
        for cell, value in _sums(selected, series.astype(float), pd.Series(1.0, index=series.index)).items()
    }
    return partial(_difference, study.compare().is_target, sums, of=first.name), [first, *_common()]


def _values(study: Study, claim: Claim) -> tuple[Choice, dict[str, pd.Series]]:
    """Return the choice that a kind of claim begins with, and the value of each statement under each of its options."""
    if claim.kind == "frame":
        coded = {**frames_of_coders(study), "dictionary": study.frames}
        values = {coder: table[claim.measure] for coder, table in coded.items()}
        name, reason = "coder", "the coders read one codebook, the dictionary its patterns"
    elif claim.kind == "tone":
        values = {str(coder): tone.map(NET) for coder, tone in tone_of_coders(study).items()}
        name, reason = "coder", "B knew the eras, C and D did not"
    else:
        values = {}
        for (masked, overlay), way in WAYS.items():
            wide = wide_scores(study.lexicon_scores, masked=masked, overlay=overlay)
            values |= {f"{shown}, {way}": wide[lexicon] for lexicon, shown in LEXICON_NAMES.items()}
        name, reason = "lexicon", "no lexicon was made for diplomacy"
    return Choice(name, {label: label for label in values}, reason), values


_WAYS = Choice(
    "counting",
    {shown: way for way, shown in WAYS_OF_COUNTING.items()},
    "all of these are in use, though few tell US from us",
)


def _common() -> list[Choice]:
    articles = {"none": "", **{label: document for document, label in ARTICLES.items()}}
    return [
        Choice("statements", {name: name for name in _SELECTIONS}, "each is a defensible answer to: whose words?"),
        Choice("left out", articles, "no single article should decide"),
        Choice("weakest statement", {"counted": "", "left out": WEAKEST}, "it names no speaker"),
        Choice("weighting", {"statements": False, "articles": True}, "articles differ in length"),
    ]


def _sums(selected: _Selected, values: pd.Series, weights: pd.Series) -> dict[tuple[str, str, str], Any]:
    """Return by statements, weakest statement and article left out: the sums by article, and which articles are kept.

    In the order of the documents of a comparison, which is that of their names. Sums of articles, because thousands of
    combinations are computed from them, and again for every grouping of the articles.
    """
    found: dict[tuple[str, str, str], Any] = {}
    for (selection, weakest), documents in selected.items():
        table = pd.DataFrame({"value": values.reindex(documents.index), "weight": weights.reindex(documents.index)})
        total = table.groupby(documents).sum(min_count=1, skipna=False).reindex(sorted(ARTICLES))
        value, weight = total["value"].to_numpy(dtype=np.float64), total["weight"].to_numpy(dtype=np.float64)
        for left_out in ("", *ARTICLES):
            kept = np.asarray([name != left_out for name in sorted(ARTICLES)]) & (weight > 0)
            found[selection, weakest, left_out] = (value, weight, kept)
    return found


def _selected(study: Study) -> _Selected:
    """Return the document of each statement, by selection and by the statement left out; once for all claims."""
    found = {name: study.select(name).units["document"] for name in _SELECTIONS}
    return {(name, weakest): rows[rows.index != weakest] for name, rows in found.items() for weakest in ("", WEAKEST)}


def _difference(
    eras: Mask,
    sums: Mapping[tuple[str, ...], Any],
    *,
    of: str,
    is_target: pd.Series | None = None,
    **options: Any,
) -> float:
    """Return the difference of the means of one selection, of statements or of articles."""
    cell = (options[of], options["statements"], options.get("weakest statement", ""), options["left out"])
    value, weight, kept = sums[cell]
    later = eras if is_target is None else is_target.to_numpy()

    def mean(side: Mask) -> float:
        if not side.any():
            return float("nan")
        if options.get("weighting"):
            return float((value[side] / weight[side]).mean())
        return float(value[side].sum() / weight[side].sum())

    return mean(kept & later) - mean(kept & ~later)


@once
def grades(study: Study) -> pd.DataFrame:
    """Return every claim with its value, its checks and its grade by the rule of `grade`.

    Returns
    -------
    DataFrame
        In the order of `CLAIMS`: `claim`, `sentence`; `value` (later less earlier era under the default choices, signed so that
        the claim is positive) and its `unit`; `lowest` and `highest` without each one article; `rank` of `splits` (groupings of the articles at
        least as extreme, the real one included); `agree` (share of the multiverse with the sign claimed) of `cells`;
        `joint_p` (share of the groupings whose median over all choices is at least as large) and `joint_floor`, the smallest
        possible; `outside`; `grade`; `reason`.
    """
    official = official_table(study).set_index("expression")
    selected = _selected(study)
    rows = []
    for name, claim in CLAIMS.items():
        sign = 1 if claim.up else -1
        computed, choices = _claim_and_choices(study, claim, selected)
        cells = multiverse(computed, choices).cells["value"]
        tested = specification_test(computed, choices, study.compare()).set_index("statistic")
        joint = tested.loc["median"]
        difference, *ends, p, splits = _default(study, claim)
        lowest, highest = sorted(sign * end for end in ends)
        outside = "silent" if claim.expression else "not asked"
        if claim.expression and official.loc[claim.expression, "verdict"] in VERDICTS[:2]:
            outside = "contradicts"
        row: dict[str, Any] = {
            "value": sign * difference,
            "lowest": lowest,
            "highest": highest,
            "rank": round(p * splits),
        }
        row |= {"splits": splits, "agree": float((np.sign(cells) == sign).mean()), "outside": outside}
        judged, reason = grade(row.pop("value") if sign * difference > 0 else 0.0, **row)
        if outside == "contradicts":
            reason = f"official versions have it from {_users(official, claim.expression)}"
        row |= {"claim": name, "sentence": claim.sentence, "value": sign * difference, "unit": _UNITS[claim.kind]}
        row |= {"joint_p": joint["p"], "joint_floor": joint["p_floor"], "cells": len(cells)}
        rows.append(row | {"grade": judged, "reason": reason})
    columns = ["claim", "sentence", "value", "unit", "lowest", "highest", "rank", "splits", "agree", "cells"]
    return pd.DataFrame(rows)[[*columns, "joint_p", "joint_floor", "outside", "grade", "reason"]]


def _users(official: pd.DataFrame, expression: str) -> str:
    """Return the officials of the era whose articles lack an expression who used it."""
    era = TARGET if official.loc[expression, "only_in"] == YEARS[REFERENCE] else REFERENCE
    return str(official.loc[expression, f"present_{era}"])


def _default(study: Study, claim: Claim) -> tuple[float, float, float, float, int]:
    """Return difference, its range without each article, p and number of splits under the first choices."""
    comparison = study.compare()
    units = comparison.units.units
    by_kind: dict[str, Callable[[], pd.Series]] = {
        "frame": lambda: study.frames_coded.loc[units.index, claim.measure].astype(float),
        "tone": lambda: study.tone_coded.loc[units.index].map(NET),
        "lexicon": lambda: study.scores()["score"],
        "mentions": lambda: 1000 * _entity_counts(study, units.index) / units["tokens"],
    }
    row: Any = comparison.means(by_kind[claim.kind]().rename("value").to_frame()).iloc[0]
    return row["difference"], row["lowest"], row["highest"], row["p"], int(row["splits"])


def _entity_counts(study: Study, units: pd.Index) -> pd.Series:
    table = study.tables["normalisations"]
    return table[table["choice"].eq("entities")].set_index("unit")["count"].reindex(units)


def calibration(study: Study) -> pd.DataFrame:
    """Return how often each test finds a difference where there is none: a row for each design, a column for each test."""
    table = study.tables["calibration"]
    table = table.assign(
        design=table["documents_target"].astype(str) + " and " + table["documents_reference"].astype(str),
        test=table["test"].replace({"permutation, family-wise": "family"}),
    )
    order = ["counts", "documents_target", "documents_reference", "design"]
    wide = table.pivot(index=order, columns="test", values="false_positives").reset_index()
    return wide.sort_values([*order], ignore_index=True).drop(columns=order[1:3])


TABLES = {
    "calibration": Shown(
        calibration,
        {"counts": "Counts", "design": "Documents", "G2": "G2", "LRC": "LRC not 0", "permutation": "Permutation"}
        | {"family": "Permutation, any of all terms", "bootstrap": "Bootstrap of documents"},
        "Share of tests that find a difference where there is none; .05 is what was asked for",
        dict.fromkeys(("G2", "LRC", "permutation", "family", "bootstrap"), 3),
    ),
    "extension": Shown(
        lambda study: study.tables["extension"],
        {"kind": "About", "item": "What", "plan": "Plan"},
        "What the next study will do, written down before any further text was coded",
    ),
    "grades": Shown(
        grades,
        {"sentence": "Claim", "grade": "Grade", "reason": "Why", "value": "Difference as claimed", "unit": "in"},
        "Claims with their grade; a negative difference runs against the claim",
        {"value": 2},
    ),
    "grades-checks": Shown(
        grades,
        {"sentence": "Claim", "lowest": "Difference without one article: lowest", "highest": "highest"}
        | {"agree": "Choices that agree", "cells": "of choices", "splits": "Groupings of the articles"}
        | {"joint_p": "p over all choices", "joint_floor": "smallest possible p"},
        "What each grade rests on",
        {"lowest": 2, "highest": 2, "agree": 2, "joint_p": 1, "joint_floor": 1},
    ),
}
"""The tables of this theme that notebooks show."""
