"""Find the cue verbs of a sentence, and tell them from nouns and adjectives of the same form."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.attribution import words
from analysis.attribution.cues import Form, cue_forms
from analysis.attribution.sentences import Sentence

__all__ = ["Hit", "find_hits"]

_BEFORE_GERUND = frozenset({",", "and", "but", "by", "while", "in", "from", "without", ";"}) | words.DASHES
_BEFORE_ADJECTIVE = frozenset({"of", "in", "for", "with", "from", "at", "so-called", "on", "about"})


@dataclass(slots=True)
class Hit:
    """A cue in a sentence: helpers begin at token `left`, the verb is `at`, what follows begins at `right`."""

    left: int
    at: int
    right: int
    form: Form
    passive: bool = False
    modal: bool = False
    negated: bool = False
    subject: tuple[int, int] | None = None
    region: int = -1  # where the clause of the cue begins
    inverted: bool = False
    inherits: bool = False


def find_hits(s: Sentence) -> list[Hit]:
    """Return the cues of a sentence in order."""
    found: list[Hit] = []
    for at, word in enumerate(s.low):
        some = cue_forms().get(word)
        if some is None or (found and found[-1].right > at):
            continue
        form, right = _with_particle(s, at, some)
        if form is None:
            continue
        if form.kind == "preposition":
            found.append(Hit(at, at, right, form))
            continue
        left = _first_helper(s, at)
        helpers = s.low[left:at]
        hit = Hit(
            left,
            at,
            right,
            form,
            passive=form.kind == "past" and any(word in words.BE for word in helpers),
            modal=any(word in words.MODALS for word in helpers),
            negated=any(word in words.NEGATIONS or word.endswith("n't") for word in helpers),
        )
        if _plausible(s, hit):
            found.append(hit)
    return found


def _with_particle(s: Sentence, at: int, some: tuple[Form, ...]) -> tuple[Form | None, int]:
    """Return the form that fits, a verb with its particle before the bare one, and the token after it."""
    following = s.low[at + 1] if at + 1 < len(s) else ""
    for form in some:
        if form.particle == following != "":
            return form, at + 2
        if not form.particle:
            return form, at + 1
    return None, at + 1


def _first_helper(s: Sentence, at: int) -> int:
    """Return the first of the helpers and adverbs that stand before a verb."""
    left = at
    while left > 0:
        word = s.low[left - 1]
        adverb = word in words.ADVERBS or (word.endswith("ly") and left > 1 and len(word) > 4)
        if not (adverb or word in words.AUXILIARIES):
            break
        left -= 1
    return left


def _plausible(s: Sentence, hit: Hit) -> bool:
    """Reject nouns, adjectives and infinitives that look like a cue."""
    before = s.low[hit.left - 1] if hit.left else ""
    if before == "to" or (before in words.DETERMINERS and hit.left == hit.at):
        return False
    kind = hit.form.kind
    if kind == "gerund":
        return _plausible_gerund(s, hit, before)
    if kind == "base":
        return _plausible_base(s, hit, before)
    if kind == "third" and s.low[hit.at] in words.NOUN_LIKE:
        return _plausible_noun(s, hit, before)
    return not (kind == "past" and before in _BEFORE_ADJECTIVE and s.quote[hit.left - 1] is None)


def _plausible_gerund(s: Sentence, hit: Hit, before: str) -> bool:
    if hit.left == 0 or before in _BEFORE_GERUND or s.quote[hit.left - 1] is not None:
        return True
    if any(word in words.BE for word in s.low[hit.left : hit.at]):
        return True
    clause = _following(s, hit) in {"that", "\u201c", "he", "she", "it", "they"}
    return "c" in hit.form.cue.takes and clause and before not in words.PREPOSITIONS


def _plausible_base(s: Sentence, hit: Hit, before: str) -> bool:
    word = s.low[hit.at]
    if word == "say" and before not in words.PREPOSITIONS and before not in words.DETERMINERS:
        return True
    helped = any(word in words.AUXILIARIES for word in s.low[hit.left : hit.at])
    plural = before in words.PLURALS or (
        before.endswith("s") and len(before) > 3 and not before.endswith(("ss", "'s", "us"))
    )
    if word in words.NOUN_LIKE and not helped:
        return plural and _following(s, hit) in {"that", "\u201c", "the", "it", "he", "on", "for"}
    return helped or plural


def _plausible_noun(s: Sentence, hit: Hit, before: str) -> bool:
    """Tell whether a form like "claims" is a verb: a name or pronoun before it, an object after it."""
    head = s.words[hit.left - 1] if hit.left else ""
    named = head[:1].isupper() and not head.endswith(("'s", "\u2019s", "s'", "s\u2019"))
    if not (named or before in words.PRONOUNS or before in words.HUMAN or before in {")", "which", "and", "but"}):
        return False
    following = _following(s, hit)
    return (
        following in {"that", "\u201c", "for", "on", "upon", ":"}
        or (following in {"to", "not"} and "f" in hit.form.cue.takes)
        or following in words.DETERMINERS
        or following in words.NOMINATIVE
        or (hit.right < len(s) and s.words[hit.right][0].isupper())
        or hit.left != hit.at
    )


def _following(s: Sentence, hit: Hit) -> str:
    return s.low[hit.right] if hit.right < len(s) else ""
