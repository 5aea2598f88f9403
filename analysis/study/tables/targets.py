"""Whom the frames of officials' statements are directed at: urged, warned or promised something."""

from __future__ import annotations

import pandas as pd

from analysis.patterns.context import NOBODY
from analysis.study.data.load import Study
from analysis.study.design import ERAS

__all__ = ["frame_targets", "target_check", "target_table"]


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
    """Compare the targets found with those that a person reads.

    Returns
    -------
    DataFrame of one row: `coded` (frames of statements), `equal`, `found` (a name found), `right` (of them,
    as the person reads), `read` (a name read by the person), `precision` and `recall` (0 to 1).
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
