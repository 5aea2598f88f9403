"""Bringing annotations and text together, on an article of our own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.articles import Article, word_spans
from analysis.errors import DataError, SourceError
from analysis.study.data.statements import UnknownArticleError, locate, match_articles, unit_parts, unit_tokens

TEXT = "SUBSCRIBE NOW\nTolls fall\n\u201cTolls,\u201d said Ms Elm, \u201cwill fall.\u201d The road was wet.\n"


def spans(text: str) -> pd.DataFrame:
    """Return the annotations of the article above, with offsets of this text."""
    words = word_spans(text)
    rows = []
    for statement, role, part, first, end in (
        ("s-1", "content", 1, 4, 5),
        ("s-1", "content", 2, 8, 10),
        ("s-1", "quoted", 1, 4, 5),
        ("s-1", "quoted", 2, 8, 10),
        ("", "furniture", 1, 0, 2),
    ):
        rows.append(("d", statement, role, part, words[first][0], words[end - 1][1], first, end))
    columns = ["document", "statement", "role", "part", "start", "end", "first_word", "end_word"]
    return pd.DataFrame(rows, columns=columns)


def test_every_word_belongs_to_one_unit() -> None:
    """Statements, furniture and narration share out the article: nothing twice, nothing lost."""
    tokens = unit_tokens(TEXT, spans(TEXT), document="d")
    by_unit = tokens.groupby("unit")["term"].agg(" ".join).to_dict()
    assert by_unit == {
        "s-1": "tolls will fall",
        "d-furniture": "subscribe now",
        "d-narration": "tolls fall said ms elm the road was wet",
    }
    assert tokens.loc[tokens["quoted"], "term"].tolist() == ["tolls", "will", "fall"]
    assert all(TEXT[a:b] == s for a, b, s in zip(tokens["start"], tokens["end"], tokens["surface"], strict=True))


def test_offsets_are_found_again_in_a_copy_with_other_layout() -> None:
    """A copy with the same words and other spacing or marks gives the same tokens."""
    copy = TEXT.replace("\u201c", '"').replace("\u201d", '"').replace("\n", "\n\n  ")
    moved = locate(copy, spans(TEXT), characters=len(TEXT))
    assert [copy[a:b] for a, b in zip(moved["start"], moved["end"], strict=True)][:2] == ["Tolls", "will fall"]
    original, again = (unit_tokens(text, table, document="d") for text, table in ((TEXT, spans(TEXT)), (copy, moved)))
    assert again[["unit", "term", "quoted"]].equals(original[["unit", "term", "quoted"]])


def test_offsets_that_are_right_are_left_alone() -> None:
    """In the original text the stored offsets are used as they are, marks included."""
    table = spans(TEXT)
    table.loc[0, "start"] -= 1
    assert locate(TEXT, table, characters=len(TEXT)).equals(table)


def test_offsets_that_contradict_the_words_are_refused() -> None:
    """In the original text, offsets and word numbers that name other words are an error with its row."""
    table = spans(TEXT)
    table.loc[1, "first_word"] += 1
    with pytest.raises(
        DataError, match=r"spans\.csv, row 3: start \d+ to end \d+ covers the words 8 to 10, and .* 9 and 10"
    ):
        locate(TEXT, table, characters=len(TEXT))


def test_a_statement_inside_furniture_is_a_statement() -> None:
    """A headline of another story among the links is kept as a statement, not twice."""
    table = spans(TEXT)
    table.loc[4, ["start", "end"]] = [0, len(TEXT)]
    units = {unit for unit, _, _ in unit_parts(TEXT, table, document="d")}
    assert units == {"s-1", "d-furniture"}


def _article(name: str, text: str) -> Article:
    return Article(Path(name), text)


def test_articles_are_recognised_by_their_words() -> None:
    """The name of a file plays no part; unknown, double and missing files are named."""
    known = _article("original.txt", TEXT)
    marks = {"fingerprint": [known.fingerprint], "text_fingerprint": [known.text_fingerprint]}
    documents = pd.DataFrame({"document": ["d"], **marks})
    copy = TEXT.replace("\u201c", '"').replace("\u201d", '"').replace("\n", "\n\n  ")
    assert match_articles([_article("other name.txt", copy)], documents)["d"].path.name == "other name.txt"
    for changed in (TEXT.upper(), TEXT.replace("\n", " "), TEXT.replace("\u201c", "")):
        with pytest.raises(
            SourceError, match=r"a\.txt has the words of article d, but other capital letters, punctuation or"
        ):
            match_articles([_article("a.txt", changed)], documents)
    with pytest.raises(SourceError, match=r"b\.txt has the same words as a\.txt: both are article d"):
        match_articles([_article("a.txt", TEXT), _article("b.txt", TEXT)], documents)
    with pytest.raises(SourceError, match="has 0 of 1 articles; missing: d"):
        match_articles([], documents)
    with pytest.raises(UnknownArticleError, match=r"x\.txt is no article of the study: its 2 words"):
        match_articles([_article("x.txt", "Quite different.")], documents)


def test_an_altered_copy_is_told_from_a_stranger() -> None:
    """The nearest article and the words that differ are named; a stranger stays a stranger."""
    expected = {"d": Counter({"tolls": 2, "fall": 1, "soon": 1})}
    altered = UnknownArticleError(_article("a.txt", "Tolls, tolls fall late"))
    assert str(altered.beside(Counter(["tolls", "tolls", "fall", "late"]), expected)) == (
        "a.txt is an altered copy of article d: it lacks soon, adds late; restore the original text"
    )
    stranger = UnknownArticleError(_article("a.txt", "Nothing alike"))
    assert stranger.beside(Counter(["nothing"]), expected) is stranger
    assert stranger.beside(Counter(), {}) is stranger
