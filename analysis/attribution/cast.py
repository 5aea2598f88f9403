"""Who the labels of a transcript mean: one person by full name, last name and office, in the case that names have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from analysis.attribution import words
from analysis.attribution.labels import Label
from analysis.attribution.names import Countries, Names, Speaker
from analysis.attribution.offices import group_of, names_role

__all__ = ["Cast", "is_outlet"]


class Cast:
    """Who the labels of one transcript mean: the same person by full name, last name and office."""

    def __init__(self, text: str, labels: Sequence[Label], countries: Countries) -> None:
        self.countries = countries
        self.forms = _mixed_forms(text)
        self.upper = sum(label.name.split()[-1].isupper() for label in labels) * 2 > len(labels)
        self.found: dict[tuple[str, str, str], Speaker] = {}
        self.people: dict[str, Speaker] = {}
        self.by_last: dict[str, set[str]] = defaultdict(set)
        self.head = Names(text[: min(labels[0].start, 3000)], countries)
        for person in self.head.people.values():
            if _is_clean(person.name):
                self._add(person)
        alone: set[str] = set()
        for label in labels:
            role, name, medium = self._parts(label)
            if len(name) > 1 and not medium:
                self._add(self._person(label, role, name))
            elif name and not medium:
                alone.add(self.cased(name[0]))
        for last in sorted(alone):
            if last.lower() not in self.by_last and (full := _full_name(text, last)):
                self._add(Speaker(full))

    def _add(self, person: Speaker) -> None:
        known = self.people.setdefault(person.name.lower(), person)
        if person.role and not known.role:
            known.role, known.group, known.country = person.role, person.group, known.country or person.country
        parts = person.name.lower().split()
        for part in {parts[0], parts[-1]} if len(parts) > 1 else parts:
            self.by_last[part].add(person.name.lower())

    def speaker(self, label: Label) -> Speaker:
        """Return the speaker of a label."""
        key = (label.name.lower(), label.office.lower(), label.note.lower())
        if key not in self.found:
            self.found[key] = self._resolve(label)
        return self.found[key]

    def _resolve(self, label: Label) -> Speaker:
        low = label.name.lower()
        noted = self._outlet_in(label.note) or self._outlet_in(label.office)
        if low in words.ASKERS or low.split()[-1] in {"reporter", "journalist", "correspondent", "questioner"}:
            outlet = noted or self.cased(" ".join(label.name.split()[:-1]))
            if outlet and outlet.split()[0].lower() not in {
                "unidentified",
                "unknown",
                "male",
                "female",
                "the",
                "a",
                "another",
                "foreign",
            }:
                return Speaker(outlet, "media", group="other", kind="body")
            return Speaker("reporter (unnamed)", "media", group="other", kind="unnamed")
        if low in words.ANSWERERS:
            named = [p for p in self.head.people.values() if p.name.lower() in self.people and not is_outlet(p.name)]
            official = [p for p in named if p.role] or named
            return official[0] if len(official) == 1 else Speaker("respondent (unnamed)", kind="unnamed")
        role, name, medium = self._parts(label)
        if medium:
            return Speaker(self.cased(label.name), "media", group="other", kind="body")
        if not name:
            holder = label.note.strip("()[] ").split()
            if len(holder) > 1 and (
                holder[0].lower().strip(".") in words.TITLES
                or " ".join(holder).lower() in self.people
                or self._may_be_person(holder)
            ):
                return self._holder(role, holder)
            return self._office(label, role)
        if len(name) == 1:
            fitting = self.by_last.get(name[0].lower(), set())
            if len(fitting) == 1:
                known = self.people[next(iter(fitting))]
                self._add(Speaker(known.name, role, self.countries.find(role)[0], group_of(role)))
                return known
            return self._person(label, role, name)
        return self.people[self._person(label, role, name).name.lower()]

    def _may_be_person(self, holder: list[str]) -> bool:
        """Tell whether words in brackets behind an office are a name: capitals, and no place, medium, body or office."""
        plain = [word.lower().strip(".") for word in holder]
        no_name = words.ROLES | words.GROUPS | words.HEADS | words.NOUNS | words.NO_NAME
        named = all(word[0].isupper() and word[1:2] != word[1:2].upper() for word in holder if len(word.strip(".")) > 1)
        known = self.countries.find(" ".join(holder))[0] or is_outlet(" ".join(holder))
        no_name |= {"north", "south", "east", "west", "central"}  # a constituency
        return len(holder) <= 4 and named and not known and no_name.isdisjoint(plain)

    def _holder(self, role: str, holder: list[str]) -> Speaker:
        """Return the person named in brackets behind an office: "The Acting Chair (Ms Rowe)"."""
        name = holder[1:] if holder[0].lower().strip(".") in words.TITLES else holder
        known = self.by_last.get(name[-1].lower(), set())
        self._add(Speaker(self.cased(" ".join(name)), role, self.countries.find(role)[0], group_of(role)))
        return self.people[next(iter(known)) if len(known) == 1 else " ".join(name).lower()]

    def _office(self, label: Label, role: str) -> Speaker:
        """Return the speaker of a label that is an office: the only person named with it, or the office itself."""
        wanted = set(re.findall(r"[a-z-]+", role.lower())) & words.ROLES
        holders = {
            p.name: p for p in self.people.values() if wanted and wanted <= set(re.findall(r"[a-z-]+", p.role.lower()))
        }
        if len(holders) == 1:
            return next(iter(holders.values()))
        plain = re.sub(r"^(?:the|an?) ", "", self.cased(label.name), flags=re.IGNORECASE)
        nobody = not wanted or any(map(str.isdigit, plain)) or (len(wanted) == 1 and wanted <= words.TURN_LABELS)
        return Speaker(plain, "" if nobody else role, self.countries.find(role)[0], group_of(role), "unnamed")

    def _person(self, label: Label, role: str, name: list[str]) -> Speaker:
        office = _role_of(self.cased_office(label.office)) or role
        if not label.office and label.note:
            noted = label.note.strip("()[] ")
            office = self._outlet_in(label.note) or (noted if names_role(noted) else office)
        country = self.countries.find(office)[0] or self.countries.find(label.note)[0]
        return Speaker(self.cased(" ".join(name)), office, country, group_of(office))

    def _parts(self, label: Label) -> tuple[str, list[str], bool]:
        """Return office and name in a label; the flag is true for a newspaper, agency or station."""
        tokens = label.name.split()
        lows = [token.lower().strip(".") for token in tokens]
        if is_outlet(label.name):
            return "", tokens, True
        cut = 0
        for at, low in enumerate(lows[:-1]):
            if low in words.TITLES or low in words.ROLES or low in {"the", "minority", "majority", "unidentified"}:
                cut = at + 1
            elif tokens[at] in self.countries.demonyms:
                cut = max(cut, at + 1)
        generic = lows[-1] in words.ROLES | words.TURN_LABELS or (
            len(lows) > 1 and len(lows[-1]) < 3 and lows[-2] in words.TURN_LABELS
        )
        if generic or lows[0] == "the" or "of" in lows or any(map(str.isdigit, lows[-1])):
            return self.cased_office(re.sub(r"^(?:the|an?) ", "", label.name, flags=re.IGNORECASE)), [], False
        lead = [
            token for token, low in zip(tokens[:cut], lows, strict=False) if low not in words.COURTESY and low != "the"
        ]
        return self.cased_office(" ".join(lead)), tokens[cut:], False

    def _outlet_in(self, some: str) -> str:
        for part in re.split(r"[(),;\[\]]", some):
            if part.strip() and is_outlet(part.strip()):
                return self.cased(part.strip())
        return ""

    def cased(self, name: str) -> str:
        """Return a name in the case that names have: that of the text, else a capital for each word written in capitals."""
        return " ".join(self._word(token) for token in name.replace("*", "").split()).strip(" .,") if name else ""

    def cased_office(self, office: str) -> str:
        """Return an office as it would be written in running text, where it was written in capitals."""
        return self.cased(office) if office.isupper() else " ".join(office.split())

    def _word(self, token: str) -> str:
        low = token.lower()
        if not token.isupper() or len(token.strip(".")) == 1 or "." in token[:-1]:
            return token
        if low in words.NAME_PARTICLES and low not in {"al", "el"}:
            return low
        if low in words.ACRONYMS or (low not in self.forms and not self.upper and set(low).isdisjoint("aeiouy")):
            return token
        return self.forms.get(low) or re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), token)


def _mixed_forms(text: str) -> dict[str, str]:
    """Return, for words of a text by their small letters, how they are written where a capital begins them: McAlder."""
    forms: dict[str, str] = {}
    for match in re.finditer(r"\b[A-Z\u00c0-\u00de][\w'\u2019-]*[a-z][\w'\u2019-]*", text):
        word = re.sub(r"['\u2019]s$", "", match.group())
        if not word.isupper():
            forms.setdefault(word.lower(), word)
    return forms


def _full_name(text: str, last: str) -> str:
    """Return the only full name behind a title that a text has for a last name: "Mr. Tom Birk"; else an empty string."""
    found = re.findall(rf"\b([A-Za-z]+)\.?\s([A-Z][\w'\u2019-]+)\s{re.escape(last)}\b", text)
    plain = words.TITLES | words.ROLES
    no_name = words.NO_NAME - words.GIVEN_NAMES
    names = {first for title, first in found if title.lower() in plain and first.lower() not in no_name}
    return f"{names.pop()} {last}" if len(names) == 1 else ""


def _is_clean(name: str) -> bool:
    """Tell whether a name found in running text has no word that names do not have."""
    return all(word.lower() not in words.NO_LABEL | words.HEADINGS | words.TURN_LABELS for word in name.split())


def is_outlet(name: str) -> bool:
    """Tell whether a name is that of a newspaper, news agency or station.

    >>> is_outlet("Reuters"), is_outlet("Oakport Herald"), is_outlet("Tom Birk")
    (True, True, False)
    """
    low = [word.strip(".,").lower() for word in name.split()]
    return bool(low) and (not words.OUTLETS.isdisjoint(low) or (len(low) > 1 and low[-1] in words.OUTLET_HEADS))


def _role_of(office: str) -> str:
    """Return an office without an article before it."""
    return re.sub(r"^(?:the|an?) ", "", office.strip(), flags=re.IGNORECASE)
