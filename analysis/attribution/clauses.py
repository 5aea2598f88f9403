"""The subjects of the clauses of a sentence, by its verbs and links, without a cue."""

from __future__ import annotations

from analysis.attribution import words
from analysis.attribution.hits import Span
from analysis.attribution.sentences import Sentence

__all__ = ["first_subject", "is_verb", "last_subject"]


def is_verb(s: Sentence, i: int) -> bool:
    """Tell, roughly, whether token i is a helper or a verb."""
    return s.low[i] in words.AUXILIARIES or words.is_past_like(s.low[i])


def first_subject(s: Sentence, stop: int | None = None) -> Span | None:
    """Return the noun phrase before the first helper or verb of a sentence, before token `stop`, roughly."""
    start = s.low.index(",") + 1 if s.low[0] in words.PREPOSITIONS and "," in s.low else 0
    while s.at(start) in {"but", "and", "however", ","}:
        start += 1
    if s.at(start).partition("'")[0] in words.NOMINATIVE:
        return (start, start + 1)
    for i in range(start + 1, min(len(s) if stop is None else stop, start + 16)):
        if is_verb(s, i) or s.low[i] == "," or s.low[i] in words.ADVERBS:
            return (start, i)
        if stop is not None and (_present(s, start, i) or s.low[i] in words.BOUNDARIES):
            return (start, i)
    return None


def _present(s: Sentence, start: int, i: int) -> bool:
    """Tell whether token i seems a verb of the present, as in headlines: "Birk seeks", but not "the mayors", "Mills tolls"."""
    word, before = s.words[i], s.low[i - 1]
    if before in words.HUMAN and before.endswith("s"):
        return word.islower() and word.isalpha()  # "guild leaders visit"
    verbal = word.islower() and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
    return (
        verbal
        and not (word in words.HUMAN or before in words.DETERMINERS or before.isdigit())
        and (s.words[i - 1][0].isupper() or before in words.HUMAN or i - start > 1)
    )


def last_subject(s: Sentence, k: int, floor: int) -> Span | None:
    """Return the subject of the clause that begins last before token k: "but Ms Varn has refused, saying"."""
    for i in range(k - 3, floor, -1):
        if s.low[i] in words.LINKS and (s.words[i + 1][0].isupper() or s.low[i + 1] in words.NOMINATIVE):
            verb = next((j for j in range(i + 2, min(i + 8, k)) if is_verb(s, j)), None)
            if verb:
                return (i + 1, verb)
    return None
