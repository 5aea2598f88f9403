"""Tables on the tone and the stance of officials' statements."""

from __future__ import annotations

import pandas as pd

from analysis.framing.stance import read_word_lists, reporting_verbs
from analysis.sentiment.disagreement import compare_lexicons, contradictions, tone_validity, wide_scores
from analysis.sentiment.shifts import tone_shift
from analysis.study.data.load import Study
from analysis.study.design import ERAS, REFERENCE, SELECTIONS, TARGET
from analysis.study.tables.shown import Shown

__all__ = [
    "LEXICON_NAMES",
    "TABLES",
    "WAYS",
    "always_positive",
    "coded_tone",
    "lexicon_conflicts",
    "lexicon_differences",
    "lexicon_pairs",
    "reporting",
    "shift",
    "stance_rates",
    "tone_check",
    "tone_differences",
]


LEXICON_NAMES = {"vader": "VADER (declared)", "huliu": "Hu & Liu", "afinn": "AFINN", "pattern": "Pattern"}


WAYS = {(False, False): "as printed", (True, False): "names masked", (True, True): "masked, with overlay"}


def lexicon_differences(study: Study) -> pd.DataFrame:
    """Era difference of the mean tone by every lexicon, as printed, masked, and masked with the overlay.

    Columns: `lexicon`, `name`, `way`, those of `difference_of_means`, `in_sd` (difference in standard
    deviations of the statements' scores, so that lexicons can be compared).
    """
    parts = []
    for lexicon, name in LEXICON_NAMES.items():
        for (masked, overlay), way in WAYS.items():
            scores = study.scores(lexicon=lexicon, masked=masked, overlay=overlay)
            found = study.compare().means(scores[["score"]]).drop(columns="measure")
            spread = float(scores["score"].std())
            parts.append(
                found.assign(
                    lexicon=lexicon,
                    name=name,
                    way=way,
                    in_sd=found["difference"] / spread,
                    silent=scores["hits"].eq(0).sum(),
                    of=len(scores),
                )
            )
    table = pd.concat(parts, ignore_index=True)
    lead = ["lexicon", "name", "way"]
    return table[[*lead, *[column for column in table.columns if column not in lead]]]


def coded_tone(study: Study) -> pd.DataFrame:
    """Era difference of the tone that coder B gave: positive 1, negative -1, neutral and mixed 0.

    One row: for each era `positive_ERA`, `negative_ERA` and `of_ERA` (statements); the columns of
    `difference_of_means`; `in_sd`.
    """
    units = study.select().units
    tone = study.tone_coded.reindex(units.index)
    net = tone.map({"positive": 1.0, "negative": -1.0, "neutral": 0.0, "mixed": 0.0}).rename("score")
    found = study.compare().means(net.to_frame()).drop(columns="measure")
    for era in ERAS:
        here = tone[units["era"].eq(era)]
        found[f"positive_{era}"], found[f"negative_{era}"] = (
            int(here.eq("positive").sum()),
            int(here.eq("negative").sum()),
        )
        found[f"of_{era}"] = len(here)
    return found.assign(in_sd=found["difference"] / float(net.std()))


def always_positive(study: Study) -> int:
    """How many of coder B's signs are right for somebody who always says positive: the baseline of `tone_check`."""
    return int(study.tone_coded.eq("positive").sum())


def _wide(study: Study, *, masked: bool = True, overlay: bool = False) -> pd.DataFrame:
    wide = wide_scores(study.lexicon_scores, masked=masked, overlay=overlay)
    return wide.loc[study.select().units.index, list(LEXICON_NAMES)]


def lexicon_pairs(study: Study) -> pd.DataFrame:
    """Rank correlation and sign agreement of every two lexicons on officials' statements, names masked."""
    table = compare_lexicons(_wide(study))
    return table.assign(**{side: table[side].map(LEXICON_NAMES) for side in ("first", "second")})


def lexicon_conflicts(study: Study) -> pd.DataFrame:
    """Officials' statements that one lexicon calls positive and another negative, with gloss, scores and hand coding."""
    table = contradictions(_wide(study))
    about = study.statements.loc[table.index, ["speaker", "era", "gloss"]]
    coded = study.tone_coded.reindex(table.index).fillna("not coded")
    return about.join(table).assign(coded=coded).rename_axis("statement").reset_index()


def tone_check(study: Study) -> pd.DataFrame:
    """Every lexicon's signs against coder B's tone, with and without the overlay."""
    tone = study.tone_coded
    parts = []
    for (masked, overlay), way in WAYS.items():
        wide = wide_scores(study.lexicon_scores, masked=masked, overlay=overlay)[list(LEXICON_NAMES)]
        coded = wide.loc[wide.index.intersection(tone.index)]
        parts.append(tone_validity(coded, tone).assign(way=way))
    table = pd.concat(parts, ignore_index=True)
    return table.assign(name=table["lexicon"].map(LEXICON_NAMES))[
        ["name", "way", "right", "wrong", "silent", "of", "auc"]
    ]


def shift(study: Study, lexicon: str = "vader") -> pd.DataFrame:
    """Which words carry the era difference of one lexicon in officials' statements, names masked.

    `shift` is in thousandths of a lexicon unit a word, every statement counting alike: for a list of words the
    shifts add up to the difference of the eras' mean scores, times 1,000 and the lexicon's largest value.
    """
    every = study.lexicon_hits
    hits = every[every["lexicon"].eq(lexicon) & every["masked"] & ~every["overlay"]]
    # The sizes are those of the scored texts, in which names are masked.
    scored = study.scores(lexicon=lexicon, masked=True)
    table = tone_shift(hits, scored, by="era", target=TARGET, reference=REFERENCE, weights="statements")
    return table.assign(shift=1000 * table["shift"])


