"""The command `compare`: from texts to a report in one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.checks import path as checked_path
from analysis.checks import whole_number
from analysis.cli.measuring import lexicon_of
from analysis.cli.shared import app, err, out, steps, warnings_told
from analysis.cli.terms import EntitiesOption, TextOption, names_of
from analysis.cli.texts import SPOKEN, statements_of, units_of
from analysis.errors import ArgumentError, OutputError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.comparison import Comparison
    from analysis.corpus.tokens import Entities
    from analysis.report.kept import KeptTables
    from analysis.sentiment.lexicons import Lexicon

__all__ = ["compare"]

_REST = "the rest"
_NONE = "none"


@app.command()
def compare(  # noqa: PLR0917  # Typer turns every argument into an option
    texts: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXTS...",
            help="Tables (CSV, TSV, XLSX, JSON, JSONL, Parquet), a folder with one subfolder a group, or one folder a group.",
        ),
    ],
    target: Annotated[
        list[str], typer.Option("--target", help="The group to describe; repeated, several as one side.")
    ],
    output: Annotated[Path, typer.Option("--out", help="New folder for the report.")],
    reference: Annotated[
        list[str] | None,
        typer.Option("--reference", help="The group to compare it with; may be repeated. By default the rest."),
    ] = None,
    by: Annotated[
        str, typer.Option("--by", help="Column with the groups; with --attribute also speaker, role, country or voice.")
    ] = "group",
    text: TextOption = "text",
    document: Annotated[
        str | None,
        typer.Option(
            "--document",
            help="Column with the document of a row; by default `document`, or each row where there is none.",
        ),
    ] = None,
    pairs: Annotated[
        str | None,
        typer.Option("--pairs", help="Column of documents that have both groups, as debates: compare within them."),
    ] = None,
    codebook: Annotated[
        Path | None, typer.Option("--codebook", help="Frames to count: YAML, quanteda's YAML or LIWC's .dic.")
    ] = None,
    lexicons: Annotated[
        list[str] | None,
        typer.Option(
            "--lexicons", help="vader, afinn, huliu, pattern or a file; may be repeated. By default all; none: none."
        ),
    ] = None,
    attribute: Annotated[
        bool,
        typer.Option("--attribute", help="Find who said what first, and compare statements instead of whole texts."),
    ] = False,
    entities: EntitiesOption = None,
    min_count: Annotated[
        int | None,
        typer.Option("--min-count", help="Leave out rarer terms; by default 5, or 2 for fewer than 5,000 words."),
    ] = None,
    draws: Annotated[int, typer.Option("--draws", help="Splits of the documents to draw for p.")] = 999,
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier report of the same name.")] = False,
) -> None:
    """Compare two groups of texts and write a report: one page with answer, evidence and limits, tables, plates, methods.

    Examples: `discourse compare speeches.csv --by party --target north --reference south --out report`,
    `discourse compare north south --target north --out report`.
    """
    from analysis.framing.codebook import read_codebook
    from analysis.report.folder import refuse_folder, write_folder
    from analysis.report.kept import KeptTables
    from analysis.report.measuring import STEPS, measured
    from analysis.report.one_page import report
    from analysis.report.reading_site import MARK
    from analysis.report.sentences import answers, headline

    refuse_folder(output, force=force, mark=MARK)
    _refuse_inside(output, [*texts, *map(str, filter(None, (codebook, entities)))])
    whole_number("--draws", draws, at_least=1)
    if pairs and document:
        raise ArgumentError("--pairs names the document already; expected no --document beside it; leave it out")
    names = names_of(entities)
    book = None if codebook is None else read_codebook(checked_path("--codebook", codebook), entities=names)
    words = _lexicons(lexicons)
    spoken = attribute and by in SPOKEN
    units = units_of(texts, by=None if spoken else by, text=text, document=pairs or document)
    asked = [by, target, reference, pairs, attribute, min_count, draws, lexicons]
    kept = KeptTables(output, _digest(units, asked, [codebook, entities, *map(Path, lexicons or [])]))
    with steps(len(STEPS) + 2 + attribute) as step, _told_where(kept):
        if attribute:
            step("attribution")
            units = _statements(units, by, kept)
        step("counting")
        with warnings_told() as told:
            comparison = _comparison(units, by, target, reference or [_REST], names, pairs=pairs)
        notes = [*units.attrs["notes"], *told]
        if attribute:
            notes.append("Statements were attributed by rules, which err: see `discourse attribute --review`.")
        found = measured(
            comparison, codebook=book, lexicons=words, min_count=min_count, draws=draws, step=step, known=kept
        )
        found.notes.extend(notes)
        step("page and plates")
        write_folder(report(found), output)
    kept.sweep()
    for line in (headline(found), *(f"{subject}: {said}" for subject, said in answers(found))):
        out.print(line, markup=False, highlight=False)
    out.print(f"open {output / 'index.html'}", markup=False, highlight=False)


def _digest(units: pd.DataFrame, asked: object, files: Sequence[Path | None]) -> str:
    """Return a digest of all that the numbers of a report depend on: texts, options, files beside them, version."""
    import pandas as pd

    from analysis.report.paragraph import version
    from analysis.tables import digest

    rows = pd.util.hash_pandas_object(units.astype(str)).to_numpy().tobytes()
    beside = [file.read_bytes() if file is not None and file.is_file() else b"" for file in files]
    options = repr((version(), asked, list(map(str, units.columns)), len(units), list(map(str, files)))).encode()
    return digest(b"\0".join([options, rows, *beside]))


@contextmanager
def _told_where(kept: KeptTables) -> Iterator[None]:
    """Say after an interruption that the same command goes on."""
    try:
        yield
    except KeyboardInterrupt:
        if len(kept):
            err.print("what was measured is kept: the same command goes on there", markup=False, highlight=False)
        raise


def _statements(units: pd.DataFrame, by: str, kept: KeptTables) -> pd.DataFrame:
    """Attribute statements, or take those that an interrupted run found."""
    import json

    import pandas as pd

    table, notes = kept.get("statements"), kept.get("notes")
    if table is None or notes is None:
        table = statements_of(units, by=by)
        notes = pd.DataFrame({"note": [json.dumps(table.attrs.pop("notes"))]})
        kept["statements"], kept["notes"] = table, notes
    table.attrs["notes"] = json.loads(notes["note"].iloc[0])
    return table


def _refuse_inside(output: Path, read: Sequence[str]) -> None:
    """Refuse a report that would replace what is read, or stand among the texts of the next run."""
    for source in map(Path, filter(None, read)):
        here, there = source.resolve(), output.resolve()
        if here.is_relative_to(there) or (there.is_relative_to(here) and here.is_dir()):
            raise OutputError(
                f"--out is {output}, in or around {source}, which is read; expected another folder; choose a new name"
            )


def _lexicons(asked: list[str] | None) -> dict[str, Lexicon | None]:
    """Return lexicons by name; without a wish, VADER and those that installed packages bring."""
    from analysis.sentiment.every import DECLARED
    from analysis.sentiment.lexicons import BUNDLED

    if asked == [_NONE]:
        return {}
    if asked is not None:
        return {Path(name).stem: lexicon_of(name) for name in asked}
    found: dict[str, Lexicon | None] = {DECLARED: None}
    for name in BUNDLED:
        try:
            found[name] = lexicon_of(name)
        except ArgumentError:
            break  # the package that carries them is optional
    return found


def _comparison(
    units: pd.DataFrame, by: str, target: list[str], reference: list[str], names: Entities, *, pairs: str | None
) -> Comparison:
    """Compare the texts that have a word and, in a paired design, the documents that have both sides."""
    from analysis.comparison import Comparison
    from analysis.terms.compare.labels import labels_of_sides

    sides = [side[0] if len(side) == 1 else side for side in (target, reference)]
    values = sorted(units["group"].unique())
    first, second = labels_of_sides(values, *sides, by=by)
    units = units[units["group"].isin([*first, *second]) & units["text"].str.contains(r"[^\W_]", regex=True)]
    if pairs is not None:
        both = units.assign(side=units["group"].isin(first)).groupby("document")["side"].nunique().eq(2)
        if not both.any():
            raise ArgumentError("--pairs: no document has texts of both sides; expected some; leave --pairs out")
        units = units[units["document"].isin(both.index[both])]
    # The columns have the user's names, which the report repeats.
    for name, column in ((by, "group"), (pairs, "document")):
        if name is not None:
            units = units.assign(**{name: units[column]})
    units = units if by == "group" else units.drop(columns="group")
    return Comparison(
        units,
        by=by,
        target=sides[0],
        reference=sides[1],
        pairs=pairs,
        entities=names,
    )
