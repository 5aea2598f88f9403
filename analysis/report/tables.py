"""Tables of a page: what a screen reader needs to read a cell, and a phone to show a row as a card."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

__all__ = ["semantic"]

_SHORT, _SENTENCE = 12, 90
_NUMBER = re.compile(r"(?!0\d)[-+−]?[\d.,]+(?:e[-+]?\d+)?%?|[-−]?∞|undefined|NaN|")


def semantic(markup: str) -> str:
    """Return HTML with its tables made semantic: those of `Readable`, of pandas, of Markdown.

    Each header cell has a scope, each cell of the body the name of its column (`data-label`), columns of numbers the
    class `number`; a table that is too wide scrolls in a box of its own, which the keyboard reaches.

    >>> print(semantic("<table><thead><tr><th>Rate</th></tr></thead><tbody><tr><td>1.2</td></tr></tbody></table>"))
    <div aria-label="Table" class="table" role="region" tabindex="0"><table><thead><tr><th class="number" scope="col">Rate</th></tr></thead><tbody><tr><td class="number" data-label="Rate">1.2</td></tr></tbody></table></div>
    """
    if "<table" not in markup:
        return markup
    soup = BeautifulSoup(markup, "html.parser")
    for style in soup.find_all("style"):
        style.decompose()
    for table in soup.find_all("table"):
        _mend(soup, table)
    return str(soup)


def _mend(soup: BeautifulSoup, table: Tag) -> None:
    for name in ("border", "style"):
        table.attrs.pop(name, None)
    head = table.thead.find_all("tr") if table.thead else []
    names = _names(head)
    body = [row for row in table.find_all("tr") if row.find_parent("thead") is None]
    _unfold(soup, body)
    columns: dict[int, list[Tag]] = {}
    for row in body:
        for at, cell in enumerate(_cells(row)):
            cell["data-label"] = names.get(at, "")
            if cell.name == "th":
                cell["scope"] = "row"
            columns.setdefault(at, []).append(cell)
    for row in head:
        at = 0
        for cell in _cells(row):
            wide = int(str(cell.get("colspan", "1")))
            cell["scope"] = "colgroup" if wide > 1 else "col"
            if wide == 1:
                columns.setdefault(at, []).insert(0, cell)
            if not cell.get_text(strip=True):
                # A header cell without a name is no header.
                cell.name = "td"
                del cell["scope"]
            at += wide
    for cells in columns.values():
        _align(cells)
    caption = table.caption.get_text(" ", strip=True) if table.caption else ""
    label = f"Table: {caption}" if caption else "Table"
    table.wrap(soup.new_tag("div", attrs={"class": "table", "role": "region", "aria-label": label, "tabindex": "0"}))


def _cells(row: Tag) -> list[Tag]:
    return row.find_all(["th", "td"], recursive=False)


def _names(head: list[Tag]) -> dict[int, str]:
    """Return the name of each column: its header cells from top to bottom."""
    parts: dict[int, list[str]] = {}
    for row in head:
        at = 0
        for cell in _cells(row):
            for _ in range(int(str(cell.get("colspan", "1")))):
                parts.setdefault(at, []).append(cell.get_text(" ", strip=True))
                at += 1
    return {at: " ".join(part for part in of if part) for at, of in parts.items()}


def _unfold(soup: BeautifulSoup, body: list[Tag]) -> None:
    """Repeat a cell that spans rows in each of them: a card needs all its cells."""
    for at, row in enumerate(body):
        for column, cell in enumerate(_cells(row)):
            for below in body[at + 1 : at + int(str(cell.attrs.pop("rowspan", 1)))]:
                copy = soup.new_tag(cell.name)
                copy.string = cell.get_text()
                below.insert(below.index(_cells(below)[column]) if column < len(_cells(below)) else len(below), copy)


def _align(cells: list[Tag]) -> None:
    """Mark columns of numbers, columns of sentences and cells that stay on one line; the rest is left to the page."""
    styles = [str(cell.attrs.pop("style", "")).replace(" ", "") for cell in cells]
    body = [cell for cell in cells if cell.has_attr("data-label")]
    texts = [cell.get_text(" ", strip=True) for cell in body]
    # Where a table says how it is aligned it knows its columns; "003" is a name.
    said = any("text-align" in style for style in styles)
    right = any("text-align:right" in style for style in styles)
    numbers = any(texts) and all(_NUMBER.fullmatch(text) for text in texts)
    number = right or (numbers and not said)
    sentences = max(map(len, texts), default=0) > _SENTENCE
    for cell in cells:
        text = cell.get_text(" ", strip=True)
        inside = cell.has_attr("data-label")
        # A date stays on one line, and a heading of one word is not broken at its hyphen.
        short = len(text) <= _SHORT and not (number or sentences) if inside else "-" in text and " " not in text
        marks = {"number": number, "long": sentences and inside, "short": short}
        if any(marks.values()):
            cell["class"] = " ".join(name for name, holds in marks.items() if holds)
