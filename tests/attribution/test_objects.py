"""Content that is not a clause."""

from __future__ import annotations

import pytest

from tests.attribution.short_article import statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ms Tessen urged ministers to publish the papers.", [("addressee", "ministers to publish the papers")]),
        ("Ms Tessen told ministers to publish the papers.", [("addressee", "to publish the papers")]),
        ("Ms Tessen accused the banks of greed.", [("accuse", "the banks of greed")]),
        ("Ms Tessen accused the banks.", []),
        ("Ms Tessen described the canal as a miracle.", [("as", "the canal as a miracle")]),
        ("Ms Tessen called the canal a miracle.", [("name", "the canal a miracle")]),
        ("Ms Tessen vowed to open the canal.", [("to", "to open the canal")]),
        ("Ms Tessen explained why the canal was late.", [("wh", "why the canal was late")]),
        ("Ms Tessen welcomed the plan after a long debate.", [("object", "the plan")]),
        ("The storm welcomed the plan.", []),
    ],
)
def test_objects_of_cue_verbs(text: str, expected: list[tuple[str, str]]) -> None:
    """Each kind of object gives the content of its verb; a verb without its object, or a subject that cannot speak, none."""
    table = statements(text)
    assert list(zip(table["rule"], table["text"], strict=True)) == expected


def test_a_list_of_demands_is_one_statement_for_each_verb() -> None:
    """Verbs joined by commas share their subject, and each has its own content."""
    table = statements(
        "Ms Tessen demanded an inquiry, urged ministers to publish the papers and accused the banks of greed."
    )
    assert table["text"].tolist() == ["an inquiry", "ministers to publish the papers", "the banks of greed"]
    assert set(table["speaker"]) == {"Maud Tessen"}
