"""Tokens, sentences, and the table of tokens."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.counting import WordCounter
from analysis.corpus.entities import Entities
from analysis.corpus.termmatrix import TermMatrix
from analysis.corpus.tokens import NO_ENTITIES, sentence_spans, token_numbers, tokenise, tokens_table
from analysis.corpus.typography import IGNORED, normalise
from analysis.errors import ArgumentError, DataError

ROWS = [
    ("US", "US", "country", None),
    ("US", "U.S.", "country", None),
    ("US", "United States", "country", None),
    ("US", "Washington", "metonym", "in|near"),
    ("China", "China", "country", None),
    ("US$", "US$", "currency", None),
    ("South China Sea", "South China Sea", "place", None),
    ("People's Assembly", "People's Assembly", "institution", None),
]


ENTITIES = Entities(pd.DataFrame(ROWS, columns=["entity", "variant", "kind", "unless_after"]))


def terms(text: str) -> list[str]:
    """Return the terms of a text with the entities of this module."""
    return [token.term for token in tokenise(text, entities=ENTITIES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The US told us", ["the", "US", "told", "us"]),
        ("U.S. and United States aims", ["US", "and", "US", "aims"]),
        ("US$4.1 trillion", ["US$", "4.1", "trillion"]),
        ("China-US ties, US-led, pro-US", ["China", "US", "ties", "US", "led", "pro", "US"]),
        ("invited by Washington, landed in Washington", ["invited", "by", "US", "landed", "in", "washington"]),
        ("the South China Sea", ["the", "South China Sea"]),
        ("the People\u2019s Assembly\u2019s vote", ["the", "People's Assembly", "vote"]),
        ("China\u2019s non-conflict, win\u2011win aim", ["China", "non-conflict", "win-win", "aim"]),
        ("isn\u2019t the countries\u2019 8.2 per cent", ["isn't", "the", "countries", "8.2", "per", "cent"]),
        ("Status of USAir", ["status", "of", "usair"]),
        ("word\u2014word \ufb01rst", ["word", "word", "first"]),
        ("", []),
    ],
)
def test_entities_and_typography_are_safe(text: str, expected: list[str]) -> None:
    """Names in any variant are one term, pronouns and currencies are not them, hyphens stay."""
    assert terms(text) == expected


@given(st.text(max_size=200))
def test_offsets_give_the_surface_back(text: str) -> None:
    """Whatever the text, offsets lie inside it, do not overlap, and point at the surface."""
    at = 0
    for token in tokenise(text, entities=ENTITIES):
        assert at <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.surface
        at = token.end


@given(st.text(alphabet="ab. !?\"'\n\u201cAZ", max_size=100))
def test_sentences_cover_all_words_in_order(text: str) -> None:
    """Sentences do not overlap, and between them is nothing but space."""
    at = 0
    for start, end in sentence_spans(text):
        assert start >= at
        assert not text[at:start].strip()
        assert text[start:end].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Mr. Oak met Dr. Elm. They spoke.", 2),
        ("The U.S. Senate sat. It rose.", 2),
        ("On Dec. 30 it rained.", 1),
        ("\u201cStop.\u201d He left.", 2),
        ("One line\nanother line\n\nand another", 2),
        ("Fruit, e.g. Oakport plums.", 1),
        ("It grew 4.1 per cent.", 1),
        ("Wait... They came.", 1),
    ],
)
def test_abbreviations_do_not_end_sentences(text: str, number: int) -> None:
    """Titles, months, initials and ellipses go on; closing marks belong to the sentence before."""
    assert len(list(sentence_spans(text))) == number


def test_parts_of_a_unit_number_their_sentences_on() -> None:
    """Two parts of one unit never share a sentence, so that no window crosses from one to the other."""
    table = tokens_table([("u", "One two."), ("v", "Three."), ("u", "Four.")])
    assert table.groupby("unit", sort=False)["sentence"].unique().map(list).to_dict() == {"u": [0, 1], "v": [0]}
    assert table.loc[table["term"].eq("four"), ["part", "start"]].to_numpy().tolist() == [[1, 0]]


@given(st.text(alphabet="aB1.\u00ad\u200b\u200d\ufeff '-\uff35\u00e9", max_size=40))
def test_invisible_characters_are_no_part_of_terms(text: str) -> None:
    """With them or without, the terms are the same; offsets hold and no surface ends with one."""
    bare = text.translate(IGNORED)
    tokens = tokenise(text, entities=ENTITIES)
    assert [token.term for token in tokens] == [token.term for token in tokenise(bare, entities=ENTITIES)]
    for token in tokens:
        assert text[token.start : token.end] == token.surface
        assert token.surface[0] not in map(chr, IGNORED)
        assert token.surface[-1] not in map(chr, IGNORED)


def test_what_is_no_text_and_no_name_is_refused() -> None:
    """A missing text, and an entity without name or variant, are errors and not the words none and nan."""
    for function in (tokenise, normalise, lambda text: list(sentence_spans(text))):
        with pytest.raises(ArgumentError, match="text is None; expected a string"):
            function(None)  # type: ignore[operator]
    with pytest.raises(ArgumentError, match="the text of unit 'a' is None"):
        tokens_table([("a", None)])  # type: ignore[list-item]
    table = pd.DataFrame({"entity": ["A"], "variant": [None], "unless_after": [None]})
    with pytest.raises(DataError, match="row 2: entity is 'A' and variant None"):
        tokenise("nan", entities=Entities(table))


def test_texts_come_in_any_form() -> None:
    """A table, its column, the items of the column and a mapping yield the same tokens; a list of strings is refused."""
    table = pd.DataFrame({"text": ["One two.", "Three."]}, index=["a", "b"])
    for texts in (table, table["text"], table["text"].items(), dict(table["text"])):
        assert tokens_table(texts)["unit"].tolist() == ["a", "a", "b"]
    with pytest.raises(ArgumentError, match=r"'One two\.' at position 0"):
        tokens_table(["One two."])  # type: ignore[list-item]


NAMES = Entities(
    pd.DataFrame(
        {
            "entity": ["US", "US", "US", "Oak", "Oak", "Port"],
            "variant": ["US", "U.S.", "United States", "Mr Oak", "Oak", "Elmport"],
            "unless_after": [None, None, None, None, None, "in|near"],
        }
    )
)


PIECES = st.sampled_from(
    ["United States", "Mr Oak", "in Elmport", "US", "us", "U.S.", "U.S.'s", "United", "States", "pro-United", "Mr", "Oak\u2019s", "in", "Elmport", "Elmport,", "near",
     "\u201cred", "line\u201d,", "4.1%", "win\u2011win", "co\u00adoperate", "\u200b", "(US-led)", "don\u2019t", "end.", "\uff35\uff33"]
)  # fmt: skip


GAPS = st.sampled_from([" ", " ", " ", "  ", "\u00a0", "\n", "\t", "\r\n", "\u2009 "])


@given(
    st.lists(st.lists(st.tuples(PIECES, GAPS), max_size=12), max_size=4),
    st.sampled_from([NAMES, Entities(NAMES.table[:0])]),
)
def test_the_table_has_the_tokens_of_every_sentence(parts: list[list[tuple[str, str]]], entities: Entities) -> None:
    """Scanning each piece once finds what scanning every sentence finds, in the same place."""
    texts = [(f"u{at % 2}", "".join(piece + gap for piece, gap in part)) for at, part in enumerate(parts)]
    table = tokens_table(texts, entities=entities)
    expected = []
    counters: dict[str, tuple[int, int]] = {}
    for unit, text in texts:
        part, sentence = counters.get(unit, (0, 0))
        for left, right in sentence_spans(text):
            expected += [
                (unit, part, sentence, left + token.start, left + token.end, token.surface, token.term)
                for token in tokenise(text[left:right], entities=entities)
            ]
            sentence += 1
        counters[unit] = (part + 1, sentence)
    assert list(table.drop(columns="clause").itertuples(index=False, name=None)) == expected


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("not a \u201cred line\u201d", 1),
        ("not a  red (thin) line", 1),
        ("never yield \u2014 lines hold", 2),
        ("not yield\u2014lines hold", 2),
        ("not yield - lines hold", 2),
        ("not yield \u2013 lines hold", 2),
        ("pro- and anti-war", 1),
        ("win\u2011win in the U.S.-Elm ties", 1),
        ("yes, no; here: there", 4),
        ("either/or", 2),
        ("it grew 4,100.5 per cent", 1),
        ("well ... no", 2),
    ],
)
@pytest.mark.parametrize("entities", [NAMES, Entities(NAMES.table[:0])], ids=["names", "no names"])
def test_marks_part_clauses(text: str, clauses: int, entities: Entities) -> None:
    """Commas, colons, slashes and dashes part clauses; quotation marks, brackets, hyphens and numbers do not."""
    assert tokens_table([("u", text)], entities=entities)["clause"].nunique() == clauses


def test_a_clause_ends_with_its_sentence() -> None:
    """Numbers rise through sentences, parts and units."""
    table = tokens_table([("u", "One, two. Three."), ("v", "Four.")])
    assert table["clause"].tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("\u00a34.2m, \u20ac7.25bn and 2,300km", ["4.2m", "7.25bn", "and", "2,300km"]),
        ("2.5C 3.1\u00b0C 80km/h 9.45pm 9:45pm", ["2.5c", "3.1\u00b0c", "80km/h", "9.45pm", "9:45pm"]),
        ("a 12-year-old, a 1.6-litre 30th-century car", ["a", "12-year-old", "a", "1.6-litre", "30th-century", "car"]),
        ("2031-35, 10-15km, 2:1, 1.2.2030, 6%.", ["2031", "35", "10", "15km", "2", "1", "1.2.2030", "6"]),
        ("The Q.R.S. of p.m., e.g. I.T.", ["the", "qrs", "of", "p.m.", "e.g.", "i.t."]),
        ("\u0915\u093f\u0924\u093e\u092c \u05e9\u05c1\u05b8", ["\u0915\u093f\u0924\u093e\u092c", "\u05e9\u05b8\u05c1"]),
        ("\u0e17\u0e35\u0e48 \u0995\u09c7", ["\u0e17\u0e35\u0e48", "\u0995\u09c7"]),
        ("\u0130zmir I\u0307ZM\u0130R", ["izmir", "izmir"]),
    ],
)
def test_units_stops_and_marks_belong_to_their_word(text: str, terms: list[str]) -> None:
    """An amount keeps its unit, an abbreviation its letters, a letter its marks, on the fast road, too."""
    assert [token.term for token in tokenise(text)] == terms
    counted = TermMatrix.from_texts({"t": text}).to_long().set_index("term")["count"].to_dict()
    assert counted == pd.Series(terms).value_counts().to_dict()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("WHO TOLD US THAT", ["who", "told", "us", "that"]),
        ("PRAY FOR US\nThe US prays.", ["pray", "for", "us", "the", "US", "prays"]),
        ("KORDA: WHO SENT US? The WHO did.", ["korda", "who", "sent", "us", "the", "WHO", "did"]),
        ("US GDP", ["US", "gdp"]),
        ("The US", ["the", "US"]),
        ("UN MEETS UK", ["UN", "meets", "UK"]),
        ("The US-ALLIANCE", ["the", "US", "alliance"]),
        ("U\u00adS AND WHO", ["us", "and", "who"]),
    ],
)
def test_a_line_in_capitals_has_no_names_that_are_common_words(text: str, terms: list[str]) -> None:
    """Every way of counting reads WHO TOLD US as pronouns; elsewhere, and for other names, nothing changes."""
    assert [token.term for token in tokenise(text)] == terms
    assert tokens_table([("a", text)])["term"].tolist() == terms
    counter = WordCounter()
    counts = counter.count([text]).toarray()[0]
    assert {term: counts[at] for term, at in counter.terms.items() if counts[at]} == dict(Counter(terms))


@given(
    st.lists(
        st.sampled_from(["Mill", "mill.", "U.S.", "10 %", "a\nb", "don't", "", "\u201cox\u201d", "x-y"]).map(str),
        max_size=8,
    )
)
def test_numbers_of_tokens_are_those_of_the_table(words: list[str]) -> None:
    """Counting without a table is counting."""
    text = " ".join(words)
    assert token_numbers([text]).tolist() == [len(tokens_table({"a": text}, entities=NO_ENTITIES))]
