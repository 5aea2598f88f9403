"""What a user looks for, written as it is counted, so that finding is counting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from analysis.corpus.tokens import Entities, normalise, tokenise
from analysis.corpus.typography import IGNORED, folded
from analysis.patterns.wildcards import fits

__all__ = ["as_counted", "matchers", "words_of_names"]


def words_of_names(entities: Entities) -> set[str]:
    """Return the words of which the names as counted consist."""
    return {word for name, _ in entities.lookup.values() for word in name.split(" ")}


def as_counted(term: str, entities: Entities, terms: Iterable[str] = ()) -> str:
    r"""Return a term as it is counted: names by their entity, other words in lower case; empty where no word is left.

    Words that are, as they are written, one of `terms` stay so; a word with * does where it fits a part of a name.

    >>> from analysis.corpus.tokens import ENGLISH
    >>> as_counted("The U.S. Speak*", ENGLISH), as_counted("Co\u00adop", ENGLISH), as_counted("Oak Hill", ENGLISH, ["Oak Hill"])
    ('the US speak*', 'coop', 'Oak Hill')
    """
    known = set(map(str, terms))
    names = words_of_names(entities) | {word for name in known if name != name.lower() for word in name.split(" ")}
    found: list[str] = []
    for wild, run in groupby(normalise(term).translate(IGNORED).split(), key=lambda word: "*" in word):
        if wild:
            found += [word if any(fits(name, word) for name in names) else folded(word) for word in run]
        else:
            found += _words(list(run), entities, known)
    return " ".join(found)


def _words(run: list[str], entities: Entities, known: set[str]) -> Iterator[str]:
    spelled = entities.lookup
    most = max((name.count(" ") + 1 for name in (*spelled, *known)), default=1)
    while run:
        for many in range(min(most, len(run)), 0, -1):
            name = " ".join(run[:many])
            if name in known or name in spelled:
                yield name if name in known else spelled[name][0]
                break
        else:
            many, low = 1, folded(run[0])
            # What another tokeniser counts, as #ferry, is found as well.
            yield from [low] if low in known else [token.term for token in tokenise(run[0], entities=entities)]
        del run[:many]


def matchers(wanted: str) -> tuple[Callable[[str], bool], Callable[[str], bool]]:
    """Return two tests: whether a term can begin what is wanted, and whether terms are what is wanted."""
    if "*" not in wanted:
        return wanted.startswith, wanted.__eq__
    parts = wanted.split()

    def fitting(term: str, part: str) -> bool:
        return fits(term, part) or (not part.isupper() and fits(term, folded(part)))

    def begins(term: str) -> bool:
        # A term may be a name of several words.
        return all(map(fitting, term.split(" "), parts))

    return begins, lambda terms: terms.count(" ") == len(parts) - 1 and begins(terms)
