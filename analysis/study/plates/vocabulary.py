"""Plates on the words of the eras as a whole: divergence, map of statements, company of single words."""

from __future__ import annotations

from matplotlib.figure import Figure

from analysis.figures.charts import split_bars
from analysis.figures.lexical import collocate_circle, divergence_bars
from analysis.figures.plate import Plate, compose
from analysis.figures.style import PAIR
from analysis.study.data.load import Study
from analysis.study.design import ERAS, YEARS
from analysis.study.plates.terms import named
from analysis.study.tables.vocabulary import (
    collocate_differences,
    collocate_edges,
    divergence_splits,
    era_divergence,
    neighbours,
    statement_map,
)

__all__ = ["PLATES", "plate_collocates", "plate_divergence", "plate_map"]

MOST = 18


def plate_divergence(study: Study) -> Plate:
    """Content words that contribute most to the divergence, and the divergence of every split."""
    table = era_divergence(study)
    content = table[~table["function_word"]].reset_index(drop=True)
    splits = divergence_splits(study)
    total = float(splits.loc[splits["real"], "value"].iloc[0])
    higher = int((splits.loc[~splits["real"], "value"] >= total).sum())
    shown = content.sort_values(["jensen_shannon", "term"], ascending=[False, True]).head(MOST)
    largest = shown.iloc[0]

    def draw_it(figure: Figure) -> None:
        left, right = figure.subplots(2, 1, height_ratios=(1.6, 1))
        divergence_bars(left, content, names=(YEARS["trump2"], YEARS["biden"]), most=MOST)
        left.xaxis.set_major_formatter(lambda number, _: f"{1000 * abs(number):g}")
        left.set_xlabel("contribution to the divergence, thousandths of a bit")
        ordered = splits.sort_values(["value", "split"], ascending=[False, True], ignore_index=True)
        bars = ordered.assign(label=ordered["split"].map(named))
        split_bars(right, bars, real_label="by era", unit="divergence, bits", column="value", decimals=3)

    return compose(
        name="divergence",
        title=f"No word drives the difference of the eras: the largest has {100 * largest['share']:.1f}%; {higher} of "
        f"{len(splits) - 1} shuffles of the articles differ as much",
        caption=(
            f"Top: the {len(shown)} content words of officials’ statements that contribute most to the Jensen-Shannon divergence of "
            f"the eras; all words together have {total:.2f} bits of 1. Bottom: the divergence for all ways to set three of the "
            "articles against the other two; a label names the three."
        ),
        read="A bar on the left is a word more frequent in 2021, on the right in 2025-26. The coloured bar below is the split by era.",
        limits="Smaller sides diverge more, and 2025-26 is the smaller one. Shares of single words rest on few occurrences.",
        alt=(
            "Top, bars of words by contribution in thousandths of a bit: "
            + "; ".join(
                f"{term} {1000 * bits:.1f} ({YEARS['trump2' if favours > 0 else 'biden']})"
                for term, bits, favours in zip(shown["term"], shown["jensen_shannon"], shown["favours"], strict=True)
            )
            + ". Bottom, bars of ten splits: the one by era "
            + f"{total:.3f}, the others {splits.loc[~splits['real'], 'value'].min():.3f} to "
            + f"{splits.loc[~splits['real'], 'value'].max():.3f}."
        ),
        data=shown[
            ["term", "count_target", "count_reference", "favours", "jensen_shannon", "share", "rank_turbulence"]
        ],
        height=8.2,
        draw=draw_it,
    )


