"""The grade of a finding, by one rule: how much may be said, given what the checks of it show."""

from __future__ import annotations

import math

from analysis import checks
from analysis.errors import ArgumentError

__all__ = ["GRADES", "grade"]

GRADES = ("plain in these articles", "depends on choices", "contradicted outside them", "not supported")
OUTSIDE = ("agrees", "contradicts", "silent", "not asked")
_AGREE = 0.95


def grade(
    value: float,
    *,
    lowest: float,
    highest: float,
    rank: int,
    splits: int,
    agree: float,
    outside: str = "not asked",
) -> tuple[str, str]:
    """Return the grade of a claim about a difference, and the reason in a sentence.

    The first line that applies decides:

    1. *not supported*: the value is 0 or unknown; fewer than half of the defensible choices share its sign; or half of the
       splits of the documents, or more, are as extreme as the real one.
    2. *contradicted outside them*: evidence from outside, as official versions, shows the contrary.
    3. *depends on choices*: leaving out one document or speaker changes the sign (or leaves nothing), or fewer than 95% of
       the choices share it.
    4. *plain in these articles*: everything else. It says nothing about other texts.

    Parameters
    ----------
    value : float
        The difference that the claim states; its sign is what is claimed.
    lowest, highest : float
        Its range when documents or speakers are left out one at a time; NaN where an omission leaves nothing.
    rank, splits : int
        How many splits, the real one included, are at least as extreme as it; and how many there are. Their ratio is p.
    agree : float
        Share of the multiverse's cells with the sign of `value`, 0 to 1.
    outside : {"agrees", "contradicts", "silent", "not asked"}
        What evidence from outside says.

    Returns
    -------
    (str, str)
        One of `GRADES`, and the reason.

    Raises
    ------
    ArgumentError
        For numbers out of range, a range without the value's order, or another word for `outside`.

    >>> grade(-0.4, lowest=-0.47, highest=-0.37, rank=1, splits=10, agree=0.98)
    ('plain in these articles', 'no omission changes the sign, 98% of the choices share it, and 1 of 10 splits is as extreme')
    >>> grade(-0.4, lowest=-0.47, highest=-0.37, rank=1, splits=10, agree=0.98, outside="contradicts")[0]
    'contradicted outside them'
    """
    for name, number in (("value", value), ("lowest", lowest), ("highest", highest)):
        if isinstance(number, bool) or not isinstance(number, int | float):
            checks.number(name, number)
    splits = checks.whole_number("splits", splits, at_least=1)
    if checks.whole_number("rank", rank, at_least=1) > splits:
        raise ArgumentError(
            f"rank is {rank} of {splits} splits; expected at most {splits}; count the real split among them"
        )
    if isinstance(agree, bool) or not isinstance(agree, int | float) or not 0 <= agree <= 1:
        raise ArgumentError(
            f"agree is {checks.shown(agree)}; expected a share from 0 to 1; divide by the number of cells"
        )
    if lowest > highest:
        raise ArgumentError(f"lowest is {lowest:g} and highest {highest:g}; expected lowest <= highest; exchange them")
    checks.choice("outside", outside, OUTSIDE)
    alike = f"{rank} of {splits} splits {'is' if rank == 1 else 'are'} as extreme"
    shared = f"{100 * agree:.0f}% of the choices share it"
    if math.isnan(value) or value == 0:
        return GRADES[3], "there is no difference to state"
    if agree < 0.5:
        return GRADES[3], f"the sign is that of fewer than half of the defensible choices: {shared}"
    if rank / splits >= 0.5:
        return GRADES[3], f"shuffled documents show as much: {alike}"
    if outside == "contradicts":
        return GRADES[2], "evidence from outside shows the contrary"
    stable = (lowest > 0) if value > 0 else (highest < 0)
    if not stable:
        return GRADES[1], f"leaving out one document or speaker changes the sign or leaves nothing; {shared}"
    if agree < _AGREE:
        return GRADES[1], f"no omission changes the sign, but only {shared}"
    return GRADES[0], f"no omission changes the sign, {shared}, and {alike}"
