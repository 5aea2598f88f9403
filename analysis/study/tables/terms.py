"""The comparisons of the study as tables: two eras, five articles, every measure.

All of them set the Trump era (target) against the Biden era (reference).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from analysis.comparison import Comparison
from analysis.inference.placebo import (
    exclusive_expectation,
    key_by,
    key_if_exclusive,
    key_if_shared,
)
from analysis.study.data.choices import CHOICES
from analysis.study.data.load import Study
from analysis.study.design import CRITICAL, ERAS, OFTEN, RED_LINES, REFERENCE, SELECTIONS, TARGET, YEARS
from analysis.study.tables.shown import Shown
from analysis.terms.compare.measures import conservative_log_ratio, log_likelihood

__all__ = [
    "TABLES",
    "compare_terms",
    "era_keyness",
    "exclusive_split_table",
    "exclusive_terms",
    "hits_by_selection",
    "normalisation_table",
    "phrase_split_table",
    "phrase_table",
    "smallest_count",
    "split_table",
    "split_variants",
    "summary",
]


def era_keyness(comparison: Comparison) -> pd.DataFrame:
    """Keyness of the eras, their years in the column `status`."""
    table = comparison.keyness()
    return table.assign(
        status=table["status"].replace({f"absent from {era}": f"absent in {YEARS[era]}" for era in ERAS})
    )


def compare_terms(study: Study, *, selection: str = "officials") -> pd.DataFrame:
    """Keyness of the content terms of a selection, with their stability at document level.

    Adds to the columns of `keyness`: `p_documents` and `p_floor` (exact permutation of documents),
    `lowest`, `highest` and `same_sign` (log ratio without each one article). Function words are left
    out of the rows, never of the corpus sizes or of the Bonferroni family.
    """
    comparison = study.compare(selection)
    permuted = comparison.permutation()[["term", "p", "p_floor"]].rename(columns={"p": "p_documents"})
    stable = comparison.leave_one_out()[["term", "lowest", "highest", "same_sign"]]
    table = era_keyness(comparison).merge(permuted, on="term").merge(stable, on="term")
    return table[~table["term"].isin(study.function_words)].reset_index(drop=True)


def split_table(study: Study, *, selection: str = "officials", leave_out: Collection[str] = ()) -> pd.DataFrame:
    """Number of terms that pass the usual G2 threshold in the real split of articles and in the nine others."""
    return study.compare(selection).placebo(key=key_by(log_likelihood, at_least=CRITICAL), leave_out=leave_out)


def split_variants(study: Study) -> pd.DataFrame:
    """The comparison of splits under other choices of what is counted.

    Columns: `counted`; `real`, key terms of the split by era; `lowest` and `highest` of the nine others;
    `as_many`, how many of the nine have at least as many; `others`, nine.
    """
    words = study.function_words
    rare = [term for term, total in _totals(study).items() if total < OFTEN]
    selections: dict[str, dict[str, Any]] = {
        "all words of officials' statements": {},
        "content words only": {"leave_out": words},
        f"content words with {OFTEN} or more occurrences": {"leave_out": [*words, *rare]},
        "lead sentences left out": {"selection": "officials, leads left out"},
        "whole pages": {"selection": "whole pages"},
    }
    return pd.DataFrame(
        [{"counted": name, **summary(split_table(study, **options))} for name, options in selections.items()]
    )


def summary(table: pd.DataFrame) -> dict[str, int]:
    """Reduce a table of splits to the real number, the range of the others, and how many reach it."""
    real = int(table.loc[table["real"], "key_terms"].iloc[0])
    others = table.loc[~table["real"], "key_terms"]
    return {
        "real": real,
        "lowest": int(others.min()),
        "highest": int(others.max()),
        "as_many": int((others >= real).sum()),
        "others": len(others),
    }


def _totals(study: Study) -> pd.Series:
    chosen = study.select()
    return pd.Series(chosen.counts.sum(axis=0), index=chosen.terms)


def exclusive_split_table(study: Study, *, selection: str = "officials") -> pd.DataFrame:
    """Number of content terms that all articles of one side have and none of the other, for every split.

    The columns of `placebo_splits` and `expected`, the number that the sizes of the articles alone
    would give.
    """
    comparison, words = study.compare(selection), study.function_words
    table = comparison.placebo(key=key_if_exclusive(min_count=OFTEN), leave_out=words)
    chance = exclusive_expectation(comparison, min_count=OFTEN, leave_out=words)
    return table.merge(chance[["split", "expected"]], on="split")


def exclusive_terms(study: Study, *, selection: str = "officials") -> pd.DataFrame:
    """Content terms that all articles of one era have and none of the other, with three or more occurrences.

    Columns: `term`, `era` (that has it), `count`, `quoted` (occurrences inside quotation marks); sorted by
    era, then term.
    """
    chosen = study.select(selection)
    rows = []
    present = pd.DataFrame((chosen.group("document").counts > 0).toarray(), columns=chosen.terms)
    eras = chosen.group("document").units["era"].to_numpy()
    quoted = study.quoted_terms.select(**SELECTIONS[selection])
    totals = pd.Series(chosen.counts.sum(axis=0), index=chosen.terms)
    inside = pd.Series(quoted.counts.sum(axis=0), index=quoted.terms)
    for era in ERAS:
        here = present[eras == era].all() & ~present[eras != era].any() & (totals >= OFTEN)
        rows += [(term, era, int(totals[term]), int(inside[term])) for term in here.index[here]]
    table = pd.DataFrame(rows, columns=["term", "era", "count", "quoted"])
    return table[~table["term"].isin(study.function_words)].sort_values(["era", "term"], ignore_index=True)


def smallest_count(n1: int, n2: int, *, family: int) -> int:
    """Return the occurrences that a term absent from one side needs in the other for a conservative log ratio above 0.

    >>> smallest_count(1000, 1000, family=1)
    6
    """
    counts = np.arange(1, n1 + 1)
    found = conservative_log_ratio(counts, np.zeros_like(counts), n1, n2, family=family) > 0
    return int(counts[found][0]) if found.any() else n1 + 1


def phrase_split_table(study: Study) -> pd.DataFrame:
    """Number of the recurring phrases that both sides have, for every split of the articles."""
    chosen = study.phrase_counts.select(**SELECTIONS["officials"]).keep_terms(list(phrase_table(study)["phrase"]))
    return Comparison(chosen, by="era", target=TARGET, reference=REFERENCE).placebo(key=key_if_shared())


def phrase_table(study: Study, *, selection: str = "officials") -> pd.DataFrame:
    """Recurring phrases of a selection by era; a phrase inside a longer one with the same counts is left out.

    Columns: `phrase`, `words`, `count_biden`, `count_trump2`, `documents_biden`, `documents_trump2`,
    `formula` (whether the phrase is an indicator of the codebook's frames, as "mutual respect"); sorted by the number of documents (falling), length (falling) and phrase.
    """
    units = study.select(selection).units
    found = study.phrases[study.phrases["unit"].isin(units.index)].join(units[["era", "document"]], on="unit")
    grouped = found.groupby(["phrase", "words", "era"]).agg(count=("count", "sum"), documents=("document", "nunique"))
    table = pd.DataFrame(grouped.unstack("era", fill_value=0))
    table.columns = ["_".join(map(str, pair)) for pair in table.columns]
    table = table.reset_index()
    numbers = ["count_biden", "count_trump2", "documents_biden", "documents_trump2"]
    table = table[table["documents_biden"] + table["documents_trump2"] >= 2]
    longer = [(f" {phrase} ", tuple(row)) for phrase, *row in table[["phrase", *numbers]].itertuples(index=False)]
    inside = [
        any(f" {phrase} " in other and phrase != other.strip() and tuple(row) == same for other, same in longer)
        for phrase, *row in table[["phrase", *numbers]].itertuples(index=False)
    ]
    table = table[~pd.Series(inside, index=table.index)]
    table = table.assign(documents=table["documents_biden"] + table["documents_trump2"])
    table = table.sort_values(["documents", "words", "phrase"], ascending=[False, False, True], ignore_index=True)
    coded = set(study.frame_hits["hit"])
    return table[["phrase", "words", *numbers]].assign(formula=table["phrase"].isin(coded))


def hits_by_selection(study: Study, hits: Collection[str]) -> pd.DataFrame:
    """How often some phrases of the codebook occur in each era under every selection of units.

    Columns: `selection`; for each era `count_ERA`, `tokens_ERA`, `rate_ERA` (in 1,000 tokens),
    `documents_ERA` (articles that have one).
    """
    found = study.frame_hits[study.frame_hits["hit"].isin(list(hits))]
    by_unit = found.drop_duplicates(["unit", "hit"]).groupby("unit")["count"].sum()
    rows = []
    for selection in SELECTIONS:
        units = study.select(selection).units
        counts = by_unit.reindex(units.index, fill_value=0)
        tokens = units["tokens"].to_numpy()
        row: dict[str, object] = {"selection": selection}
        for era in ERAS:
            here = units["era"].eq(era).to_numpy()
            count, size = int(counts.to_numpy()[here].sum()), int(tokens[here].sum())
            row[f"count_{era}"] = count
            row[f"tokens_{era}"] = size
            row[f"rate_{era}"] = 1000 * count / size if size else float("nan")
            row[f"documents_{era}"] = units.loc[here & counts.gt(0).to_numpy(), "document"].nunique()
        rows.append(row)
    return pd.DataFrame(rows)


def normalisation_table(study: Study, *, selection: str = "officials") -> pd.DataFrame:
    """Rate of the name in both eras under every way of counting.

    Columns: `choice` (for readers); for each era `count_ERA` and `rate_ERA` (in 1,000 tokens so counted);
    `change`, percent, from the first era to the second.
    """
    units = study.select(selection).units
    table = study.tables["normalisations"]
    table = table[table["unit"].isin(units.index)].join(units["era"], on="unit")
    sums = table.groupby(["choice", "era"])[["count", "tokens"]].sum().to_dict("index")
    rows = []
    for choice, name in CHOICES.items():
        row: dict[str, object] = {"choice": name}
        rates = []
        for era in ERAS:
            count, tokens = (int(value) for value in sums[choice, era].values())
            rates.append(1000 * count / tokens)
            row |= {f"count_{era}": count, f"rate_{era}": rates[-1]}
        rows.append(row | {"change": 100 * (rates[1] / rates[0] - 1) if rates[0] else float("nan")})
    return pd.DataFrame(rows)


_WORDS = {"term": "Word", "count_reference": "2021", "count_target": "2025-26"}
_ARTICLES = {"documents_reference": "articles of 2021", "documents_target": "articles of 2025-26"}
_KEY = {
    "log_ratio": "Log ratio",
    "lrc": "LRC",
    "log_likelihood": "G2",
    "p_documents": "p",
    "p_floor": "smallest attainable p",
}
_TERM_DIGITS = dict.fromkeys(["log_ratio", "lrc", "log_likelihood"], 2) | {"p_documents": 1, "p_floor": 1}
TABLES = {
    "terms": Shown(
        lambda study: compare_terms(study).query(f"count_target + count_reference >= {OFTEN}"),
        _WORDS | _ARTICLES | _KEY | {"same_sign": "Same direction without each article"},
        "Content words with three or more occurrences",
        _TERM_DIGITS,
    ),
    "pages": Shown(
        lambda study: compare_terms(study, selection="whole pages").head(12),
        _WORDS | _ARTICLES | _KEY,
        "What a naive count finds: the highest G2 on whole pages",
        _TERM_DIGITS,
    ),
    "split-variants": Shown(
        split_variants,
        {"counted": "Counted", "real": "Real grouping", "lowest": "Others, lowest", "highest": "highest"}
        | {"as_many": "Others with as many or more", "others": "of"},
        "Number of “key” words (G2) in the real grouping and in all others",
    ),
    "exclusive": Shown(
        exclusive_split_table,
        {
            "split": "Articles on one side",
            "real": "Real grouping",
            "key_terms": "Words of one side only",
            "expected": "By length alone",
        },
        "Content words in all articles of one side and in none of the other, for every grouping",
        {"expected": 1},
    ),
    "ways-of-counting": Shown(
        normalisation_table,
        {"choice": "Way of counting", "count_biden": "2021", "rate_biden": "per 1,000 words", "count_trump2": "2025-26"}
        | {"rate_trump2": "per 1,000 words ", "change": "Change, percent"},
        "Mentions of the US in officials' statements",
        {"rate_biden": 1, "rate_trump2": 1},
    ),
    "red-line-counts": Shown(
        lambda study: hits_by_selection(study, RED_LINES),
        {"selection": "Counted in", "count_biden": "2021", "tokens_biden": "of words", "count_trump2": "2025-26"}
        | {"tokens_trump2": "of words ", "documents_trump2": "articles of 2025-26"},
        "Occurrences of “red line” and “red lines”",
    ),
}
"""The tables of this theme that notebooks show."""
