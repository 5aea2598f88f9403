"""The commands of the study: build, verify, study, explain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.shared import DataOption, SourcesOption, app, data_root, err, out, steps
from analysis.errors import DataError
from analysis.files import alone, make_folder

if TYPE_CHECKING:
    from analysis.inference.findings import Finding

__all__ = ["build", "explain", "study", "verify"]

_MOST_PROBLEMS = 20


@app.command()
def build(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; say whether the tables are identical.")
    ] = False,
    data: DataOption = None,
    sources: SourcesOption = None,
) -> None:
    """Derive every table in data/ from the articles, or check that the committed ones are identical.

    Needs the article texts: put them in data/sources or name their folder with --sources or the
    variable DISCOURSE_SOURCES. Copies are recognised by their words, not by their file names.
    """
    from analysis.study.data import build as building

    folder = data_root(data)
    texts = building.require_sources(sources, folder)
    with alone(folder, reading=check), steps(8) as step:
        run = building.check if check else building.build
        said = run(folder, texts, progress=step)
    if not check:
        out.print(
            f"written: {', '.join(said)}" if said else "nothing changed: all tables were up to date", markup=False
        )
    elif said:
        for line in said:
            err.print(line, markup=False)
        raise DataError(f"{len(said)} table(s) differ from the articles; run `discourse build` if the change is meant")
    else:
        out.print("identical")


@app.command()
def verify(
    data: DataOption = None,
    seal: Annotated[
        bool, typer.Option("--seal", help="Record the checksums as they are now, for a change that is meant.")
    ] = False,
) -> None:
    """Validate every table against its schema, and tables and codebook against their checksums."""
    from analysis.study.data.descriptor import tampering
    from analysis.study.data.load import load_study
    from analysis.study.data.package import load_tables, problems, write_seal

    folder = data_root(data)
    if seal:
        out.print("new checksums recorded" if write_seal(folder) else "the checksums were right")
    said = [*problems(folder), *tampering(folder)]
    for line in said[:_MOST_PROBLEMS]:
        err.print(line, markup=False)
    if len(said) > _MOST_PROBLEMS:
        err.print(f"... and {len(said) - _MOST_PROBLEMS} more", markup=False)
    if said:
        raise DataError(f"{len(said)} problem(s) in {folder.name}/; correct what is named above")
    tables = load_tables(folder)
    if "statements" in tables:
        load_study(folder)  # which checks codes against the codebook
    rows = sum(len(table) for table in tables.values())
    out.print(f"{len(tables)} tables with {rows} rows are valid; their checksums and those of the codebook are right")


@app.command()
def study(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; say what differs from a fresh run.")] = False,
    figures_only: Annotated[
        bool, typer.Option("--figures-only", help="Draw the figures and leave the notebooks.")
    ] = False,
) -> None:
    """Run the study from end to end: figures, notebooks, findings.

    Draws every figure, runs every notebook in place and prints what the study finds. A run that was
    interrupted is repaired by the next one. With --check nothing is written.
    """
    from analysis.study.data.load import data_folder, load_study
    from analysis.study.findings.register import all_findings
    from analysis.study.notebooks import notebook_paths, run_all
    from analysis.study.plates.register import PLATES
    from analysis.study.run import draw_all, tell_findings

    root = data_folder().parent
    loaded = load_study()
    notebooks = [] if figures_only else notebook_paths(root / "notebooks")
    findings = [] if figures_only else all_findings(loaded)
    make_folder(root / "figures")
    with alone(root / "figures", reading=check), steps(len(PLATES) + len(notebooks)) as step:
        said = draw_all(loaded, root / "figures", write=not check, progress=step)
        if notebooks:
            said += tell_findings(findings, root / "README.md", write=not check)
            said += run_all(root / "notebooks", write=not check, progress=step)
    if check and said:
        for line in said:
            err.print(line, markup=False)
        raise DataError(f"{len(said)} difference(s) from a fresh run; run `discourse study` if the change is meant")
    out.print(
        "identical to a fresh run" if check else f"changed: {', '.join(said) if said else 'nothing'}", markup=False
    )
    if not check and not figures_only:
        _print_findings(findings)


def _print_findings(findings: list[Finding]) -> None:
    out.print("\n[bold]What the study finds[/bold]\n")
    for finding in findings:
        out.print(f"[bold]{finding.question}[/bold]")
        out.print(f"  {finding.answer}", markup=False)
        out.print(f"  Limit: {finding.limit}\n", markup=False)
    out.print("Read on in notebooks/00-start-here.ipynb (`make lab` opens it); the figures are in figures/.")


@app.command()
def explain(
    term: Annotated[str, typer.Argument(help="A word, a name in any variant, or a recurring phrase, as 'red lines'.")],
    data: DataOption = None,
    sources: SourcesOption = None,
) -> None:
    """Show every statement with TERM: speaker, date, voice, gloss, and the words around it.

    With the article texts at hand the statements are shown in full, on the screen only.

    Examples: `discourse explain dialogue`, `discourse explain 'core interests'`.
    """
    from analysis.study.data.build import sources_or_none
    from analysis.study.data.load import load_study
    from analysis.study.design import ERAS
    from analysis.study.evidence import explain as evidence

    loaded = load_study(data)
    texts = sources_or_none(sources, loaded.folder)
    if texts is not None and not texts.is_dir():
        err.print(f"note: the sources folder {texts} does not exist; going on without the article texts", markup=False)
        texts = None
    found = evidence(loaded, term, sources=texts)
    counted = "" if found["term"][0] == term else f" (counted as {found['term'][0]})"
    at_least = "" if found["complete"].all() else "at least "
    out.print(
        f"{term}{counted}: {at_least}{found['count'].sum():.0f} in {len(found)} statements\n",
        markup=False,
        style="bold",
    )
    for row in found.itertuples():
        where = "" if row.location == "body" else f", {row.location}"
        head = f"{row.statement}  {row.speaker}, {row.date}, {ERAS[str(row.era)]}, {row.voice}{where}"
        out.print(head, markup=False, highlight=False, style="bold")
        out.print(f"  in our words  {row.gloss}", markup=False, highlight=False)
        if row.words_around:
            out.print(
                f"  {'in full     ' if texts else 'words around'}  {row.words_around}", markup=False, highlight=False
            )
        out.print()
    if not texts:
        out.print("Whole statements are shown where the article texts are at hand: see `discourse build --help`.")
