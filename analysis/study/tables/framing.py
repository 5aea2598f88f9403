"""Tables of the study on frames, tone and stance that the notebooks, plates and findings share."""

from __future__ import annotations

import pandas as pd

from analysis.framing.agreement import compare_coders
from analysis.framing.codebook import read_codebook
from analysis.framing.coders import DictionaryCoder
from analysis.framing.coding import prevalence
from analysis.framing.entries import read_coded_texts
from analysis.framing.structure import frame_cooccurrence, function_codes
from analysis.framing.validity import pattern_table, score_coder
from analysis.patterns.context import NOBODY
from analysis.study.data.load import Study
from analysis.study.design import ERAS, YEARS
from analysis.study.tables.coders import frames_of_coders
from analysis.study.tables.shown import Shown

__all__ = [
    "TABLES",
    "frame_differences",
    "frame_functions",
    "frame_shares",
    "frame_targets",
    "matched_pairs",
    "network",
    "patterns",
    "profiles",
    "target_check",
    "target_table",
    "validity",
]


def validity(study: Study) -> pd.DataFrame:
    """Dictionary against hand coding: on the study's statements, and on unseen sentences before and after tuning.

    Columns: `sample` (statements, tuning, held out, tuning and held out), `codebook` (now, before), then those of
    `compare_coders`.
    """
    folder = study.folder / "codebook"
    books = {
        "now": study.codebook,
        "before": read_codebook(folder / "frames_before.yaml", entities=study.entities),
    }
    parts = [
        compare_coders(study.frames.loc[study.frames_coded.index], study.frames_coded).assign(
            sample="statements", codebook="now"
        )
    ]
    texts, coded = read_coded_texts(folder / "unseen.json", study.codebook)
    # Odd entries were looked at while patterns were written, even ones never.
    odd = pd.Series(range(1, len(texts) + 1), index=texts.index) % 2 == 1
    for when, book in books.items():
        for sample, kept in (("tuning", odd), ("held out", ~odd), ("tuning and held out", odd | ~odd)):
            scored = score_coder(DictionaryCoder(book, study.entities), texts[kept], coded[kept])
            parts.append(scored.assign(sample=sample, codebook=when))
    table = pd.concat(parts, ignore_index=True)
    return table[["sample", "codebook", *[c for c in table.columns if c not in {"sample", "codebook"}]]]


def patterns(study: Study) -> pd.DataFrame:
    """Every pattern: how many coded statements it finds, how many of them coder A agrees with, and its `hits` in words."""
    table = pattern_table(study.frame_hits, study.frames_coded, study.codebook)
    inside = study.frame_hits[study.frame_hits["unit"].isin(study.frames_coded.index)]
    words = inside.groupby(["frame", "indicator"])["hit"].agg(lambda found: "; ".join(sorted(set(found))))
    return table.join(words.rename("hits"), on=["frame", "pattern"]).fillna({"hits": ""})


def frame_shares(study: Study, *, by: str | list[str] = "era") -> pd.DataFrame:
    """Officials' statements with each frame by era, or by era and voice, as `prevalence` gives them; eras by their years."""
    units = study.select().units
    return prevalence(study.frames.loc[units.index], units.assign(era=units["era"].map(YEARS)), by=by)


def network(study: Study, *, at_least: int = 2) -> pd.DataFrame:
    """Which frames stand together in officials' statements of both eras; `era_ERA` splits the count."""
    units = study.select("officials, all topics").units
    codes = study.frames.loc[units.index]
    edges = frame_cooccurrence(codes, at_least=at_least)
    for era in ERAS:
        here = codes[units["era"].eq(era)]
        edges[f"together_{era}"] = [
            int((here[a] & here[b]).sum()) for a, b in zip(edges["first"], edges["second"], strict=True)
        ]
    return edges


