"""Measure the extractor: on the study's articles, on articles of ours, and on a folder with marked news."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import pandas as pd

from analysis.attribution.extract import extract_statements
from analysis.attribution.score import COLUMNS, compare, read_gold, score
from analysis.corpus.articles import read_article
from analysis.errors import SourceError
from analysis.study.data.package import read_descriptor, read_tables, write_seal
from analysis.tables import csv_bytes, read_csv, write_bytes

__all__ = [
    "METHODS",
    "Marked",
    "gold_of_study",
    "measure",
    "read_marked",
    "score_folder",
    "scores_table",
    "sets_at_hand",
    "update_scores",
]

Marked = Sequence[tuple[str, str, Sequence[Mapping[str, Any]]]]
STUDY, INVENTED = "the study's five articles", "invented articles"
UNSEEN, TUNED = "unseen news", "news used for tuning"
METHODS = {
    "rules": "ours, rules",
    "nlp": "ours, with dependency parse",
    "textacy": "textacy 0.13 direct_quotations",
    "marks": "quotation marks only",
}
"""The methods in the order of the table. A dependency parse and textacy were measured once, in an environment of their own:
their rows are kept, and only MEASURED is measured again."""
MEASURED = ("rules", "marks")
_MARKED = re.compile('[\u201c"\u00ab][^\u201d"\u00bb\n]+[\u201d"\u00bb]')


def read_marked(gold: Path, articles: Path) -> Marked:
    """Return (file, text, marked statements) for every file of a gold file; raise SourceError for one that is missing."""
    out = []
    for name, items in sorted(read_gold(gold).items()):
        path = articles / name
        if not path.is_file():
            raise SourceError(
                f"{gold.name} marks {name}, which is not in {articles}; name the folder with the articles"
            )
        text = read_article(path).text
        for number, item in enumerate(items):
            if item["spans"] and max(end for _, end in item["spans"]) > len(text):
                raise SourceError(
                    f"{gold.name}, {name}, statement {number}: a span ends after the text's {len(text)} characters; give the file that was marked"
                )
        out.append((name, text, items))
    return out


def gold_of_study(data: Path, sources: Path) -> Marked:
    """Return the study's own articles with their reviewed statements."""
    from analysis.study.data.build import read_units

    statements = read_tables(data, read_descriptor(data), derived=False)["statements"].set_index("statement")
    out = []
    for document, article, spans in read_units(data, sources):
        content = spans[spans["role"].eq("content")].sort_values(["statement", "start"])
        items = [
            {
                "spans": [[int(a), int(b)] for a, b in zip(part["start"], part["end"], strict=True)],
                **{key: statements.loc[str(name), key] for key in ("speaker", "voice", "location", "kind")},
            }
            for name, part in content.groupby("statement")
        ]
        out.append((document, article.text, items))
    return out


def quotation_marks_only(text: str) -> pd.DataFrame:
    """Return every stretch in double quotation marks as a statement: the simplest method there is.

    >>> quotation_marks_only('"Yes," she said.')["spans"].tolist()
    [[(0, 6)]]
    """
    spans = [[match.span()] for match in _MARKED.finditer(text)]
    columns = ["spans", "speaker", "voice", "location"]
    return pd.DataFrame({"spans": spans, "speaker": "", "voice": "direct", "location": "body"}, columns=columns)


def _finder(method: str, countries: Path | pd.DataFrame | None) -> Callable[[str], pd.DataFrame]:
    if method == "marks":
        return quotation_marks_only
    return lambda text: extract_statements(text, countries=countries)


def measure(
    marked: Marked, method: str, *, body_only: bool, countries: Path | pd.DataFrame | None = None
) -> pd.DataFrame:
    """Score one method on marked articles; return the table of `score`.

    `body_only` leaves headlines, captions and links out on both sides.
    """
    find = _finder(method, countries)
    tables = []
    for _, text, items in marked:
        found = find(text)
        if body_only:
            found = found[found["location"].eq("body")].reset_index(drop=True)
            items = [item for item in items if item.get("location", "body") == "body"]  # noqa: PLW2901 (the same items, fewer)
        tables.append(compare(text, found, items))
    return score(tables)


