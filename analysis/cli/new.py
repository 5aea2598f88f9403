"""The command `new`: a study of one's own, with notebooks that run at once."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Annotated

import typer

from analysis.cli.shared import app, out
from analysis.cli.terms import TextOption
from analysis.cli.texts import units_of
from analysis.errors import ArgumentError

__all__ = ["new"]


@app.command()
def new(  # noqa: PLR0917  # Typer turns every argument into an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="New folder for the study.")],
    texts: Annotated[
        list[str] | None,
        typer.Option(
            "--texts", help="A table or folder of texts; may be repeated. By default an example of two towns."
        ),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="Column with the groups.")] = None,
    target: Annotated[
        list[str] | None, typer.Option("--target", help="The group to describe; may be repeated.")
    ] = None,
    reference: Annotated[
        list[str] | None, typer.Option("--reference", help="The group to compare it with; by default the rest.")
    ] = None,
    text: TextOption = "text",
    document: Annotated[str | None, typer.Option("--document", help="Column with the document of a row.")] = None,
    pairs: Annotated[
        str | None,
        typer.Option("--pairs", help="Column of documents that have both groups, as debates: compare within them."),
    ] = None,
    attribute: Annotated[
        bool, typer.Option("--attribute", help="Compare what people say in the texts instead of whole texts.")
    ] = False,
) -> None:
    """Make a study of your own: texts as a data package, a codebook to change, notebooks, tests, `make study` and `make test`.

    Examples: `discourse new ferry`,
    `discourse new parties --texts speeches.csv --by party --target north --reference south`.
    """
    from analysis.report.folder import refuse_folder, write_folder
    from analysis.report.own_study import new_study
    from analysis.study.data.descriptor import DESCRIPTOR, sealed
    from analysis.terms.compare.labels import labels_of_sides

    refuse_folder(folder, argument="DIR")
    if texts:
        if not target:
            raise ArgumentError("--target is missing; expected the group to describe; name it with --target")
        if pairs and document:
            raise ArgumentError("--pairs names the document already; expected no --document beside it; leave it out")
        units = units_of(texts, by=by or "group", text=text, document=pairs or document)
        against = reference or ["the rest"]
        sides = [side[0] if len(side) == 1 else side for side in (target, against)]
        labels_of_sides(sorted(units["group"].unique()), *sides, by=by or "group")
        name = "group" if by in {None, "text", "document"} else str(by)
        own = ["document", "group", "text"]
        table = units[[*own, *(column for column in units.columns if column not in {*own, name})]]
        table = table.rename(columns={"group": name})
        files = new_study(
            table, title=folder.name, by=name, target=target, reference=against, pairs=bool(pairs), attribute=attribute
        )
    else:
        given = {"--by": by, "--target": target, "--reference": reference, "--document": document, "--pairs": pairs}
        alone = next((option for option, value in given.items() if value), None)
        if alone or attribute:
            raise ArgumentError(
                f"{alone or '--attribute'} is given without --texts; expected both or neither; name the texts"
            )
        files = new_study(title=folder.name)
    described = f"data/{DESCRIPTOR}"
    files[described] = f"{json.dumps(sealed(json.loads(files[described])), indent=1, ensure_ascii=False)}\n".encode()
    write_folder(files, folder)
    out.print(f"written: {len(files)} files in {folder}", markup=False, highlight=False)
    out.print(f"next: cd {shlex.quote(str(folder))}; make study; make test", markup=False, highlight=False)
