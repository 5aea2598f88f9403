"""Measure the extractor: on the study's articles, on invented articles, and on a folder with marked news."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.attribution.extract import extract_statements
from analysis.attribution.scoring import COLUMNS, compare, read_gold, score
from analysis.corpus.articles import read_article
from analysis.errors import SourceError
from analysis.files import write_bytes
from analysis.study.data.descriptor import read_descriptor
from analysis.study.data.package import read_tables, write_seal
from analysis.tables import csv_bytes, read_csv

__all__ = ["METHODS", "gold_of_study", "read_marked", "score_folder", "scores_table", "sets_at_hand", "update_scores"]

Marked = Sequence[tuple[str, str, Sequence[Mapping[str, Any]]]]
"""File, text and marked statements of each article."""
Countries = Path | pd.DataFrame | None
Sets = Mapping[str, tuple[Marked, bool, Path | None]]
"""Marked articles by name; whether only body statements count; further countries."""
STUDY, INVENTED = "the study's five articles", "invented articles"
UNSEEN, TUNED = "unseen news", "news used for tuning"
METHODS = {
    "rules": "ours, rules",
    "nlp": "ours, with dependency parse",
    "textacy": "textacy 0.13 direct_quotations",
    "marks": "quotation marks only",
}
"""The methods in the order of the table. A dependency parse and textacy were measured once, each in a separate environment:
their rows are kept, and only MEASURED is measured again."""
MEASURED = ("rules", "marks")
_QUOTED = re.compile('[\u201c"\u00ab][^\u201d"\u00bb\n]+[\u201d"\u00bb]')


def read_marked(gold: Path, articles: Path) -> Marked:
    """Return (file, text, marked statements) for every file of a gold file; SourceError where a file is missing or too short."""
    out = []
    for name, items in sorted(read_gold(gold).items()):
        text = read_article(articles / name).text
        for number, item in enumerate(items):
            if any(end > len(text) for _, end in item["spans"]):
                raise SourceError(
                    f"{gold.name}, {name}, statement {number}: a span ends after the text's {len(text)} characters; use the "
                    "file that was marked"
                )
        out.append((name, text, items))
    return out


def gold_of_study(data: Path, sources: Path) -> Marked:
    """Return the study's own articles with their reviewed statements."""
    from analysis.study.data.build import read_units

    statements = read_tables(data, read_descriptor(data), derived=False)["statements"].set_index("statement")
    fields = ["speaker", "voice", "location", "kind"]
    about = statements[fields].to_dict("index")
    out = []
    for document, article, spans in read_units(data, sources):
        content = spans[spans["role"].eq("content")].sort_values(["statement", "start"])
        items = []
        for name, part in content.groupby("statement"):
            ends = part[["start", "end"]].astype(int).to_numpy().tolist()
            items.append({"spans": ends, **dict(zip(fields, about[str(name)].values(), strict=True))})
        out.append((document, article.text, items))
    return out


def quotation_marks_only(text: str) -> pd.DataFrame:
    """Return every stretch in double quotation marks as a statement: the simplest method there is.

    >>> quotation_marks_only('"Yes," she said.')["spans"].tolist()
    [[(0, 6)]]
    """
    spans = [[match.span()] for match in _QUOTED.finditer(text)]
    return pd.DataFrame({"spans": spans, "speaker": "", "voice": "direct", "location": "body"}, index=range(len(spans)))


def _compared(marked: Marked, method: str, body_only: bool, countries: Countries) -> list[pd.DataFrame]:
    """Compare one method with each marked article; with `body_only`, headlines, captions and links do not count."""
    tables = []
    for name, text, items in marked:
        found = quotation_marks_only(text) if method == "marks" else extract_statements(text, countries=countries)
        kept = [item for item in items if not body_only or item.get("location", "body") == "body"]
        found = found[found["location"].eq("body")].reset_index(drop=True) if body_only else found
        table = compare(text, found, kept)
        ours, theirs = found["spans"].to_dict(), dict(enumerate(item["spans"] for item in kept))
        spans = [ours.get(at) or theirs[item] for at, item in zip(table["found"], table["gold"], strict=True)]
        edges = {"start": [some[0][0] for some in spans], "end": [some[-1][1] for some in spans]}
        tables.append(table.assign(file=name, **edges))
    return tables


