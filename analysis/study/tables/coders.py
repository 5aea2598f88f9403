"""How far the results depend on who coded: A, C, D the frames, and B, C, D the tone.

All of them are language models that worked from the written codebook; no person has checked them.
"""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from analysis.framing.agreement import POOLED, compare_coders, krippendorff_alpha, reliability
from analysis.framing.coders import DictionaryCoder
from analysis.framing.coding import prevalence
from analysis.framing.entries import read_coded_texts
from analysis.study.data.codes import TONES, frame_table, invented_ids
from analysis.study.data.load import Study
from analysis.study.design import ERAS
from analysis.study.tables.shown import Shown

__all__ = [
    "NET",
    "TABLES",
    "dictionary_validity",
    "every_coder",
    "frame_agreement",
    "frames_by_coder",
    "frames_of_coders",
    "tone_agreement",
    "tone_by_coder",
    "tone_of_coders",
]

NET = {"positive": 1.0, "negative": -1.0, "neutral": 0.0, "mixed": 0.0}
"""The tones as numbers."""


def frames_of_coders(study: Study) -> dict[str, pd.DataFrame]:
    """Return the frames of the Chinese statements by coders A, C and D: 0 or 1, the same statements x frames."""
    second = study.tables["second_codes"]
    coded = {
        coder: frame_table(rows, study.codebook, unit="statement") for coder, rows in second.groupby("coder", sort=True)
    }
    units = next(iter(coded.values())).index
    # Coder A coded officials and states only; positions, an adviser and the note on provenance have no row.
    first = study.frames_coded.reindex(units, fill_value=0)
    return {"A": first, **{str(coder): table.loc[units] for coder, table in coded.items()}}


def tone_of_coders(study: Study) -> pd.DataFrame:
    """Return the tone of the Chinese statements by coders B, C and D: statements x coders."""
    second = study.tables["second_codes"].pivot(index="statement", columns="coder", values="tone")
    return pd.concat([study.tone_coded.rename("B"), second], axis=1)


def frame_agreement(study: Study) -> pd.DataFrame:
    """Return the agreement of each pair of coders of frames, pooled and frame by frame.

    Returns
    -------
    DataFrame
        `first` and `second` (A-C, A-D, C-D), then the columns of `compare_coders`: `frame` (or "(all)"), counts of
        statements, `raw`, `precision`, `recall`, `f1`, `alpha`, `ac1`; only statements that both coders coded.
    """
    coded = frames_of_coders(study)
    parts = []
    for a, b in combinations(coded, 2):
        units = study.frames_coded.index.intersection(coded[b].index) if a == "A" else coded[a].index
        first, second = coded[a].loc[units], coded[b].loc[units]
        parts.append(compare_coders(first, second).assign(first=a, second=b))
    table = pd.concat(parts, ignore_index=True)
    return table[["first", "second", *[column for column in table.columns if column not in {"first", "second"}]]]


def every_coder(study: Study) -> pd.DataFrame:
    """Return Krippendorff's alpha of three coders at once: `variable`, `coders`, `units`, `alpha`.

    Frames are pooled: each statement is judged once for each frame. Tone is nominal.
    """
    coded = frames_of_coders(study)
    units = study.frames_coded.index.intersection(coded["C"].index)
    decisions = [table.loc[units].to_numpy().ravel().tolist() for table in coded.values()]
    tone = tone_of_coders(study)
    rows = [
        ("frames", ", ".join(coded), len(units), krippendorff_alpha(decisions)),
        ("tone", ", ".join(tone.columns), len(tone), krippendorff_alpha(tone.T.to_numpy().tolist())),
    ]
    return pd.DataFrame(rows, columns=["variable", "coders", "units", "alpha"])


def tone_agreement(study: Study) -> pd.DataFrame:
    """Return the agreement of each pair of coders of tone: `first`, `second`, `units`, `equal`, `raw`, `alpha`, `ac1`.

    The level is nominal; the codes possible are four.
    """
    tone = tone_of_coders(study)
    rows: list[dict[str, object]] = []
    for a, b in combinations(tone.columns, 2):
        found = reliability([tone[a].tolist(), tone[b].tolist()], codes=len(TONES))
        equal = int(tone[a].eq(tone[b]).sum())
        rows.append({"first": a, "second": b, "units": len(tone), "equal": equal, **found[["raw", "alpha", "ac1"]]})
    return pd.DataFrame(rows)


