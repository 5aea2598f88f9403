"""Read article files and recognise them by the fingerprint of their words."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from analysis.corpus.text_files import read_text
from analysis.corpus.typography import normalise
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
        """SHA-256 of the normalised text: the same for copies that yield the same tables."""
        return text_fingerprint(self.text)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of every word: letters and digits, apostrophes inside included.

    >>> word_spans("It's 4.1%")
    [(0, 4), (5, 6), (7, 8)]
    """
    return [match.span() for match in _WORD.finditer(text)]


def fingerprint(text: str) -> str:
    """Return the SHA-256 of the lower-cased words, separated by spaces.

    >>> fingerprint("Trade, and  TALKS!") == fingerprint("trade and talks")
    True
    """
    words = (text[start:end].replace("\u2019", "'").lower() for start, end in word_spans(text))
    return hashlib.sha256(" ".join(words).encode("utf-8")).hexdigest()


def text_fingerprint(text: str) -> str:
    r"""Return the SHA-256 of the text in one typography, with one space or line break in each gap.

    Capital letters, punctuation, quotation marks and line breaks count, because tables depend on them.

    >>> text_fingerprint("Tolls\u00a0 fell.\r\n\r\nSoon.") == text_fingerprint("Tolls fell.\nSoon.")
    True
    """
    lines = (" ".join(line.split()) for line in normalise(text).splitlines())
    return hashlib.sha256("\n".join(line for line in lines if line).encode("utf-8")).hexdigest()


def read_article(path: Path) -> Article:
    """Read the text file of an article.

    Raises
    ------
    SourceError
        For a file that is missing, empty, binary or not UTF-8.
    """
    text = read_text(path)
    if not word_spans(text):
        raise SourceError(f"{path.name} is empty: it has no words; put the article's text in it or remove the file")
    return Article(path, text)


def read_folder(folder: Path) -> list[Article]:
    """Read every `*.txt` file of a folder, sorted by name.

    Raises
    ------
    SourceError
        For a folder that is missing or has no text file.
    """
    if not folder.is_dir():
        fault = "is a file" if folder.is_file() else "does not exist"
        raise SourceError(f"the sources folder {folder} {fault}; name the folder that holds the article files")
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise SourceError(f"the sources folder {folder} has no .txt file; put the article files there")
    return [read_article(path) for path in paths]


def differences(found: Counter[str], expected: Counter[str], *, most: int = 5) -> str:
    """Describe how the terms of a text differ from those expected.

    >>> differences(Counter(["one", "two", "two"]), Counter(["one", "two", "three"]))
    'lacks three, adds two'
    """
    listed = []
    for verb, some in (("lacks", expected - found), ("adds", found - expected)):
        if some:
            first = sorted(some, key=lambda word: (-some[word], word))
            more = f" and {len(first) - most} more" if len(first) > most else ""
            listed.append(f"{verb} {', '.join(first[:most])}{more}")
    return ", ".join(listed) or "has the same words in another order"
