"""Two wordings of a phrase, word by word: what is the same, inflected, exchanged, added, missing or moved."""

from __future__ import annotations

from difflib import SequenceMatcher

import pandas as pd

from analysis.terms.context.forms import lemma

__all__ = ["aligned"]


def aligned(phrase: str, variant: str) -> pd.DataFrame:
    """Align a variant with a phrase by the lemmas of their words.

    Parameters
    ----------
    phrase, variant : str
        Terms separated by spaces.

    Returns
    -------
    DataFrame
        In the order of the variant: `slot`, the place in the phrase from 1 (of an added word the place before it, 0 at the
        start); `word` of the variant, of a missing one that of the phrase; `change`: "same", "form" (another inflection),
        "other" (in its place), "added", "missing", "moved" (its place in the phrase is another).

    >>> aligned("manage differences", "differences well managed").values.tolist()
    [[2, 'differences', 'moved'], [0, 'well', 'added'], [1, 'managed', 'form']]
    """
    ours, theirs = phrase.split(), variant.split()
    first, second = ([lemma(word) for word in words] for words in (ours, theirs))
    rows: list[tuple[int, str, str]] = []
    for kind, low, high, begin, end in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        both = min(high - low, end - begin) if kind in {"equal", "replace"} else 0
        for step in range(both):
            word = theirs[begin + step]
            same = "same" if word == ours[low + step] else "form"
            rows.append((low + step + 1, word, same if kind == "equal" else "other"))
        rows += [(at + 1, ours[at], "missing") for at in range(low + both, high) if first[at] not in second]
        for at in range(begin + both, end):
            moved = second[at] in first
            rows.append(
                (first.index(second[at]) + 1 if moved else low + both, theirs[at], "moved" if moved else "added")
            )
    return pd.DataFrame(rows, columns=["slot", "word", "change"])
