"""Statements whose speaker is named beside them: set apart after "she wrote:", signed, introduced, in a letter.

Block quotations, signatures and "And from Ms Alder:" are the forms of press releases; each is looked for in every text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.attribution import words
from analysis.attribution.cast import is_outlet
from analysis.attribution.clauses import first_subject
from analysis.attribution.cues import cue_forms
from analysis.attribution.hits import Draft, Span
from analysis.attribution.labels import is_name
from analysis.attribution.layout import Block, introduces
from analysis.attribution.objects import is_speaker
from analysis.attribution.offices import RUN, names_role
from analysis.attribution.quotes import Quote, find_quotes
from analysis.attribution.sentences import Sentence

__all__ = ["Passage", "after_colon", "desk_of", "introduced", "lines_of", "only_person", "passages_of", "signed"]

_MARKS = "\"\u201c\u201e\u201f\u00ab\u00bb\u2039\u203a\u300c\u300e\u2018\u201a'"
_SIGNED = re.compile(r"[\s.]*(?:[-\u2013\u2014\u2015~]+\s*([^()\n]{3,120}?)|\(([^()\n]{3,120})\))[\s.]*$")
_SIGNATURE = re.compile(
    r"(?:[-\u2013\u2014\u2015~]+\s*([^()\n]{3,120}?)|\(([^()\n]{3,120})\)|([A-Z][^.:;!?\n]{3,100}))[\s.]*$"
)
_FROM = re.compile(r"(?:\w+ ){0,3}?(?:[Ff]rom|[Bb]y) (?=[A-Z])|(?=[A-Z])")
_DESK = re.compile(
    r"^\W*(?i:from the desk of|(?:an? )?(?:open )?(?:letter|message|statement|remarks|speech|address|op-?ed) (?:from|by|of))\s+"
    r"(?:the )?([A-Z][^\n:]{2,90}?)(?: (?:on|about|regarding|concerning|after|following|at|to|in response to) [^\n]*)?[:.]?[ \t]*$",
    re.MULTILINE,
)
_CLOSING = re.compile(
    r"^\W*(?:sincerely|yours|regards|best wishes|respectfully|###|about |contact|media contact|notes? to editors)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Passage:
    """A paragraph, with the paragraph after it where that is the quotation which it introduces."""

    block: Block
    quotes: list[Quote]
    apart: Quote | None = None  # words set apart without quotation marks
    rest: list[Block] = field(default_factory=list)


def passages_of(text: str, blocks: Sequence[Block]) -> list[Passage]:
    """Return the paragraphs in order, each joined with the quotation that it introduces."""
    found: list[Passage] = []
    at = 0
    while at < len(blocks):
        block, after = blocks[at], at + 1
        prose = block.label in {"body", "lead"}
        names = after < len(blocks) and text[blocks[after].start] in _MARKS and _names(text, block)
        if names or (prose and after < len(blocks) and introduces(text, block.start, block.end)):
            following = blocks[after]
            if text[following.start] in _MARKS:
                joined = Block(block.start, following.end, "body" if names else block.label, block.content)
                found.append(Passage(joined, find_quotes(text, block.content, following.end)))
                at += 2
                continue
            while after < len(blocks) and text[blocks[after].start] == ">":
                after += 1
            rest = list(blocks[at + 1 : max(after, at + 2)])
            long = len(text[rest[0].start : rest[-1].end].split()) >= 4
            if text[block.end - 1] == ":" and long and (after > at + 1 or rest[0].label in {"body", "lead"}):
                apart = Quote(rest[0].start, rest[-1].end, closed=True, single=False)
                joined = Block(block.start, apart.end, block.label, block.content)
                found.append(
                    Passage(joined, [*find_quotes(text, block.content, block.end), apart], apart, [block, *rest])
                )
                at += 1 + len(rest)
                continue
        found.append(Passage(block, find_quotes(text, block.content, block.end)))
        at += 1
    return found


def _names(text: str, block: Block) -> bool:
    """Tell whether a line above a quotation is the name of its speaker: "Tom Birk, harbour chief" or "Tom Birk:"."""
    line = text[block.start : block.end].rstrip("*_ ")
    if block.end - block.start > 110 or line[-1:] in '.!?"' or any(w.lower() in cue_forms() for w in line.split()):
        return False
    return (line.endswith(":") and _colon_name(line) is not None) or _signs(line, bracketed=False, bare=True)


def _colon_name(lead: str) -> tuple[int, str] | None:
    """Return the name in "And from Ms Alder:" or "Tom Birk, harbour chief:", and where it begins."""
    opening = _FROM.match(lead)
    name = lead[opening.end() :].rstrip(":*_ ") if opening else ""
    if not is_name(name.partition(",")[0]) or any(word.lower() in cue_forms() for word in name.split()):
        return None
    return opening.end() if opening else 0, name


def lines_of(text: str, span: Span) -> list[Span]:
    """Return the lines of a block quotation without the marks before them."""
    return [
        match.span(1)
        for match in re.finditer(r"^(?:[ \t]*>)*[ \t]*([^>\s].*)$", text[: span[1]], re.MULTILINE)
        if match.start(1) >= span[0]
    ]


def signed(text: str, block: Block, quotes: Sequence[Quote], following: Block | None) -> tuple[Draft, bool] | None:
    """Return the quotation that a name follows, behind a dash or in brackets; the flag is true where that is a line below."""
    if not quotes or not quotes[-1].closed:
        return None
    last = quotes[-1]
    below = False
    match = _SIGNED.match(text, last.end, block.end)
    if (
        match is None
        and following is not None
        and not text[last.end : block.end].strip(" .")
        and following.end - following.start < 130
    ):
        match, below = _SIGNATURE.match(text, following.start, following.end), True
    group = next((g for g in (1, 2, 3) if match and g <= match.re.groups and match[g]), 0)
    if match is None or not _signs(match[group], bracketed=group == 2, bare=group == 3):
        return None
    first = len(quotes) - 1
    while first and not text[quotes[first - 1].end : quotes[first].start].strip():
        first -= 1
    draft = Draft([(q.start, q.end) for q in quotes[first:]], "signed", 0.8, source=match.span(group))
    return draft, below


def _signs(words_: str, *, bracketed: bool, bare: bool) -> bool:
    """Tell whether words are the name of a person, with an office or alone; a photographer or agency does not sign."""
    name, _, office = words_.strip().partition(",")
    several = len(name.split()) > 1
    if not is_name(name) or is_outlet(name) or (bracketed and not (office or several)):
        return False
    if bare:
        return several and bool(office) and (names_role(office) or names_role(name) or office[1:2].isupper())
    return several or bool(office)


def introduced(text: str, block: Block, quotes: Sequence[Quote]) -> tuple[Draft, bool] | None:
    """Return the quotation after "And from Ms Alder:" or "Ms Alder:", words without a verb of saying; the flag is false."""
    if block.label != "body" or not quotes or not block.content < quotes[0].start <= block.content + 110:
        return None
    lead = text[block.content : quotes[0].start].rstrip()
    above = "\n" in text[block.content : quotes[0].start]
    found = _colon_name(lead) if lead.endswith(":") or above else None
    if found is None:
        return None
    start, name = block.content + found[0], found[1]
    span = (quotes[0].start, quotes[0].end)
    return Draft([span], "introduced", 0.7, source=(start, start + len(name)), carries=True), False


def after_colon(s: Sentence) -> Draft | None:
    """Return the quotation after a colon, where no verb of saying takes it: "The mayor issued this statement: ..."."""
    at = next((i for i in range(2, len(s)) if s.quote[i] is not None and s.low[i - 1] == ":"), 0)
    subject = first_subject(s) if at else None
    if subject is None or s.end[at] - s.start[at] < 16 or not is_speaker(s, subject, names=False):
        return None
    source = (s.start[subject[0]], s.end[subject[1] - 1])
    return Draft([(s.start[at], s.end[at])], "colon", 0.5, source=source, carries=True)


def only_person(text: str, s: Sentence) -> Span | None:
    """Return the subject of a sentence where it is a person and the sentence names no other one."""
    first, last = s.start[0], s.end[-1]
    people = []
    for match in RUN.finditer(text, first, last):
        tokens = match.group().split()
        titled = tokens[0].lower().rstrip(".") in words.TITLES | words.ROLES
        plain = 2 <= len(tokens) <= 3 and tokens[-1].lower() not in words.GROUPS and match.start() == first
        if len(tokens) > 1 and (titled or plain):
            people.append(match.span())
    return (
        people[0]
        if len(people) == 1 and people[0][0] - first <= 4 and s.low[0] not in words.NOT_IN_NAMES - {"the"}
        else None
    )


def desk_of(text: str, blocks: Sequence[Block], taken: Sequence[Span]) -> Draft | None:
    """Return the paragraphs after "From the desk of Ruth Alder" that are nobody else's words."""
    match = _DESK.search(text)
    if match is None or not is_name(match[1].partition(",")[0]):
        return None
    spans: list[Span] = []
    for block in blocks:
        if block.start < match.end():
            continue
        if _CLOSING.match(text, block.start, block.end):
            break
        if block.label in {"body", "lead"} and not any(a < block.end and b > block.start for a, b in taken):
            spans.append((block.content, block.end))
    return Draft(spans, "letter", 0.5, source=match.span(1)) if spans else None
