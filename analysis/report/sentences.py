"""What a report says in plain sentences, each computed from the tables that it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from analysis.report.measuring import Measured
from analysis.terms.describe.closed_class import function_words

__all__ = [
    "answers",
    "decisive",
    "headline",
    "leading",
    "limits",
    "p_words",
    "phrases_apart",
    "phrases_shared",
    "plain",
]

LEVEL = 0.05
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LONGEST = 40


def plain(text: object) -> str:
    r"""Return a text without the characters that steer a terminal or turn the direction of print.

    >>> plain("red\x1b[31m")
    'red\ufffd[31m'
    """
    return _UNSEEN.sub("\ufffd", str(text))


def p_words(p: float, floor: float) -> str:
    """Return a p as it is printed, never as 0.

    >>> p_words(0.0312, 0.001), p_words(0.001, 0.001), p_words(float("nan"), 1)
    ('p = .031', 'p = .001, the smallest possible', 'no p')
    """
    if pd.isna(p):
        return "no p"
    digits = f"{p:.3f}" if p >= 0.0005 else f"{p:.1g}"
    return f"p = {digits.removeprefix('0')}" + ", the smallest possible" * bool(p <= floor * 1.0001)


def decisive(found: Measured) -> bool:
    """Whether any p can be .05 or less: documents can be exchanged, and there are enough of them."""
    return bool(found.floor <= LEVEL)


def leading(found: Measured, side: str, most: int = 12) -> pd.DataFrame:
    """Content words more frequent on a side: those with the smallest p by documents first, then by G2."""
    table = found.terms
    more = table["rate_target"] - table["rate_reference"]
    kept = table[(more if side == "target" else -more).gt(0) & ~table["term"].isin(list(function_words()))]
    kept = kept[kept["term"].str.contains(r"[^\W\d_]", regex=True)]
    order = kept.assign(_p=kept["p_documents"].fillna(1), _g=-kept["log_likelihood"].abs())
    return order.sort_values(["_p", "_g", "term"], ignore_index=True).drop(columns=["_p", "_g"]).head(most)


def phrases_apart(found: Measured, most: int = 8) -> pd.DataFrame:
    """Set phrases whose share of documents differs most between the sides."""
    if found.phrases.empty:
        return found.phrases
    share = [found.phrases[f"documents_{side}"] / found.phrases[f"documents_of_{side}"] for side in _SIDES]
    table = found.phrases.assign(_gap=(share[0] - share[1]).abs())
    return (
        table.sort_values(["_gap", "words", "phrase"], ascending=[False, False, True]).drop(columns="_gap").head(most)
    )


def phrases_shared(found: Measured, most: int = 6) -> pd.DataFrame:
    """Set phrases that the largest share of the documents of both sides has."""
    if found.phrases.empty:
        return found.phrases
    share = [found.phrases[f"documents_{side}"] / found.phrases[f"documents_of_{side}"] for side in _SIDES]
    least = pd.concat(share, axis=1).min(axis=1)
    table = found.phrases.assign(_least=least)[least.gt(0)]
    return (
        table.sort_values(["_least", "words", "phrase"], ascending=[False, False, True])
        .drop(columns="_least")
        .head(most)
    )


def headline(found: Measured) -> str:
    """What leads on each side, in one line."""
    sides = [leading(found, side, 3) for side in _SIDES]
    said = [
        f"{_listed(part['term'])} mark{'s' * bool(len(part) < 2)} {plain(name)}"
        for name, part in zip(found.names, sides, strict=True)
        if len(part)
    ]
    return "; ".join(said) if said else f"{plain(found.names[0])} and {plain(found.names[1])} use the same words alike"


def answers(found: Measured) -> list[tuple[str, str]]:
    """The answers: the subject and a sentence or a few, with k of n documents, p and its floor."""
    said = [("Size", _size(found))]
    for side, name in zip(_SIDES, found.names, strict=True):
        best = leading(found, side, 10)
        if len(best):
            also = f" Next: {_listed(best['term'].iloc[1:])}." if len(best) > 1 else ""
            said.append((f"Words of {plain(name)}", f"{_term(found, best.iloc[0])}.{also}"))
    apart, shared = phrases_apart(found, 3), phrases_shared(found, 3)
    if len(apart):
        alike = f" Both sides share {_listed(shared['phrase'])}." if len(shared) else ""
        said.append(
            (
                "Set phrases",
                f"Furthest apart are {'; '.join(_phrase(found, row) for _, row in apart.iterrows())}.{alike}",
            )
        )
    if len(found.frames):
        said.append(("Frames", _frames(found)))
    if len(found.tone):
        said.append(("Tone", _tone(found)))
    return [*said, ("Chance", _chance(found))]


def limits(found: Measured) -> list[str]:
    """What the numbers cannot know, with the numbers that say how far that reaches."""
    by, (first, second) = plain(found.comparison.by), map(plain, found.names)
    said = [
        (
            f"Whatever else differs between {first} and {second} (author, occasion, date, genre, length) differs together with "
            f"{by}; these counts cannot tell them apart."
        ),
    ]
    if pd.notna(found.floor):
        said.append(
            f"p is the share of {_number(found.terms['splits'].iloc[0])} ways to divide the same "
            f"{'pairs' if found.comparison.pairs else 'documents'} that differ as much; none can be below {found.floor:.2g}. It "
            "speaks of other texts only if these were drawn from them by chance."
        )
    sizes = found.comparison.documents.totals.to_numpy(dtype=float)
    for name, flags in zip((first, second), (found.comparison.is_target, ~found.comparison.is_target), strict=True):
        share = sizes[flags].max() / sizes[flags].sum()
        if share > 1.5 / flags.sum() and share > 0.1:
            said.append(f"The longest document of {name} has {share:.0%} of its words.")
    said.append(
        f"Terms are counted as spelled, {found.settings['min_count']} times or more on both sides together; a word has no "
        "sense, irony or speaker here. Function words are counted and are left out of the lists of this page only."
    )
    if len(found.tone):
        said.append(
            "A lexicon adds up values of words. It does not read, and lexicons disagree: trust a difference that all of them show."
        )
    return [*said, *map(plain, found.notes)]


_SIDES = ("target", "reference")


def _size(found: Measured) -> str:
    parts = [
        f"{plain(side.name)} ({_number(side.documents_of)} document{'s' * bool(side.documents_of != 1)}, {_number(side.size)} words)"
        for side in found.comparison.sides
    ]
    within = f", compared within each {plain(found.comparison.pairs)}" if found.comparison.pairs else ""
    return f"{parts[0]} against {parts[1]}{within}.{_caution(found)}"


def _caution(found: Measured) -> str:
    """The first sentence on chance, which stands with the sizes."""
    if pd.isna(found.floor):
        return ""
    if not decisive(found):
        return " These are too few documents to rule out chance."
    if not found.terms["p_family"].le(LEVEL).any():
        return (
            " When all terms are judged together, none is beyond chance: read the lists as a whole, not word by word."
        )
    return ""


def _chance(found: Measured) -> str:
    if pd.isna(found.floor):
        return "No p is given: see the limits. All this describes these texts and no others."
    many = len(found.terms)
    if not decisive(found):
        return f"No p can be below {found.floor:.2g}, so chance cannot be ruled out: all this describes these texts and no others."
    few, sure = int(found.terms["p_documents"].le(LEVEL).sum()), int(found.terms["p_family"].le(LEVEL).sum())
    real = found.splits.loc[found.splits["real"].astype(bool), "key_terms"].iloc[0]
    others = found.splits.loc[~found.splits["real"].astype(bool), "key_terms"]
    reach = int(others.ge(real).sum())
    return (
        f"{_number(few)} of {_number(many)} terms differ at p ≤ .05 between whole documents, where chance alone yields about "
        f"{_number(round(LEVEL * many))}; {_number(sure)} hold when all terms are judged together. Counted word by word, {_number(real)} "
        f"terms look typical; in {_number(len(others))} other splits of the same documents {_number(others.median())} do "
        f"(median), and {_number(reach) if reach else 'none'} of these reach{'es' * bool(reach < 2)} the real number. No p can be below {found.floor:.2g}."
    )


def _term(found: Measured, row: pd.Series) -> str:
    sides = [
        f"{row[f'rate_{side}']:.2f} per 1,000 words in {plain(name)} ({_number(row[f'documents_{side}'])} of "
        f"{_number(row[f'documents_of_{side}'])} documents)"
        for side, name in zip(_SIDES, found.names, strict=True)
    ]
    return f"{_quoted(row['term'])}: {sides[0]}, {sides[1]}; {p_words(row['p_documents'], found.floor)}"


def _phrase(found: Measured, row: pd.Series) -> str:
    counts = [
        f"{_number(row[f'documents_{side}'])} of {_number(row[f'documents_of_{side}'])} documents of {plain(name)}"
        for side, name in zip(_SIDES, found.names, strict=True)
    ]
    return f"{_quoted(row['phrase'])} (in {counts[0]}, {counts[1]})"


def _frames(found: Measured) -> str:
    table = found.frames.assign(_p=found.frames["p"].fillna(1), _size=-found.frames["difference"].abs())
    row = table.sort_values(["_p", "_size", "frame"]).iloc[0]
    return (
        f"{_quoted(row['name'])} differs most surely: {row['mean_target']:.2f} hits per 1,000 words in the mean document of "
        f"{plain(found.names[0])}, {row['mean_reference']:.2f} in that of {plain(found.names[1])} (in "
        f"{_number(row['documents_target'])} of {_number(row['documents_of_target'])} and {_number(row['documents_reference'])} of "
        f"{_number(row['documents_of_reference'])} documents); {p_words(row['p'], found.floor)}, among {len(table)} frames "
        f"{p_words(row['p_family'], found.floor)}."
    )


def _tone(found: Measured) -> str:
    higher = found.tone["difference"].gt(0)
    names = [plain(name) for name in found.names]
    parts = ", ".join(
        f"{row.lexicon} {row.difference:+.4f} ({p_words(row.p, found.floor)})"  # type: ignore[arg-type]
        for row in found.tone.itertuples()
    )
    if decisive(found) and not found.tone["p"].le(LEVEL).any():
        few = "The lexicon shows" if len(higher) == 1 else f"None of the {len(higher)} lexicons shows"
        lead = f"{few} {'no' if len(higher) == 1 else 'a'} difference beyond chance"
    elif len(higher) == 1:
        lead = f"The lexicon scores {names[0] if higher.iloc[0] else names[1]} higher"
    elif higher.all() or not higher.any():
        lead = f"All {len(higher)} lexicons score {names[0] if higher.all() else names[1]} higher"
    else:
        lead = f"The lexicons disagree: {int(higher.sum())} of {len(higher)} score {names[0]} higher"
    return f"{lead}. Differences of mean scores: {parts}."


def _listed(terms: Iterable[object]) -> str:
    *first, last = (_quoted(term) for term in terms)
    return f"{', '.join(first)} and {last}" if first else last


def _quoted(term: object) -> str:
    word = plain(term)
    return f"“{word if len(word) <= _LONGEST else word[: _LONGEST - 1] + '…'}”"


def _number(number: float) -> str:
    return f"{number:,.0f}"
