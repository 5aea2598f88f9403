"""Other ways to find quotations, for comparison: quotation marks alone, and textacy where it is installed."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

__all__ = ["quotation_marks_only", "textacy_quotations"]

_COLUMNS = ["spans", "speaker", "voice", "location"]
_MARKED = re.compile('[\u201c"\u00ab][^\u201d"\u00bb\n]+[\u201d"\u00bb]')


def quotation_marks_only(text: str) -> pd.DataFrame:
    """Return every stretch in double quotation marks as a statement: the least that one can do.

    >>> quotation_marks_only('"Yes," she said.')["spans"].tolist()
    [[(0, 6)]]
    """
    spans = [[match.span()] for match in _MARKED.finditer(text)]
    return pd.DataFrame({"spans": spans, "speaker": "", "voice": "direct", "location": "body"}, columns=_COLUMNS)


def textacy_quotations(text: str) -> pd.DataFrame:
    """Return what textacy's `direct_quotations` finds; it fails on some texts, and the error is passed on.

    Raises ArgumentError where spaCy or its model is missing, ImportError where textacy is.
    """
    from textacy.extract.triples import direct_quotations

    from analysis.attribution.nlp import load_model

    document: Any = load_model()(text)
    rows = [
        (
            [(quotation.content.start_char, quotation.content.end_char)],
            " ".join(str(word) for word in quotation.speaker),
            "direct",
            "body",
        )
        for quotation in direct_quotations(document)
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)
