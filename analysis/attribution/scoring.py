"""Compare extracted statements with statements marked by hand.

A pair matches when the Jaccard index of the word positions that the two cover is at least .5;
pairs are made one to one so that the sum of the indices is greatest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.corpus.articles import word_spans
from analysis.errors import SourceError
from analysis.files import read_json_file

__all__ = ["COLUMNS", "compare", "match", "read_gold", "same_speaker", "score"]

COLUMNS = ["group", "gold", "found", "matched", "precision", "recall", "f1", "exact", "speakers", "speaker_accuracy"]
_COMPARED = [
    "outcome", "found", "gold", "jaccard", "exact", "voice_found", "voice_gold", "speaker_found", "speaker_gold",
    "speaker_right",
]  # fmt: skip
_NOT_IN_NAMES = frozenset({"the", "a", "an", "of", "in", "unnamed", "collective"})
_LEAST = 0.5
Spans = Sequence[tuple[int, int]]


def read_gold(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Read statements marked by hand from a JSON file with `statements`; return its items by file name.

    `statements` has lists by file name, or is one list of items with the field `article`. An item has `spans` and may have
    `speaker`, `voice`, `location`, `kind` and `speech_cue`; where that is false, the item is neutral: a statement found
    there counts neither for nor against.

    Raises
    ------
    SourceError
        The file is missing or has another form; the message names the item.
    """
    content = read_json_file(path, what="statements marked by hand (JSON)", error=SourceError)
    items = content.get("statements") if isinstance(content, dict) else None
    if isinstance(items, list):
        grouped: dict[str, list[dict[str, Any]]] = {}
        for number, item in enumerate(items):
            if not isinstance(item, dict) or "article" not in item:
                raise SourceError(f"{path.name}, statement {number}: no 'article' field; add the file of the statement")
            grouped.setdefault(str(item["article"]), []).append(item)
        items = grouped
    if not isinstance(items, dict):
        form = '{"statements": {FILE: [{"spans": [[start, end]]}]}}'
        raise SourceError(f'{path.name} has no "statements"; expected {form}; save the marked statements in this form')
    for name, some in items.items():
        for number, item in enumerate(some):
            spans = item.get("spans") if isinstance(item, dict) else None
            if not isinstance(spans, list) or not all(map(_is_span, spans)):
                raise SourceError(
                    f"{path.name}, {name}, statement {number}: spans is {spans!r}; expected a list of [start, end] with "
                    "start below end; mark the statement again"
                )
    return items


def _is_span(span: Any) -> bool:
    return isinstance(span, list) and [type(n) for n in span] == [int, int] and 0 <= span[0] < span[1]


def _positions(starts: np.ndarray, spans: Spans) -> set[int]:
    """Return the numbers of the words that begin inside the spans."""
    return {at for span in spans for at in range(*(int(edge) for edge in np.searchsorted(starts, span)))}


def match(text: str, found: Sequence[Spans], gold: Sequence[Spans]) -> list[tuple[int, int, float]]:
    """Return (found, gold, Jaccard) for the best one-to-one pairs of at least .5.

    >>> match("one two three four", [[(0, 13)]], [[(4, 18)], [(0, 7)]])
    [(0, 1, 0.6666666666666666)]
    """
    starts = np.array([start for start, _ in word_spans(text)])
    return _pairs([_positions(starts, spans) for spans in found], [_positions(starts, spans) for spans in gold])


def _pairs(ours: Sequence[set[int]], theirs: Sequence[set[int]]) -> list[tuple[int, int, float]]:
    """Return the best pairs of statements, each given as the numbers of its words."""
    from scipy.optimize import linear_sum_assignment

    if not ours or not theirs:
        return []
    index = np.array([[len(a & b) / max(1, len(a | b)) for b in theirs] for a in ours])
    rows, columns = linear_sum_assignment(-np.where(index >= _LEAST, 1 + index, 0))
    return [(int(r), int(c), float(index[r, c])) for r, c in zip(rows, columns, strict=True) if index[r, c] >= _LEAST]


