"""Write a codebook for other tools: quanteda's YAML dictionaries and LIWC's `.dic` files.

Both hold names with lists of words and phrases and nothing more. What they cannot express (gaps, exclusions) is left
out and listed; definitions are left out. `read_codebook` reads both formats.
"""

from __future__ import annotations

import itertools
import math

import yaml

from analysis.errors import CodebookError
from analysis.framing.codebook import Codebook

__all__ = ["write_liwc", "write_quanteda"]

_MOST = 10_000
"""Entries to which one pattern may unfold: six places of eight alternatives are a quarter of a million."""


def write_quanteda(codebook: Codebook) -> tuple[str, list[str]]:
    r"""Return a codebook as quanteda YAML, and what that cannot express.

    Raises
    ------
    CodebookError
        If the alternatives of a pattern multiply to more than 10,000 entries.

    >>> from analysis.framing.codebook import Frame, Pattern
    >>> frame = Frame("F", "F", indicators=(Pattern("red line|lines"), Pattern("a ~2 b")))
    >>> write_quanteda(Codebook((frame,)))
    ('F:\n- red line\n- red lines\n', ['F: a ~2 b'])
    """
    entries, left_out = _entries(codebook)
    return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=1000), left_out


def write_liwc(codebook: Codebook) -> tuple[str, list[str]]:
    """Return a codebook as LIWC `.dic`, and what that cannot express; raises as `write_quanteda`."""
    entries, left_out = _entries(codebook)
    numbers = {name: number for number, name in enumerate(entries, start=1)}
    of: dict[str, set[int]] = {}
    for name, words in entries.items():
        for word in words:
            of.setdefault(word.lower(), set()).add(numbers[name])
    lines = ["%", *(f"{number}\t{name}" for name, number in numbers.items()), "%"]
    lines += ["\t".join([word, *map(str, sorted(found))]) for word, found in sorted(of.items())]
    return "\n".join(lines) + "\n", left_out


def _entries(codebook: Codebook) -> tuple[dict[str, list[str]], list[str]]:
    """Return the plain entries of each frame, alternatives spelled out, and what was left out."""
    entries: dict[str, list[str]] = {}
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
                    f"{frame.id}: the pattern {pattern.source[:60]!r} unfolds to {many:,} entries in a plain dictionary; allowed: "
                    f"{_MOST:,} or fewer; split it into several patterns with fewer alternatives"
                )
            choices = [[" ".join(alternative) for alternative in place.alternatives] for place in pattern.places]
            words += [" ".join(parts) for parts in itertools.product(*choices)]
        left_out += [f"{frame.id}: not {pattern.source}" for pattern in frame.exclude]
        entries[frame.id] = list(dict.fromkeys(words))
    return entries, left_out
