"""Codes of further coders: whole sets, known frames, known sentences; and their figures on real prose."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from analysis.corpus.tokens import Entities
from analysis.errors import DataError
from analysis.files import read_json_file
from analysis.framing.agreement import POOLED, compare_coders
from analysis.framing.codebook import Codebook
from analysis.framing.coders import DictionaryCoder
from analysis.framing.coding import code_frames
from analysis.tables import read_csv

__all__ = ["TONES", "frame_table", "invented_ids", "real_prose_figures", "refuse_all_codes", "refuse_codes"]

TONES = ("positive", "negative", "mixed", "neutral")
"""The tones that a coder can give."""
_COUNTS = ["frame", "both", "only_first", "only_second", "neither"]


def frame_table(coded: pd.DataFrame, codebook: Codebook, *, unit: str) -> pd.DataFrame:
    """Return the codes of one coder as 0 or 1, units x frames.

    Parameters
    ----------
    coded : DataFrame
        One row a unit: the column named by `unit`, and `frames`, joined by semicolons and empty where there is none.
    codebook : Codebook
        The frames.
    unit : str
        Column that names the unit.
    """
    given = coded.assign(frame=coded["frames"].str.split(";")).explode("frame").rename(columns={unit: "unit"})
    return code_frames(given.loc[given["frame"].ne(""), ["unit", "frame"]], coded[unit], codebook)


def invented_ids(folder: Path) -> list[str]:
    """Return the ids of the invented sentences, in the order of their file."""
    return [entry["id"] for entry in read_json_file(folder / "codebook" / "unseen.json", what="texts with frames")]


def refuse_codes(
    name: str, coded: pd.DataFrame, codebook: Codebook, *, unit: str, units: Collection[str], of: str
) -> None:
    """Raise a DataError for an unknown unit or frame, and for a coder who left a unit out.

    Parameters
    ----------
    name : str
        File of the codes.
    coded : DataFrame
        Columns `coder`, `frames` and the one named by `unit`.
    codebook : Codebook
        The frames that may be given.
    unit : str
        Column that names the unit.
    units : collection of str
        All units that each coder has to code.
    of : str
        Where the units are listed, for the message.
    """
    for row, (found, frames) in enumerate(zip(coded[unit], coded["frames"], strict=True), start=2):
        if found not in units:
            raise DataError(
                f"{name}, row {row}: {unit} is {found!r}; expected one of {of}; delete the row or mend the id"
            )
        for frame in filter(None, frames.split(";")):
            if frame not in codebook.ids:
                raise DataError(
                    f"{name}, row {row}: frame is {frame!r}; allowed: {', '.join(sorted(codebook.ids))}; write one of these"
                )
    for coder, rows in coded.groupby("coder"):
        lacking = sorted(set(units) - set(rows[unit]))
        if lacking:
            raise DataError(
                f"{name}: coder {coder} has no row for {lacking[0]!r} and {len(lacking) - 1} more of {len(units)}; expected every "
                "unit; add a row, with empty frames where there is none"
            )


def real_prose_figures(path: Path, codebook: Codebook, entities: Entities, *, date: str) -> pd.DataFrame:
    """Compare coders C and D and the dictionary on sentences of real official prose.

    Only numbers are returned, so that the sentences stay out of the project.

    Parameters
    ----------
    path : Path
        CSV with `id`, `text`, `frames_c`, `frames_d`, `tone_c`, `tone_d`.
    codebook, entities : Codebook, Entities
        The dictionary.
    date : str
        Day of the measurement.

    Returns
    -------
    DataFrame
        `first`, `second` (coder; the second is the standard), `frame` (or "(all)", or "tone: " and a tone), `both`,
        `only_first`, `only_second`, `neither` (sentences), `date`.
    """
    texts = read_csv(path, text=("id", "text", "frames_c", "frames_d", "tone_c", "tone_d")).fillna("")
    coded = {
        coder: frame_table(texts.rename(columns={column: "frames"}), codebook, unit="id")
        for coder, column in (("C", "frames_c"), ("D", "frames_d"))
    }
    coded["dictionary"] = DictionaryCoder(codebook, entities).code(texts.set_index("id")["text"])
    pairs = [("C", "D"), ("dictionary", "C"), ("dictionary", "D")]
    parts = [compare_coders(coded[a], coded[b])[_COUNTS].assign(first=a, second=b) for a, b in pairs]
    tones = {coder: _tones(texts[f"tone_{coder.lower()}"]) for coder in ("C", "D")}
    found = compare_coders(tones["C"], tones["D"])[_COUNTS]
    parts.append(found[found["frame"].ne(POOLED)].assign(first="C", second="D"))
    return pd.concat(parts, ignore_index=True)[["first", "second", *_COUNTS]].assign(date=date)


def _tones(given: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({f"tone: {tone}": given.eq(tone).astype(int) for tone in TONES})


def refuse_all_codes(folder: Path, tables: Mapping[str, pd.DataFrame], codebook: Codebook) -> None:
    """Raise a DataError for what is wrong with the codes of further coders in the data package."""
    for name, unit, units, of in (
        ("second_codes", "statement", list(tables["tone_coded"]["statement"]), "the statements of tone_coded.csv"),
        ("second_codes_invented", "sentence", invented_ids(folder), "the ids of codebook/unseen.json"),
    ):
        if name in tables:
            refuse_codes(f"{name}.csv", tables[name], codebook, unit=unit, units=units, of=of)
