"""The study as committed: tables, selections, comparisons, findings, plates, evidence."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from analysis.errors import ArgumentError
from analysis.inference.findings import Finding
from analysis.study import run
from analysis.study.data.load import Study
from analysis.study.design import ERAS, RED_LINES, SELECTIONS
from analysis.study.evidence import explain
from analysis.study.findings.register import tell
from analysis.study.plates.register import PLATES, draw
from analysis.study.tables import framing as framing_tables
from analysis.study.tables import terms as comparisons
from analysis.study.tables.register import show


def test_the_corpus_is_the_one_described(study: Study) -> None:
    """Five articles, 85 annotated statements, two eras, and the counts that the design knows."""
    assert len(study.documents) == 5
    assert len(study.statements) == 85
    assert study.documents["era"].value_counts().to_dict() == {"trump2": 3, "biden": 2}
    assert study.statements["voice"].value_counts().to_dict() == {"indirect": 54, "mixed": 17, "direct": 14}


def test_mentions_of_the_us_are_counted_entity_safely(study: Study) -> None:
    """On whole pages the US is named 31 and 19 times, as known, once Washington (3 and 2) is taken off."""
    pages = study.terms.select(nested=False).group("era")
    assert pages.of("US").to_dict() == {"biden": 21, "trump2": 34}


def test_units_share_out_the_pages(study: Study) -> None:
    """The units of a page have the words of the page: nothing is counted twice, nothing is lost."""
    units = study.units[~study.units["nested"]]
    tokens = units.groupby("document")["tokens"].sum()
    words = study.documents["words"]
    # Entities and hyphenated words make one token of several words, so tokens are somewhat fewer.
    assert (tokens <= words).all()
    assert (tokens > 0.9 * words).all()
    assert (study.terms.totals == study.units["tokens"]).all()
    assert (study.quoted_terms.totals == study.units["quoted_tokens"]).all()


def test_the_default_selection_is_what_it_says(study: Study) -> None:
    """Named Chinese officials, about the relationship, in the body, no restatement; Xi and Wang, no adviser."""
    units = study.select().units
    assert set(units["speaker"]) == {
        *("Li Keqiang", "Lou Qinjian", "Wang Yi", "Xi Jinping", "Xie Feng", "Zhang Yesui", "Zhao Lijian")
    }
    assert units["duplicate_of"].eq("").all()
    for name in SELECTIONS:
        assert len(study.select(name).units) > 0
    with pytest.raises(ArgumentError, match="selection is 'all'; allowed: all Chinese voices, officials"):
        study.select("all")


def test_all_tables_can_be_reached(study: Study) -> None:
    """Every table of the package has an attribute that a reader finds."""
    for table in (
        study.spans,
        study.phrases,
        study.concordance,
        study.cooccurrence,
        study.frame_hits,
        study.lexicon_hits,
    ):
        assert len(table) > 100
    assert study.frames.shape == (85, len(study.codebook.ids))
    assert study.frames_coded.shape == (58, len(study.codebook.ids))
    assert "the" in study.function_words
    assert study.scores()["score"].between(-1, 1).all()


def test_no_concordance_line_is_longer_than_eight_words(study: Study) -> None:
    """The text policy holds for every line, parts of hyphenated words counted singly."""
    import re

    lines = study.concordance[["left", "node", "right"]].agg(" ".join, axis=1)
    assert lines.map(lambda line: len(re.findall(r"[^\W_]+", line.replace("\u2019", "")))).max() <= 8


def test_every_finding_holds_and_has_all_its_parts(study_findings: list[Finding]) -> None:
    """Each finding can be made from the committed tables; none is empty anywhere."""
    assert len(study_findings) >= 7
    for finding in study_findings:
        assert all((finding.answer, finding.evidence, finding.stability, finding.limit, finding.values))


def test_the_findings_are_those_of_a_count_by_hand(study: Study) -> None:
    """Numbers known from a close reading: one-sided expressions, their users, the fall in tone, the frames."""
    carried = tell(study, "carried").values
    assert (carried["one_sided"], carried["used"], carried["reported"]) == (25, 17, 16)
    assert tell(study, "red-lines").values == {"uses": 6, "early": 2}
    assert tell(study, "keyness").values["lrc_not_zero"] == 0
    tone = tell(study, "tone").values
    assert (tone["old"], tone["new"], tone["up"]) == (0.58, 0.14, 4)
    assert tell(study, "web-page").values == {"alone": 4, "of": 14}


def test_a_finding_fails_when_the_data_change(study: Study) -> None:
    """If no official of 2021 had said red line, the sentence that it is not new could not be made."""
    tables = dict(study.tables)
    versions = tables["official_versions"]
    tables["official_versions"] = versions[
        ~(versions["expression"].eq("red line") & versions["date"].astype(str).lt("2022"))
    ]
    with pytest.raises(ArgumentError, match="'red-lines' no longer holds"):
        tell(Study(study.folder, tables, study.codebook, study.entities), "red-lines")


def test_what_is_called_absent_from_one_era_carries_what_officials_said(study_findings: list[Finding]) -> None:
    """No answer about one era alone is told without the official versions, whatever its words."""
    about_one = re.compile(r"only (?:in )?20|one era only|no article|in 2021 only|new:|that only")
    for finding in study_findings:
        if about_one.search(finding.answer) and finding.name != "persisting":
            assert finding.one_sided, finding.name
            assert finding.outside, finding.name


def test_an_unknown_name_is_named(study: Study) -> None:
    """A misspelt finding or table gets the list of names."""
    with pytest.raises(ArgumentError, match="name is 'carry'; allowed: assertive, carried"):
        tell(study, "carry")
    with pytest.raises(ArgumentError, match="name is 'official versions'; allowed: annotators, articles"):
        show(study, "official versions")


def test_naive_counting_finds_as_many_key_terms_between_mixed_halves(study: Study) -> None:
    """On whole pages the real split has no more key terms than several splits that mix the eras."""
    table = comparisons.split_table(study, selection="whole pages")
    real = table.loc[table["real"], "key_terms"].iloc[0]
    assert len(table) == 10
    assert real > 50
    assert (table.loc[~table["real"], "key_terms"] >= real).sum() >= 3


def test_comparisons_keep_their_promises(study: Study) -> None:
    """Total order, both eras everywhere, and no function word among content terms."""
    terms = comparisons.compare_terms(study)
    assert not terms["term"].isin(study.function_words).any()
    assert terms["log_likelihood"].abs().is_monotonic_decreasing
    phrases = comparisons.phrase_table(study)
    assert phrases["phrase"].is_unique
    assert (phrases["documents_biden"] + phrases["documents_trump2"]).ge(2).all()
    by_selection = comparisons.hits_by_selection(study, RED_LINES)
    assert list(by_selection["selection"]) == list(SELECTIONS)
    assert by_selection.loc[0, ["count_biden", "count_trump2"]].tolist() == [0, 3]
    assert set(framing_tables.matched_pairs(study)["era"]) == set(ERAS.values())


def test_every_image_is_the_one_that_a_notebook_has(root: Path) -> None:
    """Validating the notebooks draws every plate anew and compares its digest; the committed image has that digest."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((root / "notebooks").glob("*.ipynb")))
    shown = set(re.findall(r"Figure ([a-z-]+) \[([0-9a-f]{12})\]", text))
    assert shown == {
        (name, hashlib.sha256((root / "figures" / f"{name}.png").read_bytes()).hexdigest()[:12]) for name in PLATES
    }


