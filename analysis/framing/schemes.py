"""What may be written on a coding sheet: a closed list of codes, what they mean, and how a cell is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from analysis.checks import instance
from analysis.corpus.tokens import normalise
from analysis.errors import CodebookError, DataError
from analysis.framing.codebook import Codebook

__all__ = ["NONE", "TONE", "Scheme", "scheme_of"]

NONE = "NONE"
"""Written where a coder found no frame: an empty cell means that nobody has looked yet."""

_BETWEEN = r"\s,;+|/\"'"
_GAP = re.compile(f"[{_BETWEEN}]*")


@dataclass(frozen=True)
class Scheme:
    """A closed list of codes.

    Codes are found in any case and returned as the list spells them. `kind` is what a code is (`frame`, `tone`),
    `legend` the table that explains the codes to a coder, `none` the code for nothing found, which excludes the others,
    and `single` says whether an item has exactly one code.
    """

    kind: str
    codes: tuple[str, ...]
    legend: pd.DataFrame = field(repr=False, compare=False)
    none: str = ""
    single: bool = False

    @property
    def column(self) -> str:
        """The column of a sheet that holds the codes."""
        return self.kind if self.single else f"{self.kind}s"

    @cached_property
    def allowed(self) -> tuple[str, ...]:
        """Everything that may be written, the code for nothing last."""
        return (*self.codes, self.none) if self.none else self.codes

    @cached_property
    def spelling(self) -> dict[str, str]:
        """How the list spells each code, by the code in small letters; a CodebookError where two are equal there."""
        found: dict[str, str] = {}
        for code in self.allowed:
            if (known := found.setdefault(_plain(code), code)) != code:
                raise CodebookError(
                    f"the codes {known!r} and {code!r} differ by case only; expected codes that a coder can tell apart; rename one"
                )
        return found

    @cached_property
    def _any(self) -> re.Pattern[str]:
        # The longest first, so that a code may have spaces in it or be the beginning of another.
        listed = sorted(self.spelling, key=len, reverse=True)
        return re.compile(rf"(?:{'|'.join(map(re.escape, listed))})(?![^{_BETWEEN}])")

    def written(self, cell: str) -> list[str] | str:
        """Return the codes in a cell in the order written, each once; or the first word that is no code, as a string."""
        text = _plain(cell)
        found, at = [], 0
        while gap := _GAP.match(text, at):
            at = gap.end()
            if at == len(text):
                break
            code = self._any.match(text, at)
            if code is None:
                return re.split(f"[{_BETWEEN}]", text[at:], maxsplit=1)[0]
            found.append(self.spelling[code.group()])
            at = code.end()
        return list(dict.fromkeys(found))

    def read(self, cell: str, where: str, item: str) -> list[str]:
        """Return the codes of an item, or raise the DataError that says what is wrong with its cell."""
        codes = self.written(cell)
        listed = ", ".join(sorted(self.allowed))
        if isinstance(codes, str):
            begun = _plain(cell).find(codes)
            shown = cell.strip()[begun : begun + len(codes)] if len(_plain(cell)) == len(cell.strip()) else codes
            raise DataError(f"{where}: the {self.kind} is {shown[:60]!r}; allowed: {listed}; write one of these")
        if not codes:
            expected = f"{self.column} or {self.none}" if self.none else f"one of {listed}"
            raise DataError(f"{where}: {item} has no code; expected {expected}; code the item")
        if self.none in codes and len(codes) > 1:
            raise DataError(
                f"{where}: {item} has {self.none} beside {self.column}; expected one or the other; delete one"
            )
        if self.single and len(codes) > 1:
            raise DataError(f"{where}: {item} has {', '.join(codes)}; expected exactly one of {listed}; choose one")
        return codes


_TONES = {
    "positive": "Warm or approving towards the other side or the relationship.",
    "negative": "Cool, warning or disapproving towards the other side or the relationship.",
    "neutral": "Neither: a fact, a procedure, a date.",
    "mixed": "Both, and neither outweighs the other.",
}

TONE = Scheme("tone", tuple(_TONES), pd.DataFrame(list(_TONES.items()), columns=["tone", "definition"]), single=True)
"""The tones that a coder may give to a statement, read as a whole."""


def scheme_of(scheme: Scheme | Codebook) -> Scheme:
    """Return a scheme as it is, and a codebook as its scheme: any number of its frames, or `NONE`; no patterns."""
    if isinstance(scheme, Scheme):
        return scheme
    book = instance("scheme", scheme, Codebook, step="pass a codebook or TONE")
    rows = [(frame.id, frame.name, frame.entman, frame.definition, frame.notes) for frame in book.frames]
    rows.append((NONE, "no frame", "", "None of the frames; an empty cell would mean: not coded yet.", ""))
    legend = pd.DataFrame(rows, columns=["frame", "name", "function", "definition", "notes"])
    return Scheme("frame", tuple(book.ids), legend, none=NONE)


def _plain(text: str) -> str:
    return " ".join(normalise(text).casefold().split())
