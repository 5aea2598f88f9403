"""Findings on the frames of officials' statements, and on how far a dictionary finds them."""

from __future__ import annotations

from typing import Any

from analysis.inference.findings import Finding
from analysis.study.data.load import Study
from analysis.study.design import OTHER_SELECTIONS, REFERENCE, TARGET, joined
from analysis.study.tables.annotators import annotator_agreement
from analysis.study.tables.coders import dictionary_validity, frame_agreement, frames_by_coder, frames_of_coders
from analysis.study.tables.framing import frame_differences
from analysis.study.tables.official import ARTICLES
from analysis.study.tables.voices import frames_on_all_topics

__all__ = ["FINDINGS", "finding_coder", "finding_dialogue_recoded", "finding_frames", "finding_taiwan"]

DOUBTFUL = ("000-08", "004-05", "004-06")
"""Statements of 2025-26 that a wider rule would count as dialogue: fewer problems, staying engaged, positive interaction."""
TOLD = ("DIALOGUE", "WINWIN", "RED_LINE", "REL_PRINCIPLES")
"""The frames with the largest differences that keep their direction in other selections of statements."""


def finding_frames(study: Study) -> Finding:
    """Which frames the officials' statements of each era have, by every coder and in other selections."""
    table: Any = frame_differences(study).set_index("frame")
    largest = table["difference"].abs().nlargest(len(TOLD) + 1).index
    counts: Any = frames_by_coder(study).set_index(["frame", "coder"])
    others: dict[str, Any] = {
        name: frame_differences(study, selection=name).set_index("frame") for name in OTHER_SELECTIONS
    }
    turned = [
        frame
        for frame in TOLD
        for other in others.values()
        if other.loc[frame, "difference"] * table.loc[frame, "difference"] <= 0
    ]
    length = study.select().units.groupby("era")["tokens"].mean()
    dialogue, limits = table.loc["DIALOGUE"], table.loc["RED_LINE"]

    def by_coder(frame: str) -> str:
        rows = counts.loc[frame].drop("dictionary")
        said = rows["statements_biden"].astype(str) + " against " + rows["statements_trump2"].astype(str)
        told = [f"{pair} (coder {' and '.join(said.index[said.eq(pair)])})" for pair in dict.fromkeys(said)]
        return f"{str(table.loc[frame, 'name']).lower()} {', '.join(told)}"

    return Finding(
        name="frames",
        question="How do officials describe the relationship?",
        answer=(
            f"2021: more dialogue ({dialogue['statements_biden']} of {dialogue['statements_of_biden']} statements, against "
            f"{dialogue['statements_trump2']} of {dialogue['statements_of_trump2']}) and win-win cooperation; 2025-26: more red lines "
            f"({limits['statements_biden']} against {limits['statements_trump2']}) and more terms for good relations."
        ),
        limit=(
            f"Chance alone could do this: p = {table.loc[list(TOLD), 'p'].min():.1f} to {table.loc[list(TOLD), 'p'].max():.1f}, and "
            f"with five articles p cannot fall below {table['p_floor'].max():.1f}."
        ),
        evidence="Statements of 2021 against 2025-26, " + "; ".join(by_coder(frame) for frame in largest) + ".",
        stability=(
            f"These are the largest of {len(table)} differences, picked after looking. The first {len(TOLD)} keep their direction "
            f"without any one article and in {len(others)} other selections of statements. Statements of 2021 are longer "
            f"({length[REFERENCE]:.0f} words on average against {length[TARGET]:.0f}), so more frames fit into them."
        ),
        outside=(
            "Frames follow what the articles carry: officials of 2025-26 used words of dialogue and win-win that no article has, and "
            "officials of 2021 spoke of red lines."
        ),
        one_sided=True,
        holds=bool(
            set(largest) == {*TOLD, "GLOBAL"}
            and (table.loc[["DIALOGUE", "WINWIN", "GLOBAL"], "difference"] < 0).all()
            and (table.loc[["RED_LINE", "REL_PRINCIPLES"], "difference"] > 0).all()
            and table.loc[list(TOLD), "same_sign"].all()
            and not turned
        ),
        values={
            **{f"share_{frame}_biden": float(table.loc[frame, "mean_reference"]) for frame in table.index},
            **{f"share_{frame}_trump2": float(table.loc[frame, "mean_target"]) for frame in table.index},
        },
    )


