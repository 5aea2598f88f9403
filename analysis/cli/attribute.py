"""The commands that attribute statements: attribute, turns, measure-attribution."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.shared import (
    DataOption,
    EngineOption,
    SchedulerOption,
    SourcesOption,
    app,
    at_work,
    columns_named,
    data_root,
    out,
    refuse_to_overwrite,
    steps,
    warnings_told,
)
from analysis.errors import ArgumentError, OutputError, one_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["attribute", "measure_attribution", "turns"]

_COLUMNS = "name the columns with --column and --name"
ColumnOption = Annotated[str, typer.Option(help="Column of a table that holds the texts.")]
NameOption = Annotated[str | None, typer.Option(help="Column of a table that names the documents.")]
SpeakersOption = Annotated[
    Path | None, typer.Option(help="CSV with one name for each speaker over all documents: name, alias.")
]
FilesArgument = Annotated[
    list[Path] | None, typer.Argument(help="Text files, folders of them, or tables (CSV, JSON, JSONL, Parquet).")
]


@app.command()
def attribute(  # noqa: PLR0917 (Typer makes options of them)
    files: FilesArgument = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the statements to this .csv or .json file.")
    ] = None,
    column: ColumnOption = "text",
    name: NameOption = None,
    layout: Annotated[
        str, typer.Option(help="news, release (press release), transcript (NAME: words), or auto: as each text shows.")
    ] = "auto",
    speakers: SpeakersOption = None,
    narration: Annotated[
        Path | None, typer.Option(help="Write the reporter's own words, one row a document, to this .csv file.")
    ] = None,
    countries: Annotated[
        Path | None, typer.Option(help="CSV of further countries: code, name, demonym, aliases, capital.")
    ] = None,
    engine: EngineOption = None,
    scheduler: SchedulerOption = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the words out: offsets only.")] = False,
    review: Annotated[Path | None, typer.Option(help="Write a sheet (CSV) to edit in a spreadsheet.")] = None,
    reviewed: Annotated[Path | None, typer.Option(help="Read an edited sheet, and show what changed.")] = None,
    score: Annotated[Path | None, typer.Option(help="Compare with statements marked by hand (JSON).")] = None,
    articles: Annotated[Path | None, typer.Option(help="Folder with the files that --score names.")] = None,
) -> None:
    """Find who said what in news texts, press releases and transcripts: statements with speaker, voice, cue and place.

    Examples: `discourse attribute article.txt`, `discourse attribute folder -o statements.csv`,
    `discourse attribute folder --review sheet.csv`, then `discourse attribute folder --reviewed sheet.csv -o statements.csv`,
    `discourse attribute --score gold.json --articles folder`.
    """
    from analysis.attribution.documents import read_documents
    from analysis.attribution.extract import extract_statements
    from analysis.attribution.transcripts import LAYOUTS

    if layout not in LAYOUTS:
        raise one_of("--layout", layout, LAYOUTS)
    if score is not None and articles is not None:
        _show_score(score, articles, countries)
        return
    if score is not None or articles is not None:
        raise ArgumentError("--score and --articles go together; name both the JSON file and the folder with its texts")
    if not files:
        raise ArgumentError(
            "no file is named; name text files, a folder or a table, or see `discourse attribute --help`"
        )
    if output is not None and output.suffix.lower() not in {".csv", ".json"}:
        raise OutputError(f"-o is {output.name}; allowed: .csv, .json; give the file one of these endings")
    if narration is not None and narration.suffix.lower() != ".csv":
        raise OutputError(f"--narration is {narration.name}; allowed: .csv; give the file this ending")
    read: dict[str, Path | None] = {f"FILES ({file.name})": file for file in files}
    read |= {"--countries": countries, "--reviewed": reviewed, "--speakers": speakers}
    refuse_to_overwrite("-o", output, read)
    refuse_to_overwrite("--review", review, read, also={"-o": output})
    refuse_to_overwrite("--narration", narration, read, also={"-o": output, "--review": review})
    with warnings_told(), columns_named(_COLUMNS), at_work(engine, scheduler) as workers:
        table = read_documents(files, column=column, name=name)
        texts = dict(table["text"])
        statements = extract_statements(table, layout=layout, countries=countries, speakers=speakers, engine=workers)
    if reviewed is not None:
        from analysis.attribution.review import read_review

        statements, changes = read_review(reviewed, statements, texts)
        out.print(f"{len(changes)} change(s) in {reviewed.name}", markup=False)
        for row in changes.itertuples(index=False):
            out.print(
                f"  {row.statement}  {row.field}: {row.was or '(none)'} -> {row.now}", markup=False, highlight=False
            )
    if review is not None:
        from analysis.attribution.review import write_review

        if review.exists():
            raise OutputError(
                f"{review} exists and may have corrections; name another file, or read it with --reviewed"
            )
        write_review(review, statements, texts)
        out.print(f"written: {review}; edit it, then read it with --reviewed {review}", markup=False)
    if narration is not None:
        _write_narration(narration, table, layout, countries)
    if output is not None:
        _write(output, statements, texts, no_text=no_text)
    elif review is None and narration is None:
        _show(statements, no_text=no_text)
    _show_layouts(texts, layout)
    _show_unnamed(statements)


def _write(path: Path, statements: pd.DataFrame, texts: dict[str, str], *, no_text: bool) -> None:
    from analysis.attribution.extract import layout_table
    from analysis.attribution.review import writable
    from analysis.files import write_bytes
    from analysis.tables import sheet_bytes

    table = statements.drop(columns="text") if no_text else statements
    if path.suffix.lower() == ".csv":
        write_bytes(path, sheet_bytes(writable(table)))
    else:
        import json

        parts = [
            row for document, text in texts.items() for row in layout_table(text, document=document).to_dict("records")
        ]
        content = {"statements": table.to_dict("records"), "parts": parts}
        write_bytes(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    out.print(f"{len(table)} statements written to {path}", markup=False)


def _write_narration(path: Path, table: pd.DataFrame, layout: str, countries: Path | None) -> None:
    import warnings

    from analysis.attribution.review import format_spans
    from analysis.attribution.tabulate import narration
    from analysis.files import write_bytes
    from analysis.tables import sheet_bytes

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # shown once, when the statements were found
        words = narration(table, layout=layout, countries=countries)
    words["spans"] = [format_spans(spans) for spans in words["spans"]]
    write_bytes(path, sheet_bytes(words))
    out.print(f"{words['words'].sum():,} words of narration written to {path}", markup=False)


def _show_layouts(texts: dict[str, str], layout: str) -> None:
    """Say which texts were taken for another layout than news, and how sure that is."""
    from analysis.attribution.transcripts import layout_of

    if layout != "auto":
        return
    found = {document: layout_of(text) for document, text in texts.items()}
    for kind in ("transcript", "release"):
        sure = {document: value for document, (name, value) in found.items() if name == kind}
        if sure:
            least = min(sure, key=lambda document: sure[document])
            out.print(
                f"{len(sure)} of {len(texts)} documents read as {kind}; least sure: {least} [{sure[least]:.2f}]; "
                "--layout news reads them otherwise",
                markup=False, highlight=False,
            )  # fmt: skip


def _show_unnamed(statements: pd.DataFrame) -> None:
    """Say how many statements have no name of a speaker."""
    unknown, unnamed = statements["speaker"].eq(""), statements["speaker"].str.endswith("(unnamed)")
    if len(statements):
        out.print(
            f"speakers: {(~unknown & ~unnamed).sum()} statements with a name, {unnamed.sum()} of somebody unnamed, {unknown.sum()} unknown",
            markup=False, highlight=False,
        )  # fmt: skip


def _show(statements: pd.DataFrame, *, no_text: bool) -> None:
    for row in statements.itertuples(index=False):
        place = "" if row.location == "body" else f", {row.location}"
        head = f"{row.statement}  {row.speaker or '(unknown)'}, {row.voice}{place}, {row.cue or 'no cue'} [{row.confidence:.2f}]"
        out.print(head, markup=False, highlight=False, style="bold")
        if not no_text:
            out.print(f"  {row.text}", markup=False, highlight=False)
    out.print(f"{len(statements)} statements; -o FILE.csv writes the table with all columns")


def _show_score(gold: Path, articles: Path, countries: Path | None) -> None:
    from analysis.study.appendix.attribution import score_folder

    summary, wrong = score_folder(gold, articles, countries=countries)
    shown = summary.copy()
    for column in ("precision", "recall", "f1", "exact", "speaker_accuracy"):
        shown[column] = shown[column].map(lambda value: "-" if value != value else f"{value:.3f}")  # noqa: PLR0124 (NaN)
    out.print(shown.to_string(index=False), markup=False, highlight=False)
    if len(wrong):
        out.print("\nerrors, by file and offsets:", markup=False)
        out.print(wrong.astype("object").where(wrong.notna(), "").to_string(index=False), markup=False, highlight=False)


@app.command()
def turns(  # noqa: PLR0917 (Typer makes options of them)
    files: FilesArgument = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write the turns to this .csv file.")] = None,
    column: ColumnOption = "text",
    name: NameOption = None,
    layout: Annotated[
        str, typer.Option(help="auto leaves out texts that are no transcripts; transcript takes every text as one.")
    ] = "auto",
    speakers: SpeakersOption = None,
) -> None:
    """Cut transcripts into turns: who speaks, in which role, what is a question, and the words, ready for counting.

    Examples: `discourse turns debate.txt`, `discourse turns folder -o turns.csv`.
    """
    from analysis.attribution.documents import read_documents
    from analysis.attribution.tabulate import turns as table_of_turns
    from analysis.files import write_bytes
    from analysis.tables import sheet_bytes

    if layout not in {"auto", "transcript"}:
        raise one_of("--layout", layout, ("auto", "transcript"))
    if not files:
        raise ArgumentError("no file is named; name text files, a folder or a table, or see `discourse turns --help`")
    if output is not None and output.suffix.lower() != ".csv":
        raise OutputError(f"-o is {output.name}; allowed: .csv; give the file this ending")
    read = {f"FILES ({file.name})": file for file in files} | {"--speakers": speakers}
    refuse_to_overwrite("-o", output, read)
    with warnings_told(), columns_named(_COLUMNS):
        found = table_of_turns(read_documents(files, column=column, name=name), layout=layout, speakers=speakers)
    if output is not None:
        write_bytes(output, sheet_bytes(found))
        out.print(f"{len(found)} turns written to {output}", markup=False)
    else:
        for row in found.itertuples(index=False):
            head = f"{row.document}-{row.turn}  {row.speaker or '(unknown)'}, {row.kind}, {row.words} word{'s' if row.words != 1 else ''}"
            out.print(head, markup=False, highlight=False, style="bold")
            out.print(f"  {row.text}", markup=False, highlight=False)
        out.print(f"{len(found)} turns; -o FILE.csv writes the table with all columns")
    _show_unnamed(found.rename(columns={"turn": "statement"}))


@app.command("measure-attribution")
def measure_attribution(
    unseen: Annotated[
        Path | None,
        typer.Option(
            envvar="DISCOURSE_UNSEEN", help="Folder with news and its gold.json; odd-numbered files are scored."
        ),
    ] = None,
    date: Annotated[str | None, typer.Option(help="Day of the measurement; by default today.")] = None,
    data: DataOption = None,
    sources: SourcesOption = None,
) -> None:
    """Measure again how often the attribution of statements is right; write data/attribution_scores.csv.

    Uses the texts that are at hand: the study's articles, the invented articles of the tests, a folder with marked news.
    Rows whose texts are missing are kept as they are.
    """
    import datetime as dt

    from analysis.study.appendix.attribution import update_scores
    from analysis.study.data.build import sources_or_none

    folder = data_root(data)
    day = date or dt.datetime.now(tz=dt.UTC).date().isoformat()
    with steps(2) as step:
        step("measuring")
        changed = update_scores(folder, sources=sources_or_none(sources, folder), unseen=unseen, date=day)
    out.print(f"measured: {', '.join(changed)}", markup=False)
