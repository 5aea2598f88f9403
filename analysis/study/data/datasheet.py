"""The tables of columns in the datasheet, made from the descriptor so that the two cannot differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.errors import DataError

__all__ = ["columns_markdown", "with_columns"]

_BEGIN, _END = "<!-- columns: begin -->", "<!-- columns: end -->"


def columns_markdown(descriptor: Mapping[str, Any]) -> str:
    """Return a section in Markdown for every table: its columns with type, unit and allowed values.

    >>> field = {"name": "count", "type": "integer", "unit": "tokens", "description": "how often"}
    >>> resource = {"path": "t.csv", "title": "Terms", "derived": True, "schema": {"fields": [field]}}
    >>> print(columns_markdown({"resources": [resource]}))
    ### `t.csv`: Terms
    <BLANKLINE>
    Derived from the articles by `discourse build`.
    <BLANKLINE>
    | column | type, unit | meaning | allowed values |
    |---|---|---|---|
    | `count` | integer, tokens | how often | any |
    """
    parts = []
    for resource in descriptor["resources"]:
        origin = (
            "Derived from the articles by `discourse build`."
            if resource["derived"]
            else "Kept as it is, not derived; who made it is told above."
        )
        rows = [
            f"| `{f['name']}` | {_kind(f)} | {f['description']} | {_allowed(f)} |" for f in resource["schema"]["fields"]
        ]
        head = ["| column | type, unit | meaning | allowed values |", "|---|---|---|---|"]
        parts.append("\n".join([f"### `{resource['path']}`: {resource['title']}", "", origin, "", *head, *rows]))
    return "\n\n".join(parts)


def _kind(field: Mapping[str, Any]) -> str:
    return f"{field['type']}, {field['unit']}" if field.get("unit") else str(field["type"])


def _allowed(field: Mapping[str, Any]) -> str:
    limits = dict(field.get("constraints", {}))
    required = limits.pop("required", False)
    said = []
    if "enum" in limits:
        said.append(", ".join(sorted(limits.pop("enum"))))
    said += [f"{name} {value}" if value is not True else name for name, value in sorted(limits.items())]
    if field["type"] == "boolean":
        said.append("true, false")
    if not required:
        said.append("may be empty" if said else "any")
    return "; ".join(said) or "any, not empty"


def with_columns(text: str, descriptor: Mapping[str, Any]) -> str:
    """Return the text of a datasheet with the tables of columns between its two marks renewed."""
    before, begin, rest = text.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise DataError(f"data/README.md lacks the marks {_BEGIN} and {_END}; put them where the columns belong")
    return f"{before}{_BEGIN}\n\n{columns_markdown(descriptor)}\n\n{_END}{after}"