def finding_dialogue_recoded(study: Study) -> Finding:
    """What becomes of the largest difference when doubtful statements of 2025-26 count as dialogue too."""
    coded = frames_of_coders(study)["A"].loc[study.select().units.index, ["DIALOGUE"]]
    wider = coded.copy()
    wider.loc[list(DOUBTFUL), "DIALOGUE"] = 1
    before, after = (study.compare().means(codes).iloc[0] for codes in (coded, wider))
    of = int(study.select().units["era"].eq(TARGET).sum())
    later = wider.loc[study.select().units["era"].eq(TARGET), "DIALOGUE"]
    return Finding(
        name="dialogue-recoded",
        question="How firm is “dialogue”?",
        answer=(
            f"With fewer problems, staying engaged and positive interaction counted as dialogue, it is in {int(later.sum())} of {of} "
            f"statements of 2025-26, and the difference falls from {-before['difference']:.2f} to {-after['difference']:.2f}."
        ),
        limit=f"Then p is {after['p']:.1f} instead of {before['p']:.1f}: the largest difference hangs on a rule of the codebook.",
        evidence=(
            f"Added are the statements {joined(DOUBTFUL)}, which coder A did not count. That coders of one codebook agree is no proof of "
            "its rule."
        ),
        stability="The direction stays; the size does not.",
        holds=bool(before["difference"] < after["difference"] < 0 and after["p"] > before["p"]),
        values={"before": float(before["difference"]), "after": float(after["difference"]), "p": float(after["p"])},
    )


def finding_taiwan(study: Study) -> Finding:
    """Whether the frame of Taiwan is absent from 2021, or only from the topic compared."""
    row = frames_on_all_topics(study).set_index("frame").to_dict("index")["TAIWAN"]
    scope = annotator_agreement(study).set_index("what").to_dict("index")["scope"]
    return Finding(
        name="taiwan",
        question="Is Taiwan absent from 2021?",
        answer=(
            f"Taiwan is absent from 2021 by topic only: on relations with the US it is in {row['statements_biden']} of {row['of_biden']} statements of 2021 and "
            f"{row['statements_trump2']} of {row['of_trump2']} of 2025-26, on all topics in {row['all_biden']} of {row['all_of_biden']} and "
            f"{row['all_trump2']} of {row['all_of_trump2']}."
        ),
        limit="Arms sales count as relations with the US, the island's status as a topic of its own.",
        evidence=f"The statements of 2021 on its status are in the article {ARTICLES['002']}; the comparison leaves them out.",
        stability=f"The annotators gave {scope['equal']} of {scope['of']} statements the same topic.",
        holds=row["statements_biden"] == 0 < row["all_biden"],
        values={name: float(row[name]) for name in ("all_biden", "all_trump2")},
    )


def finding_coder(study: Study) -> Finding:
    """How far the dictionary finds the frames that coders find, on real prose first."""
    table = dictionary_validity(study)
    pooled = table[table["first"].eq("dictionary") & table["frame"].eq("(all)")]
    real = pooled[pooled["texts"].eq("real official prose")]
    held = pooled[pooled["texts"].eq("invented sentences, half held out") & pooled["second"].eq("author")].iloc[0]
    frames = table[
        table["texts"].eq("real official prose") & table["first"].eq("dictionary") & table["frame"].ne("(all)")
    ]
    low: Any = frames[frames["second"].eq("C")].sort_values(["recall", "frame"]).iloc[0]
    agreement = frame_agreement(study)
    pairs = agreement[agreement["frame"].eq("(all)")]
    return Finding(
        name="coder",
        question="Can a dictionary find the frames?",
        answer=(
            f"Only in part does a dictionary find what coders find: on {int(real['of'].iloc[0])} sentences of real official prose it reaches F1 {real['f1'].min():.2f} to "
            f"{real['f1'].max():.2f} against two coders."
        ),
        limit="The study's counts of frames are therefore the coders', and the dictionary is a contrast.",
        evidence=(
            f"Precision {real['precision'].min():.2f} to {real['precision'].max():.2f}, recall {real['recall'].min():.2f} to "
            f"{real['recall'].max():.2f}; lowest recall {low['recall']:.2f} ({study.codebook.names[low['frame']].lower()}). On held-out "
            f"sentences by the author of its patterns it reaches {held['f1']:.2f}: easy texts flatter a dictionary."
        ),
        stability=(
            f"The coders of the statements agree with each other (F1 {pairs['f1'].min():.2f} to {pairs['f1'].max():.2f}, alpha "
            f"{pairs['alpha'].min():.2f} to {pairs['alpha'].max():.2f}). All are language models that read one codebook, so they may "
            "share mistakes; no person has checked them."
        ),
        holds=bool(real["f1"].max() < held["f1"] and real["f1"].min() > 0.6),
        values={
            "f1_real_lowest": float(real["f1"].min()),
            "f1_real_highest": float(real["f1"].max()),
            "f1_held_out": float(held["f1"]),
        },
    )


FINDINGS = {
    "frames": finding_frames,
    "dialogue-recoded": finding_dialogue_recoded,
    "taiwan": finding_taiwan,
    "coder": finding_coder,
}
"""The findings of this theme by name, in reading order."""
