"""From the text of an article to its statements."""

from __future__ import annotations

import re

from analysis.attribution.layout import Block, blocks_of
from analysis.attribution.patterns import Draft, drafts_of
from analysis.attribution.quotes import Quote, find_quotes
from analysis.attribution.sentences import Sentence, sentences_of


def find_drafts(text: str) -> list[tuple[Block, Sentence, Draft]]:
    out = []
    previous = None
    for block in blocks_of(text):
        if block.label in {"furniture", "byline"}:
            continue
        quotes = find_quotes(text, block.content, block.end)
        sentences = sentences_of(text, block.content, block.end, quotes)
        last = None
        for number, s in enumerate(sentences):
            drafts = drafts_of(s, head=block.label == "headline")
            if not drafts and s.quote[0] is not None and not s.quote[0].single and s.end[0] - s.start[0] > 20:
                # a quotation without cue
                whole = all(q is not None or w in {".", ","} for q, w in zip(s.quote, s.words))
                if last is not None and last.carries:
                    last.spans.append((s.start[0], s.end[-1] if s.quote[-1] else s.end[-1]))
                elif whole:
                    d = Draft([(s.start[0], s.end[-1])], None, None, None, "loose quotation", 0.4)
                    out.append((block, s, d)); last = d; d.carries = True
                continue
            for d in drafts:
                out.append((block, s, d))
            if drafts:
                last = next((d for d in reversed(drafts) if d.carries), None)
            else:
                last = None
    return out
