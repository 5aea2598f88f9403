"""Set phrases on a time line: when each was said, how often, on which side, and in the same words or others."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import checks
from analysis.errors import ArgumentError
from analysis.figures.style import GREY, PAIR

__all__ = ["phrase_timeline"]


def phrase_timeline(
    axes: Axes, occurrences: pd.DataFrame, *, phrases: list[str], names: tuple[str, str]
) -> pd.DataFrame:
    """Draw one row a phrase and one mark a document and wording, from the first date to the last.

    A filled mark has the wording that is most frequent in the row, an open one another; its area grows with the occurrences.

    Parameters
    ----------
    axes : Axes
        The axes to draw into.
    occurrences : DataFrame
        `occurrences` of `terms.context.families.set_phrases`, with dates as YYYY-MM-DD or YYYY.
    phrases : list of str
        The phrases drawn, from top to bottom.
    names : (str, str)
        Names of the target and the reference.

    Returns
    -------
    DataFrame
        One row a mark: `phrase`, `date`, `side`, `document`, `same_wording`, `count`.

    Raises
    ------
    ArgumentError
        For a phrase without a place, or one whose places have no date.
    """
    checks.table("occurrences", occurrences, "phrase", "date", "side", "document", "wording")
    for phrase in checks.strings("phrases", phrases):
        here = occurrences[occurrences["phrase"].eq(phrase)]
        if here.empty or here["date"].eq("").any():
            what = "no place" if here.empty else "a place without a date"
            raise ArgumentError(
                f"phrases has {phrase!r}, which has {what}; expected dated places; leave it out or add dates"
            )
    if not phrases:
        raise ArgumentError("phrases is empty; expected one or more; name some of `families`")
    here = occurrences[occurrences["phrase"].isin(list(phrases))]
    times = here.groupby(["phrase", "wording"]).size().rename("times").reset_index()
    usual = times.sort_values(["phrase", "times", "wording"], ascending=[True, False, True]).drop_duplicates("phrase")
    here = here.assign(same_wording=here["wording"].eq(here["phrase"].map(usual.set_index("phrase")["wording"])))
    marks = here.groupby(["phrase", "date", "side", "document", "same_wording"]).size().rename("count").reset_index()
    rows = {phrase: len(phrases) - 1 - at for at, phrase in enumerate(phrases)}
    marks = marks.assign(y=marks["phrase"].map(rows), at=pd.to_datetime(marks["date"], format="ISO8601"))
    for phrase, y in rows.items():
        dates = marks.loc[marks["phrase"].eq(phrase), "at"]
        axes.hlines(y, dates.min(), dates.max(), color="#BBBBBB", linewidth=1.4, zorder=1)
    for side, colour, marker in (("target", PAIR[1], "s"), ("reference", PAIR[0], "o")):
        for same in (True, False):
            part = marks[marks["side"].eq(side) & marks["same_wording"].eq(same)]
            axes.scatter(
                part["at"],
                part["y"],
                s=34 * np.sqrt(part["count"]),
                marker=marker,
                facecolor=colour if same else "white",
                edgecolor=colour,
                linewidth=1.3,
                zorder=2,
            )
    axes.set_yticks(list(rows.values()), list(rows))
    axes.set_ylim(-0.7, len(rows) - 0.3)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x")
    for name, colour, marker, x in ((names[1], PAIR[0], "●", 0.0), (names[0], PAIR[1], "■", 0.35)):
        axes.text(x, 1.02, f"{marker} {name}", color=colour, fontsize=9, fontweight="bold", transform=axes.transAxes)
    axes.text(1, 1.02, "open: another wording", color=GREY, fontsize=8, ha="right", transform=axes.transAxes)
    order = marks.sort_values(["y", "at", "document", "same_wording"], ascending=[False, True, True, False])
    return order[["phrase", "date", "side", "document", "same_wording", "count"]].reset_index(drop=True)
