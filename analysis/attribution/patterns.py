"""The statements of one sentence, found by the order of its words; no model is needed."""

from __future__ import annotations

from analysis.attribution.contents import content_of
from analysis.attribution.hits import Hit, find_hits
from analysis.attribution.sentences import Sentence
from analysis.attribution.spans import Draft, Scope
from analysis.attribution.subjects import resolve_subjects
from analysis.attribution.words import DASHES, FINAL

__all__ = ["drafts_of"]

# Inside the content of another statement only these patterns are taken for a statement of its own.
_NESTED = frozenset({"that", "clause", "right"})
_NEW_CLAUSE = frozenset({"and", "but", "while", "as", "although", "though", "after"}) | DASHES


def drafts_of(s: Sentence) -> list[Draft]:
    """Return the statements of one sentence in order."""
    hits = resolve_subjects(s, find_hits(s))
    end = len(s)
    while end > 0 and (s.low[end - 1] in FINAL or s.low[end - 1] in {")", ":"}):
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
    """Mark earlier statements that lie in the content of one whose cue comes at the end, and cut them there."""
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
        own = not other.inherits and other.form.kind != "preposition"
        if hit.left == 0 and hit.form.kind == "gerund" and own and before == ",":
            hit.subject = hit.subject or other.subject  # "Noting A, she said B"
            return region - 1
        if region <= hit.right:
            continue
        if other.form.kind == "preposition" and before == ",":
            return region - 1
        if other.inherits:
            return region
        if before in _NEW_CLAUSE:
            return region - 2 if s.low[region - 2] == "," else region - 1
    return end
