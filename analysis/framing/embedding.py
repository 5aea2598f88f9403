"""EXPLORATORY: a coder that compares texts with definitions by the embeddings of a language model.

Needs a model that the user brings (extra `embedding`); nothing is downloaded and nothing of the study
rests on it. Its codes are to be compared with hand coding like those of any other coder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.errors import ArgumentError
from analysis.framing.codebook import Codebook

__all__ = ["EmbeddingCoder", "local_encoder"]

Encoder = Callable[[Sequence[str]], Any]


@dataclass(frozen=True)
class EmbeddingCoder:
    """A frame is given where text and definition are close: cosine of at least `threshold`."""

    codebook: Codebook
    encode: Encoder
    threshold: float = 0.4
    name: str = "embedding (exploratory)"

    def __post_init__(self) -> None:
        if not -1 <= self.threshold <= 1:
            raise ArgumentError(f"threshold is {self.threshold}; expected a cosine from -1 to 1; change it")

    def similarity(self, texts: pd.Series) -> pd.DataFrame:
        """Return the cosine of each text and each frame's name with definition, -1 to 1."""
        frames = [f"{frame.name}. {frame.definition}" for frame in self.codebook.frames]
        both = np.asarray(self.encode([*texts, *frames]), dtype=float)
        if both.ndim != 2 or len(both) != len(texts) + len(frames):
            raise ArgumentError(
                f"the encoder gave an array of shape {both.shape} for {len(texts) + len(frames)} texts; expected one row a "
                "text; use another encoder"
            )
        length = np.linalg.norm(both, axis=1, keepdims=True)
        unit = np.divide(both, length, out=np.zeros_like(both), where=length > 0)
        return pd.DataFrame(unit[: len(texts)] @ unit[len(texts) :].T, index=texts.index, columns=self.codebook.ids)

    def code(self, texts: pd.Series) -> pd.DataFrame:
        """Return 0 or 1, texts x frames."""
        return self.similarity(texts).ge(self.threshold).astype(int)


def local_encoder(folder: Path) -> Encoder:
    """Return the encoder of a sentence-transformers model that lies in a folder of the user's."""
    if not folder.is_dir():
        raise ArgumentError(
            f"the model folder {folder.name!r} is not there; expected a sentence-transformers model on disk; nothing is "
            "downloaded; copy one there"
        )
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        raise ArgumentError(
            "the exploratory coder is not installed; install comparative-discourse[embedding] and bring a model"
        ) from None
    return SentenceTransformer(str(folder), local_files_only=True).encode  # type: ignore[no-any-return]
