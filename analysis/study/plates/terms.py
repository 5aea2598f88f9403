"""Plates on terms: rates, and the splits of the articles."""

from __future__ import annotations

from matplotlib.figure import Figure

from analysis.figures.charts import paired_dots, split_bars
from analysis.figures.plate import Plate, compose
from analysis.study.data.load import Study
from analysis.study.design import OFTEN, YEARS
from analysis.study.findings.terms import finding_keyness
from analysis.study.tables.official import ARTICLES
from analysis.study.tables.terms import compare_terms, split_table, split_variants

__all__ = ["PLATES", "named", "plate_splits", "plate_terms"]


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
    reliable = int(table["lrc"].ne(0).sum())

    def draw_it(figure: Figure) -> None:
        paired_dots(figure.subplots(), table, names=(YEARS["biden"], YEARS["trump2"]), unit="per 1,000 words of officials",
                    notes=("note_first", "note_second"))  # fmt: skip

    columns = [
        *("term", "count_reference", "count_target", "rate_reference", "rate_target", "documents_reference"),
        *("documents_target", "log_ratio", "log_ratio_low", "log_ratio_high", "lrc", "p_documents", "same_sign"),
    ]
    return compose(
        name="terms",
        title=f"Of {len(table)} frequent words, {len(only)} appear in 2021 only and {len(only_later)} in 2025-26 only; "
        f"{reliable or 'none'} differ reliably",
        caption=(
            f"Content words with {OFTEN} or more occurrences in officials’ statements, from words of 2021 (top) to words of 2025-26."
        ),
        read="A dot is a rate per 1,000 words. Beside it: in how many of the era’s articles the word appears.",
        limits=(
            "Word by word, there is too little text to call any word typical of an era (conservative log ratio). The statements of "
            "2021 have more than twice as many words, so more words can appear in them alone."
        ),
        alt=(
            "Paired dots, rate per 1,000 words of officials’ statements in 2021 and 2025-26: "
            + "; ".join(f"{row.term}: {row.rate_reference:.1f} and {row.rate_target:.1f}" for row in table.itertuples())
            + f". Absent later: {', '.join(only)}; absent earlier: {', '.join(only_later)}."
        ),
        data=table[columns],
        height=1.4 + 0.27 * len(table),
        draw=draw_it,
    )


def plate_splits(study: Study) -> Plate:
    """The real split of articles beside the nine others."""
    values = finding_keyness(study).values
    officials, pages = split_table(study), split_table(study, selection="whole pages")
    data = officials.merge(pages, on=["split", "real"], suffixes=("_officials", "_pages"))
    content = split_variants(study).set_index("counted").loc["content words only"]
    shown = {"key_terms_officials": "Officials’ statements", "key_terms_pages": "Whole pages"}

    def draw_it(figure: Figure) -> None:
        for axes, (column, name) in zip(figure.subplots(2, 1), shown.items(), strict=True):
            ordered = data.sort_values([column, "split"], ascending=[False, True], ignore_index=True)
            table = ordered.assign(label=ordered["split"].map(named), key_terms=ordered[column])
            split_bars(axes, table, real_label="by era", unit="“key” words")
            axes.set_title(name, loc="left", fontweight="bold")

    return compose(
        name="splits",
        title=f"Shuffle the articles, and {values['g2_as_many']:.0f} of {values['g2_others']:.0f} shuffles yield as many “key” words as "
        f"the eras do; of content words alone, {content['as_many'] or 'none'}",
        caption=(
            "Words that pass the customary threshold of keyness (G2 of 3.84) when three of the five articles are set against the "
            "other two, for all ten ways to do so. A label names the three: Zhang 2021, Li 2021, Xie 2025, Wang 2025, Lou 2026."
        ),
        read="Only the coloured bar sets the eras against each other; the grey ones mix them.",
        limits=(
            "The usual test takes words as independent, which words of one text are not. Ten splits allow no p below 0.1."
        ),
        alt=(
            f"Two bar charts of ten bars each. Officials’ statements: the split by era has {values['g2_real']:.0f} key words, the "
            f"nine others {values['g2_lowest']:.0f} to {values['g2_highest']:.0f}. Whole pages: the split by era has "
            f"{data.loc[data['real'], 'key_terms_pages'].iloc[0]}, the others "
            f"{data.loc[~data['real'], 'key_terms_pages'].min()} to {data.loc[~data['real'], 'key_terms_pages'].max()}."
        ),
        data=data,
        height=6.6,
        draw=draw_it,
    )


def named(split: str) -> str:
    """Name the articles of one side of a split by the surnames of their speakers, in order of time.

    >>> named("000+001+004")
    'Xie, Wang, Lou'
    """
    inside = split.split("+")
    return ", ".join(name.split()[0] for document, name in ARTICLES.items() if document in inside)


PLATES = {"terms": plate_terms, "splits": plate_splits}
