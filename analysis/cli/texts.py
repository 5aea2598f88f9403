"""Texts of the user's own as a table of units, for all commands that read them whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.checks import path as checked_path
from analysis.cli.shared import columns_named, warnings_told
from analysis.errors import ArgumentError, one_of

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus.pieces import Text

__all__ = ["ALL", "SPOKEN", "statements_of", "units_of"]

ALL = "all texts"
"""The group where none is named."""
SPOKEN = ("speaker", "role", "country", "speaker_group", "voice")
"""Columns of attributed statements that may be the groups."""


def units_of(
    paths: Sequence[str], *, by: str | None, text: str, document: str | None, split: str | None = None
) -> pd.DataFrame:
    """Read texts into a table with `text`, `group` and `document`, then the other columns of tables.

    Rows without a group are left out and told. Of several folders without subfolders each is a group.
    """
    import pandas as pd

    from analysis.corpus.sources import contents_of
    from analysis.corpus.splitting import split_texts
    from analysis.corpus.texts import beside_name

    sources = [checked_path("PATH", path) for path in paths]
    if split not in {None, "sentences", "paragraphs"}:
        raise one_of("--split", split, ("paragraphs", "sentences"))
    if by is None and len(sources) == 1 and contents_of(sources[0]) == "groups":
        by = "group"
    with warnings_told() as told, columns_named("name the columns with --text, --by and --document"):
        found = list(_texts(sources, by, text, document))
    if not found:
        raise ArgumentError(f"{sources[0].name} has no text of a group; expected some; fill the column named by --by")
    index = pd.RangeIndex(1, len(found) + 1, name="unit")
    rows = [(item.text, item.group or ALL, item.document) for item, _ in found]
    table = pd.DataFrame(rows, columns=["text", "group", "document"], index=index)
    others = pd.DataFrame([beside for _, beside in found], index=index, dtype="object")
    names = {name: beside_name(name, table.columns, others.columns) for name in others.columns}
    table = table.join(others.where(others.notna(), "").rename(columns=names))
    table = table if split is None else split_texts(table, into=split)
    table.attrs["notes"] = told
    return table


def _texts(
    sources: list[Path], by: str | None, text: str, document: str | None
) -> Iterator[tuple[Text, dict[str, Any]]]:
    from analysis.corpus.pieces import Text
    from analysis.corpus.reading import read_texts, texts_with_columns
    from analysis.corpus.sources import contents_of

    flat = (
        [source for source in sources if source.is_dir() and contents_of(source) == "texts"]
        if len(sources) > 1 and by
        else []
    )
    for source in flat:
        for item in read_texts(source, by=None, progress=True):
            yield Text(f"{source.name}/{item.document}", source.name, item.text), {}
    rest = [source for source in sources if source not in flat]
    if rest:
        yield from texts_with_columns(
            rest[0] if len(rest) == 1 else rest,
            text=text,
            by=by,
            document=document or ("document" if by else None),
            numbered=document is None,
            skip_blank=True,
            progress=True,
        )


def statements_of(units: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Attribute the statements of texts and return them as units; those that repeat or are part of another are left out.

    `by` may be a column of statements, as `speaker`; statements without a value in it are left out.
    """
    from analysis.attribution.extract import COLUMNS, extract_statements

    notes = units.attrs.get("notes", [])
    texts = units.drop(columns="document").set_axis(units.index.map(str), axis=0)
    with warnings_told() as told:
        found = extract_statements(texts)
    home = found["document"].map(dict(zip(texts.index, units["document"], strict=True)))
    table = found.assign(document=home, group=found[by] if by in SPOKEN else found["group"])
    kept = table[table["duplicate_of"].eq("") & table["within"].eq("") & table["group"].ne("")]
    if kept.empty:
        raise ArgumentError("no statement was found in these texts; expected some; leave --attribute out")
    own = ["text", "group", "document", "speaker", "voice"]
    units = kept.set_index("statement")[[*own, *(name for name in table.columns if name not in {*COLUMNS, *own})]]
    units.attrs["notes"] = [*told, *notes]
    return units
