"""Join the sentences of an article: quotations that run on, loose ones, transcripts, free indirect speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from analysis.attribution import words
from analysis.attribution.apart import Passage, after_colon, introduced, lines_of, only_person, passages_of, signed
from analysis.attribution.cues import cue_forms
from analysis.attribution.hits import Draft, Span
from analysis.attribution.labels import is_name
from analysis.attribution.layout import Block
from analysis.attribution.quotes import Quote
from analysis.attribution.rules import Finder, by_rules
from analysis.attribution.sentences import SPEECH_ENDS, Sentence, sentences_of

__all__ = ["Placed", "place_drafts"]

_TURN = re.compile("[\"\u201c']?([A-Z][A-Z.'\u2019 -]{1,30}):\\s+(?=\\S)")
_COLON = re.compile(r"([A-Z][^:,.\n\"\u201c]{1,40}):\s+(?=\S)")


@dataclass(slots=True)
class Placed:
    """A draft and its paragraph; `same_as` is the draft whose speaker it takes over."""

    draft: Draft
    block: Block
    same_as: Draft | None = None


@dataclass(slots=True)
class _Article:
    """What is known of an article after the paragraphs read so far."""

    placed: list[Placed] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    open_run: list[Span] = field(default_factory=list)  # loose quotations left open by their paragraph
    last: Draft | None = None  # the last statement, which the next paragraph may carry on
    turn: Draft | None = None  # the turn of a transcript, likewise
    named: Span | None = None  # the only person in the sentence before, who may say what follows

    def loose(self, block: Block, confidence: float, *spans: Span) -> Draft:
        """Place the quotations left open and those after them: words of the last speaker."""
        draft = Draft([*self.open_run, *spans], "loose", confidence, carries=bool(spans))
        self.placed.append(Placed(draft, block, self.last))
        self.open_run = []
        return draft


def place_drafts(text: str, blocks: Sequence[Block], finder: Finder = by_rules) -> tuple[list[Placed], list[Quote]]:
    """Return all statements of an article in order, each with its paragraph, and all quotations in order."""
    article = _Article()
    passages = passages_of(text, blocks)
    nexts = [passage.block for passage in passages[1:]]
    skip = False
    for passage, following in zip_longest(passages, nexts):
        read = not skip and passage.block.label not in {"furniture", "byline"}
        skip = read and _passage(article, text, passage, following, finder)
    if article.open_run:
        article.loose(blocks[-1], 0.3)
    return article.placed, article.quotes


def _passage(article: _Article, text: str, passage: Passage, following: Block | None, finder: Finder) -> bool:
    """Place the statements of one paragraph; return true where the next one is only its signature."""
    block, quotes = passage.block, passage.quotes
    if passage.apart is not None:
        _set_apart(article, text, passage, passage.apart, finder)
        return False
    if _turn_begins(article, text, block):
        return False
    article.quotes += quotes
    if _turn_goes_on(article, quotes, block) or _headline_with_colon(article, text, block):
        return False
    beside = signed(text, block, quotes, following) or introduced(text, block, quotes)
    if beside is None:
        _paragraph(article, text, block, quotes, finder)
        return False
    draft, below = beside
    first, end = draft.spans[0][0], draft.spans[-1][1]
    if draft.rule == "signed" and text[block.content : first].strip():
        before = [quote for quote in quotes if quote.end <= first]
        shorter = Block(block.start, first, block.label, block.content)
        # Several that are signed may follow each other in a line.
        if earlier := signed(text, shorter, before, None):
            article.placed.append(Placed(earlier[0], block))
        else:
            _paragraph(article, text, shorter, before, finder)
    article.placed.append(Placed(draft, block))
    article.last = draft
    if draft.rule == "introduced" and text[end : block.end].strip(" ."):
        _paragraph(article, text, Block(end, block.end, block.label, end), quotes[1:], finder)
    return below


def _set_apart(article: _Article, text: str, passage: Passage, apart: Quote, finder: Finder) -> None:
    """Place words set apart without quotation marks; where no cue takes them, read their paragraphs by themselves."""
    trial = _Article()
    _paragraph(trial, text, passage.block, passage.quotes, finder)
    takes = next((p.draft for p in trial.placed if any(b > apart.start for _, b in p.draft.spans)), None)
    if takes is None:
        for block in passage.rest:
            quotes = (
                [q for q in passage.quotes if q.end <= block.end and q is not apart] if block is passage.rest[0] else []
            )
            article.quotes += quotes
            _paragraph(article, text, block, quotes, finder)
        return
    article.quotes += passage.quotes
    article.placed += trial.placed
    article.last = takes
    takes.spans = [span for span in takes.spans if span[1] <= apart.start] + lines_of(text, (apart.start, apart.end))
    takes.rule, takes.carries = "set apart", False
    takes.confidence = 0.8 if text[apart.start] == ">" else 0.6


def _turn_begins(article: _Article, text: str, block: Block) -> bool:
    spoken = _TURN.match(text, block.content, block.end) if block.label == "body" else None
    if spoken:
        article.turn, article.last = Draft([(spoken.end(), block.end)], "transcript", 0.7, source=spoken.span(1)), None
        article.placed.append(Placed(article.turn, block))
    return spoken is not None


def _turn_goes_on(article: _Article, quotes: list[Quote], block: Block) -> bool:
    """Add a paragraph that is one quotation to the turn of a transcript before it."""
    whole = quotes and quotes[0].start == block.content and (not quotes[0].closed or quotes[0].end >= block.end - 1)
    if article.turn is None or not whole:
        article.turn = None
        return False
    article.turn.spans.append((block.content, block.end))
    return True


def _headline_with_colon(article: _Article, text: str, block: Block) -> bool:
    """Take "Mayor Varn: harbour is safe" for a statement, unless there is a verb of saying before the colon."""
    colon = _COLON.match(text, block.start, block.end) if block.label == "headline" else None
    if colon is None or not is_name(colon[1]) or any(word.lower() in cue_forms() for word in colon.group(1).split()):
        return False
    draft = Draft([(colon.end(), block.end)], "colon", 0.5, source=colon.span(1))
    article.placed.append(Placed(draft, block))
    return True


def _paragraph(article: _Article, text: str, block: Block, quotes: list[Quote], finder: Finder) -> None:
    sentences = sentences_of(text, block.content, block.end, quotes)
    carried: Draft | None = None  # the quotation that a loose one in the next sentence carries on
    before: Draft | None = None  # the statement of the sentence before
    left_open = False
    for number, (s, found) in enumerate(zip(sentences, finder(text, sentences), strict=True)):
        announced = None if found else after_colon(s)
        drafts = [announced] if announced else found
        if not drafts and _is_loose(s):
            span = (s.start[0], s.end[-1])
            left_open, before = s.quote[0] is not None and not s.quote[0].closed, None
            if carried is not None and not left_open:
                carried.spans.append(span)
            elif carried is not None:
                draft = Draft([span], "left open", 0.8, carried.cue, carried.cue_span, carried.source, carries=True)
                article.placed.append(Placed(draft, block, carried))
                article.last = carried = draft
            elif left_open and len(sentences) == 1:
                article.open_run.append(span)
            elif carried is None and article.named and not article.open_run and s.end[-1] - s.start[0] > 24:
                draft = Draft([span], "named before", 0.35, source=article.named, carries=True)
                article.placed.append(Placed(draft, block))
                article.last = carried = draft
                article.named = None
            elif article.last is not None or article.open_run:
                article.last = carried = article.loose(block, 0.4, span)
            continue
        article.named = None if drafts or any(s.quote) else only_person(text, s)
        if drafts and article.open_run:
            if number == 0 and s.quote[0] is not None and drafts[0].carries:
                drafts[0].spans[:0] = article.open_run
                article.open_run = []
            else:
                article.loose(block, 0.4)
        article.placed += [Placed(draft, block) for draft in drafts]
        carried = next((draft for draft in reversed(drafts) if draft.carries), None)
        if drafts:
            article.last = before = drafts[-1]
            continue
        if before is not None and _free_indirect(s):
            span = (s.start[0], s.end[-2 if s.low[-1] in ".!" else -1])
            article.placed.append(Placed(Draft([span], "free indirect", 0.3), block, before))
        before = None
    ended = not left_open and not article.open_run
    if ended and not quotes and not (sentences and article.placed and article.placed[-1].block is block):
        article.last = None


def _is_loose(s: Sentence) -> bool:
    """Tell whether a sentence is speech in quotation marks and nothing else."""
    first = s.quote[0]
    if first is None or s.end[0] - s.start[0] < 8 or (first.closed and s.tail[0] not in SPEECH_ENDS):
        return False
    return all(quote or word in {".", ",", "\u2026", "..."} for quote, word in zip(s.quote, s.words, strict=True))


def _free_indirect(s: Sentence) -> bool:
    """Tell whether a sentence without cue, after an attributed one, says what ought to be: the source's words."""
    return len(s) >= 6 and not any(s.quote) and not words.DEONTIC.isdisjoint(s.low[1:12])
