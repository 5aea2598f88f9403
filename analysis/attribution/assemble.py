"""Bring the sentences of an article together: quotations that run on, loose ones, transcripts, free indirect speech."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.attribution.layout import Block
from analysis.attribution.patterns import drafts_of
from analysis.attribution.quotes import Quote, find_quotes
from analysis.attribution.sentences import Sentence, sentences_of
from analysis.attribution.spans import Draft

__all__ = ["Finder", "Placed", "by_rules", "place_drafts"]

_TURN = re.compile("[\"\u201c']?([A-Z][A-Z.'\u2019 -]{1,30}):\\s+(?=\\S)")
_COLON = re.compile(r"([A-Z][^:,.\n\"\u201c]{1,40}):\s+(?=\S)")
_DEONTIC = frozenset({"should", "must", "ought"})
Finder = Callable[[str, Sequence[Sentence]], list[list[Draft]]]


@dataclass(slots=True)
class Placed:
    """A draft and the paragraph it stands in; `same_as` is the draft whose speaker it takes over."""

    draft: Draft
    block: Block
    same_as: Draft | None = None


def by_rules(_text: str, sentences: Sequence[Sentence]) -> list[list[Draft]]:
    """Return the statements of each sentence, found by the order of words alone."""
    return [drafts_of(sentence) for sentence in sentences]


def _is_loose(s: Sentence) -> bool:
    """Tell whether a sentence is speech in quotation marks and nothing else."""
    first = s.quote[0]
    if first is None or s.end[0] - s.start[0] < 8:
        return False
    speech = not first.closed or s.tail[0] in ".,!?\u2026-\u2014"
    return speech and all(
        q is not None or w in {".", ",", "\u2026", "..."} for q, w in zip(s.quote, s.words, strict=True)
    )


def place_drafts(text: str, blocks: Sequence[Block], finder: Finder = by_rules) -> tuple[list[Placed], list[Quote]]:
    """Return all statements of an article in order, each with its paragraph, and all quotations in order."""
    every: list[Quote] = []
    out: list[Placed] = []
    open_run: list[tuple[int, int]] = []  # loose quotations left open at the end of their paragraph
    last_speech: Draft | None = None  # the last statement, which the next paragraph may carry on
    turn: Draft | None = None
    for block in blocks:
        if block.label in {"furniture", "byline"}:
            continue
        spoken = _TURN.match(text, block.content, block.end) if block.label == "body" else None
        if spoken:
            turn = Draft([(spoken.end(), block.end)], None, None, spoken.span(1), "transcript", 0.7)
            out.append(Placed(turn, block))
            last_speech = None
            continue
        quotes = find_quotes(text, block.content, block.end)
        every += quotes
        if (
            turn is not None
            and quotes
            and quotes[0].start == block.content
            and (not quotes[0].closed or quotes[0].end >= block.end - 1)
        ):
            turn.spans.append((block.content, block.end))
            continue
        turn = None
        if (
            block.label == "headline"
            and (colon := _COLON.match(text, block.start, block.end))
            and not _has_cue_before(colon)
        ):
            out.append(Placed(Draft([(colon.end(), block.end)], None, None, colon.span(1), "colon", 0.5), block))
            continue
        sentences = sentences_of(text, block.content, block.end, quotes)
        carried: Draft | None = None
        before: Draft | None = None
        left_open = False
        for number, (s, drafts) in enumerate(zip(sentences, finder(text, sentences), strict=True)):
            if not drafts and _is_loose(s):
                span = (s.start[0], s.end[-1])
                left_open = s.quote[0] is not None and not s.quote[0].closed
                if carried is not None and not left_open:
                    carried.spans.append(span)
                elif carried is not None:
                    fresh = Draft([span], carried.cue, carried.cue_span, carried.source, "left open", 0.8, carries=True)
                    out.append(Placed(fresh, block, carried))
                    last_speech = carried = fresh
                elif number == 0 and left_open and len(sentences) == 1:
                    open_run.append(span)
                elif last_speech is not None or open_run:
                    fresh = Draft([*open_run, span], None, None, None, "loose", 0.4, carries=True)
                    open_run = []
                    out.append(Placed(fresh, block, last_speech))
                    last_speech = carried = fresh
                before = None
                continue
            if drafts and open_run:
                first = drafts[0]
                if number == 0 and s.quote[0] is not None and first.carries:
                    first.spans[:0] = open_run
                else:
                    out.append(Placed(Draft(open_run, None, None, None, "loose", 0.4), block, last_speech))
                open_run = []
            out += [Placed(draft, block) for draft in drafts]
            carried = next((draft for draft in reversed(drafts) if draft.carries), None)
            if drafts:
                last_speech = before = drafts[-1]
            elif before is not None and number and _free_indirect(s):
                out.append(
                    Placed(
                        Draft(
                            [(s.start[0], s.end[-1 if s.low[-1] not in ".!" else -2])],
                            None,
                            None,
                            None,
                            "free indirect",
                            0.3,
                        ),
                        block,
                        before,
                    )
                )
                before = None
            else:
                before = None
        if not left_open and not open_run and (not sentences or not out or out[-1].block is not block):
            last_speech = last_speech if quotes else None
    if open_run:
        out.append(Placed(Draft(open_run, None, None, None, "loose", 0.3), blocks[-1], last_speech))
    return out, every


def _has_cue_before(colon: re.Match[str]) -> bool:
    from analysis.attribution.cues import cue_forms

    return any(word.lower() in cue_forms() for word in colon.group(1).split())


def _free_indirect(s: Sentence) -> bool:
    """Tell whether a sentence without cue, after an attributed one, says what ought to be: the source's words."""
    if len(s) < 6 or any(s.quote):
        return False
    return any(word in _DEONTIC for word in s.low[1:12])
