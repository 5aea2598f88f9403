"""The files of a new study: texts as a described table, settings, a codebook, notebooks, claims as tests, two commands."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, StrictUndefined

from analysis.report.paragraph import version
from analysis.tables import csv_bytes, digest, read_csv

__all__ = ["example_texts", "new_study"]

_STARTER = Path(__file__).parent / "starter"
# Python files have another ending here, since they are no modules of this package.
_COPIED = {
    "codebook.yaml": "codebook.yaml",
    "study.py.txt": "notebooks/study.py",
    "test_claims.py.txt": "tests/test_claims.py",
    "nbval.cfg": "tests/nbval.cfg",
}


def example_texts() -> pd.DataFrame:
    """Return the example: reports of two invented towns about their ferry.

    >>> example_texts().groupby("town").size().to_dict()
    {'northby': 6, 'southby': 6}
    """
    return read_csv(_STARTER / "texts.csv", text=("document", "town", "date", "text"))


def new_study(
    texts: pd.DataFrame | None = None,
    *,
    title: str = "A comparison",
    by: str = "",
    target: Sequence[str] = (),
    reference: Sequence[str] = (),
    pairs: bool = False,
    attribute: bool = False,
) -> dict[str, bytes]:
    """Return the files of a study of these texts, or of the example.

    Parameters
    ----------
    texts : DataFrame, optional
        Columns `document` and `text`, and the column `by`; others are kept. By default the example.
    title : str
        The first line of its README.
    by, target, reference : str, sequences of str
        What `Comparison` takes, as `study.toml` will say it.
    pairs : bool
        Whether every document has both sides, as a debate, so that they are compared within documents.
    attribute : bool
        Whether statements are compared, as attribution finds them, instead of whole texts.

    Returns
    -------
    dict
        Content by relative name. The descriptor of `data/` has no seal yet.
    """
    example = texts is None
    if texts is None:
        texts, by, target, reference, attribute = example_texts(), "town", ["southby"], ["northby"], True
    content = csv_bytes(texts)
    options = ["--by", by, *_repeated("--target", target), *_repeated("--reference", reference)]
    options += ["--pairs" if pairs else "--document", "document", *["--attribute"] * attribute]
    words = {
        "title": title,
        "by": by,
        "target": " and ".join(target),
        "reference": " and ".join(reference),
        "version": version(),
        "example": example,
        # The shell's sign, as a makefile wants it.
        "options": shlex.join(options).replace("$", "$$"),
    }
    settings = {"by": by, "target": _side(target), "reference": _side(reference)}
    settings["pairs" if pairs else "document"] = "document"
    described = json.dumps(_descriptor(texts, content, title), indent=1, ensure_ascii=False)
    return {
        **{name: _filled(name, words) for name in ("README.md", "Makefile")},
        "study.toml": _toml(settings, attribute).encode(),
        "data/texts.csv": content,
        "data/datapackage.json": f"{described}\n".encode(),
        **{to: (_STARTER / name).read_bytes() for name, to in _COPIED.items()},
        **{f"notebooks/{path.name}": path.read_bytes() for path in sorted((_STARTER / "notebooks").glob("*.ipynb"))},
        ".gitignore": b"report/\n__pycache__/\n.ipynb_checkpoints/\n",
    }


def _toml(comparison: dict[str, Any], attribute: bool) -> str:
    # A string of JSON is one of TOML.
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in comparison.items()]
    return (
        f"# Compare what people say in the texts (true), or whole texts (false).\nattribute = {json.dumps(attribute)}\n\n"
        '# A side is a label, a list of labels, or "the rest".\n[comparison]\n' + "\n".join([*lines, ""])
    )


def _repeated(option: str, values: Sequence[str]) -> list[str]:
    return [part for value in values for part in (option, value)]


def _side(labels: Sequence[str]) -> str | list[str]:
    return labels[0] if len(labels) == 1 else list(labels)


def _filled(name: str, words: dict[str, Any]) -> bytes:
    # These are plain text and a makefile; nothing is read as HTML.
    made = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701
    return made.from_string((_STARTER / name).read_text(encoding="utf-8")).render(words).encode()


def _descriptor(texts: pd.DataFrame, content: bytes, title: str) -> dict[str, Any]:
    fields = [{"name": str(name), "type": "string"} for name in texts.columns]
    fields[list(texts.columns).index("text")]["constraints"] = {"required": True}  # type: ignore[assignment]
    return {
        "profile": "data-package",
        "name": "texts",
        "title": title,
        "resources": [
            {
                "name": "texts",
                "path": "texts.csv",
                "derived": False,
                "hash": f"sha256:{digest(content)}",
                "bytes": len(content),
                "schema": {"fields": fields},
            }
        ],
        "codebook": {},
    }
