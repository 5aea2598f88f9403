"""The data package: schema, checksums, and every kind of damage."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from analysis.errors import DataError
from analysis.study.data.descriptor import DESCRIPTOR
from analysis.study.data.package import load_tables, problems, seal, write_seal


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first occurrence of a text in a file; it must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_committed_package_is_valid_and_sealed(root: Path) -> None:
    """Frictionless finds nothing wrong with any table, and every checksum is right."""
    assert list(problems(root / "data")) == []
    assert seal(root / "data") == (root / "data" / DESCRIPTOR).read_bytes()


CELLS = [
    ("documents.csv", "Reuters,trump2", "Reuters,obama", r"row 2: era is 'obama'; allowed: biden, trump2"),
    (
        "statements.csv",
        "collective,indirect,vows",
        "collective,shouted,vows",
        r"row 3: voice is 'shouted'; allowed: direct",
    ),
    ("statements.csv", ",indirect,", ",,", r"row 2: voice is empty; expected: a value"),
    ("statements.csv", "2026-03-04,restated", "4 March,restated", r"row 2: date is '4 March'; expected: date"),
    ("statements.csv", "000-02,", "000-01,", r"row 3: the key that begins with '000-01' is a duplicate"),
    ("spans.csv", "000,000-02,content", "000,000-99,content", r"row 5: statement is '000-99'; expected"),
    ("terms.csv", ",1,", ",0,", r"row \d+: count is '0'; expected: minimum 1"),
]
OFFSETS = [
    (
        "spans.csv",
        "content,1,58,89,10,15",
        "content,1,58,89,15,10",
        r"row 2: first_word 15 to end_word 10 is outside article 000",
    ),
    (
        "spans.csv",
        "content,1,58,89",
        "content,1,58,99999",
        r"row 2: start 58 to end 99999 is outside article 000, which has \d+",
    ),
    ("spans.csv", "001,001-09,content,2", "002,001-09,content,2", r"document is '002'; statement 001-09 .* '001'"),
    (
        "spans.csv",
        "000,000-04,quoted,1,7",
        "000,000-04,quoted,1,3",
        r"row \d+: the quoted passage \d+ to \d+ is outside the content",
    ),
    ("spans.csv", "000,000-01,content", "000,000-01,cue", r"statement 000-01 has no row of role content"),
]


@pytest.mark.parametrize("damages", [CELLS, OFFSETS], ids=["cells", "offsets"])
def test_every_malformed_row_is_named(data: Path, damages: list[tuple[str, str, str, str]]) -> None:
    """Of many faults each is named with its file, row, value and what is allowed; loading stops at the first."""
    for file, old, new, _ in damages:
        edit(data / file, old, new)
    # The tables that are not damaged were looked at above.
    said = [
        line
        for file in sorted({file for file, *_ in damages})
        for line in problems(data, only=file.removesuffix(".csv"))
    ]
    missed = [
        sentence
        for file, _, _, sentence in damages
        if not any(line.startswith(file) and re.search(sentence, line) for line in said)
    ]
    assert missed == []
    with pytest.raises(DataError, match=damages[0][0]):
        load_tables(data)


def test_a_row_with_a_cell_too_many_is_named(data: Path) -> None:
    """A table that is no longer rectangular is refused with the line."""
    edit(data / "statements.csv", "000-02,000,", "000-02,000,extra,")
    with pytest.raises(DataError, match=r"statements\.csv is not a readable CSV table: .* line 3"):
        load_tables(data)


def test_pieces_of_a_statement_may_not_overlap(data: Path) -> None:
    """Two overlapping pieces would count their words twice."""
    lines = (data / "spans.csv").read_text(encoding="utf-8").splitlines()
    row = next(line for line in lines if line.startswith("000,000-01,content"))
    (data / "spans.csv").write_text("\n".join([*lines, row.replace("content,1", "content,2")]) + "\n", encoding="utf-8")
    assert any("overlaps the one before" in said for said in problems(data, only="spans"))


def test_one_changed_cell_is_noticed_although_it_is_valid(data: Path) -> None:
    """A count changed to another valid count is noticed by the checksum."""
    lines = (data / "terms.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1] = lines[1].replace(",1,", ",7,")
    (data / "terms.csv").write_text("".join(lines), encoding="utf-8")
    with pytest.raises(DataError, match=r"terms\.csv was altered: its checksum is sha256:.* expected sha256:"):
        load_tables(data)


def test_a_missing_table_is_named(data: Path) -> None:
    """Loading and validating both name the file that is not there."""
    (data / "terms.csv").unlink()
    with pytest.raises(DataError, match=r"terms\.csv is missing"):
        load_tables(data)
    assert [said for said in problems(data) if said.startswith("terms.csv is missing")]


@pytest.mark.parametrize(
    ("content", "message"), [(None, "cannot be read: No such file"), ("{", "no JSON")], ids=["none", "broken"]
)
def test_a_missing_or_broken_descriptor_is_named(data: Path, content: str | None, message: str) -> None:
    """Without a descriptor there is no package, and the error says so."""
    if content is None:
        (data / DESCRIPTOR).unlink()
    else:
        (data / DESCRIPTOR).write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        load_tables(data)


def test_a_table_that_is_not_utf8_or_not_csv_is_named(data: Path) -> None:
    """Encoding and structure faults are sentences too."""
    from analysis.tables import read_csv

    path = data / "odd.csv"
    path.write_bytes(b"a,b\n\xff,1\n")
    with pytest.raises(DataError, match=r"odd\.csv is not UTF-8: byte \d+ is 0xff"):
        read_csv(path)
    path.write_bytes(b"")
    with pytest.raises(DataError, match=r"odd\.csv is not a readable CSV table"):
        read_csv(path)


def test_sealing_records_a_meant_change(data: Path) -> None:
    """After a meant change of a gloss the new checksum is recorded and the package loads."""
    edit(data / "statements.csv", "China is said to want contact", "China is said to wish for contact")
    write_seal(data)
    assert "wish for contact" in load_tables(data)["statements"]["gloss"][0]


def test_every_column_is_described(root: Path) -> None:
    """Each column of each table has a type and a description, and numbers have a unit."""
    for resource in json.loads((root / "data" / DESCRIPTOR).read_text(encoding="utf-8"))["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["description"], field
            assert (
                field["type"] not in {"integer", "number"}
                or field.get("unit")
                or field["name"] in {"part", "rank", "adjusted"}
            )
