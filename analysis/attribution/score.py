"""Compare extracted statements with statements marked by hand.

A pair matches when the Jaccard index of the word positions that the two cover is at least .5;
pairs are made one to one so that the sum of the indices is greatest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.corpus.articles import word_spans
from analysis.errors import SourceError

__all__ = ["COLUMNS", "compare", "match", "read_gold", "same_speaker", "score"]

COLUMNS = ["group", "gold", "found", "matched", "precision", "recall", "f1", "exact", "speakers", "speaker_accuracy"]
Spans = Sequence[tuple[int, int]]


def read_gold(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Read statements marked by hand: a JSON file with `statements`, by file or as a list with `article`.

    Fields: `spans`; and, where present, `speaker`, `voice`, `location`, `kind`, `speech_cue` (false
    makes the item neutral: a statement found there counts neither for nor against).
    Raises SourceError for a file that is missing or of another form, naming the item.
    """
    try:
        content = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}; give the path of a JSON file") from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path.name} is not JSON: {error}; correct the file") from None
    items = content.get("statements") if isinstance(content, dict) else None
    if isinstance(items, list):
        grouped: dict[str, list[dict[str, Any]]] = {}
        for number, item in enumerate(items):
            if not isinstance(item, dict) or "article" not in item:
                raise SourceError(
                    f"{path.name}, statement {number}: no 'article' field; name the file of the statement"
                )
            grouped.setdefault(str(item["article"]), []).append(item)
        items = grouped
    if not isinstance(items, dict):
        raise SourceError(
            f'{path.name} has no "statements"; expected {{"statements": {{FILE: [{{"spans": [[start, end]]}}]}}}}'
        )
    for name, some in items.items():
        for number, item in enumerate(some):
            spans = item.get("spans") if isinstance(item, dict) else None
            if not isinstance(spans, list) or not all(_is_span(span) for span in spans):
                raise SourceError(
                    f"{path.name}, {name}, statement {number}: spans is {spans!r}; expected a list of [start, end]"
                )
    return items


def _is_span(span: object) -> bool:
    return (
        isinstance(span, list) and len(span) == 2 and all(isinstance(n, int) for n in span) and 0 <= span[0] < span[1]
    )


def _positions(words: np.ndarray, spans: Spans) -> set[int]:
    """Return the numbers of the words that begin inside the spans."""
    out: set[int] = set()
    for start, end in spans:
        out.update(range(int(np.searchsorted(words, start)), int(np.searchsorted(words, end))))
    return out


def match(
    text: str, found: Sequence[Spans], gold: Sequence[Spans], *, least: float = 0.5
) -> list[tuple[int, int, float]]:
    """Return (found, gold, Jaccard) for the best one-to-one pairs of at least `least`.

    >>> match("one two three four", [[(0, 13)]], [[(4, 18)], [(0, 7)]])
    [(0, 1, 0.6666666666666666)]
    """
    from scipy.optimize import linear_sum_assignment

    if not found or not gold:
        return []
    words = np.array([start for start, _ in word_spans(text)])
    ours, theirs = [_positions(words, spans) for spans in found], [_positions(words, spans) for spans in gold]
    index = np.array([[len(a & b) / max(1, len(a | b)) for b in theirs] for a in ours])
    worth = np.where(index >= least, 1 + index, 0)
    rows, columns = linear_sum_assignment(-worth)
    return [(int(r), int(c), float(index[r, c])) for r, c in zip(rows, columns, strict=True) if index[r, c] >= least]


