"""What stands between a reporting verb and its content: time, place, and the person spoken to."""

from __future__ import annotations

from analysis.attribution import words
from analysis.attribution.objects import has_verb
from analysis.attribution.sentences import Sentence
from analysis.attribution.subjects import long_quote

__all__ = ["addressee", "find", "skip_tail"]


def find(s: Sentence, word: str, a: int, b: int) -> int:
    """Return the first token from a to b that is a word; b where there is none."""
    return next((i for i in range(a, b) if s.low[i] == word), b)


def skip_tail(s: Sentence, t: int) -> int:
    """Skip time, place and manner after a cue."""
    low, count, first = s.low, len(s), t
    while t < count:
        word = low[t]
        adverb = word in words.TIME or word in words.ADVERBS or (word.endswith("ly") and len(word) > 4)
        if word == "(":
            t = find(s, ")", t, count) + 1
        elif adverb or (t > first and word.isdigit()):
            t += 1
        elif word == "to" and t == first and _clause_begins(s, _name_after(s, t, count), count):
            t = _name_after(s, t, count)
        elif word == "to" or (word in {"about", "around", "over"} and s.at(t + 1)[:1].isdigit()):
            break
        elif word in words.PREPOSITIONS:
            ends = t + 1
            while ends < count and low[ends] not in words.PHRASE_ENDS and not long_quote(s, ends):
                ends += 1
            short = _adjunct_end(s, t, ends)
            if short < ends and _clause_begins(s, short, ends):
                t = short
                continue
            t = ends
        elif word in words.PUBLISHED and t > first:
            t += 1
        else:
            break
    return t


def _adjunct_end(s: Sentence, t: int, end: int) -> int:
    """Return where "on Saturday", "in Oakport" or "in a statement" ends, which begins at token t; `end` where that is unclear."""
    low, i = s.low, t + 1
    if i >= end:
        return end
    if low[i] in words.TIME or low[i].isdigit() or low[i] in {"late", "early", "last", "this", "next"}:
        while i < end and (
            low[i] in words.TIME or low[i].isdigit() or low[i] in {"last", "next"} or s.words[i] == "May"
        ):
            i += 1
        return i
    if s.words[i][0].isupper():
        while i < end and s.words[i][0].isupper() and low[i] not in words.TIME:
            i += 1
        return i
    for at in range(i, min(end, i + 9)):
        if low[at] in words.VENUES and (at + 1 >= end or low[at + 1] not in words.VENUES):
            return _name_after(s, at + 1, end)
        if at > i and (low[at] in words.DETERMINERS or low[at] in words.PREPOSITIONS):
            break
    return end


def _name_after(s: Sentence, t: int, end: int) -> int:
    """Step over "to Lowmark", "to reporters", "with Mr Birk" after "in a letter"."""
    if t + 1 < end and s.low[t] in {"to", "of", "with", "by", "for"}:
        if s.low[t + 1] in words.LISTENERS:
            return t + 2
        i = t + 1
        while i < end and s.words[i][0].isupper() and s.low[i] not in words.TIME:
            i += 1
        return i if i > t + 1 else t
    return t


def _clause_begins(s: Sentence, t: int, end: int) -> bool:
    """Tell whether, after an adjunct, another one follows or a clause without "that"."""
    low = s.low
    if t >= end or low[t] in words.TIME or low[t] in words.PUBLISHED:
        return t < end
    if low[t] == "to" and low[t - 1] in words.TIME:
        return True
    if low[t] in words.PREPOSITIONS and low[t] not in {"of", "to"}:
        return True
    starts = low[t] in words.DETERMINERS or s.words[t][0].isupper() or low[t] in {"there", "if"} or low[t].endswith("s")
    return (
        low[t] not in {"of", "and", "or", "to", "for"} and (starts or has_verb(s, t, len(s))) and has_verb(s, t, len(s))
    )


def addressee(s: Sentence, j: int, end: int) -> int:
    """Return where the person spoken to ends: "told reporters in Tolmin that"."""
    low, t = s.low, j
    if low[t] in {"that", ":", ","} or s.quote[t] is not None:
        return j
    if low[t] in words.LISTENERS:
        return t + 1
    t += low[t] in words.DETERMINERS or low[t] in words.PRONOUNS
    while t < end and t - j <= 12 and low[t] not in words.NOT_ADDRESSED and not long_quote(s, t):
        t += 1
    return t
