"""Propose the day of an article and of a statement, and name the words that the proposal is based on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.attribution.hits import Draft
from analysis.attribution.layout import Block

__all__ = ["Day", "date_of_document", "date_of_sentence"]

_LONG = "January February March April May June July August September October November December"
_MONTHS = {name: number for number, full in enumerate(_LONG.split(), 1) for name in (full, full[:3])} | {"Sept": 9}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?=\d|[JFMASOND])(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m1>{_NAMES})\.?(?:,?\s(?P<y1>(?:19|20)\d\d))?"
    rf"|(?P<m2>{_NAMES})\.?\s(?P<d2>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:,?\s(?P<y2>(?:19|20)\d\d))?)\b"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A proposed day: `date` is ISO (--MM-DD where the year is unknown) or empty; `basis` says why."""

    date: str
    basis: str


def _parts(match: re.Match[str]) -> tuple[str, str] | None:
    """Return the year, which may be empty, and "MM-DD"; None for a day that no calendar has."""
    year, month, day = (match["iso"] or "--").split("-")
    if not match["iso"]:
        year, month, day = (
            match["y1"] or match["y2"] or "",
            _MONTHS[match["m1"] or match["m2"]],
            match["d1"] or match["d2"],
        )
    return (year, f"{int(month):02d}-{int(day):02d}") if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 else None


def date_of_document(text: str, blocks: Sequence[Block]) -> Day:
    r"""Return the day of an article: a full date at the top, in a dateline or caption, else the first day named.

    >>> date_of_document("Posted 2031-05-06\n\nThe mayor spoke.", [])
    Day(date='2031-05-06', basis='full date at the top of the page')
    """
    body = next((block.start for block in blocks if block.label == "body"), 0)
    for match in _DATE.finditer(text):
        parts, at = _parts(match), match.start()
        if not parts or not parts[0]:
            continue
        label = next((block.label for block in blocks if block.start <= at < block.end), "furniture")
        if label not in {"body", "related_link"} and "\u00a9" not in text[max(0, at - 40) : match.end() + 40]:
            page = "at the top of the page" if at <= max(body, 400) else "in the page furniture"
            return Day("-".join(parts), f"full date {'in a caption' if label == 'caption' else page}")
    parts = next(filter(None, map(_parts, _DATE.finditer(text, body))), None)
    if parts is None:
        return Day("", "no date in the text")
    basis = "first full date in the text" if parts[0] else "first day named in the text; it gives no year"
    return Day(f"{parts[0] or '-'}-{parts[1]}", basis)


def date_of_sentence(text: str, draft: Draft, block: Block, day: Day) -> tuple[str, str]:
    """Return the day on which a statement was made, and its basis: one named beside its cue, else that of the article."""
    if draft.cue_span:
        low = draft.cue_span[0]
        near = text[low : min(block.end, draft.cue_span[1] + 60)].split("\n", maxsplit=1)[0]
        content = min([start for start, _ in draft.spans if start > low], default=block.end)
        match = _DATE.search(near[: content - low])
        if match and (parts := _parts(match)):
            if parts[0]:
                return "-".join(parts), "day named beside the cue"
            year = day.date[:4] if day.date[:4].isdigit() else "-"
            return f"{year}-{parts[1]}", f"day named beside the cue; year: {day.basis}"
    return day.date, f"article: {day.basis}"
