"""The review loop: write statements to a sheet, let a person edit it, read it back with valid offsets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.attribution.extract import COLUMNS
from analysis.corpus.articles import word_spans
from analysis.errors import DataError
from analysis.files import write_bytes
from analysis.tables import as_written, read_csv, sheet_bytes

__all__ = ["SHEET", "format_spans", "read_review", "writable", "write_review"]

SHEET = [
    "statement", "keep", "document", "before", "text", "after", "speaker", "voice", "kind", "location", "cue", "confidence",
    "spans", "note",
]  # fmt: skip
_CHOICES = {
    "keep": ("no", "yes"),
    "voice": ("direct", "indirect", "mixed"),
    "kind": ("position", "question", "statement"),
    "location": ("body", "caption", "headline", "lead", "related_link"),
}
_EDITABLE = ("speaker", "voice", "kind", "location")
_GAP = " … "
Spans = list[tuple[int, int]]


def format_spans(spans: Spans) -> str:
    """Write spans as a string that no spreadsheet takes for a date or a time.

    >>> format_spans([(3, 9), (12, 20)])
    '3..9 12..20'
    """
    return " ".join(f"{start}..{end}" for start, end in spans)


def writable(table: pd.DataFrame) -> pd.DataFrame:
    """Return statements with their spans as strings, ready for a CSV file."""
    out = table.copy()
    out["spans"] = [format_spans(spans) for spans in table["spans"]]
    for column in ("source_span", "cue_span"):
        out[column] = [format_spans([span]) if isinstance(span, tuple) else "" for span in table[column]]
    out["implicit_source"] = out["implicit_source"].map({True: "true", False: "false"})
    return out


def write_review(path: Path, statements: pd.DataFrame, texts: Mapping[str, str]) -> None:
    """Write a sheet (CSV) to be edited in a spreadsheet; one row for each statement of `extract_statements`.

    A person may set `keep` to no; edit `text` (copy the right words from the article, with " … " between the parts),
    `speaker`, `voice`, `kind` or `location`; and add a row with an empty `statement` for a statement that was missed.
    `before`, `after` and `spans` are only for reading.
    """
    cells = []
    for document, spans in zip(statements["document"], statements["spans"], strict=True):
        text, start, end = texts[document], spans[0][0], spans[-1][1]
        around = [" ".join(text[a:b].split()) for a, b in ((max(0, start - 80), start), (end, end + 80))]
        cells.append(("yes", *around, _shown(text, spans), format_spans(spans), ""))
    new = pd.DataFrame(cells, columns=["keep", "before", "after", "text", "spans", "note"], index=statements.index)
    sheet = statements.drop(columns=["text", "spans"], errors="ignore").join(new)
    write_bytes(path, b"\xef\xbb\xbf" + sheet_bytes(sheet[SHEET]))


def _shown(text: str, spans: Spans) -> str:
    return _GAP.join(" ".join(text[a:b].split()) for a, b in spans)


def read_review(path: Path, statements: pd.DataFrame, texts: Mapping[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read an edited sheet; return the statements as edited, and the changes (`statement`, `field`, `was`, `now`).

    Offsets are found again where the words were edited, and are always valid in the texts.

    Raises
    ------
    DataError
        The article does not have the words, the statement does not exist or occurs twice, or a value is outside its
        closed list; the message names the row.
    """
    sheet = read_csv(path, text=tuple(SHEET)).fillna("").rename(columns=lambda column: column.removeprefix("\ufeff"))
    sheet = sheet.astype("str").map(as_written)
    for column in ("statement", "keep", "document", "text", *_EDITABLE):
        if column not in sheet.columns:
            raise DataError(f"{path.name} has no column {column!r}; restore it: the columns of the sheet must stay")
    known = {row["statement"]: row for row in statements.to_dict("records")}
    changes: list[tuple[str, str, str, str]] = []
    out: list[dict[Any, Any]] = []
    seen: set[str] = set()
    for number, row in enumerate(sheet.to_dict("records"), start=2):
        where = f"{path.name}, row {number}"
        name, document = row["statement"].strip(), row["document"].strip()
        _check(row, document, where, texts)
        if name and (name not in known or name in seen):
            fault = "occurs twice" if name in seen else "does not exist"
            raise DataError(f"{where}: statement is {name!r}, which {fault}; leave the cell empty for a new statement")
        seen.add(name)
        if row["keep"] == "no":
            changes.append((name, "keep", "yes", "no"))
            continue
        old = known.get(name)
        spans = _spans_of(row["text"], texts[document], old["spans"] if old else None, where)
        if old is None:
            old = dict.fromkeys(COLUMNS, "") | {"confidence": 1.0, "implicit_source": False, "rule": "by hand"}
            name = f"{document}-new-{number}"
            changes.append((name, "keep", "", "yes"))
        else:
            if spans != old["spans"]:
                changes.append((name, "spans", format_spans(old["spans"]), format_spans(spans)))
            edited = [field for field in _EDITABLE if str(old[field]) != row[field]]
            changes += [(name, field, str(old[field]), row[field]) for field in edited]
        parts = [texts[document][start:end] for start, end in spans]
        new = {"statement": name, "document": document, "spans": spans, "text": _GAP.join(parts)}
        new["words"] = sum(len(word_spans(part)) for part in parts)
        out.append(old | {field: row[field] for field in _EDITABLE} | new)
    changes += [(name, "keep", "yes", "no") for name in known if name not in seen]
    table = pd.DataFrame(out, columns=statements.columns)
    return table, pd.DataFrame(changes, columns=["statement", "field", "was", "now"])


def _check(row: Mapping[Any, str], document: str, where: str, texts: Mapping[str, str]) -> None:
    """Refuse a value outside its closed list, and a document that is not among the articles."""
    for field, allowed in _CHOICES.items():
        if row[field] not in allowed and not (field == "keep" and row[field] == ""):
            raise DataError(f"{where}: {field} is {row[field]!r}; allowed: {', '.join(allowed)}; write one of these")
    if document not in texts:
        listed = ", ".join(sorted(texts))
        raise DataError(f"{where}: document is {document!r}, not one of the articles: {listed}; write one of these")


def _spans_of(shown: str, text: str, old: Spans | None, where: str) -> Spans:
    """Return the offsets of the words of a cell; those already known where the words did not change."""
    if old is not None and shown == _shown(text, old):
        return old
    parts = [part for part in (part.split() for part in shown.split(_GAP)) if part]
    if not parts:
        raise DataError(f"{where}: text is empty; set keep to no, or copy the words from the article")
    out: Spans = []
    at, near = 0, old[0][0] if old else 0
    for part in parts:
        pattern = re.compile(r"\s+".join(re.escape(word) for word in part))
        places = [match.span() for match in pattern.finditer(text) if match.start() >= at]
        if not places:
            words = " ".join(part)[:60]
            raise DataError(f"{where}: the article has no words {words!r} in this order; copy them from the article")
        out.append(min(places, key=lambda place: (abs(place[0] - near), place[0])))
        at = near = out[-1][1]
    return out
