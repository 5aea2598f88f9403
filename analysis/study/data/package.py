"""The data package: tables on disk, their schemas and their checksums (Frictionless).

`load_tables` checks every checksum, so what is loaded is what was validated; only where a checksum
is wrong is the table examined row by row, to say what is the matter with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import DataError
from analysis.files import write_bytes
from analysis.study.data.descriptor import DESCRIPTOR, read_descriptor, sealed
from analysis.study.data.official import official_problems
from analysis.tables import digest, read_csv

__all__ = ["load_tables", "problems", "read_tables", "seal", "write_seal"]

_CHECKED = {"name", "type", "format", "constraints", "trueValues", "falseValues"}


def load_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Read all tables of a package after verifying their checksums.

    Raises DataError that names the file, and the row where one is malformed.
    """
    descriptor = read_descriptor(folder)
    for resource in descriptor["resources"]:
        path = folder / resource["path"]
        if not path.is_file():
            raise DataError(
                f"{path.name} is missing from {folder}; restore it with `git checkout -- data` or `discourse build`"
            )
        found = f"sha256:{digest(path.read_bytes())}"
        if found != resource.get("hash"):
            found_problem = next(problems(folder, only=resource["name"]), None)
            if found_problem:
                raise DataError(found_problem)
            raise DataError(
                f"{path.name} was altered: its checksum is {found[:19]}..., expected {str(resource.get('hash'))[:19]}...; "
                "restore it with `git checkout -- data`, or run `discourse build` if the change is meant"
            )
    for name, expected in descriptor["codebook"].items():
        path = folder / name
        if not path.is_file():
            raise DataError(f"{name} is missing from {folder}; restore it with `git checkout -- data`")
        if f"sha256:{digest(path.read_bytes())}" != expected:
            raise DataError(
                f"{name} was altered since the tables were derived; restore it with `git checkout -- data`, or run "
                "`discourse build` if the change is meant"
            )
    return read_tables(folder, descriptor)


def read_tables(folder: Path, descriptor: Mapping[str, Any], *, derived: bool = True) -> dict[str, pd.DataFrame]:
    """Read the tables of a package with the types of its schemas, without verifying checksums."""
    tables = {}
    for resource in descriptor["resources"]:
        if resource["derived"] and not derived:
            continue
        fields = resource["schema"]["fields"]
        # Strings stay strings: a document called 000 is not the number 0.
        text = tuple(field["name"] for field in fields if field["type"] in {"string", "boolean"})
        table = read_csv(folder / resource["path"], text=text)
        for field in fields:
            name = field["name"]
            if field["type"] == "boolean" and name in table:
                table[name] = table[name].eq("true")
            elif field["type"] == "string" and name in table:
                table[name] = table[name].fillna("")
        tables[resource["name"]] = table
    return tables


def problems(folder: Path, *, only: str | None = None, derived: bool = True) -> Iterator[str]:
    """Yield a sentence for everything that is wrong with the tables; nothing if all is well.

    Checks types, allowed values, keys and references with the frictionless library, then what a
    table schema cannot say: that offsets lie inside their article, that passages do not overlap, and that official versions
    have a wording and a source where they are present, and only there.

    Parameters
    ----------
    folder : a folder with `datapackage.json`
    only : name of the one table whose faults are told; by default all
    derived : whether tables made by `discourse build` are looked at too
    """
    from frictionless import Package

    descriptor = read_descriptor(folder)
    descriptor["resources"] = [resource for resource in descriptor["resources"] if derived or not resource["derived"]]
    if only:
        descriptor["resources"] = _with_referenced(descriptor["resources"], only)
    for resource in descriptor["resources"]:
        if not (folder / resource["path"]).is_file():
            yield f"{resource['path']} is missing from {folder}; restore it with `git checkout -- data` or `discourse build`"
            return
    headers = [said for resource in descriptor["resources"] for said in _header_problems(folder, resource)]
    if headers:
        # A table without its columns makes every row wrong, so nothing else is told.
        yield from headers
        return
    report = Package.from_descriptor(_checkable(descriptor), basepath=str(folder)).validate()
    faulty = False
    for task in report.tasks:
        for error in task.errors:
            faulty = True
            if only in {None, task.name}:
                yield f"{task.name}.csv{_sentence(error.to_dict(), _fields(descriptor, task.name))}"
    if faulty:
        return
    tables = read_tables(folder, descriptor, derived=False)
    # A package of texts of one's own has neither.
    if only in {None, "spans"} and "spans" in tables:
        yield from _offset_problems(tables)
    if only in {None, "official_versions"} and "official_versions" in tables:
        expressions = read_csv(folder / "codebook" / "expressions.csv", text=("expression",))["expression"]
        yield from official_problems(tables, list(dict.fromkeys(expressions)))


def _with_referenced(resources: Sequence[Mapping[str, Any]], name: str) -> list[Mapping[str, Any]]:
    """Return one table and those that its rows refer to: nothing else bears on its faults."""
    table = next(resource for resource in resources if resource["name"] == name)
    keys = table["schema"].get("foreignKeys", [])
    wanted = {name, *(key["reference"]["resource"] for key in keys)}
    return [resource for resource in resources if resource["name"] in wanted]


