"""Set phrases followed from one side of a comparison to the other: what persists, is dropped, is new or is worded anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from analysis import checks
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.context.alignment import aligned
from analysis.terms.context.recurrences import formula_places
from analysis.terms.context.windows import tokens_given
from analysis.terms.describe.closed_class import function_words

__all__ = ["SetPhrases", "families_table", "set_phrases"]

# Share of common lemmas from which two formulas of three content words or more are variants of one.
_ALIKE = 0.6
_ABOUT = ("date", "speaker", "voice")


@dataclass(frozen=True, eq=False)
class SetPhrases:
    """Set phrases of a comparison.

    Attributes
    ----------
    families : DataFrame
        One row a family, as `set_phrases` describes it.
    occurrences : DataFrame
        One row a place: `phrase` (of the family), `variant` (its words there), `wording` (its lemmas in order), `unit`,
        `document`, `side` ("target" or "reference"), `date`, `speaker`, `voice`; sorted by phrase, date, unit, variant.
    """

    families: pd.DataFrame
    occurrences: pd.DataFrame

    def variants(self, phrase: str) -> pd.DataFrame:
        """Align the variants of a family word by word with the most frequent one.

        Returns
        -------
        DataFrame
            `variant`; `count_target`, `count_reference`; and, one row a word, `slot` (the place in the phrase; of a word that
            it lacks, the place before), `word`, `change`: "same", "form" (another inflection), "other", "added", "missing",
            "moved", as `aligned` says. Variants by falling count, then alphabet.
        """
        here = self.occurrences[self.occurrences["phrase"].eq(phrase)]
        if here.empty:
            raise ArgumentError(
                f"phrase is {phrase!r}, which is no family; expected one of `families`; look for a word of it there"
            )
        sides = here.groupby("variant")["side"]
        target, both = sides.agg(lambda side: int(side.eq("target").sum())), sides.size()
        parts = [
            aligned(phrase, variant).assign(
                variant=variant, count_target=target[variant], count_reference=both[variant] - target[variant]
            )
            for variant in sorted(both.index, key=lambda variant: (-both[variant], variant))
        ]
        return pd.concat(parts, ignore_index=True)[
            ["variant", "count_target", "count_reference", "slot", "word", "change"]
        ]


def set_phrases(
    comparison: Comparison,
    tokens: pd.DataFrame,
    *,
    longest: int = 8,
    min_documents: int = 2,
    gap: int = 2,
    min_log_dice: float = 7.0,
    without: Collection[str] | None = None,
    about: Mapping[str, str] | None = None,
) -> SetPhrases:
    r"""Find the formulas that recur in several documents, join their variants, and follow them across the two sides.

    What recurs is a run of content words, by their lemmas and whatever function words stand between; a pair may also change
    its order and be parted by a few words. Runs that share 60% of their lemmas (Jaccard) are variants of the one in most
    documents.

    Parameters
    ----------
    comparison : Comparison
        The two sides.
    tokens : DataFrame
        Table of `corpus.tokens.tokens_table` of the units of the comparison; rows of other units are left out.
    longest : int
        Words from the first to the last of a formula, 2 to 8.
    min_documents : int
        Documents of both sides together in which it recurs, 2 or more.
    gap : int
        Content words that may part a pair, which must also occur without a gap.
    min_log_dice : float
        Association of a pair (at most 14), below which its words meet by their frequency alone.
    without : collection of str, optional
        Function words; by default those of the package.
    about : mapping, optional
        Columns of the units table for `date`, `speaker` and `voice`; by default those of these names, where there are any.

    Returns
    -------
    SetPhrases
        `families`, sorted by documents (falling), words (falling), phrase: `phrase`, the most frequent variant; `words`, its
        length; `status`: "persisting" (one wording is on both sides, or is a part of one there), "changed in wording" (both
        sides, no common wording), "dropped" (reference only), "new" (target only); `variants`, their number; for each side
        `documents_`, `documents_of_` and `count_`; `first`, `last` (dates), `speakers`, `voices`, empty where unknown. And
        `occurrences`.

    Raises
    ------
    ArgumentError
        For tokens of none of the units, or an option out of range.

    Notes
    -----
    Inflection and function words do not make another wording; order, a gap and other content words do. With few documents
    "dropped" and "new" mean: not in these documents. Quotations may be translations, where a formula hides behind synonyms.

    >>> from analysis.corpus.tokens import tokens_table
    >>> texts = {"a": "We manage our differences.", "b": "Differences were well managed.", "c": "We can manage differences."}
    >>> units = pd.DataFrame({"document": list("abc"), "era": ["old", "new", "old"]}, index=list("abc"))
    >>> found = set_phrases(Comparison(units, by="era", target="new"), tokens_table(texts.items()))
    >>> found.families[["phrase", "status", "variants", "documents_target", "documents_reference"]].values.tolist()
    [['manage differences', 'changed in wording', 3, 1, 2]]
    """
    longest, min_documents = (
        checks.whole_number("longest", longest, at_least=2),
        checks.whole_number("min_documents", min_documents, at_least=2),
    )
    if longest > 8:
        raise ArgumentError(f"longest is {longest}; expected 2 to 8 words; longer formulas are found by their parts")
    gap = checks.whole_number("gap", gap)
    checks.number("min_log_dice", min_log_dice)
    barred = function_words() if without is None else checks.strings("without", without)
    units = comparison.units.units
    tokens = tokens_given(tokens)
    tokens = tokens[tokens["unit"].isin(units.index)].reset_index(drop=True)
    if tokens.empty:
        raise ArgumentError(
            "tokens has no word of the units compared; expected their tokens; pass the texts of both sides"
        )
    at = units.index.get_indexer(pd.Index(tokens["unit"]))
    home, _ = pd.factorize(comparison.unit_documents.to_numpy())
    places, lemmas = formula_places(
        tokens,
        home[at].astype(np.int64),
        longest=longest,
        min_documents=min_documents,
        gap=gap,
        min_log_dice=min_log_dice,
        without=barred,
    )
    _worded(places, tokens["term"].tolist(), lemmas)
    places["family"] = _families(places, home[at[places["first"]]])[places["key"].to_numpy()]
    places["phrase"] = _names(places)
    # A place that two keys of a family find is one place: the longer run is kept.
    places["unit"] = at[places["first"].to_numpy(dtype=np.int64)]
    places = _without_overlap(
        places.sort_values(["unit", "phrase", "length", "first"], ascending=[True, True, False, True])
    )
    unit = places["unit"].to_numpy()
    occurrences = pd.DataFrame(
        {
            "phrase": places["phrase"],
            "variant": places["variant"],
            "wording": places["wording"],
            "unit": units.index.take(unit),
            "document": comparison.unit_documents.to_numpy()[unit],
            "side": np.where(comparison.unit_is_target[unit], "target", "reference"),
            **{name: _known(units, name, about)[unit] for name in _ABOUT},
        }
    )
    order = occurrences.assign(by=occurrences["unit"].astype(str)).sort_values(["phrase", "date", "by", "variant"])
    occurrences = order.drop(columns="by").reset_index(drop=True)
    return SetPhrases(families_table(occurrences, comparison), occurrences)


def _known(units: pd.DataFrame, name: str, about: Mapping[str, str] | None) -> Any:
    """Return a column about the units as strings, empty where it is not known."""
    given = dict(about or {})
    if name not in given and name not in units.columns:
        return np.full(len(units), "", dtype=object)
    return (
        checks.column("the units table", units, given.get(name, name), argument="about")
        .astype("str")
        .fillna("")
        .to_numpy()
    )


def _worded(places: pd.DataFrame, terms: list[str], lemmas: list[str]) -> None:
    """Add the words of each place and their lemmas in order."""
    spans = list(zip(places["first"].tolist(), places["last"].tolist(), strict=True))
    wording = [" ".join(lemma for lemma in lemmas[first : last + 1] if lemma) for first, last in spans]
    places["variant"] = pd.Series([" ".join(terms[first : last + 1]) for first, last in spans], dtype="str")
    places["wording"] = pd.Series(wording, dtype="str")


def _families(places: pd.DataFrame, home: Any) -> Any:
    """Return the family of each key: that of the most widespread formula with which it shares most of its lemmas."""
    about = (
        places.assign(home=home)
        .groupby("key")
        .agg(documents=("home", "nunique"), length=("length", "first"), wording=("wording", "min"))
    )
    order = about.sort_values(["documents", "length", "wording"], ascending=[False, False, True])
    heads: dict[tuple[str, str], list[int]] = {}
    sets: dict[int, frozenset[str]] = {}
    family = np.arange(len(about))
    for key, length, wording in zip(order.index, order["length"], order["wording"], strict=True):
        lemmas = frozenset(wording.split())
        if length < 3:
            continue
        pairs = list(combinations(sorted(lemmas), 2))
        near = {head for pair in pairs for head in heads.get(pair, ())}
        alike = [(len(lemmas & sets[head]) / len(lemmas | sets[head]), -head, head) for head in near]
        best = max(alike, default=(0.0, 0, -1))
        if best[0] >= _ALIKE:
            family[key] = best[2]
            continue
        sets[key] = lemmas
        for pair in pairs:
            heads.setdefault(pair, []).append(key)
    return family


def _names(places: pd.DataFrame) -> pd.Series:
    """Name each family by its most frequent variant; of variants that are as frequent, by the shortest."""
    times = places.groupby(["family", "variant"]).size().rename("n").reset_index()
    times["length"] = times["variant"].str.count(" ")
    best = times.sort_values(["family", "n", "length", "variant"], ascending=[True, False, True, True])
    return places["family"].map(best.drop_duplicates("family").set_index("family")["variant"]).astype("str")


def _without_overlap(places: pd.DataFrame) -> pd.DataFrame:
    """Leave out a place of a family that lies within another of the same family."""
    kept: list[bool] = []
    taken: list[tuple[int, int]] = []
    now = (-1, "")
    for unit, phrase, first, last in places[["unit", "phrase", "first", "last"]].itertuples(index=False):
        if (unit, phrase) != now:
            now, taken = (unit, phrase), []
        free = all(last < begin or first > end for begin, end in taken)
        if free:
            taken.append((first, last))
        kept.append(free)
    return places[np.array(kept, dtype=bool)]


def _worded_alike(occurrences: pd.DataFrame) -> set[str]:
    """Return the phrases of which a wording of one side is that of the other, or a part of it."""
    found: dict[str, dict[str, set[str]]] = {}
    columns = occurrences[["phrase", "side", "wording"]].drop_duplicates()
    for phrase, side, wording in columns.itertuples(index=False):
        found.setdefault(phrase, {"target": set(), "reference": set()})[side].add(f" {wording} ")
    return {
        phrase
        for phrase, sides in found.items()
        if any(one in other or other in one for one in sides["target"] for other in sides["reference"])
    }


def families_table(occurrences: pd.DataFrame, comparison: Comparison) -> pd.DataFrame:
    """Return the families of some occurrences: `families` of `SetPhrases`."""
    by = occurrences.groupby("phrase")
    table = pd.DataFrame({"variants": by["variant"].nunique()})
    table.insert(0, "words", table.index.str.count(" ") + 1)
    for side, flags in (("target", comparison.is_target), ("reference", ~comparison.is_target)):
        here = occurrences[occurrences["side"].eq(side)].groupby("phrase")
        table[f"documents_{side}"] = here["document"].nunique().reindex(table.index, fill_value=0)
        table[f"documents_of_{side}"] = int(flags.sum())
        table[f"count_{side}"] = here.size().reindex(table.index, fill_value=0)
    new, old = table["count_target"].gt(0), table["count_reference"].gt(0)
    common = occurrences.groupby(["phrase", "wording"])["side"].nunique().gt(1).groupby("phrase").any()
    alike = common.reindex(table.index, fill_value=False).astype(bool)
    unclear = table.index[new & old & ~alike]
    alike |= alike.index.isin(_worded_alike(occurrences[occurrences["phrase"].isin(unclear)]))
    both = np.where(alike, "persisting", "changed in wording")
    table.insert(1, "status", np.where(new & old, both, np.where(new, "new", "dropped")))
    dates = occurrences[occurrences["date"].ne("")].groupby("phrase")["date"]
    table["first"], table["last"] = dates.min(), dates.max()
    for name, column in (("speakers", "speaker"), ("voices", "voice")):
        known = (
            occurrences.loc[occurrences[column].ne(""), ["phrase", column]]
            .drop_duplicates()
            .sort_values(column, kind="stable")
        )
        table[name] = known.groupby("phrase")[column].agg("; ".join)
    table = table.fillna({"first": "", "last": "", "speakers": "", "voices": ""}).reset_index(names="phrase")
    order = table.assign(k=table["documents_target"] + table["documents_reference"])
    order = order.sort_values(["k", "words", "phrase"], ascending=[False, False, True], ignore_index=True)
    return order.drop(columns="k")
