"""`discourse code` from end to end: a sheet out, coded, back in; a score; and every wrong call."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.cli.application import app
from analysis.errors import DiscourseError

RUN = CliRunner()


def call(*arguments: object) -> str:
    """Run the command and return what it prints; an error is raised."""
    found = RUN.invoke(app, ["code", *map(str, arguments)])
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found.output


def test_sheet_coded_and_read_back(data: Path, tmp_path: Path) -> None:
    """The study's sheet shows no speaker; once coded it is stored and compared with the coder before."""
    path = tmp_path / "sheet.csv"
    call("--sheet", path, "--data", data)
    sheet = pd.read_csv(path, dtype="str", keep_default_na=False)
    key = pd.read_csv(tmp_path / "sheet-key.csv", dtype="str").set_index("item")["unit"]
    assert (tmp_path / "sheet-codebook.csv").is_file()
    assert set(key) > set(pd.read_csv(data / "frames_coded.csv", dtype="str")["statement"])
    old = pd.read_csv(data / "frames_coded.csv", dtype="str").groupby("statement")["frame"].agg(" ".join)
    sheet["frames"] = [old.get(key[item], "NONE") for item in sheet["item"]]
    sheet.to_csv(path, index=False, sep=";")
    said = call("--read", path, "--coder", "C", "--data", data)
    assert "C beside A, 58 items coded by both" in said
    assert "micro (all)" in said
    stored = pd.read_csv(tmp_path / "sheet-codes.csv", dtype="str")
    assert set(stored["coder"]) == {"C"}
    with pytest.raises(DiscourseError, match=r"would overwrite sheet\.csv"):
        call("--sheet", path, "--data", data)


def test_sheet_of_own_texts(data: Path, tmp_path: Path) -> None:
    """A user's texts are shown whole."""
    texts = tmp_path / "texts.json"
    texts.write_text(json.dumps([{"text": "Ruritania hopes for talks."}, {"id": "x", "text": "No."}]), encoding="utf-8")
    call("--sheet", tmp_path / "own.csv", "--texts", texts, "--data", data)
    assert "Ruritania hopes" in (tmp_path / "own.csv").read_text(encoding="utf-8")
    for content, said in (
        ("[", "no JSON"),
        ('["a"]', "entry 1: got str"),
        ("{}", "is no JSON list"),
    ):
        texts.write_text(content, encoding="utf-8")
        with pytest.raises(DiscourseError, match=said):
            call("--sheet", tmp_path / "other.csv", "--texts", texts, "--data", data)
    with pytest.raises(DiscourseError, match="cannot be read"):
        call("--sheet", tmp_path / "other.csv", "--texts", tmp_path / "none.json", "--data", data)


def test_score_prints_every_measure(data: Path, root: Path) -> None:
    """Frames, micro F1, alpha and AC1, and that there was one coder."""
    said = call("--score", root / "data" / "codebook" / "unseen.json", "--data", data)
    for part in ("prec.", "recall", "F1", "alpha", "AC1", "micro (all)", "lowest recall", "one coder"):
        assert part in said


def test_score_of_few_texts_with_another_codebook(data: Path, tmp_path: Path) -> None:
    """Undefined values are dashes, and another codebook can be named."""
    book = tmp_path / "book.yaml"
    shutil.copy(data / "codebook" / "frames.yaml", book)
    path = tmp_path / "few.json"
    path.write_text(json.dumps([{"text": "Good morning.", "frames": []}]), encoding="utf-8")
    said = call("--score", path, "--codebook", book, "--data", data)
    assert " -" in said
    assert "lowest recall" not in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "asked for nothing"),
        (("--sheet", "a", "--score", "b"), "asked for --sheet and --score"),
        (("--read", "a.csv"), "--coder is empty"),
    ],
)
def test_wrong_calls(arguments: tuple[str, ...], said: str, data: Path) -> None:
    """One of three things is asked for, and a coder has a name."""
    with pytest.raises(DiscourseError, match=said):
        call(*arguments, "--data", data)


