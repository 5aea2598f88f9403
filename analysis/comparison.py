"""The comparison that users meet: the noun of `terms.compare`, and what can be asked of it as methods.

Each method is one line over a plain function, which can be used alone: `comparison.keyness()` is
`keyness(comparison)`. This module is above all those functions; the noun itself, which they take, is below them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.corpus.termmatrix import TermMatrix
from analysis.corpus.texts import Texts, text_pairs
from analysis.corpus.tokens import ENGLISH, Entities, tokens_table
from analysis.errors import ArgumentError
from analysis.framing.codebook import Codebook
from analysis.framing.coders import DictionaryCoder
from analysis.inference.omission import leave_one_out
from analysis.inference.permutations import difference_of_means, largest_by_split, permutation
from analysis.inference.placebo import KeyRule, key_by, placebo_splits
from analysis.inference.power import documents_needed
from analysis.inference.resampling import bootstrap
from analysis.sentiment.lexicons import Lexicon
from analysis.sentiment.scores import score_lexicon
from analysis.terms.compare import comparison as base
from analysis.terms.compare.divergences import divergence
from analysis.terms.compare.key_terms import keyness
from analysis.terms.compare.measures import log_likelihood
from analysis.terms.context.evidence import explain as explain_term
from analysis.terms.context.families import SetPhrases, set_phrases

__all__ = ["Comparison"]

# Chi-squared with one degree of freedom, p = .05: the usual threshold for a "key" term.
_CRITICAL = 3.841459


@dataclass(frozen=True, eq=False, repr=False)
class Comparison(base.Comparison):  # noqa: D101  (the docstring is that of the noun)
    __doc__ = base.Comparison.__doc__

    entities: Entities = ENGLISH
    texts: list[tuple[Any, str]] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        if isinstance(self.terms, pd.DataFrame) and "text" in self.terms.columns:
            object.__setattr__(self, "texts", text_pairs(self.terms))
            object.__setattr__(self, "terms", TermMatrix.from_texts(self.terms, entities=self.entities))
        super().__post_init__()

    def keyness(self, **options: Any) -> pd.DataFrame:
        """Rates and keyness of all terms: `terms.compare.key_terms.keyness`."""
        return keyness(self, **options)

    def divergence(self, **options: Any) -> pd.DataFrame:
        """Divergence of the two sides, term by term: `terms.compare.divergences.divergence`."""
        return divergence(self, **options)

    def permutation(self, **options: Any) -> pd.DataFrame:
        """Document-level p of all terms: `inference.permutations.permutation`."""
        return permutation(self, **options)

    def largest_by_split(self, values: pd.DataFrame | None = None, **options: Any) -> pd.DataFrame:
        """Largest difference of any term or value, here and in all other splits: `inference.permutations.largest_by_split`."""
        return largest_by_split(self, values, **options)

    def leave_one_out(self, values: pd.DataFrame | None = None, **options: Any) -> pd.DataFrame:
        """All terms, or values of units, without each document or speaker: `inference.omission.leave_one_out`."""
        return leave_one_out(self, values, **options)

    def bootstrap(self, values: pd.DataFrame | None = None, **options: Any) -> pd.DataFrame:
        """Intervals by drawing documents or speakers with replacement: `inference.resampling.bootstrap`."""
        return bootstrap(self, values, **options)

    def documents_needed(self, values: pd.DataFrame | None = None, **options: Any) -> pd.DataFrame:
        """Number of documents that would show a difference as large as this: `inference.power.documents_needed`."""
        return documents_needed(self, values, **options)

    def placebo(self, *, key: KeyRule = key_by(log_likelihood, at_least=_CRITICAL), **options: Any) -> pd.DataFrame:  # noqa: B008  (a rule has no state)
        """Number of key terms, here and in all other splits of the documents: `inference.placebo.placebo_splits`."""
        return placebo_splits(self, key=key, **options)

    def means(self, values: pd.DataFrame, **options: Any) -> pd.DataFrame:
        """Difference of the means of any values of units: `inference.permutations.difference_of_means`."""
        return difference_of_means(self, values, **options)

    def frames(self, codebook: Codebook, *, texts: Texts | None = None, **options: Any) -> pd.DataFrame:
        """Share of units with each frame of a codebook on both sides, as `means`."""
        series = pd.Series(dict(self._texts(texts, "frames")))
        return self.means(DictionaryCoder(codebook, self.entities).code(series), **options)

    def tone(self, lexicon: Lexicon, *, texts: Texts | None = None, **options: Any) -> pd.DataFrame:
        """Mean tone of the units on both sides by a lexicon, as `means`."""
        pairs = self._texts(texts, "tone")
        numbered = [(str(number), text) for number, (_, text) in enumerate(pairs)]
        tokens = tokens_table(numbered, entities=self.entities)
        scores, _ = score_lexicon(tokens, lexicon, units=[number for number, _ in numbered])
        return self.means(scores[["score"]].set_axis([unit for unit, _ in pairs], axis=0), **options)

    def set_phrases(self, *, texts: Texts | None = None, **options: Any) -> SetPhrases:
        """Recurring formulas and their variants, followed from side to side: `terms.context.families.set_phrases`."""
        return set_phrases(self, tokens_table(self._texts(texts, "set_phrases"), entities=self.entities), **options)

    def explain(self, term: str | pd.Series, *, texts: Texts | None = None) -> pd.DataFrame:
        """Evidence behind a term or a row of a table: `terms.context.evidence.explain_term`."""
        units, pairs = self.units, self.texts if texts is None else text_pairs(texts)
        if self.document not in units.units.columns:
            units = TermMatrix(units.counts, units.terms, units.units.assign(**{self.document: self.unit_documents}))
        here = [(unit, text) for unit, text in pairs or () if unit in units.units.index]
        tokens = None if pairs is None else tokens_table(here, entities=self.entities)
        shown = None if pairs is None else here
        return explain_term(units, term, by=self.by, document=self.document, tokens=tokens, texts=shown)

    def _texts(self, texts: Texts | None, method: str) -> list[tuple[Any, str]]:
        """Return the texts of the units of both sides."""
        pairs = self.texts if texts is None else text_pairs(texts)
        if pairs is None:
            raise ArgumentError(
                f"{method} needs the texts, and this comparison was made from counts; expected texts by unit; pass texts=, or "
                "make the comparison from a table with a column `text`"
            )
        known = self.units.units.index
        return [(unit, text) for unit, text in pairs if unit in known]
