"""How much of officials' words is quoted, and every count again by quoted words alone and by topic."""

from __future__ import annotations

import pandas as pd

from analysis.framing.coding import prevalence
from analysis.study.data.load import Study
from analysis.study.design import ERAS, SELECTIONS
from analysis.study.tables.shown import Shown

__all__ = ["TABLES", "frames_by_voice", "frames_on_all_topics", "quoted_counts", "quoted_share"]

_ALL = "officials, all topics"


def quoted_share(study: Study, *, selection: str = "officials") -> pd.DataFrame:
    """Return how many of the words of each era are quoted and how many a reporter's paraphrase.

    Returns
    -------
    DataFrame
        A row for each era: `era`; `statements`; `direct`, `mixed`, `indirect` (of them, by voice); `words`; `quoted` (words in
        quotation marks); `paraphrased` (share of the words outside quotation marks, 0 to 1).
    """
    units = study.select(selection).units
    rows = []
    for era in ERAS:
        here = units[units["era"].eq(era)]
        words, quoted = int(here["tokens"].sum()), int(here["quoted_tokens"].sum())
        voices = {voice: int(here["voice"].eq(voice).sum()) for voice in ("direct", "mixed", "indirect")}
        sizes = {"words": words, "quoted": quoted, "paraphrased": 1 - quoted / words}
        rows.append({"era": era, "statements": len(here), **voices, **sizes})
    return pd.DataFrame(rows)


def quoted_counts(study: Study, *, selection: str = "officials") -> pd.DataFrame:
    """Return the count of every content term by era, in all words and in quoted words alone.

    Returns
    -------
    DataFrame
        Sorted by falling count and term: `term`; for each era `count_ERA`, `quoted_ERA`, and `rate_ERA` and `quoted_rate_ERA`
        (per 1,000 words, quoted words).
    """
    chosen, quoted = (terms.select(**SELECTIONS[selection]) for terms in (study.terms, study.quoted_terms))
    share = quoted_share(study, selection=selection).to_dict("records")
    sizes = {(row["era"], kind): row[kind] for row in share for kind in ("words", "quoted")}
    table = pd.DataFrame(index=pd.Index(chosen.terms, name="term"))
    for era in ERAS:
        here = chosen.units["era"].eq(era).to_numpy()
        table[f"count_{era}"] = chosen.counts[here].sum(axis=0)
        inside = pd.Series(quoted.counts[here].sum(axis=0), index=quoted.terms)
        table[f"quoted_{era}"] = inside.reindex(table.index, fill_value=0)
        table[f"rate_{era}"] = 1000 * table[f"count_{era}"] / int(sizes[era, "words"])
        table[f"quoted_rate_{era}"] = 1000 * table[f"quoted_{era}"] / int(sizes[era, "quoted"])
    total = sum(table[f"count_{era}"] for era in ERAS)
    table = table.assign(total=total).reset_index()
    table = table[table["total"].gt(0) & ~table["term"].isin(study.function_words)]
    return table.sort_values(["total", "term"], ascending=[False, True], ignore_index=True).drop(columns="total")


def frames_by_voice(study: Study, *, selection: str = "officials") -> pd.DataFrame:
    """Return the frames of coder A in all statements, and in those whose words are all quoted.

    Returns
    -------
    DataFrame
        In the order of the frames: `frame`, `name`; for each era `statements_ERA` and `of_ERA` (all statements), and
        `direct_ERA` and `direct_of_ERA` (statements all in quotation marks).
    """
    units = study.select(selection).units
    every, direct = _counts(study, units), _counts(study, units[units["voice"].eq("direct")])
    renamed = direct.rename(columns=lambda name: f"direct_{name}".replace("direct_statements", "direct"))
    return _named(study, every.join(renamed))


def frames_on_all_topics(study: Study) -> pd.DataFrame:
    """Return the frames of coder A in statements on relations with the US, and in those on all topics.

    A frame can be absent from one era only because its topic is coded as another one: statements on the status of Taiwan
    are not counted as statements on relations.

    Returns
    -------
    DataFrame
        In the order of the frames: `frame`, `name`; for each era `statements_ERA` and `of_ERA` (relations with the US), and
        `all_ERA` and `all_of_ERA` (all topics).
    """
    relations, every = (_counts(study, study.select(name).units) for name in ("officials", _ALL))
    return _named(
        study, relations.join(every.rename(columns=lambda name: f"all_{name}".replace("all_statements", "all")))
    )


def _counts(study: Study, units: pd.DataFrame) -> pd.DataFrame:
    coded = study.frames_coded.loc[units.index]
    wide = prevalence(coded, units, by="era").pivot(index="frame", columns="group")
    columns = {}
    for era in ERAS:
        columns[f"statements_{era}"] = wide["statements"][era]
        columns[f"of_{era}"] = wide["statements_of"][era]
    return pd.DataFrame(columns)


def _named(study: Study, table: pd.DataFrame) -> pd.DataFrame:
    table = table.loc[list(study.codebook.ids)].rename_axis("frame").reset_index()
    table.insert(1, "name", table["frame"].map(study.codebook.names))
    return table


TABLES = {
    "frames-by-voice": Shown(
        frames_by_voice,
        {"name": "Frame", "statements_biden": "2021, all", "of_biden": "of", "direct_biden": "2021, quoted only"}
        | {"direct_of_biden": "of ", "statements_trump2": "2025-26, all", "of_trump2": "of  "}
        | {"direct_trump2": "2025-26, quoted only", "direct_of_trump2": "of   "},
        "Frames by coder A in all statements, and in those wholly quoted",
    ),
    "frames-on-all-topics": Shown(
        frames_on_all_topics,
        {"name": "Frame", "statements_biden": "2021, on the US", "of_biden": "of", "all_biden": "2021, all topics"}
        | {"all_of_biden": "of ", "statements_trump2": "2025-26, on the US", "of_trump2": "of  "}
        | {"all_trump2": "2025-26, all topics", "all_of_trump2": "of   "},
        "Frames by coder A in statements on the US, and in those on all topics",
    ),
    "quoted-words": Shown(
        lambda study: quoted_counts(study).head(20),
        {
            "term": "Word",
            "count_biden": "2021",
            "quoted_biden": "quoted",
            "count_trump2": "2025-26",
            "quoted_trump2": "quoted ",
        },
        "The most frequent content words, in all words and in quoted words",
    ),
}
"""The tables of this theme that notebooks show."""