def score_folder(
    gold: Path, articles: Path, *, countries: Path | pd.DataFrame | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Score the extractor on a folder; return the summary and one row for each statement that is wrong or missed.

    Only body statements count where the gold file tells locations.
    """
    marked = read_marked(gold, articles)
    body = any("location" in item for _, _, items in marked for item in items)
    summary = measure(marked, "rules", body_only=body, countries=countries)
    wrong = []
    for name, text, items in marked:
        found = extract_statements(text, countries=countries)
        kept = [item for item in items if item.get("location", "body") == "body"] if body else list(items)
        if body:
            found = found[found["location"].eq("body")].reset_index(drop=True)
        table = compare(text, found, kept)
        bad = table[table["outcome"].isin(["missed", "extra"]) | table["speaker_right"].eq(False)]
        for row in bad.itertuples(index=False):
            spans = (
                found.iloc[int(cast("float", row.found))]["spans"]
                if row.outcome != "missed"
                else kept[int(cast("float", row.gold))]["spans"]
            )
            wrong.append(
                (
                    name,
                    row.outcome if row.outcome != "match" else "speaker",
                    spans[0][0],
                    spans[-1][1],
                    row.speaker_found,
                    row.speaker_gold,
                )
            )
    columns = ["file", "outcome", "start", "end", "speaker_found", "speaker_gold"]
    return summary, pd.DataFrame(wrong, columns=columns)


def scores_table(
    sets: Mapping[str, tuple[Marked, bool, Path | None]], methods: Sequence[str], *, date: str
) -> pd.DataFrame:
    """Return one row for each set of texts, method and group of statements: the columns of `score` and a note."""
    if not sets or not methods:
        raise SourceError("there are no marked texts to measure on; run the command from a checkout of the project")
    return pd.concat(list(_score_rows(sets, methods, date)), ignore_index=True)


def _score_rows(
    sets: Mapping[str, tuple[Marked, bool, Path | None]], methods: Sequence[str], date: str
) -> Iterator[pd.DataFrame]:
    for name, (marked, body_only, countries) in sets.items():
        for method in methods:
            table = measure(marked, method, body_only=body_only, countries=countries)
            if method == "marks":
                table = table.assign(speakers=0, speaker_accuracy=float("nan"))
            yield table.assign(texts=name, method=METHODS[method], articles=len(marked), date=date, note="")[
                ["texts", "method", "articles", *COLUMNS, "date", "note"]
            ]


def sets_at_hand(
    data: Path, *, sources: Path | None, unseen: Path | None
) -> dict[str, tuple[Marked, bool, Path | None]]:
    """Return the sets of marked texts that can be measured here, by name."""
    sets: dict[str, tuple[Marked, bool, Path | None]] = {}
    if sources is not None:
        sets[STUDY] = (gold_of_study(data, sources), True, None)
    invented = data.parent / "tests" / "attribution" / "invented"
    if invented.is_dir():
        sets[INVENTED] = (read_marked(invented / "gold.json", invented), True, invented / "countries.csv")
    if unseen is not None:
        marked = read_marked(unseen / "gold.json", unseen)
        for name, remainder in ((UNSEEN, 1), (TUNED, 0)):
            sets[name] = ([item for number, item in enumerate(marked) if number % 2 == remainder], False, None)
    return sets


def update_scores(data: Path, *, sources: Path | None, unseen: Path | None, date: str) -> list[str]:
    """Measure what can be measured here, keep the other rows of `attribution_scores.csv`, and seal the data package."""
    path = data / "attribution_scores.csv"
    new = scores_table(sets_at_hand(data, sources=sources, unseen=unseen), MEASURED, date=date)
    done = set(zip(new["texts"], new["method"], strict=True))
    if path.is_file():
        old = read_csv(path, text=("date", "note"))
        kept = [pair not in done for pair in zip(old["texts"], old["method"], strict=True)]
        new = (
            pd.concat([old[kept], new.assign(note=new["note"].replace("", None))], ignore_index=True)
            if any(kept)
            else new
        )
    places = {name: number for number, name in enumerate((STUDY, INVENTED, UNSEEN, TUNED))}
    ways = {name: number for number, name in enumerate(METHODS.values())}
    groups = {name: number for number, name in enumerate(("all", "direct", "mixed", "indirect"))}
    order = new.assign(a=new["texts"].map(places), b=new["method"].map(ways), c=new["group"].map(groups))
    new = new.loc[order.sort_values(["a", "b", "c"]).index].reset_index(drop=True)
    write_bytes(path, csv_bytes(new))
    write_seal(data)
    return sorted(f"{method} on {texts}" for texts, method in done)
