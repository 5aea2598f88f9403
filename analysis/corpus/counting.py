"""Count the terms of many texts fast, and exactly as `tokenise` would.

No token reaches over white space, except names of several words. So pyarrow splits texts at white space, outside
Python's interpreter lock, and each distinct piece is tokenised once. Names of several words, and those that depend
on the word before them, first become one piece.
"""

from __future__ import annotations

import re
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.entities import ENGLISH, Entities, checked
from analysis.corpus.tokens import scan
from analysis.corpus.typography import IGNORED, LETTERS, SPACES, TYPOGRAPHY, normalise
from analysis.errors import ArgumentError

__all__ = ["WordCounter", "count_blocks"]

_BLOCK = 1_500_000  # characters: large enough to amortise calls, small enough to keep memory flat
_WORKERS = 2
_COMMON = 200_000  # pieces up to which a table of them is worth its making for each block
_GROUPS = 10  # groups that a replacement of pyarrow can name, and one more
_NARROW = 2**29  # characters of up to four bytes that 32 bits can address
_SPLIT = " \t\v\f"  # the spaces at which pyarrow splits
_WIDE = frozenset(SPACES) - frozenset(_SPLIT)
_MARKS = ".,;:!?()\"'"
# Rare characters are replaced before counting, so that the patterns of names stay small.
_RARE = IGNORED | LETTERS
_RARE_LETTERS = frozenset(map(chr, _RARE))
T = TypeVar("T")


class WordCounter:
    """Counts texts and remembers what each piece of text is made of; `terms` maps terms to columns."""

    def __init__(self, entities: Entities = ENGLISH) -> None:
        self.terms: dict[str, int] = {}
        self._entities = checked(entities)
        self._pieces: dict[str, int] = {}
        self._lock = Lock()
        # The terms of piece k are _columns[_ends[k] : _ends[k + 1]]; most pieces have one.
        self._ends, self._columns = array("i", [0]), array("i")
        self._common: tuple[Any, NDArray[np.int32]] | None = None
        lookup = entities.lookup
        # Only the letters with which a variant begins can be a whole word and yet part of a name.
        self._heads = {_head(variant) for variant in lookup}
        self._joins = _joins(entities)

    def count(self, texts: Sequence[str]) -> sparse.csr_array:
        """Return counts, texts x terms known so far; columns within a row are unsorted."""
        import pyarrow as pa
        import pyarrow.compute as pc

        # The system's allocator frees memory at once, which keeps peak memory low.
        pool = pa.system_memory_pool()
        joined = self._joined(*_array(texts, self._entities))
        split = pc.ascii_split_whitespace(joined, memory_pool=pool)
        pieces = self._numbered(split.values)
        with self._lock:
            ends, columns, width = np.array(self._ends), np.array(self._columns), len(self.terms)
        kinds = sparse.csr_array((np.ones(len(columns), dtype=np.int32), columns, ends), shape=(len(ends) - 1, width))
        # The list array's offsets count from its first value, which is 0 for a fresh array.
        starts = split.offsets.to_numpy().astype(np.int32)
        found = sparse.csr_array(
            (np.ones(len(pieces), dtype=np.int32), pieces, starts), shape=(len(texts), len(ends) - 1)
        )
        return sparse.csr_array(found @ kinds)

    def _joined(self, texts: Any, letters: set[str]) -> Any:
        """Replace the white space inside a name, and before one that depends on the word before it, by other spaces."""
        import pyarrow.compute as pc

        if not self._joins:
            return texts
        texts = _plain_gaps(texts, letters)
        for pattern, replacement, repeated in self._joins:
            while True:
                changed = pc.replace_substring_regex(texts, pattern, replacement)
                same = not repeated or changed.equals(texts)
                texts = changed
                if same:
                    break
        return texts

    def _numbered(self, values: Any) -> NDArray[np.int32]:
        """Give the number of each piece. Those that are common, most of all, are looked up without Python."""
        import pyarrow as pa
        import pyarrow.compute as pc

        pool = pa.system_memory_pool()
        common = self._common
        if common is None:
            coded = pc.dictionary_encode(values, memory_pool=pool)
            first: NDArray[np.int32] = self._numbers(coded.dictionary)[coded.indices.to_numpy()]
            self._common = self._known()
            return first
        known, numbers = common
        places = pc.fill_null(pc.index_in(values, value_set=known, memory_pool=pool), len(known))
        pieces: NDArray[np.int32] = numbers[places.to_numpy()]
        rest = np.flatnonzero(pieces < 0)
        if rest.size:
            coded = pc.dictionary_encode(values.take(pa.array(rest)), memory_pool=pool)
            pieces[rest] = self._numbers(coded.dictionary)[coded.indices.to_numpy()]
            if 2 * len(known) < len(self._pieces) < _COMMON:
                self._common = self._known()
        return pieces

    def _known(self) -> tuple[Any, NDArray[np.int32]]:
        """Return the pieces met so far, and their numbers, with -1 for any other."""
        import pyarrow as pa

        with self._lock:
            pieces = list(self._pieces)
        # They are numbered in the order in which they were met.
        return pa.array(pieces, pa.string()), np.append(np.arange(len(pieces), dtype=np.int32), np.int32(-1))

    def _numbers(self, distinct: Any) -> NDArray[np.int32]:
        """Return the numbers of pieces, and find out what new ones are made of."""
        import pyarrow.compute as pc

        # Most pieces are a plain word, perhaps with marks around it, which is found out for all at once.
        cores = pc.ascii_trim(distinct, characters=_MARKS)
        words = pc.if_else(pc.ascii_is_alpha(cores), cores, None).to_pylist()
        lowered = pc.ascii_lower(cores).to_pylist()
        known, numbers = self._pieces, array("i")
        with self._lock:
            for piece, word, term in zip(distinct.to_pylist(), words, lowered, strict=True):
                number = known.get(piece)
                if number is None:
                    number = known[piece] = len(known)
                    if word is not None and word not in self._heads and word != "s":
                        self._columns.append(self._column(term))
                    else:
                        self._columns.extend(self._column(row[0]) for row in scan(piece, self._entities, piece=True))
                    self._ends.append(len(self._columns))
                numbers.append(number)
        return np.array(numbers, dtype=np.int32)

    def _column(self, term: str) -> int:
        return self.terms.setdefault(term, len(self.terms))


