"""Concordance of a file or folder larger than memory: only the sentences that have the term are kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pandas as pd

from analysis.checks import shown
from analysis.corpus.entities import checked
from analysis.corpus.reading import read_texts
from analysis.corpus.tokens import ENGLISH, Entities, normalise, sentence_spans, tokenise, tokens_table
from analysis.errors import ArgumentError, one_of
from analysis.progress import Progress, telling
from analysis.terms.context.concordance import Concordance, kwic, matchers
from analysis.terms.context.windows import Window, sentences

__all__ = ["kwic_stream"]

# Texts read at a time.
_AT_A_TIME = 200


def kwic_stream(
    path: Path | str,
    term: str,
    *,
    by: str = "group",
    text: str = "text",
    document: str | None = None,
    groups: Collection[object] | None = None,
    entities: Entities = ENGLISH,
    window: Window = 5,
    sort: Sequence[str] | None = None,
    progress: Progress = False,
) -> Concordance:
    r"""Return every occurrence of a term in the texts of a file or folder, with the words around it.

    Parameters
    ----------
    path, by, text, document, groups, entities, progress
        As in `corpus.stream.count_stream`.
    term : str
        A word, or several separated by spaces, in any case; a * matches any letters of a word, as in "free*".
    window, sort
        As in `kwic`.

    Returns
    -------
    Concordance
        `unit` (the document: its name, or the number of its row); `left`, `node`, `right`, as they are written in the
        text; `group`.

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
    wanted = _as_counted(term, checked(entities))
    # A name may be written in any of its variants; for the other words a quick search for their letters comes first.
    spelled = {name for name, _ in entities.lookup.values()}
    words = [word for word in wanted.split() if not any(word in name.split() for name in spelled)]
    letters = [piece for word in words for piece in word.split("*") if piece]
    only = None if groups is None else {str(group) for group in groups}
    kept: list[pd.DataFrame] = []
    # The texts found, by their number: name and group; and their sentences, to be shown as they are written.
    written: list[tuple[str, str]] = []
    found: dict[str, tuple[str, str]] = {}
    met: set[str] = set()
    with telling(progress, f"looking for {wanted}") as tell:
        texts = read_texts(path, text=text, by=by, document=document, progress=tell)
        while batch := list(islice(texts, _AT_A_TIME)):
            met |= {group for _, group, _ in batch}
            parts: list[tuple[str, str]] = []
            for name, group, body in batch:
                inside = list(_candidates(body, letters, entities)) if only is None or group in only else []
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
    lines = kwic(tokens, wanted, window=window, sort=sort, units=units, show=["group"], texts=written)
    return Concordance(lines.assign(unit=[found[unit][0] for unit in lines["unit"]]))


def _as_counted(term: str, entities: Entities) -> str:
    """Write a term as it is counted, so that a variant of a name finds the name."""
    if isinstance(term, str) and "*" in term and any(map(str.isalnum, term)):
        return " ".join(normalise(term).lower().split())
    if not isinstance(term, str) or not (counted := [token.term for token in tokenise(term, entities=entities)]):
        raise ArgumentError(f"term is {shown(term)}, which has no word; expected a word or a phrase; pass a string")
    return " ".join(counted)


def _candidates(text: str, letters: list[str], entities: Entities) -> Iterator[str]:
    """Yield the sentences that have all these letters or, where there are none but a name, any name."""
    plain = normalise(text)
    low = plain.lower()
    if not all(word in low for word in letters):
        return
    for start, end in sentence_spans(plain):
        sentence = plain[start:end]
        low = sentence.lower()
        if all(word in low for word in letters) and (letters or entities.spotter.search(sentence)):
            yield text[start:end]


def _with_term(parts: list[tuple[str, str]], wanted: str, entities: Entities) -> Iterator[pd.DataFrame]:
    """Yield the tokens of the sentences that have the first term of the wanted ones."""
    tokens = tokens_table(parts, entities=entities)
    rows = [row for _, _, inside in sentences(tokens, having=matchers(wanted)[0]) for row in inside]
    if rows:
        yield tokens.iloc[rows]