def _checkable(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """Return the description without what is there for readers: the library copies all of it for every reference."""
    resources = []
    for resource in descriptor["resources"]:
        fields = [{k: v for k, v in field.items() if k in _CHECKED} for field in resource["schema"]["fields"]]
        kept = {key: value for key, value in resource.items() if key not in {"hash", "bytes", "title", "derived"}}
        resources.append({**kept, "schema": {**resource["schema"], "fields": fields}})
    return {"name": "package", "resources": resources}


def _header_problems(folder: Path, resource: Mapping[str, Any]) -> Iterator[str]:
    name = resource["path"]
    wanted = [field["name"] for field in resource["schema"]["fields"]]
    try:
        header = list(read_csv(folder / name).columns)
    except DataError as error:
        yield str(error)
        return
    for column in wanted:
        if column not in header:
            yield f"{name} has no column {column!r}; expected: {', '.join(wanted)}; restore the column"
    for column in header:
        if column not in wanted:
            yield f"{name} has the column {column!r}; expected: {', '.join(wanted)}; remove it or describe it in {DESCRIPTOR}"


def _fields(descriptor: Mapping[str, Any], name: str) -> Mapping[str, Mapping[str, Any]]:
    resource = next(resource for resource in descriptor["resources"] if resource["name"] == name)
    return {field["name"]: field for field in resource["schema"]["fields"]}


def _sentence(error: Mapping[str, Any], fields: Mapping[str, Mapping[str, Any]]) -> str:
    row = f", row {error['rowNumber']}" if "rowNumber" in error else ""
    name = error.get("fieldName", "")
    cell = error.get("cell", "")
    kind = error["type"]
    if kind == "constraint-error" and cell == "":
        return f"{row}: {name} is empty; expected: a value; fill the cell"
    if kind == "constraint-error":
        limits = fields[name].get("constraints", {})
        if "enum" in limits:
            allowed = "allowed: " + ", ".join(sorted(limits["enum"]))
        else:
            allowed = "expected: " + ", ".join(f"{key} {value}" for key, value in sorted(limits.items()))
        return f"{row}: {name} is {cell!r}; {allowed}; correct the cell"
    if kind == "type-error":
        return f"{row}: {name} is {cell!r}; expected: {fields[name]['type']}; correct the cell"
    if kind == "primary-key":
        key = next(iter(error["cells"]), "")
        return f"{row}: the key that begins with {key!r} is a duplicate, {error['note']}; keys are unique; rename or remove one"
    if kind == "foreign-key":
        wanted = error.get("referenceName") or "this table"
        names, values = ", ".join(error["fieldNames"]), ", ".join(map(repr, error["fieldCells"]))
        return f"{row}: {names} is {values}; expected: one that stands in {wanted}; correct the cell or add the row"
    return f"{row}: {error['message']}; correct or restore the file"


def _offset_problems(tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    spans = tables["spans"]
    documents = tables["documents"].set_index("document")
    sizes = {unit: spans["document"].map(documents[unit]) for unit in ("characters", "words")}
    for first, last, unit in (("start", "end", "characters"), ("first_word", "end_word", "words")):
        for row in spans.index[(spans[last] > sizes[unit]) | (spans[first] >= spans[last])]:
            yield (
                f"spans.csv, row {row + 2}: {first} {spans[first][row]} to {last} {spans[last][row]} is outside article "
                f"{spans['document'][row]}, which has {sizes[unit][row]} {unit}; correct the offsets"
            )
    home = spans["statement"].map(tables["statements"].set_index("statement")["document"])
    for row in spans.index[spans["statement"].ne("") & home.ne(spans["document"])]:
        yield (
            f"spans.csv, row {row + 2}: document is {spans['document'][row]!r}; statement {spans['statement'][row]} "
            f"stands in {home[row]!r}; correct the cell"
        )
    content = spans[spans["role"].eq("content")].sort_values(["statement", "start"])
    inside = spans[spans["role"].eq("quoted")].reset_index().merge(content, on="statement", suffixes=("", "_of"))
    inside = inside[(inside["start"] >= inside["start_of"]) & (inside["end"] <= inside["end_of"])]
    for row in spans.index[spans["role"].eq("quoted") & ~spans.index.isin(inside["index"])]:
        yield (
            f"spans.csv, row {row + 2}: the quoted passage {spans['start'][row]} to {spans['end'][row]} is outside the content of "
            f"statement {spans['statement'][row]}; correct the offsets"
        )
    overlap = content["statement"].eq(content["statement"].shift()) & (content["start"] < content["end"].shift())
    for row in content.index[overlap]:
        yield f"spans.csv, row {row + 2}: this piece of {content['statement'][row]} overlaps the one before; correct the offsets"
    bare = set(tables["statements"]["statement"]) - set(content["statement"])
    for statement in sorted(bare):
        yield f"spans.csv: statement {statement} has no row of role content; add the offsets of its words"


def seal(folder: Path) -> bytes:
    """Return the descriptor with the checksums of every table and of the codebook as they stand now."""
    descriptor = read_descriptor(folder)
    for resource in descriptor["resources"]:
        content = (folder / resource["path"]).read_bytes()
        resource["hash"] = f"sha256:{digest(content)}"
        resource["bytes"] = len(content)
    files = sorted(path for path in (folder / "codebook").glob("*") if not path.name.startswith("."))
    descriptor["codebook"] = {f"codebook/{path.name}": f"sha256:{digest(path.read_bytes())}" for path in files}
    return (json.dumps(sealed(descriptor), indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def write_seal(folder: Path) -> bool:
    """Record the checksums of tables and codebook as they stand now; return whether the descriptor changed."""
    content = seal(folder)
    if content == (folder / DESCRIPTOR).read_bytes():
        return False
    write_bytes(folder / DESCRIPTOR, content)
    return True
