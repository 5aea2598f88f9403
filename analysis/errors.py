"""Every error that a user can cause, as one tree.

    DiscourseError (a ValueError)
    ├── ArgumentError    an argument of a function or an option of a command
    ├── DataError        a table of the data package: missing, altered or malformed
    ├── SourceError      an article file: empty, undecodable, unknown or altered
    ├── CodebookError    a frame or pattern of a codebook
    └── OutputError      a folder or file that cannot be written

A message is one sentence: where, the value found, what is allowed, what to do next.
The command line prints it without a traceback and exits with code 2.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

__all__ = [
    "ArgumentError",
    "CodebookError",
    "DataError",
    "DiscourseError",
    "OutputError",
    "SourceError",
    "missing_column",
    "one_of",
    "undecodable",
]

E = TypeVar("E", bound="DiscourseError")


class DiscourseError(ValueError):
    """Base of all errors that the user can resolve by changing the input; a sentence longer than a screen loses its middle."""

    def __init__(self, sentence: object = "") -> None:
        said = str(sentence)
        super().__init__(said if len(said) <= 900 else f"{said[:600]} ... {said[-250:]}")


class ArgumentError(DiscourseError):
    """An argument has a value that the function cannot take."""


class DataError(DiscourseError):
    """A table of the data package is missing, altered or malformed."""


class SourceError(DiscourseError):
    """An article file is empty, undecodable, unknown or altered."""


class CodebookError(DiscourseError):
    """A frame or pattern of a codebook cannot be used."""


class OutputError(DiscourseError):
    """A folder or file cannot be written."""


def one_of(argument: str, value: object, allowed: Iterable[object]) -> ArgumentError:
    """Return the error for a value outside a closed list; the list is shown sorted.

    >>> print(one_of("voice", "loud", ["mixed", "direct"]))
    voice is 'loud'; allowed: direct, mixed; pass one of these
    """
    listed = ", ".join(sorted(str(item) for item in allowed))
    given = repr(value)
    given = given if len(given) <= 60 else f"{given[:57]}..."
    return ArgumentError(f"{argument} is {given}; allowed: {listed}; pass one of these")


def missing_column(table: str, name: object, columns: Iterable[object]) -> ArgumentError:
    """Return the error for a column that a table lacks.

    >>> print(missing_column("the units table", "document", ["era", "voice"]))
    the units table has no column 'document'; it has: era, voice; add the column or name another one
    """
    listed = ", ".join(sorted(str(item) for item in columns)) or "none"
    return ArgumentError(f"{table} has no column {name!r}; it has: {listed}; add the column or name another one")


def undecodable(place: str, error: UnicodeDecodeError, kind: type[E]) -> E:
    r"""Return the error for bytes that are not UTF-8, with the first of them.

    >>> try:
    ...     b"caf\xe9".decode()
    ... except UnicodeDecodeError as error:
    ...     print(undecodable("a.txt", error, SourceError))
    a.txt is not UTF-8: byte 3 is 0xe9; save it as UTF-8
    """
    return kind(f"{place} is not UTF-8: byte {error.start} is 0x{error.object[error.start]:02x}; save it as UTF-8")
