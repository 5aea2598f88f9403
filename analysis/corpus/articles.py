"""Read article files and recognise them by the fingerprint of their words."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from analysis.corpus.tokens import normalise
from analysis.errors import SourceError

__all__ = [
    "Article",
    "differences",
    "fingerprint",
    "read_article",
    "read_folder",
    "text_fingerprint",
    "word_spans",
]

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


@dataclass(frozen=True)
class Article:
    """The text of one article file; offsets everywhere count its characters."""

    path: Path
    text: str

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the lower-cased words, by which a copy is recognised."""
        return fingerprint(self.text)

    @property
    def text_fingerprint(self) -> str:
        """SHA-256 of the normalised text: the same for copies from which the same tables come."""
        return text_fingerprint(self.text)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of every word: letters and digits, apostrophes inside included.

    >>> word_spans("It's 4.1%")
    [(0, 4), (5, 6), (7, 8)]
    """
    return [match.span() for match in _WORD.finditer(text)]


def fingerprint(text: str) -> str:
    """Return the SHA-256 of the lower-cased words, parted by spaces.

    >>> fingerprint("Trade, and  TALKS!") == fingerprint("trade and talks")
    True
    """
    words = (text[start:end].replace("\u2019", "'").lower() for start, end in word_spans(text))
    return hashlib.sha256(" ".join(words).encode("utf-8")).hexdigest()


def text_fingerprint(text: str) -> str:
    r"""Return the SHA-256 of the text in one typography, blanks and line breaks reduced to one each.

    Capital letters, punctuation, quotation marks and line breaks count, because tables hang on them.

    >>> text_fingerprint("Tolls\u00a0 fell.\r\n\r\nSoon.") == text_fingerprint("Tolls fell.\nSoon.")
    True
    """
    lines = (" ".join(line.split()) for line in normalise(text).splitlines())
    return hashlib.sha256("\n".join(line for line in lines if line).encode("utf-8")).hexdigest()


def read_article(path: Path) -> Article:
    """Read one UTF-8 text file; line ends become LF and a byte order mark is dropped.

    Raises SourceError for a file that is missing, empty, binary or not UTF-8.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}; give the path of a text file") from None
    if b"\0" in raw:
        raise SourceError(
            f"{path.name} has a null byte at position {raw.index(0)}, so it is not text; give a UTF-8 text file"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{path.name} is not UTF-8: byte {error.start} is 0x{raw[error.start]:02x}; save the file as UTF-8"
        ) from None
    if not word_spans(text):
        raise SourceError(f"{path.name} is empty: it has no words; give the text of an article or remove the file")
    return Article(path, text.replace("\r\n", "\n").replace("\r", "\n"))


def read_folder(folder: Path) -> list[Article]:
    """Read every `*.txt` file of a folder, sorted by name.

    Raises SourceError when the folder is missing or holds no text file.
    """
    if folder.is_file():
        raise SourceError(f"the sources folder {folder} is a file; name the folder that holds the article files")
    if not folder.is_dir():
        raise SourceError(
            f"the sources folder {folder} does not exist; create it with the article files or name another one"
        )
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise SourceError(f"the sources folder {folder} holds no .txt file; put the article files there")
    return [read_article(path) for path in paths]


def differences(found: Counter[str], expected: Counter[str], *, most: int = 5) -> str:
    """Say in words how the terms of a text differ from those expected.

    >>> differences(Counter(["one", "two", "two"]), Counter(["one", "two", "three"]))
    'lacks three, adds two'
    """
    said = []
    for verb, some in (("lacks", expected - found), ("adds", found - expected)):
        if some:
            first = sorted(some, key=lambda word: (-some[word], word))
            more = f" and {len(first) - most} more" if len(first) > most else ""
            said.append(f"{verb} {', '.join(first[:most])}{more}")
    return ", ".join(said) or "has the same words in another order"
