"""Find stretches in quotation marks: curly, straight, single, double and guillemets, in one pass.

An apostrophe is no mark; a mark that is never closed holds to the end of its paragraph; a mark that
has no beginning is ignored. Every paragraph is read once from left to right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Quote", "find_quotes"]

_MARK = re.compile("''|``|[\u201c\u201d\u201e\u201f\"\u00ab\u00bb\u2018\u2019\u201a'`]")
_DOUBLE_OPEN, _DOUBLE_CLOSE, _STRAIGHT = "\u201c\u201e\u201f\u00ab", "\u201d\u00bb", '"'
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


def _opens(text: str, at: int, low: int, high: int) -> bool:
    before = text[at - 1] if at > low else " "
    after = text[at + 1] if at + 1 < high else " "
    return before in _BEFORE_OPEN and not after.isspace()


def _closes(text: str, at: int, low: int, high: int) -> bool:
    before = text[at - 1] if at > low else " "
    after = text[at + 1] if at + 1 < high else " "
    return not before.isspace() and (after in _AFTER_CLOSE or not after.isalnum())


def _single_kind(text: str, at: int, low: int, high: int) -> str:
    """Tell an opening or a closing single mark from an apostrophe: 'open', 'close', 'maybe' or ''."""
    mark = text[at]
    before = text[at - 1] if at > low else " "
    after = text[at + 1] if at + 1 < high else " "
    if before.isalnum() and after.isalnum():
        return ""
    if before in _BEFORE_OPEN or before in '"\u201c':
        if after.isspace() or mark == "\u2019" or _ELIDED.match(text, at + 1):
            return ""
        return "open"
    if mark == "\u2018":
        return "open" if not after.isspace() else ""
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
    double = single = maybe = -1
    for match in _MARK.finditer(text, start, high):
        at, mark = match.start(), match.group()
        if len(mark) == 2:
            # Two single marks that stand for a double one.
            if single >= 0:
                single = -1
            if double < 0:
                double = at
            else:
                found.append(Quote(double, at + 2, closed=True, single=False))
                double = -1
            continue
        if mark in "\u2018\u2019\u201a'`":
            if double >= 0:
                continue
            kind = _single_kind(text, at, start, high)
            if single < 0:
                if kind == "open":
                    single, maybe = at, -1
            elif kind == "close":
                found.append(Quote(single, at + 1, closed=True, single=True))
                single = -1
            elif kind == "maybe" and maybe < 0:
                maybe = at
            elif kind == "open":
                if maybe >= 0:
                    found.append(Quote(single, maybe + 1, closed=True, single=True))
                single, maybe = at, -1
            continue
        if single >= 0:
            # A double mark inside single ones belongs to them while they may still be closed.
            if maybe >= 0:
                found.append(Quote(single, maybe + 1, closed=True, single=True))
                single = -1
            elif mark not in _DOUBLE_OPEN and not _opens(text, at, start, high):
                continue
            else:
                single = -1
        if double < 0:
            opening = mark in _DOUBLE_OPEN or _opens(text, at, start, high) or at == start
            if opening:
                double = at
        elif mark in _DOUBLE_CLOSE or (mark == _STRAIGHT and (_closes(text, at, start, high) or text[double] == mark)):
            found.append(Quote(double, at + 1, closed=True, single=False))
            double = -1
        elif mark in _DOUBLE_OPEN:
            # A second opening mark: the first one was never closed, and ends before this one.
            stop = len(text[double:at].rstrip()) + double
            found.append(Quote(double, stop, closed=False, single=False))
            double = at
    if double >= 0:
        found.append(Quote(double, len(text[double:high].rstrip()) + double, closed=False, single=False))
    elif single >= 0 and maybe >= 0:
        found.append(Quote(single, maybe + 1, closed=True, single=True))
    return found
