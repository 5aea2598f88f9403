"""Tables on the corpus: the articles, who speaks in them, and what is left out."""

from __future__ import annotations

import pandas as pd

from analysis.study.data.load import Study
from analysis.study.design import ERAS, SELECTIONS, YEARS
from analysis.study.tables.official import ARTICLES
from analysis.study.tables.shown import Shown

__all__ = ["TABLES", "articles", "every_group", "selections", "speakers", "statements"]


def articles(study: Study) -> pd.DataFrame:
    """Return what differs between the articles besides the era, in order of time.

    `article` (main speaker and year), `date`, `outlet`, `agency`, `speakers`, `occasions`, `audiences`, `words` (compared), the
    three bases of the dates.
    """
    units = study.select().units
    mixed = units.groupby("document")[["speaker", "occasion", "audience"]].agg(_every)
    sizes = units.groupby("document")["tokens"].sum().rename("words_compared")
    table = study.documents.join(mixed).join(sizes).loc[list(ARTICLES)].rename_axis("document").reset_index()
    table["agency"] = table["agency"].replace("", "none named")
    return table.assign(article=table["document"].map(ARTICLES))


def _every(cells: pd.Series) -> str:
    return ", ".join(sorted(set(cells)))


def speakers(study: Study) -> pd.DataFrame:
    """Return the officials compared: `years`, `speaker`, `role`, `occasion`, `audience`, `statements`, `words`, `quoted`."""
    units = study.select().units
    units = units.assign(years=units["era"].map(YEARS))
    keys = ["years", "speaker", "role", "occasion", "audience"]
    found = units.groupby(keys).agg(
        statements=("tokens", "size"), words=("tokens", "sum"), quoted=("quoted_tokens", "sum")
    )
    return found.reset_index()


def every_group(study: Study) -> pd.DataFrame:
    """Return the number of statements by `years`, `country`, `speaker_group`, `location` and `scope`."""
    table = study.statements.assign(years=study.statements["era"].map(YEARS))
    keys = ["years", "country", "speaker_group", "location", "scope"]
    return table.groupby(keys).size().rename("statements").reset_index()


def selections(study: Study) -> pd.DataFrame:
    """Return the size of each selection: `selection`, and `units_ERA` and `words_ERA` for each era."""
    rows = []
    for name in SELECTIONS:
        units = study.select(name).units
        row: dict[str, object] = {"selection": name}
        for era in ERAS:
            here = units["era"].eq(era)
            row |= {f"units_{era}": int(here.sum()), f"words_{era}": int(units.loc[here, "tokens"].sum())}
        rows.append(row)
    return pd.DataFrame(rows)


def statements(study: Study) -> pd.DataFrame:
    """Return the statements compared, with the gloss of each, in order of time."""
    table = study.statements.loc[study.select().units.index].rename_axis("statement").reset_index()
    table["label"] = table["speaker"] + ", " + table["date"].astype(str)
    return table.sort_values(["date", "statement"], ignore_index=True)


TABLES = {
    "articles": Shown(
        articles,
        {
            "article": "Article",
            "outlet": "Outlet",
            "agency": "Agency",
            "speaker": "Officials compared",
            "occasion": "Occasions",
            "audience": "Addressed",
            "words_compared": "Words compared",
        },
        "What differs between the articles besides the era",
    ),
    "dates": Shown(
        articles,
        {
            "article": "Article",
            "date": "Event",
            "date_basis": "How the day is known",
            "published_earliest": "Published from",
            "published_latest": "to",
            "published_basis": "How that is known",
        },
        "The articles and their dates",
    ),
    "speakers": Shown(
        speakers,
        {
            "years": "Years",
            "speaker": "Speaker",
            "role": "Office",
            "occasion": "Occasion",
            "audience": "Addressed",
            "statements": "Statements",
            "words": "Words",
            "quoted": "Words quoted",
        },
        "Officials' statements on relations with the US",
    ),
    "every-group": Shown(
        every_group,
        {
            "years": "Years",
            "country": "Speaks for",
            "speaker_group": "Group",
            "location": "Place",
            "scope": "Topic",
            "statements": "Statements",
        },
        "All statements; media and reporters speak for no country",
    ),
    "selections": Shown(
        selections,
        {
            "selection": "Selection",
            "units_biden": "Units 2021",
            "words_biden": "Words 2021",
            "units_trump2": "Units 2025-26",
            "words_trump2": "Words 2025-26",
        },
        "Selections of units; the first is the default",
    ),
    "statements": Shown(
        statements,
        {
            "statement": "Statement",
            "label": "Said by, on",
            "voice": "Voice",
            "cue": "Verb",
            "gloss": "Content in our words",
        },
        "The statements compared",
    ),
}
"""The tables of this theme that notebooks show."""
