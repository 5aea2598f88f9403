"""Every claim of the study under every defensible choice, and its grade by rule; the naive claims with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.inference.choices import Choice, Multiverse, multiverse
from analysis.inference.grades import grade
from analysis.sentiment.disagreement import wide_scores
from analysis.study.data.choices import CHOICES as WAYS_OF_COUNTING
from analysis.study.data.load import Study
from analysis.study.design import OTHER_SELECTIONS, TARGET
from analysis.study.tables.coders import NET, frames_of_coders, tone_of_coders
from analysis.study.tables.official import ARTICLES, VERDICTS, official_table
from analysis.study.tables.shown import Shown
from analysis.study.tables.tone import LEXICON_NAMES, WAYS

__all__ = ["CLAIMS", "TABLES", "Claim", "claim_multiverse", "grades"]

Mask = NDArray[np.bool_]
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
    claim = CLAIMS[name]
    common, units = _common(), _selected(study)
    if claim.kind == "frame":
        coded = {**frames_of_coders(study), "dictionary": study.frames}
        values = {coder: table[claim.measure].astype(float) for coder, table in coded.items()}
        first = Choice(
            "coder", {coder: coder for coder in values}, "the coders read one codebook, the dictionary its patterns"
        )
    elif claim.kind == "tone":
        values = {str(coder): tone.map(NET) for coder, tone in tone_of_coders(study).items()}
        first = Choice("coder", {coder: coder for coder in values}, "B knew the eras, C and D did not")
    elif claim.kind == "lexicon":
        values = {}
        for (masked, overlay), way in WAYS.items():
            wide = wide_scores(study.lexicon_scores, masked=masked, overlay=overlay)
            values |= {f"{shown}, {way}": wide[lexicon] for lexicon, shown in LEXICON_NAMES.items()}
        first = Choice("lexicon", {label: label for label in values}, "no lexicon was made for diplomacy")
    else:
        return multiverse(partial(_mentions, units, _counts(study, units)), [_WAYS, *common[:2]])
    aligned = {
        (label, name): series.reindex(table.index).to_numpy(dtype=np.float64)
        for label, series in values.items()
        for name, table in units.items()
    }
    means = partial(_mean_difference, units, aligned)
    return multiverse(lambda **options: means(label=options.pop(first.name), **options), [first, *common])


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


@dataclass(frozen=True)
class _Units:
    """Columns of the units of a selection; arrays, because thousands of combinations are computed from them."""

    index: pd.Index
    document: NDArray[Any]
    later: Mask
    weakest: Mask

    def kept(self, options: Mapping[str, Any]) -> Mask:
        kept: Mask = self.document != options["left out"]
        return kept & ~self.weakest if options.get("weakest statement") else kept


def _selected(study: Study) -> Mapping[str, _Units]:
    found = {}
    for name in _SELECTIONS:
        units = study.select(name).units
        document, later = units["document"].to_numpy(dtype=object), units["era"].eq(TARGET).to_numpy(dtype=bool)
        found[name] = _Units(units.index, document, later, np.asarray(units.index == WEAKEST))
    return found


def _mean_difference(
    units: Mapping[str, _Units], values: Mapping[tuple[str, str], Any], *, label: str, **options: Any
) -> float:
    """Return the difference of the means of one selection, of statements or of articles."""
    here, found = units[options["statements"]], values[label, options["statements"]]
    kept = here.kept(options)

    def mean(side: Mask) -> float:
        if not side.any():
            return float("nan")
        if options["weighting"]:
            parts = sorted(set(here.document[side]))
            return float(np.mean([found[side & (here.document == name)].mean() for name in parts]))
        return float(found[side].mean())

    return mean(kept & here.later) - mean(kept & ~here.later)


def _mentions(units: Mapping[str, _Units], counts: Mapping[tuple[str, str], Any], **options: Any) -> float:
    here, (count, tokens) = units[options["statements"]], counts[options["counting"], options["statements"]]
    kept = here.kept(options)
    later, earlier = kept & here.later, kept & ~here.later
    if not later.any() or not earlier.any():
        return float("nan")
    return float(1000 * (count[later].sum() / tokens[later].sum() - count[earlier].sum() / tokens[earlier].sum()))


def _counts(study: Study, units: Mapping[str, _Units]) -> Mapping[tuple[str, str], Any]:
    """Return mentions and tokens of each way of counting, in the order of the units of each selection."""
    by_way = {way: rows.set_index("unit") for way, rows in study.tables["normalisations"].groupby("choice")}
    return {
        (str(way), name): tuple(
            rows[column].reindex(here.index).fillna(0).to_numpy(dtype=np.float64) for column in ("count", "tokens")
        )
        for way, rows in by_way.items()
        for name, here in units.items()
    }


def grades(study: Study) -> pd.DataFrame:
    """Return every claim with its value, its checks and its grade by the rule of `grade`.

    Returns
    -------
    DataFrame
        In the order of `CLAIMS`: `claim`, `sentence`; `value` (later less earlier era under the default choices, signed so that
        the claim is positive) and its `unit`; `lowest` and `highest` without each one article; `rank` of `splits` (groupings of the articles at
        least as extreme, the real one included); `agree` (share of the multiverse with the sign claimed) of `cells`; `outside`;
        `grade`; `reason`.
    """
    verdicts = official_table(study).set_index("expression")["verdict"]
    rows = []
    for name, claim in CLAIMS.items():
        sign = 1 if claim.up else -1
        cells = claim_multiverse(study, name).cells["value"]
        difference, *ends, p, splits = _default(study, claim)
        lowest, highest = sorted(sign * end for end in ends)
        outside = "silent" if claim.expression else "not asked"
        if claim.expression and verdicts[claim.expression] in VERDICTS[:2]:
            outside = "contradicts"
        row: dict[str, Any] = {
            "value": sign * difference,
            "lowest": lowest,
            "highest": highest,
            "rank": round(p * splits),
        }
        row |= {"splits": splits, "agree": float((np.sign(cells) == sign).mean()), "outside": outside}
        judged, reason = grade(row.pop("value") if sign * difference > 0 else 0.0, **row)
        row |= {"claim": name, "sentence": claim.sentence, "value": sign * difference, "unit": _UNITS[claim.kind]}
        rows.append(row | {"cells": len(cells), "grade": judged, "reason": reason})
    columns = ["claim", "sentence", "value", "unit", "lowest", "highest", "rank", "splits", "agree", "cells", "outside"]
    return pd.DataFrame(rows)[[*columns, "grade", "reason"]]


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


TABLES = {
    "grades": Shown(
        grades,
        {"sentence": "Claim", "grade": "Grade", "reason": "Why", "value": "Difference as claimed", "unit": "in"}
        | {
            "lowest": "lowest without one article",
            "highest": "highest",
            "agree": "Choices that agree",
            "cells": "of choices",
        },
        "Claims with their grade; a negative difference runs against the claim",
        {"value": 2, "lowest": 2, "highest": 2, "agree": 2},
    )
}
"""The tables of this theme that notebooks show."""
