"""The customary ways of counting one name, the US, in the units of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from analysis.corpus.tokens import NO_ENTITIES, Entities, tokenise
from analysis.terms.context.forms import lemma, stem, words_in
from analysis.terms.context.runs import with_multiwords
from analysis.terms.describe.closed_class import function_words

__all__ = ["CHOICES", "count_choices"]

NAME, LONG_NAME = "US", ("united", "states")
CHOICES: Mapping[str, str] = {
    "lower_case": "lower-cased words (us, the pronoun with it)",
    "vectorizer": "scikit-learn's default (us)",
    "white_space": "pieces between spaces (US)",
    "printed": "words as printed (US)",
    "lemma": "lemmas of lower-cased words (of us)",
    "stem": "stems of lower-cased words (of us)",
    "stop_words": "lower-cased words, function words left out (us)",
    "multiword": "lower-cased words and one listed term (united states)",
    "variants": "entity table without governments by their capitals (US)",
    "entity_lemma": "lemmas beside the entity table (US)",
    "entities": "entity table, as everywhere here (US)",
}
"""The ways of counting, in the order in which they are shown, with their names for readers."""

_WORD, _LONG_WORD = re.compile(r"\w+"), re.compile(r"\b\w\w+\b")


def count_choices(parts: Iterable[tuple[str, str]], *, entities: Entities) -> pd.DataFrame:
    """Count the name in each unit in every way: `unit`, `choice`, `count`, `tokens`, sorted by unit and choice.

    `parts` are pairs (unit, text); a unit may have several.

    >>> table = pd.DataFrame({"entity": ["US"], "variant": ["US"], "kind": ["country"], "unless_after": [None]})
    >>> found = count_choices([("a", "The US told us.")], entities=Entities(table)).set_index("choice")["count"]
    >>> int(found["lower_case"]), int(found["printed"]), int(found["entities"])
    (2, 1, 1)
    """
    plain = Entities(entities.table[entities.table["kind"].ne("metonym")])
    long = " ".join(LONG_NAME)
    wanted = dict.fromkeys(("lower_case", "vectorizer", "stop_words"), NAME.lower())
    wanted |= {"lemma": lemma(NAME.lower()), "stem": stem(NAME.lower()), "multiword": long}
    function = function_words()
    ways: dict[str, Callable[[str], list[str]]] = {
        "lower_case": lambda text: _WORD.findall(text.lower()),
        "vectorizer": lambda text: _LONG_WORD.findall(text.lower()),
        "white_space": str.split,
        "printed": _WORD.findall,
        "lemma": lambda text: words_in(text, form="lemma", entities=NO_ENTITIES),
        "stem": lambda text: words_in(text, form="stem", entities=NO_ENTITIES),
        "stop_words": lambda text: words_in(text, entities=NO_ENTITIES, without=function),
        "multiword": lambda text: with_multiwords(words_in(text, entities=NO_ENTITIES), [long]),
        "entity_lemma": lambda text: words_in(text, form="lemma", entities=entities),
        "variants": lambda text: [token.term for token in tokenise(text, entities=plain)],
        "entities": lambda text: [token.term for token in tokenise(text, entities=entities)],
    }
    rows = []
    for unit, text in parts:
        for choice, words in ways.items():
            found = words(text)
            rows.append((unit, choice, found.count(wanted.get(choice, NAME)), len(found)))
    table = pd.DataFrame(rows, columns=["unit", "choice", "count", "tokens"])
    return table.groupby(["unit", "choice"], as_index=False).sum()
