"""A table that a notebook shows: the function that makes it, the columns with their names for readers, a caption."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.study.data.load import Study

__all__ = ["Shown"]


@dataclass(frozen=True)
class Shown:
    """How a table is shown to readers; `digits` are the decimals of columns of numbers (0 by default)."""

    make: Callable[[Study], pd.DataFrame]
    columns: Mapping[str, str]
    caption: str
    digits: Mapping[str, int] = field(default_factory=dict)
