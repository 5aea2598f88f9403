"""Cue verbs: the verbs by which a reporter attributes words to a source, with their class and complements.

The list is data (`cues.csv`), with the irregular forms. `takes` has one letter for each complement that a verb allows:

    c  clause (that ...)          q  quotation only            t  addressee, then clause
    a  addressee, then to ...     f  to ...                    w  whether, why, how ...
    o  noun phrase                s  noun phrase, as ...       v  the same, and only with "as"
    k  noun phrase and its name   x  addressee, then of/for    n  noun phrases as a list
    g  that-clause after denial   b  clause of belief          p  preposition (according to)
    h  clause only with "that"     i  quotation in marks only
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from analysis.attribution import words

__all__ = ["Cue", "Form", "cue_forms", "cue_table", "inflect"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue verb of the list; `past` and `gerund` are its forms where they are irregular."""

    lemma: str
    cls: str
    takes: frozenset[str]
    past: str = ""
    gerund: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """An inflected form: `kind` is base, third, past or gerund; `particle` must follow the verb."""

    cue: Cue
    kind: str
    particle: str


def inflect(verb: str, past: str = "", gerund: str = "") -> dict[str, list[str]]:
    """Return the forms of a verb by kind; a past or gerund that is given replaces the regular one.

    >>> inflect("deny")
    {'base': ['deny'], 'third': ['denies'], 'past': ['denied'], 'gerund': ['denying']}
    """
    stem = verb if verb.endswith("ee") else verb.removesuffix("e")
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    regular = verb.removesuffix("e") + "ed"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        third, regular = verb[:-1] + "ies", verb[:-1] + "ied"
    pasts, gerunds = (past or regular).split(), (gerund or stem + "ing").split()
    return {"base": [verb], "third": [third], "past": pasts, "gerund": gerunds}


@cache
def cue_table() -> dict[str, Cue]:
    """Return the cue verbs of `cues.csv` by lemma."""
    return {
        row["lemma"]: Cue(row["lemma"], row["class"], frozenset(row["takes"].split()), row["past"], row["gerund"])
        for row in words.read("cues.csv")
    }


@cache
def cue_forms() -> dict[str, tuple[Form, ...]]:
    """Map each inflected form (first word) to the cues that it may be; those with a particle first."""
    found: dict[str, list[Form]] = {}
    for cue in cue_table().values():
        verb, _, particle = cue.lemma.partition(" ")
        forms = {"preposition": [verb]} if "p" in cue.takes else inflect(verb, cue.past, cue.gerund)
        for kind, some in forms.items():
            for form in some:
                found.setdefault(form, []).append(Form(cue, kind, particle))
    return {form: tuple(sorted(some, key=lambda f: (not f.particle, f.cue.lemma))) for form, some in found.items()}
