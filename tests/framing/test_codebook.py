"""The codebook file: what it may hold, and what an error says about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import CodebookError
from analysis.framing.codebook import Codebook, read_codebook

FRAME = """frames:
- id: A
  name: A name
  family: cooperative
  entman: moral evaluation
  definition: What it is.
  indicators:
  - red line|lines
  sources: ours
"""


def write(folder: Path, text: str, name: str = "book.yaml") -> Path:
    """Write a codebook and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_curly_marks_in_a_wildcard_are_those_of_the_terms(tmp_path: Path) -> None:
    """An apostrophe as typed by a word processor matches the apostrophe of the tokens."""
    book = read_codebook(write(tmp_path, FRAME.replace("red line|lines", "didn\u2019*")))
    assert book["A"].indicators[0].places[0].alternatives == (("didn'*",),)


def test_negation_and_target_are_read(tmp_path: Path) -> None:
    """Without the keys negated hits are kept and nobody is addressed."""
    plain = read_codebook(write(tmp_path, FRAME))["A"]
    assert (plain.negation, plain.target) == ("keep", "")
    given = read_codebook(write(tmp_path, FRAME + "  negation: exclude\n  target: warned\n"))["A"]
    assert (given.negation, given.target) == ("exclude", "warned")


def test_family_function_and_sources_may_be_left_out(tmp_path: Path) -> None:
    """Without the keys, and with empty ones, a frame has a dash there; what a codebook holds is kept."""
    full = read_codebook(write(tmp_path, FRAME))["A"]
    assert (full.family, full.entman, full.sources) == ("cooperative", "moral evaluation", "ours")
    lines = [line for line in FRAME.splitlines() if not line.strip().startswith(("family", "entman", "sources"))]
    for text in (
        "\n".join(lines),
        FRAME.replace("cooperative", "").replace("moral evaluation", "").replace("ours", ""),
    ):
        frame = read_codebook(write(tmp_path, text))["A"]
        assert (frame.family, frame.entman, frame.sources) == ("-", "-", "-")
        assert frame.indicators == full.indicators


def test_a_codebook_is_shown_in_one_line(tmp_path: Path) -> None:
    """The ids of at most five frames are shown."""
    book = read_codebook(write(tmp_path, FRAME))
    assert repr(book) == "Codebook of 1 frames: A"
    assert repr(Codebook(book.frames * 7)) == "Codebook of 7 frames: A, A, A, A, A, ..."
    assert repr(Codebook(())) == "Codebook of 0 frames"


def test_reads_a_codebook(tmp_path: Path) -> None:
    """A frame comes back with its patterns, and the codebook finds it by its id."""
    book = read_codebook(write(tmp_path, FRAME))
    assert book.ids == ["A"]
    assert [pattern.source for pattern in book["A"].indicators] == ["red line|lines"]
    with pytest.raises(CodebookError, match="frame is 'B'; allowed: A"):
        book["B"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FRAME.replace("- id: A\n  name", "- name"), "book.yaml, line 2: the frame has no id"),
        (FRAME + FRAME.removeprefix("frames:\n"), "book.yaml, line 10: the id 'A' is a duplicate"),
        (
            FRAME.replace("red line|lines", '"red (line"'),
            r"book.yaml, line 8: indicators of frame 'A': the pattern 'red \(line' has '\('",
        ),
        (FRAME.replace("red line|lines", "red line|"), "line 8: .* the pattern 'red line|' has the empty part"),
        (FRAME.replace("red line|lines", '"~3 line"'), "line 8: .* has ~3 without a word before it"),
        (FRAME.replace("red line|lines", "red ~3"), "line 8: .* has no word after ~N"),
        (FRAME.replace("red line|lines", "red ~2 ~2 line"), "line 8: .* has ~2 without a word"),
        (FRAME.replace("red line|lines", '"*"'), "line 8: .* has the empty part"),
        (
            FRAME.replace("red line|lines", "red ~300 line"),
            "line 8: .* has '~300'; expected ~ and a number from 0 to 99",
        ),
        (FRAME.replace("red line|lines", "red~3line"), "line 8: .* has 'red~3line'; expected ~ and a number"),
        (FRAME.replace("red line|lines", "co,op*"), "line 8: .* has ',' beside ., which occurs in no term"),
        (
            FRAME.replace("  - red line|lines", "  - red line\n  - red line"),
            "line 9: indicators of frame 'A' has 'red line' twice",
        ),
        (FRAME.replace("name: A name", "name: [A, name]"), "line 3: name of frame 'A' is a list"),
        (FRAME.replace("id: A", "id: NONE"), "line 2: the id is 'NONE'; expected a word of letters"),
        (FRAME.replace("id: A", "id: (all)"), r"line 2: the id is '\(all\)'; expected a word of letters"),
        (FRAME.replace("id: A", "id: A B"), "line 2: the id is 'A B'; expected a word of letters"),
        (FRAME + FRAME.removeprefix("frames:\n").replace("id: A", "id: a"), "the id 'a' is a duplicate of 'A'"),
        (FRAME + "  negation: drop\n", "line 10: negation of frame 'A' is 'drop'; allowed: exclude, keep"),
        (FRAME.replace("  - red line|lines", "  - [a]"), "line 8: indicators of frame 'A' is not a list of patterns"),
        (FRAME.replace("sources", "source"), "has the key 'source'; allowed: definition, entman, exclude, family"),
        (FRAME.replace("definition", "#"), "has no definition; expected: id, name, definition, indicators; add it"),
        (FRAME + "  colour: red\n", "book.yaml, line 10: the frame has the key 'colour'; allowed"),
        ("frames:\n- just words\n- {id: A}\n", "line 2: a frame is 'just words'"),
        ("frames: []\n", "has no frame in its list `frames`"),
        ("frames: [\n", "book.yaml, line 2: .*expected YAML"),
    ],
)
def test_errors_name_frame_and_line(tmp_path: Path, text: str, said: str) -> None:
    """Each fault of a codebook is one sentence with file, line and frame."""
    with pytest.raises(CodebookError, match=said):
        read_codebook(write(tmp_path, text))


