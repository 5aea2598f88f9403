"""The command that codes frames and tone: sheets for coders, their way back, and the score of the dictionary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.shared import DataOption, app, columns_named, data_root, out, refuse_to_overwrite, warnings_told
from analysis.errors import ArgumentError, DataError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from analysis.corpus.tokens import Entities
    from analysis.framing.codebook import Codebook
    from analysis.framing.schemes import Scheme

__all__ = ["code"]

_OPTIONS = {
    "--sheet": {"--texts", "--seed", "--codebook", "--tone"},
    "--read": {"--coder", "--to", "--key", "--codebook", "--tone"},
    "--score": {"--codebook", "--patterns", "--texts"},
}
"""The options of each of the three tasks."""


@app.command()
def code(  # noqa: PLR0917  (Typer's options are named on the command line)
    sheet: Annotated[Path | None, typer.Option("--sheet", help="Write a coding sheet to this CSV file.")] = None,
    read: Annotated[Path | None, typer.Option("--read", help="Read this coded sheet, check it and store it.")] = None,
    score: Annotated[
        Path | None,
        typer.Option(
            "--score", help='Score the dictionary on codes that --read stored, or on a JSON list of {"text", "frames"}.'
        ),
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option(
            "--texts",
            help="Texts for --sheet: a table, or a folder of tables, with text and, if wanted, id; by default the study's statements, as glosses. "
            "For --score: those that were coded; by default the file that --read wrote beside the codes.",
        ),
    ] = None,
    coder: Annotated[str | None, typer.Option("--coder", help="Who coded the sheet; for --read.")] = None,
    to: Annotated[Path | None, typer.Option("--to", help="File to which --read adds the codes.")] = None,
    key: Annotated[
        Path | None,
        typer.Option("--key", help="Key of the sheet for --read; by default the file beside it, SHEET-key.csv."),
    ] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", help="Order of the items in the sheet; by default 1.", show_default=False)
    ] = None,
    codebook: Annotated[
        Path | None,
        typer.Option(
            "--codebook", help="Codebook to use, also quanteda's YAML or LIWC's .dic; by default that of the study."
        ),
    ] = None,
    tone: Annotated[
        bool, typer.Option("--tone", help="Code tone (positive, negative, neutral, mixed), not frames.")
    ] = False,
    patterns: Annotated[
        bool, typer.Option("--patterns", help="With --score: every pattern's hits, and the texts missed by frame.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Code frames or tone in sheets, or score the dictionary against such codes.

    --sheet FILE writes FILE (items shuffled and without speaker, date or era), FILE-codebook.csv for
    the coder, and FILE-key.csv, which the coder does not get. --read FILE --coder NAME checks the
    sheet, stores its codes and compares them with every coder stored before. Where each coder has a
    copy of the sheet, name the one key and one store: --read copy.csv --key FILE-key.csv --to codes.csv.
    --score codes.csv then scores the dictionary against each coder.

    Example: `discourse code --score codes.csv` prints precision, recall, F1, alpha and AC1.
    """
    tasks = {"--sheet": sheet, "--read": read, "--score": score}
    asked = [name for name, value in tasks.items() if value is not None]
    if len(asked) != 1:
        raise ArgumentError(
            f"asked for {' and '.join(asked) or 'nothing'}; allowed: --sheet, --read or --score; pass exactly one of these"
        )
    beside = {
        "--texts": texts,
        "--coder": coder,
        "--to": to,
        "--key": key,
        "--seed": seed,
        "--codebook": codebook,
        "--tone": tone or None,
        "--patterns": patterns or None,
    }
    for name, value in beside.items():
        if value is not None and name not in _OPTIONS[asked[0]]:
            listed = ", ".join(sorted(_OPTIONS[asked[0]]))
            raise ArgumentError(f"{name} cannot be used with {asked[0]}; allowed with it: {listed}; drop {name}")
    if tone and codebook is not None:
        raise ArgumentError("--codebook cannot be used with --tone, whose codes are fixed; drop one of the two")
    for name, path in (*tasks.items(), ("--to", to), ("--key", key), ("--codebook", codebook)):
        if path is not None and (not path.name or path.is_dir()):
            raise ArgumentError(f"{name} is {str(path)!r}, a folder; expected a file; name a file")
    try:
        root: Path | None = data_root(data)
    except DataError:
        # With a codebook of one's own, nothing of the study is needed but its names, where they are.
        if codebook is None:
            raise
        root = None
    if score is not None:
        _score(score, root, codebook, texts, patterns=patterns)
    elif sheet is not None:
        refuse_to_overwrite("--sheet", sheet, {"--texts": texts, "--codebook": codebook})
        _sheet(sheet, root, texts, codebook, 1 if seed is None else seed, tone=tone)
    elif read is not None:
        target, keys = to or _beside(read, "codes"), key or _beside(read, "key")
        refuse_to_overwrite("--to", target, {"--read": read, "the key": keys, "--codebook": codebook})
        if key is None and read.is_file() and not keys.exists():
            raise ArgumentError(
                f"--key is not given and {keys.name}, the usual one for {read.name}, is missing; expected the key that was "
                "written with the sheet; name it with --key"
            )
        _read(read, keys, root, codebook, coder=coder or "", to=target, tone=tone)


