"""Read LIWC's `.dic` files: names with numbers, then words with the numbers of their names."""

from __future__ import annotations

import re
from pathlib import Path

from analysis.errors import CodebookError
from analysis.files import read_text_file

__all__ = ["read_liwc"]

# `like (02 134)125/464` or `<of>131/125`: the name depends on the words around.
_CONDITION = re.compile(r"[>)]\s*\d+/\d+")


def read_liwc(path: str | Path) -> dict[str, list[str]]:
    """Read a LIWC `.dic` file: names between two lines with %, then words with the numbers of their names.

    Parameters
    ----------
    path : str or Path
        The file. Numbers come after a tab; in a line without a tab, the numbers at its end are taken. A phrase may
        therefore end in a number if a tab follows it.

    Returns
    -------
    dict of str to list of str
        The words of each name, in the order of the file.

    Raises
    ------
    CodebookError
        With file and line: fewer than two lines with %, a number or a name twice, a word without a number, a number
        without a name, or a word that depends on its neighbours (LIWC's conditions).
    """
    file = Path(path).name
    lines = read_text_file(path, what="a LIWC dictionary", error=CodebookError).split("\n")
    marks = [at for at, line in enumerate(lines) if line.strip() == "%"]
    if len(marks) < 2:
        raise CodebookError(
            f"{file} has {len(marks)} lines with % alone; expected two; put one before and one after the names"
        )
    names: dict[str, str] = {}
    for at in range(marks[0] + 1, marks[1]):
        parts = lines[at].split()
        if not parts:
            continue
        where, name = f"{file}, line {at + 1}", "_".join(parts[1:])
        if not name or not _number(parts[0]):
            raise CodebookError(
                f"{where}: the line is {_short(lines[at])}; expected a number and a name; add what is missing"
            )
        if parts[0] in names:
            raise CodebookError(
                f"{where}: the number {parts[0][:60]} is a duplicate; expected each once; renumber one name"
            )
        if name in names.values():
            raise CodebookError(
                f"{where}: the name {_short(name)} is a duplicate; expected each once; rename one of them"
            )
        names[parts[0]] = name
    entries: dict[str, list[str]] = {name: [] for name in names.values()}
    for at in range(marks[1] + 1, len(lines)):
        line = lines[at].strip()
        if not line:
            continue
        where = f"{file}, line {at + 1}"
        if _CONDITION.search(line):
            raise CodebookError(
                f"{where}: {_short(line)} has a condition, which is not read; expected a word with numbers; write the phrases out"
            )
        word, numbers = _split(line)
        if not word or not numbers or not all(map(_number, numbers)):
            raise CodebookError(f"{where}: {_short(line)} has no number of a name; add one after a tab")
        for number in numbers:
            if number not in names:
                listed = ", ".join(names)
                raise CodebookError(
                    f"{where}: the number is {number[:60]}; allowed: {listed[:60]}; use one of these or add a name for it"
                )
            entries[names[number]].append(word)
    return entries


def _split(line: str) -> tuple[str, list[str]]:
    """Return the word of a line and the numbers after it."""
    word, tab, rest = line.partition("\t")
    if tab:
        return word.strip(), rest.split()
    parts = line.split()
    at = len(parts)
    while at > 1 and _number(parts[at - 1]):
        at -= 1
    return " ".join(parts[:at]), parts[at:]


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}...")
