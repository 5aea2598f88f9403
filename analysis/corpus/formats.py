"""Files that are not read: what each kind is, and what to do to have it read; and files that a system adds by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

__all__ = ["advice", "disguised", "is_sidecar", "listed"]

_SAVE = "open it in the program that made it and save it as plain text (UTF-8, .txt)"
_KINDS = {
    ".pdf": ("PDF", "extract its text into a .txt file, as `pdftotext` does"),
    ".rtf": ("RTF", _SAVE),
    ".doc": ("a Word document", _SAVE),
    ".docx": ("a Word document", _SAVE),
    ".odt": ("an OpenDocument text", _SAVE),
    ".epub": ("an e-book", "convert it to plain text (UTF-8, .txt)"),
    ".vtt": ("subtitles (WebVTT)", "delete numbers and times and save the words as a .txt file"),
    ".srt": ("subtitles (SubRip)", "delete numbers and times and save the words as a .txt file"),
    ".xml": ("XML (TEI or other)", "extract the text of its body into a .txt file"),
    ".tei": ("TEI", "extract the text of its body into a .txt file"),
    ".xls": ("an old Excel workbook", "save it as .xlsx or CSV"),
    ".ods": ("an OpenDocument sheet", "save it as CSV"),
    ".zip": ("an archive", "unpack it and name the folder"),
    ".gz": ("a compressed file", "unpack it and name what was inside"),
    ".tar": ("an archive", "unpack it and name the folder"),
}
# What a file begins with, whatever its name.
_BEGINNINGS = {
    b"%PDF-": ".pdf",
    b"{\\rtf": ".rtf",
    b"WEBVTT": ".vtt",
    b"\xd0\xcf\x11\xe0": ".doc",
    b"\x1f\x8b": ".gz",
    b"PK\x03\x04": ".zip",
}

_TIMES = re.compile(rb"\d+\s+\d\d:\d\d:\d\d[,.]\d{3}\s+-->")


def advice(ending: str) -> str:
    """Say what a kind of file is and what to do with it; empty for an ending that is not known.

    >>> advice(".zip")
    'an archive, so it is not text; unpack it and name the folder'
    """
    if ending.lower() not in _KINDS:
        return ""
    kind, step = _KINDS[ending.lower()]
    return f"{kind}, so it is not text; {step}"


def disguised(raw: bytes) -> str:
    """Say what the content of a file is, if it is none of a text.

    >>> disguised(b"%PDF-1.7").split(",")[0], disguised(b"Trade grew.")
    ('PDF', '')
    """
    start = raw.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _TIMES.match(start[:200]):
        return advice(".srt")
    if start.startswith(b"<") and b"<TEI" in start[:2000]:
        return advice(".tei")
    if start.startswith(b"PK\x03\x04") and b"word/document.xml" in start:
        return advice(".docx")
    return next((advice(ending) for mark, ending in _BEGINNINGS.items() if start.startswith(mark)), "")


def is_sidecar(file: Path) -> bool:
    """Whether a system keeps this file beside others for itself.

    >>> [is_sidecar(Path(name)) for name in ("._one.txt", ".DS_Store", "one.txt")]
    [True, True, False]
    """
    return file.name.startswith("._") or file.name.lower() in {".ds_store", "thumbs.db", "desktop.ini"}


def listed(names: Sequence[str]) -> str:
    """Name three files, and say how many more there are.

    >>> listed(["a.pdf", "b.pdf", "c.pdf", "d.pdf"])
    'a.pdf, b.pdf, c.pdf and 1 more'
    """
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
