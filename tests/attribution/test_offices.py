"""Offices and what belongs to them."""

from __future__ import annotations

import pytest

from analysis.attribution.offices import group_of, is_role, names_role, office_of, role_after


@pytest.mark.parametrize(
    ("run", "before", "expected"),
    [
        ("Roads Ada Marrow", "Minister for ", (1, "Minister for Roads")),
        ("Exchequer Ada J. Marrow", "Chancellor of the ", (1, "Chancellor of the Exchequer")),
        ("Water Works Ada Marrow", "Secretary of Roads and ", (2, "Secretary of Roads and Water Works")),
        ("Tarn Steel Ada Marrow", "the chief executive of ", (2, "chief executive of Tarn Steel")),
        ("Birk", "the mayor of ", (0, "")),
        ("Ada Marrow", "an aide to ", (0, "")),
        ("Birk Roads Department", "the Director of the ", (0, "")),
        ("Old Birk Town", "the mayor of ", (0, "")),
        ("Ada Marrow", "", (0, "")),
    ],
)
def test_what_an_office_is_over_is_parted_from_the_name(run: str, before: str, expected: tuple[int, str]) -> None:
    """A run of capitals behind "office of" is the rest of the office and then a name, or no name at all."""
    assert office_of(run.split(" "), before) == expected


def test_offices_are_known_behind_a_hyphen_and_officials_by_their_office() -> None:
    """Surnames with a hyphen are no offices; advisers are no officials; an age is no office."""
    assert is_role("then-mayor")
    assert not is_role("Smith-Orr")
    assert names_role("the deputy mayor of Birk")
    assert role_after("54, the mayor of Birk") == "mayor of Birk"
    assert role_after("who left") == ""
    assert [group_of(role) for role in ("mayor", "adviser to the mayor", "")] == ["official", "other", ""]
