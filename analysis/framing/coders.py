"""Coders behind one interface, the dictionary or one that a user brings, and the codes of a person's sheet."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from analysis.checks import choice, shown, strings, table
from analysis.corpus.texts import Texts, text_pairs
from analysis.corpus.tokens import ENGLISH, Entities, tokens_table
from analysis.errors import ArgumentError
from analysis.framing.codebook import Codebook
from analysis.framing.coding import code_frames, frame_hits
from analysis.framing.schemes import NONE
from analysis.progress import Progress

__all__ = ["Coder", "DictionaryCoder", "codes_of_sheet", "text_series"]


class Coder(Protocol):
    """Anything that gives frames to texts, such as a dictionary or a model."""

    @property
    def name(self) -> str:
        """The name of the coder in tables."""
        ...

    def code(self, texts: pd.Series) -> pd.DataFrame:
        """Return 0 or 1, texts x frames, with the index of `texts`."""
        ...


def text_series(texts: Texts) -> pd.Series:
    """Return texts in any form as a Series by unit; the index of a Series or a table is kept.

    >>> text_series({"a": "One."}).to_dict()
    {'a': 'One.'}
    """
    pairs = text_pairs(texts)
    units = pd.Index([unit for unit, _ in pairs], tupleize_cols=False)
    index = texts.index if isinstance(texts, (pd.Series, pd.DataFrame)) else units
    return pd.Series([text for _, text in pairs], index=index, dtype="str")


@dataclass(frozen=True)
class DictionaryCoder:
    """The codebook as a coder; `progress` is True for a bar after two seconds of work, or a function of the share done."""

    codebook: Codebook
    entities: Entities = ENGLISH
    name: str = "dictionary"
    progress: Progress = False

    def __repr__(self) -> str:
        return f"DictionaryCoder {self.name!r} with a {self.codebook!r}; {self.entities!r}"

    def hits(self, texts: Texts) -> pd.DataFrame:
        """Return the evidence: the table of `frame_hits`, `unit` being the unit of the text."""
        series = text_series(texts)
        found = self._hits(series)
        return found.assign(unit=[series.index[int(number)] for number in found["unit"]])

    def code(self, texts: Texts) -> pd.DataFrame:
        """Return 0 or 1, texts x frames, indexed by the units of `texts`."""
        series = text_series(texts)
        numbers = map(str, range(len(series)))
        return code_frames(self._hits(series), numbers, self.codebook).set_axis(series.index, axis=0)

    def _hits(self, texts: pd.Series) -> pd.DataFrame:
        # Texts go by their number here, so that units of any type come back as they were.
        parts = ((str(number), text) for number, text in enumerate(texts))
        tokens = tokens_table(parts, entities=self.entities, progress=self.progress)
        return frame_hits(tokens, self.codebook, progress=self.progress)


def codes_of_sheet(
    codes: pd.DataFrame, frames: Sequence[str], *, units: Iterable[Hashable] | None = None
) -> pd.DataFrame:
    """Turn the long table of a coded sheet into codes that can be compared with those of any coder.

    Parameters
    ----------
    codes : DataFrame
        `statement` and `frame` (`NONE` for no frame), as `read_sheet` returns them, or the rows of one `coder` of
        `store_codes`.
    frames : list of str
        The frames wanted, in order, such as `codebook.ids`.
    units : iterable, optional
        The units wanted, in order; by default all of the table, sorted.

    Returns
    -------
    DataFrame
        0 or 1, units x frames.

    Raises
    ------
    ArgumentError
        If a column is missing, a frame is not wanted, there are several coders, a unit has `NONE` beside frames, or a
        unit wanted was not coded.

    >>> codes = pd.DataFrame({"statement": ["b", "a"], "frame": ["TALKS", NONE]})
    >>> codes_of_sheet(codes, ["TALKS"])["TALKS"].to_dict()
    {'a': 0, 'b': 1}
    """
    table("the table of codes", codes, "statement", "frame")
    allowed = [*strings("frames", frames), NONE]
    if "coder" in codes.columns and codes["coder"].nunique() > 1:
        raise ArgumentError(
            f"the table of codes has the coders {', '.join(sorted(map(str, codes['coder'].unique())))}; expected one; "
            "select the rows of one coder"
        )
    for frame in codes["frame"].unique():
        choice("the frame in the table of codes", frame, allowed)
    given = pd.crosstab(codes["statement"], codes["frame"]).reindex(columns=allowed, fill_value=0).clip(upper=1)
    both = given.index[given[NONE].eq(1) & given[allowed[:-1]].any(axis=1)]
    if len(both):
        raise ArgumentError(
            f"the table of codes has {NONE} beside frames for {shown(both[0])}; expected one or the other; drop one of the rows"
        )
    wanted = sorted(given.index, key=str) if units is None else list(units)
    absent = [unit for unit in wanted if unit not in given.index]
    if absent:
        raise ArgumentError(
            f"units has {len(absent)} of {len(wanted)} units that were not coded (first: {shown(absent[0])}); expected units "
            "of the table of codes; drop them or have them coded"
        )
    index = pd.Index(wanted, dtype="str" if all(isinstance(unit, str) for unit in wanted) else None)
    return given.loc[wanted, allowed[:-1]].set_axis(index, axis=0).rename_axis(columns=None)
