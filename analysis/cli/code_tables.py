"""What `discourse code` prints: agreement, scores, patterns with their hits and misses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.cli.shared import out

if TYPE_CHECKING:
    from analysis.framing.codebook import Codebook
    from analysis.framing.schemes import Scheme

__all__ = ["show_frames", "show_patterns", "show_score", "show_tone"]


def show_score(table: pd.DataFrame, *, texts: int) -> None:
    """Print the table of `compare_coders`, the pooled measures and the frame with the lowest recall."""
    _show(table)
    micro: Any = table.set_index("frame").loc["(all)"]
    often = table[(table["both"] + table["only_second"]).ge(5) & table["frame"].ne("(all)")]
    f1, precision, recall = (_cell(micro[name]).strip() for name in ("f1", "precision", "recall"))
    _line(f"\nmicro F1 {f1}, precision {precision}, recall {recall} on {texts} texts")
    if len(often):
        low: Any = often.sort_values("recall", kind="stable").iloc[0]
        _line(f"lowest recall of a frame with five or more positives: {low['frame']} {low['recall']:.3f}")


def show_patterns(hits: pd.DataFrame, codes: pd.DataFrame, coded: pd.DataFrame, codebook: Codebook) -> None:
    """Print every pattern with its hits, right and wrong, and for each frame the texts that none of them found."""
    from analysis.framing.validity import misses, pattern_table

    table = pattern_table(hits, coded, codebook)
    lists = misses(codes, coded)
    missed = lists[lists["kind"].eq("missed")].groupby("frame")["unit"].agg(list).to_dict()
    _line(f"\n{'pattern (texts)':<58}{'hits':>6}{'right':>7}{'wrong':>7}", style="bold")
    for frame in codebook.ids:
        _line(frame, style="bold")
        for row in table[table["frame"].eq(frame)].to_dict("records"):
            shown = row["pattern"] if len(row["pattern"]) <= 55 else f"{row['pattern'][:52]}..."
            _line(f"  {shown:<56}{row['units']:>6}{row['right']:>7}{row['units'] - row['right']:>7}")
        found = missed.get(frame, [])
        _line(f"  missed: {len(found)}{': texts ' + ', '.join(map(str, found)) if found else ''}")


def show_frames(mine: pd.DataFrame, theirs: pd.DataFrame, title: str, scheme: Scheme) -> None:
    """Print the agreement of two coders over the statements that both coded, if there are any."""
    from analysis.framing.agreement import compare_coders
    from analysis.framing.coders import codes_of_sheet

    shared = sorted(set(mine["statement"]) & set(theirs["statement"]))
    if not shared:
        return
    foreign = sorted(set(theirs["frame"]) - set(scheme.allowed))
    if foreign:
        _line(f"\n{title}: not compared, since {foreign[0]} is not in this codebook")
        return
    _line(f"\n{title}, {len(shared)} items coded by both", style="bold")
    first, second = (codes_of_sheet(part, scheme.codes, units=shared) for part in (mine, theirs))
    _show(compare_coders(first, second))


def show_tone(mine: pd.DataFrame, theirs: pd.DataFrame, title: str, scheme: Scheme) -> None:
    """Print the agreement of two coders of tone over the statements that both coded, if there are any."""
    from analysis.framing.agreement import reliability

    both = pd.concat([part.set_index("statement")["tone"] for part in (mine, theirs)], axis=1, join="inner")
    if both.empty:
        return
    found = reliability(both.T, codes=len(scheme.codes))
    names = {"raw": "raw agreement", "alpha": "Krippendorff's alpha (nominal)", "ac1": "AC1"}
    _line(f"\n{title}, {len(both)} items coded by both", style="bold")
    for measure, name in names.items():
        _line(f"{name:<32}{_cell(found[measure])}")


def _show(table: pd.DataFrame) -> None:
    head = f"{'frame':<16}{'n':>5}{'found':>7}{'prec.':>8}{'recall':>8}{'F1':>8}{'raw':>8}{'alpha':>8}{'AC1':>8}"
    _line(head, style="bold")
    for row in table.to_dict("records"):
        label = "micro (all)" if row["frame"] == "(all)" else row["frame"]
        values = [_cell(row[column]) for column in ("precision", "recall", "f1", "raw", "alpha", "ac1")]
        counts = f"{row['both'] + row['only_second']:>5.0f}{row['both'] + row['only_first']:>7.0f}"
        _line(f"{label:<16}{counts}{''.join(values)}")


def _cell(value: float) -> str:
    return f"{value:>8.3f}" if pd.notna(value) else f"{'-':>8}"


def _line(text: str, *, style: str | None = None) -> None:
    out.print(text, markup=False, highlight=False, style=style)
