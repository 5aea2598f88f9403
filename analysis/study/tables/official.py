"""What official versions of one era have of the expressions that the articles have in the other era only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.errors import one_of
from analysis.study.data.load import Study
from analysis.study.design import ERAS, REFERENCE, SELECTIONS, TARGET, YEARS
from analysis.study.tables.shown import Shown

__all__ = [
    "ARTICLES",
    "TABLES",
    "VERDICTS",
    "official_table",
    "one_sided",
    "other_era",
    "outside",
    "red_line_uses",
    "versions",
]

ARTICLES = {"003": "Zhang 2021", "002": "Li 2021", "001": "Xie 2025", "004": "Wang 2025", "000": "Lou 2026"}
"""The articles in order of time, by the main speaker and the year."""

VERDICTS = ("contradicted", "contradicted by one speaker", "not found in any passage obtained", "open")
"""What the official versions of the other era do to "only in this era", strongest first."""

_ON_THE_US = ("us_china", "taiwan", "defence")
_OTHER = {REFERENCE: TARGET, TARGET: REFERENCE}


def versions(study: Study) -> pd.DataFrame:
    """Return the official versions with what is known of their occasions.

    Adds `label`, `country`, `era`, `role`, `passage`; `counts`, whether a row says that the expression was used: present, as the
    formula, on relations with the US, Taiwan or defence; and `reported`, whether an article reports what this official said on
    that occasion.
    """
    occasions = study.tables["official_occasions"].set_index("occasion")
    table = study.tables["official_versions"].join(
        occasions[["label", "country", "era", "role", "passage"]], on="occasion"
    )
    units = study.select("officials, all topics").units
    reported = set(zip(units["speaker"], units["said"].astype(str), strict=True))
    keys = zip(table["speaker"], table["date"].astype(str), strict=True)
    return table.assign(
        counts=table["status"].eq("present") & table["match"].eq("formula") & table["about"].isin(_ON_THE_US),
        reported=[key in reported for key in keys],
    )


def one_sided(study: Study) -> pd.DataFrame:
    """Return the rows of `official_table` for expressions that the articles of one era only carry.

    Adds what official versions of the other era have: `present` (labels), `reported` (of them, those on occasions that an
    article of that era reports), `absent` and `unknown` (occasions).
    """
    table = official_table(study)
    table = table[table["only_in"].isin(list(YEARS.values()))].reset_index(drop=True)
    found = versions(study)
    found = found[found["country"].eq("CN") & found["counts"] & found["reported"]]
    rows = []
    for row in table.to_dict("records"):
        other = next(era for era in ERAS if YEARS[era] != row["only_in"])
        here = found[found["era"].eq(other) & found["expression"].eq(row["expression"])]
        looked_up = {name: row[f"{name}_{other}"] for name in ("present", "absent", "unknown")}
        rows.append({**looked_up, "reported": ", ".join(here["label"])})
    return pd.concat([table, pd.DataFrame(rows)], axis=1)


def red_line_uses(study: Study) -> pd.DataFrame:
    """Return every official use of "red line" found, in order of time.

    `date`, `label`, `wording`, `about` (what is called a red line), `chinese` (the word behind it: "red line", "bottom line", or
    "not known"), `in_article` (yes or no).
    """
    table = versions(study)
    table = table[table["expression"].eq("red line") & table["status"].eq("present")].sort_values(["date", "label"])
    table = table.assign(date=table["date"].astype(str), chinese=table["occasion"].map(_CHINESE).fillna("not known"))
    table["about"] = table["occasion"].map(_CALLED).fillna("not stated")
    return table[["date", "label", "wording", "about", "chinese", "in_article"]].reset_index(drop=True)


_CHINESE = {
    **dict.fromkeys(("wang-2021", "xie-2025"), "red line"),
    **dict.fromkeys(("xie-2023", "lou-2026"), "bottom line"),
}
"""The Chinese word that "red line" renders, where a Chinese version was obtained or a note of the table names it."""
_CALLED = {
    "yang-2021": "Hong Kong, Tibet and Xinjiang",
    "wang-2021": "Taiwan",
    "xie-2023": "peaceful coexistence",
    "xi-2024": "four topics",
    "xie-2025": "four topics",
    "lou-2026": "no topic named",
}
"""What each of them calls a red line, in our words."""


def official_table(study: Study, *, selection: str = "officials, all topics") -> pd.DataFrame:
    """Return for each expression which articles have it, which official versions have it, and the verdict.

    Parameters
    ----------
    study : Study
        The study.
    selection : str
        The statements of the articles in which the expression is looked up. By default those on all topics, because the
        official versions include answers on Taiwan and on defence.

    Returns
    -------
    DataFrame
        One row an expression, in the order of the table of versions:

        * `expression`; `articles_ERA`: articles with the formula, as "Zhang 2021, Li 2021"
        * `statements_ERA`: number of statements with the formula; `quoted_ERA`: of them, those with all of it in quotation
          marks; `variants_ERA`: articles with a variant only
        * `only_in`: the years of the one era whose articles have the formula; "both", or "neither"
        * for the official versions, speaker by speaker: `present_ERA` (the formula, on relations with the US, Taiwan or
          defence), `other_form_ERA` (a variant, or the formula on another topic), `absent_ERA` and `unknown_ERA`
          (numbers of occasions)
        * `verdict`: one of `VERDICTS` where `only_in` is an era, else empty

    Notes
    -----
    The verdict on "only in one era" counts the official versions of the other era in which the formula is *present*: two or
    more contradict, one is one speaker's. Without any, it is open if all occasions are unknown. Occasions listed only for
    what they have (`role` context) can contradict, but they are never counted as absent.
    """
    found, hits = _searched(study, selection)
    return pd.DataFrame([_row(expression, found, hits) for expression in dict.fromkeys(key[0] for key in found)])


Records = Mapping[tuple[str, str], Sequence[Mapping[str, Any]]]
"""Rows by expression and era."""


def _searched(study: Study, selection: str) -> tuple[Records, Records]:
    """Return the versions of Chinese officials, and the hits in a selection of statements."""
    if selection not in SELECTIONS:
        raise one_of("selection", selection, SELECTIONS)
    found = versions(study)
    inside = study.select(selection).units[["document", "era"]]
    hits = study.tables["expression_hits"].join(inside, on="unit", how="inner")
    return _records(found[found["country"].eq("CN")]), _records(hits)


def _records(table: pd.DataFrame) -> Records:
    # Plain rows: every finding asks for some of the expressions, and a filter of a table for each cell took seconds.
    rows: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for key, row in zip(zip(table["expression"], table["era"], strict=True), table.to_dict("records"), strict=True):
        rows.setdefault(key, []).append({str(column): value for column, value in row.items()})
    return rows


def _row(expression: str, found: Records, hits: Records) -> dict[str, Any]:
    row: dict[str, Any] = {"expression": expression}
    for era in ERAS:
        row |= _articles(hits.get((expression, era), ()), era)
    having = [era for era in ERAS if row[f"articles_{era}"]]
    row["only_in"] = YEARS[having[0]] if len(having) == 1 else "both" if having else "neither"
    for era in ERAS:
        row |= _official(found.get((expression, era), ()), era)
    row["verdict"] = _verdict(row, _OTHER[having[0]]) if len(having) == 1 else ""
    return row


def _articles(hits: Sequence[Mapping[str, Any]], era: str) -> dict[str, Any]:
    formula = [hit for hit in hits if hit["match"] == "formula"]
    having = {hit["document"] for hit in formula}
    return {
        f"articles_{era}": _named(having),
        f"statements_{era}": len({hit["unit"] for hit in formula}),
        f"quoted_{era}": len({hit["unit"] for hit in formula if hit["verbatim"]}),
        f"variants_{era}": _named(hit["document"] for hit in hits if hit["document"] not in having),
    }


def _named(documents: Iterable[str]) -> str:
    having = set(documents)
    return ", ".join(name for document, name in ARTICLES.items() if document in having)


def _official(known: Sequence[Mapping[str, Any]], era: str) -> dict[str, Any]:
    present = [row for row in known if row["status"] == "present"]
    return {
        f"present_{era}": ", ".join(row["label"] for row in present if row["counts"]),
        f"other_form_{era}": ", ".join(row["label"] for row in present if not row["counts"]),
        **{f"{status}_{era}": sum(row["status"] == status for row in known) for status in ("absent", "unknown")},
    }


def _verdict(row: Mapping[str, Any], other: str) -> str:
    many = len([label for label in str(row[f"present_{other}"]).split(", ") if label])
    if many:
        return VERDICTS[0] if many > 1 else VERDICTS[1]
    return VERDICTS[2] if row[f"absent_{other}"] or row[f"other_form_{other}"] else VERDICTS[3]


def other_era(study: Study, expression: str, *, selection: str = "officials, all topics") -> str:
    """Return what a sentence that calls an expression new or gone must add: what official versions of the other era have.

    The part has no capital and no full stop, so that it follows "only in the articles of 2021; ".

    Parameters
    ----------
    study : Study
        The study.
    expression : str
        An expression of `official_table`.
    selection : str
        As in `official_table`.

    Raises
    ------
    ArgumentError
        If the expression was not looked up in official versions.
    """
    return _others(study, [expression], selection)[0]


def outside(study: Study, expressions: Iterable[str]) -> str:
    """Return what official versions have of some expressions, one sentence each: what a one-sided finding must add."""
    names = list(expressions)
    said = _others(study, names, "officials, all topics")
    return " ".join(f"“{name}”: {other}." for name, other in zip(names, said, strict=True))


def _others(study: Study, expressions: Iterable[str], selection: str) -> list[str]:
    found, hits = _searched(study, selection)
    known = list(dict.fromkeys(key[0] for key in found))
    said = []
    for expression in expressions:
        if expression not in known:
            raise one_of("expression", expression, known)
        row = _row(expression, found, hits)
        if row["verdict"]:
            said.append(_sentence(row, next(era for era in ERAS if YEARS[era] != row["only_in"])))
        else:
            said.append("articles of both eras have it" if row["only_in"] == "both" else "no article has it")
    return said


def _sentence(row: Mapping[str, Any], era: str) -> str:
    where = f"official versions of {YEARS[era]}"
    absent, unknown, form = row[f"absent_{era}"], row[f"unknown_{era}"], row[f"other_form_{era}"]
    rest = [f"absent from {absent} obtained"] if absent else []
    rest += [f"unknown for {unknown} not obtained"] if unknown else []
    aside = f"; in another form or on another topic in {form}" if form else ""
    if row["verdict"] in VERDICTS[:2]:
        said = f"{where} have it too: {row[f'present_{era}']}"
        return said + (f" ({', '.join(rest)})" if rest else "") + aside
    if row["verdict"] == VERDICTS[3]:
        return f"whether {where} have it is unknown: none of the {unknown} passages was obtained"
    return f"no passage obtained from {where} has it ({', '.join(rest) or 'none looked up'}){aside}"


TABLES = {
    "official": Shown(
        one_sided,
        {
            "expression": "Expression",
            "only_in": "In articles of",
            "present": "Used in the other era by",
            "reported": "of them on occasions that its articles report",
            "absent": "Passages without it",
            "unknown": "Passages not obtained",
            "verdict": "Only there?",
        },
        "Expressions that only one era’s articles carry, and who of the other era used them",
    ),
    "red-line": Shown(
        red_line_uses,
        {
            "date": "Date",
            "label": "Official",
            "wording": "Wording",
            "about": "What is called so",
            "chinese": "Chinese word for",
            "in_article": "In an article compared",
        },
        "Official uses of “red line”, 2021 to 2026",
    ),
    "occasions": Shown(
        lambda study: study.tables["official_occasions"],
        {"label": "Occasion", "date": "Date", "name": "What it was", "passage": "What was obtained of it"},
        "The occasions whose official versions were looked up",
    ),
}
"""The tables of this theme that notebooks show."""
