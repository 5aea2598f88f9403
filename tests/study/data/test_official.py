"""Official versions: every row agrees with its sources, with the other columns and with the articles."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.study.data.load import Study
from analysis.study.data.official import official_problems
from analysis.study.data.package import load_tables, problems
from analysis.tables import read_csv

FILE = "official_versions.csv"
PRESENT = "xie-2025,2025-11-03,Xie Feng,zero-sum,present,make zero-sum calculations,xie-2025-01,us_china,formula,no,"
UNKNOWN = "xie-2025,2025-11-03,Xie Feng,dialogue,unknown,,,,,no,"
DAMAGES = [
    (PRESENT.replace("xie-2025,", "xie-2030,", 1), r"row \d+: occasion, date, speaker is 'xie-2030'"),
    (PRESENT.replace("2025-11-03", "2025-11-04"), r"row \d+: occasion, date, speaker is 'xie-2025', .*04"),
    (PRESENT.replace("present", "perhaps"), r"row \d+: status is 'perhaps'; allowed: absent, present, unknown"),
    (PRESENT.replace("formula", "rough"), r"row \d+: match is 'rough'; allowed: formula, variant"),
    (PRESENT, r"row \d+: the key that begins with 'xie-2025' is a duplicate"),
]
CONTRADICTIONS = [
    (
        PRESENT,
        PRESENT.replace("calculations", "one two three four five six seven"),
        r"row \d+: wording has 9 words; at most 8",
    ),
    (PRESENT, PRESENT.replace("make zero-sum calculations", ""), r"row \d+: wording is empty, and status is 'present'"),
    (PRESENT, PRESENT.replace("-01,us_china", "-01,"), r"row \d+: about is empty, and status is 'present'"),
    (UNKNOWN, UNKNOWN.replace("unknown,", "unknown,talks"), r"row \d+: wording is 'talks', and status is 'unknown'"),
    (
        PRESENT,
        PRESENT.replace("xie-2025-01", "lou-2026-01"),
        r"row \d+: source is 'lou-2026-01', of the occasion 'lou-2026'",
    ),
    (PRESENT, PRESENT.replace("make zero-sum calculations", "零和"), r"row \d+: the wording is not English"),
    (
        PRESENT,
        PRESENT.replace("zero-sum,present", "sum total,present"),
        r"row \d+: expression is 'sum total'; expected one of",
    ),
    (UNKNOWN + "\n", "", r"xie-2025 has no row for 'dialogue'; add a row, with status unknown"),
]


def test_rows_that_the_schema_refuses_are_named(data: Path) -> None:
    """Of several damaged rows each leads to a sentence with file, row, value and what is allowed; loading stops."""
    for new, _ in DAMAGES:
        with (data / FILE).open("a", encoding="utf-8") as file:
            file.write(f"{new}\n")
    said = list(problems(data, only=FILE.removesuffix(".csv")))
    assert [sentence for _, sentence in DAMAGES if not any(re.search(sentence, line) for line in said)] == []
    with pytest.raises(DataError, match=FILE):
        load_tables(data)


def test_contradictions_are_found_when_the_package_is_verified(data: Path) -> None:
    """A wording of nine words passes the schema, and is named all the same."""
    old, new, sentence = CONTRADICTIONS[0]
    text = (data / FILE).read_text(encoding="utf-8")
    (data / FILE).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=f"{FILE}, {sentence}"):
        load_tables(data)


@pytest.mark.parametrize(("old", "new", "sentence"), CONTRADICTIONS)
def test_a_row_that_contradicts_itself_is_named(
    study: Study, tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    """One damaged row leads to one sentence with file, row, value and step."""
    text = (study.folder / FILE).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    damaged = read_csv(tmp_path / FILE, text=tuple(study.tables["official_versions"].columns)).fillna("")
    expressions = list(study.tables["official_versions"]["expression"].unique())
    said = list(official_problems({**study.tables, "official_versions": damaged}, expressions))
    assert said
    assert re.search(sentence, said[0])


def test_in_article_is_what_the_articles_have(study: Study) -> None:
    """The column is that of a search of the statements of this speaker on this day, whatever a coder remembered."""
    about = study.statements.reset_index()[["statement", "speaker", "date"]]
    hits = study.tables["expression_hits"].merge(about, left_on="unit", right_on="statement")
    found = set(zip(hits["speaker"], hits["date"].astype(str), hits["expression"], strict=True))
    table = study.tables[FILE.removesuffix(".csv")]
    keys = zip(table["speaker"], table["date"].astype(str), table["expression"], strict=True)
    expected = pd.Series(["yes" if key in found else "no" for key in keys], index=table.index)
    assert expected.eq("yes").any()
    assert table["in_article"].tolist() == expected.tolist()


def test_an_occasion_of_the_articles_is_an_official_version_too(study: Study) -> None:
    """Every official of the comparison spoke on an occasion whose official versions were looked up."""
    units = study.select("officials, all topics").units
    occasions = study.tables["official_occasions"]
    looked_up = occasions[occasions["role"].eq("occasion")]
    known = set(zip(looked_up["speaker"], looked_up["date"].astype(str), strict=True))
    assert set(zip(units["speaker"], units["said"].astype(str), strict=True)) <= known


def test_no_source_is_older_than_its_occasion(study: Study) -> None:
    """A version published before the day on which it was spoken would belong to another occasion."""
    sources = study.tables["official_sources"].merge(study.tables["official_occasions"], on="occasion")
    dated = sources[sources["date_x"].ne("")]
    assert len(dated) > 70
    for published, spoken in zip(dated["date_x"], dated["date_y"].astype(str), strict=True):
        assert published[:10] >= spoken[: len(published[:10])]


def test_an_article_is_no_source_of_a_version(study: Study) -> None:
    """A wording taken from one of the five articles would confirm the article by itself."""
    kinds = study.tables["official_sources"].set_index("id")["kind"]
    used = study.tables["official_versions"]["source"]
    assert not kinds[sorted(set(used) - {""})].str.contains(r"article 00\d").any()
