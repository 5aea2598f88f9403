"""Read LIWC's `.dic` files: names with numbers, then words with the numbers of their names."""

from __future__ import annotations

import re
from pathlib import Path

from analysis.errors import CodebookError
from analysis.framing.checks import file_text

__all__ = ["read_liwc"]

# `like (02 134)125/464` or `<of>131/125`: the name depends on the words around.
_CONDITION = re.compile(r"[>)]\s*\d+/\d+")


def read_liwc(path: str | Path) -> dict[str, list[str]]:
    """Read a LIWC `.dic` file: names between two lines with %, then words with the numbers of their names.

    Numbers stand after a tab; in a line without one the numbers at its end are taken. A phrase may
    therefore end in a number if a tab follows it.

    Returns
    -------
    name to words, in the order of the file

    Raises
    ------
    CodebookError with file and line: no two lines with %, a number or a name twice, a word without
    a number, a number without a name, a word that depends on its neighbours (LIWC's conditions)
    """
    file = Path(path).name
    lines = file_text(path, what="a LIWC dictionary", error=CodebookError).split("\n")
    marks = [at for at, line in enumerate(lines) if line.strip() == "%"]
    if len(marks) < 2:
        raise CodebookError(f"{file} has {len(marks)} lines with % alone; expected two around the names; correct it")
    names: dict[str, str] = {}
    for at in range(marks[0] + 1, marks[1]):
        parts = lines[at].split()
        if not parts:
            continue
        where, name = f"{file}, line {at + 1}", "_".join(parts[1:])
        if not name or not _number(parts[0]):
            raise CodebookError(f"{where}: {_short(lines[at])} is no number with a name; correct it")
        if parts[0] in names:
            raise CodebookError(f"{where}: the number {parts[0][:60]} is a duplicate; give it another")
        if name in names.values():
            raise CodebookError(f"{where}: the name {_short(name)} is a duplicate; give each number a name of its own")
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
        word, numbers = _parted(line)
        if not word or not numbers or not all(map(_number, numbers)):
            raise CodebookError(f"{where}: {_short(line)} has no number of a name; add one after a tab")
        for number in numbers:
            if number not in names:
                raise CodebookError(
                    f"{where}: the number is {number[:60]}; allowed: {_short(', '.join(names), marks=False)}; correct it"
                )
            entries[names[number]].append(word)
    return entries


def _parted(line: str) -> tuple[str, list[str]]:
    word, tab, rest = line.partition("\t")
    if tab:
        return word.strip(), rest.split()
    parts = line.split(" ")
    at = len(parts)
    while at > 1 and (not parts[at - 1] or _number(parts[at - 1])):
        at -= 1
    return " ".join(parts[:at]).strip(), [part for part in parts[at:] if part]


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _short(text: str, *, marks: bool = True) -> str:
    cut = text if len(text) <= 60 else f"{text[:57]}..."
    return repr(cut) if marks else cut