def score_folder(gold: Path, articles: Path, *, countries: Countries = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Score the extractor on a folder; return the summary and one row for each statement that is wrong or missed.

    Where the gold file has locations, only body statements count.
    """
    marked = read_marked(gold, articles)
    body = any("location" in item for _, _, items in marked for item in items)
    tables = _compared(marked, "rules", body, countries)
    wrong = pd.concat(tables, ignore_index=True)
    wrong = wrong[wrong["outcome"].isin(["missed", "extra"]) | wrong["speaker_right"].eq(False)]
    wrong = wrong.assign(outcome=wrong["outcome"].replace("match", "speaker"))
    columns = ["file", "outcome", "start", "end", "speaker_found", "speaker_gold"]
    return score(tables), wrong[columns].astype({"start": int, "end": int}).reset_index(drop=True)


def scores_table(sets: Sets, methods: Sequence[str], *, date: str) -> pd.DataFrame:
    """Return one row for each set of texts, method and group of statements: the columns of `score` and a note."""
    if not sets or not methods:
        raise SourceError("there are no marked texts to measure on; run the command from a checkout of the project")
    tables = []
    for name, (marked, body_only, countries) in sets.items():
        for method in methods:
            table = score(_compared(marked, method, body_only, countries))
            if method == "marks":
                table = table.assign(speakers=0, speaker_accuracy=float("nan"))
            table = table.assign(texts=name, method=METHODS[method], articles=len(marked), date=date, note="")
            tables.append(table[["texts", "method", "articles", *COLUMNS, "date", "note"]])
    return pd.concat(tables, ignore_index=True)


def sets_at_hand(data: Path, *, sources: Path | None, unseen: Path | None) -> Sets:
    """Return the sets of marked texts that can be measured here, by name."""
    sets: dict[str, tuple[Marked, bool, Path | None]] = {}
    if sources is not None:
        sets[STUDY] = (gold_of_study(data, sources), True, None)
    invented = data.parent / "tests" / "attribution" / "invented"
    if invented.is_dir():
        sets[INVENTED] = (read_marked(invented / "gold.json", invented), True, invented / "countries.csv")
    if unseen is not None:
        marked = read_marked(unseen / "gold.json", unseen)
        sets |= {UNSEEN: (marked[1::2], False, None), TUNED: (marked[::2], False, None)}
    return sets


def update_scores(data: Path, *, sources: Path | None, unseen: Path | None, date: str) -> list[str]:
    """Measure what can be measured here, keep the other rows of `attribution_scores.csv`, and seal the data package.

    Return the methods and texts that were measured.
    """
    path = data / "attribution_scores.csv"
    new = scores_table(sets_at_hand(data, sources=sources, unseen=unseen), MEASURED, date=date)
    done = new.groupby(["texts", "method"]).size().index
    table = new
    if path.is_file():
        old = read_csv(path, text=("date", "note"))
        kept = old[~pd.MultiIndex.from_frame(old[["texts", "method"]]).isin(done)]
        table = pd.concat([kept.astype({"note": "object"}), new.assign(note=None)]) if len(kept) else new
    order = [STUDY, INVENTED, UNSEEN, TUNED, *METHODS.values(), "all", "direct", "mixed", "indirect"]
    table = table.sort_values(["texts", "method", "group"], key=lambda column: column.map(order.index))
    write_bytes(path, csv_bytes(table))
    write_seal(data)
    return sorted(f"{method} on {texts}" for texts, method in done)