def stance_rates(study: Study) -> pd.DataFrame:
    """Stance in verbatim words of officials' statements: counts and rates in 1,000 quoted words by era.

    Columns: `category`; for each era `count_ERA`, `rate_ERA`, `documents_ERA`; `negated`, `addressees`.
    """
    units = study.select("officials, all topics").units
    hits = study.stance_hits
    hits = hits[hits["verbatim"] & hits["unit"].isin(units.index)].join(units[["era", "document"]], on="unit")
    quoted = units.groupby("era")["quoted_tokens"].sum()
    lists = read_word_lists(study.folder / "codebook" / "stance.csv", entities=study.entities)
    rows = []
    for category in lists.ids:
        part = hits[hits["category"].eq(category)]
        row: dict[str, object] = {"category": category}
        for era in ERAS:
            here = part[part["era"].eq(era)]
            count = int(here["count"].sum())
            row |= {
                f"count_{era}": count,
                f"rate_{era}": 1000 * count / quoted[era],
                f"documents_{era}": here["document"].nunique(),
            }
        named = part[part["addressee"].ne("none named")].groupby("addressee")["count"].sum().sort_index()
        row["negated"] = int(part.loc[part["negated"], "count"].sum())
        row["addressees"] = "; ".join(f"{name} ({count})" for name, count in named.items()) or "none named"
        rows.append(row)
    return pd.DataFrame(rows)


def reporting(study: Study) -> pd.DataFrame:
    """The newsroom's verbs for officials' speech by class and era: `class`, `biden`, `trump2`."""
    units = study.select("officials, all topics").units
    lists = read_word_lists(study.folder / "codebook" / "reporting_verbs.csv", column="class")
    classed = reporting_verbs(units["cue"], lists).set_index("statement")["class"]
    table = pd.crosstab(classed, units["era"]).reindex(columns=list(ERAS), fill_value=0)
    return table.rename_axis(columns=None).rename_axis("class").reset_index()


def tone_differences(study: Study) -> pd.DataFrame:
    """Era difference of the mean tone under every selection of statements, names masked and not.

    Columns: `selection`, `masked`, then those of `difference_of_means` (scores from -1 to 1).
    """
    rows = []
    for selection in SELECTIONS:
        if selection in {"whole pages", "reporters' own words"}:
            continue
        for masked in (True, False):
            scores = study.scores(masked=masked, selection=selection)
            found = study.compare(selection).means(scores[["score"]])
            rows.append(found.drop(columns="measure").assign(selection=selection, masked=masked))
    table = pd.concat(rows, ignore_index=True)
    return table[["selection", "masked", *[c for c in table.columns if c not in {"selection", "masked"}]]]


_MEANS = {"mean_reference": "2021", "mean_target": "2025-26", "difference": "Difference", "lowest": "lowest"}
_SURE = {"highest": "highest", "same_sign": "Same direction", "p": "p", "p_floor": "smallest attainable p"}
_DIGITS = dict.fromkeys(["mean_reference", "mean_target", "difference", "lowest", "highest"], 2) | {
    "p": 1,
    "p_floor": 1,
}
TABLES = {
    "lexicons": Shown(
        lexicon_differences,
        {"name": "Lexicon", "way": "Read"} | _MEANS | _SURE | {"silent": "Statements without a hit", "of": "of"},
        "Mean tone by lexicon; the range is that without each one article",
        _DIGITS,
    ),
    "lexicon-pairs": Shown(
        lexicon_pairs,
        {
            "first": "Lexicon",
            "second": "and",
            "rho": "Rank correlation",
            "both": "Both have a sign",
            "opposed": "Opposed",
        },
        "Lexicons compared, names masked",
        {"rho": 2},
    ),
    "lexicon-conflicts": Shown(
        lexicon_conflicts,
        {"statement": "Statement", "speaker": "Speaker", "gloss": "In our words", "coded": "Coder B"} | LEXICON_NAMES,
        "Statements positive to one lexicon and negative to another",
        {"vader": 2, "huliu": 3, "afinn": 3, "pattern": 3},
    ),
    "tone-check": Shown(
        tone_check,
        {
            "name": "Lexicon",
            "way": "Read",
            "right": "Right sign",
            "wrong": "Wrong sign",
            "silent": "No sign",
            "of": "of",
        }
        | {"auc": "Chance to rank a pair rightly"},
        "Lexicons against the tone that coder B gave",
        {"auc": 2},
    ),
    "tone-choices": Shown(
        tone_differences,
        {"selection": "Statements", "masked": "Names masked"} | _MEANS | _SURE,
        "VADER under other choices; the range is that without each one article",
        _DIGITS,
    ),
    "stance": Shown(
        stance_rates,
        {"category": "Stance", "count_biden": "2021", "documents_biden": "articles", "count_trump2": "2025-26"}
        | {"documents_trump2": "articles ", "negated": "Negated", "addressees": "Aimed at"},
        "Stance words in officials' quoted words, all topics",
    ),
    "reporting": Shown(
        reporting,
        {"class": "Class of verb", "biden": "2021", "trump2": "2025-26"},
        "The newsroom's verbs for officials' speech",
    ),
}
"""The tables of this theme that notebooks show."""
