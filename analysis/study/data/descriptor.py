"""The description of a data package: read as one that a stranger wrote, sealed, and compared with its folder.

The description may come with a package from anywhere, so it is a closed form: it names files of its own folder, and has no
key by which a validator would fetch an address or leave the folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.checks import shown
from analysis.errors import DataError
from analysis.files import read_json_file, read_text_file
from analysis.study.data.datasheet import with_columns
from analysis.tables import digest

__all__ = ["DESCRIPTOR", "read_descriptor", "sealed", "tampering"]

DESCRIPTOR = "datapackage.json"
_PACKAGE = {"profile", "name", "title", "description", "version", "licenses", "resources", "codebook", "seal"}
_RESOURCE = {"name", "path", "title", "description", "derived", "hash", "bytes", "schema"}
_FIXED = {
    "profile": "data-package",
    "type": "table",
    "scheme": "file",
    "format": "csv",
    "mediatype": "text/csv",
    "encoding": "utf-8",
}
_SCHEMA = {"fields", "primaryKey", "foreignKeys", "missingValues"}
_FIELD = {"name", "type", "title", "description", "unit", "constraints", "trueValues", "falseValues"}
_LIMITS = {"required", "unique", "enum", "minimum", "maximum", "minLength", "maxLength", "pattern"}
_TYPES = {"string", "integer", "number", "boolean", "date"}
_NOT_TABLES = {DESCRIPTOR, "README.md"}


def read_descriptor(folder: Path) -> dict[str, Any]:
    """Read `datapackage.json`: names, schemas and checksums of all tables, each a file of this folder.

    Raises
    ------
    DataError
        For a key or value that is not of the form, and for a path that leaves the folder.
    """
    found: Any = read_json_file(folder / DESCRIPTOR, what="the description of a data package")
    if not isinstance(found, dict) or not isinstance(found.get("resources"), list) or not found["resources"]:
        raise DataError(f"{DESCRIPTOR} has no list `resources`; expected the description of every table; restore it")
    _closed(found, _PACKAGE, "the package")
    for number, resource in enumerate(found["resources"], start=1):
        where = f"resource {number}"
        _closed(resource, _RESOURCE | set(_FIXED), where)
        for key, kind in (("name", str), ("path", str), ("derived", bool), ("schema", dict)):
            _kind(resource, key, kind, where)
        _inside(folder, resource["path"], where)
        schema = resource["schema"]
        _closed(schema, _SCHEMA, f"the schema of {where}")
        _kind(schema, "fields", list, f"the schema of {where}")
        for field in schema["fields"]:
            _closed(field, _FIELD, f"a field of {where}")
            _kind(field, "name", str, f"a field of {where}")
            _closed(field.get("constraints", {}), _LIMITS, f"the field {field['name']!r} of {where}")
            if field.get("type") not in _TYPES:
                _refuse(f"the type of {shown(field['name'])} in {where}", field.get("type"), ", ".join(sorted(_TYPES)))
    if not isinstance(found.setdefault("codebook", {}), dict):
        _refuse("codebook", found["codebook"], "checksums by file")
    for name in found["codebook"]:
        _inside(folder, name, "codebook")
    return found


def _refuse(what: str, given: object, expected: str) -> None:
    raise DataError(f"{DESCRIPTOR}: {what} is {shown(given)}; expected {expected}; restore the file")


def _closed(part: Any, allowed: set[str], where: str) -> None:
    if not isinstance(part, dict):
        _refuse(where, part, "an object")
    for key, value in part.items():
        if key not in allowed:
            raise DataError(
                f"{DESCRIPTOR}: {where} has the key {shown(key)}; allowed: {', '.join(sorted(allowed))}; remove it"
            )
        if value != _FIXED.get(key, value) and key != "type":
            _refuse(f"{key} of {where}", value, _FIXED[key])


def _kind(part: Mapping[str, Any], key: str, kind: type, where: str) -> None:
    if not isinstance(part.get(key), kind) or not (part[key] or kind is bool):
        _refuse(
            f"{key} of {where}", part.get(key), {str: "a word", bool: "true or false"}.get(kind, "a list or an object")
        )


def _inside(folder: Path, path: str, where: str) -> None:
    """Refuse an address, and a path that leaves the folder, also by a link."""
    strange = (
        not path or "\0" in path or "\\" in path or ":" in path or Path(path).is_absolute() or ".." in Path(path).parts
    )
    if strange or not (folder / path).resolve().is_relative_to(folder.resolve()):
        _refuse(f"path of {where}", path, "a file of this folder")


def sealed(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """Return a descriptor with the checksum of itself, so that a later change is noticed."""
    bare = {key: value for key, value in descriptor.items() if key != "seal"}
    return {**bare, "seal": f"sha256:{digest(json.dumps(bare, sort_keys=True, ensure_ascii=False).encode())}"}


def tampering(folder: Path) -> Iterator[str]:
    """Yield a sentence for each file that is described nowhere, and for a description changed since it was sealed."""
    descriptor = read_descriptor(folder)
    if descriptor != sealed(descriptor):
        yield (
            f"{DESCRIPTOR} was changed since it was sealed (a description, a licence, a table or a checksum); restore it with "
            "`git checkout -- data`, or run `discourse build` if the change is meant"
        )
    known = {*_NOT_TABLES, *descriptor["codebook"], *(resource["path"] for resource in descriptor["resources"])}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        # The articles that a user puts there are no part of the package.
        if path.is_dir() or name.parts[0] == "sources" or name.parts[-1].startswith("."):
            continue
        if name.as_posix() not in known:
            yield f"{name} is described nowhere; expected the files of {DESCRIPTOR} alone; remove it or describe it"
    sheet = folder / "README.md"
    if sheet.is_file():
        text = read_text_file(sheet, what="the datasheet")
        if with_columns(text, descriptor) != text:
            yield f"README.md tells other columns than {DESCRIPTOR}; restore the two, or run `discourse build`"
