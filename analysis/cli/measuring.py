"""The commands that measure texts of the user's own by a codebook or a lexicon: frames, tone, stance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.checks import path as checked_path
from analysis.cli.shared import (
    DataOption,
    EngineOption,
    SchedulerOption,
    app,
    at_work,
    data_root,
    out,
    refuse_to_overwrite,
)
from analysis.cli.terms import EntitiesOption, PathArgument, names_of
from analysis.cli.texts import units_of
from analysis.errors import one_of

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus.tokens import Entities
    from analysis.engine import Engine
    from analysis.framing.codebook import Codebook
    from analysis.sentiment.lexicons import Lexicon

__all__ = ["frames", "lexicon_of", "stance", "tone"]

ByOption = Annotated[
    str | None,
    typer.Option(
        "--by", help="Column with the groups; by default all texts are one group. A folder of texts has its subfolders."
    ),
]
TextOption = Annotated[str, typer.Option("--text", help="Column with the texts; not used for a folder of texts.")]
DocumentOption = Annotated[
    str | None,
    typer.Option(
        "--document", help="Column with the document of a row; by default `document`, or each row where there is none."
    ),
]
SplitOption = Annotated[
    str | None,
    typer.Option("--split", help="Cut the texts into sentences or paragraphs, which are then the texts counted."),
]
WriteOption = Annotated[Path | None, typer.Option("--write", help="Write the table to this CSV file.")]

_LONGEST = 24


@app.command()
def frames(  # noqa: PLR0917  # Typer turns every argument into an option
    path: PathArgument,
    codebook: Annotated[
        Path, typer.Option("--codebook", help="Frames with their patterns: YAML, quanteda's YAML or LIWC's .dic.")
    ],
    by: ByOption = None,
    text: TextOption = "text",
    document: DocumentOption = None,
    entities: EntitiesOption = None,
    split: SplitOption = None,
    engine: EngineOption = None,
    scheduler: SchedulerOption = None,
    write: WriteOption = None,
) -> None:
    """Count the frames of a codebook in texts: hits per 1,000 words, and the share of texts that have each.

    Example: `discourse frames speeches.csv --codebook frames.yaml --by party --split paragraphs`.
    """
    from analysis.framing.codebook import read_codebook

    refuse_to_overwrite("--write", write, {"PATH": Path(path), "--codebook": codebook, "--entities": entities})
    names = names_of(entities)
    book = read_codebook(checked_path("--codebook", codebook), entities=names)
    units = units_of([path], by=by, text=text, document=document, split=split)
    with at_work(engine, scheduler) as workers:
        _tell_hits(units, book, names, write, workers)


@app.command()
def stance(  # noqa: PLR0917  # Typer turns every argument into an option
    path: PathArgument,
    lists: Annotated[
        Path | None,
        typer.Option("--lists", help="CSV with category, pattern, source; by default the word lists of the study."),
    ] = None,
    by: ByOption = None,
    text: TextOption = "text",
    document: DocumentOption = None,
    entities: EntitiesOption = None,
    engine: EngineOption = None,
    scheduler: SchedulerOption = None,
    write: WriteOption = None,
    data: DataOption = None,
) -> None:
    """Count modals, hedges, boosters, commitments and other words of stance: hits per 1,000 words.

    Example: `discourse stance statements.csv --by speaker`, from `discourse attribute`.
    """
    from analysis.framing.stance import read_word_lists

    source = data_root(data) / "codebook" / "stance.csv" if lists is None else lists
    refuse_to_overwrite("--write", write, {"PATH": Path(path), "--lists": source, "--entities": entities})
    names = names_of(entities)
    book = read_word_lists(source, entities=names)
    units = units_of([path], by=by, text=text, document=document)
    with at_work(engine, scheduler) as workers:
        _tell_hits(units, book, names, write, workers)
    _say("in reported speech modals are mostly the reporter's: keep rows with voice direct for a speaker's own words")


@app.command()
def tone(  # noqa: PLR0917  # Typer turns every argument into an option
    path: PathArgument,
    lexicon: Annotated[
        str, typer.Option("--lexicon", help="vader, afinn, huliu or pattern; or a file of words with values.")
    ] = "vader",
    by: ByOption = None,
    text: TextOption = "text",
    document: DocumentOption = None,
    entities: EntitiesOption = None,
    split: SplitOption = None,
    word: Annotated[str, typer.Option("--word", help="Column of the words in a .csv or .tsv lexicon.")] = "word",
    value: Annotated[str, typer.Option("--value", help="Column of their values.")] = "value",
    form: Annotated[
        str | None, typer.Option("--format", help="Published format of the file, as afinn or lsd2015.")
    ] = None,
    engine: EngineOption = None,
    scheduler: SchedulerOption = None,
    write: WriteOption = None,
) -> None:
    """Score the tone of texts by a lexicon: the mean of each group, what it rests on, and the words behind it.

    Names of --entities are masked, since "United" and "Trump" have values in some lexicons.

    Example: `discourse tone speeches.csv --by party --lexicon afinn --split sentences`.
    """
    from analysis.sentiment.groups import tone_by_group
    from analysis.sentiment.texts import tone_of_texts

    read: dict[str, Path | None] = {"PATH": Path(path), "--lexicon": Path(lexicon), "--entities": entities}
    refuse_to_overwrite("--write", write, read)
    names, words = names_of(entities), lexicon_of(lexicon, word, value, form)
    units = units_of([path], by=by, text=text, document=document, split=split)
    with at_work(engine, scheduler) as workers:
        scores, hits = tone_of_texts(units, words, entities=names, engine=workers, progress=True)
    table = tone_by_group(scores, units, by="group")
    shown = table.assign(documents=table["documents"].astype(str)).round(3)
    _say(shown.to_string(index=False, na_rep="-"))
    found = hits.assign(group=units["group"].set_axis(units.index.map(str)).reindex(hits["unit"]).to_numpy())
    found["sum"] = found["adjusted"] * found["count"]
    for group, part in found.groupby("group", sort=True):
        sums = part.groupby("word")["sum"].sum().round(6).reset_index()
        for sign, side in ((1, "raise"), (-1, "lower")):
            best = sums[sums["sum"].mul(sign).gt(0)].sort_values(["sum", "word"], ascending=[sign < 0, True]).head(8)
            listed = ", ".join(f"{row.word} {row.sum:+,.1f}" for row in best.itertuples())
            _say(f"words that {side} {group}: {listed or 'none'}")
    _say(
        f"{len(units)} texts; the mean is of texts, from -1 to 1; a text without a word of the lexicon scores 0, which is no "
        "evidence (no_hits); lowest and highest: the mean without any one document"
    )
    _write(write, table)


def lexicon_of(lexicon: str, word: str = "word", value: str = "value", form: str | None = None) -> Lexicon | None:
    """Return the lexicon of a name or of a file; None for VADER, which has rules of its own."""
    from analysis.sentiment.every import DECLARED
    from analysis.sentiment.lexicons import BUNDLED, bundled_lexicon, read_lexicon

    if lexicon == DECLARED:
        return None
    if lexicon in BUNDLED:
        return bundled_lexicon(lexicon)
    source = Path(lexicon)
    if not source.suffix and not source.exists():
        raise one_of("--lexicon", lexicon, (DECLARED, *BUNDLED, "the name of a file"))
    if form is None and source.suffix.lower() in {".csv", ".tsv"}:
        return read_lexicon(source, word=word, value=value, name=source.stem)
    return read_lexicon(source, format=form)


def _tell_hits(units: pd.DataFrame, book: Codebook, names: Entities, write: Path | None, engine: Engine) -> None:
    """Print and write the hits of a codebook in each group."""
    from analysis.framing.coding import code_frames, prevalence
    from analysis.framing.rates import frame_rates
    from analysis.framing.texts import frames_of_texts

    hits, sizes = frames_of_texts(units, book, entities=names, engine=engine, progress=True)
    about = units.assign(tokens=sizes)
    rates = frame_rates(hits, about, book, by="group")
    shares = prevalence(code_frames(hits, units.index, book), about, by="group")
    shares = shares.rename(columns={"statements": "texts", "statements_of": "texts_of"})
    table = rates.merge(shares[["frame", "group", "texts", "texts_of", "share"]], on=["frame", "group"])
    shown = table[["frame", "group", "hits"]].assign(
        per_1000=[f"{row.rate:.2f} [{row.rate_low:.2f}, {row.rate_high:.2f}]" for row in table.itertuples()],
        texts=[f"{row.texts} of {row.texts_of}" for row in table.itertuples()],
        documents=[f"{row.documents} of {row.documents_of}" for row in table.itertuples()],
    )
    shown["frame"] = shown["frame"].str.slice(0, _LONGEST)
    _say(shown.to_string(index=False))
    words = about.groupby("group")["tokens"].sum()
    _say("; ".join(f"{group}: {number:,} words" for group, number in words.items()))
    _say(
        "per_1000: hits per 1,000 words with a 95% interval that treats hits as independent, so the true one is wider; a share "
        "of long texts saturates: compare rates, or cut the texts"
    )
    _write(write, table)


def _write(write: Path | None, table: pd.DataFrame) -> None:
    from analysis.files import write_bytes
    from analysis.tables import sheet_bytes

    if write is not None:
        write_bytes(write, sheet_bytes(table))


def _say(line: str) -> None:
    out.print(line, markup=False, highlight=False)
