"""Find stretches in quotation marks: curly, straight, low, single, double, guillemets and corners, in one pass.

An apostrophe is not a quotation mark. A quotation that is never closed runs to the end of its paragraph, and a closing mark
without an opening one is ignored. Every paragraph is read once from left to right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Quote", "find_quotes"]

_MARK = re.compile(
    "''|``|[\u301d\u301e\u301f\u201c\u201d\u201e\u201f\"\u00ab\u00bb\u2039\u203a\u300c\u300d\u300e\u300f\u2018\u2019\u201a'`]"
)
_SINGLE = frozenset("\u2018\u2019\u201a'`")
_DOUBLE_OPEN, _DOUBLE_CLOSE, _STRAIGHT = (
    "\u201c\u201e\u201f\u00ab\u2039\u300c\u300e\u301d",
    "\u201d\u00bb\u203a\u300d\u300f\u301e\u301f",
    '"',
)
# Marks that open in one tradition and close in another: which mark closes what each of them has opened.
_CLOSED_BY = {
    "\u201e": '\u201c\u201d"', "\u00bb": "\u00ab", "\u203a": "\u2039", "\u00ab": "\u00bb", "\u2039": "\u203a", "\u300c": "\u300d",
    "\u300e": "\u300f",
}  # fmt: skip
_INWARD = "\u00bb\u203a"  # they open only where their partner follows
_ELIDED = re.compile(r"\d\ds\b|(?:em|til|tis|twas|cause|round|n)\b", re.IGNORECASE)
_BEFORE_OPEN = set(" \t\n\u00a0([{-\u2013\u2014/")
_AFTER_CLOSE = set(" \t\n\u00a0)]}.,;:!?-\u2013\u2014/\u2026")


@dataclass(slots=True)
class Quote:
    """A stretch in quotation marks, marks included; `closed` is False where the closing mark is missing."""

    start: int
    end: int
    closed: bool
    single: bool


def _single_kind(text: str, at: int, before: str, after: str) -> str:
    """Distinguish an opening or a closing single mark from an apostrophe: 'open', 'close', 'maybe' or ''."""
    mark = text[at]
    if before.isalnum() and after.isalnum():
        return ""
    if before in _BEFORE_OPEN or before in '"\u201c':
        return "" if after.isspace() or mark == "\u2019" or _ELIDED.match(text, at + 1) else "open"
    if mark == "\u2018":
        return "" if after.isspace() else "open"
    if after.isalnum() or mark == "`":
        return ""
    # A plural possessive looks like a closing mark: fishermen's is clear, sides' is not.
    return "maybe" if before in "sS" and after.isspace() else "close"


def find_quotes(text: str, start: int = 0, end: int | None = None) -> list[Quote]:
    r"""Return the outermost quotations between two offsets of one paragraph, in order.

    >>> [(q.start, q.end, q.closed) for q in find_quotes('"Yes," she said. "It isn\'t')]
    [(0, 6, True), (17, 26, False)]
    """
    high = len(text) if end is None else end
    found: list[Quote] = []
    last = {mark: text.rfind(_CLOSED_BY[mark], start, high) for mark in _INWARD}
    double = single = maybe = -1  # where a quotation opened, and where one in single marks may have closed
    for match in _MARK.finditer(text, start, high):
        at, mark = match.start(), match.group()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < high else " "
        if double >= 0 and text[double] in _CLOSED_BY and mark in _CLOSED_BY[text[double]]:
            found.append(Quote(double, match.end(), closed=True, single=False))
            double = -1
            continue
        if double >= 0 and text[double] in "\u300c\u300e":
            continue
        if mark in _INWARD and double < 0 and single < 0:
            if before in _BEFORE_OPEN and not after.isspace() and last[mark] > at:
                double = at
            continue
        if mark in _SINGLE:
            kind = _single_kind(text, at, before, after) if double < 0 else ""
            if single >= 0 and text[single] == "\u201a" and mark == "\u2018" and not after.isalnum():
                kind = "close"
            if single >= 0 and (kind == "close" or (kind == "open" and maybe >= 0)):
                found.append(Quote(single, (at if kind == "close" else maybe) + 1, closed=True, single=True))
                single = -1
            if kind == "open":
                single, maybe = at, -1
            elif kind == "maybe" and single >= 0 > maybe:
                maybe = at
            continue
        paired = len(mark) == 2  # two single marks written for a double one
        opens = paired or mark in _DOUBLE_OPEN or (before in _BEFORE_OPEN and not after.isspace())
        closes = not before.isspace() and (after in _AFTER_CLOSE or not after.isalnum())
        if single >= 0:
            if maybe >= 0 and not paired:
                found.append(Quote(single, maybe + 1, closed=True, single=True))
            elif not opens:
                continue  # a double mark inside single ones, which may still be closed
            single = -1
        if double < 0:
            double = at if opens or (at == start and mark not in _INWARD) else -1
        elif paired or mark in _DOUBLE_CLOSE or (mark == _STRAIGHT and (text[double] == mark or closes)):
            found.append(Quote(double, match.end(), closed=True, single=False))
            double = -1
        elif mark == "\u201c" and closes and not after.isalnum():
            found.append(Quote(double, match.end(), closed=True, single=False))  # closed by the mark that opens
            double = -1
        elif mark in _DOUBLE_OPEN:
            found.append(Quote(double, double + len(text[double:at].rstrip()), closed=False, single=False))
            double = at
    if double >= 0:
        found.append(Quote(double, double + len(text[double:high].rstrip()), closed=False, single=False))
    elif single >= 0 and maybe >= 0:
        found.append(Quote(single, maybe + 1, closed=True, single=True))
    return found
