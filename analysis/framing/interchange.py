"""Codebooks in the formats of other tools: quanteda's YAML dictionaries and LIWC's `.dic` files.

Both hold names with lists of words and phrases, nothing more. What they cannot say (gaps, exclusions,
definitions) is left out on the way out and named in the error or the list that is returned.
"""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import yaml

from analysis.corpus.tokens import NO_ENTITIES, Entities
from analysis.errors import CodebookError
from analysis.framing.checks import file_text
from analysis.framing.codebook import NOT_GIVEN, Codebook, Frame, read_codebook
from analysis.patterns.liwc import read_liwc
from analysis.patterns.pattern import Pattern
from analysis.patterns.quanteda import compose_yaml, read_quanteda

__all__ = [
    "dictionary_codebook",
    "open_codebook",
    "read_liwc",
    "read_quanteda",
    "to_entries",
    "write_liwc",
    "write_quanteda",
]

Entries = dict[str, list[str]]

_MOST = 10_000
"""Entries that one pattern may be spelled out to: six places of eight alternatives are a quarter of a million."""


def to_entries(codebook: Codebook) -> tuple[Entries, list[str]]:
    """Spell out a codebook as names with plain entries, and list what the plain form cannot say.

    Alternatives become entries of their own; a pattern with a gap and every exclusion is left out.

    Raises
    ------
    CodebookError : the alternatives of a pattern multiply to more than 10,000 entries

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
            many = math.prod(len(place.alternatives) for place in pattern.places)
            if many > _MOST:
                raise CodebookError(
                    f"{frame.id}: the pattern {pattern.source[:60]!r} stands for {many:,} entries in a plain dictionary; allowed: "
                    f"{_MOST:,} or fewer; part it into several patterns with fewer alternatives"
                )
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
        frames.append(Frame(name, name, "dictionary", NOT_GIVEN, about, tuple(patterns), (), source, ""))
    return Codebook(tuple(frames))


def open_codebook(path: str | Path, *, entities: Entities = NO_ENTITIES) -> Codebook:
    """Read a codebook in any of the formats known: one of this project, quanteda's YAML or LIWC's `.dic`.

    A file that ends in `.dic`, or begins with a line %, is LIWC's; YAML with a list `frames` of frames is
    a codebook; other YAML is quanteda's. The plain formats go through `dictionary_codebook`.

    Parameters
    ----------
    path : the file
    entities : names that patterns may write in any variant

    Raises
    ------
    CodebookError with file and line, as the reader of the format says it
    """
    path = Path(path)
    text = file_text(path, what="a codebook or a dictionary", error=CodebookError)
    if path.suffix.lower() == ".dic" or text.lstrip().split("\n", 1)[0].strip() == "%":
        return dictionary_codebook(read_liwc(path), source=path.name, entities=entities)
    root = compose_yaml(text, path.name)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    for key, value in pairs:
        parts = value.value if isinstance(value, yaml.SequenceNode) else []
        words = bool(parts) and all(isinstance(part, yaml.ScalarNode) for part in parts)
        if key.value == "frames" and isinstance(value, yaml.SequenceNode) and not words:
            return read_codebook(path, entities=entities)
    return dictionary_codebook(read_quanteda(path), source=path.name, entities=entities)
