"""Parts of tables: together they have the rows, names and places of the whole, wherever they are cut."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.corpus.rows import read_rows
from analysis.corpus.spans import spans_of
from analysis.errors import SourceError

COLUMNS = {"text": True, "group": True}
CELLS = st.text(st.sampled_from('ab ,;"\n\t\u00e9\u4e2d'), max_size=12)


def _parts(path: Path, size: int) -> list[tuple[str, dict[str, object]]]:
    spans = list(spans_of(path, COLUMNS, size))
    starts = [0 if span is None else span.rows for span in spans]
    found = [list(read_rows(path, COLUMNS, lambda _: None, span=span)) for span in spans]
    assert starts == [sum(map(len, found[:at])) for at in range(len(found))]
    return [row for part in found for row in part]


@given(
    rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=12),
    size=st.integers(1, 60),
    mark=st.sampled_from(",;\t"),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_parts_are_the_whole(kind: str, rows: list[tuple[str, str]], size: int, mark: str, tmp_path: Path) -> None:
    """Rows with quotes, line breaks and blank lines between them, cut anywhere: places, rows and their numbers are the same."""
    path = tmp_path / f"t.{kind}"
    if kind == "csv":
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, delimiter=mark)
            writer.writerows([("text", "group"), *[row for row in rows for row in (row, ())]])
            writer.writerow(("x", "y"))
    elif kind == "jsonl":
        lines = [json.dumps({"text": text, "group": group}) for text, group in rows]
        path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    else:
        pd.DataFrame(rows, columns=["text", "group"]).to_parquet(path, row_group_size=2)
    whole = list(read_rows(path, COLUMNS, lambda _: None))
    assert _parts(path, size) == whole


def test_a_file_that_is_small_or_read_whole_is_not_cut(tmp_path: Path) -> None:
    """A small table, JSON and what is no table at all are one part each."""
    path = tmp_path / "t.json"
    path.write_text(json.dumps([{"text": "a", "group": "b"}] * 9), encoding="utf-8")
    assert list(spans_of(path, COLUMNS, 5)) == [None]
    broken = tmp_path / "t.parquet"
    broken.write_bytes(b"no table at all")
    assert list(spans_of(broken, COLUMNS, 5)) == [None]
    (tmp_path / "t.csv").write_text("text,group\na,b\n", encoding="utf-8")
    assert list(spans_of(tmp_path / "t.csv", COLUMNS, 500)) == [None]


def test_a_fault_in_a_part_has_its_place_in_the_file(tmp_path: Path) -> None:
    """Row and line of an error are counted from the beginning of the file; what spoils the cutting itself is said as in reading."""
    path = tmp_path / "t.csv"
    path.write_bytes(b'text,group\n"a\nb",p\n\nc,q\n\xff\xff,p\n')
    *_, last = (span for span in spans_of(path, COLUMNS, 400))
    assert last is None
    with pytest.raises(SourceError, match=r"t\.csv, line 6,"):
        list(spans_of(path, COLUMNS, 4))
    path.write_text('text,group\n"a\nb",p\n\nc,q\nd,e,f\n', encoding="utf-8")
    with pytest.raises(SourceError, match=r"row 3 \(line 6\): the row has 3 cells"):
        list(spans_of(path, COLUMNS, 4))
    lines = tmp_path / "t.jsonl"
    lines.write_text('{"text": "a", "group": "p"}\n\n{"text": "b", "group"\n', encoding="utf-8")
    spans = list(spans_of(lines, COLUMNS, 20))
    with pytest.raises(SourceError, match=r"t\.jsonl, line 3: no JSON"):
        list(read_rows(lines, COLUMNS, lambda _: None, span=spans[-1]))
