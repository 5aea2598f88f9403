"""Texts in JSON lists, CSV and JSONL: every entry is kept or refused, none is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.framing.entries import read_coded_texts, read_texts
from analysis.study.data.load import Study


def save(folder: Path, content: object) -> Path:
    """Write a JSON file, or a text as it is."""
    path = folder / "file.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_texts_are_named_by_id_or_number(tmp_path: Path) -> None:
    """An entry without an id has its number; a whole number is an id; the path may be a text."""
    path = save(tmp_path, [{"id": "a", "text": "A"}, {"text": "B"}, {"id": 7, "text": "C", "note": None}])
    assert read_texts(str(path)) == {"a": "A", "2": "B", "7": "C"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            [{"id": "a", "text": "A"}, {"id": "a", "text": "B"}],
            "entry 2: the id or number is 'a', the name of .* entry 1 too",
        ),
        ([{"id": "2", "text": "A"}, {"text": "B"}], "entry 2: the id or number is '2'"),
        ([{"text": "A"}, {"id": 1, "text": "B"}], "entry 2: the id or number is '1'"),
        ([{"text": None}], "entry 1: there is no text"),
        ([{"text": 5}], "entry 1: there is no text"),
        ([{"text": ["x"]}], "entry 1: there is no text"),
        ([{"text": " "}], "entry 1: there is no text"),
        ([{"id": None, "text": "A"}], "the id is None; expected a string or a whole number"),
        ([{"id": True, "text": "A"}], "the id is True"),
        ([{"id": "", "text": "A"}], "the id is ''"),
        ([], "has no list of entries"),
        ({"text": "A"}, "has no list of entries"),
        ('[{"text": "A", "text": "B"}]', "the key 'text' twice"),
        ('[{"text": "\\ud800 A"}]', "character 1 of the text is half of a pair"),
        ("[" * 100_000, "is nested too deep"),
        ("[" + "1" * 5000 + "]", "Exceeds the limit"),
    ],
    ids=range(16),
)
def test_texts_that_would_be_lost_or_mangled(tmp_path: Path, content: object, said: str) -> None:
    """Names that are equal, texts that are missing and broken JSON are refused, and the entry is named."""
    with pytest.raises(DataError, match=said):
        read_texts(save(tmp_path, content))


@given(st.lists(st.tuples(st.sampled_from(["1", "2", "3", "a", None]), st.sampled_from(["A", "B"])), min_size=1))
def test_no_text_is_lost(tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str | None, str]]) -> None:
    """Either there are as many texts as entries, or the file is refused."""
    content = [{"text": text} | ({"id": name} if name else {}) for name, text in pairs]
    path = save(tmp_path_factory.mktemp("texts"), content)
    names = [name or str(number) for number, (name, _) in enumerate(pairs, start=1)]
    if len(set(names)) == len(names):
        assert read_texts(path) == dict(zip(names, [text for _, text in pairs], strict=True))
    else:
        with pytest.raises(DataError, match="expected each name once"):
            read_texts(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            [{"text": "A b.", "frames": ["TAIWAN"]}, {"text": "A  b.", "frames": []}],
            "the text is that of entry 1",
        ),
        ([{"text": "A.", "frames": [["TAIWAN"]]}], r"the frame is \['TAIWAN'\]"),
        ([{"text": "A.", "frames": "TAIWAN"}], "frames is 'TAIWAN'; expected a list"),
        ("[" * 100_000, "is nested too deep"),
        ('[{"text": "\\ud800", "frames": []}]', "half of a pair"),
    ],
    ids=range(5),
)
def test_coded_texts_that_contradict_or_break(study: Study, tmp_path: Path, content: object, said: str) -> None:
    """One text with other frames names both entries; a frame that is not a string and broken JSON are refused."""
    with pytest.raises(DataError, match=said):
        read_coded_texts(save(tmp_path, content), study.codebook)


def test_a_text_twice_with_the_same_frames_stays(study: Study, tmp_path: Path) -> None:
    """Two entries that agree are two entries."""
    entry = {"text": "A.", "frames": ["TAIWAN"]}
    assert len(read_coded_texts(save(tmp_path, [entry, entry]), study.codebook)[0]) == 2


def test_folders_are_no_files(study: Study, tmp_path: Path) -> None:
    """A folder in place of a file is named."""
    for call in (read_texts, lambda path: read_coded_texts(path, study.codebook)):
        with pytest.raises(DataError, match="Is a directory; expected a JSON list"):
            call(tmp_path)


def save_as(folder: Path, name: str, content: str) -> Path:
    """Write a file of any name."""
    path = folder / name
    path.write_text(content, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("t.csv", 'text\nOne.\n\n"Two, and\nmore."\n', {"1": "One.", "2": "Two, and\nmore."}),
        ("t.CSV", "ID;Text;year\r\na;One.;2021\r\n7;Two.;\r\n", {"a": "One.", "7": "Two."}),
        (
            "t.jsonl",
            '{"text": "One."}\n\n{"id": "b", "text": "Two\u2028more.", "n": 1}',
            {"1": "One.", "b": "Two\u2028more."},
        ),
        ("t.ndjson", '{"id": 3, "text": "One."}\r\n', {"3": "One."}),
    ],
    ids=["csv", "spreadsheet", "jsonl", "ndjson"],
)
def test_texts_come_from_tables_and_lines(tmp_path: Path, name: str, content: str, found: dict[str, str]) -> None:
    """CSV, as spreadsheets write it, and JSONL give the same as a JSON list; ids are optional."""
    assert read_texts(save_as(tmp_path, name, content)) == found


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "t.csv",
            "id,body\na,One.\n",
            r"t\.csv, line 1: the header is id, body",
        ),
        ("t.csv", "text\n", r"t\.csv has no entries"),
        ("t.csv", "id,text\na,One.\n,Two.\n", r"t\.csv, line 3: the id is ''"),
        (
            "t.csv",
            "id,text\na,One.\na,Two.\n",
            r"t\.csv, line 3: the id or number is 'a', the name of t\.csv, line 2 too",
        ),
        ("t.csv", "id,text\na,One.\nb,\n", r"t\.csv, line 3: there is no text"),
        ("t.csv", "id,text\na,One, two.\n", r"t\.csv, line 2: the row has 3 cells, the header 2"),
        ("t.jsonl", '{"text": "One."}\n{"text": 5}\n', r"t\.jsonl, line 2: there is no text"),
        ("t.jsonl", '{"text": "One."}\n{"text": }\n', r"t\.jsonl, line 2: Expecting value"),
        ("t.jsonl", '{"text": "One.", "text": "Two."}', r"t\.jsonl, line 1: an entry has the key 'text' twice"),
        (
            "t.jsonl",
            '{"id": "2", "text": "A"}\n\n{"text": "B"}',
            r"t\.jsonl, line 3: the id or number is '2'",
        ),
        ("t.jsonl", "[" * 100_000, r"t\.jsonl, line 1: it is nested too deep"),
        ("t.jsonl", "\n", r"t\.jsonl has no entries"),
        ("t.jsonl", '["One."]', r"t\.jsonl, line 1: there is no text"),
    ],
    ids=[
        *("column", "no-row", "no-id", "twice", "no-text", "cells"),
        *("number", "no-json", "key", "name", "deep", "empty", "list"),
    ],
)
def test_faults_of_tables_and_lines(tmp_path: Path, name: str, content: str, said: str) -> None:
    """The error names the file and the row or line, in one sentence."""
    with pytest.raises(DataError, match=said):
        read_texts(save_as(tmp_path, name, content))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[", "file.json, line 1: .*expected a JSON list"),
        ("[]", "has no list of entries"),
        ('[{"frames": []}]', "entry 1: there is no text"),
        ('[{"text": "One."}]', "entry 1: frames is None; expected a list"),
        (
            '[{"text": "One.", "frames": []}, {"text": "Two.", "frames": ["X"]}]',
            "entry 2: the frame is 'X'; allowed: ANTI",
        ),
        (b"\xff\xff\xff", "is not UTF-8"),
    ],
)
def test_faults_of_coded_texts(study: Study, tmp_path: Path, content: str | bytes, said: str) -> None:
    """Each fault of a file of coded texts names the entry; a file that is missing is named."""
    path = tmp_path / "file.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(DataError, match=said):
        read_coded_texts(path, study.codebook)
    with pytest.raises(DataError, match="is missing"):
        read_coded_texts(tmp_path / "none.json", study.codebook)
