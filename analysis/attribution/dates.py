"""Propose the day of an article and of a statement, and say on which words the proposal rests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.attribution.layout import Block
from analysis.attribution.spans import Draft

__all__ = ["Day", "date_of_document", "date_of_sentence"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september",
         "oct october", "nov november", "dec december"), start=1
    )
    for name in names.split()
}  # fmt: skip
_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_DATE = re.compile(
    rf"\b(?=\d|[JFMASOND])(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m1>{_NAMES})\.?(?:,?\s(?P<y1>(?:19|20)\d\d))?"
    rf"|(?P<m2>{_NAMES})\.?\s(?P<d2>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:,?\s(?P<y2>(?:19|20)\d\d))?)\b"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A proposed day: `date` is ISO (--MM-DD where the year is unknown) or empty; `basis` says why."""

    date: str
    basis: str

    @property
    def year(self) -> str:
        """The year, or an empty string."""
        return self.date[:4] if self.date[:4].isdigit() else ""


def _parts(match: re.Match[str]) -> tuple[str, int, int] | None:
    if match["iso"]:
        year, month, day = match["iso"].split("-")
        found = (year, int(month), int(day))
    else:
        name = (match["m1"] or match["m2"]).lower()
        found = (match["y1"] or match["y2"] or "", _MONTHS[name], int(match["d1"] or match["d2"]))
    return found if 1 <= found[1] <= 12 and 1 <= found[2] <= 31 else None


def date_of_document(text: str, blocks: Sequence[Block]) -> Day:
    r"""Return the day of an article: a full date at the top, in a dateline or caption, else the first day named.

    >>> date_of_document("Posted 2031-05-06\n\nThe mayor spoke.", [])
    Day(date='2031-05-06', basis='full date at the top of the page')
    """
    first_body = next((block.start for block in blocks if block.label == "body"), 0)
    for match in _DATE.finditer(text):
        parts = _parts(match)
        if parts and parts[0]:
            block = next((b for b in blocks if b.start <= match.start() < b.end), None)
            where = block.label if block else "furniture"
            if (
                where in {"furniture", "byline", "headline", "lead", "caption"}
                and "©" not in text[max(0, match.start() - 40) : match.end() + 40]
            ):
                top = match.start() <= max(first_body, 400)
                place = (
                    f"full date in a {where}"
                    if where == "caption"
                    else "full date at the top of the page"
                    if top
                    else "full date in the page furniture"
                )
                return Day(f"{parts[0]}-{parts[1]:02d}-{parts[2]:02d}", place)
    for match in _DATE.finditer(text, first_body):
        parts = _parts(match)
        if parts:
            year = parts[0] or "-"
            basis = "first full date in the text" if parts[0] else "first day named in the text; it gives no year"
            return Day(f"{year}-{parts[1]:02d}-{parts[2]:02d}", basis)
    return Day("", "no date in the text")


def date_of_sentence(text: str, draft: Draft, block: Block, day: Day) -> tuple[str, str]:
    """Return the day on which a statement was made: one named beside its cue, else that of the article."""
    if draft.cue_span:
        low, high = draft.cue_span[0], min(block.end, draft.cue_span[1] + 60)
        stop = text.find("\n", low, high)
        near = text[low : stop if stop > 0 else high]
        outside = [a for a, _ in draft.spans if a > draft.cue_span[0]]
        if outside:
            near = text[low : max(low, min(low + len(near), *outside))]
        match = _DATE.search(near)
        if match and (parts := _parts(match)):
            year = parts[0] or day.year or "-"
            return f"{year}-{parts[1]:02d}-{parts[2]:02d}", "day named beside the cue" + (
                "" if parts[0] else f"; year: {day.basis}"
            )
    return day.date, f"article: {day.basis}"