def _array(texts: Sequence[str], entities: Entities) -> tuple[Any, set[str]]:
    """Return texts without invisible characters, wide letters and shouted names, and the letters beyond ASCII."""
    import pyarrow as pa

    pool = pa.system_memory_pool()
    # Offsets of 32 bits are faster, where they suffice.
    kind = pa.string() if sum(map(len, texts)) < _NARROW else pa.large_string()
    found = pa.array(texts, kind, memory_pool=pool)
    letters: set[str] = set()
    if not all(map(str.isascii, texts)):
        content = _bytes(found)
        # The bytes beyond ASCII are whole letters, whatever is between them.
        letters = set(content[content > 127].tobytes().decode())
        if letters & _RARE_LETTERS:
            texts = [text if text.isascii() else text.translate(_RARE) for text in texts]
            found = pa.array(texts, kind, memory_pool=pool)
    # Most blocks have none of these names, which a search of all their bytes tells at once.
    raw = _bytes(found).tobytes()
    if any(name.encode() in raw for name in entities.doubtful):
        shown = list(map(entities.without_shouted, texts))
        if any(new is not old for new, old in zip(shown, texts, strict=True)):
            found = pa.array(shown, kind, memory_pool=pool)
    return found, letters


def _bytes(texts: Any) -> NDArray[np.uint8]:
    buffer = texts.buffers()[2]
    return np.frombuffer(buffer or b"", dtype=np.uint8)


def _plain_gaps(texts: Any, letters: set[str]) -> Any:
    """Make plain spaces of wide ones and of single line breaks, over which names go on, and marks of paragraphs' ends."""
    import pyarrow.compute as pc

    if letters & _WIDE:
        texts = pc.replace_substring_regex(texts, f"[{''.join(_WIDE)}]+", " ")
    content = _bytes(texts)
    if (content == ord("\n")).any():
        if (content == ord("\r")).any():
            texts = pc.replace_substring(texts, "\r\n", "\n")
        texts = pc.replace_substring_regex(texts, rf"\n[{_SPLIT}]*(?:\n[{_SPLIT}]*)+", "\r")
        texts = pc.replace_substring(texts, "\n", " ")
    return texts


def _head(variant: str) -> str:
    """Letters with which a variant begins."""
    end = 0
    while end < len(variant) and variant[end].isalpha():
        end += 1
    return variant[:end]


