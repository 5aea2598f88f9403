"""The rows of the table of statements: from the drafts of a news text, and from the turns of a transcript."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from analysis.attribution import words
from analysis.attribution.apart import desk_of
from analysis.attribution.assemble import Placed, place_drafts
from analysis.attribution.dates import Day, date_of_document, date_of_sentence
from analysis.attribution.layout import blocks_of
from analysis.attribution.names import Countries, Speaker
from analysis.attribution.offices import group_of
from analysis.attribution.quotes import Quote
from analysis.attribution.rules import Finder
from analysis.attribution.speakers import Registry
from analysis.attribution.transcripts import Turn

__all__ = ["news_rows", "turn_rows", "voice_of"]

_TOP = frozenset({"headline", "caption", "lead"})
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


def news_rows(
    text: str, document: str, known: Countries, finder: Finder, *, day: Day | None, release: bool
) -> list[dict[str, Any]]:
    """Return the statements of a news text or press release; `day` is its date where a table has it."""
    blocks = blocks_of(text)
    placed, quotes = place_drafts(text, blocks, finder)
    others = [item for item in placed if _words_of(text, item.draft.source).lower() not in {"i", "we"}]
    letter = desk_of(text, blocks, [span for item in others for span in item.draft.spans]) if release else None
    if letter is not None:
        placed = others  # "We welcome the bridge" is a sentence of the letter
        placed.append(Placed(letter, next(block for block in blocks if block.end >= letter.spans[0][1])))
    placed = [item for item in placed if item.draft.spans]
    day = day or date_of_document(text, blocks)
    speakers = _speakers(placed, Registry(text, known))
    rows = [
        {"statement": f"{document}-{number:02d}", "document": document} | _row(text, item, speaker, day, quotes)
        for number, (item, speaker) in enumerate(zip(placed, speakers, strict=True), start=1)
    ]
    _mark_repeats(rows)
    _mark_nested(rows, placed)
    return rows


def turn_rows(text: str, document: str, turns: Sequence[Turn], *, day: Day | None) -> list[dict[str, Any]]:
    """Return one statement for each turn of a transcript: direct speech of the body, without a cue."""
    day = day or date_of_document(text, [])
    rows = []
    for number, turn in enumerate(turns, start=1):
        parts = [text[a:b] for a, b in turn.spans]
        source = (turn.label.start, turn.label.end)
        rows.append({
            "statement": f"{document}-{number:02d}", "document": document, "speaker": turn.speaker.name,
            "speaker_mention": _words_of(text, source), "role": turn.speaker.role, "country": turn.speaker.country,
            "speaker_group": turn.speaker.group, "voice": "direct", "cue": "", "cue_class": "", "location": "body",
            "kind": turn.kind, "date": day.date, "date_basis": f"article: {day.basis}", "implicit_source": False,
            "duplicate_of": "", "within": "", "confidence": turn.confidence, "rule": "transcript", "spans": turn.spans,
            "source_span": source, "cue_span": None, "words": sum(len(_WORD.findall(part)) for part in parts),
            "text": " \u2026 ".join(parts),
        })  # fmt: skip
    return rows


def _speakers(placed: list[Placed], registry: Registry) -> list[Speaker]:
    """Resolve every speaker in the order of the text, body first: a headline is understood from the body."""
    found: dict[int, Speaker] = {}
    for item in sorted(placed, key=lambda item: item.block.label in _TOP):
        draft = item.draft
        if draft.kind == "question":
            speaker = Speaker("reporter (unnamed)", "media", group="other", kind="unnamed")
        elif item.same_as is not None and id(item.same_as) in found:
            speaker = found[id(item.same_as)]
            registry.spoken.append((draft.spans[-1][1], speaker))
        else:
            at = draft.source[0] if draft.source else draft.spans[0][0]
            speaker = registry.resolve(draft.source, at)
            office = registry.text[slice(*draft.source)].partition(", ")[2] if draft.source else ""
            if draft.rule in {"signed", "introduced"} and not speaker.role and office[:1].islower():
                speaker.role, speaker.group = office, group_of(office)
            registry.spoken[-1] = (max(at, draft.spans[-1][1]), speaker)
        found[id(draft)] = speaker
    return [found[id(item.draft)] for item in placed]


def _row(text: str, item: Placed, speaker: Speaker, day: Day, quotes: list[Quote]) -> dict[str, Any]:
    draft, cue, location = item.draft, item.draft.cue, item.block.label
    spans = _tidy(text, draft.spans)
    parts = [text[a:b] for a, b in spans]
    date, basis = date_of_sentence(text, draft, item.block, day)
    position = cue is not None and (cue.takes & {"b", "v"} or cue.lemma in {"view", "perceive"})
    return {
        "speaker": speaker.name,
        "speaker_mention": _words_of(text, draft.source),
        "role": speaker.role,
        "country": speaker.country,
        "speaker_group": speaker.group,
        "voice": "direct"
        if draft.rule in {"set apart", "letter"}
        else voice_of(text, spans, quotes, headline=location == "headline"),
        "cue": _words_of(text, draft.cue_span),
        "cue_class": cue.cls if cue else "",
        "location": location,
        "kind": "position" if position else draft.kind,
        "date": date,
        "date_basis": basis,
        "implicit_source": draft.source is None and draft.kind != "question",
        "duplicate_of": "",
        "within": "",
        "confidence": round(draft.confidence if speaker.name else draft.confidence / 2, 2),
        "rule": draft.rule,
        "spans": spans,
        "source_span": draft.source,
        "cue_span": draft.cue_span,
        "words": sum(len(_WORD.findall(part)) for part in parts),
        "text": " \u2026 ".join(parts),
    }


def _words_of(text: str, span: tuple[int, int] | None) -> str:
    return " ".join(text[slice(*span)].split()) if span else ""


def _tidy(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Order the spans, separate those that overlap, and trim space and stray commas at their ends."""
    out: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        start, end = max(first, out[-1][1]) if out else first, last
        while start < end and (text[start].isspace() or text[start] in ",;:"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
            end -= 1
        if start < end:
            out.append((start, end))
    return out


def voice_of(text: str, spans: Iterable[tuple[int, int]], quotes: list[Quote], *, headline: bool = False) -> str:
    """Return direct, mixed or indirect: whether all, some or none of the words are in quotation marks.

    Words that only link quotations ("that", "and") do not count, nor do single marks in a headline.
    `quotes` are all quotations of the text in order.
    """
    inside = outside = False
    for start, end in spans:
        at = start
        for quote in islice(quotes, bisect_right(quotes, start, key=lambda q: q.end), None):
            if quote.start >= end:
                break
            if quote.single and headline:
                continue
            inside = inside or bool(_WORD.search(text, max(at, quote.start), min(end, quote.end)))
            outside = outside or _says_more(text, at, quote.start)
            at = max(at, quote.end)
        outside = outside or _says_more(text, at, end)
        if inside and outside:
            return "mixed"
    return "direct" if inside else "indirect"


def _says_more(text: str, start: int, end: int) -> bool:
    return start < end and any(match.group().lower() not in words.LINKING for match in _WORD.finditer(text, start, end))


def _mark_repeats(rows: list[dict[str, Any]]) -> None:
    """Mark captions, headlines and leads that restate a statement of the body."""
    early = [row for row in rows if row["location"] in _TOP][:50]
    body = [(row["statement"], _content_words(row)) for row in rows if row["location"] == "body"][:500] if early else []
    for row in early:
        mine, best = _content_words(row), 0.0
        for statement, theirs in body:
            common = len(mine & theirs)
            share = common / max(1, min(len(mine), len(theirs)))
            if common >= 2 and share >= 0.5 and share > best:
                row["duplicate_of"], best = statement, share


def _mark_nested(rows: list[dict[str, Any]], placed: list[Placed]) -> None:
    """Mark statements whose cue is inside the content of another."""
    for number, (item, row) in enumerate(zip(placed, rows, strict=True)):
        if item.draft.nested and item.draft.cue_span:
            at, near = item.draft.cue_span[0], rows[max(0, number - 8) : number + 8]
            around = (o for o in near if o is not row and any(start <= at < end for start, end in o["spans"]))
            row["within"] = next((other["statement"] for other in around), "")


def _content_words(row: dict[str, Any]) -> set[str]:
    return {word.lower() for word in _WORD.findall(row["text"]) if len(word) > 3}
