"""From the text of an article to the table of its statements: who said what, where, in which voice."""

from __future__ import annotations

import re
import warnings
from bisect import bisect_right
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import checks
from analysis.attribution import words
from analysis.attribution.assemble import Placed, place_drafts
from analysis.attribution.dates import Day, date_of_document, date_of_sentence
from analysis.attribution.layout import blocks_of
from analysis.attribution.names import Countries, Speaker, read_countries
from analysis.attribution.quotes import Quote
from analysis.attribution.rules import Finder, by_rules
from analysis.attribution.speakers import Registry
from analysis.corpus.texts import Texts, text_pairs

__all__ = ["COLUMNS", "LanguageWarning", "extract_statements", "layout_table"]

COLUMNS = [
    "statement", "document", "speaker", "speaker_mention", "role", "country", "speaker_group", "voice", "cue", "cue_class",
    "location", "kind", "date", "date_basis", "implicit_source", "duplicate_of", "within", "confidence", "rule", "spans",
    "source_span", "cue_span", "words", "text",
]  # fmt: skip
_TOP = frozenset({"headline", "caption", "lead"})
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


class LanguageWarning(UserWarning):
    """A text seems not to be English, so that few statements or none can be found."""


def extract_statements(
    texts: Texts, *, finder: Finder = by_rules, countries: Path | pd.DataFrame | None = None, with_text: bool = True
) -> pd.DataFrame:
    """Find the statements of news texts: content, speaker, voice, cue, place, kind, date.

    Parameters
    ----------
    texts : str, Series, mapping, DataFrame with a column `text`, or pairs
        The articles by document, in any form that `text_pairs` takes; a single string is the document "text".
        Offsets count its characters.
    finder : callable, optional
        What finds the statements of sentences: the rules (default, no model), or a parser of your own. It is called with
        the text and its sentences, and returns a list of `attribution.hits.Draft` for each sentence.
    countries : Path or DataFrame, optional
        Further countries, added to those of the package: columns `code`, `name`, `demonym`, `aliases`, `capital`, with
        "|" between several values of a cell.
    with_text : bool
        Put the words of each statement in the column `text`; without them, the table is stand-off.

    Returns
    -------
    DataFrame
        One row for each statement, in the order of the texts:

        ================== ==========================================================================================
        statement          document and number
        document           name of the document
        speaker            one name for a speaker in a document, empty where unknown
        speaker_mention    the speaker as written
        role               office of the speaker
        country            ISO code of the speaker's country
        speaker_group      official, collective, other
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

    Raises
    ------
    ArgumentError
        `texts` has another form, `finder` is not a function, or `countries` lacks a column.

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
    known = read_countries(countries)
    rows: list[dict[str, Any]] = []
    for unit, text in text_pairs(texts):
        rows += _rows(text, str(unit), known, finder)
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table if with_text else table.drop(columns="text")


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


def seems_english(text: str) -> bool:
    """Tell whether a text has the share of function words that English has; short texts pass.

    >>> seems_english("Der Kanal wird im Juni geöffnet, sagte die Ministerin. " * 8)
    False
    """
    found = _WORD.findall(text[:20000].lower())
    return len(found) < 40 or sum(word in words.COMMON for word in found) > 0.12 * len(found)


def _rows(text: str, document: str, countries: Countries, finder: Finder) -> list[dict[str, Any]]:
    if not seems_english(text):
        warning = f"{document} seems not to be English; its statements are unreliable: leave it out"
        warnings.warn(LanguageWarning(warning), stacklevel=3)
    blocks = blocks_of(text)
    placed, quotes = place_drafts(text, blocks, finder)
    placed = [item for item in placed if item.draft.spans]
    day = date_of_document(text, blocks)
    speakers = _speakers(placed, Registry(text, countries))
    rows = [
        {"statement": f"{document}-{number:02d}", "document": document} | _row(text, item, speaker, day, quotes)
        for number, (item, speaker) in enumerate(zip(placed, speakers, strict=True), start=1)
    ]
    _mark_repeats(rows)
    _mark_nested(rows, placed)
    return rows


def _speakers(placed: list[Placed], registry: Registry) -> list[Speaker]:
    """Resolve every speaker in the order of the text, body first: a headline is understood from the body."""
    found: dict[int, Speaker] = {}
    for item in sorted(placed, key=lambda item: item.block.label in _TOP):
        draft = item.draft
        if draft.kind == "question":
            speaker = Speaker("reporter (unnamed)", "media", kind="unnamed")
        elif item.same_as is not None and id(item.same_as) in found:
            speaker = found[id(item.same_as)]
            registry.spoken.append((draft.spans[-1][1], speaker))
        else:
            at = draft.source[0] if draft.source else draft.spans[0][0]
            speaker = registry.resolve(draft.source, at)
            registry.spoken[-1] = (max(at, draft.spans[-1][1]), speaker)
        found[id(draft)] = speaker
    return [found[id(item.draft)] for item in placed]


def _row(text: str, item: Placed, speaker: Speaker, day: Day, quotes: list[Quote]) -> dict[str, Any]:
    draft, cue, location = item.draft, item.draft.cue, item.block.label
    spans = _tidy(text, draft.spans)
    parts = [text[a:b] for a, b in spans]
    date, basis = date_of_sentence(text, draft, item.block, day)
    position = cue is not None and (cue.takes & {"b", "v"} or cue.lemma in {"view", "perceive"})
    return {
        "speaker": speaker.name,
        "speaker_mention": _words_of(text, draft.source),
        "role": speaker.role,
        "country": speaker.country,
        "speaker_group": speaker.group,
        "voice": voice_of(text, spans, quotes, headline=location == "headline"),
        "cue": _words_of(text, draft.cue_span),
        "cue_class": cue.cls if cue else "",
        "location": location,
        "kind": "position" if position else draft.kind,
        "date": date,
        "date_basis": basis,
        "implicit_source": draft.source is None and draft.kind != "question",
        "duplicate_of": "",
        "within": "",
        "confidence": round(draft.confidence if speaker.name else draft.confidence / 2, 2),
        "rule": draft.rule,
        "spans": spans,
        "source_span": draft.source,
        "cue_span": draft.cue_span,
        "words": sum(len(_WORD.findall(part)) for part in parts),
        "text": " \u2026 ".join(parts),
    }


def _words_of(text: str, span: tuple[int, int] | None) -> str:
    return " ".join(text[slice(*span)].split()) if span else ""


def _tidy(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Order the spans, separate those that overlap, and trim space and stray commas at their ends."""
    out: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        start, end = max(first, out[-1][1]) if out else first, last
        while start < end and (text[start].isspace() or text[start] in ",;:"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
            end -= 1
        if start < end:
            out.append((start, end))
    return out


def voice_of(text: str, spans: Iterable[tuple[int, int]], quotes: list[Quote], *, headline: bool = False) -> str:
    """Return direct, mixed or indirect: whether all, some or none of the words are in quotation marks.

    Words that only link quotations ("that", "and") do not count, nor do single marks in a headline.
    `quotes` are all quotations of the text in order.
    """
    inside = outside = False
    for start, end in spans:
        at = start
        for quote in islice(quotes, bisect_right(quotes, start, key=lambda q: q.end), None):
            if quote.start >= end:
                break
            if quote.single and headline:
                continue
            inside = inside or bool(_WORD.search(text, max(at, quote.start), min(end, quote.end)))
            outside = outside or _says_more(text, at, quote.start)
            at = max(at, quote.end)
        outside = outside or _says_more(text, at, end)
        if inside and outside:
            return "mixed"
    return "direct" if inside else "indirect"


def _says_more(text: str, start: int, end: int) -> bool:
    return start < end and any(match.group().lower() not in words.LINKING for match in _WORD.finditer(text, start, end))


def _mark_repeats(rows: list[dict[str, Any]]) -> None:
    """Mark captions, headlines and leads that restate a statement of the body."""
    early = [row for row in rows if row["location"] in _TOP][:50]
    body = [(row["statement"], _content_words(row)) for row in rows if row["location"] == "body"][:500] if early else []
    for row in early:
        mine, best = _content_words(row), 0.0
        for statement, theirs in body:
            common = len(mine & theirs)
            share = common / max(1, min(len(mine), len(theirs)))
            if common >= 2 and share >= 0.5 and share > best:
                row["duplicate_of"], best = statement, share


def _mark_nested(rows: list[dict[str, Any]], placed: list[Placed]) -> None:
    """Mark statements whose cue is inside the content of another."""
    for number, (item, row) in enumerate(zip(placed, rows, strict=True)):
        if item.draft.nested and item.draft.cue_span:
            at, near = item.draft.cue_span[0], rows[max(0, number - 8) : number + 8]
            around = (o for o in near if o is not row and any(start <= at < end for start, end in o["spans"]))
            row["within"] = next((other["statement"] for other in around), "")


def _content_words(row: dict[str, Any]) -> set[str]:
    return {word.lower() for word in _WORD.findall(row["text"]) if len(word) > 3}
