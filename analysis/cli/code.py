"""The command that codes frames: sheets for coders, their way back, and the score of the dictionary."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from analysis.cli.shared import DataOption, app, data_root, out, refuse_to_overwrite
from analysis.errors import ArgumentError

__all__ = ["code"]


@app.command()
def code(  # noqa: PLR0917  (Typer's options are named on the command line)
    sheet: Annotated[Path | None, typer.Option("--sheet", help="Write a coding sheet to this CSV file.")] = None,
    read: Annotated[Path | None, typer.Option("--read", help="Read this coded sheet, check it and store it.")] = None,
    score: Annotated[
        Path | None, typer.Option("--score", help='Score the dictionary on a JSON list of {"text", "frames"}.')
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option("--texts", help="JSON list of texts for --sheet; by default the study's statements, as glosses."),
    ] = None,
    coder: Annotated[str, typer.Option("--coder", help="Who coded the sheet; for --read.")] = "",
    to: Annotated[Path | None, typer.Option("--to", help="File to which --read adds the codes.")] = None,
    seed: Annotated[int, typer.Option("--seed", help="Order of the items in the sheet.")] = 1,
    codebook: Annotated[
        Path | None, typer.Option("--codebook", help="Codebook to use; by default that of the study.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Code frames by hand, or score the dictionary against hand coding.

    --sheet FILE writes FILE (items shuffled and without speaker, date or era), FILE-codebook.csv for
    the coder, and FILE-key.csv, which the coder does not get. --read FILE --coder NAME checks the
    sheet, stores its codes and compares them with every coder stored before.

    Example: `discourse code --score coded.json` prints precision, recall, F1, alpha and AC1.
    """
    asked = [name for name, value in (("--sheet", sheet), ("--read", read), ("--score", score)) if value]
    if len(asked) != 1:
        raise ArgumentError(
            f"asked for {' and '.join(asked) or 'nothing'}; allowed: --sheet, --read or --score; pass one"
        )
    root = data_root(data)
    if score:
        _score(score, root, codebook)
    elif sheet:
        _sheet(sheet, root, texts, codebook, seed)
    elif read:
        target = to or read.with_name(f"{read.stem}-codes.csv")
        refuse_to_overwrite("--to", target, {"--read": read, "the key": _beside(read, "key"), "--codebook": codebook})
        _read(read, root, coder, target, codebook)


def _score(path: Path, root: Path, codebook: Path | None) -> None:
    from analysis.framing.validity import DictionaryCoder, read_coded_texts, score_coder
    from analysis.study.build import read_codebook_folder

    frames, entities = read_codebook_folder(root, codebook)
    found, coded = read_coded_texts(path, frames)
    table = score_coder(DictionaryCoder(frames, entities), found, coded)
    _show(table)
    micro = table.set_index("frame").loc["(all)"]
    often = table[(table["both"] + table["only_second"]).ge(5) & table["frame"].ne("(all)")]
    out.print(
        f"\nmicro F1 {micro['f1']:.3f}, precision {micro['precision']:.3f}, recall {micro['recall']:.3f} on {len(found)} texts",
        markup=False,
        highlight=False,
    )
    if len(often):
        low: Any = often.sort_values("recall", kind="stable").iloc[0]
        out.print(
            f"lowest recall of a frame with five or more positives: {low['frame']} {low['recall']:.3f}",
            markup=False,
            highlight=False,
        )
    out.print(
        "The hand coding is one coder's unless its file says otherwise; its own reliability is not measured here."
    )


def _show(table: pd.DataFrame) -> None:
    head = f"{'frame':<16}{'n':>5}{'found':>7}{'prec.':>8}{'recall':>8}{'F1':>8}{'raw':>8}{'alpha':>8}{'AC1':>8}"
    out.print(head, markup=False, highlight=False, style="bold")
    for row in table.to_dict("records"):
        label = "micro (all)" if row["frame"] == "(all)" else row["frame"]
        values = [f"{row[c]:>8.3f}" if pd.notna(row[c]) else f"{'-':>8}"
                  for c in ("precision", "recall", "f1", "raw", "alpha", "ac1")]  # fmt: skip
        counts = f"{row['both'] + row['only_second']:>5.0f}{row['both'] + row['only_first']:>7.0f}"
        out.print(f"{label:<16}{counts}{''.join(values)}", markup=False, highlight=False)


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f"{path.stem}-{what}.csv")


def _sheet(path: Path, root: Path, texts: Path | None, codebook: Path | None, seed: int) -> None:
    from analysis.framing.sheets import codebook_sheet, coding_sheet
    from analysis.study.build import read_codebook_folder
    from analysis.tables import csv_bytes, write_bytes

    frames, _ = read_codebook_folder(root, codebook)
    files = [path, _beside(path, "codebook"), _beside(path, "key")]
    for file in files:
        if file.exists():
            raise ArgumentError(f"--sheet would overwrite {file.name}; codes may stand in it; name another file")
    items, key = coding_sheet(_texts(texts, root), seed=seed)
    for file, table in zip(files, (items, codebook_sheet(frames), key), strict=True):
        write_bytes(file, csv_bytes(table))
    out.print(f"{len(items)} items: give the coder {files[0].name} and {files[1].name}, and keep {files[2].name}",
              markup=False)  # fmt: skip


def _texts(path: Path | None, root: Path) -> dict[str, str]:
    import json

    if path is None:
        from analysis.study.evidence import glosses_with_concordance
        from analysis.study.load import load_study

        return glosses_with_concordance(load_study(root))
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        return {str(entry.get("id", number)): str(entry["text"]) for number, entry in enumerate(content, start=1)}
    except FileNotFoundError:
        raise ArgumentError(f"--texts is {path.name}, which is not there; expected a JSON list; name another") from None
    except (ValueError, KeyError, AttributeError, TypeError):
        raise ArgumentError(
            f'--texts is {path.name}, which is no JSON list of {{"text": ...}}; expected one; correct it'
        ) from None


def _read(path: Path, root: Path, coder: str, to: Path, codebook: Path | None) -> None:
    from analysis.framing.agreement import compare_coders
    from analysis.framing.sheets import read_key, read_sheet, store_codes
    from analysis.study.build import read_codebook_folder

    if not coder:
        raise ArgumentError("--coder is empty; expected a short name of who coded the sheet; pass one")
    frames, _ = read_codebook_folder(root, codebook)
    codes = read_sheet(path, frames, read_key(_beside(path, "key")))
    stored = store_codes(to, codes, coder=coder)
    out.print(f"{codes['statement'].nunique()} items by {coder} are right and stored in {to.name}", markup=False)
    usual = root / "frames_coded.csv"
    if usual.is_file():
        old = pd.read_csv(usual, dtype="str", keep_default_na=False)
        stored = pd.concat([stored, old[~old["coder"].isin(stored["coder"])]], ignore_index=True)
    mine = _matrix(stored[stored["coder"].eq(coder)], frames.ids)
    for other, part in stored[stored["coder"].ne(coder)].groupby("coder"):
        theirs = _matrix(part, frames.ids)
        shared = sorted(set(mine.index) & set(theirs.index))
        if shared:
            out.print(f"\n{coder} beside {other}, {len(shared)} items coded by both", markup=False, style="bold")
            _show(compare_coders(mine.loc[shared], theirs.loc[shared]))


def _matrix(codes: pd.DataFrame, frames: list[str]) -> pd.DataFrame:
    table = pd.crosstab(codes["statement"], codes["frame"]).clip(upper=1)
    return table.reindex(columns=frames, fill_value=0)
