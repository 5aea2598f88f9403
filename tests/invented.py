"""A small data package of our own: two invented articles with annotations, for tests without the real ones."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd

from analysis.corpus.articles import fingerprint, text_fingerprint, word_spans
from analysis.files import write_bytes
from analysis.tables import csv_bytes

_FIRST = (
    "SUBSCRIBE NOW\n"
    "Ruritania hopes for talks on tolls\n"
    "\u201cWe hope for dialogue on our differences,\u201d said envoy Ada Elm in Zenda. \u201cMutual respect and win-win "
    "cooperation serve our common interests.\u201d\n"
    "Ms Elm added that tolls were a matter of national interests. It rained.\n"
)
_SECOND = (
    "Ruritania draws red lines\n"
    "Envoy Bo Oak warned that \u201cour red lines are drawn\u201d and that Ruritania would \u201cnot yield an inch\u201d. "
    "Mutual respect was the basis, he said.\n"
    "Photo: nobody\n"
)
ARTICLES = {"700": ("biden", _FIRST), "701": ("trump2", _SECOND)}
# document, statement, speaker, voice, passages of content, passages in quotation marks
STATEMENTS = [
    ("700", "700-01", "Ada Elm", "direct", ["\u201cWe hope for dialogue on our differences,\u201d",
     "\u201cMutual respect and win-win cooperation serve our common interests.\u201d"], ["\u201cWe hope for dialogue on our differences,\u201d",
     "\u201cMutual respect and win-win cooperation serve our common interests.\u201d"]),
    ("700", "700-02", "Ada Elm", "indirect", ["tolls were a matter of national interests"], []),
    ("701", "701-01", "Bo Oak", "mixed", ["\u201cour red lines are drawn\u201d",
     "Ruritania would \u201cnot yield an inch\u201d"], ["\u201cour red lines are drawn\u201d", "\u201cnot yield an inch\u201d"]),
    ("701", "701-02", "Bo Oak", "indirect", ["Mutual respect was the basis"], []),
]  # fmt: skip
FURNITURE = [("700", "SUBSCRIBE NOW"), ("701", "Photo: nobody")]

_OF_STUDY = (
    "annotation_", "attribution_", "benchmarks", "calibration", "extension", "official_", "peers", "real_prose", "reference_", "second_"
)  # fmt: skip


def small_package(root: Path, folder: Path) -> tuple[Path, Path]:
    """Write articles and hand-made tables to a folder; return its data and its sources."""
    data, sources = folder / "data", folder / "sources"
    shutil.copytree(root / "data" / "codebook", data / "codebook")
    (data / "codebook" / "fragments.csv").write_text(
        "card,statement,fragment\ntriad,701-01,red lines\n", encoding="utf-8"
    )
    descriptor = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
    # As in a package of one's own, what bears on this study alone is not there.
    descriptor["resources"] = [table for table in descriptor["resources"] if not table["name"].startswith(_OF_STUDY)]
    (data / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    # Every further table that is made by hand is empty here: a header and no row.
    for table in descriptor["resources"]:
        header = ",".join(field["name"] for field in table["schema"]["fields"])
        (data / table["path"]).write_text(f"{header}\n", encoding="utf-8")
    for name, (_, text) in ARTICLES.items():
        write_bytes(sources / f"{name}.txt", text.encode("utf-8"))
    for name, table in _tables().items():
        write_bytes(data / f"{name}.csv", csv_bytes(table))
    return data, sources


def _tables() -> dict[str, pd.DataFrame]:
    documents = [
        (name, "Zenda Post", "", era, f"20{20 + at}-01-01", "invented", f"20{20 + at}-01-02", f"20{20 + at}-01-02", "invented", len(text),
         len(word_spans(text)), fingerprint(text), text_fingerprint(text))
        for at, (name, (era, text)) in enumerate(ARTICLES.items())
    ]  # fmt: skip
    columns = [
        "document",
        "outlet",
        "agency",
        "era",
        "date",
        "date_basis",
        "published_earliest",
        "published_latest",
        "published_basis",
    ]
    statements = [
        {"statement": statement, "document": document, "speaker": speaker, "role": "envoy", "country": "CN",
         "speaker_group": "official", "voice": voice, "cue": "said", "location": "body", "kind": "statement",
         "scope": "us_china", "occasion": "speech", "audience": "journalists", "date": "2021-01-01", "date_known": "stated",
         "implicit_source": "false", "duplicate_of": "",
            "restated_by": "", "within": "", "gloss": "invented", "note": ""}
        for document, statement, speaker, voice, _, _ in STATEMENTS
    ]  # fmt: skip
    spans = [
        _span(document, statement, role, part, passage)
        for document, statement, _, _, content, quoted in STATEMENTS
        for role, passages in (("content", content), ("quoted", quoted))
        for part, passage in enumerate(passages, start=1)
    ]
    spans += [_span(document, "", "furniture", 1, passage) for document, passage in FURNITURE]
    return {
        "documents": pd.DataFrame(
            documents, columns=[*columns, "characters", "words", "fingerprint", "text_fingerprint"]
        ),
        "statements": pd.DataFrame(statements),
        "spans": pd.DataFrame(spans),
    }


def _span(document: str, statement: str, role: str, part: int, passage: str) -> dict[str, object]:
    text = ARTICLES[document][1]
    start = text.index(passage)
    end = start + len(passage)
    inside = [at for at, (a, b) in enumerate(word_spans(text)) if a < end and b > start]
    place = {"start": start, "end": end, "first_word": inside[0], "end_word": inside[-1] + 1}
    return {"document": document, "statement": statement, "role": role, "part": part, **place}