def profiles(study: Study) -> pd.DataFrame:
    """Frames of each official, with the era."""
    units = study.select("officials, all topics").units
    names = study.codebook.names
    units = units.assign(who=units["speaker"] + " (" + units["era"].map(YEARS) + ")")
    table = prevalence(study.frames.loc[units.index], units, by="who").rename(columns={"group": "who"})
    table = table[table["statements"].gt(0)]
    named = table["frame"].map(names) + " (" + table["statements"].astype(str) + ")"
    grouped = table.assign(named=named).sort_values(["who", "statements", "frame"], ascending=[True, False, True])
    return grouped.groupby(["who", "statements_of"])["named"].agg("; ".join).reset_index()


def frame_functions(study: Study) -> pd.DataFrame:
    """What the frames of each era do, after Entman: one row a function, `statements_ERA` and `of_ERA`."""
    units = study.select().units
    table = prevalence(function_codes(study.frames.loc[units.index], study.codebook), units, by="era")
    wide = table.rename(columns={"frame": "function"}).pivot(
        index="function", columns="group", values=["statements", "statements_of"]
    )
    wide.columns = pd.Index(["_".join(map(str, pair)).replace("statements_of", "of") for pair in wide.columns])
    return wide.reset_index()


def frame_differences(study: Study, *, selection: str = "officials", coder: str = "A") -> pd.DataFrame:
    """Prevalence of each frame in both eras with the stability of the difference at document level.

    `coder` is A, C or D, or "dictionary" for contrast.

    The columns of `difference_of_means` with `frame` for `measure`, and for each era `statements_ERA`,
    `statements_of_ERA`, `documents_ERA`, `documents_of_ERA`; sorted by difference.
    """
    comparison = study.compare(selection)
    units = comparison.units.units
    codes = (frames_of_coders(study) | {"dictionary": study.frames})[coder].loc[units.index]
    table = comparison.means(codes).rename(columns={"measure": "frame"})
    counts = prevalence(codes, units, by="era").pivot(index="frame", columns="group")
    for column in ("statements", "statements_of", "documents", "documents_of"):
        for era in ERAS:
            table[f"{column}_{era}"] = table["frame"].map(counts[column][era])
    table.insert(1, "name", [study.codebook[frame].name for frame in table["frame"]])
    return table.sort_values(["difference", "frame"], ignore_index=True)


def matched_pairs(study: Study) -> pd.DataFrame:
    """Frames of the two natural pairs: the same office (NPC spokesperson) and the same man (Wang Yi).

    Columns: `pair`, `era`, `speaker`, `statements`, `tokens`, `frames` (frame names with the number of
    statements that have them, most frequent first).
    """
    units = study.select("officials, all topics").units
    rows = []
    for pair, member in (
        ("same office: NPC spokesperson", units["role"].eq("NPC spokesperson")),
        ("same man: Wang Yi", units["speaker"].eq("Wang Yi")),
    ):
        for era in ERAS:
            part = units[member & units["era"].eq(era)]
            counts = study.frames.loc[part.index].sum().sort_values(ascending=False, kind="stable")
            named = [f"{study.codebook[str(frame)].name} ({count})" for frame, count in counts.items() if count]
            rows.append(
                (pair, ERAS[era], part["speaker"].iloc[0], len(part), int(part["tokens"].sum()), "; ".join(named))
            )
    return pd.DataFrame(rows, columns=["pair", "era", "speaker", "statements", "tokens", "frames"])


def frame_targets(study: Study) -> pd.DataFrame:
    """Return the target of each frame in each statement: `unit`, `frame`, `target`; a name wins over none."""
    hits = study.frame_hits[study.frame_hits["target"].fillna("").ne("")]
    named = hits.assign(nobody=hits["target"].eq(NOBODY)).sort_values(["unit", "frame", "nobody", "target"])
    return named.drop_duplicates(["unit", "frame"])[["unit", "frame", "target"]].reset_index(drop=True)


