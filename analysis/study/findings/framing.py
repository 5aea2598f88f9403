"""Findings on the frames of officials' statements and on the tone by the lexicon declared."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from analysis.corpus.termmatrix import TermMatrix
from analysis.framing.agreement import compare_coders
from analysis.inference.findings import Finding
from analysis.study.data.load import Study
from analysis.study.design import CONFOUNDED, OTHER_SELECTIONS, RED_LINES, REFERENCE, TARGET
from analysis.study.tables.coders import frame_agreement
from analysis.study.tables.framing import frame_differences, validity

__all__ = ["FINDINGS", "finding_coder", "finding_frames"]


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


def finding_coder(study: Study) -> Finding:
    """How far the dictionary finds the frames that coders find."""
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
    agreement = frame_agreement(study)
    others = agreement.loc[agreement["first"].eq("A") & agreement["frame"].eq("(all)"), "f1"]
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
            f"Two further coders, who did not know the era, agree with the first on the statements (F1 {others.min():.2f} to "
            f"{others.max():.2f}). All are language models that read one codebook, so they may share mistakes; no person has "
            "checked them. Patterns were changed again after the score on the sentences kept apart was first seen; it did not move."
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


FINDINGS = (finding_frames, finding_coder)
"""The findings of this theme, in reading order."""
