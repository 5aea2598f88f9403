"""Findings on the coder of frames, on the disagreement of lexicons, and on stance."""

from __future__ import annotations

from typing import Any

from analysis.inference.findings import Finding
from analysis.study.data.load import Study
from analysis.study.design import REFERENCE, TARGET
from analysis.study.tables.framing import (
    always_positive,
    coded_tone,
    lexicon_conflicts,
    lexicon_differences,
    lexicon_pairs,
    stance_rates,
    tone_check,
    validity,
)

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
    frames = table[table["sample"].eq("held out") & table["codebook"].eq("now") & table["frame"].ne("(all)")]
    low: Any = frames.sort_values("recall", kind="stable").iloc[0]
    loose: Any = frames.sort_values("precision", kind="stable").iloc[0]
    names = study.codebook.names
    texts = int(held[["both", "only_first", "only_second", "neither"]].sum() / len(study.codebook.ids))
    return Finding(
        name="coder",
        question="Can the dictionary be trusted with frames?",
        answer=(
            f"On these statements it repeats the one coder (F1 {inside['f1']:.2f}), for it was written knowing them; on {texts} "
            f"sentences kept apart it reaches F1 {held['f1']:.2f}, and they too were written by the one who wrote the patterns."
        ),
        evidence=(
            f"Sentences kept apart: precision {held['precision']:.2f}, recall {held['recall']:.2f}, Krippendorff's alpha "
            f"{held['alpha']:.2f}, AC1 {held['ac1']:.2f}; before the patterns were widened, F1 {before['f1']:.2f}. Lowest recall of a "
            f"frame {low['recall']:.2f} ({names[low['frame']]}), lowest precision {loose['precision']:.2f} ({names[loose['frame']]})."
        ),
        stability=(
            "One coder coded statements and sentences, so how far two people would agree is not measured. Patterns were changed "
            "again after the score on the sentences kept apart was first seen; it did not move."
        ),
        limit="A dictionary finds the words of a frame; a frame put in words that the codebook lacks is not found.",
        holds=bool(held["f1"] > before["f1"] and inside["f1"] >= held["f1"] > 0.8),
        values={
            "f1_statements": float(inside["f1"]),
            "f1_held_out": float(held["f1"]),
            "f1_before": float(before["f1"]),
            "recall_lowest": float(low["recall"]),
            "precision_lowest": float(loose["precision"]),
        },
    )


def finding_lexicons(study: Study) -> Finding:
    """What other lexicons make of the declared one's answer, what formulae do to all of them, and what a person reads."""
    table = lexicon_differences(study)
    masked, printed = (table[table["way"].eq(way)] for way in ("names masked", "as printed"))
    formulae = table[table["way"].eq("masked, with overlay")]
    declared = masked[masked["lexicon"].eq("vader")].iloc[0]
    person: Any = coded_tone(study).iloc[0]
    pairs = lexicon_pairs(study)
    clash = lexicon_conflicts(study)
    check: Any = tone_check(study).set_index(["name", "way"])
    plain, over = (check.loc[("VADER (declared)", way)] for way in ("names masked", "masked, with overlay"))
    without = check[check.index.get_level_values("way") != "masked, with overlay"]
    base = always_positive(study)
    up, turned = int(masked["difference"].gt(0).sum()), int(formulae["difference"].lt(0).sum())
    floor = table[table["p"] <= table["p_floor"] + 1e-9]
    extreme = ", ".join(f"{name} {way}" for name, way in zip(floor["name"], floor["way"], strict=True))
    return Finding(
        name="lexicons",
        question="Do other lexicons say the same about tone?",
        answer=(
            f"By single words {up} of {len(masked)} lexicons score the later statements higher; read formula by formula, {turned} "
            f"of {len(formulae)} score them lower, and so does the one person who coded them. The sign comes from how set phrases "
            "are read, so no change of tone is claimed."
        ),
        evidence=(
            f"Difference of VADER, the lexicon declared: {declared['in_sd']:+.2f} standard deviations; with the overlay of "
            f"diplomatic formulae {formulae.iloc[0]['in_sd']:+.2f}; of the person's coding {person['in_sd']:+.2f} "
            f"({person['positive_biden']} of {person['of_biden']} statements positive in 2021, {person['positive_trump2']} of "
            f"{person['of_trump2']} in 2025-26). Rank correlations of the lexicons run from {pairs['rho'].min():.2f} to "
            f"{pairs['rho'].max():.2f}, and {len(clash)} of {int(declared['of'])} statements are positive to one and negative to another."
        ),
        stability=(
            f"The lowest possible exact p ({table['p_floor'].min():.1f}) is reached by {len(floor)} of {len(table)} lexicons and ways of "
            f"reading: {extreme}; {int(floor['difference'].gt(0).sum())} upward, {int(floor['difference'].lt(0).sum())} downward. The "
            f"person's coding has p {person['p']:.1f}. Without any one article {int(masked['same_sign'].sum())} of {len(masked)} keep "
            f"their sign with names masked, {int(printed['same_sign'].sum())} as printed."
        ),
        limit=(
            f"Of the {plain['of']:.0f} Chinese statements that the person, who knew the eras, codes positive or negative, {base} are positive; "
            f"VADER has {plain['right']:.0f} signs right, no lexicon without the overlay more than {int(without['right'].max())}. The "
            f"overlay brings VADER to {over['right']:.0f}, but it was written knowing these statements, so its gain is no proof."
        ),
        holds=bool(
            up == len(masked)
            and turned > len(formulae) / 2
            and len(clash) > 0
            and over["right"] > plain["right"]
            and person["difference"] < 0
            and without["right"].max() < base
        ),
        values={
            "up_masked": float(up),
            "down_with_overlay": float(turned),
            "opposed": float(len(clash)),
            "rho_lowest": float(pairs["rho"].min()),
            "rho_highest": float(pairs["rho"].max()),
            "right_plain": float(plain["right"]),
            "right_overlay": float(over["right"]),
            "right_always_positive": float(base),
            "person": float(person["difference"]),
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
        question="Do the articles quote officials committing, demanding or warning more?",
        answer=(
            f"Too little is quoted to tell: on all topics {quoted[REFERENCE]} words of officials in 2021 and {quoted[TARGET]} in "
            f"2025-26 stand in quotation marks, and no kind of stance has more than {most} words in them."
        ),
        evidence=(
            f"{counts[REFERENCE]} and {counts[TARGET]} stance words in verbatim speech, over {len(table)} kinds: "
            f"{1000 * counts[REFERENCE] / quoted[REFERENCE]:.0f} and {1000 * counts[TARGET] / quoted[TARGET]:.0f} in 1,000 words."
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
