"""How far a long count has come: functions are called, bars show themselves late, anything else is refused."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.corpus import progress
from analysis.corpus.progress import telling
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError


def test_a_matrix_tells_how_far_it_is() -> None:
    """The share rises to the whole, on the fast path and with a tokeniser."""
    table = pd.DataFrame({"text": ["a b", "c", "d"]})
    for tokeniser in (None, str.split):
        shares: list[float] = []
        TermMatrix.from_texts(table, tokeniser=tokeniser, progress=shares.append)
        assert shares == sorted(shares)
        assert shares[-1] == 1


def test_a_bar_shows_itself_after_a_while(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Quick work prints nothing; work that lasts has a bar, which ends with it."""
    with telling(True, "counting [x]") as tell:
        tell(0.5)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    with telling(True, "counting [x]") as tell:
        tell(0.5)
    assert capsys.readouterr().err == "", "no terminal, no bar"
    monkeypatch.setenv("FORCE_COLOR", "1")
    with telling(True, "counting [x]") as tell:
        tell(0.5)
    assert "counting [x]" in capsys.readouterr().err


def test_what_is_no_progress_is_refused() -> None:
    """Neither a function nor yes or no is an error at once."""
    with pytest.raises(ArgumentError, match="progress is 'yes'; expected True, False or a function"):
        TermMatrix.from_texts(pd.DataFrame({"text": ["a"]}), progress="yes")  # type: ignore[arg-type]
