"""The cue verbs of a sentence, as distinct from nouns and adjectives of the same form, and where their content may be."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.attribution import words
from analysis.attribution.cues import Cue, Form, cue_forms
from analysis.attribution.sentences import Sentence

__all__ = ["Draft", "Hit", "Scope", "Span", "find_hits"]

Span = tuple[int, int]
_NOTHING = frozenset({"nothing", "so", "no", "yes", "enough", "otherwise", "little", "as much", "much", "goodbye"})
_NOTHING |= {"nothing at all"}


@dataclass(slots=True)
class Hit:
    """A cue in a sentence: helpers begin at token `left`, the verb is `at`, the rest of the clause begins at `right`."""

    left: int
    at: int
    right: int
    form: Form
    passive: bool = False
    modal: bool = False
    negated: bool = False
    subject: Span | None = None
    region: int = -1  # where the clause of the cue begins
    inverted: bool = False
    inherits: bool = False


@dataclass(slots=True)
class Draft:
    """A statement before its speaker is known: offsets only."""

    spans: list[Span]
    rule: str
    confidence: float
    cue: Cue | None = None
    cue_span: Span | None = None
    source: Span | None = None
    kind: str = "statement"
    carries: bool = False  # a quotation that follows may belong to it
    nested: bool = False  # inside the content of another statement


@dataclass(slots=True)
class Scope:
    """Where the content of one cue may be: from token `floor` to `end`, on the right no further than `cut`."""

    s: Sentence
    hit: Hit
    floor: int
    end: int
    cut: int
    source: Span | None = None
    start: int = 0  # first token after cue and inverted subject
    tail: int = 0  # first token after time, place and the person spoken to
    addressed: bool = False
    scale: float = 1.0

    @property
    def limit(self) -> int:
        """The token at which content on the right must end."""
        return min(self.end, self.cut)

    def span(self, a: int, b: int) -> Span:
        """Return the offsets of tokens a to b."""
        return (self.s.start[a], self.s.end[b - 1])

    def quote_follows(self, t: int) -> bool:
        """Tell whether token t is a comma or colon before a quotation."""
        return t + 1 < self.end and self.s.low[t] in {",", ":"} and self.s.quote[t + 1] is not None

    def stop(self, a: int) -> int:
        """Return where content that begins at token a ends: before the next clause of the reporter."""
        low, stop = self.s.low, self.limit
        for i in range(a + 1, stop - 1):
            if low[i] == ",":
                comment = i + 2 < stop and low[i + 1] in {"a", "an"} and low[i + 2] in words.COMMENTARY
                if comment or low[i + 1] in words.ASIDES:
                    return i
        while stop > a and low[stop - 1] in words.TRAILING:
            stop -= 1
        return stop

    def rest(self, a: int, rule: str, confidence: float, *, carries: bool = False) -> Draft | None:
        """Return the draft whose content begins at token a and runs as far as it may."""
        return self.made([(a, self.stop(a))], rule, confidence, carries=carries)

    def made(self, parts: list[Span], rule: str, confidence: float, *, carries: bool = False) -> Draft | None:
        """Return the draft with these parts; None where they are empty or say nothing."""
        spans = [self.span(a, b) for a, b in parts if b > a]
        if not spans or (len(parts) == 1 and " ".join(self.s.low[slice(*parts[0])]) in _NOTHING):
            return None
        cue_span = self.span(self.hit.left, self.hit.right)
        return Draft(spans, rule, confidence * self.scale, self.hit.form.cue, cue_span, self.source, carries=carries)


def find_hits(s: Sentence) -> list[Hit]:
    """Return the cues of a sentence in order."""
    found: list[Hit] = []
    forms = cue_forms()
    for at, word in [(at, word) for at, word in enumerate(s.low) if word in forms]:
        if found and found[-1].right > at:
            continue
        following, right = s.at(at + 1), at + 1
        if following == "on" and s.at(at + 2) in words.TIME:  # "called on Monday for", "insisted on Monday the toll"
            while s.at(right + 1) in words.TIME:
                right += 1
            following, right = s.at(right + 1), right + 1
        for form in forms[word]:  # "read" is a base form and one of the past
            if form.particle not in {"", following}:
                continue
            preposition = form.kind == "preposition"
            left = at if preposition else _first_helper(s, at)
            hit = Hit(left, at, right + 1 if form.particle else at + 1, form)
            if preposition or _plausible(s, hit, s.at(left - 1), s.at(hit.right)):
                helpers = s.low[left:at]
                hit.passive = form.kind == "past" and not words.BE.isdisjoint(helpers)
                hit.modal = not words.MODALS.isdisjoint(helpers)
                hit.negated = any(word in words.NEGATIONS or word.endswith("n't") for word in helpers)
                found.append(hit)
                break
    return found


def _first_helper(s: Sentence, at: int) -> int:
    """Return the first of the helpers and adverbs before a verb."""
    left = at
    while left > 0:
        word = s.low[left - 1]
        adverb = word in words.ADVERBS or (word.endswith("ly") and left > 1 and len(word) > 4)
        if not (adverb or word in words.AUXILIARIES):
            break
        left -= 1
    return left


def _plausible(s: Sentence, hit: Hit, before: str, following: str) -> bool:
    """Reject nouns, adjectives and infinitives that look like a cue."""
    if before == "to" or (before in words.DETERMINERS and hit.left == hit.at):
        return False
    kind = hit.form.kind
    quoted = hit.left > 0 and s.quote[hit.left - 1] is not None
    if kind == "gerund":
        if (
            hit.left == 0
            or quoted
            or before in words.BEFORE_GERUND
            or not words.BE.isdisjoint(s.low[hit.left : hit.at])
        ):
            return True
        clause = following in {"that", "\u201c", "he", "she", "it", "they"}
        return "c" in hit.form.cue.takes and clause and before not in words.PREPOSITIONS
    if kind == "base":
        return _plausible_base(s, hit, before, following)
    if kind == "third" and s.low[hit.at] in words.NOUN_LIKE:
        return _plausible_noun(s, hit, before, following)
    return quoted or kind != "past" or before not in words.BEFORE_ADJECTIVE


def _plausible_base(s: Sentence, hit: Hit, before: str, following: str) -> bool:
    word = s.low[hit.at]
    if word == "say" and before not in words.NO_NOUN:
        return True
    helped = not words.AUXILIARIES.isdisjoint(s.low[hit.left : hit.at])
    plural = before.endswith("s") and len(before) > 3 and not before.endswith(("ss", "'s", "us"))
    plural = plural or before in words.PLURALS
    return (plural and following in words.AFTER_BASE) if word in words.NOUN_LIKE and not helped else helped or plural


def _plausible_noun(s: Sentence, hit: Hit, before: str, following: str) -> bool:
    """Tell whether a form like "claims" is a verb: a name or pronoun before it, an object after it."""
    head = s.words[hit.left - 1] if hit.left else ""
    named = head[:1].isupper() and not head.endswith(("'s", "\u2019s", "s'", "s\u2019"))
    if not (named or before in words.PRONOUNS or before in words.HUMAN or before in {")", "which", "and", "but"}):
        return False
    to = following in {"to", "not"} and "f" in hit.form.cue.takes
    name = hit.right < len(s) and s.words[hit.right][0].isupper()
    return to or name or following in words.AFTER_NOUN or hit.left != hit.at
