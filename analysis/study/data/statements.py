"""Bring stand-off statements and article text together: which words belong to which unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from analysis.corpus.articles import Article, differences, word_spans
from analysis.corpus.tokens import NO_ENTITIES, Entities, tokens_table
from analysis.errors import DataError, SourceError

__all__ = ["locate", "match_articles", "unit_parts", "unit_tokens"]


def match_articles(articles: Sequence[Article], documents: pd.DataFrame) -> dict[str, Article]:
    """Tell by the fingerprint of their words which document each article file is.

    Raises UnknownArticleError for a file that is no known article, and SourceError for two copies of
    one article, for a copy with other letters, marks or lines, and for a document without a file.
    """
    known = dict(zip(documents["fingerprint"], documents["document"], strict=True))
    texts = dict(zip(documents["document"], documents["text_fingerprint"], strict=True))
    found: dict[str, Article] = {}
    for article in articles:
        document = known.get(article.fingerprint)
        if document is None:
            raise UnknownArticleError(article)
        if document in found:
            raise SourceError(
                f"{article.path.name} has the same words as {found[document].path.name}: both are article {document}; "
                "remove one of them"
            )
        if article.text_fingerprint != texts[document]:
            raise SourceError(
                f"{article.path.name} has the words of article {document}, but other capital letters, punctuation or line "
                "breaks, on which the tables hang; restore the original text"
            )
        found[document] = article
    missing = sorted(set(documents["document"]) - set(found))
    if missing:
        raise SourceError(
            f"the sources folder has {len(found)} of {len(documents)} articles; missing: {', '.join(missing)}; add the files"
        )
    return found


class UnknownArticleError(SourceError):
    """A file whose words are those of no known article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        super().__init__(
            f"{article.path.name} is no article of the study: its {len(word_spans(article.text))} words have an unknown "
            "fingerprint; remove the file or restore the original text"
        )

    def beside(self, found: Counter[str], expected: Mapping[str, Counter[str]]) -> SourceError:
        """Return a sharper error, given the terms of the file and those that each article ought to have."""
        # Of the article's words or of the file's, so that a part of an article is recognised too.
        shared = {
            name: (found & bag).total() / max(1, min(bag.total(), found.total())) for name, bag in expected.items()
        }
        nearest = max(sorted(shared), key=lambda name: shared[name], default=None)
        if nearest is None or shared[nearest] < 0.5:
            return self
        return SourceError(
            f"{self.article.path.name} is an altered copy of article {nearest}: it {differences(found, expected[nearest])}; "
            "restore the original text"
        )


def locate(text: str, spans: pd.DataFrame, *, characters: int) -> pd.DataFrame:
    """Return the spans with `start` and `end` valid in this copy of the article.

    The stored character offsets are kept where they cover the stored words; in a copy whose layout
    or punctuation differs they are found again from the numbers of the words.

    Raises DataError for a row whose offsets and word numbers disagree in a text of the known length.
    """
    words = word_spans(text)
    starts = pd.Index([start for start, _ in words])
    out = spans.copy()
    for row, start, end, first, last in zip(
        spans.index, spans["start"], spans["end"], spans["first_word"], spans["end_word"], strict=True
    ):
        covered = (int(starts.searchsorted(start)), int(starts.searchsorted(end)))
        if covered != (first, last) and len(text) == characters:
            raise DataError(
                f"spans.csv, row {row + 2}: start {start} to end {end} covers the words {covered[0]} to {covered[1]}, and "
                f"first_word and end_word are {first} and {last}; the two must agree; correct the row"
            )
        if covered != (first, last) or end > len(text):
            out.loc[row, ["start", "end"]] = [words[first][0], words[last - 1][1]]
    return out


def unit_parts(text: str, spans: pd.DataFrame, *, document: str) -> Iterator[tuple[str, int, int]]:
    """Yield (unit, start, end) for every statement of an article, then for furniture and narration.

    Narration is what no statement and no furniture covers; a statement wins over furniture. Both are cut at the ends of
    lines, because an article has one paragraph a line and no sentence reaches from a headline into the text.
    """
    content = spans[spans["role"].eq("content")].sort_values(["statement", "part"])
    yield from zip(content["statement"], content["start"], content["end"], strict=True)
    taken = sorted(zip(content["start"], content["end"], strict=True))
    furniture = spans[spans["role"].eq("furniture")].sort_values("start", kind="stable")
    for start, end in zip(furniture["start"], furniture["end"], strict=True):
        yield from ((f"{document}-furniture", a, b) for a, b in _lines(text, _gaps(taken, start, end)))
    taken = sorted([*taken, *zip(furniture["start"], furniture["end"], strict=True)])
    yield from ((f"{document}-narration", a, b) for a, b in _lines(text, _gaps(taken, 0, len(text))))


def _lines(text: str, gaps: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in gaps:
        yield from ((start + line.start(), start + line.end()) for line in re.finditer(r"[^\n]+", text[start:end]))


def _gaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for a, b in taken:
        if a >= end:
            break
        if a > at:
            yield at, a
        at = max(at, b)
    if at < end:
        yield at, end


def unit_tokens(text: str, spans: pd.DataFrame, *, document: str, entities: Entities = NO_ENTITIES) -> pd.DataFrame:
    """Return the tokens of all units of an article, and whether each stands in quotation marks.

    Columns: those of `tokens_table`, with `start` and `end` counting from the start of the article,
    and `quoted`.
    """
    parts = list(unit_parts(text, spans, document=document))
    tokens = tokens_table(((unit, text[a:b]) for unit, a, b in parts), entities=entities)
    number: dict[str, int] = {}
    offsets = {}
    for unit, start, _ in parts:
        offsets[unit, number.get(unit, 0)] = start
        number[unit] = number.get(unit, 0) + 1
    shift = pd.Series(
        [offsets[key] for key in zip(tokens["unit"], tokens["part"], strict=True)], index=tokens.index, dtype=int
    )
    tokens["start"] += shift
    tokens["end"] += shift
    quoted = spans[spans["role"].eq("quoted")]
    marks = pd.Series(False, index=tokens.index)
    for statement, start, end in zip(quoted["statement"], quoted["start"], quoted["end"], strict=True):
        marks |= tokens["unit"].eq(statement) & tokens["start"].ge(start) & tokens["end"].le(end)
    return tokens.assign(quoted=marks)
