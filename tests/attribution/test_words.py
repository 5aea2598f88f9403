"""The closed classes of words."""

from __future__ import annotations

import re
from pathlib import Path

from analysis.attribution import words

PACKAGE = Path(words.__file__).parent


def test_every_class_is_used_and_every_class_used_exists() -> None:
    """The names in the code and the rows of the table are the same."""
    code = "\n".join(path.read_text("utf-8") for path in PACKAGE.glob("*.py"))
    used = set(re.findall(r"\bwords\.([A-Z_]+)\b", code)) | set(re.findall(r'CLASSES\["([A-Z_]+)"\]', code))
    inside = {word for row in words.read("words.csv") for word in row["words"].split() if word in words.CLASSES}
    assert used <= set(words.CLASSES)
    assert used | inside == set(words.CLASSES)


def test_a_class_includes_the_classes_that_its_row_names() -> None:
    """A word in capitals is replaced by the words of that class, and does not remain as a word."""
    assert words.CLASSES["PEOPLE"] == words.CLASSES["HUMAN"] | words.CLASSES["ROLES"]
    assert not any(words.CLASSES.keys() & found for found in words.CLASSES.values())
