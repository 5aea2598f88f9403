"""Plates on terms: rates, the splits of the articles, recurring phrases."""

from __future__ import annotations

from matplotlib.figure import Figure

from analysis.figures.charts import paired_dots, split_bars
from analysis.figures.plate import Plate, compose
from analysis.study.data.load import Study
from analysis.study.design import NAMES, OFTEN
from analysis.study.findings.terms import finding_keyness
from analysis.study.tables.terms import compare_terms, phrase_table, split_table, split_variants

__all__ = ["PLATES", "plate_phrases", "plate_splits", "plate_terms"]


def plate_terms(study: Study) -> Plate:
    """Rates of the content terms that occur often enough to be looked at."""
    table = compare_terms(study)
    table = table[table["count_target"] + table["count_reference"] >= OFTEN]
    table = table.sort_values(["log_ratio", "term"], ignore_index=True)
    table = table.assign(
        label=table["term"],
        first=table["rate_reference"],
        second=table["rate_target"],
        note_first=table["documents_reference"].astype(str) + "/" + table["documents_of_reference"].astype(str),
        note_second=table["documents_target"].astype(str) + "/" + table["documents_of_target"].astype(str),
    )
    only, only_later = (table[table[f"count_{side}"].eq(0)]["term"] for side in ("target", "reference"))

    def draw_it(figure: Figure) -> None:
        axes = figure.subplots()
        paired_dots(
            axes,
            table,
            names=NAMES,
            unit="occurrences in 1,000 words of officials' statements",
            notes=("note_first", "note_second"),
        )

    columns = [
        *("term", "count_reference", "count_target", "rate_reference", "rate_target", "documents_reference"),
        *("documents_target", "log_ratio", "log_ratio_low", "log_ratio_high", "lrc", "p_documents", "same_sign"),
    ]
    return compose(
        name="terms",
        title=f"Of {len(table)} content words with {OFTEN} or more occurrences {len(only)} are in 2021 only and {len(only_later)} "
        "in 2025-26 only",
        caption=(
            f"Content words with {OFTEN} or more occurrences in officials' statements, from those of 2021 (top) to those of "
            "2025-26. Beside each dot: in how many of the era's articles. No difference is reliable word by word (all conservative "
            "log ratios are 0), and the statements of 2021 have more than twice as many words. Era goes along with speaker, "
            "occasion and outlet."
        ),
        alt=(
            "Paired dots, rate in 1,000 words of officials' statements in 2021 and 2025-26: "
            + "; ".join(f"{row.term}: {row.rate_reference:.1f} and {row.rate_target:.1f}" for row in table.itertuples())
            + f". Absent later: {', '.join(only)}; absent earlier: {', '.join(only_later)}."
        ),
        data=table[columns],
        height=0.9 + 0.27 * len(table) + 0.5,
        draw=draw_it,
    )


def plate_splits(study: Study) -> Plate:
    """The real split of articles beside the nine others."""
    values = finding_keyness(study).values
    officials, pages = split_table(study), split_table(study, selection="whole pages")
    data = officials.merge(pages, on=["split", "real"], suffixes=("_officials", "_pages"))
    content = split_variants(study).set_index("counted").loc["content words only"]
    shown = {"key_terms_officials": "officials' statements", "key_terms_pages": "whole pages, naive"}

    def draw_it(figure: Figure) -> None:
        for axes, (column, name) in zip(figure.subplots(1, 2), shown.items(), strict=True):
            ordered = data.sort_values([column, "split"], ascending=[False, True], ignore_index=True)
            table = ordered.assign(label=ordered["split"].str.replace("+", " + "), key_terms=ordered[column])
            split_bars(axes, table, real_label="real split", unit="“key” terms (G2 of 3.84 or more)")
            axes.set_title(name, loc="left")

    return compose(
        name="splits",
        title=f"{values['g2_as_many']:.0f} of {values['g2_others']:.0f} splits that mix the eras give as many “key” terms or more; of "
        f"content words alone, {content['as_many']}",
        caption=(
            "Number of terms that pass the customary threshold when three of the five articles are set against the other two, "
            "for all ten ways to do so; a label names the three. Only the coloured split is by era. The usual test takes "
            "words as independent, which words of one text are not."
        ),
        alt=(
            f"Two bar charts of ten bars each. Officials' statements: the real split has {values['g2_real']:.0f} key terms, the "
            f"nine others {values['g2_lowest']:.0f} to {values['g2_highest']:.0f}. Whole pages: the real split has "
            f"{data.loc[data['real'], 'key_terms_pages'].iloc[0]}, the others "
            f"{data.loc[~data['real'], 'key_terms_pages'].min()} to {data.loc[~data['real'], 'key_terms_pages'].max()}."
        ),
        data=data,
        height=3.9,
        draw=draw_it,
    )


def plate_phrases(study: Study) -> Plate:
    """Set phrases in both eras and in one."""
    table = phrase_table(study)
    table = table.assign(
        label=table["phrase"],
        first=table["count_biden"],
        second=table["count_trump2"],
        note_first=table["documents_biden"].astype(str) + "/2",
        note_second=table["documents_trump2"].astype(str) + "/3",
    )
    shared = table["count_biden"].gt(0) & table["count_trump2"].gt(0)

    def draw_it(figure: Figure) -> None:
        axes = figure.subplots()
        paired_dots(
            axes, table, names=NAMES, unit="occurrences in officials' statements", notes=("note_first", "note_second")
        )

    return compose(
        name="phrases",
        title=f"{shared.sum()} of {len(table)} recurring phrases are in officials' statements of both eras",
        caption=(
            "Phrases of two to six words that recur in officials' statements of at least two articles, function words at the "
            "edges left out, a phrase inside a longer one with the same counts left out. Beside each dot: in how many of the "
            "era's articles. Counts, not rates: the statements of 2021 have more than twice as many words. Other ways to split "
            "the five articles share as many phrases."
        ),
        alt=(
            "Paired dots, occurrences in 2021 and 2025-26: "
            + "; ".join(f"{row.phrase}: {row.first} and {row.second}" for row in table.itertuples())
            + "."
        ),
        data=table[["phrase", "words", "count_biden", "count_trump2", "documents_biden", "documents_trump2"]],
        height=0.9 + 0.27 * len(table) + 0.6,
        draw=draw_it,
    )


PLATES = {"terms": plate_terms, "splits": plate_splits, "phrases": plate_phrases}
