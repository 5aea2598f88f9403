"""Find the labels at the start of the turns of a transcript, and the stage notes that nobody said.

A label is a name or an office in any case, with what comes behind it: "RUTH ALDER, MAYOR OF OAKPORT (via Skype):",
"Reuters:", "Q:", "CHAIR POWELL.", "Mr. Birk.". Every line is read once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.attribution import words

__all__ = ["Label", "find_labels", "find_notes", "is_name"]

_LINE = re.compile(r"\S(?:.*\S)?")
_TIME = r"[(\[]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?[)\]]?"
_LEAD = re.compile(rf"(?:>>+\s*|[*_#]+\s*|[-\u2013\u2022]\s+|{_TIME}\s+(?:-\s+)?)*")
_CAPITAL = "[A-Z\u00c0-\u00de]"
_NOTED = rf"(?:\s*(?:\([^)\n]{{1,60}}\)|\[[^\]\n]{{1,60}}\]|{_TIME}))"
_COLON = re.compile(
    rf"({_CAPITAL}[^:\n()\[\]<>\"\u201c\u201d?!;]{{0,89}})({_NOTED}{{0,3}})\s*[*_]*\s*[:\uff1a][*_]*(?=\s|$|[\"\u201c(\[])"
)
_LETTER = re.compile(r"([QA])(\d{0,2})(?:[.)\u2013\u2014]\s+|\s{2,}|\t|\s+(?=[A-Z]\w* |I )|\s*[*_]+\s*)(?=\S)")
_TITLE = r"(?:The|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Senator|Chairman|Chairwoman|Chair|Representative|President|Secretary|Governor)"
_UPPER = "[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'\u2019-]*"
_STOP = re.compile(
    rf"((?:{_TITLE}\.?\s)?(?:{_UPPER}\.?\s){{0,4}}{_UPPER}|{_TITLE}\.?\s{_CAPITAL}[\w'\u2019-]+(?:\s{_CAPITAL}[\w'\u2019-]+)?|{_CAPITAL}[\w'\u2019-]+\s{_CAPITAL}[\w'\u2019-]+(?=\s+[\u2013\u2014]))"
    rf"({_NOTED}{{0,2}})(?:\.(?:\s+|--|\u2014)|\s+(?:--|\u2013|\u2014)\s+)(?=\S)"
)
_ALONE = re.compile(
    rf"({_CAPITAL}[\w.'\u2019-]*(?:\s[\w.'\u2019-]+){{0,5}}(?:(?:,\s|\s(?:-|--|\u2013|\u2014)\s)[^.:;!?\n]{{2,60}})?)({_NOTED}{{0,3}})$"
)
_FORMS = (("letter", _LETTER), ("colon", _COLON), ("stop", _STOP), ("alone", _ALONE))
_LONGEST = 290  # characters of a label, notes included
_OFFICE = re.compile(r",\s|\s(?:-|--|\u2013|\u2014|\|)\s")
_NUMBERED = re.compile(r"[A-Z]?\d{1,3}|[A-Z]")
_CONTRACTED = re.compile(r"n't$|'(?:ve|m|re|ll|d)$")
_NOTE = re.compile(r"\(([^()\n]{1,120})\)|\[([^\[\]\n]{1,120})\]")
_STAGE = re.compile(
    r"\b(?:laugh|applau|cross-?talk|inaudible|unintelligible|indiscernible|cheer|boo(?:s|ing)?\b|music|pauses?\b|off[ -]?(?:mic|camera|screen)|"
    r"(?:video|audio|film|commercial|recording|tape)\b|silence|sighs?\b|cough|chuckl|gavel|translat|through (?:an? )?interpret|via interpret|interpreted|foreign language|"
    r"overlapping|sic\b|ph\b|phonetic|gestur|nods?\b|no (?:audible )?response|shout|chant|technical|recess|adjourn|"
    r"interrupt|interject|interpos|ovation|smil(?:es|ing)\b|clears throat|whisper|speak(?:s|ing) (?:in )?[A-Z]|speaks\b|audience|microphone|via (?:video|skype|zoom|phone|telephone|link|webcam|satellite))",
    re.IGNORECASE,
)
_INNER = words.NAME_PARTICLES | words.TITLES | words.ROLES | words.TURN_LABELS
_Candidate = tuple[str, "Label", bool, bool]
_CLOCK = re.compile(rf"\s*{_TIME}\s*")


@dataclass(slots=True)
class Label:
    """A label: offsets, where its turn begins, name and office as written, and what is in brackets behind them."""

    start: int
    end: int
    content: int
    name: str
    office: str
    note: str
    strong: bool = True


def is_name(name: str) -> bool:
    """Tell whether words may be the label of a speaker: capitals, and no pronoun, adverb, heading or contraction.

    >>> [is_name(some) for some in ("Tom Birk", "THE MAYOR", "Q", "I've", "Key points", "Note")]
    [True, True, True, False, False, False]
    """
    tokens = name.split()
    lows = [token.lower().replace("\u2019", "'").strip(".,") for token in tokens]
    if not tokens or len(tokens) > 8 or set(lows) - words.NAME_PARTICLES <= words.HEADINGS:
        return False
    for at, (word, low) in enumerate(zip(tokens, lows, strict=True)):
        inner = at > 0 and (low in _INNER or _NUMBERED.fullmatch(word))
        crowd = low in {"some", "several"} and len(tokens) > 1 and lows[-1] in words.TURN_LABELS
        leading = at == 0 and (crowd or word == "A" or (low in {"the", "an", "a"} and len(tokens) > 1))
        if not (inner or leading or low in {"will", "may"}) and not _in_names(word, low, alone=len(tokens) == 1):
            return False
    return True


def _in_names(word: str, low: str, *, alone: bool) -> bool:
    """Tell whether a word may be part of a name."""
    plain = low in words.NO_LABEL or (low in words.HEADINGS and low.endswith("s"))
    adverb = alone and low.endswith("ly") and len(low) > 5
    short = low.partition("'")[0] in words.PRONOUNS or _CONTRACTED.search(low) is not None
    return word[0].isupper() and not (plain or adverb or short or any(char.isdigit() for char in word))


def _candidates(text: str) -> Iterator[_Candidate]:
    """Yield every possible label: its form, the label, whether a paragraph begins with it, and whether a sentence ended before."""
    last = -2
    tail = "."
    for match in _LINE.finditer(text):
        start, end = match.span()
        opens = text.count("\n", last, start) != 1 if last >= 0 else True
        at = _LEAD.match(text, start, end).end()  # type: ignore[union-attr]
        ended = opens or tail in '.!?\u2026"\u201d)]-\u2014\u2013:'
        head = text[at : min(end, at + _LONGEST)]
        stop = at + len(head)
        may_be = {"letter": head[:1] in {"Q", "A"}, "colon": ":" in head or "\uff1a" in head, "alone": stop == end}
        for form, pattern in _FORMS if head[:1].isupper() else ():
            if not may_be.get(form, True):
                continue
            found = pattern.match(text, at, stop)
            if found is None:
                continue
            if form == "letter":
                yield form, Label(at, found.end(1), found.end(), found[1], "", ""), opens, ended
                break
            name, _, office = _split(found[1])
            if is_name(name):
                yield form, Label(at, found.end(2), found.end(), name, office, found[2].strip()), opens, ended
                break
            if form == "colon" and "." not in found[1]:
                break
        last, tail = end, text[end - 1]


def _split(label: str) -> tuple[str, str, str]:
    cut = _OFFICE.search(label)
    if cut is None:
        return label.strip(" *_"), "", ""
    return label[: cut.start()].strip(" *_"), cut.group(), label[cut.end() :].strip(" *_")


def find_labels(text: str) -> list[Label]:
    r"""Return the labels of a text in order, as far as the other labels make them likely.

    >>> [label.name for label in find_labels("Tom Birk: The toll will rise.\n\nReuters: Why?\n\nTom Birk: It must.")]
    ['Tom Birk', 'Reuters', 'Tom Birk']
    """
    found = list(_candidates(text))
    count = Counter((form, label.name.lower()) for form, label, _, _ in found)
    chosen = _of_one_form(found, count, text)
    lasts = {label.name.split()[-1].lower() for _, label, _, _ in chosen}
    parts = Counter(part for name in {e[1].name.lower() for e in chosen} for part in name.split())
    lower = set(re.findall(r"\b[a-z]+\b", text)) if chosen else set()
    kept: list[Label] = []
    for form, label, opens, ended in sorted(chosen, key=lambda entry: entry[1].start):
        low = label.name.lower()
        repeated = count[form, low] > 1
        caps = label.name.isupper() and len(label.name) > 1
        label.strong = repeated or caps or _evident(label) or (low in lasts and parts[low] > 1)
        several = len(low.split()) > 1
        plain = opens and (several or not (low in lower or words.is_past_like(low)))
        if (label.strong and (ended or caps)) or plain or (several and ended):
            kept.append(label)
    while len(kept) > 1 and _of_cast(text, kept[0], kept[1].start, count):
        del kept[0]
    return kept


def _of_cast(text: str, label: Label, end: int, count: Counter[tuple[str, str]]) -> bool:
    """Tell whether a label at the top heads a list of names, as in "Moderator: June Pell", and no turn."""
    once = count["colon", label.name.lower()] == 1 and not words.CAST_HEADS.isdisjoint(label.name.lower().split())
    lines = text[label.content : end].split("\n")
    return once and any(lines) and all(line.rstrip()[-1:] not in tuple('.!?\u2026"\u201d-\u2014') for line in lines)


def _of_one_form(found: list[_Candidate], count: Counter[tuple[str, str]], text: str) -> list[_Candidate]:
    """Return the candidates in the form that the labels of this text have: a colon, a full stop, or a line alone."""
    letters = [e for e in found if e[0] == "letter"]
    if len(letters) == 1 and (letters[0][1].name != "Q" or letters[0][1].content - letters[0][1].end < 2):
        letters = []  # "A. Birk" or "Q Street" at the start of a line
    colons = [e for e in found if e[0] == "colon"]
    sure = sum(_evident(label) or count[form, label.name.lower()] > 1 for form, label, _, _ in colons)
    stops = [e for e in found if e[0] == "stop" and _stop_fits(e[1], text, count["stop", e[1].name.lower()])]
    if len(stops) >= 2 and len(stops) > 2 * sure:
        sure_of = {id(e) for e in [*stops, *letters]}
        return [
            e
            for e in found
            if id(e) in sure_of
            or (e[0] == "stop" and e[2] and (_titled(e[1]) or text[e[1].end : e[1].content].strip() in words.DASHES))
        ]
    if colons or letters:
        return [*colons, *letters]
    alone = [
        e for e in found if e[0] == "alone" and e[2] and text[e[1].content : e[1].content + 9].lstrip(" \t")[:1] == "\n"
    ]
    alone = [e for e in alone if text[e[1].content : e[1].content + 9].lstrip(" \t")[1:2].strip()] or alone
    names = Counter(label.name.lower() for _, label, _, _ in alone)
    return alone if len(names) > 1 and len(alone) > max(2, len(names)) else []


def _evident(label: Label) -> bool:
    """Tell whether a label shows by itself that somebody speaks: an office, a title, an outlet, "Q"."""
    low = {word.strip(".,").lower() for word in label.name.split()}
    first = label.name.split()[0].strip(".").lower()
    speaks = first in words.TITLES or not low.isdisjoint(words.ROLES | words.OUTLETS | words.TURN_LABELS)
    return bool(label.office or label.note) or speaks


def _stop_fits(label: Label, text: str, count: int) -> bool:
    """Tell whether a name with a full stop or dash is a label: it is repeated, or in capitals behind a title."""
    stop = text[label.end : label.end + 1] == "."
    caps = label.name.split()[-1].isupper() and len(label.name) > 2
    return count > 1 or (stop and caps and (_titled(label) or len(label.name.split()) > 1))


def _titled(label: Label) -> bool:
    return label.name.split()[0].strip(".").lower() in words.TITLES | words.ROLES | {"the"}


def find_notes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the offsets of stage notes between two offsets: applause, crosstalk, times, notes on a line by themselves.

    >>> find_notes("Thank you. (Applause.) The toll [of the bridge] rises.", 0, 53)
    [(11, 22)]
    """
    found = []
    for match in _NOTE.finditer(text, start, end):
        inner = match[1] or match[2]
        before = text[max(start, match.start() - 2) : match.start()].strip(" \t")
        after = text[match.end() : min(end, match.end() + 2)].strip(" \t.")
        alone = (not before or before[-1] == "\n") and (not after or after[0] == "\n")
        shouted = inner.isupper() and sum(map(str.isalpha, inner)) > 6 and (len(inner) > 8 or " " in inner)
        staged = _STAGE.search(inner) is not None and len(inner.split()) <= 8
        if staged or shouted or alone or _CLOCK.fullmatch(match.group()):
            found.append(match.span())
    return found
