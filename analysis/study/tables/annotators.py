"""How far two annotators agree on what is a statement, who speaks, in which voice, where, and on what."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.attribution.scoring import same_speaker
from analysis.study.data.load import Study
from analysis.study.tables.shown import Shown

__all__ = ["TABLES", "annotator_agreement", "annotator_differences", "matched_annotations"]

_LEAST = 0.5
_FIELDS = ("speaker", "voice", "location", "scope")
# The second annotator has one code for every topic outside these.
_SCOPES = ("us_china", "taiwan", "defence")


def matched_annotations(study: Study) -> pd.DataFrame:
    """Pair the statements of the two annotators, one to one, where they share half of their words or more.

    Returns
    -------
    DataFrame
        One row a statement: `first` and `second` (ids; empty where the other annotator has none), `jaccard` (shared words
        over all words of the two, 0.5 to 1; NaN where unmatched), and `FIELD_first`, `FIELD_second`, `FIELD_equal` for
        `speaker`, `voice`, `location` and `scope`.
    """
    from scipy.optimize import linear_sum_assignment

    first, second = (study.tables[name].set_index("statement") for name in ("statements", "second_annotation"))
    spans = study.spans[study.spans["role"].eq("content")]
    ours, theirs = _words(spans), _words(study.tables["second_spans"])
    rows: list[dict[str, object]] = []
    for document in study.documents.index.sort_values():
        a, b = (list(table.index[table["document"].eq(document)]) for table in (first, second))
        shared = np.array([[len(ours[x] & theirs[y]) / len(ours[x] | theirs[y]) for y in b] for x in a])
        pairs = zip(*linear_sum_assignment(-np.where(shared >= _LEAST, 1 + shared, 0)), strict=True)
        matched = [(a[i], b[j], shared[i, j]) for i, j in pairs if shared[i, j] >= _LEAST]
        known = {name for pair in matched for name in pair[:2]}
        matched += [(name, "", np.nan) for name in a if name not in known]
        matched += [("", name, np.nan) for name in b if name not in known]
        rows += [
            {"first": x, "second": y, "jaccard": jaccard, **_fields(first, x, "first"), **_fields(second, y, "second")}
            for x, y, jaccard in matched
        ]
    table = pd.DataFrame(rows)
    table["scope_first"] = table["scope_first"].where(table["scope_first"].isin([*_SCOPES, ""]), "other")
    for field in _FIELDS:
        pairs = zip(table[f"{field}_first"], table[f"{field}_second"], strict=True)
        table[f"{field}_equal"] = [same_speaker(x, y) if field == "speaker" else x == y for x, y in pairs]
    return table


def _words(spans: pd.DataFrame) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for name, start, end in zip(spans["statement"], spans["first_word"], spans["end_word"], strict=True):
        found.setdefault(str(name), set()).update(range(int(start), int(end)))
    return found


def _fields(table: pd.DataFrame, name: str, side: str) -> dict[str, str]:
    return {f"{field}_{side}": str(table.loc[name, field]) if name else "" for field in _FIELDS}


def annotator_agreement(study: Study) -> pd.DataFrame:
    """Return how far the two annotators agree on what is a statement, who speaks, in which voice, where and on what.

    Returns
    -------
    DataFrame
        `what`: "statements" (matched at half of their words or more), then the fields of the matched statements; `equal`;
        `of` (statements of the first annotator; for a field, matched statements); `of_second` (statements of the second
        annotator; for a field, matched statements); `share`: F1 for "statements", else equal / of, 0 to 1; `same`: `equal`
        and the differences settled as two wordings of the same, such as two names of one speaker.
    """
    table = matched_annotations(study)
    both = table[table["jaccard"].notna()]
    first, second = int(table["first"].ne("").sum()), int(table["second"].ne("").sum())
    rows: list[tuple[str, int, int, int, float]] = [
        ("statements", len(both), first, second, 2 * len(both) / (first + second))
    ]
    for field in _FIELDS:
        equal = int(both[f"{field}_equal"].sum())
        rows.append((field, equal, len(both), len(both), equal / len(both)))
    found = pd.DataFrame(rows, columns=["what", "equal", "of", "of_second", "share"])
    settled = study.tables["annotation_settled"]
    wordings = settled.loc[settled["settled"].eq("both"), "what"].value_counts()
    # A statement with other limits is a row for each annotator, and one pair.
    wordings["statements"] = wordings.pop("statement") // 2
    return found.assign(same=found["equal"] + found["what"].map(wordings).fillna(0).astype(int))


def annotator_differences(study: Study) -> pd.DataFrame:
    """Return every difference of the two annotators, and how it was settled.

    Columns: `first`, `second`, `what`, `said_first`, `said_second`, `gloss`, `settled`, `reason`. A statement that only one annotator marked has `what` "statement"; `gloss` is that of the first annotator's statement;
    `settled` is first, second, or both where the two say the same in other words.
    """
    table = matched_annotations(study)
    rows = []
    for row in table.to_dict("records"):
        gloss = study.statements.loc[row["first"], "gloss"] if row["first"] else ""
        lead = {"first": row["first"], "second": row["second"]}
        if pd.isna(row["jaccard"]):
            said = {f"said_{side}": "marked" if row[side] else "not marked" for side in ("first", "second")}
            rows.append({**lead, "what": "statement", **said, "gloss": gloss})
            continue
        rows += [
            {
                **lead,
                "what": field,
                **{f"said_{side}": row[f"{field}_{side}"] for side in ("first", "second")},
                "gloss": gloss,
            }
            for field in _FIELDS
            if not row[f"{field}_equal"]
        ]
    keys = ["first", "second", "what"]
    return pd.DataFrame(rows).merge(study.tables["annotation_settled"], on=keys, how="left").fillna("")


TABLES = {
    "annotators": Shown(
        annotator_agreement,
        {"what": "What", "equal": "Equal", "of": "of", "share": "Share (statements: F1)"},
        "Two annotations of the five articles, the second made without knowing the first",
        {"share": 2},
    ),
    "settled": Shown(
        annotator_differences,
        {
            "what": "What",
            "said_first": "First annotator",
            "said_second": "Second annotator",
            "gloss": "Statement, in our words",
            "settled": "Settled for",
            "reason": "Why",
        },
        "Where the two differ, and how each difference was settled",
    ),
}
"""The tables of this theme that notebooks show."""
