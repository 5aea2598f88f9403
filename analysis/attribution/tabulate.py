"""Tables ready for counting: the turns of transcripts, and the reporter's own words."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis import checks
from analysis.attribution.aliases import read_aliases, with_aliases
from analysis.attribution.documents import carried, warn_of_language
from analysis.attribution.extract import extract_statements, without_labels
from analysis.attribution.layout import blocks_of
from analysis.attribution.names import read_countries
from analysis.attribution.rules import Finder, by_rules
from analysis.attribution.transcripts import layout_of, turns_of
from analysis.corpus.texts import Texts, text_pairs
from analysis.errors import SourceError

__all__ = ["LayoutWarning", "narration", "turns"]

_COLUMNS = ["document", "turn", "speaker", "role", "kind", "confidence", "words", "text"]
_NARRATION = ["document", "words", "spans", "text"]
_PAGE = frozenset({"furniture", "byline", "related_link"})
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


class LayoutWarning(UserWarning):
    """A document among transcripts is not recognised as one, and has no turns."""


def turns(
    texts: Texts,
    *,
    layout: str = "auto",
    countries: Path | pd.DataFrame | None = None,
    speakers: Path | pd.DataFrame | None = None,
) -> pd.DataFrame:
    r"""Cut transcripts into turns: who speaks, in which role, and which words.

    Parameters
    ----------
    texts : str, Series, mapping, DataFrame with a column `text`, or pairs
        The transcripts by document, in any form that `text_pairs` takes. Other columns of a DataFrame are kept.
    layout : str
        "auto" leaves out documents that are not recognised as transcripts, with a LayoutWarning; "transcript" takes every
        document as one.
    countries : Path or DataFrame, optional
        Further countries, as for `extract_statements`.
    speakers : Path or DataFrame, optional
        Names of speakers over all documents, as for `extract_statements`.

    Returns
    -------
    DataFrame
        One row for each turn, in order: `document`; `turn` (from 1 in each document); `speaker`; `role` (office, or media;
        empty where unknown); `kind` (statement, or question where a reporter speaks); `confidence` (0 to 1, higher is
        surer); `words` (number, stage notes left out); `text`; then the other columns of the table of texts.

    Raises
    ------
    ArgumentError
        `texts` or `layout` has another form, or the table of speakers is contradictory.
    SourceError
        No document has turns, or one that is asked for as a transcript has no label.

    Notes
    -----
    A turn begins at a label at the start of a line ("RUTH ALDER, MAYOR (via Skype):", "Reuters:", "Q:", "CHAIR MOOR.") and
    ends at the next one. Words before the first label belong to nobody.

    Examples
    --------
    >>> said = "Tom Birk: The toll will rise. (Laughter)\n\nReuters: Why?\n\nTom Birk: It must."
    >>> turns(said)[["speaker", "kind", "words", "text"]].to_numpy().tolist()
    [['Tom Birk', 'statement', 4, 'The toll will rise.'], ['Reuters', 'question', 1, 'Why?'], ['Tom Birk', 'statement', 2, 'It must.']]
    """
    checks.choice("layout", layout, ("auto", "transcript"))
    known, aliases = read_countries(countries), read_aliases(speakers)
    rows: list[tuple[object, ...]] = []
    others: list[str] = []
    pairs = text_pairs(texts)
    for unit, text in pairs:
        document = str(unit)
        warn_of_language(document, text)
        if layout == "auto" and layout_of(text)[0] != "transcript":
            others.append(document)
            continue
        found = turns_of(text, known)
        if not found:
            raise without_labels(document, "leave it out")
        for number, turn in enumerate(found, start=1):
            parts = [text[a:b] for a, b in turn.spans]
            words = sum(len(_WORD.findall(part)) for part in parts)
            speaker = turn.speaker
            rows.append(
                (document, number, speaker.name, speaker.role, turn.kind, turn.confidence, words, " ".join(parts))
            )
    if others and not rows:
        raise SourceError(
            f"{', '.join(others[:3])}{' and others' if len(others) > 3 else ''}: not recognised as a transcript, which needs labels such as "
            "'NAME:' at the start of lines; ask for layout 'transcript' if it is one"
        )
    for document in others:
        warning = (
            f"{document} is not recognised as a transcript and has no turns; ask for layout 'transcript' if it is one"
        )
        warnings.warn(LayoutWarning(warning), stacklevel=2)
    table = with_aliases(pd.DataFrame(rows, columns=_COLUMNS), aliases)
    return carried(table, texts, own=_COLUMNS)


def narration(
    texts: Texts, *, layout: str = "auto", finder: Finder = by_rules, countries: Path | pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the reporter's own words: what is left of each text without statements and page furniture.

    Parameters
    ----------
    texts, layout, finder, countries
        As for `extract_statements`.

    Returns
    -------
    DataFrame
        One row for each document, in order: `document`; `words` (number); `spans` (list of (start, end), in characters);
        `text` (the words, a space between the spans); then the other columns of the table of texts. Headline, lead and
        captions are included; byline, links to other stories and page furniture are not. Of a transcript, it is what comes
        before the first label.

    Raises
    ------
    ArgumentError, SourceError
        As for `extract_statements`.

    Notes
    -----
    A statement that the rules miss is counted as narration. Quotation marks around single words that nobody is said to have
    used remain.

    Examples
    --------
    >>> narration("It rained on Monday. Premier Maud Tessen said the canal would open.")["text"].tolist()
    ['It rained on Monday. Premier Maud Tessen said']
    """
    found = extract_statements(texts, layout=layout, finder=finder, countries=countries, with_text=False)
    of: dict[str, list[tuple[int, int]]] = {}
    begins: dict[str, int] = {}
    for document, spans, rule, source in zip(
        found["document"], found["spans"], found["rule"], found["source_span"], strict=True
    ):
        of.setdefault(document, []).extend(spans)
        if rule == "transcript" and document not in begins and source:
            begins[document] = source[0]
    rows = []
    for unit, text in text_pairs(texts):
        document = str(unit)
        whole = _is_transcript(text, layout)
        kept = (
            [(0, begins.get(document, 0))]
            if whole
            else [(block.start, block.end) for block in blocks_of(text) if block.label not in _PAGE]
        )
        left = [span for span in _without(kept, of.get(document, [])) if _WORD.search(text, *span)]
        parts = [" ".join(text[a:b].split()) for a, b in left]
        rows.append((document, sum(len(_WORD.findall(part)) for part in parts), left, " ".join(parts)))
    return carried(pd.DataFrame(rows, columns=_NARRATION), texts, own=_NARRATION)


def _is_transcript(text: str, layout: str) -> bool:
    return layout == "transcript" or (layout == "auto" and layout_of(text)[0] == "transcript")


def _without(kept: Iterable[tuple[int, int]], taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Subtract spans from spans.

    >>> _without([(0, 10)], [(2, 4), (3, 6)])
    [(0, 2), (6, 10)]
    """
    gone = sorted(taken)
    out: list[tuple[int, int]] = []
    first = 0
    for start, end in sorted(kept):
        at = start
        while first < len(gone) and gone[first][1] <= start:
            first += 1
        for a, b in gone[first:]:
            if a >= end:
                break
            if a > at:
                out.append((at, a))
            at = max(at, b)
        if at < end:
            out.append((at, end))
    return out