def _any_form(name: str) -> str:
    """Write a pattern (RE2) for a name in all its typographic forms."""
    forms: dict[str, str] = {}
    for code, plain in TYPOGRAPHY.items():
        forms[str(plain)] = forms.get(str(plain), "") + chr(code)
    return "".join(
        f"[{re.escape(letter + forms[letter])}]" if letter in forms else re.escape(letter) for letter in normalise(name)
    )


def _joins(entities: Entities) -> list[tuple[str, str, bool]]:
    """Patterns and replacements that keep names whole, and whether to repeat them until nothing changes."""
    found: list[tuple[str, str, bool]] = []
    variants = sorted(entities.lookup, key=lambda variant: (-len(variant), variant))
    names = [words for words in (variant.split(" ") for variant in variants) if len(words) > 1]
    # Of each place in a name, the words that others follow.
    places = [
        list(dict.fromkeys(words[at] for words in names if at + 1 < len(words)))
        for at in range(max(map(len, names), default=1) - 1)
    ]
    inner = {word for words in places[1:] for word in words}
    if len(places) < _GROUPS and not inner & {words[0] for words in names if len(words) > 2}:
        # One pass joins too much rather than too little: a word of each place after the other, as far as they go.
        choices = ["|".join(map(_any_form, words)) for words in places]
        pattern = "(?:".join(rf"({choice})[{_SPLIT}]+" for choice in choices) + ")?" * (len(choices) - 1)
        found += [(pattern, "".join(f"\\{at + 1}\u00a0" for at in range(len(choices))), False)] * bool(choices)
    else:
        # A name may begin inside another, so that each length has a pass of its own. Only what pyarrow would split at:
        # other spaces are not left, and matches must not overlap at those put here.
        for upto in range(1, len(places) + 1):
            begun = dict.fromkeys(" ".join(words[:upto]) for words in names if len(words) > upto)
            found.append((rf"({'|'.join(map(_any_form, begun))})[{_SPLIT}]+", "\\1\u00a0", False))
    looking_back = [variant for variant in variants if entities.lookup[variant][1]]
    if looking_back:
        choice = "|".join(_any_form(name) for name in looking_back)
        marks = r"[^\pL\pN\s]"
        # A piece without letters holds no term: the word before it is the word before the name. The separator
        # is none of the spaces inside names, since only the word is wanted and no longer name.
        # A carriage return ends a paragraph, and no name looks back over it.
        found.append((rf"[{_SPLIT}]+({marks}+)[{_SPLIT}]+({marks}*(?:{choice}))", "\u2029\\1\u2029\\2", True))
        found.append((rf"[{_SPLIT}]+({marks}*(?:{choice}))", "\u2029\\1", False))
    return found


def count_blocks(
    texts: Iterable[tuple[T, str]],
    counter: WordCounter,
    *,
    block: int = _BLOCK,
    said: Callable[[T], str] = "text {!r}".format,
) -> Iterator[tuple[list[T], sparse.csr_array]]:
    """Count labelled texts in blocks on two threads; yield (labels, counts) in the order of the texts.

    At most three blocks are in memory, however many texts follow. A text with half a character (a lone surrogate) is an
    ArgumentError, in which `said` writes its label.

    >>> counter = WordCounter()
    >>> [(labels, counts.toarray().tolist()) for labels, counts in count_blocks([("a", "x y x")], counter)]
    [(['a'], [[2, 1]])]
    """
    waiting: deque[tuple[list[T], list[str], Future[sparse.csr_array]]] = deque()

    def oldest() -> tuple[list[T], sparse.csr_array]:
        labels, bodies, counts = waiting.popleft()
        try:
            return labels, counts.result()
        except UnicodeEncodeError as error:
            letter, label = error.object[error.start], labels[bodies.index(error.object)]
            raise ArgumentError(
                f"{said(label)} has the half character U+{ord(letter):04X} at position {error.start}; expected whole ones; "
                "replace it or leave the text out"
            ) from None

    with ThreadPoolExecutor(_WORKERS) as pool:
        for labels, bodies in _blocks(texts, block):
            waiting.append((labels, bodies, pool.submit(counter.count, bodies)))
            if len(waiting) >= _WORKERS:
                yield oldest()
        while waiting:
            yield oldest()


def _blocks(texts: Iterable[tuple[T, str]], block: int) -> Iterator[tuple[list[T], list[str]]]:
    labels: list[T] = []
    bodies: list[str] = []
    size = 0
    for label, text in texts:
        labels.append(label)
        bodies.append(text)
        size += len(text)
        if size >= block:
            yield labels, bodies
            labels, bodies, size = [], [], 0
    if labels:
        yield labels, bodies
