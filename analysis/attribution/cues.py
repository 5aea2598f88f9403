"""Cue verbs: the words by which a reporter hands over to a source, with their class and complements.

The list is data (`cues.csv`). `takes` holds one letter for each complement that a verb allows:

    c  clause (that ...)          q  quotation only            t  addressee, then clause
    a  addressee, then to ...     f  to ...                    w  whether, why, how ...
    o  noun phrase                s  noun phrase, as ...       v  the same, and only with "as"
    k  noun phrase and its name   x  addressee, then of/for    n  noun phrases as a list
    g  that-clause after denial   b  clause of belief          p  preposition (according to)
    h  clause only with "that"
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from analysis.tables import read_csv

__all__ = ["CLASSES", "Cue", "Form", "cue_forms", "cue_table", "inflect"]

CLASSES = ("assertive", "directive", "evaluative", "neutral")
_IRREGULAR = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "go": ("goes", "went", "gone", "going"),
    "begin": ("begins", "began", "begun", "beginning"),
    "read": ("reads", "read", "read", "reading"),
    "write": ("writes", "wrote", "written", "writing"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "shoot": ("shoots", "shot", "shot", "shooting"),
    "see": ("sees", "saw", "seen", "seeing"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "cast": ("casts", "cast", "cast", "casting"),
    "signal": ("signals", "signalled signaled", "signalled signaled", "signalling signaling"),
    "label": ("labels", "labelled labeled", "labelled labeled", "labelling labeling"),
    "beg": ("begs", "begged", "begged", "begging"),
    "dub": ("dubs", "dubbed", "dubbed", "dubbing"),
    "brag": ("brags", "bragged", "bragged", "bragging"),
    "quip": ("quips", "quipped", "quipped", "quipping"),
    "snap": ("snaps", "snapped", "snapped", "snapping"),
    "slam": ("slams", "slammed", "slammed", "slamming"),
    "admit": ("admits", "admitted", "admitted", "admitting"),
    "refute": ("refutes", "refuted", "refuted", "refuting"),
    "blog": ("blogs", "blogged", "blogged", "blogging"),
}


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue verb of the list."""

    lemma: str
    cls: str
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Form:
    """An inflected form: `kind` is base, third, past or gerund; `particle` must follow the verb."""

    cue: Cue
    kind: str
    particle: str


def inflect(verb: str) -> dict[str, list[str]]:
    """Return the forms of a verb: base, third person, past and gerund.

    >>> inflect("deny")
    {'base': ['deny'], 'third': ['denies'], 'past': ['denied'], 'gerund': ['denying']}
    """
    if verb in _IRREGULAR:
        third, past, participle, gerund = _IRREGULAR[verb]
        return {
            "base": [verb],
            "third": [third],
            "past": sorted({*past.split(), *participle.split()}),
            "gerund": gerund.split(),
        }
    if verb.endswith("y") and verb[-2] not in "aeiou":
        third, past, gerund = verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    elif verb.endswith("e"):
        third, past, gerund = verb + "s", verb + "d", verb[:-1] + "ing"
    else:
        third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
        past, gerund = verb + "ed", verb + "ing"
    return {"base": [verb], "third": [third], "past": [past], "gerund": [gerund]}


@cache
def cue_table() -> dict[str, Cue]:
    """Return the cue verbs of `cues.csv` by lemma."""
    with resources.as_file(resources.files("analysis.attribution").joinpath("cues.csv")) as path:
        table = read_csv(path, text=("lemma", "class", "takes"))
    return {
        str(lemma): Cue(str(lemma), str(cls), frozenset(str(takes).split()))
        for lemma, cls, takes in table.itertuples(index=False)
    }


@cache
def cue_forms() -> dict[str, tuple[Form, ...]]:
    """Map each inflected form (first word) to the cues that it may be; those with a particle first."""
    found: dict[str, list[Form]] = {}
    for cue in cue_table().values():
        verb, _, particle = cue.lemma.partition(" ")
        if cue.lemma == "according to":
            found.setdefault("according", []).append(Form(cue, "preposition", "to"))
            continue
        for kind, forms in inflect(verb).items():
            for form in forms:
                found.setdefault(form, []).append(Form(cue, kind, particle))
    return {form: tuple(sorted(some, key=lambda f: (not f.particle, f.cue.lemma))) for form, some in found.items()}