def frames_by_coder(study: Study, *, selection: str = "officials") -> pd.DataFrame:
    """Return every frame count by era and coder.

    Parameters
    ----------
    study : Study
        The study.
    selection : str
        Statements counted.

    Returns
    -------
    DataFrame
        In the order of the frames: `frame`, `name`, `coder` (A, C, D, and "dictionary" for contrast), and for each era
        `statements_ERA` (with the frame), `of_ERA` (statements of the era), `documents_ERA`, `documents_of_ERA`.
    """
    units = study.select(selection).units
    coded = {**frames_of_coders(study), "dictionary": study.frames}
    parts = []
    for coder, codes in coded.items():
        inside = codes.index.intersection(units.index)
        own = codes.loc[inside]
        counts = prevalence(own, units, by="era").pivot(index="frame", columns="group")
        columns = {
            f"{short}_{era}": counts[column][era]
            for era in ERAS
            for column, short in (
                ("statements", "statements"),
                ("statements_of", "of"),
                ("documents", "documents"),
                ("documents_of", "documents_of"),
            )
        }
        parts.append(pd.DataFrame(columns).assign(coder=coder))
    table = pd.concat(parts).reset_index()
    order, coders = list(study.codebook.ids), list(coded)
    table = table.sort_values(
        ["frame", "coder"], key=lambda cells: cells.map((order if cells.name == "frame" else coders).index)
    )
    table.insert(1, "name", table["frame"].map(study.codebook.names))
    table.insert(2, "coder", table.pop("coder"))
    return table.reset_index(drop=True)


def tone_by_coder(study: Study, *, selection: str = "officials") -> pd.DataFrame:
    """Return the mean tone of each era by coder: positive 1, negative -1, neutral and mixed 0.

    Returns
    -------
    DataFrame
        `coder` (B, C, D); for each era `mean_ERA` (-1 to 1), `of_ERA` (statements) and `TONE_ERA` (statements of each
        tone); `difference` (later less earlier era).
    """
    units, tone = study.select(selection).units, tone_of_coders(study)
    rows = []
    for coder in tone.columns:
        row: dict[str, object] = {"coder": coder}
        means = []
        for era in ERAS:
            here = tone.loc[tone.index.intersection(units.index[units["era"].eq(era)]), coder]
            means.append(float(here.map(NET).mean()))
            row |= {f"mean_{era}": means[-1], f"of_{era}": len(here)}
            row |= {f"{name}_{era}": int(here.eq(name).sum()) for name in TONES}
        rows.append(row | {"difference": means[1] - means[0]})
    return pd.DataFrame(rows)


def dictionary_validity(study: Study) -> pd.DataFrame:
    """Return how the dictionary does on prose by other hands, then on the sentences of its own author.

    Returns
    -------
    DataFrame
        `texts` ("real official prose" first, then "invented sentences", tuning half, half held out), `first` and `second`
        (dictionary or coder; the second is the standard; "author" wrote the sentences and the patterns), `of` (sentences),
        then `frame` (or "(all)"), `both`, `only_first`, `only_second`, `precision`, `recall`, `f1` (0 to 1; NaN where
        undefined).
    """
    real = study.tables["real_prose_figures"]
    real = real[~real["frame"].str.startswith("tone")].assign(texts="real official prose")
    real["of"] = real[["both", "only_first", "only_second", "neither"]].sum(axis=1)
    real.loc[real["frame"].eq(POOLED), "of"] //= len(study.codebook.ids)
    table = pd.concat([real, *_invented(study)], ignore_index=True)
    both, extra, missed = table["both"], table["only_first"], table["only_second"]
    table = table.assign(
        precision=both / (both + extra).where(lambda n: n > 0),
        recall=both / (both + missed).where(lambda n: n > 0),
        f1=2 * both / (2 * both + extra + missed).where(lambda n: n > 0),
    )
    counts = ["frame", "both", "only_first", "only_second", "precision", "recall", "f1"]
    return table[["texts", "first", "second", "of", *counts]]


