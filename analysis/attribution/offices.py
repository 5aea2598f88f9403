"""Offices: which words are one, which belong to the office before a name, and who is an official."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.attribution import words

__all__ = ["BREAK", "INITIALS", "RUN", "group_of", "is_role", "names_role", "office_of", "role_after"]

_SPACE = "[ \u00a0]"
_CAP = "(?:(?:al|el|ul|ad|an|ar|as|ash|at|az)-)?[A-Z\u00c0-\u00de][\\w.\u2019'-]*"
RUN = re.compile(rf"{_CAP}(?:{_SPACE}(?:(?:de|van|von|der|bin|al|la|del|da|dos|el){_SPACE})?{_CAP})*")
INITIALS = re.compile(r"(?:[A-Z]\.)+")
BREAK = re.compile('[.,;:!?"\u201c\u201d\n()]|\\b(?:and|but|that|said|as|with|between|by|when|while|told)\\b')
_ARTICLE = re.compile(r"^(?:the|a|an|its)\s+")
_OFFICE_OF = re.compile(
    rf"((?:[\w-]+{_SPACE}){{0,3}}[\w-]+){_SPACE}((?:of|for){_SPACE}(?:the{_SPACE})?(?:{_CAP},?{_SPACE}(?:and{_SPACE})?)*)$"
)
_BEFORE_OFFICE_NAME = ("of ", "for ", "the ", "and ")


def office_of(tokens: Sequence[str], before: str) -> tuple[int, str]:
    """Return how many words of a run belong to the office before a name, and that office; 0 and "" where there is none.

    >>> office_of(["State", "Ruth", "Alder"], "on Monday US Secretary of ")
    (1, 'US Secretary of State')
    >>> office_of(["Birk", "Guild"], "said the head of the ")
    (0, '')
    """
    # Most names have nothing of the kind before them, and the search is slow.
    likely = before.endswith(_BEFORE_OFFICE_NAME) and (" of " in before or " for " in before)
    found = _OFFICE_OF.search(before) if likely else None
    if found is None:
        return 0, ""
    held = BREAK.split(found[1])[-1].split()
    if not held:
        return 0, ""
    capital = held[-1][0].isupper()
    outside = words.DETERMINERS | words.TIME | words.PREPOSITIONS
    first = max(
        (at for at, word in enumerate(held, start=1) if word.lower() in outside or word[0].isupper() != capital),
        default=0,
    )
    name = len(tokens) - 2
    while name > 1 and INITIALS.fullmatch(tokens[name]):
        name -= 1
    sure = capital or len(tokens) > 3 or (name > 0 and tokens[name].lower() in words.GIVEN_NAMES)
    last = tokens[-1].lower()
    if name < 1 or not sure or held[-1].lower() not in words.ROLES or last in words.GROUPS | words.HEADS | words.NOUNS:
        return 0, ""
    return name, " ".join([*held[first:], *found[2].split(), *tokens[:name]])


def is_role(word: str) -> bool:
    """Tell whether a word is an office, also behind a hyphen.

    >>> is_role("mayor"), is_role("Vice-President"), is_role("Jean-Pierre")
    (True, True, False)
    """
    return word.lower().rpartition("-")[2] in words.ROLES


def names_role(some: str) -> bool:
    """Tell whether an office is among the first nine words."""
    return not words.ROLES.isdisjoint(re.findall(r"[\w-]+", some.lower())[:9])


def role_after(rest: str) -> str:
    """Return the office in the words after a name; an empty string where there is none."""
    parts = rest.split(",")
    office = next((part.strip() for part in parts if not part.strip().isdigit()), "")  # not an age
    return _ARTICLE.sub("", office) if names_role(rest) else ""


def group_of(role: str) -> str:
    """Return official for an office of state, other for advisers, scholars and everybody else, nothing for no role.

    >>> group_of("Foreign Minister"), group_of("adviser to the government")
    ('official', 'other')
    """
    found = set(re.findall(r"[a-z]+", role.lower()))
    if not found:
        return ""
    if found & words.UNOFFICIAL and not found & {"minister", "national"}:
        return "other"
    return "official" if found & words.OFFICES else "other"
