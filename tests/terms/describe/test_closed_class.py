"""Function words: closed classes only, in lower case."""

from __future__ import annotations

from analysis.terms.describe.closed_class import function_words


def test_function_words_are_closed_class() -> None:
    """Lower-cased words without content."""
    words = function_words()
    assert {"the", "of", "and"} <= words
    assert not {"treaty", "peace", "war"} & words
    assert all(word == word.lower() for word in words)