def _invented(study: Study) -> list[pd.DataFrame]:
    path, ids = study.folder / "codebook" / "unseen.json", invented_ids(study.folder)
    texts, author = read_coded_texts(path, study.codebook)
    found = DictionaryCoder(study.codebook, study.entities).code(texts)
    coded = {"dictionary": found.set_axis(ids), "author": author.set_axis(ids)}
    for coder, rows in study.tables["second_codes_invented"].groupby("coder"):
        coded[str(coder)] = frame_table(rows, study.codebook, unit="sentence").loc[ids]
    # Odd entries were looked at while patterns were written, even ones never.
    halves = {"all": ids, "tuning half": ids[::2], "half held out": ids[1::2]}
    parts = []
    for half, kept in halves.items():
        name = "invented sentences" if half == "all" else f"invented sentences, {half}"
        pairs = list(combinations(coded, 2)) if half == "all" else [("dictionary", coder) for coder in [*coded][1:]]
        for a, b in pairs:
            first, second = coded[a].loc[kept], coded[b].loc[kept]
            compared = compare_coders(first, second)
            parts.append(compared.assign(texts=name, first=a, second=b, of=len(kept)))
    return parts


_COUNTS = {"statements_biden": "2021", "of_biden": "of", "statements_trump2": "2025-26", "of_trump2": "of "}
_SCORES = {"precision": "Precision", "recall": "Recall", "f1": "F1"}
TABLES = {
    "frames-by-coder": Shown(
        lambda study: frames_by_coder(study).assign(coder=lambda table: table["coder"].str.capitalize()),
        {"name": "Frame", "coder": "Coder"} | _COUNTS,
        "Officials' statements with each frame, by coder",
    ),
    "frame-agreement": Shown(
        lambda study: frame_agreement(study).query("frame == '(all)'"),
        {"first": "Coder", "second": "and", "both": "Both", "only_first": "First only", "only_second": "Second only"}
        | {"raw": "Raw agreement", "f1": "F1", "alpha": "Alpha", "ac1": "AC1"},
        "Coders of frames, all frames together",
        dict.fromkeys(["raw", "f1", "alpha", "ac1"], 2),
    ),
    "tone-agreement": Shown(
        tone_agreement,
        {"first": "Coder", "second": "and", "equal": "Same tone", "units": "of"}
        | {"raw": "Raw agreement", "alpha": "Alpha", "ac1": "AC1"},
        "Coders of tone",
        dict.fromkeys(["raw", "alpha", "ac1"], 2),
    ),
    "tone-by-coder": Shown(
        tone_by_coder,
        {"coder": "Coder", "mean_biden": "Mean 2021", "positive_biden": "positive", "of_biden": "of"}
        | {
            "mean_trump2": "Mean 2025-26",
            "positive_trump2": "positive ",
            "of_trump2": "of ",
            "difference": "Difference",
        },
        "Tone of officials' statements, by coder",
        {"mean_biden": 2, "mean_trump2": 2, "difference": 2},
    ),
    "dictionary": Shown(
        lambda study: dictionary_validity(study).query("frame == '(all)'"),
        {"texts": "Sentences", "first": "First", "second": "Second", "of": "Number"} | _SCORES,
        "The dictionary on real official prose, then on sentences by the author of its patterns",
        dict.fromkeys(_SCORES, 2),
    ),
    "dictionary-frames": Shown(
        lambda study: (
            dictionary_validity(study)
            .query("texts == 'real official prose' and first == 'dictionary' and frame != '(all)'")
            .replace({"frame": study.codebook.names})
        ),
        {
            "frame": "Frame",
            "second": "Coder",
            "both": "Both",
            "only_first": "Dictionary only",
            "only_second": "Coder only",
        }
        | _SCORES,
        "The dictionary on real official prose, frame by frame",
        dict.fromkeys(_SCORES, 2),
    ),
}
"""The tables of this theme that notebooks show."""
