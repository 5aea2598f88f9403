"""From a term to its evidence: who said it, when, in which voice, with which words around it."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from analysis.corpus.tokens import Entities, tokenise
from analysis.errors import ArgumentError
from analysis.study.data.build import read_units
from analysis.study.data.load import Study
from analysis.study.data.statements import unit_parts, unit_tokens
from analysis.terms.context.windows import sentences

__all__ = ["explain", "glosses_with_concordance", "without_names"]


def explain(study: Study, term: str, *, sources: Path | None = None) -> pd.DataFrame:
    """Return every statement that has a term, with its speaker and the words around it.

    Parameters
    ----------
    study : the study
    term : a word, an entity in any of its variants, or a phrase. Without the articles only such
        phrases are recorded as recur in statements of two articles or stand in the codebook.
    sources : folder with the articles; with it any phrase is found, and `words_around` holds whole
        statements. Show that on a screen, never in a file of the project.

    Returns
    -------
    DataFrame sorted by date and statement: `statement`, `speaker`, `date`, `era`, `voice`,
    `location`, `term` (as counted: the entity for a variant), `count`, `quoted` (occurrences inside
    quotation marks; NaN where it is not recorded), `complete` (false where a phrase may occur more
    often than is recorded), `gloss`, `words_around` (concordance lines parted by |; empty where
    none is committed).

    Raises
    ------
    ArgumentError for a term that no statement is known to have; it names terms like it.
    """
    words = [token.term for token in tokenise(str(term), entities=study.entities)]
    if not words:
        raise ArgumentError(f"TERM is {term!r}, which has no word; expected a word or a phrase; pass one")
    wanted = " ".join(words)
    if sources is not None:
        counts = _counts_in_texts(study, words, sources)
    else:
        counts = _counts(study, wanted, phrase=len(words) > 1)
    counts = counts[counts.index.isin(study.statements.index)]
    if counts.empty:
        raise _unknown(study, term, words, searched=sources is not None)
    about = study.statements.loc[counts.index, ["speaker", "date", "era", "voice", "location", "gloss"]]
    table = about.join(counts).assign(term=wanted)
    if sources is None:
        table["words_around"] = [_lines(study, unit, wanted) for unit in table.index]
    else:
        text = _texts(study, sources)
        table["words_around"] = [text[unit] for unit in table.index]
    table = table.rename_axis("statement").reset_index().sort_values(["date", "statement"], ignore_index=True)
    first = ["statement", "speaker", "date", "era", "voice", "location", "term", "count", "quoted", "complete"]
    return table[[*first, "gloss", "words_around"]]


def _unknown(study: Study, term: str, words: list[str], *, searched: bool) -> ArgumentError:
    here = study.terms.select(type="statement")
    said = {name for name, total in zip(here.terms, here.counts.sum(axis=0), strict=True) if total}
    hits = study.frame_hits[study.frame_hits["unit"].isin(study.statements.index)]
    known = sorted(said | set(study.phrases["phrase"]) | set(hits["hit"]))
    near = [word for word in known if words[0][:4].lower() in word.lower()][:8]
    hint = f"; terms like it: {', '.join(near)}" if near else ""
    if len(words) > 1 and not searched:
        return ArgumentError(
            f"TERM is {term!r}, a phrase that is not recorded: only those are that recur in statements of two articles or "
            f"stand in the codebook{hint}; pass one of these, a single word, or --sources with the article texts"
        )
    return ArgumentError(f"TERM is {term!r}, which no statement has{hint}; pass another term")


def _counts(study: Study, wanted: str, *, phrase: bool) -> pd.DataFrame:
    if not phrase:
        found = study.tables["terms"].query("term == @wanted").set_index("unit")
        return found[["count", "quoted"]].astype(float).assign(complete=True)
    recurring = study.phrases[study.phrases["phrase"].eq(wanted)].set_index("unit")["count"]
    if len(recurring):
        return recurring.astype(float).to_frame().assign(quoted=float("nan"), complete=True)
    # A hit may be covered by a longer one, so these counts are a lower bound.
    coded = study.frame_hits[study.frame_hits["hit"].eq(wanted)].groupby("unit")["count"].max()
    return coded.rename("count").astype(float).to_frame().assign(quoted=float("nan"), complete=False)


def _counts_in_texts(study: Study, words: list[str], sources: Path) -> pd.DataFrame:
    rows = []
    for document, article, spans in read_units(study.folder, sources):
        tokens = unit_tokens(article.text, spans, document=document, entities=study.entities)
        for unit, _, labels in sentences(tokens):
            terms, marks = tokens["term"].loc[labels].tolist(), tokens["quoted"].loc[labels].tolist()
            rows += [
                (unit, 1.0, float(all(marks[at : at + len(words)])))
                for at in range(len(terms) - len(words) + 1)
                if terms[at : at + len(words)] == words
            ]
    found = pd.DataFrame(rows, columns=["unit", "count", "quoted"]).groupby("unit").sum()
    return found.assign(complete=True)


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


# What tells the year as plainly as a date would.
_TELLING = re.compile(r"\b(?:(?:19|20)\d\d|covid(?:-19)?|pandemic|epidemic)\b", re.IGNORECASE)


def without_names(text: str, entities: Entities) -> str:
    """Replace names of persons and what tells the year, so that a coder cannot know speaker or era by them.

    >>> table = pd.DataFrame({"entity": ["A. Oak"], "variant": ["Mr Oak"], "kind": ["person"], "unless_after": [None]})
    >>> without_names("Mr Oak spoke in 2021.", Entities(table))
    '[person] spoke in [time].'
    """
    persons = set(entities.table.loc[entities.table["kind"].eq("person"), "entity"])
    out, at = [], 0
    for token in tokenise(text, entities=entities):
        if token.term in persons:
            out += [text[at : token.start], "[person]"]
            at = token.end
    return _TELLING.sub("[time]", "".join(out) + text[at:])


def glosses_with_concordance(study: Study) -> dict[str, str]:
    """Return what a coder may see of each statement: the gloss in our words and the words around codebook terms.

    Names of persons and what tells the year are replaced, and no line marks the term that it was found by.
    Still, a statement has lines where the dictionary found something: codes given from them are not independent
    of it.
    """
    lines = study.concordance.assign(
        line=lambda t: (t["left"].fillna("") + " " + t["node"] + " " + t["right"].fillna("")).str.split().str.join(" ")
    )
    around = lines.groupby("unit")["line"].agg(lambda found: " | ".join(sorted(set(found))))
    chosen = study.statements[study.statements["country"].eq("CN")]
    found = {str(unit): str(line) for unit, line in around.items()}
    return {
        str(unit): without_names(f"{gloss} || {found[str(unit)]}" if str(unit) in found else str(gloss), study.entities)
        for unit, gloss in chosen["gloss"].items()
    }
