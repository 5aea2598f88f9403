"""What may be written on a coding sheet: a closed list of codes, the column they go in, and how a cell is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from analysis.corpus.tokens import normalise
from analysis.errors import CodebookError, DataError
from analysis.framing.codebook import Codebook

__all__ = ["NONE", "TONE", "TONES", "Scheme", "frame_scheme"]

NONE = "NONE"
"""Written where a coder found no frame: an empty cell means that nobody has looked yet."""

TONES = {
    "positive": "Warm or approving towards the other side or the relationship.",
    "negative": "Cool, warning or disapproving towards the other side or the relationship.",
    "neutral": "Neither: a fact, a procedure, a date.",
    "mixed": "Both, and neither outweighs the other.",
}
"""The tones that a person may give to a statement, read from the whole of it."""

_APART = r"\s,;+|/\"'"
_GAP = re.compile(f"[{_APART}]*")


@dataclass(frozen=True)
class Scheme:
    """A closed list of codes: `column` of the sheet, the `codes`, and whether an item has exactly one of them.

    Codes are found in any case and come back as the list spells them. `none`, if given, is the code
    for nothing found, and stands alone.
    """

    column: str
    codes: tuple[str, ...]
    none: str = ""
    single: bool = False

    @cached_property
    def allowed(self) -> tuple[str, ...]:
        """Everything that may be written, the code for nothing last."""
        return (*self.codes, self.none) if self.none else self.codes

    @cached_property
    def spelling(self) -> dict[str, str]:
        """How the list spells each code, by the code in small letters; a CodebookError where two fall together."""
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
        return re.compile(rf"(?:{'|'.join(map(re.escape, listed))})(?![^{_APART}])")

    def written(self, cell: str) -> list[str] | str:
        """Return the codes in a cell in the order written, each once; or the first word that is none, as a text."""
        text = _plain(cell)
        found, at = [], 0
        while gap := _GAP.match(text, at):
            at = gap.end()
            if at == len(text):
                break
            code = self._any.match(text, at)
            if code is None:
                return re.split(f"[{_APART}]", text[at:], maxsplit=1)[0]
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
            what = "frame" if self.column == "frames" else self.column
            raise DataError(f"{where}: the {what} is {shown[:60]!r}; allowed: {listed}; correct it")
        if not codes:
            expected = f"frames or {self.none}" if self.none else f"one of {listed}"
            raise DataError(f"{where}: {item} has no code; expected {expected}; write one")
        if self.none in codes and len(codes) > 1:
            raise DataError(f"{where}: {item} has {self.none} beside frames; expected one or the other; remove one")
        if self.single and len(codes) > 1:
            raise DataError(f"{where}: {item} has {', '.join(codes)}; expected exactly one of {listed}; choose one")
        return codes


TONE = Scheme("tone", tuple(TONES), single=True)


def frame_scheme(codebook: Codebook) -> Scheme:
    """Return the scheme of a codebook: any number of its frames, or `NONE`."""
    return Scheme("frames", tuple(codebook.ids), none=NONE)


def _plain(text: str) -> str:
    return " ".join(normalise(text).casefold().split())