def target_table(study: Study) -> pd.DataFrame:
    """Count officials' statements by frame, era and target.

    Returns
    -------
    DataFrame in the order of the frames: `frame`; `role` (what befalls the target); for each era
    `statements_ERA` (with the frame) and `named_ERA` (of them, those that name another side as target);
    `targets` (their names).
    """
    units = study.select().units
    found = frame_targets(study).join(units["era"], on="unit", how="inner")
    rows = []
    for frame in study.codebook.frames:
        if not frame.target:
            continue
        part = found[found["frame"].eq(frame.id)]
        named = part[part["target"].ne(NOBODY)]
        row: dict[str, object] = {"frame": frame.name, "role": frame.target}
        for era in ERAS:
            row[f"statements_{era}"] = int(part["era"].eq(era).sum())
            row[f"named_{era}"] = int(named["era"].eq(era).sum())
        rows.append(row | {"targets": ", ".join(sorted(named["target"].unique())) or NOBODY})
    return pd.DataFrame(rows)


def target_check(study: Study) -> pd.DataFrame:
    """Compare the targets found with those that one coder reads.

    Returns
    -------
    DataFrame of one row: `coded` (frames of statements), `equal`, `found` (a name found), `right` (of them,
    as the coder reads), `read` (a name read by the coder), `precision` and `recall` (0 to 1).
    """
    coded = study.tables["targets_coded"].rename(columns={"statement": "unit", "target": "read"})
    both = coded.merge(frame_targets(study), on=["unit", "frame"], how="left").fillna({"target": NOBODY})
    found, read = both["target"].ne(NOBODY), both["read"].ne(NOBODY)
    equal = both["target"].eq(both["read"])
    right = int((equal & found).sum())
    row = {
        "coded": len(both),
        "equal": int(equal.sum()),
        "found": int(found.sum()),
        "right": right,
        "read": int(read.sum()),
        "precision": right / found.sum() if found.any() else float("nan"),
        "recall": right / read.sum() if read.any() else float("nan"),
    }
    return pd.DataFrame([row])


_RANGE = {"difference": "Difference", "lowest": "lowest", "highest": "highest", "same_sign": "Same direction"}
_CHANCE = {"p": "p", "p_floor": "smallest attainable p"}
_BY_ERA = {"statements_biden": "2021", "statements_of_biden": "of", "statements_trump2": "2025-26"}
TABLES = {
    "frames": Shown(
        frame_differences,
        {"name": "Frame"} | _BY_ERA | {"statements_of_trump2": "of "} | _RANGE | _CHANCE,
        "Statements with each frame by coder A; the range is that without each one article",
        dict.fromkeys(["difference", "lowest", "highest"], 2) | {"p": 1, "p_floor": 1},
    ),
    "pairs": Shown(
        matched_pairs,
        {"pair": "Held constant", "era": "Era", "speaker": "Speaker", "statements": "Statements", "tokens": "Words"}
        | {"frames": "Frames (statements that have them)"},
        "Frames in the matched pairs, all topics",
    ),
    "targets": Shown(
        target_table,
        {"frame": "Frame", "role": "Act", "statements_biden": "2021", "named_biden": "aimed at a named side"}
        | {"statements_trump2": "2025-26", "named_trump2": "aimed at a named side ", "targets": "Sides named"},
        "Officials' statements by whom their frames are aimed at",
    ),
    "target-check": Shown(
        target_check,
        {
            "coded": "Targets coded",
            "equal": "Same",
            "found": "Names found",
            "right": "right",
            "read": "Names the coder marked",
        }
        | {"precision": "Precision", "recall": "Recall"},
        "Targets found by rule, against coder A",
        {"precision": 2, "recall": 2},
    ),
    "patterns": Shown(
        # A break is allowed after every alternative.
        lambda study: (
            patterns(study)
            .query("units > 0")
            .replace({"frame": study.codebook.names})
            .assign(pattern=lambda table: table["pattern"].str.replace("|", "|\u200b"))
        ),
        {
            "frame": "Frame",
            "pattern": "Pattern",
            "hits": "What it hits",
            "units": "Statements",
            "right": "Coder A agrees",
        }
        | {"alone": "By it alone"},
        "Patterns that find a coded statement",
    ),
    "codebook": Shown(
        lambda study: pd.DataFrame([vars(frame) for frame in study.codebook.frames]),
        {
            "name": "Frame",
            "entman": "Function (Entman)",
            "definition": "Definition",
            "sources": "Sources",
            "notes": "Notes",
        },
        "Frames and definitions",
    ),
}
"""The tables of this theme that notebooks show."""
