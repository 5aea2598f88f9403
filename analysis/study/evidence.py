"""From a term to its evidence: who said it, when, in which voice, with which words around it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.corpus.statements import unit_parts
from analysis.corpus.tokens import tokenise
from analysis.errors import ArgumentError
from analysis.study.build import read_units
from analysis.study.load import Study

__all__ = ["explain"]


def explain(study: Study, term: str, *, sources: Path | None = None) -> pd.DataFrame:
    """Return every statement that has a term, with its speaker and the words around it.

    Parameters
    ----------
    study : the study
    term : a word, an entity in any of its variants, or a phrase that recurs or stands in the codebook
    sources : folder with the articles; with it `words_around` holds whole statements. Show that on
        a screen, never in a file of the project.

    Returns
    -------
    DataFrame sorted by date and statement: `statement`, `speaker`, `date`, `era`, `voice`,
    `location`, `count`, `quoted` (occurrences inside quotation marks; NaN for a phrase), `gloss`,
    `words_around` (concordance lines parted by |; empty where none is committed).

    Raises
    ------
    ArgumentError for a term that no statement has; it names the nearest terms.
    """
    words = [token.term for token in tokenise(term, entities=study.entities)]
    if not words:
        raise ArgumentError(f"TERM is {term!r}, which has no word; expected a word or a phrase; pass one")
    wanted = " ".join(words)
    counts = _counts(study, wanted, phrase=len(words) > 1)
    counts = counts[counts.index.isin(study.statements.index)]
    if counts.empty:
        known = sorted(set(study.terms.terms) | set(study.phrases["phrase"]) | set(study.frame_hits["hit"]))
        near = [word for word in known if words[0][:4].lower() in word.lower()][:8]
        hint = f"; terms like it: {', '.join(near)}" if near else ""
        raise ArgumentError(f"TERM is {term!r}, which no statement has{hint}; pass another term")
    about = study.statements.loc[counts.index, ["speaker", "date", "era", "voice", "location", "gloss"]]
    table = about.join(counts)
    if sources is None:
        table["words_around"] = [_lines(study, unit, wanted) for unit in table.index]
    else:
        text = _texts(study, sources)
        table["words_around"] = [text[unit] for unit in table.index]
    table = table.rename_axis("statement").reset_index().sort_values(["date", "statement"], ignore_index=True)
    order = ["statement", "speaker", "date", "era", "voice", "location", "count", "quoted", "gloss", "words_around"]
    return table[order]


def _counts(study: Study, wanted: str, *, phrase: bool) -> pd.DataFrame:
    if not phrase:
        found = study.tables["terms"].query("term == @wanted").set_index("unit")
        return found[["count", "quoted"]].astype(float)
    recurring = study.phrases[study.phrases["phrase"].eq(wanted)].set_index("unit")["count"]
    coded = study.frame_hits[study.frame_hits["hit"].eq(wanted)].groupby("unit")["count"].max()
    both = recurring.combine(coded, max, fill_value=0) if len(recurring) else coded
    return both.rename("count").astype(float).to_frame().assign(quoted=float("nan"))


def _lines(study: Study, unit: str, wanted: str) -> str:
    lines = study.concordance[study.concordance["unit"].eq(unit)]
    kept = [
        " ".join(part for part in (left, f"[{node}]", right) if part)
        for left, node, right in lines[["left", "node", "right"]].itertuples(index=False)
        if wanted in " ".join(token.term for token in tokenise(node, entities=study.entities))
    ]
    return " | ".join(dict.fromkeys(kept))


def _texts(study: Study, sources: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for document, article, spans in read_units(study.folder, sources):
        for unit, start, end in unit_parts(article.text, spans, document=document):
            found[unit] = f"{found[unit]} ... {article.text[start:end]}" if unit in found else article.text[start:end]
    return found
