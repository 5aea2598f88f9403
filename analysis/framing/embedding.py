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
from numpy.typing import NDArray

from analysis.checks import number
from analysis.corpus.progress import Progress, following
from analysis.errors import ArgumentError
from analysis.framing.checks import checked_texts
from analysis.framing.codebook import Codebook

__all__ = ["EmbeddingCoder", "local_encoder"]

Encoder = Callable[[Sequence[str]], Any]
# Texts that are encoded between two signs of progress.
_AT_A_TIME = 1_000


@dataclass(frozen=True)
class EmbeddingCoder:
    """A frame is given where text and definition are close: cosine of at least `threshold`.

    Parameters
    ----------
    codebook : the frames; name and definition of each are what texts are compared with
    encode : takes a list of texts, returns one vector a text, as `local_encoder` gives it
    threshold : a cosine, -1 to 1
    name : what the coder is called in tables
    progress : True for a bar after two seconds of work, a function of the share done, or False

    Raises
    ------
    ArgumentError : `encode` cannot be called, or `threshold` is no number from -1 to 1
    """

    codebook: Codebook
    encode: Encoder
    threshold: float = 0.4
    name: str = "embedding (exploratory)"
    progress: Progress = False

    def __post_init__(self) -> None:
        if not callable(self.encode):
            raise ArgumentError(
                f"encode is {self.encode!r:.60}; expected a function from texts to vectors; pass `local_encoder(folder)`"
            )
        if not -1 <= number("threshold", self.threshold) <= 1:
            raise ArgumentError(f"threshold is {self.threshold}; expected a cosine from -1 to 1; change it")

    def similarity(self, texts: pd.Series) -> pd.DataFrame:
        """Return the cosine of each text and each frame's name with definition, -1 to 1; 0 for a vector of zeros.

        Raises
        ------
        ArgumentError : `texts` is no Series of texts, each unit once, or the encoder gives anything but one
            vector of finite numbers a text
        """
        checked_texts(texts)
        frames = [f"{frame.name}. {frame.definition}" for frame in self.codebook.frames]
        if not len(texts) or not frames:
            return pd.DataFrame(index=texts.index, columns=self.codebook.ids, dtype=float)
        every = [*texts, *frames]
        blocks = [every[at : at + _AT_A_TIME] for at in range(0, len(every), _AT_A_TIME)]
        vectors = [self._unit_vectors(block) for block in following(blocks, self.progress, "encoding texts")]
        lengths = {block.shape[1] for block in vectors}
        if len(lengths) > 1:
            raise ArgumentError(
                f"the encoder gave vectors of {min(lengths)} and of {max(lengths)} numbers; expected one length; use another encoder"
            )
        unit = np.vstack(vectors)
        return pd.DataFrame(unit[: len(texts)] @ unit[len(texts) :].T, index=texts.index, columns=self.codebook.ids)

    def _unit_vectors(self, texts: list[str]) -> NDArray[np.float64]:
        """Encode texts, each as a vector of length 1, or 0 where the encoder gives zeros."""
        given = self.encode(texts)
        try:
            found = np.asarray(given, dtype=float)
        except (TypeError, ValueError):
            raise ArgumentError(
                f"the encoder gave a {type(given).__name__} that holds no vectors of one length; expected one row of numbers "
                "a text; use another encoder"
            ) from None
        if found.ndim != 2 or len(found) != len(texts):
            raise ArgumentError(
                f"the encoder gave an array of shape {found.shape} for {len(texts)} texts; expected one row a text; use another encoder"
            )
        with np.errstate(over="ignore", invalid="ignore"):
            length = np.linalg.norm(found, axis=1, keepdims=True)
        if not np.isfinite(length).all():
            at = int(np.flatnonzero(~np.isfinite(length[:, 0]))[0])
            raise ArgumentError(
                f"the encoder gave a vector that is not finite for {texts[at]!r:.60}; expected finite numbers; use another encoder"
            )
        return np.asarray(np.divide(found, length, out=np.zeros_like(found), where=length > 0))

    def code(self, texts: pd.Series) -> pd.DataFrame:
        """Return 0 or 1, texts x frames."""
        return self.similarity(texts).ge(self.threshold).astype(int)


def local_encoder(folder: str | Path) -> Encoder:
    """Return the encoder of a sentence-transformers model that lies in a folder of the user's.

    Raises
    ------
    ArgumentError : the folder is not there or holds no such model, or the extra is not installed
    """
    folder = Path(folder)
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
    try:
        model = SentenceTransformer(str(folder), local_files_only=True)
    except Exception as error:  # noqa: BLE001  (a damaged model fails in any of the libraries below)
        reason = " ".join(str(error).split())
        raise ArgumentError(
            f"the model folder {folder.name!r} cannot be used: {reason:.100}; expected a sentence-transformers model; copy "
            "one there whole"
        ) from None
    return model.encode  # type: ignore[no-any-return]
