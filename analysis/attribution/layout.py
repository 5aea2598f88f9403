"""Label the parts of a page: headline, caption, byline, body, links to other stories, page furniture.

Rules look at one line and at its place among the others; nothing is dropped, every line gets a label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from analysis.attribution import words
from analysis.attribution.cues import cue_forms

__all__ = ["Block", "blocks_of", "introduces"]


def _any_of(kind: str) -> str:
    """Return the expression for a kind of line in `page.csv`."""
    return f"(?:{'|'.join(row['pattern'] for row in words.read('page.csv') if row['kind'] == kind)})"


_FURNITURE = re.compile(rf"^\W*{_any_of('furniture')}", re.IGNORECASE)
_RELATED = re.compile(rf"^\W*{_any_of('related')}", re.IGNORECASE)
_CREDIT = re.compile(_any_of("credit"), re.IGNORECASE)
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
_OPENING = "\"\u201c\u2018'\u00ab\u201e\u201a\u00bb\u2039\u300c\u300e"
_CLOSING = ".!?\u2026\"\u201c\u201d\u2018\u2019'\u00ab\u00bb\u2039\u203a\u300d\u300f)"
_SENTENCE = re.compile(rf"[a-z)]\.[{_CLOSING}]*$|[a-z][,.]?[{_CLOSING}]+,? \S.*[a-z]\.[{_CLOSING}]*$")
_LAST_SENTENCE = re.compile(r"[.!?\u2026][\"\u201d\u2019')]*\s(?=[A-Z\"\u201c])")
_STOPS = ".!?\u2026:;\"\u201d\u2019'\u00bb)"


@dataclass(slots=True)
class Block:
    """One paragraph or line of the page: offsets, label, and where its words begin after a dateline."""

    start: int
    end: int
    label: str
    content: int


def _wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Tell whether the text is broken at a fixed width, with empty lines between its paragraphs."""
    inner = [b - a for (a, b), (c, _) in pairwise(lines) if text.count("\n", b, c) == 1]
    return len(inner) >= 6 and len(inner) > len(lines) * 0.5 and sum(45 <= n <= 95 for n in inner) > 0.85 * len(inner)


def _paragraphs(text: str) -> list[list[int]]:
    """Join lines that are one paragraph: hard-wrapped text, and lines broken where a link was removed."""
    lines = [match.span() for match in re.finditer(r"\S(?:.*\S)?", text)]
    wrapped = _wrapped(text, lines)
    joined: list[list[int]] = []
    for start, end in lines:
        if joined:
            first, last = joined[-1]
            flows = (
                text[start].islower() and text[last - 1] not in _STOPS and not text.startswith(("http", "www"), start)
            )
            long = last - first > 20 or (len(joined) > 3 and end - start > 20)
            if (flows and long) or (wrapped and text.count("\n", last, start) == 1):
                joined[-1][1] = end
                continue
        joined.append([start, end])
    return joined


def _sentence_like(line: str) -> bool:
    return line[-1] in _CLOSING and line.count(" ") >= 4


def _like_prose(paragraph: str) -> bool:
    """Tell whether a first paragraph is running text, which has several sentences or one long one, and not a headline.

    >>> _like_prose("The mayor opened the harbour. It rained all day."), _like_prose("Harbour open! Mayor glad!")
    (True, False)
    """
    long = paragraph.count(" ") >= 24 and paragraph.rstrip('"\u201d').endswith(".")
    return long or _INNER_STOP.search(paragraph) is not None


def introduces(text: str, start: int, end: int) -> bool:
    """Tell whether a paragraph ends with a verb of saying and a colon or comma, so that what was said comes next.

    >>> introduces("Ms Alder told reporters:", 0, 24), introduces("The toll has three parts:", 0, 25)
    (True, False)
    """
    if text[end - 1] not in ":,":
        return False
    last = _LAST_SENTENCE.split(text[max(start, end - 400) : end])[-1]
    tail = re.findall(r"[\w'\u2019]+", last.lower())[-14:]
    announced = text[end - 1] == ":" and ("following" in tail or not words.ANNOUNCING.isdisjoint(tail[-1:]))
    return announced or any(
        form.cue.takes & {"c", "q", "t", "i"}
        for word in tail
        for form in cue_forms().get(word, ())
        if form.kind != "base"
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
        paragraph, line, tail = text[start:end], text[start : min(end, start + 400)], text[max(start, end - 160) : end]
        size, last = line.count(" ") + 1, text[end - 1]
        content = start
        if in_related and size <= 16 and last not in '.!?"':
            label = "furniture" if size <= 4 or _FURNITURE.match(line) else "related_link"
        elif size <= 12 and _RELATED.match(line):
            label, in_related = "furniture", seen_body
        elif size <= 60 and _FURNITURE.match(line):
            label = "furniture"
            if _PHOTO_LINE.match(line) and blocks and blocks[-1].label == "body" and bodies <= 3:
                bodies -= _mark_captions(text, blocks)
        elif size <= 12 and _BYLINE.match(line):
            label = "byline"
        elif last in ":," and introduces(text, start, end):
            label, in_related, seen_body, seen_headline = "body", False, True, True
        elif masthead and not seen_body and size >= 5 and not _sentence_like(paragraph) and line[-1] not in ".\u201d":
            label = "headline"  # what looked like a headline before was the name of the paper
            masthead.label, masthead = "furniture", None
        elif not seen_headline and not seen_body and 3 <= size <= 40 and not _CREDIT.search(tail):
            seen_headline = True
            sentence = bool(_DATELINE.match(line)) or _like_prose(paragraph) or _SENTENCE.search(paragraph) is not None
            seen_body = _sentence_like(paragraph) and sentence
            label = "body" if seen_body else "headline"
        elif bodies < 3 and size <= 90 and _CREDIT.search(tail):
            label = "caption"
        elif size <= 4 and last not in '.!?"\u201d' and text[start] not in _OPENING:
            label = "furniture"
        else:
            label, in_related, seen_body = "body", False, True
        if label == "body":
            dateline = _DATELINE.match(line)
            content = start + dateline.end() if dateline else start
            bodies += 1
        blocks.append(Block(start, end, label, content))
        if label == "headline" and size <= 4:
            masthead = blocks[-1]
    _mark_lead(blocks)
    return blocks


def _mark_captions(text: str, blocks: list[Block]) -> int:
    """Label the paragraph before a photo line as its caption, and one before it that repeats it; return their number."""
    blocks[-1].label = "caption"
    if len(blocks) == 1 or blocks[-2].label != "body":
        return 1
    # The alternative text of the same picture has nearly the same words.
    one, other = (set(text[block.start : block.end].lower().split()) for block in blocks[-2:])
    if len(one & other) < 0.8 * max(1, len(one | other)):
        return 1
    blocks[-2].label = "caption"
    return 2


def _mark_lead(blocks: list[Block]) -> None:
    """Label a summary between headline and dateline: the text proper begins with the dateline."""
    first = next((i for i, block in enumerate(blocks) if block.label == "body"), None)
    if first is None or blocks[first].content > blocks[first].start:
        return
    following = [block for block in blocks[first + 1 : first + 4] if block.label == "body"]
    if following and following[0].content > following[0].start:
        blocks[first].label = "lead"
