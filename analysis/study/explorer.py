"""The study's explorer: every word of the officials' statements, by speaker, article, date, voice and frame."""

from __future__ import annotations

import pandas as pd

from analysis.report.explorer import drawn_terms, explorer_data, explorer_parts
from analysis.report.reading_site import Extra, templates
from analysis.study.data.load import Study
from analysis.study.design import REFERENCE, TARGET, YEARS

__all__ = ["study_explorer"]

_LEVEL = 0.05
_LIMITS = (
    "The statements are in articles under copyright, so each is told by a gloss in our words, where a word may be another.",
    "A word that an article lacks may have been said: a paper quotes few sentences. The page on phrases says what was.",
    "Frames are those that the dictionary finds. How often it is right is told in the appendix on the dictionary.",
)


def study_explorer(study: Study, *, site: str) -> Extra:
    """Return the page on which a reader can look for a word, choose a speaker, and read what was said.

    Parameters
    ----------
    study : Study
        The study.
    site : str
        Name of the site that the page belongs to.

    Returns
    -------
    Extra
        One page without any request; its state is in its address.
    """
    comparison = study.compare()
    found = comparison.permutation().rename(columns={"p": "p_documents"})
    terms = comparison.keyness(min_count=2).merge(found[["term", "p_documents", "p_family", "p_floor"]], on="term")
    decides = bool(terms["p_floor"].le(_LEVEL).any())
    units = comparison.units.units
    frames = study.frames.loc[units.index]
    names = study.codebook.names
    filters: dict[str, pd.Series] = {
        "Speaker": units["speaker"].astype("str"),
        "Article": units["document"].astype("str"),
        "Date": units["said"].astype("str"),
        "Voice": units["voice"].astype("str"),
        "Frame": pd.Series(
            [[names[frame] for frame in frames.columns if row[frame]] for row in frames.to_dict("records")],
            index=units.index,
        ),
    }
    labels = {
        unit: f"{row['speaker']}, {row['said']}, article {row['document']}, {row['voice']} speech"
        for unit, row in units[["speaker", "said", "document", "voice"]].to_dict("index").items()
    }
    data = explorer_data(
        comparison,
        drawn_terms(terms, decides=decides),
        total=len(terms),
        decides=decides,
        lines={},
        filters=filters,
        names=(YEARS[TARGET], YEARS[REFERENCE]),
        labels=labels,
        said=study.statements["gloss"].to_dict(),
    )
    title = "Explorer: every word, by speaker, date, voice and frame"
    description = (
        f"Which words did Chinese officials use more in {YEARS[TARGET]}, and which in {YEARS[REFERENCE]}? Choose a speaker "
        "or a frame, click on a word, and read who said it."
    )
    content = (
        templates()
        .get_template("explorer.html.j2")
        .render(
            title=title,
            description=description,
            site=site,
            first=YEARS[TARGET],
            second=YEARS[REFERENCE],
            short_first=YEARS[TARGET],
            short_second=YEARS[REFERENCE],
            decisive=decides,
            limits=_LIMITS,
            **explorer_parts(data),
        )
    )
    return Extra("explorer", title, description, content)
