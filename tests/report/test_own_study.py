"""The files of a new study."""

from __future__ import annotations

import json
import tomllib

from analysis.report.own_study import example_texts, new_study


def test_settings_and_description_are_those_given() -> None:
    """Several labels are a list, one is a word; every column is described; the example says that it is one."""
    texts = example_texts()
    files = new_study(texts, title="Boats", by="town", target=["southby", "x"], reference=["northby"], attribute=True)
    settings = tomllib.loads(files["study.toml"].decode())
    assert settings["attribute"] is True
    assert settings["comparison"]["target"] == ["southby", "x"]
    assert settings["comparison"]["reference"] == "northby"
    fields = json.loads(files["data/datapackage.json"])["resources"][0]["schema"]["fields"]
    assert [field["name"] for field in fields] == list(texts.columns)
    assert files["README.md"].startswith(b"# Boats\n\nA comparison of southby and x with northby, by town.")
    assert b"are an example" not in files["README.md"]
    assert b"are an example" in new_study()["README.md"]
    assert b"--attribute" in files["Makefile"]
