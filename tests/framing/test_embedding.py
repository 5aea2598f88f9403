"""The exploratory coder, with an encoder that counts letters: no model is needed to test the wiring."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.embedding import EmbeddingCoder, local_encoder

BOOK = Codebook(tuple(Frame(x, x * 3, "-", "-", x * 9, (), (), "-", "") for x in "ab"))


def letters(texts: Sequence[str]) -> np.ndarray:  # type: ignore[type-arg]
    """Return how many a and b each text has."""
    return np.array([[text.count("a"), text.count("b")] for text in texts])


def test_codes_what_is_close() -> None:
    """A text of a's has frame a, a mixed one both at a low threshold, an empty one none."""
    texts = pd.Series(["aaa", "ab", "zzz"], index=["1", "2", "3"])
    coder = EmbeddingCoder(BOOK, letters, threshold=0.6)
    assert coder.code(texts).to_numpy().tolist() == [[1, 0], [1, 1], [0, 0]]
    assert "exploratory" in coder.name


def test_faults(tmp_path: Path) -> None:
    """A threshold that is no cosine, an encoder that loses rows, a model that is not there."""
    with pytest.raises(ArgumentError, match="threshold is 2"):
        EmbeddingCoder(BOOK, letters, threshold=2)
    with pytest.raises(ArgumentError, match="one row a"):
        EmbeddingCoder(BOOK, lambda texts: letters(texts)[:1]).code(pd.Series(["a"]))
    with pytest.raises(ArgumentError, match="nothing is"):
        local_encoder(tmp_path / "none")


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed the error names it."""
    monkeypatch.setitem(__import__("sys").modules, "sentence_transformers", None)
    with pytest.raises(ArgumentError, match=r"comparative-discourse\[embedding\]"):
        local_encoder(tmp_path)