def plate_map(study: Study) -> Plate:
    """Statements by their words, in the colours of the eras."""
    points = statement_map(study).rename_axis("unit").reset_index()
    near = neighbours(study).set_index("same").astype({"statements": int, "of": int}).to_dict("index")
    era, article, speaker = near["era"], near["article"], near["speaker"]
    held = 100 * float(points["held"].iloc[0])

    def draw_it(figure: Figure) -> None:
        axes = figure.subplots()
        for name, colour, marker in zip(ERAS, PAIR, "os", strict=True):
            part = points[points["era"].eq(name)]
            axes.scatter(part["x"], part["y"], color=colour, marker=marker, s=30, alpha=0.85, zorder=2)
        axes.set_xlabel("first dimension")
        axes.set_ylabel("second dimension")
        axes.grid(color="#EEEEEE")
        for name, colour, mark, x in zip(YEARS.values(), PAIR, ("●", "■"), (0.0, 0.5), strict=True):
            axes.text(x, 1.02, f"{mark} {name}", color=colour, fontweight="bold", transform=axes.transAxes)

    return compose(
        name="map",
        title=f"{era['statements']:.0f} of {era['of']:.0f} statements have their most similar statement in their own era; chance "
        f"predicts {era['expected']:.0f}",
        caption=(
            "Officials’ statements placed by their words (principal components of tf-idf, words of two statements or more). The "
            f"most similar statement is of the same article for {article['statements']:.0f} ({article['expected']:.0f} by chance), of "
            f"the same speaker for {speaker['statements']:.0f} ({speaker['expected']:.0f})."
        ),
        read="A mark is a statement. Statements that share words lie near each other; the axes have no unit.",
        limits=f"The plane holds {held:.0f}% of the variation, so distances mean little; the count in the title uses all words.",
        alt=(
            f"Scatter of {len(points)} statements on two dimensions in two colours that overlap. Means by speaker: "
            + "; ".join(
                f"{who} ({YEARS[str(when)]}) {x:.2f}, {y:.2f}"
                for (when, who), x, y in points.groupby(["era", "speaker"])[["x", "y"]].mean().itertuples()
            )
            + "."
        ),
        data=points[["unit", "document", "era", "speaker", "voice", "x", "y", "held"]],
        height=5.2,
        draw=draw_it,
    )


def plate_collocates(study: Study) -> Plate:
    """Content words near the nodes that both eras have often, era by era."""
    edges = collocate_edges(study)
    differences = collocate_differences(study)
    reliable = int(differences["lrc"].ne(0).sum())

    def draw_it(figure: Figure) -> None:
        for axes, era, colour in zip(figure.subplots(2, 1), ERAS, PAIR, strict=True):
            collocate_circle(axes, edges[edges["era"].eq(era)], colour=colour, weight="count", steps=10)
            axes.set_title(YEARS[era], loc="left", color=colour, fontweight="bold")

    interests = edges[edges["node"].eq("interests")].sort_values(["era", "log_dice"], ascending=[True, False])
    nearest = interests[~interests["collocate"].isin(edges["node"])].groupby("era").first()
    return compose(
        name="collocates",
        title=f"“Interests” keeps company with “{nearest.loc['biden', 'collocate']}” in 2021 ({nearest.loc['biden', 'count']} times) "
        f"and with “{nearest.loc['trump2', 'collocate']}” in 2025-26 ({nearest.loc['trump2', 'count']} times)",
        caption=(
            "Words that appear twice or more within five words of a node in officials’ statements, never across a sentence. Nodes "
            "(in colour) are the content words that both eras have three times or more."
        ),
        read="A line joins a word to its node; the more often the two appear together, the wider it is within its panel.",
        limits=(
            f"Of {len(differences)} collocates compared between the eras, {reliable or 'none'} differ reliably (conservative log ratio). The "
            "statements of 2021 have more than twice as many words."
        ),
        alt="; ".join(
            f"{ERAS[str(era)]}: "
            + ", ".join(
                f"{node} with {word} ({count})"
                for node, word, count in part[["node", "collocate", "count"]].itertuples(index=False)
            )
            for era, part in edges.groupby("era", sort=True)
        )
        + ".",
        data=edges,
        height=7.0,
        draw=draw_it,
    )


PLATES = {"divergence": plate_divergence, "map": plate_map, "collocates": plate_collocates}