def own_sheet(folder: Path, data: Path, *more: object) -> Path:
    """Write a sheet of two texts and code it with the first word that is allowed."""
    texts, path = folder / "texts.json", folder / "own.csv"
    texts.write_text(json.dumps([{"text": "Ruritania hopes."}, {"text": "No."}]), encoding="utf-8")
    call("--sheet", path, "--texts", texts, *more, "--data", data)
    sheet = pd.read_csv(path, dtype="str", keep_default_na=False)
    column = "tone" if "--tone" in more else "frames"
    book = pd.read_csv(folder / "own-codebook.csv", dtype="str")
    sheet[column], sheet["note"] = book.iloc[0, 0], "Not sure."
    sheet.to_csv(path, index=False)
    return path


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--sheet", "a.csv", "--coder", "B"),
            "--coder cannot be used with --sheet; allowed with it: --codebook, --seed",
        ),
        (("--sheet", "a.csv", "--to", "b.csv"), "--to cannot be used with --sheet"),
        (("--sheet", "a.csv", "--patterns"), "--patterns cannot be used with --sheet"),
        (("--read", "a.csv", "--coder", "B", "--seed", "1"), "--seed cannot be used with --read"),
        (("--score", "a.json", "--texts", "b.json"), "--texts is given beside a.json, which has texts"),
        (("--sheet", "a.csv", "--key", "k.csv"), "--key cannot be used with --sheet"),
        (("--read", "a.csv", "--coder", "B", "--key", "/"), "--key is '/', a folder"),
        (("--score", "a.json", "--tone"), "--tone cannot be used with --score"),
        (("--sheet", "a.csv", "--tone", "--codebook", "b.yaml"), "--codebook cannot be used with --tone"),
        (("--score", ""), "--score is '.', a folder; expected a file"),
        (("--score", "/"), "--score is '/', a folder"),
        (("--sheet", "."), "--sheet is '.', a folder"),
        (("--read", ".", "--coder", "B"), "--read is '.', a folder"),
    ],
    ids=range(13),
)
def test_options_that_do_not_apply(
    arguments: tuple[str, ...], said: str, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An option that would be ignored and a file that is none are refused, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(DiscourseError, match=said):
        call(*arguments, "--data", data)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", ["a.csv", "a-key.csv"])
def test_codes_are_not_written_over_what_is_read(
    name: str, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the sheet nor its key is a place for codes."""
    monkeypatch.chdir(tmp_path)
    for file in ("a.csv", "a-key.csv"):
        (tmp_path / file).write_text("kept", encoding="utf-8")
    with pytest.raises(DiscourseError, match=f"--to is {name}, which is read as"):
        call("--read", "a.csv", "--coder", "B", "--to", name, "--data", data)
    assert (tmp_path / name).read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("content", ["[" * 100_000, '[{"text": "\\ud800", "frames": []}]'], ids=["deep", "surrogate"])
def test_a_file_to_score_that_breaks_readers(content: str, data: Path, tmp_path: Path) -> None:
    """JSON nested without end and half a character are one sentence."""
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DiscourseError, match=r"nested too deep|half character"):
        call("--score", path, "--data", data)


def test_a_coder_with_the_name_of_the_studys_coder(data: Path, tmp_path: Path) -> None:
    """Coder A's sheet is compared with the study's coder A, who is named with the file."""
    path = tmp_path / "sheet.csv"
    call("--sheet", path, "--data", data)
    sheet = pd.read_csv(path, dtype="str", keep_default_na=False).assign(frames="NONE")
    sheet.to_csv(path, index=False)
    assert "A beside A of frames_coded.csv, 58 items coded by both" in call(
        "--read", path, "--coder", "A", "--data", data
    )
    said = call("--read", path, "--coder", "B", "--data", data)
    assert "B beside A, " in said
    assert "B beside A of frames_coded.csv, 58 items" in said


def test_a_stored_file_is_checked_before_it_is_used(data: Path, tmp_path: Path) -> None:
    """A frame that the codebook has not, in the file of codes or in the study's, stops before anything is stored."""
    path = own_sheet(tmp_path, data)
    codes = tmp_path / "codes.csv"
    codes.write_text("statement,frame,rank,coder\n1,FOO,1,D\n", encoding="utf-8")
    with pytest.raises(DiscourseError, match="line 2: frame is 'FOO'; allowed: ANTI"):
        call("--read", path, "--coder", "B", "--to", codes, "--data", data)
    (data / "frames_coded.csv").write_text("statement,frame,rank,coder\n1,FOO,1,A\n", encoding="utf-8")
    with pytest.raises(DiscourseError, match=r"frames_coded\.csv, line 2: frame is 'FOO'"):
        call("--read", path, "--coder", "B", "--data", data)
    assert not (tmp_path / "own-codes.csv").exists()


def test_notes_are_stored_with_the_codes(data: Path, tmp_path: Path) -> None:
    """Every note of the sheet is in the file of codes."""
    call("--read", own_sheet(tmp_path, data), "--coder", "B", "--data", data)
    assert pd.read_csv(tmp_path / "own-codes.csv")["note"].tolist() == ["Not sure.", "Not sure."]


def test_a_sheet_with_the_key_of_another(data: Path, tmp_path: Path) -> None:
    """A key of the same items in another order is refused: codes would land on other statements."""
    path = tmp_path / "a.csv"
    call("--sheet", path, "--data", data)
    call("--sheet", tmp_path / "b.csv", "--seed", "9", "--data", data)
    sheet = pd.read_csv(path, dtype="str", keep_default_na=False).assign(frames="NONE")
    sheet.to_csv(path, index=False)
    (tmp_path / "b-key.csv").replace(tmp_path / "a-key.csv")
    with pytest.raises(DiscourseError, match=r"a\.csv, line \d+: the text of item-\d+ is not the one"):
        call("--read", path, "--coder", "B", "--data", data)


@pytest.mark.parametrize(
    ("name", "text"),
    [("moral.yml", "care.virtue: [hope*]\nharm: [no]\n"), ("moral.dic", "%\n1\tcare.virtue\n%\nhope*\t1\n")],
)
def test_codebooks_of_other_tools(name: str, text: str, data: Path, tmp_path: Path) -> None:
    """Quanteda's YAML and LIWC's .dic are codebooks too: for a sheet, its way back, and a score."""
    book = tmp_path / name
    book.write_text(text, encoding="utf-8")
    path = own_sheet(tmp_path, data, "--codebook", book)
    said = call("--read", path, "--coder", "B", "--codebook", book, "--data", data)
    assert "2 items by B are right" in said
    assert set(pd.read_csv(tmp_path / "own-codes.csv")["frame"]) == {"care.virtue"}
    coded = tmp_path / "coded.json"
    coded.write_text(json.dumps([{"text": "Ruritania hopes.", "frames": ["care.virtue"]}]), encoding="utf-8")
    assert "micro F1 1.000" in call("--score", coded, "--codebook", book, "--data", data)


def test_codes_of_another_codebook_are_not_compared(data: Path, tmp_path: Path) -> None:
    """The study's coder had other frames: the command says so and compares nothing."""
    book = tmp_path / "moral.yml"
    book.write_text("care: [hope*]\n", encoding="utf-8")
    path = tmp_path / "sheet.csv"
    call("--sheet", path, "--codebook", book, "--data", data)
    pd.read_csv(path, dtype="str", keep_default_na=False).assign(frames="care").to_csv(path, index=False)
    said = call("--read", path, "--coder", "B", "--codebook", book, "--data", data)
    assert "B beside A: not compared, since ANTI_HEGEMONY is not in this codebook" in said


def test_patterns_are_printed_with_hits_and_misses(data: Path, tmp_path: Path) -> None:
    """Each pattern has hits, right and wrong ones; each frame the numbers of the texts that no pattern found."""
    book, coded = tmp_path / "book.yml", tmp_path / "coded.json"
    book.write_text("HOPE: [hope*, wish]\nNO: [never]\n", encoding="utf-8")
    entries = [("We hope.", ["HOPE"]), ("Hopeless.", []), ("We long.", ["HOPE"]), ("All right.", ["HOPE"])]
    coded.write_text(json.dumps([{"text": text, "frames": frames} for text, frames in entries]), encoding="utf-8")
    said = call("--score", coded, "--codebook", book, "--patterns", "--data", data)
    lines = [" ".join(line.split()) for line in said.splitlines()]
    for line in ("hope* 2 1 1", "wish 0 0 0", "missed: 2: texts 3, 4", "never 0 0 0", "missed: 0"):
        assert line in lines


def test_tone_from_sheet_to_agreement(data: Path, tmp_path: Path) -> None:
    """A sheet for tone is blind as one for frames; read back, it is compared with the study's coder by three measures."""
    path = tmp_path / "tone.csv"
    call("--sheet", path, "--tone", "--data", data)
    sheet = pd.read_csv(path, dtype="str", keep_default_na=False)
    assert list(sheet.columns) == ["item", "text", "tone", "note"]
    assert "definition" in pd.read_csv(tmp_path / "tone-codebook.csv").columns
    key = pd.read_csv(tmp_path / "tone-key.csv", dtype="str").set_index("item")["unit"]
    old = pd.read_csv(data / "tone_coded.csv", dtype="str").set_index("statement")["tone"]
    sheet["tone"] = [str(old.get(key[item], "neutral")).upper() for item in sheet["item"]]
    sheet.to_csv(path, index=False)
    said = call("--read", path, "--tone", "--coder", "C", "--data", data)
    assert "C beside B, 67 items coded by both" in said
    lines = [" ".join(line.split()) for line in said.splitlines()]
    for line in ("raw agreement 1.000", "Krippendorff's alpha (nominal) 1.000", "AC1 1.000"):
        assert line in lines
    assert list(pd.read_csv(tmp_path / "tone-codes.csv").columns) == ["statement", "tone", "coder", "note"]
    with pytest.raises(DiscourseError, match="the header is item, text, tone, note; expected item, text, frames, note"):
        call("--read", path, "--coder", "D", "--data", data)


@pytest.mark.parametrize("tone", [(), ("--tone",)], ids=["frames", "tone"])
def test_each_coder_has_a_copy_of_one_sheet(data: Path, tmp_path: Path, tone: tuple[str, ...]) -> None:
    """Copies under other names are read with the one key, which is said where it is not beside the copy."""
    sheet = own_sheet(tmp_path, data, *tone)
    for coder in ("a", "b"):
        copy = tmp_path / f"sheet-{coder}.csv"
        copy.write_bytes(sheet.read_bytes())
        options = ("--read", copy, "--coder", coder, "--to", tmp_path / "codes.csv", *tone, "--data", data)
        with pytest.raises(
            DiscourseError, match=rf"sheet-{coder}-key\.csv, the usual one .* is missing; .* name it with --key"
        ):
            call(*options)
        found = call(*options, "--key", tmp_path / "own-key.csv")
        assert f"2 items by {coder} are right and stored in codes.csv" in found
    assert "b beside a, 2 items coded by both" in found
    with pytest.raises(DiscourseError, match=r"--to is .*, which is read as the key"):
        call(
            "--read",
            sheet,
            "--coder",
            "c",
            "--key",
            tmp_path / "codes.csv",
            "--to",
            tmp_path / "codes.csv",
            "--data",
            data,
        )


def stored_codes(folder: Path, data: Path) -> Path:
    """Two coders' copies of one sheet of three texts, read into one file of codes."""
    texts, sheet, codes = folder / "texts.csv", folder / "own.csv", folder / "codes.csv"
    rows = {"id": ["t1", "t2", "t3"], "text": ["That is our red line.", "The quay is old.", "We drew a red line."]}
    pd.DataFrame(rows).to_csv(texts, index=False)
    call("--sheet", sheet, "--texts", texts, "--data", data)
    empty = pd.read_csv(sheet, dtype="str", keep_default_na=False)
    for coder, found in (("A", "red line"), ("B", "That")):
        copy = folder / f"copy-{coder}.csv"
        empty.assign(frames=["RED_LINE" if found in text else "NONE" for text in empty["text"]]).to_csv(
            copy, index=False
        )
        call("--read", copy, "--key", folder / "own-key.csv", "--coder", coder, "--to", codes, "--data", data)
    return codes


def test_stored_codes_are_scored(data: Path, tmp_path: Path) -> None:
    """What --read stores, --score reads: a table for each coder, with the texts kept beside the codes or named."""
    codes = stored_codes(tmp_path, data)
    said = call("--score", codes, "--data", data)
    first, second = said.split("the dictionary beside ")[1:]
    assert (first[0], second[0]) == ("A", "B")
    # The dictionary finds both texts with a red line; coder B saw one of them.
    assert "micro F1 1.000, precision 1.000, recall 1.000 on 3 texts" in first
    assert "micro F1 0.667, precision 0.500, recall 1.000 on 3 texts" in second
    assert call("--score", codes, "--texts", tmp_path / "texts.csv", "--data", data) == said


def test_codes_without_their_texts_are_refused(data: Path, tmp_path: Path) -> None:
    """No texts, other texts under the same names, too few texts, codes of tone: one sentence each."""
    codes = stored_codes(tmp_path, data)
    few = tmp_path / "few.csv"
    few.write_text("id,text\nt1,Hm.\n")
    with pytest.raises(DiscourseError, match=r"few\.csv lacks the text 't2', which A coded"):
        call("--score", codes, "--texts", few, "--data", data)
    (tmp_path / "codes-texts.csv").write_text("id,text\nt1,Another.\n")
    with pytest.raises(DiscourseError, match=r"codes-texts\.csv has another text 't1' than copy-A\.csv"):
        call(
            "--read",
            tmp_path / "copy-A.csv",
            "--key",
            tmp_path / "own-key.csv",
            "--coder",
            "C",
            "--to",
            codes,
            "--data",
            data,
        )
    assert "C" not in set(pd.read_csv(codes)["coder"])
    (tmp_path / "codes-texts.csv").unlink()
    with pytest.raises(DiscourseError, match=r"codes-texts\.csv, which --read writes beside codes\.csv, is missing"):
        call("--score", codes, "--data", data)
    codes.write_text("statement,tone,coder\nt1,positive,A\n")
    with pytest.raises(DiscourseError, match="codes of tone"):
        call("--score", codes, "--data", data)


def test_a_text_that_looks_like_a_formula_is_coded_and_scored(data: Path, tmp_path: Path) -> None:
    """No file for a coder or from one has a formula, and the texts are the same on every way."""
    texts = tmp_path / "texts.csv"
    texts.write_text('id,text\na,"=HYPERLINK(1) they must not cross a red line"\nb,-talks go on\n', encoding="utf-8")
    sheet, codes = tmp_path / "sheet.csv", tmp_path / "codes.csv"
    call("--sheet", sheet, "--texts", texts, "--data", data)
    assert "'=HYPERLINK" in sheet.read_text(encoding="utf-8")
    table = pd.read_csv(sheet, dtype="str", keep_default_na=False).assign(frames="NONE", note="=1+1")
    table.to_csv(sheet, index=False)
    for coder in ("B", "C"):
        call("--read", sheet, "--coder", coder, "--to", codes, "--data", data)
    for written in (codes, tmp_path / "codes-texts.csv"):
        assert ",=" not in written.read_text(encoding="utf-8")
    call("--score", codes, "--data", data)
