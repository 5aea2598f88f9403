"""The statements of one sentence, found by the order of its words; no model is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analysis.attribution import words
from analysis.attribution.contents import content_of
from analysis.attribution.hits import Hit, find_hits
from analysis.attribution.sentences import Sentence
from analysis.attribution.spans import Draft, Scope
from analysis.attribution.subjects import resolve_subjects

__all__ = ["Finder", "by_rules"]

Finder = Callable[[str, Sequence[Sentence]], list[list[Draft]]]
"""Returns the statements of each sentence of a text."""

# Inside the content of another statement, only these rules find a further statement.
_NESTED = frozenset({"that", "clause", "right"})


def by_rules(_text: str, sentences: Sequence[Sentence]) -> list[list[Draft]]:
    """Return the statements of each sentence, found by the order of words alone."""
    return [_drafts_of(sentence) for sentence in sentences]


def _drafts_of(s: Sentence) -> list[Draft]:
    hits = resolve_subjects(s, find_hits(s))
    end = len(s)
    while end > 0 and (s.low[end - 1] in words.FINAL or s.low[end - 1] in {")", ":"}):
        end -= 1
    drafts: list[Draft] = []
    floor = 0
    for number, hit in enumerate(hits):
        scope = Scope(s, hit, floor, end, _cut(s, hit, hits[number + 1 :], end))
        if hit.subject and hit.subject[1] > hit.subject[0]:
            scope.source = scope.span(*hit.subject)
        draft = content_of(scope)
        if draft is None or draft.cue_span is None:
            continue
        at = draft.cue_span[0]
        if draft.rule.startswith(("left", "according")):
            _enclose(draft, drafts)
        draft.nested = any(a < at < b for other in drafts if not other.rule.startswith("left") for a, b in other.spans)
        if draft.rule.startswith("left"):
            floor = hit.right + 1
        drafts.append(draft)
    return [draft for draft in drafts if not draft.nested or draft.rule in _NESTED]


def _enclose(draft: Draft, earlier: list[Draft]) -> None:
    """Mark earlier statements inside the content of one whose cue comes at the end, and cut them there."""
    low, high = draft.spans[0]
    for other in earlier:
        if other.cue_span and low <= other.cue_span[0] < high and other.spans[-1][0] < high:
            other.nested = True
            other.spans[-1] = (other.spans[-1][0], min(high, other.spans[-1][1]))


def _cut(s: Sentence, hit: Hit, later: list[Hit], end: int) -> int:
    """Return the first token of a later clause with a cue that is not inside this cue's content."""
    for other in later:
        region = other.region
        before = s.low[region - 1]
        preposition = other.form.kind == "preposition"
        if hit.left == 0 and hit.form.kind == "gerund" and before == "," and not other.inherits and not preposition:
            hit.subject = hit.subject or other.subject  # "Noting A, she said B"
            return region - 1
        if region <= hit.right:
            continue
        if preposition and before == ",":
            return region - 1
        if other.inherits:
            return region
        if before in words.NEW_CLAUSE:
            return region - 2 if s.low[region - 2] == "," else region - 1
    return end
