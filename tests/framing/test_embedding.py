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


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: EmbeddingCoder(BOOK, letters, threshold="a"), "threshold is 'a'"),  # type: ignore[arg-type]
        (lambda: EmbeddingCoder(BOOK, None), "encode is None"),  # type: ignore[arg-type]
        (lambda: EmbeddingCoder(BOOK, letters).code(["a"]), "texts is of the type list"),  # type: ignore[arg-type]
        (lambda: EmbeddingCoder(BOOK, letters).code(pd.Series(["a", None])), "at unit 1"),
        (lambda: EmbeddingCoder(BOOK, lambda t: letters(t) * np.nan).code(pd.Series(["a"])), "not finite for 'a'"),
        (lambda: EmbeddingCoder(BOOK, lambda t: letters(t) * 1e300).code(pd.Series(["a"])), "finite for 'a'"),
        (lambda: EmbeddingCoder(BOOK, lambda t: [[0.0] * len(x) for x in t]).code(pd.Series(["a"])), "no vectors"),
        (lambda: EmbeddingCoder(BOOK, lambda _: None).code(pd.Series(["a"])), "shape"),
    ],
)
def test_what_the_coder_cannot_take(call: object, said: str) -> None:
    """A threshold, an encoder, texts and vectors of another kind: one sentence, and no silent zero."""
    with pytest.raises(ArgumentError, match=said):
        call()  # type: ignore[operator]


def test_no_text_has_no_code() -> None:
    """Without texts there is a table without rows."""
    assert EmbeddingCoder(BOOK, letters).code(pd.Series([], dtype=str)).shape == (0, 2)


def test_a_model_that_cannot_be_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the library says about a damaged folder is one sentence; a path may be a text."""

    class Broken:
        """A model that does not load."""

        def __init__(self, folder: str, *, local_files_only: bool) -> None:
            raise OSError(f"no config in {Path(folder).name}, {local_files_only}\nsee there")

    module = type(np)("sentence_transformers")
    module.SentenceTransformer = Broken  # type: ignore[attr-defined]
    monkeypatch.setitem(__import__("sys").modules, "sentence_transformers", module)
    with pytest.raises(ArgumentError, match=r"cannot be used: no config in .* see there; expected"):
        local_encoder(str(tmp_path))
