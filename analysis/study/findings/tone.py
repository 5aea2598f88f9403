"""Findings on the coder of frames, on the disagreement of lexicons, and on stance."""

from __future__ import annotations

from typing import Any

from analysis.inference.findings import Finding
from analysis.study.data.load import Study
from analysis.study.design import OTHER_SELECTIONS, REFERENCE, TARGET
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


def finding_lexicons(study: Study) -> Finding:
    """What other lexicons make of the declared one's answer, what formulae do to all of them, and what coders read."""
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
            f"of {len(formulae)} score them lower, and so do the coders, who are language models. The sign comes from how set phrases "
            "are read, so no change of tone is claimed."
        ),
        evidence=(
            f"Difference of VADER, the lexicon declared: {declared['in_sd']:+.2f} standard deviations; with the overlay of "
            f"diplomatic formulae {formulae.iloc[0]['in_sd']:+.2f}; of the tone that coder B gave {person['in_sd']:+.2f} "
            f"({person['positive_biden']} of {person['of_biden']} statements positive in 2021, {person['positive_trump2']} of "
            f"{person['of_trump2']} in 2025-26). Rank correlations of the lexicons run from {pairs['rho'].min():.2f} to "
            f"{pairs['rho'].max():.2f}, and {len(clash)} of {int(declared['of'])} statements are positive to one and negative to another."
        ),
        stability=(
            f"The lowest possible exact p ({table['p_floor'].min():.1f}) is reached by {len(floor)} of {len(table)} lexicons and ways of "
            f"reading: {extreme}; {int(floor['difference'].gt(0).sum())} upward, {int(floor['difference'].lt(0).sum())} downward. The "
            f"tone of coder B has p {person['p']:.1f}. Without any one article {int(masked['same_sign'].sum())} of {len(masked)} keep "
            f"their sign with names masked, {int(printed['same_sign'].sum())} as printed."
        ),
        limit=(
            f"Of the {plain['of']:.0f} Chinese statements that coder B, a language model that knew the eras, codes positive or negative, {base} are positive; "
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


def finding_tone(study: Study) -> Finding:
    """Whether the tone differs, and on how many choices the answer hangs."""
    table = tone_differences(study)
    default = table.iloc[0]
    higher = int(table["difference"].gt(0).sum())
    stable = int(table["same_sign"].sum())
    officials = table[
        table["selection"].isin(["officials", *OTHER_SELECTIONS]) & table["selection"].ne("all Chinese voices")
    ]
    rest = table.drop(officials.index)
    scores = study.scores()
    voices = scores.pivot_table(index="voice", columns="era", values="score", aggfunc="mean")
    weights = scores["voice"].value_counts(normalize=True).reindex(voices.index)
    held = float(((voices[TARGET] - voices[REFERENCE]) * weights).sum())
    by_voice = scores.groupby("voice")["score"].mean()
    silent = int(scores["hits"].eq(0).sum())
    return Finding(
        name="tone",
        question="Did the tone change?",
        answer=(
            f"It cannot be said: VADER scores the later statements {default['difference']:.2f} higher on a scale from -1 to 1; for "
            f"officials alone {len(officials)} choices give {officials['difference'].min():+.3f} to {officials['difference'].max():+.2f}, and "
            f"with other Chinese voices counted in it goes down to {rest['difference'].min():+.2f}."
        ),
        evidence=(
            f"Mean {default['mean_reference']:.2f} in 2021 and {default['mean_target']:.2f} in 2025-26, names masked; over "
            f"{len(table)} choices of statements and masking the difference is above zero in {higher}. Other lexicons, and formulae "
            "read as wholes, are the next finding."
        ),
        stability=(
            f"The sign survives the omission of any one article in {stable} of the {len(table)} choices; exact p = "
            f"{default['p']:.1f} for the default, where {default['p_floor']:.1f} is the lowest possible."
        ),
        limit=(
            f"Words in quotation marks score higher than reported ones (direct {by_voice['direct']:.2f}, mixed {by_voice['mixed']:.2f}, "
            f"indirect {by_voice['indirect']:.2f}); with voice held fixed the difference is {held:+.2f}. Diplomatic boilerplate scores "
            f"positive, and {silent} of {len(scores)} statements have no word of the lexicon."
        ),
        holds=bool(
            default["difference"] > 0
            and default["p"] > 0.1
            and by_voice["direct"] > by_voice["indirect"]
            and officials["difference"].max() > 0
            and rest["difference"].min() < 0
        ),
        values={
            "difference": float(default["difference"]),
            "lowest": float(table["difference"].min()),
            "highest": float(table["difference"].max()),
            "above_zero": float(higher),
            "choices": float(len(table)),
            "stable": float(stable),
            "voice_held_fixed": held,
        },
    )


FINDINGS = (finding_tone, finding_lexicons, finding_stance)
"""The findings of this theme, in reading order."""
