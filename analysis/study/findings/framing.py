"""Findings on the frames of officials' statements and on the tone by the lexicon declared."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from analysis.corpus.termmatrix import TermMatrix
from analysis.framing.agreement import compare_coders
from analysis.inference.findings import Finding
from analysis.study.data.load import Study
from analysis.study.tables.terms import REFERENCE, TARGET, frame_differences, tone_differences
from analysis.study.wording import CONFOUNDED, OTHER_SELECTIONS, RED_LINES

__all__ = ["finding_frames", "finding_tone"]


def finding_frames(study: Study) -> Finding:
    """Which frames the officials' statements of each era have, and which differences other selections keep."""
    table: Any = frame_differences(study).set_index("frame")
    coded = compare_coders(study.frames.loc[study.frames_coded.index], study.frames_coded)
    f1 = float(coded.set_index("frame")["f1"]["(all)"])
    largest = table["difference"].abs().nlargest(5).index
    dialogue, win, world, red, principles = (
        table.loc[frame] for frame in ("DIALOGUE", "WINWIN", "GLOBAL", "RED_LINE", "REL_PRINCIPLES")
    )
    told = ["DIALOGUE", "WINWIN", "RED_LINE", "REL_PRINCIPLES"]
    others: dict[str, Any] = {
        name: frame_differences(study, selection=name).set_index("frame") for name in OTHER_SELECTIONS
    }
    turned = [
        frame
        for frame in told
        for other in others.values()
        if other.loc[frame, "difference"] * table.loc[frame, "difference"] <= 0
    ]
    unstable = sorted(
        {table.loc[frame, "name"] for frame in told for other in others.values() if not other.loc[frame, "same_sign"]}
    )
    wide = others["officials, all topics"].loc["GLOBAL"]
    by_phrase = _only_by(study, "RED_LINE", RED_LINES, units=study.select(), era=TARGET)
    units = study.select().units
    length = units.groupby("era")["tokens"].mean()

    def counts(row: Any) -> str:
        return (
            f"{row['statements_biden']} of {row['statements_of_biden']} statements of 2021 and "
            f"{row['statements_trump2']} of {row['statements_of_trump2']} of 2025-26"
        )

    return Finding(
        name="frames",
        question="As what do these articles let the relationship appear?",
        answer=(
            f"In 2021 more as dialogue and cooperation (dialogue in {counts(dialogue)}), in 2025-26 more by limits and by "
            f"principles (principles in {principles['statements_biden']} and {principles['statements_trump2']}); exact p is "
            f"{table.loc[told, 'p'].min():.1f} to {table.loc[told, 'p'].max():.1f}, where {table['p_floor'].max():.1f} is the lowest possible."
        ),
        evidence=(
            f"Dialogue: {counts(dialogue)}. Win-win cooperation: {counts(win)}. Red lines and no concession: {counts(red)}, "
            f"{by_phrase} of them by “red lines” itself, which officials used in 2021 too. Principles: {counts(principles)}. The "
            f"world: {counts(world)}. These are the five largest of {len(table)} differences, picked after looking."
        ),
        stability=(
            "The direction of these five survives the omission of any one article. In "
            f"{len(others)} other selections of statements the first four keep their direction, not always without each "
            f"article ({', '.join(unstable)}); the world does not: with all topics counted in, its difference is "
            f"{wide['difference']:+.2f} (p {wide['p']:.1f}) instead of {world['difference']:+.2f}."
        ),
        limit=(
            f"Statements of 2021 have {length[REFERENCE]:.0f} words on average, those of 2025-26 {length[TARGET]:.0f}, so they have room "
            f"for more frames. The dictionary repeats one coder (F1 {f1:.2f}) because its patterns were written knowing these "
            f"statements; its score on other sentences is in notebook 03. {CONFOUNDED}"
        ),
        holds=bool(
            set(largest) == {*told, "GLOBAL"}
            and world["difference"] < 0
            and dialogue["difference"] < 0
            and win["difference"] < 0
            and red["difference"] > 0
            and principles["difference"] > 0
            and table.loc[largest, "same_sign"].all()
            and not turned
            and unstable
            and abs(wide["difference"]) < abs(world["difference"]) / 2
        ),
        values={
            **{f"share_{frame}_biden": float(table.loc[frame, "mean_reference"]) for frame in table.index},
            **{f"share_{frame}_trump2": float(table.loc[frame, "mean_target"]) for frame in table.index},
            "f1_in_sample": f1,
            "red_by_phrase": float(by_phrase),
            "world_all_topics": float(wide["difference"]),
        },
    )


def _only_by(study: Study, frame: str, phrases: Collection[str], *, units: TermMatrix, era: str) -> int:
    """Count the statements of an era that have a frame by nothing but these phrases."""
    inside = units.units.index[units.units["era"].eq(era)]
    hits = study.frame_hits[study.frame_hits["frame"].eq(frame) & study.frame_hits["unit"].isin(inside)]
    return int(hits["hit"].isin(list(phrases)).groupby(hits["unit"]).all().sum())


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
