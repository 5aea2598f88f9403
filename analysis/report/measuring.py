"""Everything that a report says, measured once: terms, set phrases, frames, tone, and what chance does to each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from analysis import checks
from analysis.comparison import Comparison
from analysis.corpus.texts import Texts, text_pairs
from analysis.corpus.tokens import tokens_table
from analysis.errors import ArgumentError
from analysis.framing.codebook import Codebook
from analysis.framing.coding import counted_hits, frame_hits
from analysis.framing.rates import frame_rates
from analysis.patterns.matching import TermIndex
from analysis.sentiment.lexicons import Lexicon
from analysis.sentiment.scores import score_lexicon
from analysis.sentiment.vader import score_vader
from analysis.terms.context.families import set_phrases

__all__ = ["Measured", "measured"]

_SMALL = 5_000
_INFERENCE = ["p_documents", "p_family", "p_floor", "splits"]
STEPS = ("terms", "chance", "set phrases", "frames", "tone")


@dataclass(frozen=True, eq=False)
class Measured:
    """What was measured of a comparison; every table has the columns of the function that made it.

    `terms` is `keyness` with `p_documents`, `p_family`, `p_floor`, `splits` of `permutation` (NaN where documents cannot
    be exchanged) and `same_sign` of `leave_one_out`; `phrases` the families of `set_phrases`; `frames` and `tone` have
    `difference_of_means` and what it rests on; `splits` is `placebo`. `frames`, `tone` and `splits` may have no row.
    """

    comparison: Comparison
    tokens: pd.DataFrame
    index: TermIndex
    texts: dict[Any, str]
    terms: pd.DataFrame
    phrases: pd.DataFrame
    frames: pd.DataFrame
    frame_rates: pd.DataFrame
    tone: pd.DataFrame
    splits: pd.DataFrame
    settings: Mapping[str, Any]
    notes: list[str] = field(default_factory=list)

    @property
    def names(self) -> tuple[str, str]:
        """Target and reference in words."""
        return self.comparison.target_name, self.comparison.reference_name

    @property
    def floor(self) -> float:
        """The smallest attainable p; NaN where there is none."""
        return float(self.terms["p_floor"].iloc[0]) if len(self.terms) else float("nan")


def measured(
    comparison: Comparison,
    *,
    texts: Texts | None = None,
    codebook: Codebook | None = None,
    lexicons: Mapping[str, Lexicon | None] | None = None,
    min_count: int | None = None,
    draws: int = 999,
    seed: int = 1,
    step: Callable[[str], object] = lambda _: None,
    known: MutableMapping[str, pd.DataFrame] | None = None,
) -> Measured:
    """Measure a comparison for its report, by the functions that `Comparison` offers.

    Parameters
    ----------
    comparison : Comparison
        The two sides, made from texts.
    texts : Texts, optional
        The texts of its units, where it was made from counts.
    codebook : Codebook, optional
        The frames to count.
    lexicons : mapping, optional
        Lexicons by name; None stands for VADER, which is more than a list.
    min_count : int, optional
        Occurrences on both sides together from which a term is compared; by default 5, or 2 where a side has fewer than
        5,000 words.
    draws, seed : int
        Of `permutation` and `placebo`.
    step : function
        Called with the name of each step (`STEPS`) as it begins.
    known : mapping, optional
        Tables that take long, by name. What it has is not computed again, and each new table is put there as soon as it is
        known: after an interruption the same call goes on where it stopped.

    Returns
    -------
    Measured
        All tables.

    Raises
    ------
    ArgumentError
        If the texts are missing, or no term is frequent enough.
    """
    given = comparison.texts if texts is None else text_pairs(texts)
    if given is None:
        raise ArgumentError("comparison was made from counts; expected texts for a report; pass texts=")
    sizes = [side.size for side in comparison.sides]
    least = (5 if min(sizes) >= _SMALL else 2) if min_count is None else checks.whole_number("min_count", min_count)
    step("terms")
    units = comparison.units.units.index
    pairs = [(unit, text) for unit, text in given if unit in units]
    tokens = tokens_table(pairs, entities=comparison.entities)
    index = TermIndex(tokens)
    terms = comparison.keyness(min_count=least)
    if terms.empty:
        raise ArgumentError(
            f"no term occurs {least} times or more in {len(pairs)} text(s); expected some; lower min_count (--min-count)"
        )
    done: MutableMapping[str, pd.DataFrame] = {} if known is None else known

    def once(name: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        if (table := done.get(name)) is None:
            table = done[name] = make()
        return table

    step("chance")
    notes: list[str] = []
    exchangeable = comparison.pairs is not None or comparison.shared is None
    if exchangeable:
        found = once("permutation", lambda: comparison.permutation(draws=draws, seed=seed))
        found = found.rename(columns={"p": "p_documents"})
        terms = terms.merge(found[["term", *_INFERENCE]], on="term", how="left", validate="1:1")
        stable = once("leave-one-out", comparison.leave_one_out)[["term", "same_sign"]]
        terms = terms.merge(stable, on="term", how="left", validate="1:1")
        splits = once("placebo", lambda: comparison.placebo(draws=draws, seed=seed))
    else:
        notes.append(
            f"The document {comparison.shared!s} has texts of both sides, so whole documents cannot be exchanged and no p is "
            "given; --pairs compares within documents."
        )
        terms = terms.assign(**dict.fromkeys(_INFERENCE, np.nan), same_sign=False)
        splits = pd.DataFrame(columns=["split", "real", "key_terms"])
    terms.attrs["sides"] = comparison.target_name, comparison.reference_name
    step("set phrases")
    number = len(comparison.is_target)
    rule = {"min_documents": max(2, -(-number // 20)), "longest": 5}
    phrases = pd.DataFrame()
    if number > 1:
        phrases = once("phrases", lambda: set_phrases(comparison, tokens, **rule).families)  # type: ignore[arg-type]
    step("frames")
    chance = {"draws": draws, "seed": seed} if exchangeable else None
    frames, rates = _frames(comparison, tokens, index, codebook, chance)
    step("tone")
    tone = once("tone", lambda: _tone(comparison, pairs, tokens, index, dict(lexicons or {}), chance))
    settings = {"min_count": least, "draws": draws, "seed": seed, **rule, "lexicons": list(lexicons or {})}
    return Measured(
        comparison, tokens, index, dict(pairs), terms, phrases, frames, rates, tone, splits, settings, notes
    )


def _means(
    comparison: Comparison, values: pd.DataFrame, chance: dict[str, int] | None, *, scaled: bool = False
) -> pd.DataFrame:
    """Return means and their difference, with p where documents can be exchanged."""
    if chance is not None:
        return comparison.means(values, scaled=scaled, **chance)
    kept = values.loc[comparison.units.units.index]
    first, second = (kept[flags].mean() for flags in (comparison.unit_is_target, ~comparison.unit_is_target))
    table = pd.DataFrame({"mean_target": first, "mean_reference": second, "difference": first - second})
    return table.rename_axis("measure").reset_index().assign(p=np.nan, p_family=np.nan, p_floor=np.nan)


def _frames(
    comparison: Comparison,
    tokens: pd.DataFrame,
    index: TermIndex,
    codebook: Codebook | None,
    chance: dict[str, int] | None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return hits of each frame per 1,000 words: the difference of the mean rates of units, and the rates of both sides."""
    if codebook is None:
        return pd.DataFrame(), pd.DataFrame()
    units = comparison.units
    sides = np.where(comparison.unit_is_target, comparison.target_name, comparison.reference_name)
    sizes = tokens.groupby("unit").size().reindex(units.units.index, fill_value=0)
    about = pd.DataFrame({"tokens": sizes, "side": sides, "document": comparison.unit_documents.to_numpy()})
    hits = frame_hits(tokens, codebook, index=index)
    rates = frame_rates(hits, about, codebook, by="side")
    counted = counted_hits(hits, codebook)
    each = pd.crosstab(counted["unit"], counted["frame"]).reindex(index=sizes.index, columns=codebook.ids, fill_value=0)
    means = _means(comparison, each.mul(1000).div(sizes, axis=0), chance).rename(columns={"measure": "frame"})
    for name, side in zip(("target", "reference"), (comparison.target_name, comparison.reference_name), strict=True):
        part = rates[rates["group"].eq(side)].set_index("frame").loc[means["frame"]]
        for column in ("hits", "rate", "documents", "documents_of"):
            means[f"{column}_{name}"] = part[column].to_numpy()
    means.insert(1, "name", means["frame"].map(codebook.names))
    return means, rates


