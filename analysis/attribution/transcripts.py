"""The turns of a transcript or press conference: who speaks, in which role, what are questions, which words are said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.attribution import words
from analysis.attribution.cast import Cast, is_outlet
from analysis.attribution.labels import Label, find_labels, find_notes
from analysis.attribution.names import Countries, Speaker

__all__ = ["LAYOUTS", "Turn", "layout_of", "turns_of"]

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_END = re.compile(
    r"^[ \t]*(?:\(?END(?:[ ,.:)].{0,40})?|\(?END\)?|#{2,}|\*(?: ?\*){2,}|-30-|[-_=]{3,}"
    r"|(?:the )?(?:meeting|sitting|session|hearing|committee|house|council) (?:rose|adjourned|ended|closed|was (?:adjourned|suspended|closed))\b.{0,60})[ \t]*$"
    r"|^[ \t*_\[(]*(?:editor.?s note\b|note:|this (?:interview|transcript|conversation) (?:was|has been|is)\b|copyright\b|\u00a9)",
    re.MULTILINE | re.IGNORECASE,
)
_RELEASE = re.compile(
    r"^\W*(?:for (?:immediate )?release\b|press release\b|news release\b|media (?:release|contacts?)\b|embargoed (?:until|for)\b|from the desk of\b|press contacts?\b|(?:an? )?(?:open )?(?:statement|remarks|message|letter|speech|address) (?:by|from)\b)|^\s*###\s*$",
    re.IGNORECASE | re.MULTILINE,
)
LAYOUTS = ("auto", "news", "release", "transcript")
_LEAST = 0.5  # the least confidence at which a layout is recognised by itself
Span = tuple[int, int]


@dataclass(slots=True)
class Turn:
    """One turn: its label, the speaker, the offsets of the words said, and whether it is a question."""

    label: Label
    speaker: Speaker
    spans: list[Span]
    kind: str
    confidence: float


def layout_of(text: str) -> tuple[str, float]:
    r"""Return the layout of a text (transcript, release or news), and how sure that is, from 0 to 1.

    >>> layout_of("Tom Birk: The toll will rise.\n\nReuters: Why?\n\nTom Birk: It must.")
    ('transcript', 0.99)
    >>> layout_of("The mayor said the toll would rise.")
    ('news', 0.9)
    """
    return _layout(text, find_labels(text))


def _layout(text: str, labels: Sequence[Label]) -> tuple[str, float]:
    sure = _transcript(text, labels)
    if sure >= _LEAST:
        return "transcript", sure
    marks = len(_RELEASE.findall(text))
    return ("release", min(0.95, 0.6 + 0.15 * marks)) if marks else ("news", round(max(0.5, 0.9 - sure), 2))


def _transcript(text: str, labels: Sequence[Label]) -> float:
    """Return how likely labels are those of a transcript: share of the words behind them, repetition, alternation."""
    if len(labels) < 2:
        return 0.0
    total, before = len(text.split()), len(text[: labels[0].start].split())
    share = 1 - before / max(1, total)
    names = [label.name.lower() for label in labels]
    several = len(set(names)) > 1 or names[0] in words.ASKERS
    again = 1 - len(set(names)) / len(names)
    strong = sum(label.strong for label in labels) / len(labels)
    pace = min(1.0, 60 * len(labels) / max(1, total))  # a turn is seldom longer than some hundred words
    pace = 1.0 if len(labels) >= 6 and total / len(labels) < 600 else pace
    sure = (
        share
        * (0.45 + 0.3 * strong + 0.25 * min(1.0, 2 * again) + 0.15 * min(1.0, len(labels) / 4))
        * (0.5 + 0.5 * pace)
    )
    return round(min(0.99, sure if several else sure / 2), 2)


def turns_of(text: str, countries: Countries, labels: Sequence[Label] | None = None) -> list[Turn]:
    """Return the turns of a text that has labels; a label without words after it is no turn."""
    labels = find_labels(text) if labels is None else labels
    if not labels:
        return []
    sure = max(0.3, _transcript(text, labels))
    cast = Cast(text, labels, countries)
    turns = []
    for number, label in enumerate(labels):
        end = labels[number + 1].start if number + 1 < len(labels) else len(text)
        stop = _END.search(text, label.content, end)
        spans = _said(text, label.content, stop.start() if stop else end)
        if spans:
            turns.append(
                Turn(label, cast.speaker(label), spans, "statement", round(sure if label.strong else 0.8 * sure, 2))
            )
    _mark_questions(text, turns)
    return turns


def _said(text: str, start: int, end: int) -> list[Span]:
    """Return the offsets of what is said: without stage notes and without space at the ends."""
    spans: list[Span] = []
    for first, last in [*find_notes(text, start, end), (end, end)]:
        a, b = start, first
        while a < b and (text[a].isspace() or text[a] in ">*_"):
            a += 1
        while b > a and (text[b - 1].isspace() or text[b - 1] in ">*_["):
            b -= 1
        if _WORD.search(text, a, b):
            spans.append((a, b))
        start = last
    return spans


def _mark_questions(text: str, turns: list[Turn]) -> None:
    """Mark the turns of reporters: by outlet or label, or because one speaker answers what the others ask."""
    asks = [any("?" in text[a:b] for a, b in turn.spans) for turn in turns]
    count = Counter(turn.speaker.name for turn in turns)
    reporters = {turn.speaker.name for turn in turns if _is_reporter(turn)}
    asked = Counter(turn.speaker.name for turn, ask in zip(turns, asks, strict=True) if ask)
    answering = [name for name, _ in count.most_common() if 2 * asked[name] < count[name]]
    main = answering[0] if answering else ""
    most = count[main]
    others = [at for at, turn in enumerate(turns) if turn.speaker.name != main]
    answered = sum(at + 1 < len(turns) and turns[at + 1].speaker.name == main for at in others)
    conference = (
        len(turns) >= 3 and most * 5 >= 2 * len(turns) and answered * 2 >= len(others) and main not in reporters
    )
    for at in others if conference else ():
        turn = turns[at]
        replied = at + 1 < len(turns) and turns[at + 1].speaker.name == main
        if (
            2 * asked[turn.speaker.name] >= count[turn.speaker.name]
            and replied
            and not turn.speaker.role
            and turn.speaker.kind == "person"
            and words.ROLES.isdisjoint(turn.label.name.lower().replace(".", "").split())
            and turn.label.name.lower() not in words.HOSTS
        ):
            reporters.add(turn.speaker.name)
    hosts = [_is_host(turn) for turn in turns]
    for turn, ask, host in zip(turns, asks, hosts, strict=True):
        # Beside a host, a correspondent tells what happened.
        if (ask and (host or turn.speaker.name in reporters)) or (turn.speaker.name in reporters and not any(hosts)):
            turn.kind = "question"
            if not turn.speaker.role and not host:
                turn.speaker.role, turn.speaker.group = "media", "other"


def _is_host(turn: Turn) -> bool:
    around = f"{turn.label.name} {turn.label.office} {turn.speaker.role}"
    return not words.HOSTS.isdisjoint(re.findall(r"[a-z-]+", around.lower()))


def _is_reporter(turn: Turn) -> bool:
    around = f"{turn.label.office} {turn.label.note} {turn.speaker.role}"
    tokens = set(re.findall(r"[a-z-]+", around.lower()))
    office = turn.label.office or turn.label.note
    outlet = any(is_outlet(part.strip()) for part in re.split(r"[(),\[\]]", office) if part.strip())
    return turn.speaker.role == "media" or outlet or bool(tokens & {"reporter", "journalist", "correspondent"})
