"""Tables of the study on frames, tone and stance that the notebooks, plates and findings share."""

from __future__ import annotations

import pandas as pd

from analysis.framing.agreement import compare_coders
from analysis.framing.codebook import read_codebook
from analysis.framing.coders import DictionaryCoder
from analysis.framing.coding import prevalence
from analysis.framing.entries import read_coded_texts
from analysis.framing.stance import read_word_lists, reporting_verbs
from analysis.framing.structure import frame_cooccurrence, function_codes
from analysis.framing.validity import pattern_table, score_coder
from analysis.inference.resampling import difference_of_means
from analysis.sentiment.disagreement import contradictions, lexicon_agreement, tone_validity, wide_scores, word_shift
from analysis.study.data.load import ERAS, YEARS, Study
from analysis.study.tables.terms import REFERENCE, SIDES, TARGET

__all__ = [
    "LEXICON_NAMES",
    "always_positive",
    "coded_tone",
    "frame_functions",
    "frame_shares",
    "lexicon_conflicts",
    "lexicon_differences",
    "lexicon_pairs",
    "network",
    "patterns",
    "profiles",
    "reporting",
    "shift",
    "stance_rates",
    "tone_check",
    "validity",
]

LEXICON_NAMES = {"vader": "VADER (declared)", "huliu": "Hu & Liu", "afinn": "AFINN", "pattern": "Pattern"}
WAYS = {(False, False): "as printed", (True, False): "names masked", (True, True): "masked, with overlay"}


def validity(study: Study) -> pd.DataFrame:
    """Dictionary against hand coding: on the study's statements, and on unseen sentences before and after tuning.

    Columns: `sample` (statements, tuning, held out, tuning and held out), `codebook` (now, before), then those of
    `compare_coders`.
    """
    folder = study.folder / "codebook"
    books = {
        "now": study.codebook,
        "before": read_codebook(folder / "frames_before.yaml", entities=study.entities),
    }
    parts = [
        compare_coders(study.frames.loc[study.frames_coded.index], study.frames_coded).assign(
            sample="statements", codebook="now"
        )
    ]
    texts, coded = read_coded_texts(folder / "unseen.json", study.codebook)
    # Odd entries were looked at while patterns were written, even ones never.
    odd = pd.Series(range(1, len(texts) + 1), index=texts.index) % 2 == 1
    for when, book in books.items():
        for sample, kept in (("tuning", odd), ("held out", ~odd), ("tuning and held out", odd | ~odd)):
            scored = score_coder(DictionaryCoder(book, study.entities), texts[kept], coded[kept])
            parts.append(scored.assign(sample=sample, codebook=when))
    table = pd.concat(parts, ignore_index=True)
    return table[["sample", "codebook", *[c for c in table.columns if c not in {"sample", "codebook"}]]]


def patterns(study: Study) -> pd.DataFrame:
    """Every pattern: how many coded statements it finds, how many of them a person agrees with, and its `hits` in words."""
    table = pattern_table(study.frame_hits, study.frames_coded, study.codebook)
    inside = study.frame_hits[study.frame_hits["unit"].isin(study.frames_coded.index)]
    words = inside.groupby(["frame", "indicator"])["hit"].agg(lambda found: "; ".join(sorted(set(found))))
    return table.join(words.rename("hits"), on=["frame", "pattern"]).fillna({"hits": ""})


def frame_shares(study: Study, *, by: str | list[str] = "era") -> pd.DataFrame:
    """Officials' statements with each frame by era, or by era and voice, as `prevalence` gives them; eras by their years."""
    units = study.select().units
    return prevalence(study.frames.loc[units.index], units.assign(era=units["era"].map(YEARS)), by=by)


def network(study: Study, *, at_least: int = 2) -> pd.DataFrame:
    """Which frames stand together in officials' statements of both eras; `era_ERA` splits the count."""
    units = study.select("officials, all topics").units
    codes = study.frames.loc[units.index]
    edges = frame_cooccurrence(codes, at_least=at_least)
    for era in ERAS:
        here = codes[units["era"].eq(era)]
        edges[f"together_{era}"] = [
            int((here[a] & here[b]).sum()) for a, b in zip(edges["first"], edges["second"], strict=True)
        ]
    return edges


