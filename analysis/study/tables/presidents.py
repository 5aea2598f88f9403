"""The second study: how US presidents speak of China, claim by claim; other texts, other hands, the same functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.comparison import Comparison
from analysis.corpus.tokens import tokens_table
from analysis.framing.coding import code_frames, frame_hits
from analysis.inference.choices import Choice, multiverse
from analysis.inference.grades import grade
from analysis.report.measuring import Measured, measured
from analysis.report.sentences import answers
from analysis.sentiment.vader import score_vader
from analysis.study.data.presidents import DESIGNS, FIRST, TURN, presidents_codebook, sentences, texts_of
from analysis.study.tables.shown import Shown

__all__ = ["CLAIMS", "TABLES", "PresidentClaim", "compared", "competition_lines", "frame_shares", "presidents_grades"]


@cache
def compared(design: str) -> Measured:
    """Return what `discourse compare` measures of one design."""
    return measured(
        Comparison(texts_of(design), **DESIGNS[design]), codebook=presidents_codebook(), lexicons={"VADER": None}
    )


@dataclass(frozen=True)
class PresidentClaim:
    """A claim about the sentences of a design: a frame, the tone, or how often China is named; and the direction claimed."""

    sentence: str
    design: str
    measure: str
    up: bool


CLAIMS: Mapping[str, PresidentClaim] = {
    "china-trade": PresidentClaim(
        "In the same address, trade is spoken of more where China is named than where another country is.",
        "countries", "trade", up=True,
    ),
    "china-competition": PresidentClaim(
        "In the same address, competition is spoken of more where China is named.", "countries", "competition", up=True
    ),
    "china-security": PresidentClaim(
        "In the same address, security is spoken of less where China is named.", "countries", "security", up=False
    ),
    "china-rights": PresidentClaim(
        "In the same address, rights are spoken of more where China is named.", "countries", "rights", up=True
    ),
    "since-named": PresidentClaim(f"China is named more often since {TURN}.", "years", "named", up=True),
    "since-competition": PresidentClaim(
        f"China has been spoken of as a competitor more since {TURN}.", "years", "competition", up=True
    ),
    "since-cooperation": PresidentClaim(
        f"Cooperation with China is spoken of less since {TURN}.", "years", "cooperation", up=False
    ),
    "since-tone": PresidentClaim(f"The tone about China is colder since {TURN}.", "years", "tone", up=False),
    "trump-competition": PresidentClaim(
        "Trump spoke of competition with China less than Biden.", "presidents", "competition", up=False
    ),
    "trump-trade": PresidentClaim("Trump spoke of trade with China more than Biden.", "presidents", "trade", up=True),
}  # fmt: skip
"""What a reader might say of these addresses, what a quick count would say among it."""

_WEIGHTING = Choice(
    "weighting", {"sentences": False, "addresses": True}, "a long address may count as more evidence, or all alike"
)
_SHARED = (
    Choice("names", {"China": "china", "and its places": "wider"}, "Taiwan or Hong Kong may be China's matter, or their own"),
    Choice("passage", {"sentence": False, "and the next": True}, "a thought goes on in the sentence after the name"),
    _WEIGHTING,
)  # fmt: skip


@cache
def _values() -> pd.DataFrame:
    """Return for every sentence whether it has each frame, whether it names China, and its tone where one is needed."""
    found = sentences()
    flags = code_frames(
        frame_hits(tokens_table(found["text"]), presidents_codebook()), found.index, presidents_codebook()
    )
    near = found["wider"] | found["after_wider"]
    tone = score_vader(found.loc[near, "text"])[0].set_index("unit")["score"]
    return flags.astype(float).assign(named=found["china"].astype(float), tone=tone.reindex(found.index))


def _choices(design: str) -> list[Choice]:
    found = sentences()
    if design == "presidents":
        inside = found[found["president"].isin([DESIGNS[design][side] for side in ("target", "reference")])]
        left = {f"without {name}": name for name in inside["address"].unique()}
        reason = "one address of a few may carry the difference"
    else:
        left = {f"without {name}": name for name in found["president"].unique()}
        reason = "one president may carry the difference"
    left_out = Choice("left out", {"none": "", **left}, reason)
    if design == "presidents":
        return [*_SHARED, left_out]
    start = Choice(
        "from", {str(FIRST): FIRST, "2002": 2002}, "China joined the World Trade Organization in December 2001"
    )
    return [*_SHARED, left_out, start]


def frame_shares(design: str) -> pd.DataFrame:
    """Return the share of sentences with each frame on both sides, and in how many addresses of the side it is.

    Returns
    -------
    DataFrame
        In the order of the codebook: `frame`; for target and reference `share` (0 to 1), `sentences`, `documents`, `documents_of`.
    """
    units, rule = texts_of(design), DESIGNS[design]
    flags = _values().loc[units.index, list(presidents_codebook().ids)].gt(0)
    table = pd.DataFrame({"frame": list(presidents_codebook().ids)})
    for side in ("target", "reference"):
        chosen = units[rule["by"]].eq(rule[side])
        part, home = flags[chosen], units.loc[chosen, "address"]
        table[f"share_{side}"] = part.mean().to_numpy()
        table[f"sentences_{side}"] = len(part)
        table[f"documents_{side}"] = part.groupby(home).any().sum().to_numpy()
        table[f"documents_of_{side}"] = home.nunique()
    return table


@cache
def _columns() -> dict[str, NDArray[Any]]:
    """Return the columns of `sentences` and `_values` as arrays, and the address of each sentence as a number from 0."""
    found = sentences()
    columns = {str(name): found[name].to_numpy() for name in found.columns.drop("text")}
    columns |= {str(name): values.to_numpy(dtype=float) for name, values in _values().items()}
    return columns | {"year": found["address"].astype(int).to_numpy(), "at": pd.factorize(found["address"])[0]}


def _difference(claim: PresidentClaim, **options: Any) -> float:
    """Return the claim's difference under one combination of choices."""
    columns, names, rule = _columns(), options["names"], DESIGNS[claim.design]
    kept = columns["address" if claim.design == "presidents" else "president"] != options["left out"]
    kept &= columns["year"] >= options.get("from", FIRST)
    china, other = columns[names], columns["other"] & ~columns[names]
    if options["passage"]:
        china = china | columns[f"after_{names}"]
        other = (other | columns["after_other"]) & ~china
    value = columns[claim.measure]
    if claim.measure == "named":
        value = china.astype(float)
    elif claim.design == "countries":
        kept &= china | other
    else:
        kept &= china
    if claim.design == "countries":
        sides = [kept & china, kept & ~china]
    else:
        sides = [kept & (columns[rule["by"]] == rule[side]) for side in ("target", "reference")]
    most = columns["at"].max() + 1
    sizes = [np.bincount(columns["at"][side], minlength=most) for side in sides]
    if claim.design == "countries":
        sizes = [np.where((sizes[0] > 0) & (sizes[1] > 0), size, 0) for size in sizes]
    means = []
    for side, size in zip(sides, sizes, strict=True):
        sums = np.bincount(columns["at"][side], weights=value[side], minlength=most)[size > 0]
        weights = 1 / size[size > 0] if options["weighting"] else np.ones(len(sums))
        means.append(float((sums * weights).sum() / (size[size > 0] * weights).sum()))
    return means[0] - means[1]


