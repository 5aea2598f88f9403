"""What a coder of the study's statements may see."""

from __future__ import annotations

import re

from analysis.study.data.load import Study
from analysis.study.evidence import glosses_with_concordance, without_names


def test_a_sheet_tells_neither_speaker_nor_year(study: Study) -> None:
    """No name of a person, no year, nothing that only one era had; every Chinese statement is there."""
    shown = glosses_with_concordance(study)
    assert set(shown) == set(study.statements.index[study.statements["country"].eq("CN")])
    persons = study.entities.table.query("kind == 'person'")["variant"]
    for text in shown.values():
        assert not re.search(r"(?:19|20)\d\d|[Cc]ovid", text)
        assert not any(re.search(rf"\b{re.escape(name)}\b", text) for name in persons)


def test_no_line_marks_the_term_it_was_found_by(study: Study) -> None:
    """Brackets stand for what was replaced, never around a hit of the dictionary."""
    for text in glosses_with_concordance(study).values():
        assert set(re.findall(r"\[[^\]]*\]", text)) <= {"[person]", "[time]"}


def test_other_words_stay(study: Study) -> None:
    """Only names and times are replaced."""
    text = "China and the US met, and Mr Trump spoke of 2020 ships."
    assert without_names(text, study.entities) == "China and the US met, and [person] spoke of [time] ships."
