"""Concordance of a file or folder larger than memory: only the sentences that have the term are kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pandas as pd

from analysis.checks import shown
from analysis.corpus.entities import checked
from analysis.corpus.reading import read_texts
from analysis.corpus.tokens import ENGLISH, Entities, normalise, sentence_spans, tokens_table
from analysis.corpus.typography import IGNORED, folded
from analysis.errors import ArgumentError, one_of
from analysis.patterns.wildcards import fits
from analysis.progress import Progress, telling
from analysis.terms.context.concordance import Concordance, kwic
from analysis.terms.context.wanted import as_counted, matchers, words_of_names
from analysis.terms.context.windows import Window, sentences

__all__ = ["kwic_stream"]

# Texts read at a time.
_AT_A_TIME = 200


def kwic_stream(
    path: Path | str,
    term: str,
    *,
    by: str | None = "group",
    text: str = "text",
    document: str | None = None,
    groups: Collection[object] | None = None,
    entities: Entities = ENGLISH,
    window: Window = 5,
    sort: Sequence[str] | None = None,
    skip_blank: bool = False,
    progress: Progress = False,
) -> Concordance:
    r"""Return every occurrence of a term in the texts of a file or folder, with the words around it.

    Parameters
    ----------
    path, by, text, document, groups, entities, skip_blank, progress
        As in `corpus.stream.count_stream`; with `by` None there are no groups, and no column of them.
    term : str
        A word, or several separated by spaces, in any case; a * matches any letters of a word, as in "free*".
    window, sort
        As in `kwic`.

    Returns
    -------
    Concordance
        `unit` (the document: its name, or the number of its row); `left`, `node`, `right`, as they are written in the
        text; `group` unless `by` is None.

    Raises
    ------
    SourceError
        For whatever cannot be read.
    ArgumentError
        For a term without a word, an unknown place to sort by, and a group that no text has.

    Notes
    -----
    Memory grows with the sentences found, not with the texts.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "texts.csv"
    ...     _ = path.write_text("group,text\nnew,A red line.\nold,No line.\n")
    ...     kwic_stream(path, "red").values.tolist()
    [['1', 'A', 'red', 'line', 'new']]
    """
    if not isinstance(term, str) or not (wanted := as_counted(term, checked(entities))).strip("* "):
        raise ArgumentError(f"term is {shown(term)}, which has no word; expected a word or a phrase; pass a string")
    # A name may be written in any of its variants; for the other words a quick search for their letters comes first.
    names = words_of_names(entities)
    words = [word for word in wanted.split() if not any(fits(name, word) for name in names)]
    letters = [_bare(piece) for word in words for piece in word.split("*") if piece]
    named = not names.isdisjoint(wanted.split())
    only = None if groups is None else {str(group) for group in groups}
    kept: list[pd.DataFrame] = []
    # The texts found, by their number: name and group; and their sentences, to be shown as they are written.
    written: list[tuple[str, str]] = []
    found: dict[str, tuple[str, str]] = {}
    met: set[str] = set()
    with telling(progress, f"looking for {wanted}") as tell:
        texts = read_texts(path, text=text, by=by, document=document, skip_blank=skip_blank, progress=tell)
        while batch := list(islice(texts, _AT_A_TIME)):
            met |= {group for _, group, _ in batch}
            parts: list[tuple[str, str]] = []
            for name, group, body in batch:
                wished = only is None or group in only
                inside = list(_candidates(body, letters, named=named, entities=entities)) if wished else []
                if inside:
                    number = str(len(found))
                    parts += [(number, sentence) for sentence in inside]
                    found[number] = name, group
            kept += _with_term(parts, wanted, entities)
            written += parts
    for group in sorted(only or ()):
        if group not in met:
            raise one_of("groups", group, met)
    units = pd.DataFrame(list(found.values()), index=list(found), columns=["name", "group"])
    tokens = pd.concat(kept, ignore_index=True) if kept else tokens_table([])
    lines = kwic(
        tokens,
        wanted,
        window=window,
        sort=sort,
        units=units,
        show=["group"] if by else [],
        texts=written,
        entities=entities,
    )
    return Concordance(lines.assign(unit=[found[unit][0] for unit in lines["unit"]]))


def _candidates(text: str, letters: list[str], *, named: bool, entities: Entities) -> Iterator[str]:
    """Yield the sentences that have all these letters and, where a name is looked for, any name."""
    if not _has(text, letters):
        return
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        if _has(sentence, letters) and (not named or entities.spotter.search(normalise(sentence))):
            yield sentence


def _has(text: str, letters: list[str]) -> bool:
    """Tell whether a text has letters; full stops are left out, since F.B.I. counts as fbi."""
    if not letters:
        return True
    low = _bare(normalise(text).translate(IGNORED))
    return all(some in low for some in letters)


def _bare(text: str) -> str:
    return folded(text).casefold().replace(".", "")


def _with_term(parts: list[tuple[str, str]], wanted: str, entities: Entities) -> Iterator[pd.DataFrame]:
    """Yield the tokens of the sentences that have the first term of the wanted ones."""
    tokens = tokens_table(parts, entities=entities)
    rows = [row for _, _, inside in sentences(tokens, having=matchers(wanted)[0]) for row in inside]
    if rows:
        yield tokens.iloc[rows]
