"""The review loop: write statements to a sheet, let a person correct it, read it back with valid offsets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.attribution.extract import COLUMNS
from analysis.corpus.articles import word_spans
from analysis.errors import DataError
from analysis.tables import csv_bytes, read_csv, write_bytes

__all__ = ["SHEET", "format_spans", "parse_spans", "read_review", "writable", "write_review"]

SHEET = [
    "statement",
    "keep",
    "document",
    "before",
    "text",
    "after",
    "speaker",
    "voice",
    "kind",
    "location",
    "cue",
    "confidence",
    "spans",
    "note",
]
_CHOICES = {
    "keep": ("no", "yes"),
    "voice": ("direct", "indirect", "mixed"),
    "kind": ("position", "question", "statement"),
    "location": ("body", "caption", "headline", "lead", "related_link"),
}
_EDITABLE = ("speaker", "voice", "kind", "location")
_GAP = " … "


def format_spans(spans: object) -> str:
    """Write spans as text that no spreadsheet takes for a date or a time.

    >>> format_spans([(3, 9), (12, 20)])
    '3..9 12..20'
    """
    return " ".join(f"{start}..{end}" for start, end in spans or [])  # type: ignore[attr-defined]


def parse_spans(text: str) -> list[tuple[int, int]]:
    """Read what `format_spans` wrote; raise ValueError for anything else.

    >>> parse_spans("3..9 12..20")
    [(3, 9), (12, 20)]
    """
    found = []
    for part in str(text).split():
        start, dots, end = part.partition("..")
        if not dots or not start.isdigit() or not end.isdigit() or int(start) >= int(end):
            raise ValueError(part)
        found.append((int(start), int(end)))
    return found


def writable(table: pd.DataFrame) -> pd.DataFrame:
    """Return statements with their spans as text, ready for a CSV file."""
    out = table.copy()
    out["spans"] = [format_spans(spans) for spans in table["spans"]]
    for column in ("source_span", "cue_span"):
        out[column] = ["" if not isinstance(span, tuple) else f"{span[0]}..{span[1]}" for span in table[column]]
    out["implicit_source"] = out["implicit_source"].map({True: "true", False: "false"})
    return out


def write_review(path: Path, statements: pd.DataFrame, texts: Mapping[str, str]) -> None:
    """Write a sheet (CSV) for correction in a spreadsheet; one row for each statement.

    To correct: set `keep` to no, edit `text` (copy the right words from the article; parts are joined
    by " … "), `speaker`, `voice`, `kind` or `location`; add a row with an empty `statement` for what
    was missed. `before`, `after` and `spans` are there to read.
    """
    rows = []
    for row in statements.to_dict("records"):
        text = texts[row["document"]]
        start, end = row["spans"][0][0], row["spans"][-1][1]
        rows.append(
            {
                **{
                    name: row[name]
                    for name in ("statement", "document", "speaker", "voice", "kind", "location", "cue", "confidence")
                },
                "keep": "yes",
                "before": " ".join(text[max(0, start - 80) : start].split()),
                "text": _shown(text, row["spans"]),
                "after": " ".join(text[end : end + 80].split()),
                "spans": format_spans(row["spans"]),
                "note": "",
            }
        )
    write_bytes(path, b"\xef\xbb\xbf" + csv_bytes(pd.DataFrame(rows, columns=SHEET)))


def _shown(text: str, spans: list[tuple[int, int]]) -> str:
    return _GAP.join(" ".join(text[a:b].split()) for a, b in spans)


def read_review(path: Path, statements: pd.DataFrame, texts: Mapping[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read a corrected sheet: return the corrected statements, and what changed.

    The second table has the columns `statement`, `field`, `was`, `now`. Offsets are found anew where
    the words were edited, and are always valid in the texts.
    Raises DataError, naming the row, for words that the article does not contain, a statement that
    does not exist, and a value outside the closed lists.
    """
    sheet = read_csv(path, text=tuple(SHEET))
    sheet.columns = [column.removeprefix("\ufeff") for column in sheet.columns]
    missing = [
        column for column in ("statement", "keep", "document", "text", *_EDITABLE) if column not in sheet.columns
    ]
    if missing:
        raise DataError(f"{path.name} has no column {missing[0]!r}; keep the columns of the sheet as they were written")
    sheet = sheet.fillna("")
    known = {str(row["statement"]): {str(k): v for k, v in row.items()} for row in statements.to_dict("records")}
    changes: list[tuple[str, str, str, str]] = []
    out: list[dict[str, object]] = []
    seen: set[str] = set()
    for number, row in enumerate(sheet.to_dict("records"), start=2):
        name, document = str(row["statement"]).strip(), str(row["document"]).strip()
        where = f"{path.name}, row {number}"
        for field, allowed in _CHOICES.items():
            if row.get(field, "") not in allowed and not (field == "keep" and row[field] == ""):
                raise DataError(f"{where}: {field} is {row[field]!r}; allowed: {', '.join(allowed)}; correct the cell")
        if document not in texts:
            raise DataError(
                f"{where}: document is {document!r}, which is not among the articles: {', '.join(sorted(texts))}; correct the cell"
            )
        if name and (name not in known or name in seen):
            raise DataError(
                f"{where}: statement is {name!r}, which {'stands there twice' if name in seen else 'does not exist'}; leave the cell empty for a new one"
            )
        seen.add(name)
        old = known.get(name)
        if row["keep"] == "no":
            changes.append((name, "keep", "yes", "no"))
            continue
        spans = _spans_of(str(row["text"]), texts[document], list(old["spans"]) if old else None, where)
        new: dict[str, object] = (
            dict(old)
            if old
            else {**dict.fromkeys(COLUMNS, ""), "confidence": 1.0, "implicit_source": False, "rule": "by hand"}
        )
        if old is None:
            name = f"{document}-new-{number}"
            changes.append((name, "keep", "", "yes"))
        elif spans != list(old["spans"]):
            changes.append((name, "spans", format_spans(old["spans"]), format_spans(spans)))
        for field in _EDITABLE:
            if old is not None and str(old[field]) != str(row[field]):
                changes.append((name, field, str(old[field]), str(row[field])))
            new[field] = row[field]
        new |= {
            "statement": name,
            "document": document,
            "spans": spans,
            "text": _GAP.join(texts[document][a:b] for a, b in spans),
        }
        new["words"] = sum(len(word_spans(texts[document][a:b])) for a, b in spans)
        out.append(new)
    changes += [(name, "keep", "yes", "no") for name in known if name not in seen]
    table = pd.DataFrame(out, columns=list(statements.columns))
    return table, pd.DataFrame(changes, columns=["statement", "field", "was", "now"])


def _spans_of(shown: str, text: str, old: list[tuple[int, int]] | None, where: str) -> list[tuple[int, int]]:
    """Return the offsets of the words of a cell; those already known where the words did not change."""
    if old is not None and shown == _shown(text, old):
        return old
    parts = [part for part in (part.split() for part in shown.split(_GAP)) if part]
    if not parts:
        raise DataError(f"{where}: text is empty; set keep to no, or copy the words from the article")
    out: list[tuple[int, int]] = []
    at = 0
    near = old[0][0] if old else 0
    for part in parts:
        pattern = re.compile(r"\s+".join(re.escape(word) for word in part))
        places = [match.span() for match in pattern.finditer(text) if match.start() >= at]
        if not places:
            raise DataError(
                f"{where}: the article has no words {' '.join(part)[:60]!r} in this order; copy them from the article as they stand"
            )
        best = min(places, key=lambda place: (abs(place[0] - near), place[0]))
        out.append(best)
        at = near = best[1]
    return out
