"""Tell the parts of a page: headline, caption, byline, body, links to other stories, page furniture.

Rules look at one line and at its place among the others; nothing is dropped, every line gets a label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["LABELS", "Block", "blocks_of"]

LABELS = ("body", "byline", "caption", "furniture", "headline", "lead", "related_link")
_FURNITURE = re.compile(
    r"""^\W*(?:sign\ (?:up|in)|log\ ?in|subscribe|follow\ (?:us|topic|@)|follow\ .{0,30}\bon\ (?:social|facebook|twitter|x\b)
    |share\b.{0,40}$|share\ (?:this|on)|advertise|advertisement|e-?paper\b|newsletters?\W*$|podcasts?\W*$|rss\b.{0,8}$
    |about\ us|contact\ us|terms\b.{0,40}$|privacy\b.{0,30}$|cookie|need\ help|download\ (?:the|our)\ app|get\ (?:unlimited|st's|the\ latest)
    |join\ .{0,40}\b(?:channel|newsletter|telegram)|copyright\b|.{0,120}\u00a9|.{0,60}all\ rights\ reserved|leave\ a\ (?:reply|comment)
    |your\ email\ address|required\ fields|listen\ to\ this|read\ (?:more|the\ rest|also|next)\b.{0,60}$|skip\ to|menu\W*$|search\W*$|home\W*$|image\ (?:source|credit)
    |(?:photo|image|picture|video)s?\s*[:\u2014-]\s*[^.]{0,60}$|photo\ by\b.{0,60}$|click\ (?:here|to)|print\b.{0,12}$|e-?mail\W*$|comments?\W*(?:\d+)?$|tags?\s*:|topics?\s*:
    |.{0,40}\bpreferred\ source|.{0,40}\bheader\ logo|.{0,30}\bplaceholder\W*$|watch\s*:|play\ video|more\ from\b
    |reporting\ by\b|editing\ by\b|\(?(?:additional\ )?reporting\ by|this\ (?:article|story)\ (?:was|is|has)\b.{0,80}$
    |editor.s\ note|updated?\b\W.{0,60}\d|published\b\W.{0,60}\d|date\s+\d{4}|\d{1,2}:\d\d\b.{0,20}$|mddi\b
    |content\ created\ by\b|for\ licensing\ opportunities|correction\s*:)""",
    re.IGNORECASE | re.VERBOSE,
)
_RELATED = re.compile(
    r"^\W*(?:more\ on\ (?:this|the)|related\b|see\ (?:more|also)|read\ (?:more|next|also)\W*$|you\ (?:may|might)\ (?:also\ )?like"
    r"|most\ (?:read|popular)|recommended|also\ read|more\ (?:stories|news|coverage)|what\ to\ read\ next|trending)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:\b(?:photo|image|picture)s?\s*[:/]\s*|\u2014\s*(?:photo|picture|image)\ by\b|/?\b(?:REUTERS|AFP|EPA|GETTY\ IMAGES|BLOOMBERG|XINHUA|AP)/|"
    r"\((?:photo|image|ap\ photo|reuters|afp|getty)[^)]{0,60}\)\s*$|\bvia\ getty\b|\b(?:getty\ images|ap\ photo)\b)",
    re.IGNORECASE,
)
_PHOTO_LINE = re.compile(r"^\W*(?:photo|image|picture)s?\s*[:\u2014-]", re.IGNORECASE)
_BYLINE = re.compile(
    r"^\W*(?:By|BY|by|From)\s+(?:[A-Z][\w.'\u2019-]+[\s,]*){1,6}(?:and\s+(?:[A-Z][\w.'\u2019-]+\s*){1,4})?(?:in\s+[A-Z]\w+)?\W*$"
)
_CITY = r"[A-Z][A-Z.'\u2019 /-]{2,40}(?:,\s(?:[A-Z][\w.]*\s?){1,3}\d{0,2})?"
_INNER_STOP = re.compile(r"[a-z]{4}\.[\"\u201d]?\s+[\"\u201c]?[A-Z]")
_DATELINE = re.compile(
    rf"^\W*(?:{_CITY}|(?:[A-Z]\w+[ ,-]*){{1,4}}(?=\([A-Z][\w ]{{1,28}}\)))\s*(?:,\s*\w+\.?\s\d{{1,2}}\s*)?(?:\([^)]{{2,30}}\)\s*)?"
    "\\s?[-\u2013\u2014]+\\s+(?=[\\w\"\u201c\u2018\u00ab'])"
)
_OPENING = "\"\u201c\u2018'\u00ab"
_STOPS = ".!?\u2026:;\"\u201d\u2019'\u00bb)"


@dataclass(slots=True)
class Block:
    """One paragraph or line of the page: offsets, label, and where its words begin after a dateline."""

    start: int
    end: int
    label: str
    content: int


def _lines(text: str) -> list[tuple[int, int]]:
    found = []
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        left = len(line) - len(line.lstrip())
        stop = match.start() + len(line.rstrip())
        if match.start() + left < stop:
            found.append((match.start() + left, stop))
    return found


def _wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Tell whether the text is broken at a fixed width, with empty lines between its paragraphs."""
    inner = [b - a for (a, b), (c, _) in pairwise(lines) if text.count("\n", b, c) == 1]
    return len(inner) >= 6 and len(inner) > len(lines) * 0.5 and sum(45 <= n <= 95 for n in inner) > 0.85 * len(inner)


def _paragraphs(text: str) -> list[list[int]]:
    """Join lines that are one paragraph: hard-wrapped text, and lines broken where a link was removed."""
    lines = _lines(text)
    wrapped = _wrapped(text, lines)
    joined: list[list[int]] = []
    for start, end in lines:
        if joined:
            last = text[joined[-1][1] - 1]
            gap = text.count("\n", joined[-1][1], start)
            flows = text[start].islower() and last not in _STOPS and not text[start:end].startswith(("http", "www"))
            if (
                (wrapped and gap == 1)
                or (flows and joined[-1][1] - joined[-1][0] > 20)
                or (flows and len(joined) > 3 and end - start > 20)
            ):
                joined[-1][1] = end
                continue
        joined.append([start, end])
    return joined


def _sentence_like(line: str) -> bool:
    return line[-1] in ".!?\u2026\"\u201d\u2019'\u00bb)" and line.count(" ") >= 4


def _like_prose(paragraph: str) -> bool:
    """Tell a first paragraph of running text, which has several sentences or one long one, from a headline.

    >>> _like_prose("The mayor opened the harbour. It rained all day."), _like_prose("Harbour open! Mayor glad!")
    (True, False)
    """
    return bool(_INNER_STOP.search(paragraph)) or (
        paragraph.count(" ") >= 24 and paragraph.rstrip('"\u201d').endswith(".")
    )


def blocks_of(text: str) -> list[Block]:
    r"""Return the paragraphs of a page in order, each with its label.

    >>> [(b.label, b.start) for b in blocks_of("Harbour opens, says mayor\n\nThe mayor opened it on Monday.")]
    [('headline', 0), ('body', 27)]
    """
    blocks: list[Block] = []
    seen_body = seen_headline = in_related = False
    bodies = 0
    masthead: Block | None = None
    for start, end in _paragraphs(text):
        line = text[start : min(end, start + 400)]
        tail = text[max(start, end - 160) : end]
        words = line.count(" ") + 1
        content = start
        if in_related and (words <= 16 and text[end - 1] not in '.!?"'):
            label = "furniture" if words <= 4 or _FURNITURE.match(line) else "related_link"
        elif _RELATED.match(line) and words <= 12:
            label = "furniture"
            in_related = seen_body
        elif _FURNITURE.match(line) and words <= 60:
            label = "furniture"
            if _PHOTO_LINE.match(line) and blocks and blocks[-1].label in {"body", "lead"} and bodies <= 3:
                blocks[-1].label = "caption"
                bodies -= 1
                if (
                    len(blocks) > 1
                    and blocks[-2].label == "body"
                    and text[start:end]
                    and _alike(text, blocks[-2], blocks[-1])
                ):
                    blocks[-2].label = "caption"  # the alternative text of the same picture
                    bodies -= 1
        elif _BYLINE.match(line) and words <= 12:
            label = "byline"
        elif (
            masthead
            and not seen_body
            and words >= 5
            and not _sentence_like(text[start:end])
            and line[-1] not in ".\u201d"
        ):
            label = "headline"  # what looked like a headline before was the name of the paper
            masthead.label, masthead = "furniture", None
        elif not seen_headline and not seen_body and words >= 3 and words <= 40 and not _CREDIT.search(tail):
            label = "headline"
            seen_headline = True
            if _sentence_like(text[start:end]) and (_DATELINE.match(line) or _like_prose(text[start:end])):
                label, seen_body = "body", True
        elif _CREDIT.search(tail) and words <= 90 and bodies < 3:
            label = "caption"
        elif words <= 4 and text[end - 1] not in '.!?"\u201d' and text[start] not in _OPENING:
            label = "furniture"
        else:
            label, in_related = "body", False
            seen_body = True
        if label in {"body", "lead"}:
            dateline = _DATELINE.match(line)
            content = start + dateline.end() if dateline else start
            bodies += 1
        blocks.append(Block(start, end, label, content))
        if label == "headline" and words <= 4:
            masthead = blocks[-1]
    _mark_lead(blocks)
    return blocks


def _alike(text: str, one: Block, other: Block) -> bool:
    """Tell whether two paragraphs have nearly the same words."""
    a, b = (set(text[block.start : block.end].lower().split()) for block in (one, other))
    return len(a & b) >= 0.8 * max(1, len(a | b))


def _mark_lead(blocks: list[Block]) -> None:
    """Label a summary between headline and dateline: the text proper begins with the dateline."""
    first = next((i for i, block in enumerate(blocks) if block.label == "body"), None)
    if first is None or blocks[first].content > blocks[first].start:
        return
    following = [block for block in blocks[first + 1 : first + 4] if block.label == "body"]
    if following and following[0].content > following[0].start:
        blocks[first].label = "lead"