def _book(root: Path | None, codebook: Path | None) -> tuple[Codebook, Entities]:
    from analysis.corpus.tokens import ENGLISH
    from analysis.framing.codebook import read_codebook
    from analysis.study.data.build import read_codebook_folder

    if root is None and codebook is not None:
        return read_codebook(codebook), ENGLISH
    return read_codebook_folder(data_root(root), codebook)


def _scheme(root: Path | None, codebook: Path | None, *, tone: bool) -> Scheme:
    from analysis.framing.schemes import TONE, scheme_of

    return TONE if tone else scheme_of(_book(root, codebook)[0])


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f"{path.stem}-{what}.csv")


def _score(path: Path, root: Path | None, codebook: Path | None, texts: Path | None, *, patterns: bool) -> None:
    from analysis.cli.code_tables import show_patterns, show_score
    from analysis.framing.agreement import compare_coders
    from analysis.framing.coders import DictionaryCoder
    from analysis.framing.coding import code_frames

    frames, entities = _book(root, codebook)
    for coder, found, coded in _coded(path, frames, texts):
        hits = DictionaryCoder(frames, entities, progress=True).hits(found)
        codes = code_frames(hits, found.index, frames)
        if coder:
            out.print(f"\nthe dictionary beside {coder}", markup=False, highlight=False, style="bold")
        show_score(compare_coders(codes, coded), texts=len(found))
        if patterns:
            show_patterns(hits, codes, coded, frames)
    out.print(
        "The hand coding is one coder's unless its file says otherwise; its own reliability is not measured here."
    )


def _coded(path: Path, frames: Codebook, texts: Path | None) -> Iterator[tuple[str, pd.Series, pd.DataFrame]]:
    """Yield each coder of a file with the texts and their codes; a JSON list has one, who is not named."""
    import pandas as pd

    from analysis.corpus.reading import read_texts
    from analysis.framing.coders import codes_of_sheet
    from analysis.framing.entries import read_coded_texts
    from analysis.framing.stored import read_codes
    from analysis.tables import as_written

    if path.suffix.lower() != ".csv":
        if texts is not None:
            raise ArgumentError(f"--texts is given beside {path.name}, which has texts of its own; leave --texts out")
        yield "", *read_coded_texts(path, frames)
        return
    codes = read_codes(path)
    if "tone" in codes.columns:
        raise ArgumentError(f"{path.name} has codes of tone, and --score is of frames; name a file of frame codes")
    codes = read_codes(path, frames)
    source = texts or _beside(path, "texts")
    if texts is None and not source.exists():
        raise ArgumentError(
            f"--texts is not given and {source.name}, which --read writes beside {path.name}, is missing; expected the texts "
            "that were coded; name their file with --texts"
        )
    known = pd.Series(
        {item.document: as_written(item.text) for item in read_texts(source, by=None, document="id", numbered=True)}
    )
    for coder, part in codes.groupby("coder"):
        units = [unit for unit in known.index if unit in set(part["statement"])]
        lost = sorted(set(part["statement"]) - set(units))
        if lost:
            raise ArgumentError(
                f"{source.name} lacks the text {lost[0]!r}, which {coder} coded; expected every text of {path.name}; name "
                "another file with --texts"
            )
        yield str(coder), known[units], codes_of_sheet(part, frames.ids, units=units)


