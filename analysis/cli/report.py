"""The command of pages: site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from analysis.cli.shared import app, out

__all__ = ["site_command"]


@app.command("site")
def site_command(
    output: Annotated[Path, typer.Option("--out", help="Folder for the pages: new, empty, or with an earlier site.")],
    notebooks: Annotated[
        Path | None, typer.Option("--notebooks", help="Folder of the notebooks; by default that of this checkout.")
    ] = None,
) -> None:
    """Write every notebook as a page to read, with an index, that needs no network.

    The notebooks are shown as they are stored. Cells tagged `method` are folded; the page has a button to show them
    all. Prints for each page the words and figures that a reader sees with the method folded.
    """
    from analysis.report.pages import read_pages
    from analysis.report.reading_site import site, write_site
    from analysis.report.reference import reference_page
    from analysis.study.data.load import data_folder, load_study
    from analysis.study.explorer import study_explorer
    from analysis.study.front import SIGNATURE, study_front
    from analysis.study.notebooks import notebook_paths

    folder = data_folder().parent / "notebooks" if notebooks is None else notebooks
    pages = read_pages(notebook_paths(folder))
    name = pages[0].title if pages else ""
    extras = [reference_page(site=name)]
    front: str = ""
    signature: tuple[str, ...] = ()
    if notebooks is None:
        study = load_study()
        extras.insert(0, study_explorer(study, site=name))
        front, signature = study_front(study), SIGNATURE
    plates = sorted([*folder.parent.glob("figures/*.svg"), *folder.parent.glob("figures/*.csv")])
    own = {path.name: path.read_bytes() for path in plates}
    write_site(site(pages, extras=extras, figures=own, front=front, signature=signature), output)
    table = Table("page", "words", "figures", box=None)
    for page in pages:
        table.add_row(page.file, f"{page.words:,}", str(page.figures))
    out.print(table)
    out.print(f"open {output / 'index.html'}", markup=False, highlight=False)
