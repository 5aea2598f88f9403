"""What may be written in a cell of a sheet: a closed list of codes, found in any case, with spaces in them or not."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import CodebookError, DataError
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.schemes import NONE, TONE, Scheme, scheme_of

IDS = ("care.virtue", "care", "Fair Play", "RED_LINE", "pro/con")
SCHEME = Scheme("frame", IDS, pd.DataFrame(), none=NONE)


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("CARE.VIRTUE", ["care.virtue"]),
        ("red_line, Care;care", ["RED_LINE", "care"]),
        ("fair  play + pro/con", ["Fair Play", "pro/con"]),
        ("“none”", [NONE]),
        ("  ", []),
    ],
)
def test_codes_come_back_as_the_list_spells_them(cell: str, codes: list[str]) -> None:
    """Any case and any sign between codes; a code with a space or a stroke in it is one code."""
    assert SCHEME.written(cell) == codes


@given(st.lists(st.sampled_from([*IDS, NONE]), unique=True), st.sampled_from([" ", ",", "; ", "+", "|", "\n"]))
def test_every_list_of_codes_is_read(codes: list[str], mark: str) -> None:
    """Codes written in capitals and separated by any mark are read in their order."""
    assert SCHEME.written(mark.join(code.upper() for code in codes)) == codes


@pytest.mark.parametrize(
    ("scheme", "cell", "said"),
    [
        (SCHEME, "care Vice", "s, line 2: the frame is 'Vice'; allowed: Fair Play, NONE, RED_LINE, care"),
        (SCHEME, "careful", "the frame is 'careful'"),
        (SCHEME, "", "item-1 has no code; expected frames or NONE"),
        (SCHEME, "none care", "item-1 has NONE beside frames"),
        (TONE, "positive mixed", "item-1 has positive, mixed; expected exactly one of mixed, negative"),
        (TONE, "good", "the tone is 'good'; allowed: mixed, negative, neutral, positive"),
        (TONE, "", "item-1 has no code; expected one of mixed"),
    ],
)
def test_cells_that_are_no_codes(scheme: Scheme, cell: str, said: str) -> None:
    """An unknown code, none, too many: where, what, what is allowed."""
    with pytest.raises(DataError, match=said):
        scheme.read(cell, "s, line 2", "item-1")


@pytest.mark.parametrize("ids", [("care", "CARE"), ("none", "care")])
def test_codes_that_a_coder_cannot_tell_apart(ids: tuple[str, ...]) -> None:
    """Codes that differ by case only, or a frame called none, would be taken for one another."""
    with pytest.raises(CodebookError, match="differ by case only"):
        Scheme("frame", ids, pd.DataFrame(), none=NONE).written("care")


def test_the_legend_of_a_codebook_has_no_patterns() -> None:
    """The coder reads definitions, and learns how to say that there is no frame; a scheme is returned as it is."""
    scheme = scheme_of(Codebook((Frame("A", "A name", definition="What it is."),)))
    assert scheme.legend["frame"].tolist() == ["A", NONE]
    assert "indicators" not in scheme.legend.columns
    assert (scheme.column, scheme.kind, TONE.column, TONE.kind) == ("frames", "frame", "tone", "tone")
    assert scheme_of(TONE) is TONE