def _tone(  # noqa: PLR0917  (what is measured already)
    comparison: Comparison,
    pairs: Sequence[tuple[Any, str]],
    tokens: pd.DataFrame,
    index: TermIndex,
    lexicons: dict[str, Lexicon | None],
    chance: dict[str, int] | None,
) -> pd.DataFrame:
    """Return the difference of the mean scores of units by each lexicon, and the share of units without a hit."""
    if not lexicons:
        return pd.DataFrame()
    names = [str(unit) for unit, _ in pairs]
    named = tokens.assign(unit=tokens["unit"].astype(str)) if None in lexicons.values() else tokens
    scores, hits = {}, {}
    for name, lexicon in lexicons.items():
        table = (
            score_vader([(str(unit), text) for unit, text in pairs], entities=comparison.entities, tokens=named)[0]
            if lexicon is None
            else score_lexicon(tokens, lexicon, index=index, units=names)[0]
        )
        scores[name], hits[name] = (
            table.set_index("unit").loc[names, column].to_numpy() for column in ("score", "hits")
        )
    units = pd.Index([unit for unit, _ in pairs])
    # Lexicons have scales of their own, so each difference is set beside its own spread.
    means = _means(comparison, pd.DataFrame(scores, index=units), chance, scaled=True)
    means = means.rename(columns={"measure": "lexicon"})
    without = pd.DataFrame(hits, index=units).eq(0)
    return means.assign(no_hits=without.mean().reindex(means["lexicon"]).to_numpy())
