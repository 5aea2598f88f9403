"""From the text of an article to the table of its statements: who said what, where, in which voice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from analysis import checks
from analysis.attribution.aliases import read_aliases, with_aliases
from analysis.attribution.dates import Day
from analysis.attribution.documents import LanguageWarning, carried, days_of, warn_of_language
from analysis.attribution.layout import blocks_of
from analysis.attribution.names import Countries, read_countries
from analysis.attribution.rows import news_rows, turn_rows
from analysis.attribution.rules import Finder, by_rules
from analysis.attribution.transcripts import LAYOUTS, layout_of, turns_of
from analysis.corpus.texts import Texts, in_loads, text_pairs
from analysis.engine import Engine, in_turn, workers
from analysis.errors import SourceError

__all__ = ["COLUMNS", "LanguageWarning", "extract_statements", "layout_table", "without_labels"]

COLUMNS = [
    "statement", "document", "speaker", "speaker_mention", "role", "country", "speaker_group", "voice", "cue", "cue_class",
    "location", "kind", "date", "date_basis", "implicit_source", "duplicate_of", "within", "confidence", "rule", "spans",
    "source_span", "cue_span", "words", "text",
]  # fmt: skip


_LOAD = 100_000  # characters, some twenty articles: half a second of work


def extract_statements(
    texts: Texts,
    *,
    layout: str = "auto",
    finder: Finder = by_rules,
    countries: Path | pd.DataFrame | None = None,
    speakers: Path | pd.DataFrame | None = None,
    with_text: bool = True,
    engine: Engine = None,
) -> pd.DataFrame:
    """Find the statements of news texts, releases and transcripts: content, speaker, voice, cue, place, kind, date.

    Parameters
    ----------
    texts : str, Series, mapping, DataFrame with a column `text`, or pairs
        The articles by document, in any form that `text_pairs` takes; a single string is the document "text".
        Offsets count its characters. Other columns of a DataFrame are kept; its column `date` (YYYY-MM-DD) dates the texts.
    layout : str
        "news", "release" (press release), "transcript" (each turn is one statement), or "auto", which chooses for each
        document; `layout_of` shows the choice and how sure it is.
    finder : callable, optional
        What finds the statements of sentences: the rules (default, no model), or a parser of your own. It is called with
        the text and its sentences, and returns a list of `attribution.hits.Draft` for each sentence.
    countries : Path or DataFrame, optional
        Further countries, added to those of the package: columns `code`, `name`, `demonym`, `aliases`, `capital`, with
        "|" between several values of a cell.
    speakers : Path or DataFrame, optional
        One name for each speaker over all documents: columns `name` and `alias`. An alias may be a name as found or the
        words of a mention.
    with_text : bool
        Put the words of each statement in the column `text`; without them, the table is stand-off.
    engine : None or str
        None to work in this process; "dask" for workers, as in `count_stream`, to which the texts are sent. The table is the
        same.

    Returns
    -------
    DataFrame
        One row for each statement, in the order of the texts:

        ================== ==========================================================================================
        statement          document and number
        document           name of the document
        speaker            one name for a speaker in a document, empty where unknown
        speaker_mention    the speaker as written
        role               office of the speaker, or media; empty where unknown
        country            ISO code of the speaker's country
        speaker_group      official, collective, other; empty where the role is unknown
        voice              direct, mixed, indirect: all, some or none of the words are in quotation marks
        cue                verb that attributes the words
        cue_class          assertive, directive, evaluative, neutral
        location           body, caption, headline, lead, related_link
        kind               statement, position, question
        date, date_basis   day as YYYY-MM-DD (--MM-DD without a year), and the words that it is based on
        implicit_source    True where the sentence has no words for the speaker
        duplicate_of       statement of the body that a headline, caption or lead repeats
        within             statement whose content includes this one
        confidence         0 to 1, higher is surer; an order of the rules, not a probability
        rule               rule that found the statement
        spans              list of (start, end), in characters
        source_span        (start, end) of the speaker, or None
        cue_span           (start, end) of the cue, or None
        words              number of words
        text               words of the statement, " … " between its spans
        ================== ==========================================================================================

        Columns of the input follow; one with a name from this list gets "document_" before it.

    Raises
    ------
    ArgumentError
        `texts` has another form, `layout` is another word, `finder` is not a function, `countries` lacks a column, or
        `speakers` has two names or a circle for an alias.
    SourceError
        `layout` is "transcript", and a document has no label.

    Notes
    -----
    English only: a text in another language raises a LanguageWarning. Notebook A1 shows how often the table is right;
    check a sample of your own texts with `discourse attribute --review`.

    Examples
    --------
    >>> found = extract_statements("Premier Maud Tessen said the canal would open in June.")
    >>> found.loc[0, ["speaker", "voice", "text"]].tolist()
    ['Maud Tessen', 'indirect', 'the canal would open in June']
    """
    checks.function("finder", finder, of="a text and its sentences")
    checks.choice("layout", layout, LAYOUTS)
    known, aliases, days = read_countries(countries), read_aliases(speakers), days_of(texts)
    pairs = [(str(unit), text) for unit, text in text_pairs(texts)]
    for document, text in pairs:
        warn_of_language(document, text)
    with workers(engine) as client:
        found = in_turn(client, _rows_of, in_loads(pairs, _LOAD), layout, known, finder, days)
        rows = [row for _, part in found for row in part]
    table = with_aliases(pd.DataFrame(rows, columns=COLUMNS), aliases, mention="speaker_mention")
    table = carried(table, texts, own=COLUMNS)
    return table if with_text else table.drop(columns="text")


def _rows_of(
    pairs: list[tuple[str, str]], layout: str, known: Countries, finder: Finder, days: dict[str, Day]
) -> list[dict[str, Any]]:
    return [
        row
        for document, text in pairs
        for row in _rows(text, document, layout, known, finder=finder, day=days.get(document))
    ]


def _rows(
    text: str, document: str, layout: str, known: Countries, *, finder: Finder, day: Day | None
) -> list[dict[str, Any]]:
    chosen = layout_of(text)[0] if layout == "auto" else layout
    turns = turns_of(text, known) if chosen == "transcript" else []
    if chosen != "transcript" or (layout == "auto" and not turns):
        return news_rows(text, document, known, finder, day=day, release=chosen == "release")
    if not turns:
        raise without_labels(document, "ask for layout 'news'")
    return turn_rows(text, document, turns, day=day)


def layout_table(text: str, *, document: str = "text") -> pd.DataFrame:
    r"""Label every paragraph of a text by its place on the page.

    Parameters
    ----------
    text : str
        The text of an article.
    document : str
        Its name.

    Returns
    -------
    DataFrame
        One row for each paragraph, in order: `document`; `location` (body, byline, caption, furniture, headline, lead,
        related_link); `start` and `end`, in characters.

    Examples
    --------
    >>> layout_table("Harbour opens, says mayor\n\nThe mayor opened it on Monday.")["location"].tolist()
    ['headline', 'body']
    """
    rows = [(document, block.label, block.start, block.end) for block in blocks_of(text)]
    return pd.DataFrame(rows, columns=["document", "location", "start", "end"])


def without_labels(document: str, step: str) -> SourceError:
    """Return the error for a transcript without turns."""
    return SourceError(
        f"{document} has no turn: expected labels such as 'NAME:' at the start of lines, with words after them; "
        f"mark who speaks, or {step}"
    )
