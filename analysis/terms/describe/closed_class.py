"""The closed-class words of English."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

__all__ = ["function_words"]


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Return the closed-class English words that come with the package: articles, pronouns, auxiliaries and the like.

    Returns
    -------
    frozenset of str
        Words in lower case.

    Notes
    -----
    Drop them from the terms shown, never from the counts: sizes, rates and corrections for many comparisons are
    those of all terms. So pass them as `without` (`collocates`, `compare_collocates`, `collocation_network`) or
    `not_at_edges` (`discover_multiwords`, `recurring_phrases`), and drop their rows from a finished table.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"term": ["the", "treaty", "of"]})
    >>> table[~table["term"].isin(function_words())]["term"].tolist()
    ['treaty']
    """
    return frozenset(
        resources.files("analysis.terms.describe").joinpath("function_words.txt").read_text("utf-8").split()
    )
