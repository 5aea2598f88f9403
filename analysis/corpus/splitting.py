"""Long texts cut into sentences or paragraphs, for measures that a long text saturates."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from analysis import checks
from analysis.corpus.texts import Texts, text_pairs
from analysis.corpus.tokens import sentence_spans
from analysis.errors import ArgumentError

__all__ = ["split_texts"]

_INTO = ("paragraphs", "sentences")
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_ENDED = re.compile(r"""[.!?:\u2026]["'\u2019\u201d\u00bb)\]]*\s*$""")


def split_texts(texts: Texts, *, into: str, text: str = "text") -> pd.DataFrame:
    r"""Cut texts into sentences or paragraphs, each of which is a unit of its text.

    Blank lines separate paragraphs, and a single line break is a space. In a text without blank lines each line is a
    paragraph, unless most lines end inside a sentence, as in hard-wrapped text: that is one paragraph.

    Parameters
    ----------
    texts : Texts
        In any form that `text_pairs` takes.
    into : {"paragraphs", "sentences"}
        What to cut into. No sentence reaches over the end of a paragraph.
    text : str
        Column of the texts in a table.

    Returns
    -------
    DataFrame
        Indexed by `unit`, as "a-1"; `text`; `document`, the unit that was cut, or the column of that name in a table of
        texts; `part`, numbered from 1 within its text; and the other columns of the table. A text without words has no row.

    Raises
    ------
    ArgumentError
        For texts in another form, another `into`, a table with a column `part`, or units with one name.

    >>> split_texts({"a": "Tolls fell. Trade grew.\n\nWhy?"}, into="sentences")["text"].to_dict()
    {'a-1': 'Tolls fell.', 'a-2': 'Trade grew.', 'a-3': 'Why?'}
    >>> split_texts({"a": "Tolls fell. Trade\ngrew.\n\nWhy?"}, into="paragraphs")["text"].tolist()
    ['Tolls fell. Trade grew.', 'Why?']
    """
    cut = _sentences if checks.choice("into", into, _INTO) == "sentences" else _paragraphs
    pairs = text_pairs(texts, text=text)
    about = texts.drop(columns=text) if isinstance(texts, pd.DataFrame) else pd.DataFrame(index=range(len(pairs)))
    if "part" in about.columns:
        raise ArgumentError("texts has a column 'part', the name of a column to be made; expected another; rename it")
    if "document" not in about.columns:
        about = about.assign(document=[unit for unit, _ in pairs])
    checks.unique("texts", pd.Index([str(unit) for unit, _ in pairs]), what="unit")
    rows = [(at, str(unit), part) for at, (unit, whole) in enumerate(pairs) for part in cut(whole)]
    found = about.take([at for at, _, _ in rows])
    number = pd.Series([at for at, _, _ in rows], dtype="int64").groupby(lambda row: rows[row][0]).cumcount() + 1
    names = [f"{unit}-{part}" for (_, unit, _), part in zip(rows, number, strict=True)]
    found = found.assign(text=pd.Series([part for _, _, part in rows], index=found.index, dtype="str"))
    return found.assign(part=number.to_numpy()).set_axis(pd.Index(names, name="unit", dtype="str"), axis=0)


def _paragraphs(text: str) -> Iterator[str]:
    blocks = [block for block in _BLANK.split(text.strip()) if block.strip()]
    if len(blocks) == 1:
        lines = [line for line in blocks[0].split("\n") if line.strip()]
        open_lines = sum(not _ENDED.search(line) for line in lines[:-1])
        if 2 * open_lines <= len(lines) - 1:
            blocks = lines
    for block in blocks:
        joined = " ".join(block.split())
        if re.search(r"\w", joined):
            yield joined


def _sentences(text: str) -> Iterator[str]:
    for paragraph in _paragraphs(text):
        for start, end in sentence_spans(paragraph):
            if re.search(r"\w", paragraph[start:end]):
                yield paragraph[start:end]
