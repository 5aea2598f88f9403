"""The people and countries that an article names."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.attribution.names import Names, read_countries
from analysis.errors import ArgumentError
from tests.attribution.short_article import COUNTRIES


def test_countries_of_the_user_come_after_those_of_the_package() -> None:
    """A user's country is found by name, demonym and capital, and replaces one of the package with the same name."""
    countries = read_countries(COUNTRIES)
    assert countries.find("the Valdorian premier") == countries.find("from Port Elim") == ("VD", "Valdoria")
    assert countries.find("the French premier")[0] == "FR"
    same = pd.DataFrame([("XX", "France", "", "", "")], columns=["code", "name", "demonym", "aliases", "capital"])
    assert read_countries(same).find("France") == ("XX", "France")


def test_the_longest_name_of_a_country_is_found_first() -> None:
    """Two words that are a country are not read as one of them."""
    assert read_countries().find("in South Korea's capital") == ("KR", "South Korea")
    assert read_countries().find("the ferry") == ("", "")


def test_a_table_of_countries_without_its_columns_is_refused() -> None:
    """The user's own table of countries must have the columns of ours."""
    with pytest.raises(ArgumentError, match="no column 'demonym'"):
        read_countries(pd.DataFrame({"code": ["VD"], "name": ["Valdoria"]}))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Foreign Minister Orla Brennick spoke.", "Foreign Minister"),
        ("The harbour was full when the premier Orla Brennick spoke.", "premier"),
        ("The prime minister of Valdoria, Orla Brennick, spoke.", "prime minister of Valdoria"),
        ("Orla Brennick, the mayor of Ardenney, spoke.", "mayor of Ardenney"),
        ("Orla Brennick, who advises the government, spoke.", "adviser to government"),
        ("Orla Brennick spoke.", ""),
    ],
)
def test_the_office_is_read_from_the_words_around_a_name(text: str, role: str) -> None:
    """An office may come before a name, in an apposition after it, or in a relative clause."""
    assert Names(text, read_countries(COUNTRIES)).people["Orla Brennick"].role == role


def test_a_person_is_found_by_part_of_the_name() -> None:
    """The last name is looked up before the first, one with an office before one without, and the gender must fit."""
    names = Names("Minister Orla Varn met Mr Varn Orla and Ms Ilse Varn.", read_countries())
    assert [names.by_name(["Varn"]), names.by_name(["Ilse"])] == [names.people["Orla Varn"], names.people["Ilse Varn"]]
    assert names.by_name(["Orla"], "m") is names.people["Varn Orla"]
    assert names.by_name(["Tessen"]) is None
