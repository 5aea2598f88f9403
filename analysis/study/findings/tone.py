"""Findings on tone: coders against lexicons, and how little stance is quoted."""

from __future__ import annotations

from typing import Any

from analysis.inference.findings import Finding
from analysis.study.data.load import Study
from analysis.study.design import REFERENCE, TARGET
from analysis.study.tables.coders import every_coder, tone_by_coder
from analysis.study.tables.tone import (
    always_positive,
    coded_tone,
    lexicon_conflicts,
    lexicon_differences,
    lexicon_pairs,
    stance_rates,
    tone_check,
    tone_differences,
)

__all__ = ["FINDINGS", "finding_lexicons", "finding_stance", "finding_tone"]

DISPUTED = ("000-09", "002-10")
"""Two calls on the US that the coders' tones treat differently."""


def finding_tone(study: Study) -> Finding:
    """What coders read and what lexicons by single words score."""
    coders = tone_by_coder(study)
    means = coders[["mean_biden", "mean_trump2"]].round(2).drop_duplicates()
    old, new = means.iloc[0]
    alpha = float(every_coder(study).set_index("variable")["alpha"]["tone"])
    found: Any = coded_tone(study).iloc[0]
    table = lexicon_differences(study)
    masked = table[table["way"].eq("names masked")]
    up = int(masked["difference"].gt(0).sum())
    return Finding(
        name="tone",
        question="Did the tone change?",
        answer=(
            f"All {len(coders)} coders (language models) read a fall in tone from {old:.2f} to {new:.2f} on a scale from -1 to 1; {up} of "
            f"{len(masked)} sentiment lexicons, which look up single words in lists of pleasant and unpleasant ones, count a rise."
        ),
        limit=(
            f"Five articles cannot carry much of it: p = {found['p']:.1f}, and the smallest attainable p is {found['p_floor']:.1f}."
        ),
        evidence=(
            f"Coder B: {found['positive_biden']} of {found['of_biden']} statements positive in 2021, {found['positive_trump2']} of "
            f"{found['of_trump2']} in 2025-26. The coders agree with alpha {alpha:.2f}. B knew the eras; C and D read the texts without era, "
            "file or speaker, though names inside a text could still give the era away."
        ),
        stability=(
            f"Without any one article the fall is between {-found['highest']:.2f} and {-found['lowest']:.2f}. The coders' codebook had no rule for calls "
            f"on the US; without the two coded unevenly it is {-_without(study):.2f}. No person has checked the codes."
        ),
        holds=bool(len(means) == 1 and new < old and found["same_sign"] and up == len(masked)),
        values={"old": float(old), "new": float(new), "alpha": alpha, "up": float(up), "p": float(found["p"])},
    )


def _without(study: Study) -> float:
    """The difference of coder B's tone without the statements coded unevenly."""
    units = study.select().units.drop(index=list(DISPUTED))
    net = study.tone_coded.loc[units.index].map({"positive": 1.0, "negative": -1.0, "neutral": 0.0, "mixed": 0.0})
    means = net.groupby(units["era"]).mean()
    return float(means[TARGET] - means[REFERENCE])


def finding_lexicons(study: Study) -> Finding:
    """Why lexicons by single words miss what the coders read."""
    table = lexicon_differences(study)
    masked, formulae = (table[table["way"].eq(way)] for way in ("names masked", "masked, with overlay"))
    choices = tone_differences(study)
    check: Any = tone_check(study).set_index(["name", "way"])
    plain, over = (check.loc[("VADER (declared)", way)] for way in ("names masked", "masked, with overlay"))
    pairs, clash, base = lexicon_pairs(study), lexicon_conflicts(study), always_positive(study)
    turned = int(formulae["difference"].lt(0).sum())
    without = check[check.index.get_level_values("way") != "masked, with overlay"]
    return Finding(
        name="lexicons",
        question="Why do the lexicons disagree with the coders?",
        answer=(
            f"They read single words: once set phrases are read whole, {turned} of {len(formulae)} lexicons count a fall too."
        ),
        limit="The list of set phrases was written knowing these statements, so it explains and does not prove.",
        evidence=(
            f"Of {plain['of']:.0f} statements that coder B calls positive or negative, VADER has the sign of {plain['right']:.0f} right, and "
            f"{over['right']:.0f} with set phrases; always answering “positive” scores {base}. No lexicon of single words gets beyond "
            f"{int(without['right'].max())}."
        ),
        stability=(
            f"{len(clash)} of {int(masked['of'].iloc[0])} statements are positive to one lexicon and negative to another; rank "
            f"correlations run from {pairs['rho'].min():.2f} to {pairs['rho'].max():.2f}. VADER alone gives {choices['difference'].min():+.2f} to "
            f"{choices['difference'].max():+.2f} over {len(choices)} choices of statements and masking."
        ),
        holds=bool(turned > len(formulae) / 2 and without["right"].max() < base and over["right"] > plain["right"]),
        values={
            "down_with_overlay": float(turned),
            "opposed": float(len(clash)),
            "right_plain": float(plain["right"]),
            "right_overlay": float(over["right"]),
            "right_always_positive": float(base),
        },
    )


def finding_stance(study: Study) -> Finding:
    """How much quoted stance there is to compare."""
    table = stance_rates(study)
    quoted = study.select("officials, all topics").units.groupby("era")["quoted_tokens"].sum()
    counts = {era: int(table[f"count_{era}"].sum()) for era in (REFERENCE, TARGET)}
    most = max(int(table[f"count_{era}"].max()) for era in counts)
    return Finding(
        name="stance",
        question="Do quoted officials commit, demand or warn more?",
        answer=(
            f"Too little is quoted to tell: {quoted[REFERENCE]} words in 2021 and {quoted[TARGET]} in 2025-26, with no kind of stance "
            f"above {most} words."
        ),
        limit="Quotations may be translations, and the newsroom chose them.",
        evidence=f"{counts[REFERENCE]} and {counts[TARGET]} stance words of {len(table)} kinds, on all topics.",
        stability="A rate from so few words moves with every single one.",
        holds=most <= 10,
        values={"quoted_biden": float(counts[REFERENCE]), "quoted_trump2": float(counts[TARGET]), "most": float(most)},
    )


FINDINGS = {"tone": finding_tone, "lexicons": finding_lexicons, "stance": finding_stance}
"""The findings of this theme by name, in reading order."""
