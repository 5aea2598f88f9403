"""The people named in an article: full names, offices, countries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from analysis.attribution.countries import Countries
from analysis.attribution.words import BODIES, MEDIA, NOT_IN_NAMES, OFFICES, ROLES, TITLES

__all__ = ["APOSTROPHE", "RUN", "Names", "Speaker", "group_of"]

_SPACE = "[ \u00a0]"
_CAP = "[A-Z\u00c0-\u00de][\\w.\u2019'-]*"
RUN = re.compile(rf"{_CAP}(?:{_SPACE}(?:(?:de|van|von|der|bin|al|la|del|da|dos|el){_SPACE})?{_CAP})*")
_FEMALE, _MALE = frozenset({"ms", "mrs", "miss", "dame", "lady"}), frozenset({"mr", "sir", "lord"})
_NO_NAME = TITLES | ROLES | NOT_IN_NAMES | BODIES
APOSTROPHE = str.maketrans("\u2019", "'")


@dataclass(slots=True)
class Speaker:
    """A speaker as resolved; `kind` is person, body, country, unnamed or unknown."""

    name: str
    role: str = ""
    country: str = ""
    group: str = "other"
    kind: str = "person"
    head: str = ""
    gender: str = ""


@dataclass(slots=True)
class Names:
    """The people of one article by name, and who has spoken so far."""

    text: str
    countries: Countries
    people: dict[str, Speaker] = field(default_factory=dict)
    spoken: list[tuple[int, Speaker]] = field(default_factory=list)
    by_last: dict[str, list[Speaker]] = field(default_factory=dict)
    by_first: dict[str, list[Speaker]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for match in RUN.finditer(self.text):
            run = match.group()
            if " " in run or "\u00a0" in run:  # a single word names nobody yet
                self._register(run, match.start(), match.end())

    # -- names ---------------------------------------------------------------------------------

    def _register(self, run: str, start: int, end: int) -> None:
        tokens = run.replace("\u00a0", " ").split(" ")
        title, name, whole = self.split(tokens)
        if len(name) < 2 or len(name) > 4 or not whole:
            gender = self.gender_of(title)
            if gender and len(name) == 1 and (known := self.by_name(name)):
                known.gender = gender
            return
        full = " ".join(name)
        role = self._role_around(title, start, end)
        known = self.people.get(full)
        if known is None:
            code, _ = self.countries.find(" ".join(title) + " " + role)
            self.add(Speaker(full, role, code, group_of(role), "person", gender=self.gender_of(title)))
        elif role and not known.role:
            known.role, known.group = role, group_of(role)
            known.country = known.country or self.countries.find(" ".join(title) + " " + role)[0]

    def split(self, tokens: list[str]) -> tuple[list[str], list[str], bool]:
        """Part titles, offices and countries from the name proper; the flag is false for a possessive."""
        cut = 0
        for at, token in enumerate(tokens):
            plain = token.lower().rstrip(".")
            if (token.endswith(("'s", "s'", "\u2019s", "s\u2019")) and at < len(tokens) - 1) or (
                plain in _NO_NAME
                or token in self.countries.demonyms
                or token in self.countries.names
                or token in self.countries.capitals
            ):
                cut = at + 1
            elif (
                at + 1 < len(tokens)
                and " ".join(tokens[at : at + 2]).translate(APOSTROPHE).removesuffix("'s") in self.countries.names
            ):
                cut = at + 2
        name = [token.rstrip(".,") if not re.fullmatch(r"(?:[A-Z]\.)+", token) else token for token in tokens[cut:]]
        whole = True
        if name:
            last = name[-1].translate(APOSTROPHE)
            if last.endswith("'s"):
                name[-1] = name[-1][:-2]
            elif last.endswith("'"):
                name[-1] = name[-1][:-1]
        if name and (name[-1].lower() in BODIES or name[-1].lower() in MEDIA):
            whole = False
        return tokens[:cut], name, whole

    @staticmethod
    def gender_of(title: Iterable[str]) -> str:
        """Return f or m where a title tells, else an empty string."""
        words = {word.lower().rstrip(".") for word in title}
        return "f" if words & _FEMALE else "m" if words & _MALE else ""

    def _role_around(self, title: list[str], start: int, end: int) -> str:
        words = [
            w
            for w in title
            if w.lower().rstrip(".") not in TITLES - {"professor", "prof"} and w.lower() not in NOT_IN_NAMES
        ]
        if any(w.lower() in ROLES for w in words):
            return " ".join(words)
        before = self.text[max(0, start - 90) : start]
        chunk = (
            re.split(
                '[.,;:!?"\u201c\u201d\n()]|\\b(?:and|but|that|said|as|with|between|by|when|while|told)\\b', before
            )[-1].strip()
            if before[-1:] in " \u00a0"
            else ""
        )
        chunk_words = chunk.split()
        if chunk_words and (chunk_words[-1].lower() in ROLES):
            return re.sub(r"^(?:the|a|an|its|his|her|their)\s+", "", chunk, flags=re.IGNORECASE)
        if before.rstrip().endswith(","):
            # "the prime minister of Petit Ismere, Celio Amaro, said"
            part = re.split('[.,;:!?"\u201c\u201d\n]', before.rstrip()[:-1])[-1].strip()
            first = part.split(" of ")[0].split(" to ")[0].split(" for ")[0].split()
            if (
                first
                and first[-1].lower() in ROLES
                and len(part.split()) <= 9
                and self.text[end : end + 1] in {",", " ", "."}
            ):
                return re.sub(r"^(?:the|a|an|its|his|her|their)\s+", "", part, flags=re.IGNORECASE)
        after = re.match(
            r",\s(?:who\s(?:is|was|leads|heads|advises)\s)?((?:an?|the|its)?\s?[^,.\n;:\"\u201c]{3,90})[,.]",
            self.text[end : end + 120],
        )
        if after:
            words_after = re.findall(r"[\w-]+", after.group(1).lower())
            if any(word in ROLES for word in words_after[:9]) or "advises" in after.group(0):
                role = re.sub(r"^(?:the|a|an|its)\s+", "", after.group(1).strip())
                return f"adviser to {role.removeprefix('the ')}" if "who advises" in after.group(0) else role
        return ""

    def by_name(self, name: list[str], gender: str = "") -> Speaker | None:
        """Return the person whose full name fits a part of it: the last name first, else the first."""
        if not name:
            return None
        full = " ".join(name)
        if full in self.people:
            return self.people[full]
        key = name[-1]
        best: Speaker | None = None
        for table in (self.by_last, self.by_first):
            for person in table.get(key, ())[:20]:
                if (not gender or person.gender in {"", gender}) and (best is None or (not best.role and person.role)):
                    best = person
            if best:
                return best
        return None

    def add(self, person: Speaker) -> None:
        """Take a person up, to be found by full, last and first name."""
        words = person.name.split(" ")
        self.people[person.name] = person
        self.by_last.setdefault(words[-1], []).append(person)
        self.by_first.setdefault(words[0], []).append(person)

    def recent(self) -> Iterable[Speaker]:
        """Yield those who spoke, the last first; only so far back as a reader remembers."""
        return (speaker for _, speaker in islice(reversed(self.spoken), 60))


def group_of(role: str) -> str:
    """Return official for an office of state, other for advisers, scholars and everybody else.

    >>> group_of("Foreign Minister"), group_of("adviser to the government")
    ('official', 'other')
    """
    words = set(re.findall(r"[a-z]+", role.lower()))
    if words & {
        "adviser",
        "advisor",
        "professor",
        "analyst",
        "economist",
        "expert",
        "former",
        "scholar",
        "fellow",
        "author",
    } and not words & {"minister", "national"}:
        return "other"
    return "official" if words & OFFICES else "other"