def compare(text: str, found: pd.DataFrame, gold: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Compare the statements found in one text with those marked by hand, one row for each pair or single statement.

    Columns: `outcome` (match, missed, extra, neutral), `found` (row), `gold` (item), `jaccard` (.5 to 1), `exact` (the same
    spans), `voice_found`, `voice_gold`, `speaker_found`, `speaker_gold`, `speaker_right`.
    """
    ours = [[tuple(span) for span in spans] for spans in found["spans"]]
    theirs = [[tuple(span) for span in item["spans"]] for item in gold]
    scored = [i for i, item in enumerate(gold) if item.get("speech_cue", True)]
    # Words are numbered once for all pairs of the text.
    starts = np.array([start for start, _ in word_spans(text)])
    words, marked = ([_positions(starts, spans) for spans in some] for some in (ours, theirs))
    neutral = [numbers for numbers, item in zip(marked, gold, strict=True) if not item.get("speech_cue", True)]
    rows: list[dict[str, Any]] = []

    def add(outcome: str, at: int | None = None, item: int | None = None, **more: object) -> None:
        row: dict[str, Any] = {"outcome": outcome, "found": at, "gold": item, **more}
        for field in ("voice", "speaker"):
            row[f"{field}_found"] = None if at is None else found[field].iloc[at]
            row[f"{field}_gold"] = None if item is None else gold[item].get(field)
        rows.append(row)

    pairs = _pairs(words, [marked[i] for i in scored])
    for at, place, jaccard in pairs:
        item = scored[place]
        speaker = gold[item].get("speaker")
        right = same_speaker(found["speaker"].iloc[at], speaker) if speaker else None
        add("match", at, item, jaccard=jaccard, exact=ours[at] == theirs[item], speaker_right=right)
    for item in sorted(set(scored) - {scored[place] for _, place, _ in pairs}):
        add("missed", item=item)
    for at in sorted(set(range(len(ours))) - {at for at, _, _ in pairs}):
        # Statements found at a neutral item count neither for nor against, however many there are.
        add("neutral" if any(_pairs([words[at]], [numbers]) for numbers in neutral) else "extra", at)
    return pd.DataFrame(rows, columns=_COMPARED)


def _plain(name: str) -> str:
    name = name.replace("\u2019", "'").lower().removesuffix("'s").translate(str.maketrans("()", "  "))
    return " ".join(word for word in name.split() if word not in _NOT_IN_NAMES)


def same_speaker(found: object, gold: object) -> bool:
    """Tell whether two names are one speaker: the same words, apart from case, articles and "unnamed".

    >>> same_speaker("the Foreign Ministry", "Foreign ministry"), same_speaker("Orla Brennick", "Brennick")
    (True, False)
    """
    a, b = _plain(str(found)), _plain(str(gold))
    return a == b or a.replace("an ", "") == b


def score(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Sum the tables of `compare` up: precision, recall and F1 of all statements, then by voice.

    Precision is matched / found, recall matched / gold, F1 their harmonic mean. By voice, precision is over the statements
    found with that voice, and recall over those marked with it.

    Returns
    -------
    DataFrame
        `group` (all, or a voice); `gold`, `found`, `matched` (numbers of statements); `precision`, `recall`, `f1` (0 to 1,
        higher is better); `exact` (share of the matches with the same spans); `speakers` (matches whose gold names a
        speaker) and `speaker_accuracy` (share of those with the right one). An undefined share is NaN.
    """
    table = pd.concat(list(tables), ignore_index=True)
    rows = []
    for group in ("all", "direct", "mixed", "indirect"):
        ours = table[table["outcome"].isin(["match", "extra"])]
        theirs = table[table["outcome"].isin(["match", "missed"])]
        if group != "all":
            ours, theirs = ours[ours["voice_found"].eq(group)], theirs[theirs["voice_gold"].eq(group)]
        met = theirs[theirs["outcome"].eq("match")]
        named = met["speaker_right"].dropna()
        precision, recall = float(ours["outcome"].eq("match").mean()), float(theirs["outcome"].eq("match").mean())
        f1 = 0.0 if precision + recall == 0 else 2 * precision * recall / (precision + recall)
        exact, right = float(met["exact"].astype(bool).mean()), float(named.astype(bool).mean())
        rows.append((group, len(theirs), len(ours), len(met), precision, recall, f1, exact, len(named), right))
    return pd.DataFrame(rows, columns=COLUMNS)