def _sheet(path: Path, root: Path | None, texts: Path | None, codebook: Path | None, seed: int, *, tone: bool) -> None:
    from analysis.corpus.reading import read_texts
    from analysis.files import write_bytes
    from analysis.framing.sheets import coding_sheet
    from analysis.study.data.load import load_study
    from analysis.study.evidence import glosses_with_concordance
    from analysis.tables import sheet_bytes

    scheme = _scheme(root, codebook, tone=tone)
    files = [path, _beside(path, "codebook"), _beside(path, "key")]
    for file in files:
        if file.is_file():
            raise ArgumentError(f"--sheet would overwrite {file.name}, which may hold codes; name another file")
    if texts is None:
        shown = glosses_with_concordance(load_study(root))
    else:
        with warnings_told(), columns_named("rename the column of the texts to text"):
            shown = {item.document: item.text for item in read_texts(texts, by=None, document="id", numbered=True)}
    items, key = coding_sheet(shown, scheme, seed=seed)
    for file, table in zip(files, (items, scheme.legend, key), strict=True):
        write_bytes(file, sheet_bytes(table))
    out.print(f"{len(items)} items: give the coder {files[0].name} and {files[1].name}, and keep {files[2].name}",
              markup=False)  # fmt: skip
    if texts is None:
        out.print(
            "The words shown beside the glosses are those near codebook terms, so codes from this sheet are not independent of "
            "the dictionary: read agreement with it as an upper bound."
        )


def _read(path: Path, key: Path, root: Path | None, codebook: Path | None, *, coder: str, to: Path, tone: bool) -> None:
    import pandas as pd

    from analysis.cli.code_tables import show_frames, show_tone
    from analysis.files import write_bytes
    from analysis.framing.sheets import read_sheet
    from analysis.framing.stored import read_codes, store_codes
    from analysis.tables import sheet_bytes

    if not coder:
        raise ArgumentError("--coder is empty; expected a short name of who coded the sheet; pass --coder NAME")
    usual = root and root / ("tone_coded.csv" if tone else "frames_coded.csv")
    scheme = _scheme(root, codebook, tone=tone)
    codes = read_sheet(path, scheme, key)
    shown = {} if tone else _texts_coded(path, key, _beside(to, "texts"))
    # The study's own codes are of the study's codebook; with another one they are read as they are.
    separate = usual is not None and usual.is_file() and usual.resolve() != to.resolve()
    before = read_codes(usual, scheme if codebook is None else None) if usual and separate else None
    stored = store_codes(to, codes, coder=coder, scheme=scheme)
    if shown:
        # What --score reads: codes alone have no texts.
        write_bytes(_beside(to, "texts"), sheet_bytes(pd.DataFrame(sorted(shown.items()), columns=["id", "text"])))
    out.print(f"{codes['statement'].nunique()} items by {coder} are right and stored in {to.name}", markup=False)
    others = {str(name): part for name, part in stored.groupby("coder")}
    mine = others.pop(coder)
    if before is not None:
        # A coder of the study may have the name of this one, or of one stored before: the file tells them apart.
        taken = {coder, *others}
        for found, part in before.groupby("coder"):
            others[f"{found} of {usual and usual.name}" if found in taken else str(found)] = part
    for other, part in others.items():
        (show_tone if tone else show_frames)(mine, part, f"{coder} beside {other}", scheme)


def _texts_coded(sheet: Path, key: Path, beside: Path) -> dict[str, str]:
    """Return the texts of a sheet by unit, after those of the sheets read before into the same file."""
    from analysis.corpus.reading import read_texts
    from analysis.framing.cells import csv_rows
    from analysis.framing.sheets import read_key
    from analysis.tables import as_written

    units = read_key(key).set_index("item")["unit"]
    rows = csv_rows(sheet, ("item", "text"), what="a coding sheet", optional=("frames", "note"))
    found = {str(units[row["item"].strip().casefold()]): row["text"] for _, row in rows}
    before = {}
    if beside.exists():
        before = {item.document: as_written(item.text) for item in read_texts(beside, by=None, document="id")}
    other = sorted(unit for unit in before.keys() & found.keys() if before[unit].split() != found[unit].split())
    if other:
        raise ArgumentError(
            f"{beside.name} has another text {other[0]!r} than {sheet.name}; expected sheets of the same texts; name another "
            "file with --to"
        )
    return before | found