@cache
def presidents_grades() -> pd.DataFrame:
    """Return every claim with its value, its checks and its grade by the rule of `grade`.

    Returns
    -------
    DataFrame
        In the order of `CLAIMS`: `claim`, `sentence`, `design`; `value` (share of sentences with the frame, or mean tone, of the
        target less the reference, signed so that the claim is positive); `lowest` and `highest` without each one address;
        `rank` of `splits` (divisions of the addresses at least as extreme); `p`, `p_floor`; `agree` (share of the multiverse
        with the sign claimed) of `cells`; `grade`; `reason`.
    """
    rows = []
    for name, claim in CLAIMS.items():
        sign = 1 if claim.up else -1
        units = sentences() if claim.measure == "named" else texts_of(claim.design)
        values = _values().loc[units.index, [claim.measure]]
        comparison = Comparison(units.drop(columns="text"), **DESIGNS[claim.design])
        row: Any = comparison.means(values).iloc[0]
        lowest, highest = sorted((sign * row["lowest"], sign * row["highest"]))
        value = sign * row["difference"]
        # The function takes the names of choices as keywords.
        cells = multiverse(partial(_difference, claim), _choices(claim.design)).cells["value"]
        agree = float((np.sign(cells) == sign).mean())
        given = {
            "lowest": lowest,
            "highest": highest,
            "rank": round(row["p"] * row["splits"]),
            "splits": int(row["splits"]),
        }
        judged, reason = grade(max(value, 0.0), **given, agree=agree)
        told = {
            "claim": name,
            "sentence": claim.sentence,
            "design": claim.design,
            "value": value,
            **given,
            "p": row["p"],
        }
        rows.append(
            told | {"p_floor": row["p_floor"], "agree": agree, "cells": len(cells), "grade": judged, "reason": reason}
        )
    return pd.DataFrame(rows)


