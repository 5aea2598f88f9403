"""The people and countries that an article names: full names, offices, demonyms, capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pandas as pd

from analysis import checks
from analysis.attribution import words
from analysis.attribution.offices import BREAK, INITIALS, RUN, group_of, is_role, names_role, office_of
from analysis.tables import read_csv

__all__ = ["APOSTROPHE", "Countries", "Names", "Speaker", "read_countries"]

APOSTROPHE = str.maketrans("\u2019", "'")
_OPENING = words.OPENING_NAMES - words.GIVEN_NAMES
_COLUMNS = ("code", "name", "demonym", "aliases", "capital")
Named = dict[str, tuple[str, str]]
_GENDERS = dict.fromkeys(["ms", "mrs", "miss", "dame", "lady"], "f") | dict.fromkeys(["mr", "sir", "lord"], "m")
_ARTICLE = re.compile(r"^(?:the|a|an|its)\s+")
_DETERMINER = re.compile(r"^(?:the|a|an|its|his|her|their)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile("['\u2019]s?$")
_BEFORE_COLON = re.compile(r"([\w-]+):\s$")
_AFTER_NAME = re.compile(
    r",\s(?:who\s(?:is|was|leads|heads|advises)\s)?((?:an?|the|its)?\s?[^,.\n;:\"\u201c]{3,90})[,.]"
)


@dataclass(frozen=True, slots=True)
class Countries:
    """Names, demonyms and capitals, each mapped to the code and name of its country; `places` has all of them."""

    names: Named
    demonyms: Named
    capitals: Named
    places: frozenset[str]

    def find(self, words: str) -> tuple[str, str]:
        """Return the code and name of the first country, demonym or capital in some words; else two empty strings."""
        plain = [word.removesuffix("'s") for word in words.translate(APOSTROPHE).split()]
        tokens = [word if word.count(".") > 1 else word.strip(".,()") for word in plain]
        for at in range(len(tokens)):
            for size in (3, 2, 1):
                phrase = " ".join(tokens[at : at + size])
                for table in (self.demonyms, self.names, self.capitals):
                    if phrase in table:
                        return table[phrase]
        return "", ""


def read_countries(extra: Path | pd.DataFrame | None = None) -> Countries:
    """Return the countries of the package, and those of a user's table (code, name, demonym, aliases, capital)."""
    rows = words.read("countries.csv")
    if extra is not None:
        table = extra if isinstance(extra, pd.DataFrame) else read_csv(checks.path("countries", extra), text=_COLUMNS)
        table = checks.table("the table of countries", table, *_COLUMNS)[list(_COLUMNS)].fillna("").astype(str)
        rows += [{str(key): str(cell) for key, cell in row.items()} for row in table.to_dict("records")]
    names, demonyms, capitals = Named(), Named(), Named()
    for row in rows:
        for column, found in (("name", names), ("aliases", names), ("demonym", demonyms), ("capital", capitals)):
            found.update(dict.fromkeys(filter(None, row[column].split("|")), (row["code"], row["name"])))
    return Countries(names, demonyms, capitals, frozenset(names | demonyms | capitals))