@pytest.mark.thorough
@pytest.mark.parametrize("name", PLATES)
def test_every_plate_is_the_committed_one(study: Study, root: Path, name: str) -> None:
    """Drawn anew, image, drawing, data and alternative text are byte for byte those of the folder."""
    for file, content in draw(study, name).files().items():
        assert (root / "figures" / file).read_bytes() == content, f"figures/{file} differs from a fresh drawing"


def test_a_changed_pixel_and_a_changed_alternative_text_are_named(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One pixel of one image and one word of one alternative text are found, and the files named."""
    from PIL import Image

    some = {name: PLATES[name] for name in ("voices", "corpus")}
    monkeypatch.setattr(run, "PLATES", some)
    drawn = {name: draw(study, name).files() for name in some}
    monkeypatch.setattr(run, "files_of_plates", lambda _: drawn.items())
    run.draw_all(study, tmp_path, write=True)
    assert run.draw_all(study, tmp_path, write=False) == []
    with Image.open(tmp_path / "corpus.png") as image:
        image.load()
        image.putpixel((3, 3), (0, 0, 0, 255))
        image.save(tmp_path / "corpus.png")
    text = (tmp_path / "voices.txt").read_text(encoding="utf-8")
    (tmp_path / "voices.txt").write_text(text.replace("Stacked", "Piled"), encoding="utf-8")
    (tmp_path / "corpus.csv").unlink()
    (tmp_path / "sub").mkdir()
    for name in ("stray.png", "noext", "sub/corpus.png"):
        (tmp_path / name).write_bytes(b"")
    assert run.draw_all(study, tmp_path, write=False) == [
        *(
            "voices.txt differs from a fresh drawing",
            "corpus.png differs from a fresh drawing",
            "corpus.csv is missing",
        ),
        *(f"{name} belongs to no plate of the study" for name in ("noext", "stray.png", "sub/corpus.png")),
    ]
    assert run.draw_all(study, tmp_path, write=True) == ["voices.txt", "corpus.png", "corpus.csv"]


@pytest.mark.thorough
def test_plates_drawn_in_processes_of_their_own_are_the_same(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes give, in the order of the plates, the bytes that one gives."""
    monkeypatch.setattr(run, "PLATES", {name: PLATES[name] for name in ("voices", "corpus")})
    drawn = [(name, draw(study, name).files()) for name in ("voices", "corpus")]
    assert list(run.files_of_plates(study)) == drawn


def test_an_unknown_plate_is_named(study: Study) -> None:
    """A misspelt name gets the list of plates."""
    with pytest.raises(ArgumentError, match="name is 'tome'; allowed: cards, choices, coder, collocates, corpus"):
        draw(study, "tome")


def test_a_term_is_explained_by_its_statements(study: Study) -> None:
    """A word, an entity in another variant, and a phrase lead to their statements."""
    dialogue = explain(study, "Dialogue")
    assert dialogue["count"].sum() == study.terms.select(type="statement").of("dialogue").sum()
    assert dialogue["gloss"].str.len().gt(10).all()
    assert explain(study, "United States")["statement"].equals(explain(study, "US")["statement"])
    phrase = explain(study, "red lines")
    assert phrase["words_around"].str.contains(r"\[red lines\]").all()
    assert phrase["quoted"].isna().all()
    assert len(explain(study, "two countries")) > 3


@pytest.mark.parametrize(
    ("term", "message"),
    [
        ("dialog", "TERM is 'dialog', which no statement has; terms like it: dialogue"),
        ("zzz", "has; pass"),
        ("--", "no word"),
    ],
    ids=["near", "far", "empty"],
)
def test_a_term_that_nobody_said_is_named(study: Study, term: str, message: str) -> None:
    """The error names terms that begin alike, if there are any."""
    with pytest.raises(ArgumentError, match=message):
        explain(study, term)


def test_with_the_articles_whole_statements_are_shown(study: Study, sources: Path) -> None:
    """On the screen of somebody who holds the articles, the statement itself stands beside its gloss."""
    shown = explain(study, "red lines", sources=sources)
    assert shown["words_around"].str.contains("red lines").all()
    assert shown["words_around"].str.split().str.len().max() > 8
