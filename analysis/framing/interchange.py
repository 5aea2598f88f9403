"""Codebooks in the formats of other tools: quanteda's YAML dictionaries and LIWC's `.dic` files.

Both hold names with lists of words and phrases, nothing more. What they cannot say (gaps, exclusions,
definitions) is left out on the way out and named in the error or the list that is returned.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from analysis.corpus.tokens import NO_ENTITIES, Entities
from analysis.errors import CodebookError
from analysis.framing.codebook import Codebook, Frame, Pattern

__all__ = ["dictionary_codebook", "read_liwc", "read_quanteda", "to_entries", "write_liwc", "write_quanteda"]

Entries = dict[str, list[str]]


def to_entries(codebook: Codebook) -> tuple[Entries, list[str]]:
    """Spell out a codebook as names with plain entries, and list what the plain form cannot say.

    Alternatives become entries of their own; a pattern with a gap and every exclusion is left out.

    >>> from analysis.framing.codebook import Pattern
    >>> frame = Frame("F", "F", "-", "-", "-", (Pattern("red line|lines"), Pattern("a ~2 b")), (), "-", "")
    >>> to_entries(Codebook((frame,)))
    ({'F': ['red line', 'red lines']}, ['F: a ~2 b'])
    """
    entries: Entries = {}
    left_out: list[str] = []
    for frame in codebook.frames:
        words: list[str] = []
        for pattern in frame.indicators:
            if any(place.gap for place in pattern.places):
                left_out.append(f"{frame.id}: {pattern.source}")
                continue
            choices = [[" ".join(alternative) for alternative in place.alternatives] for place in pattern.places]
            words += [" ".join(parts) for parts in itertools.product(*choices)]
        left_out += [f"{frame.id}: not {pattern.source}" for pattern in frame.exclude]
        entries[frame.id] = list(dict.fromkeys(words))
    return entries, left_out


def write_quanteda(codebook: Codebook) -> tuple[str, list[str]]:
    """Return a codebook as quanteda YAML, and what it cannot say."""
    entries, left_out = to_entries(codebook)
    return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=1000), left_out


def write_liwc(codebook: Codebook) -> tuple[str, list[str]]:
    """Return a codebook as LIWC `.dic`, and what it cannot say."""
    entries, left_out = to_entries(codebook)
    numbers = {name: number for number, name in enumerate(entries, start=1)}
    of: dict[str, list[int]] = {}
    for name, words in entries.items():
        for word in words:
            of.setdefault(word.lower(), []).append(numbers[name])
    lines = ["%", *(f"{number}\t{name}" for name, number in numbers.items()), "%"]
    lines += ["\t".join([word, *map(str, sorted(set(found)))]) for word, found in sorted(of.items())]
    return "\n".join(lines) + "\n", left_out


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise CodebookError(
            f"{path.name} is missing from {path.parent}; expected a dictionary; name another file"
        ) from None
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path.name} is not UTF-8 (byte {error.start}); save it as UTF-8") from None


def read_quanteda(path: Path) -> Entries:
    """Read a quanteda YAML dictionary; nested names are joined by a full stop."""
    try:
        content: Any = yaml.safe_load(_text(path))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise CodebookError(f"{path.name}{line}: {getattr(error, 'problem', error)}; correct the YAML") from None
    if not isinstance(content, dict) or not content:
        raise CodebookError(f"{path.name} has no names with lists of words; expected quanteda's YAML; correct it")
    entries: Entries = {}

    def walk(node: Mapping[Any, Any], above: str) -> None:
        for key, value in node.items():
            name = f"{above}.{key}" if above else str(key)
            if isinstance(value, dict):
                walk(value, name)
            elif isinstance(value, list) and not all(isinstance(part, (str, int, float)) for part in value):
                for part in value:
                    if not isinstance(part, dict):
                        raise CodebookError(
                            f"{path.name}: {name} has {part!r}; expected words or named lists; correct it"
                        )
                    walk(part, name)
            elif isinstance(value, (list, str)):
                words = value if isinstance(value, list) else [value]
                entries.setdefault(name, []).extend(str(word) for word in words)
            else:
                raise CodebookError(f"{path.name}: {name} is {value!r}; expected a list of words; write one")

    walk(content, "")
    return entries


def read_liwc(path: Path) -> Entries:
    """Read a LIWC `.dic` file: names between two lines with %, then words with the numbers of their names."""
    lines = _text(path).splitlines()
    marks = [at for at, line in enumerate(lines) if line.strip() == "%"]
    if len(marks) < 2:
        raise CodebookError(
            f"{path.name} has {len(marks)} lines with % alone; expected two around the names; correct it"
        )
    names: dict[str, str] = {}
    for at in range(marks[0] + 1, marks[1]):
        parts = lines[at].split()
        if not parts:
            continue
        if len(parts) < 2 or not parts[0].isdigit():
            raise CodebookError(f"{path.name}, line {at + 1}: {lines[at]!r} is no number with a name; correct it")
        if parts[0] in names:
            raise CodebookError(f"{path.name}, line {at + 1}: the number {parts[0]} is a duplicate; give it another")
        names[parts[0]] = "_".join(parts[1:])
    entries: Entries = {name: [] for name in names.values()}
    for at in range(marks[1] + 1, len(lines)):
        if not lines[at].strip():
            continue
        match = re.fullmatch(r"(.+?)((?:[\t ]+\d+)+)\s*", lines[at])
        if not match:
            raise CodebookError(f"{path.name}, line {at + 1}: {lines[at]!r} has no number of a name; add one")
        for number in match.group(2).split():
            if number not in names:
                raise CodebookError(
                    f"{path.name}, line {at + 1}: the number is {number}; allowed: {', '.join(names)}; correct it"
                )
            entries[names[number]].append(match.group(1).strip())
    return entries


def dictionary_codebook(entries: Entries, *, source: str, entities: Entities = NO_ENTITIES) -> Codebook:
    """Make a codebook of a plain dictionary, such as moral foundations or a policy codebook: one frame a name.

    Words become patterns; a phrase is a pattern of several words. Definitions are not part of such
    files, so they say where the words come from.
    """
    frames = []
    for name, words in entries.items():
        patterns = []
        for word in dict.fromkeys(word.strip() for word in words):
            pattern = Pattern(word, entities)
            try:
                _ = pattern.places
            except CodebookError as error:
                raise CodebookError(f"{source}, {name}: {error}") from None
            patterns.append(pattern)
        if not patterns:
            raise CodebookError(f"{source}: {name} has no words; expected at least one; add it or remove the name")
        about = f"Words listed under {name} in {source}."
        frames.append(Frame(name, name, "dictionary", "not given", about, tuple(patterns), (), source, ""))
    return Codebook(tuple(frames))
