"""From the text of an article to the table of its statements: who said what, where, in which voice."""

from __future__ import annotations

import re
import warnings
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.attribution.assemble import Finder, Placed, by_rules, place_drafts
from analysis.attribution.countries import Countries, read_countries
from analysis.attribution.dates import Day, date_of_document, date_of_sentence
from analysis.attribution.layout import blocks_of
from analysis.attribution.names import Speaker
from analysis.attribution.quotes import Quote
from analysis.attribution.speakers import Registry
from analysis.errors import ArgumentError

__all__ = ["COLUMNS", "extract_statements", "layout_table"]

COLUMNS = [
    "statement", "document", "speaker", "speaker_mention", "role", "country", "speaker_group", "voice", "cue", "cue_class",
    "location", "kind", "date", "date_basis", "implicit_source", "duplicate_of", "within", "confidence", "rule", "spans",
    "source_span", "cue_span", "words", "text",
]  # fmt: skip
_LINKING = frozenset({"that", "and", "to", "then", "but", "as"})
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


class LanguageWarning(UserWarning):
    """A text seems not to be English, so that few statements or none can be found."""


def extract_statements(
    texts: Mapping[str, str] | Iterable[tuple[str, str]] | str,
    *,
    finder: Finder = by_rules,
    countries: Path | pd.DataFrame | None = None,
    with_text: bool = True,
) -> pd.DataFrame:
    """Find the statements of news texts: content, speaker, voice, cue, place, kind, date.

    Parameters
    ----------
    texts
        One text, or a mapping (or pairs) of document name and text. Offsets count its characters.
    finder
        What finds the statements of sentences: the rules (default, no model), or a parser of your own, called with
        the text and its sentences, which returns a list of `attribution.spans.Draft` for each sentence.
    countries
        A table of countries of one's own, added to that of the package: columns `code`, `name`,
        `demonym`, `aliases`, `capital`, several values parted by "|".
    with_text
        Put the words of each statement in the column `text`; without, the table is stand-off.

    Returns
    -------
    pandas.DataFrame
        One row for each statement, in the order of the texts. `statement` (document and number),
        `speaker` (one name for a speaker in a document), `speaker_mention` (as written), `role`,
        `country` (ISO code), `speaker_group` (official, collective, other), `voice` (direct, mixed,
        indirect), `cue` and `cue_class` (assertive, directive, evaluative, neutral), `location`
        (body, caption, headline, lead, related_link), `kind` (statement, position, question),
        `date` and `date_basis`, `implicit_source`, `duplicate_of`, `within`, `confidence` (0 to 1, an
        ordering by rule and no probability), `rule`, `spans` (list of (start, end)), `source_span`,
        `cue_span`, `words` (number), `text`.

    Raises
    ------
    ArgumentError
        For a text that is no string, or a finder that is no function.

    Notes
    -----
    English only: a text in another language gives a LanguageWarning. Figures on how often the table is
    right stand in notebook A1; check a sample of your own with `discourse attribute --review`.

    Examples
    --------
    >>> found = extract_statements("Premier Maud Tessen said the canal would open in June.")
    >>> found.loc[0, ["speaker", "voice", "text"]].tolist()
    ['Maud Tessen', 'indirect', 'the canal would open in June']
    """
    if not callable(finder):
        raise ArgumentError(
            f"finder is {finder!r}; expected a function of a text and its sentences; leave it out for the rules"
        )
    if isinstance(texts, str):
        texts = {"text": texts}
    known = read_countries(countries)
    rows: list[dict[str, Any]] = []
    for document, text in texts.items() if isinstance(texts, Mapping) else texts:
        if not isinstance(text, str):
            raise ArgumentError(
                f"texts[{document!r}] is {type(text).__name__}; allowed: str; pass the text of an article"
            )
        rows += _rows(text, str(document), known, finder)
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table if with_text else table.drop(columns="text")


def layout_table(text: str, *, document: str = "text") -> pd.DataFrame:
    """Return every paragraph of a text with its label: body, byline, caption, furniture, headline, lead, related_link."""
    return pd.DataFrame(
        [(document, block.label, block.start, block.end) for block in blocks_of(text)],
        columns=["document", "location", "start", "end"],
    )


def seems_english(text: str) -> bool:
    """Tell whether a text has the share of function words that English has; short texts pass.

    >>> seems_english("Der Kanal wird im Juni geöffnet, sagte die Ministerin. " * 8)
    False
    """
    words = _WORD.findall(text[:20000].lower())
    if len(words) < 40:
        return True
    common = {
        "the",
        "of",
        "and",
        "to",
        "a",
        "in",
        "that",
        "is",
        "for",
        "on",
        "was",
        "with",
        "as",
        "it",
        "he",
        "said",
        "be",
        "by",
    }
    return sum(word in common for word in words) > 0.12 * len(words)


