"""Content that is no clause: "urged A to B", "accused A of B", "described A as B", "welcomed A"."""

from __future__ import annotations

from analysis.attribution import words
from analysis.attribution.hits import Hit
from analysis.attribution.sentences import Sentence
from analysis.attribution.spans import Draft, Scope
from analysis.attribution.subjects import boundary

__all__ = ["has_verb", "noun_phrase", "object_content"]

_QUESTIONS = frozenset({"whether", "if", "why", "how", "what", "where", "when", "who"})
_NO_NAMING = frozenset({"for", "on", "in", "off", "up", "out", "back", "by", ",", ".", "to"})
_AFTER_OBJECT = frozenset({"even", "after", "while", "although", "though", "when"})
_NEW_CLAUSE = frozenset({"which", "who", "as", "after", "a", "while", "when", "but", "and"})


def object_content(scope: Scope) -> tuple[Draft | None, bool]:
    """Return the content of verbs with an object; the flag is true where no other pattern may be tried."""
    s, cue, j = scope.s, scope.hit.form.cue, scope.start
    takes, limit = cue.takes, min(scope.end, scope.cut)
    if "a" in takes and (
        "t" not in takes or not scope.addressed or (scope.tail < scope.end and s.low[scope.tail] == "to")
    ):
        draft = _addressed(scope, limit)
        if draft or takes <= {"a"}:
            return draft, True
    if "x" in takes:
        reason = any(word in {"of", "for"} for word in s.low[j : min(limit, j + 25)])
        return (scope.made([(j, scope.stop(j))], "accuse", 0.75) if reason else None), True
    if takes & {"s", "v"}:
        draft = _seen_as(scope, limit)
        if draft or ("v" in takes and "o" not in takes):
            return draft, True
    if "k" in takes:
        return _named(scope, limit), True
    if "f" in takes and s.low[j] in {"to", "not"}:
        return scope.made([(j, scope.stop(j))], "to", 0.8), True
    if "w" in takes and s.low[j] in _QUESTIONS:
        return scope.made([(j, scope.stop(j))], "wh", 0.75), True
    return None, False


def _addressed(scope: Scope, limit: int) -> Draft | None:
    """Take "urged A to B": the content begins with the person addressed, after "told A" with "to"."""
    s, low, j, cue = scope.s, scope.s.low, scope.start, scope.hit.form.cue
    to = next((i for i in range(j, min(limit, j + 25)) if low[i] == "to" or low[i : i + 2] == ["not", "to"]), None)
    if to is not None and to > j and to + 1 < len(s) and low[to + 1] not in words.DETERMINERS:
        plain = "," not in low[j:to] and "that" not in low[j:to]
        if plain and low[j] != "for" and s.quote[j] is None:
            start = to if "t" in cue.takes else j
            return scope.made([(start, scope.stop(start))], "addressee", 0.8)
    if (
        cue.takes <= {"a"}
        and cue.lemma in {"urge", "call on", "call upon"}
        and low[j] not in words.PREPOSITIONS | {",", "."}
        and j < limit
    ):
        return scope.made([(j, scope.stop(j))], "addressee", 0.6)
    return None


def _seen_as(scope: Scope, limit: int) -> Draft | None:
    """Take "described A as B"; and "A, which it views as B", where the object stands before."""
    s, j, subject = scope.s, scope.start, scope.hit.subject
    at = next((i for i in range(j, min(limit, j + 40)) if s.low[i] == "as"), None)
    if at is None or s.low[j] in {"that", "how"}:
        return None
    if at > j or subject is None:
        return scope.made([(j, scope.stop(j))], "as", 0.75)
    first = subject[0]
    if first > 0 and s.low[first - 1] in {"that", "which"}:
        if first > 1 and s.low[first - 2] == ",":
            return scope.made([(at, scope.stop(at))], "as", 0.7)
        return scope.made([(max(0, first - 3), first - 1), (at, scope.stop(at))], "as", 0.7)
    head = first
    while head > 0 and not boundary(s, head - 1) and s.low[head - 1] not in words.PREPOSITIONS:
        head -= 1
    return scope.made([(head, first), (at, scope.stop(at))], "as", 0.7)


def _named(scope: Scope, limit: int) -> Draft | None:
    """Take "called A a B": there must be somebody who calls, and a name."""
    s, j, subject = scope.s, scope.start, scope.hit.subject
    if subject is None or s.low[j] in _NO_NAMING or not _is_speaker(s, subject, names=True):
        return None
    name = any(s.quote[j:limit]) or any(word in {"a", "an"} for word in s.low[j + 1 : min(limit, j + 9)])
    before = s.low[subject[0] - 1] if subject[0] else ""
    if not name or before in {"what", "that", "which"}:
        return None
    return scope.made([(j, scope.stop(j))], "name", 0.65)


def noun_phrase(scope: Scope) -> Draft | None:
    """Take "welcomed A": a noun phrase as content, where the subject is somebody who can speak."""
    s, low, j, hit = scope.s, scope.s.low, scope.start, scope.hit
    limit, takes = min(scope.end, scope.cut), hit.form.cue.takes
    if "n" in takes and hit.subject and "as" in low[j:limit]:
        return scope.made([(j, scope.stop(j))], "object", 0.5)
    if (
        "o" not in takes
        or j >= limit
        or low[j] in words.PREPOSITIONS | {",", ".", ";", "and", "by"}
        or not _speaks(s, hit)
    ):
        return None
    stop = scope.stop(j)
    for i in range(j + 1, stop):
        if low[i] in _AFTER_OBJECT or (low[i] == "," and (low[i + 1] in _NEW_CLAUSE or low[i + 1].endswith("ing"))):
            stop = i
            break
    that = next((i for i in range(j, stop) if low[i] == "that"), None)
    if that and hit.form.cue.lemma in {"express", "voice"}:
        return scope.made([(that + 1, stop)], "object-that", 0.75)
    return scope.made([(j, stop)], "object", 0.6)


def _speaks(s: Sentence, hit: Hit) -> bool:
    return hit.subject is not None and not hit.modal and _is_speaker(s, hit.subject, names=False)


def _is_speaker(s: Sentence, subject: tuple[int, int], *, names: bool) -> bool:
    """Tell whether the subject can speak: a name, a pronoun for people, or a word for people or bodies."""
    first, last = subject
    capital = any(word[0].isupper() and (names or i > 0) for i, word in enumerate(s.words[first:last], start=first))
    pronoun = s.low[last - 1] in (words.PRONOUNS if names else words.PRONOUNS - {"it", "which", "one"})
    name = s.words[first][0].isupper() and s.low[first] not in words.DETERMINERS
    return capital or pronoun or name or any(word in words.HUMAN for word in s.low[first:last])


def has_verb(s: Sentence, a: int, b: int) -> bool:
    """Tell, roughly, whether tokens a to b hold a finite verb after a subject."""
    low = s.low
    if low[a] in words.NOMINATIVE or low[a] in {"there", "if", "when"}:
        return True
    for i in range(a + 1, b):
        word = low[i]
        if word == "," or (i - a > 3 and word in {"and", "but", "because", "as", "while", "after", "so"}):
            return False
        if word in {"who", "which", "that", "to"} and i - a < 3:
            return False
        free = low[i - 1] not in words.DETERMINERS and low[i - 1] not in words.PREPOSITIONS
        if word in words.AUXILIARIES or (free and words.is_past_like(word)):
            return True
    return False