def _answers(design: str, _: object) -> pd.DataFrame:
    return pd.DataFrame(answers(compared(design)), columns=["about", "said"])


def competition_lines() -> pd.DataFrame:
    """Return the words around each hit of the frame competition in sentences on China, by address: at most seven in a line."""
    found, units = compared("years"), texts_of("years")
    hits = frame_hits(found.tokens, presidents_codebook(), index=found.index)
    hits = hits[hits["frame"].eq("competition")]
    starts, ends = found.tokens["start"].to_numpy(), found.tokens["end"].to_numpy()
    rows = []
    for unit, first, last in hits[["unit", "first", "last"]].itertuples(index=False):
        row, start, end = units.loc[unit], starts[first], ends[last]
        left, right = row["text"][:start].split()[-3:], row["text"][end:].split()[:3]
        rows.append((row["address"], row["president"], " ".join(left), row["text"][start:end], " ".join(right)))
    table = pd.DataFrame(rows, columns=["address", "president", "left", "node", "right"])
    return table.sort_values(["address", "left", "right"], ignore_index=True)


_ANSWERS = {"about": "About", "said": "What the addresses show"}
TABLES: Mapping[str, Shown] = {
    "presidents-answers-countries": Shown(
        partial(_answers, "countries"), _ANSWERS, "Sentences on China and on other countries, within each address"
    ),
    "presidents-answers-years": Shown(partial(_answers, "years"), _ANSWERS, f"Sentences on China since and before {TURN}"),
    "presidents-answers-presidents": Shown(partial(_answers, "presidents"), _ANSWERS, "Sentences on China, Trump and Biden"),
    "presidents-lines": Shown(
        lambda _: competition_lines(),
        {"address": "Address", "president": "President", "left": "", "node": "Competition", "right": ""},
        "Competition in sentences on China",
    ),
    "presidents-grades": Shown(
        lambda _: presidents_grades(),
        {"sentence": "Claim", "value": "Difference", "p": "p", "p_floor": "Smallest p", "grade": "Grade", "reason": "Why"},
        "Claims on the addresses, and how much of each may be said",
        {"value": 3, "p": 4, "p_floor": 4},
    ),
    "presidents-checks": Shown(
        lambda _: presidents_grades(),
        {
            "sentence": "Claim", "value": "Difference", "lowest": "Lowest without one address", "highest": "Highest",
            "rank": "Splits as extreme", "splits": "Splits", "agree": "Choices that agree", "cells": "Choices",
        },
        "What each grade rests on",
        {"value": 3, "lowest": 3, "highest": 3, "agree": 2},
    ),
}  # fmt: skip
"""The tables of this theme by name."""