def profiles(study: Study) -> pd.DataFrame:
    """Frames of each official, with the era."""
    units = study.select("officials, all topics").units
    names = study.codebook.names
    units = units.assign(who=units["speaker"] + " (" + units["era"].map(YEARS) + ")")
    table = prevalence(study.frames.loc[units.index], units, by="who").rename(columns={"group": "who"})
    table = table[table["statements"].gt(0)]
    named = table["frame"].map(names) + " (" + table["statements"].astype(str) + ")"
    grouped = table.assign(named=named).sort_values(["who", "statements", "frame"], ascending=[True, False, True])
    return grouped.groupby(["who", "statements_of"])["named"].agg("; ".join).reset_index()


def frame_functions(study: Study) -> pd.DataFrame:
    """What the frames of each era do, after Entman: one row a function, `statements_ERA` and `of_ERA`."""
    units = study.select().units
    table = prevalence(function_codes(study.frames.loc[units.index], study.codebook), units, by="era")
    wide = table.rename(columns={"frame": "function"}).pivot(
        index="function", columns="group", values=["statements", "statements_of"]
    )
    wide.columns = pd.Index(["_".join(map(str, pair)).replace("statements_of", "of") for pair in wide.columns])
    return wide.reset_index()


def lexicon_differences(study: Study) -> pd.DataFrame:
    """Era difference of the mean tone by every lexicon, as printed, masked, and masked with the overlay.

    Columns: `lexicon`, `name`, `way`, those of `difference_of_means`, `in_sd` (difference in standard
    deviations of the statements' scores, so that lexicons can be compared).
    """
    parts = []
    for lexicon, name in LEXICON_NAMES.items():
        for (masked, overlay), way in WAYS.items():
            scores = study.scores(lexicon=lexicon, masked=masked, overlay=overlay)
            found = difference_of_means(scores[["score"]], scores, **SIDES).drop(columns="measure")
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
    """Era difference of the tone that a person coded: positive 1, negative -1, neutral and mixed 0.

    One row: for each era `positive_ERA`, `negative_ERA` and `of_ERA` (statements); the columns of
    `difference_of_means`; `in_sd`.
    """
    units = study.select().units
    tone = study.tone_coded.reindex(units.index)
    net = tone.map({"positive": 1.0, "negative": -1.0, "neutral": 0.0, "mixed": 0.0}).rename("score")
    found = difference_of_means(net.to_frame(), units, **SIDES).drop(columns="measure")
    for era in ERAS:
        here = tone[units["era"].eq(era)]
        found[f"positive_{era}"], found[f"negative_{era}"] = (
            int(here.eq("positive").sum()),
            int(here.eq("negative").sum()),
        )
        found[f"of_{era}"] = len(here)
    return found.assign(in_sd=found["difference"] / float(net.std()))


def always_positive(study: Study) -> int:
    """How many signs of the person's coding one has right who always says positive: the baseline of `tone_check`."""
    return int(study.tone_coded.eq("positive").sum())


def _wide(study: Study, *, masked: bool = True, overlay: bool = False) -> pd.DataFrame:
    wide = wide_scores(study.lexicon_scores, masked=masked, overlay=overlay)
    return wide.loc[study.select().units.index, list(LEXICON_NAMES)]


def lexicon_pairs(study: Study) -> pd.DataFrame:
    """Rank correlation and sign agreement of every two lexicons on officials' statements, names masked."""
    table = lexicon_agreement(_wide(study))
    return table.assign(**{side: table[side].map(LEXICON_NAMES) for side in ("first", "second")})


def lexicon_conflicts(study: Study) -> pd.DataFrame:
    """Officials' statements that one lexicon calls positive and another negative, with gloss, scores and hand coding."""
    table = contradictions(_wide(study))
    about = study.statements.loc[table.index, ["speaker", "era", "gloss"]]
    coded = study.tone_coded.reindex(table.index).fillna("not coded")
    return about.join(table).assign(coded=coded).rename_axis("statement").reset_index()


def tone_check(study: Study) -> pd.DataFrame:
    """Every lexicon's signs against a person's coding of tone, with and without the overlay."""
    tone = study.tone_coded
    parts = []
    for (masked, overlay), way in WAYS.items():
        wide = wide_scores(study.lexicon_scores, masked=masked, overlay=overlay)[list(LEXICON_NAMES)]
        parts.append(tone_validity(wide.loc[wide.index.intersection(tone.index)], tone).assign(way=way))
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
    table = word_shift(hits, scored, by="era", target=TARGET, reference=REFERENCE, weights="statements")
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
