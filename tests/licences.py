"""Print a table of the licences of an SBOM: `python -m tests.licences build/sbom.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def rows(bill: dict[str, list[dict[str, object]]]) -> list[tuple[str, str, str]]:
    """Return name, version and licences of each component, sorted."""
    found = []
    for part in bill["components"]:
        named = []
        for entry in part.get("licenses", []):  # type: ignore[attr-defined]
            licence = entry.get("license", {})
            named.append(entry.get("expression") or licence.get("id") or licence.get("name", ""))
        found.append(
            (str(part["name"]), str(part.get("version", "")), "; ".join(sorted({*named} - {""})) or "not told")
        )
    return sorted(found)


if __name__ == "__main__":
    for row in rows(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))):
        sys.stdout.write(" | ".join(row) + "\n")
