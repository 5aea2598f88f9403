"""A comparison as a report: one page that needs nothing else, with its tables, plates and methods beside it."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.figures.bars import plot_splits
from analysis.figures.charts import paired_dots
from analysis.figures.dots import plot_keyness, plot_prevalence
from analysis.figures.plate import Plate, compose
from analysis.figures.table import Readable
from analysis.report.contexts import short_contexts
from analysis.report.explorer import drawn_terms, explorer_parts, report_data
from analysis.report.measuring import Measured
from analysis.report.paragraph import methods, version
from analysis.report.reading_site import MARK, templates
from analysis.report.sentences import answers, decisive, headline, leading, limits, phrases_apart, phrases_shared, plain
from analysis.report.tables import semantic
from analysis.tables import sheet_bytes
from analysis.terms.describe.closed_class import function_words

__all__ = ["report"]

_SIDES = ("target", "reference")
_MARK = "\ufeff".encode()
_LETTERS = 34


def report(found: Measured) -> dict[str, bytes]:
    """Return the files of a report: `index.html`, `methods.txt`, `tables/`, `plates/`.

    Parameters
    ----------
    found : Measured
        What `measured` returns.

    Returns
    -------
    dict
        Content by file name. Tables are CSV with a byte order mark, in which a cell that a spreadsheet would run begins with
        an apostrophe, and Parquet, unchanged; plates are PNG, SVG, CSV and alternative text.
    """
    shown = _plates(found)
    files = {"index.html": _page(found, shown).encode(), "methods.txt": f"{methods(found)}\n".encode()}
    for name, table in _tables(found).items():
        files[f"tables/{name}.csv"] = _MARK + sheet_bytes(table)
        out = io.BytesIO()
        table.to_parquet(out, index=False)
        files[f"tables/{name}.parquet"] = out.getvalue()
    for plate in shown.values():
        files |= {f"plates/{name}": content for name, content in plate.files().items() if not name.endswith(".csv")}
        files[f"plates/{plate.name}.csv"] = _MARK + sheet_bytes(plate.data)
    return files


def _tables(found: Measured) -> dict[str, pd.DataFrame]:
    tables = {
        "terms": found.terms,
        "contexts": _contexts(found).astype({"unit": "str"}),
        "explorer": drawn_terms(found.terms, decides=decisive(found))[
            ["term", "rate_target", "rate_reference", "sure"]
        ],
        "phrases": found.phrases,
        "frames": found.frames,
        "tone": found.tone,
        "splits": found.splits,
    }
    return {name: table for name, table in tables.items() if len(table)}


def _contexts(found: Measured) -> pd.DataFrame:
    terms = pd.concat([leading(found, side)["term"] for side in _SIDES])
    return short_contexts(found.comparison, found.tokens, found.texts, terms, index=found.index)


def _plates(found: Measured) -> dict[str, Plate]:
    names = (plain(found.names[0]), plain(found.names[1]))
    content = found.terms[~found.terms["term"].isin(list(function_words()))]
    plates = {}
    if len(content):
        plates["terms"] = plot_keyness(content, names=names, name="terms", most=10)
    if len(found.phrases):
        plates["phrases"] = _phrases_plate(found, names)
    if len(found.frames):
        rates = found.frame_rates.assign(group=found.frame_rates["group"].map(plain))
        plates["frames"] = plot_prevalence(rates, name="frames")
    if len(found.splits) > 2:
        plates["splits"] = plot_splits(found.splits, name="splits", unit="typical terms (G2 of 3.84 or more)")
    return plates


def _phrases_plate(found: Measured, names: tuple[str, str]) -> Plate:
    table = pd.concat([phrases_apart(found, 10), phrases_shared(found, 6)]).drop_duplicates("phrase")
    shares = [table[f"documents_{side}"] / table[f"documents_of_{side}"] for side in _SIDES]
    notes = [
        [f"{k} of {n}" for k, n in zip(table[f"documents_{side}"], table[f"documents_of_{side}"], strict=True)]
        for side in _SIDES
    ]
    # The reference comes first, as in all plates: its colour is the first.
    data = pd.DataFrame(
        {"label": table["phrase"].str.slice(0, _LETTERS), "first": shares[1] * 100, "second": shares[0] * 100}
    ).assign(first_note=notes[1], second_note=notes[0])
    said = [f"{row.label}: {row.first_note} and {row.second_note}" for row in data.itertuples()]
    return compose(
        name="phrases",
        title="Set phrases furthest apart, and those that both sides share",
        caption=f"Share of documents with each phrase or a variant of it, {names[1]} and {names[0]}.",
        alt=f"Documents with each phrase, {names[1]} and {names[0]}. {'; '.join(said)}.",
        data=data,
        height=1.4 + 0.3 * len(data),
        draw=lambda figure: paired_dots(
            figure.subplots(),
            data,
            names=(names[1], names[0]),
            unit="% of documents",
            notes=("first_note", "second_note"),
        ),
        read="Two dots a phrase, one for each side; the line between them is the difference.",
        limits="Which variants are one phrase is decided by shared words, not by sense.",
    )


def _page(found: Measured, shown: Mapping[str, Plate]) -> str:
    first, second = (plain(name) for name in found.names)
    lines = _contexts(found)
    return (
        templates()
        .get_template("report.html.j2")
        .render(
            title=f"{first} and {second}: a comparison by {plain(found.comparison.by)}",
            description=answers(found)[1][1],
            mark=Markup(MARK),  # noqa: S704  # a constant
            kicker=f"{first} against {second}, by {plain(found.comparison.by)}",
            headline=headline(found),
            answers=answers(found),
            decisive=decisive(found),
            first=first,
            second=second,
            short_first=first[:12],
            short_second=second[:12],
            plates={name: _shown(plate) for name, plate in shown.items()},
            sides=[_side(found, lines, side, name) for side, name in zip(_SIDES, (first, second), strict=True)],
            phrases=_phrases(found),
            frames=_frames(found),
            tone=_tone(found),
            limits=limits(found),
            methods=methods(found),
            version=version(),
            tables=list(_tables(found)),
            **explorer_parts(report_data(found)),
        )
    )


def _shown(plate: Plate) -> dict[str, Any]:
    image = f"data:image/png;base64,{base64.b64encode(plate.png).decode()}"
    notes = [("", plate.caption), ("How to read it.", plate.read), ("What it does not show.", plate.limits)]
    return {"image": image, "alt": plate.alt, "notes": [(label, words) for label, words in notes if words]}


def _readable(table: pd.DataFrame, columns: Mapping[str, str], **digits: int) -> Markup:
    shown = table.assign(**{name: table[name].map(plain) for name in columns if table[name].dtype in ("str", object)})
    made = Readable(shown, columns, digits=digits)._repr_mimebundle_()["text/html"]
    return Markup(semantic(made))  # noqa: S704  # escaped by Readable


def _of_documents(table: pd.DataFrame) -> pd.DataFrame:
    """Add "k of n" for both sides."""
    said = {
        f"in_{side}": [
            f"{k:,.0f} of {n:,.0f}"
            for k, n in zip(table[f"documents_{side}"], table[f"documents_of_{side}"], strict=True)
        ]
        for side in _SIDES
    }
    return table.assign(**said)


def _side(found: Measured, lines: pd.DataFrame, side: str, name: str) -> dict[str, Any]:
    table = _of_documents(leading(found, side))
    first, second = (plain(one)[:24] for one in found.names)
    columns = {
        "term": "Term",
        "rate_target": f"{first}, per 1,000",
        "rate_reference": f"{second}, per 1,000",
        "in_target": f"Documents, {first}",
        "in_reference": f"Documents, {second}",
        "p_documents": "p",
        "p_family": "p, all terms together",
    }
    given = {at: plain(one) for at, one in zip(_SIDES, found.names, strict=True)}
    groups = [
        (plain(term), [row | {"side": given[row["side"]]} for row in part.map(plain).to_dict("records")])
        for term, part in lines[lines["term"].isin(table["term"])].groupby("term", sort=False)
    ]
    shown = _readable(table, columns, rate_target=2, rate_reference=2, p_documents=3, p_family=3) if len(table) else ""
    return {"name": f"More frequent in {name}", "table": shown, "lines": groups}


def _phrases(found: Measured) -> Markup | str:
    if found.phrases.empty:
        return ""
    table = pd.concat([phrases_apart(found), phrases_shared(found)]).drop_duplicates("phrase")
    first, second = (plain(one)[:24] for one in found.names)
    columns = {
        "phrase": "Phrase",
        "in_target": first,
        "in_reference": second,
        "variants": "Variants",
        "status": "What became of it",
    }
    return _readable(_of_documents(table), columns)


def _frames(found: Measured) -> Markup | str:
    if found.frames.empty:
        return ""
    first, second = (plain(one)[:24] for one in found.names)
    columns = {
        "name": "Frame",
        "mean_target": f"{first}, per 1,000",
        "mean_reference": f"{second}, per 1,000",
        "in_target": f"Documents, {first}",
        "in_reference": f"Documents, {second}",
        "p": "p",
        "p_family": "p, all frames together",
    }
    return _readable(_of_documents(found.frames), columns, mean_target=2, mean_reference=2, p=3, p_family=3)


def _tone(found: Measured) -> Markup | str:
    if found.tone.empty:
        return ""
    first, second = (plain(one)[:24] for one in found.names)
    columns = {
        "lexicon": "Lexicon",
        "mean_target": f"Mean, {first}",
        "mean_reference": f"Mean, {second}",
        "difference": "Difference",
        "p": "p",
        "p_family": "p, all lexicons together",
        "no_hits": "Share without a hit",
    }
    return _readable(found.tone, columns, mean_target=4, mean_reference=4, difference=4, p=3, p_family=3, no_hits=2)