@dataclass(slots=True)
class Speaker:
    """A speaker as resolved; `kind` is person, body, country, unnamed or unknown."""

    name: str
    role: str = ""
    country: str = ""
    group: str = ""
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
    parted: dict[str, tuple[list[str], list[str], bool]] = field(default_factory=dict)
    by_part: dict[tuple[int, str], list[Speaker]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for match in RUN.finditer(self.text):
            tokens = match.group().replace("\u00a0", " ").split(" ")
            at, first = match.start(), 0
            for number, token in enumerate(tokens, start=1):
                if number == len(tokens) or (token[-1] == "." and _ends_sentence(token)):
                    part = tokens[first:number]
                    size = len(" ".join(part))
                    if len(part) > 1:  # a single word does not name anybody yet
                        self._register(part, at, at + size)
                    at, first = at + size + 1, number

    def _register(self, tokens: list[str], start: int, end: int) -> None:
        title, name, whole, office = self.parts_of(tokens, self.text[max(0, start - 90) : start])
        if not 2 <= len(name) <= 4 or not whole:
            gender = self.gender_of(title)
            if gender and len(name) == 1 and (known := self.by_name(name)):
                known.gender = gender
            return
        full, role = " ".join(name), office or self._role_around(title, start, end)
        known = self.people.get(full)
        if known and (known.role or not role):
            return
        country = self.countries.find(" ".join([*title, role]))[0]
        if known:
            known.role, known.group, known.country = role, group_of(role), known.country or country
        else:
            self.add(Speaker(full, role, country, group_of(role), gender=self.gender_of(title)))

    def split(self, tokens: list[str]) -> tuple[list[str], list[str], bool]:
        """Return titles, offices and countries, then the name; the flag is false where the name is that of a body."""
        key = " ".join(tokens)
        if key not in self.parted:
            self.parted[key] = self._split(tokens)
        return self.parted[key]

    def parts_of(self, tokens: list[str], before: str) -> tuple[list[str], list[str], bool, str]:
        """Return what `split` does, and the office where its last words are the first of the run: "of State Ruth Alder"."""
        cut, office = office_of(tokens, before)
        title, name, whole = self.split(tokens[cut:])
        if cut and len(title) == 1 and len(name) == 1:
            title, name = [], [*title, *name]  # "Jan" is no month here
        return title, name, whole, office

    def _split(self, tokens: list[str]) -> tuple[list[str], list[str], bool]:
        cut, last, plain = 0, len(tokens) - 1, [token.translate(APOSTROPHE) for token in tokens]
        for at, token in enumerate(tokens):
            possessive = at < last and token.endswith(("'s", "s'", "\u2019s", "s\u2019"))
            opening = at == 0 < last and token.lower() in _OPENING
            given = at == 0 and last == 1 and token.lower() in words.GIVEN_NAMES  # "June Pell"
            title = at < last and "-" in token and is_role(token)  # "Vice-President", "then-mayor"
            no_name = opening or title or (not given and token.lower().rstrip(".") in words.NO_NAME)
            if possessive or no_name or token in self.countries.places:
                cut = at + 1
            elif at < last and " ".join(plain[at : at + 2]).removesuffix("'s") in self.countries.names:
                cut = at + 2
        name = [token if INITIALS.fullmatch(token) else token.rstrip(".,") for token in tokens[cut:]]
        if name:
            name[-1] = _POSSESSIVE.sub("", name[-1])
        return tokens[:cut], name, not name or name[-1].lower() not in words.GROUPS

    @staticmethod
    def gender_of(title: Iterable[str]) -> str:
        """Return f or m where a title shows it, else an empty string."""
        found = {_GENDERS.get(word.lower().rstrip(".")) for word in title}
        return "f" if "f" in found else "m" if "m" in found else ""

    def _role_around(self, title: list[str], start: int, end: int) -> str:
        """Return the office that the words before or after a name give the person."""
        own = [w for w in title if w.lower().rstrip(".") not in words.COURTESY and w.lower() not in words.NOT_IN_NAMES]
        if any(map(is_role, own)):
            return " ".join(own)
        before = self.text[max(0, start - 90) : start]
        list_of = _BEFORE_COLON.search(before)
        if list_of and list_of[1].lower() in words.ROLES | words.HOSTS:
            return list_of[1]  # "moderator: June Pell"
        chunk = BREAK.split(before)[-1].strip() if before[-1:] in {" ", "\u00a0"} else ""
        if chunk and chunk.split()[-1].lower() in words.ROLES:
            return _DETERMINER.sub("", chunk)
        if before.rstrip().endswith(",") and self.text[end : end + 1] in {",", " ", "."}:
            # "the prime minister of Petit Ismere, Celio Amaro, said"
            part = re.split('[.,;:!?"\u201c\u201d\n]', before.rstrip()[:-1])[-1].strip()
            office = re.split(" of | to | for ", part)[0].split()
            if office and office[-1].lower() in words.ROLES and len(part.split()) <= 16:
                first = next((at for at in range(len(office) - 1, 0, -1) if office[at] in {"the", "a", "an"}), 0)
                return _DETERMINER.sub("", " ".join(part.split()[first:]))
        after = _AFTER_NAME.match(self.text[end : end + 120])
        if after and (names_role(after.group(1)) or "advises" in after.group()):
            role = _ARTICLE.sub("", after.group(1).strip())
            role = role if "(" in role else role.partition(")")[0]  # "(Ruth Alder, treasurer)"
            return f"adviser to {role.removeprefix('the ')}" if "who advises" in after.group() else role
        return ""

    def by_name(self, name: list[str], gender: str = "") -> Speaker | None:
        """Return the person whose full name fits a part of it: the last name first, else the first."""
        if not name:
            return None
        full = " ".join(name)
        if full in self.people:
            return self.people[full]
        for at in (-1, 0):
            fitting = [p for p in self.by_part.get((at, name[-1]), ())[:20] if not gender or p.gender in {"", gender}]
            if fitting:
                return next((person for person in fitting if person.role), fitting[0])
        return None

    def add(self, person: Speaker) -> None:
        """Add a person, to be found by full, last and first name."""
        parts = [part for part in person.name.split(" ") if part.lower().rstrip(".") not in {"jr", "sr"}]
        self.people[person.name] = person
        for at in (-1, 0):
            self.by_part.setdefault((at, parts[at]), []).append(person)

    def recent(self) -> Iterable[Speaker]:
        """Yield those who spoke, the last first; only so far back as a reader remembers."""
        return (speaker for _, speaker in islice(reversed(self.spoken), 60))


def _ends_sentence(token: str) -> bool:
    """Tell whether a full stop after a word ends a sentence: not after an initial, a title or an abbreviation."""
    plain = token[:-1].lower()
    return len(plain) > 2 and "." not in plain and plain not in words.ABBREVIATIONS and plain not in words.TITLES
