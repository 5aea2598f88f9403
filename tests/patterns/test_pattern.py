"""The pattern language: what a pattern may hold, and what an error says about one."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.corpus.tokens import Entities
from analysis.errors import CodebookError
from analysis.patterns.pattern import Pattern, Place


def test_a_pattern_is_a_row_of_places() -> None:
    """Alternatives, joined words, wildcards and gaps each have their sign; curly apostrophes become straight ones."""
    assert Pattern("keep ~3 red_line|didn\u2019*").places == (
        Place(0, (("keep",),)),
        Place(3, (("red", "line"), ("didn'*",))),
    )


def test_patterns_take_entities_in_any_variant() -> None:
    """A pattern may name an entity by any variant, with _ between its words."""
    table = pd.DataFrame({"entity": ["Ruritania"], "variant": ["Kingdom of Ruritania"], "unless_after": [None]})
    pattern = Pattern("one Kingdom_of_Ruritania", Entities(table))
    assert [place.alternatives for place in pattern.places] == [(("one",),), (("Ruritania",),)]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("red (line", r"has '\('; a pattern is not a regular expression"),
        ("red line|", "has the empty part"),
        ("*", "has the empty part"),
        ("~3 line", "has ~3 without a word before it"),
        ("red ~3", "has no word after ~N"),
        ("", "has no word; expected words"),
        ("red ~300 line", "expected ~ and a number from 0 to 99"),
        ("co,op*", "has ',' beside"),
        (7, "the pattern is 7; expected a string"),
    ],
)
def test_patterns_that_cannot_be_used(source: str, said: str) -> None:
    """A pattern is checked when it is made, and the error names the sign at fault."""
    with pytest.raises(CodebookError, match=said):
        Pattern(source)


@pytest.mark.parametrize("source", ["#ferry", "75%", "@harbour", "$5", "r&d", "save_#ferry", "red|#ferry", "\u20ac20"])
def test_a_sign_that_no_term_has_is_refused(source: str) -> None:
    """A sign is never dropped silently: #ferry would count what has no sign."""
    with pytest.raises(CodebookError, match="which no term has"):
        Pattern(source)


def test_the_sign_of_a_name_matters() -> None:
    """US$ is a term, and punctuation between words means no more than a space."""
    assert Pattern("US$").places[0].alternatives == (("US$",),)
    assert Pattern("pier,").places[0].alternatives == (("pier",),)
