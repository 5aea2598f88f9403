"""Content that is not a clause: "urged A to B", "accused A of B", "described A as B", "welcomed A"."""

from __future__ import annotations

from analysis.attribution import words
from analysis.attribution.hits import Draft, Scope
from analysis.attribution.sentences import Sentence
from analysis.attribution.subjects import boundary

__all__ = ["has_verb", "is_speaker", "noun_phrase", "object_content"]


def object_content(scope: Scope) -> tuple[Draft | None, bool]:
    """Return the content of verbs with an object; the flag is true where no other rule may be tried."""
    s, takes, j = scope.s, scope.hit.form.cue.takes, scope.start
    to = scope.tail < scope.end and s.low[scope.tail] == "to"
    if "a" in takes and ("t" not in takes or not scope.addressed or to):
        draft = _addressed(scope)
        if draft or takes <= {"a"}:
            return draft, True
    if "x" in takes:
        reason = not {"of", "for"}.isdisjoint(s.low[j : min(scope.limit, j + 25)])
        return (scope.rest(j, "accuse", 0.75) if reason else None), True
    if takes & {"s", "v"}:
        draft = _seen_as(scope)
        if draft or ("v" in takes and "o" not in takes):
            return draft, True
    if "k" in takes:
        return _named(scope), True
    for at in {j, min(scope.tail, scope.end - 1)}:
        if "f" in takes and s.low[at] in {"to", "not"}:
            return scope.rest(at, "to", 0.8), True
        if "w" in takes and s.low[at] in words.QUESTIONS:
            return scope.rest(at, "wh", 0.75), True
    return None, False


def _addressed(scope: Scope) -> Draft | None:
    """Take "urged A to B": the content begins with the person addressed, after "told A" with "to"."""
    s, low, j, cue = scope.s, scope.s.low, scope.start, scope.hit.form.cue
    ahead = range(j, min(scope.limit, j + 25))
    to = next((i for i in ahead if low[i] == "to" or low[i : i + 2] == ["not", "to"]), j)
    plain = low[j] != "for" and s.quote[j] is None and "," not in low[j:to] and "that" not in low[j:to]
    if plain and to > j and to + 1 < len(s) and low[to + 1] not in words.DETERMINERS:
        return scope.rest(to if "t" in cue.takes else j, "addressee", 0.8)
    urges = cue.takes <= {"a"} and cue.lemma in {"urge", "call on", "call upon"}
    return scope.rest(j, "addressee", 0.6) if urges and j < scope.limit and low[j] not in words.NO_ADDRESSEE else None


def _seen_as(scope: Scope) -> Draft | None:
    """Take "described A as B"; and "A, which it views as B", where the object comes first."""
    s, j, subject = scope.s, scope.start, scope.hit.subject
    at = next((i for i in range(j, min(scope.limit, j + 40)) if s.low[i] == "as"), None)
    if at is None or s.low[j] in {"that", "how"}:
        return None
    if at > j or subject is None:
        return scope.rest(j, "as", 0.75)
    head = first = subject[0]
    if s.at(first - 1) in {"that", "which"}:
        if s.at(first - 2) == ",":
            return scope.rest(at, "as", 0.7)
        head, first = max(0, first - 3), first - 1
    else:
        while head > 0 and not boundary(s, head - 1) and s.low[head - 1] not in words.PREPOSITIONS:
            head -= 1
    return scope.made([(head, first), (at, scope.stop(at))], "as", 0.7)


def _named(scope: Scope) -> Draft | None:
    """Take "called A a B": there must be somebody who calls, and a name."""
    s, j, subject = scope.s, scope.start, scope.hit.subject
    if subject is None or s.low[j] in words.NO_NAMING or not is_speaker(s, subject, names=True):
        return None
    name = any(s.quote[j : scope.limit]) or not {"a", "an"}.isdisjoint(s.low[j + 1 : min(scope.limit, j + 9)])
    return scope.rest(j, "name", 0.65) if name and s.at(subject[0] - 1) not in {"what", "that", "which"} else None


def noun_phrase(scope: Scope) -> Draft | None:
    """Take "welcomed A": a noun phrase as content, where the subject is somebody who can speak."""
    low, j, hit = scope.s.low, scope.start, scope.hit
    if j + 1 < scope.limit and low[j] == "on" and low[j + 1] in words.TIME:
        j += 2  # "announced on Friday a plan"
        while j < scope.limit and low[j] in words.TIME:
            j += 1
    takes = hit.form.cue.takes
    if "n" in takes and hit.subject and "as" in low[j : scope.limit]:
        return scope.rest(j, "object", 0.5)
    speaks = hit.subject is not None and not hit.modal and is_speaker(scope.s, hit.subject, names=False)
    if "o" not in takes or not speaks or j >= scope.limit or low[j] in words.NO_OBJECT:
        return None
    stop = scope.stop(j)
    stop = next((i for i in range(j + 1, stop) if low[i] in words.AFTER_OBJECT or _new_clause(low, i)), stop)
    if "that" in low[j:stop] and hit.form.cue.lemma in {"express", "voice"}:
        return scope.made([(low.index("that", j) + 1, stop)], "object-that", 0.75)
    return scope.made([(j, stop)], "object", 0.6)


def _new_clause(low: list[str], i: int) -> bool:
    return low[i] == "," and (low[i + 1] in words.AFTER_COMMA or low[i + 1].endswith("ing"))


def is_speaker(s: Sentence, subject: tuple[int, int], *, names: bool) -> bool:
    """Tell whether the subject can speak: a name, a pronoun for people, or a word for people or bodies."""
    first, last = subject
    capital = any(word[0].isupper() and (names or i > 0) for i, word in enumerate(s.words[first:last], start=first))
    pronoun = s.low[last - 1] in words.PRONOUNS and (names or s.low[last - 1] not in words.NO_SPEAKERS)
    name = s.words[first][0].isupper() and s.low[first] not in words.DETERMINERS
    return capital or pronoun or name or not words.HUMAN.isdisjoint(s.low[first:last])


def has_verb(s: Sentence, a: int, b: int) -> bool:
    """Tell, roughly, whether tokens a to b hold a finite verb after a subject."""
    low = s.low
    if low[a] in words.NOMINATIVE or low[a] in {"there", "if", "when"}:
        return True
    for i in range(a + 1, b):
        word, near = low[i], i - a < 3
        if (
            word == ","
            or (i - a > 3 and word in words.CONJUNCTIONS)
            or (near and word in {"who", "which", "that", "to"})
        ):
            return False
        free = low[i - 1] not in words.DETERMINERS and low[i - 1] not in words.PREPOSITIONS
        if word in words.AUXILIARIES or (free and words.is_past_like(word)):
            return True
    return False
