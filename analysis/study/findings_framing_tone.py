"""Findings on the coder of frames, on the disagreement of lexicons, and on stance."""

from __future__ import annotations

from typing import Any

from analysis.inference.findings import Finding
from analysis.study.comparisons import REFERENCE, TARGET
from analysis.study.framing_tone import (
    lexicon_conflicts,
    lexicon_differences,
    lexicon_pairs,
    stance_rates,
    tone_check,
    validity,
)
from analysis.study.load import Study

__all__ = ["finding_coder", "finding_lexicons", "finding_stance"]


def finding_coder(study: Study) -> Finding:
    """How far the dictionary finds the frames that a person finds."""
    table = validity(study)
    micro: Any = table[table["frame"].eq("(all)")].set_index(["sample", "codebook"])
    inside, held, before = (
        micro.loc[("statements", "now")],
        micro.loc[("held out", "now")],
        micro.loc[("held out", "before")],
    )
    frames = table[table["sample"].eq("all unseen") & table["codebook"].eq("now") & table["frame"].ne("(all)")]
    lowest: Any = frames.sort_values("recall", kind="stable").iloc[0]
    texts = int(held[["both", "only_first", "only_second", "neither"]].sum() / len(study.codebook.ids))
    return Finding(
        name="coder",
        question="Can the dictionary be trusted with frames?",
        answer=(
            f"To describe these statements, yes (F1 {inside['f1']:.2f}); on {texts} held-out sentences of the same genre it "
            f"reaches F1 {held['f1']:.2f}, and they too were written by the one who wrote the patterns."
        ),
        evidence=(
            f"Held out: precision {held['precision']:.2f}, recall {held['recall']:.2f}, Krippendorff's alpha {held['alpha']:.2f}, AC1 "
            f"{held['ac1']:.2f}; before the patterns were widened, F1 {before['f1']:.2f}. Lowest recall of a frame on all unseen "
            f"sentences: {lowest['frame']} {lowest['recall']:.2f}."
        ),
        stability="One coder coded statements and sentences, so how far two people would agree is not measured.",
        limit="A dictionary finds the words of a frame; a frame put in words that the codebook lacks is not found.",
        holds=bool(held["f1"] > before["f1"] and inside["f1"] >= held["f1"] > 0.8),
        values={
            "f1_statements": float(inside["f1"]),
            "f1_held_out": float(held["f1"]),
            "f1_before": float(before["f1"]),
            "recall_lowest": float(lowest["recall"]),
        },
    )


def finding_lexicons(study: Study) -> Finding:
    """What other lexicons make of the declared one's answer, and what formulae do to all of them."""
    table = lexicon_differences(study)
    masked = table[table["way"].eq("names masked")]
    formulae = table[table["way"].eq("masked, with overlay")]
    declared = masked[masked["lexicon"].eq("vader")].iloc[0]
    pairs = lexicon_pairs(study)
    clash = lexicon_conflicts(study)
    check: Any = tone_check(study).set_index(["name", "way"])
    plain, over = (check.loc[("VADER (declared)", way)] for way in ("names masked", "masked, with overlay"))
    up, turned = int(masked["difference"].gt(0).sum()), int(formulae["difference"].lt(0).sum())
    return Finding(
        name="lexicons",
        question="Do other lexicons say the same about tone?",
        answer=(
            f"By single words {up} of {len(masked)} lexicons score the later statements higher; read formula by formula, {turned} "
            f"of {len(formulae)} score them lower. The sign comes from how set phrases are read, so no change of tone is claimed."
        ),
        evidence=(
            f"Difference of VADER, the lexicon declared before looking: {declared['in_sd']:+.2f} standard deviations; with the "
            f"overlay of diplomatic formulae {formulae.iloc[0]['in_sd']:+.2f}. Rank correlations of the lexicons run from "
            f"{pairs['rho'].min():.2f} to {pairs['rho'].max():.2f}, and {len(clash)} of {int(declared['of'])} statements are "
            "positive to one and negative to another."
        ),
        stability=(
            f"The exact p of no lexicon is below {table['p'].min():.1f}, where {table['p_floor'].min():.1f} is the lowest possible; "
            f"{int(masked['same_sign'].sum())} of {len(masked)} keep their sign without any one article."
        ),
        limit=(
            f"Against one person's coding of tone VADER has the right sign in {plain['right']:.0f} of {plain['of']:.0f} statements, and in "
            f"{over['right']:.0f} with the overlay; but the overlay was written knowing these statements, so its gain is no proof."
        ),
        holds=bool(
            up == len(masked) and turned > len(formulae) / 2 and len(clash) > 0 and over["right"] > plain["right"]
        ),
        values={
            "up_masked": float(up),
            "down_with_overlay": float(turned),
            "opposed": float(len(clash)),
            "rho_lowest": float(pairs["rho"].min()),
            "rho_highest": float(pairs["rho"].max()),
            "right_plain": float(plain["right"]),
            "right_overlay": float(over["right"]),
        },
    )


def finding_stance(study: Study) -> Finding:
    """How much verbatim stance there is to compare."""
    table = stance_rates(study)
    units = study.select("officials, all topics").units
    quoted = units.groupby("era")["quoted_tokens"].sum()
    counts = {era: int(table[f"count_{era}"].sum()) for era in (REFERENCE, TARGET)}
    most = max(int(table[f"count_{era}"].max()) for era in counts)
    return Finding(
        name="stance",
        question="Did officials commit, demand or warn more?",
        answer=(
            f"Too little is quoted to tell: {quoted[REFERENCE]} words of officials in 2021 and {quoted[TARGET]} in 2025-26 stand in "
            "quotation marks, and no kind of stance is frequent in them."
        ),
        evidence=(
            f"{counts[REFERENCE]} and {counts[TARGET]} stance words in verbatim speech, over {len(table)} kinds; no kind has more "
            f"than {most} in an era."
        ),
        stability="Counts, shown one by one in notebook 04; a rate from so few words moves with every one.",
        limit="They may be translations, and what is quoted was chosen by the newsroom; its own reporting verbs are counted apart.",
        holds=most <= 10,
        values={
            "verbatim_biden": float(counts[REFERENCE]),
            "verbatim_trump2": float(counts[TARGET]),
            "most": float(most),
        },
    )
