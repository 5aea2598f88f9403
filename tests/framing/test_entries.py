"""Texts with hand codes: what is read, and what is refused with file and entry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.errors import SourceError
from analysis.framing.entries import read_coded_texts
from analysis.study.data.load import Study


def save(folder: Path, content: object) -> Path:
    """Write a JSON file, or a text as it is."""
    path = folder / "file.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_texts_and_codes_have_one_index(study: Study, tmp_path: Path) -> None:
    """Entries are numbered from 1, codes are 0 or 1 in the order of the codebook, other keys are ignored."""
    content = [{"text": "A.", "frames": ["TAIWAN"], "note": 1}, {"text": "B.", "frames": []}]
    texts, codes = read_coded_texts(str(save(tmp_path, content)), study.codebook)
    assert texts.to_dict() == {"1": "A.", "2": "B."}
    assert codes.columns.tolist() == study.codebook.ids
    assert codes.sum(axis=1).tolist() == [1, 0]
    assert codes.loc["1", "TAIWAN"] == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ([{"text": "A b.", "frames": ["TAIWAN"]}, {"text": "A  b.", "frames": []}], "the text is that of entry 1"),
        ([{"text": "A.", "frames": [["TAIWAN"]]}], r"the frame is \['TAIWAN'\]"),
        ([{"text": "A.", "frames": ["NOWHERE"]}], "the frame is 'NOWHERE'; allowed: "),
        ([{"text": "A.", "frames": "TAIWAN"}], "frames is 'TAIWAN'; expected a list"),
        ([{"text": None, "frames": []}], "text is None"),
        ([{"text": " ", "frames": []}], "text is ' '"),
        ([{"frames": []}], "no column 'text'"),
        ([], "has no rows"),
        ("[" * 100_000, "nested too deep"),
        ("{", "file.json"),
    ],
    ids=range(10),
)
def test_coded_texts_that_contradict_or_break(study: Study, tmp_path: Path, content: object, said: str) -> None:
    """One text with other frames, an unknown frame, a missing text and broken JSON are refused in one sentence."""
    with pytest.raises(SourceError, match=said):
        read_coded_texts(save(tmp_path, content), study.codebook)


def test_a_text_twice_with_the_same_frames_stays(study: Study, tmp_path: Path) -> None:
    """Two entries that agree are two entries."""
    entry = {"text": "A.", "frames": ["TAIWAN"]}
    assert len(read_coded_texts(save(tmp_path, [entry, entry]), study.codebook)[0]) == 2


def test_other_files_are_refused(study: Study, tmp_path: Path) -> None:
    """A folder, and a file of another ending, are named."""
    for path in (tmp_path, tmp_path / "codes.csv"):
        with pytest.raises(SourceError, match="is not a"):
            read_coded_texts(path, study.codebook)