def _rows(text: str, document: str, countries: Countries, finder: Finder) -> list[dict[str, Any]]:
    if not seems_english(text):
        warnings.warn(
            LanguageWarning(f"{document} seems not to be English; its statements are unreliable: leave it out"),
            stacklevel=3,
        )
    blocks = blocks_of(text)
    placed, quotes = place_drafts(text, blocks, finder)
    placed = [p for p in placed if p.draft.spans]
    registry = Registry(text, countries)
    day = date_of_document(text, blocks)
    speakers = _speakers(placed, registry)
    rows = []
    for number, (item, speaker) in enumerate(zip(placed, speakers, strict=True), start=1):
        named = {"statement": f"{document}-{number:02d}", "document": document}
        rows.append(named | _row(text, item, speaker, day, quotes))
    _mark_repeats(rows, placed)
    return rows


def _speakers(placed: list[Placed], registry: Registry) -> list[Speaker]:
    """Resolve every speaker in the order of the text, body first: a headline is understood from the body."""
    found: dict[int, Speaker] = {}
    order = sorted(range(len(placed)), key=lambda i: (placed[i].block.label in {"headline", "caption", "lead"}, i))
    of_draft: dict[int, Speaker] = {}
    for i in order:
        item = placed[i]
        draft = item.draft
        if draft.kind == "question":
            found[i] = Speaker("reporter (unnamed)", "media", "", "other", "unnamed")
        elif item.same_as is not None and id(item.same_as) in of_draft:
            found[i] = of_draft[id(item.same_as)]
            registry.spoken.append((draft.spans[-1][1], found[i]))
        else:
            at = draft.source[0] if draft.source else draft.spans[0][0]
            found[i] = registry.resolve(draft.source, at)
            registry.spoken[-1] = (max(at, draft.spans[-1][1]), found[i])
        of_draft[id(draft)] = found[i]
    return [found[i] for i in range(len(placed))]


def _row(text: str, item: Placed, speaker: Speaker, day: Day, quotes: list[Quote]) -> dict[str, Any]:
    draft = item.draft
    spans = _tidy(text, draft.spans)
    parts = [text[a:b] for a, b in spans]
    date, basis = date_of_sentence(text, draft, item.block, day)
    location = "body" if item.block.label == "body" else item.block.label
    cue = text[draft.cue_span[0] : draft.cue_span[1]] if draft.cue_span else ""
    kind = draft.kind
    if (draft.cue and draft.cue.takes & {"b", "v"}) or (draft.cue and draft.cue.lemma in {"view", "perceive"}):
        kind = "position"
    return {
        "speaker": speaker.name,
        "speaker_mention": " ".join(text[draft.source[0] : draft.source[1]].split()) if draft.source else "",
        "role": speaker.role,
        "country": speaker.country,
        "speaker_group": speaker.group,
        "voice": voice_of(text, spans, quotes, headline=location == "headline"),
        "cue": " ".join(cue.split()),
        "cue_class": draft.cue.cls if draft.cue else "",
        "location": location,
        "kind": kind,
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
        "text": " … ".join(parts),
    }


def _tidy(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Order the spans, part those that overlap, and trim space and stray commas at their ends."""
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
    return start < end and any(match.group().lower() not in _LINKING for match in _WORD.finditer(text, start, end))


def _mark_repeats(rows: list[dict[str, Any]], placed: list[Placed]) -> None:
    """Mark captions, headlines and leads that restate a statement of the body, and statements inside another."""
    early = [row for row in rows if row["location"] in {"headline", "caption", "lead"}][:50]
    body = [row for row in rows if row["location"] == "body"][:500] if early else []
    bags = {id(row): _content_words(row["text"]) for row in [*early, *body]}
    for row in early:
        best, share = "", 0.0
        for other in body:
            mine, theirs = bags[id(row)], bags[id(other)]
            common = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
            if common > share and len(mine & theirs) >= 2:
                best, share = other["statement"], common
        row["duplicate_of"] = best if share >= 0.5 else ""
    for number, (item, row) in enumerate(zip(placed, rows, strict=True)):
        if item.draft.nested and item.draft.cue_span:
            at = item.draft.cue_span[0]
            row["within"] = next(
                (
                    other["statement"]
                    for other in rows[max(0, number - 8) : number + 8]
                    if other is not row and any(a <= at < b for a, b in other["spans"])
                ),
                "",
            )


def _content_words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text) if len(word) > 3}