def test_missing_or_undecodable_file(tmp_path: Path) -> None:
    """A file that is not there, or is not UTF-8, is named."""
    with pytest.raises(CodebookError, match=r"none.yaml cannot be read"):
        read_codebook(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes("frames: é".encode("latin-1"))
    with pytest.raises(CodebookError, match=r"latin.yaml is not UTF-8"):
        read_codebook(tmp_path / "latin.yaml")


def test_the_study_codebook_has_fourteen_frames(study: object) -> None:
    """The codebook of the study is read without a fault, each frame with a source and a function."""
    frames = study.codebook.frames  # type: ignore[attr-defined]
    assert len(frames) == 14
    assert all(frame.sources and frame.entman and frame.definition for frame in frames)


def test_keys_given_twice_and_odd_ids_are_refused(tmp_path: Path) -> None:
    """YAML would let the last of two keys win; here the frame and its line are named."""
    frame = "frames:\n- id: A\n  name: n\n  family: f\n  entman: e\n  definition: d\n  indicators: [x]\n  sources: s\n"
    path = tmp_path / "f.yaml"
    for text, message in (
        (frame.replace("  name: n", "  id: B\n  name: n"), "line 2: the frame has the key 'id' twice"),
        (frame.replace("id: A", "id: [a]"), "line 2: id of the frame is a list"),
        (frame + frame, "has 2 lists `frames`"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(CodebookError, match=message):
            read_codebook(path)
    with pytest.raises(CodebookError, match="cannot be read"):
        read_codebook(tmp_path)


def test_values_stay_as_they_are_written(tmp_path: Path) -> None:
    """What YAML would read as truth, a number or a date is a string, and a pattern like others; null is not given."""
    text = FRAME.replace("red line|lines", "no\n  - 2021-13-45").replace("A name", "yes").replace("ours", "null")
    frame = read_codebook(write(tmp_path, text))["A"]
    assert (frame.name, frame.sources) == ("yes", "-")
    assert [pattern.source for pattern in frame.indicators] == ["no", "2021-13-45"]


def test_a_plain_dictionary_is_a_codebook(tmp_path: Path) -> None:
    """Moral foundations and the like become frames; the definition says where the words come from."""
    book = read_codebook(write(tmp_path, "care:\n  virtue: [kind*, safe]\n  vice:\n  - harm\n", "moral.yml"))
    assert book.ids == ["care.virtue", "care.vice"]
    assert "moral.yml" in book["care.vice"].definition
    for text, said in (("a: [b+]", r"moral.yml, a: the pattern 'b\+'"), ("a: []", "a has no words")):
        with pytest.raises(CodebookError, match=said):
            read_codebook(write(tmp_path, text, "moral.yml"))


def test_a_codebook_of_any_format_is_opened(root: Path, tmp_path: Path) -> None:
    """The format is seen from the file: frames, names with words, or lines of %; a list of words may be called frames."""
    assert "TAIWAN" in read_codebook(root / "data" / "codebook" / "frames.yaml").ids
    for name, text in (
        ("a.yml", "x: [kind]\n"),
        ("a.DIC", "%\n1\tx\n%\nkind\t1\n"),
        ("a.txt", "%\n1\tx\n%\nkind\t1\n"),
    ):
        assert read_codebook(str(write(tmp_path, text, name))).ids == ["x"]
    assert read_codebook(write(tmp_path, "frames: [kind, cruel]\n", "b.yml")).ids == ["frames"]
    with pytest.raises(CodebookError, match="has no id"):
        read_codebook(write(tmp_path, "frames:\n- name: x\n", "c.yml"))