def compare(text: str, found: pd.DataFrame, gold: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Set the statements found in one text beside those marked by hand, one row for each pair or single.

    Columns: `outcome` (match, missed, extra, neutral), `found` (row), `gold` (item), `jaccard`,
    `exact`, `voice_found`, `voice_gold`, `speaker_found`, `speaker_gold`, `speaker_right`.
    """
    scored = [i for i, item in enumerate(gold) if item.get("speech_cue", True)]
    neutral = [i for i, item in enumerate(gold) if not item.get("speech_cue", True)]
    ours = [[tuple(span) for span in spans] for spans in found["spans"]]
    theirs = [[tuple(span) for span in item["spans"]] for item in gold]
    pairs = match(text, ours, [theirs[i] for i in scored])
    rows: list[dict[str, Any]] = []
    used = {pair[0] for pair in pairs}
    for ours_at, at, jaccard in pairs:
        item, row = gold[scored[at]], found.iloc[ours_at]
        right = same_speaker(row["speaker"], item["speaker"]) if item.get("speaker") else None
        rows.append(
            {
                "outcome": "match",
                "found": ours_at,
                "gold": scored[at],
                "jaccard": jaccard,
                "exact": ours[ours_at] == theirs[scored[at]],
                "voice_found": row["voice"],
                "voice_gold": item.get("voice"),
                "speaker_found": row["speaker"],
                "speaker_gold": item.get("speaker"),
                "speaker_right": right,
            }
        )
    met = {scored[at] for _, at, _ in pairs}
    rows += [
        {"outcome": "missed", "gold": i, "voice_gold": gold[i].get("voice"), "speaker_gold": gold[i].get("speaker")}
        for i in scored
        if i not in met
    ]
    rest = [i for i in range(len(ours)) if i not in used]
    # A statement found where a neutral item stands counts neither for nor against, however many there are.
    ignored = {r for r in rest if any(match(text, [ours[r]], [theirs[i]]) for i in neutral)}
    rows += [
        {
            "outcome": "neutral" if r in ignored else "extra",
            "found": r,
            "voice_found": found.iloc[r]["voice"],
            "speaker_found": found.iloc[r]["speaker"],
        }
        for r in rest
    ]
    columns = [
        "outcome",
        "found",
        "gold",
        "jaccard",
        "exact",
        "voice_found",
        "voice_gold",
        "speaker_found",
        "speaker_gold",
        "speaker_right",
    ]
    return pd.DataFrame(rows, columns=columns)


def _plain(name: str) -> str:
    name = name.replace("\u2019", "'").lower().removesuffix("'s").strip()
    words = [
        w
        for w in name.replace("(", " ").replace(")", " ").split()
        if w not in {"the", "a", "an", "of", "in", "unnamed", "collective"}
    ]
    return " ".join(words)


def same_speaker(found: object, gold: object) -> bool:
    """Tell whether two names are one speaker: the same words, apart from case, articles and "unnamed".

    >>> same_speaker("the Foreign Ministry", "Foreign ministry"), same_speaker("Orla Brennick", "Brennick")
    (True, False)
    """
    a, b = _plain(str(found)), _plain(str(gold))
    return a == b or a.replace("an ", "") == b


def score(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Sum comparisons up: precision, recall and F1 of all statements, then by voice.

    Columns: `group` (all, or a voice), `gold`, `found`, `matched` (numbers), `precision`, `recall`,
    `f1`, `exact` (share of the matches with the very same spans), `speakers` (matches whose gold
    names a speaker) and `speaker_accuracy` (share of those with the right one). By voice, precision
    is over the statements found with that voice, and recall over those marked with it.
    """
    table = pd.concat(list(tables), ignore_index=True)
    rows = []
    for group in ("all", "direct", "mixed", "indirect"):
        ours = table[table["outcome"].isin(["match", "extra"])]
        theirs = table[table["outcome"].isin(["match", "missed"])]
        if group != "all":
            ours, theirs = ours[ours["voice_found"].eq(group)], theirs[theirs["voice_gold"].eq(group)]
        hit, met = ours["outcome"].eq("match").sum(), theirs[theirs["outcome"].eq("match")]
        precision = hit / len(ours) if len(ours) else np.nan
        recall = len(met) / len(theirs) if len(theirs) else np.nan
        total = precision + recall
        named = met[met["speaker_right"].notna()]
        rows.append(
            {
                "group": group,
                "gold": len(theirs),
                "found": len(ours),
                "matched": len(met),
                "precision": precision,
                "recall": recall,
                "f1": 2 * precision * recall / total if total else (0.0 if total == 0 else np.nan),
                "exact": float(met["exact"].astype(bool).mean()) if len(met) else np.nan,
                "speakers": len(named),
                "speaker_accuracy": float(named["speaker_right"].astype(bool).mean()) if len(named) else np.nan,
            }
        )
    return pd.DataFrame(rows, columns=COLUMNS)
