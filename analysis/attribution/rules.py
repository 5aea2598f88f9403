"""The statements of one sentence, found by the order of its words: the content before a cue, after it, or both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from analysis.attribution import words
from analysis.attribution.hits import Draft, Hit, Scope, find_hits
from analysis.attribution.objects import has_verb, noun_phrase, object_content
from analysis.attribution.sentences import Sentence
from analysis.attribution.subjects import long_quote, resolve_subjects
from analysis.attribution.tails import addressee, find, skip_tail

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
        draft = _content_of(scope)
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


def _content_of(scope: Scope) -> Draft | None:
    """Return the statement of one cue, or None where the cue has no content."""
    s, hit, cue = scope.s, scope.hit, scope.hit.form.cue
    if cue.lemma == "according to":
        return _according(scope)
    if hit.passive or (cue.lemma == "ask" and hit.subject is None):
        return _question(scope)
    scope.scale = 0.6 if hit.modal else 0.7 if hit.negated and "c" in cue.takes and cue.lemma != "deny" else 1.0
    scope.start = hit.subject[1] if hit.inverted and hit.subject else hit.right
    scope.tail = skip_tail(s, scope.start)
    if "t" in cue.takes and not hit.inverted and scope.start < scope.end:
        stop = addressee(s, scope.start, scope.end)
        if stop > scope.start:
            scope.tail, scope.addressed = skip_tail(s, stop), True
    return _left(scope) or _right(scope)


def _according(scope: Scope) -> Draft | None:
    s, hit, low, end = scope.s, scope.hit, scope.s.low, scope.end
    if hit.subject is None:
        return None
    a = hit.subject[1]
    if hit.left == 0 or (hit.left == 1 and low[0] in {"but", "and", "yet"}):
        while s.at(a) in {"who", "which"} or (s.at(a) in words.PREPOSITIONS and "," in low[a : a + 12]):
            a = find(s, ",", a, len(s))
        a += s.at(a) == ","
        return scope.rest(a, "according", 0.8) if a < end else None
    b = hit.left - 1 if low[hit.left - 1] == "," else hit.left
    if b <= scope.floor:
        return None
    parts = [(scope.floor, b)]
    if a + 2 < end and low[a] == "," and low[a + 1] not in words.NO_MORE and not low[a + 1].endswith("ing"):
        parts.append((a + 1, scope.stop(a + 1)))
    return scope.made(parts, "according", 0.8)


def _question(scope: Scope) -> Draft | None:
    """Return the question of a reporter: "Asked whether A, she said"; "He was asked if A"."""
    hit, j = scope.hit, scope.hit.right
    if j >= scope.end or scope.s.low[j] not in words.QUESTIONS:
        return None
    b = find(scope.s, ",", j, scope.end) if hit.left == 0 else scope.end
    scope.source = None
    draft = scope.made([(j, min(b, scope.cut) if scope.cut > j else b)], "question", 0.6)
    return replace(draft, kind="question") if draft else None


def _left(scope: Scope) -> Draft | None:
    s, hit, low = scope.s, scope.hit, scope.s.low
    end, tail, region, a = scope.end, scope.tail, hit.region, scope.floor
    if hit.inherits or not hit.form.cue.takes & {"c", "q", "t", "b", "h", "i"} or region <= a:
        return None
    after = low[tail] if tail < end else ""
    quote_before = s.quote[region - 1] is not None
    if "i" in hit.form.cue.takes and not any(s.quote[a:region]):
        return None
    comma_before = region > a + 1 and low[region - 1] in {",", "?", "!", "\u2013", "\u2014"}
    if not (quote_before or (comma_before and (hit.inverted or not after or after in words.ENDS))):
        return None
    quote_after = after and (s.quote[tail] is not None or scope.quote_follows(tail))
    if quote_after and not quote_before and _adjunct(s, a, region):
        return None
    b = region - 1 if low[region - 1] == "," else region
    while a < b and low[a] in {",", "and", ";"}:
        a += 1
    adjunct = _adjunct(s, a, b)
    if low[a] in words.PREPOSITIONS and after not in {"", ","} and not any(long_quote(s, i) for i in range(a, b)):
        adjunct = True  # On "Harbour News Sunday," the mayor said it was over
    nothing_after = scope.start >= end and low[a] in words.PREPOSITIONS and not has_verb(s, a, b)
    if b <= a or (adjunct and (nothing_after or s.low[-1] == ":" or scope.start < end) and after != ","):
        return None  # "In a letter, Ms Alder wrote:"
    parts, c = [(a, b)], tail
    if hit.inverted and c + 1 < end and low[c] == "," and s.quote[c + 1] is None:
        quotes = (i for i in range(c, end) if s.quote[i] is not None and low[i - 1] in {",", ":"})
        c = next(quotes, end + 1) - 1
    if c + 1 < end and low[c] in {",", ":"}:
        c += 1
        reporter = low[c] in words.BREAKS_OFF or low[c].endswith("ing")
        goes_on = low[c] in words.GOES_ON or (b - a <= 7 and not reporter)
        acts = quote_before and low[c] in {"and", "but"} and c + 1 < end and words.is_past_like(low[c + 1])
        if s.quote[c] is not None or ((adjunct or goes_on) and not acts):
            parts.append((c, scope.stop(c)))
    sure = 0.95 if any(s.quote[a:b]) else 0.85
    return scope.made(parts, "left-inverted" if hit.inverted else "left", sure, carries=True)


def _adjunct(s: Sentence, a: int, b: int) -> bool:
    """Tell whether tokens a to b are not a clause but "At a rally on Friday," or "However,"."""
    if b <= a or any(s.quote[a:b]):
        return b <= a
    first = s.low[a]
    return b - a <= 4 or first == "asked" if first in words.OPENERS else b - a <= 30 and first in words.ADJUNCTS


def _right(scope: Scope) -> Draft | None:
    s, hit, start = scope.s, scope.hit, scope.start
    if start >= scope.end:
        return None
    if hit.inverted:
        follows = scope.quote_follows(start)
        return scope.rest(start + 1, "right-inverted", 0.95, carries=True) if follows else None
    draft, settled = object_content(scope)
    if draft is None and not settled:
        draft = _clause(scope)
    before = hit.region - 1
    if (
        draft
        and scope.floor == 0
        and s.low[0] == "whether"
        and before > 0
        and s.low[before] == ","
        and not hit.inherits
    ):
        # "Whether in A or in B, she said, ...": the condition belongs to what was said.
        draft.spans.insert(0, scope.span(0, before))
    return draft


def _clause(scope: Scope) -> Draft | None:
    """Return a reported clause or a quotation after the cue."""
    s, low, cue = scope.s, scope.s.low, scope.hit.form.cue
    limit, takes, t = scope.limit, cue.takes, _skip_parenthesis(scope)
    if t >= limit:
        return noun_phrase(scope)
    if scope.quote_follows(t) and t + 1 < limit:
        return scope.rest(t + 1, "right", 0.95, carries=True)
    if low[t] == ":" and t + 1 < limit and "i" not in takes:
        return scope.rest(t + 1, "right", 0.8)
    if takes & {"c", "t", "b", "g", "h"} and low[t] == "that":
        return scope.rest(t + 1, "that", 0.9)
    if takes & {"c", "t", "q", "b", "h", "i"} and s.quote[t] is not None:
        if "o" in takes and t == scope.start and not long_quote(s, t):
            return scope.rest(t, "object", 0.7)
        return scope.rest(t, "right", 0.85, carries=long_quote(s, t))
    saying = cue.lemma in {"say", "tell"}
    if takes & {"c", "t"} and low[t] not in words.NO_CLAUSE and (saying or has_verb(s, t, limit)):
        return scope.rest(t, "clause", 0.8 if saying else 0.65)
    if "b" in takes:
        subject = scope.hit.subject
        group = subject is not None and low[subject[1] - 1] in words.HUMAN and scope.hit.form.kind == "base"
        return scope.rest(t, "clause", 0.5) if group and has_verb(s, t, limit) else None
    return noun_phrase(scope)


def _skip_parenthesis(scope: Scope) -> int:
    """Step over "however," and "in a speech to the guild," between cue and content."""
    s, low, t, limit = scope.s, scope.s.low, scope.tail, scope.limit
    if t + 1 < limit and low[t] == "," and low[t + 1] in {"however", "too", "though"}:
        t += 3 if t + 2 < limit and low[t + 2] == "," else 2
    if t + 1 < limit and low[t] == "," and low[t + 1] in words.PARENTHESES:
        after = find(s, ",", t + 1, limit) + 1
        if after < limit and (low[after] == "that" or s.quote[after] is not None):
            return after
    return t
