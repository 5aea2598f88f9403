"""Who speaks: from the words of a mention ("he", "the premier", "Mr Lou") to one name in the article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from importlib import resources
from pathlib import Path

import pandas as pd

from analysis.attribution.words import BODIES, DIPLOMATS, HUMAN, LEADERS, MEDIA, NOT_IN_NAMES, OFFICES, ROLES, TITLES
from analysis.errors import DataError
from analysis.tables import read_csv

__all__ = ["Countries", "Registry", "Speaker", "read_countries"]

_SPACE = "[ \u00a0]"
_CAP = "[A-Z\u00c0-\u00de][\\w.\u2019'-]*"
_RUN = re.compile(rf"{_CAP}(?:{_SPACE}(?:(?:de|van|von|der|bin|al|la|del|da|dos|el){_SPACE})?{_CAP})*")
_FEMALE, _MALE = frozenset({"ms", "mrs", "miss", "dame", "lady"}), frozenset({"mr", "sir", "lord"})
_NO_NAME = TITLES | ROLES | NOT_IN_NAMES | BODIES
_APOSTROPHE = str.maketrans("\u2019", "'")


@dataclass(frozen=True, slots=True)
class Countries:
    """Names of countries: `names` and `demonyms` map a word or phrase to (code, name)."""

    names: dict[str, tuple[str, str]]
    demonyms: dict[str, tuple[str, str]]
    capitals: dict[str, tuple[str, str]]

    def find(self, words: str) -> tuple[str, str]:
        """Return the code and name of the first country, demonym or capital in some words; else two empty strings."""
        tokens = [
            w.removesuffix("'s").strip(".,()") if w.count(".") < 2 else w.removesuffix("'s")
            for w in words.translate(_APOSTROPHE).split()
        ]
        for at in range(len(tokens)):
            for size in (3, 2, 1):
                phrase = " ".join(tokens[at : at + size])
                for table in (self.demonyms, self.names, self.capitals):
                    if phrase in table:
                        return table[phrase]
        return "", ""


def read_countries(extra: Path | pd.DataFrame | None = None) -> Countries:
    """Read the table of countries, with rows of one's own after it (columns code, name, demonym, aliases, capital)."""
    tables = [_countries()]
    if extra is not None:
        columns = ("code", "name", "demonym", "aliases", "capital")
        table = extra if isinstance(extra, pd.DataFrame) else read_csv(extra, text=columns)
        missing = [column for column in columns if column not in table.columns]
        if missing:
            raise DataError(
                f"the table of countries has no column {missing[0]!r}; expected: {', '.join(columns)}; add it"
            )
        tables.append(table)
    names, demonyms, capitals = {}, {}, {}
    for row in pd.concat(tables, ignore_index=True).fillna("").itertuples(index=False):
        key = (str(row.code), str(row.name))
        names[str(row.name)] = key
        names.update(dict.fromkeys([a for a in str(row.aliases).split("|") if a], key))
        demonyms.update(dict.fromkeys([a for a in str(row.demonym).split("|") if a], key))
        capitals.update(dict.fromkeys([a for a in str(row.capital).split("|") if a], key))
    return Countries(names, demonyms, capitals)


@cache
def _countries() -> pd.DataFrame:
    with resources.as_file(resources.files("analysis.attribution").joinpath("countries.csv")) as path:
        return read_csv(path, text=("code", "name", "demonym", "aliases", "capital"))


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
class Registry:
    """The names of one article, and who has spoken so far."""

    text: str
    countries: Countries
    people: dict[str, Speaker] = field(default_factory=dict)
    spoken: list[tuple[int, Speaker]] = field(default_factory=list)
    by_last: dict[str, list[Speaker]] = field(default_factory=dict)
    by_first: dict[str, list[Speaker]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for match in _RUN.finditer(self.text):
            run = match.group()
            if " " in run or "\u00a0" in run:  # a single word names nobody yet
                self._register(run, match.start(), match.end())

    # -- names ---------------------------------------------------------------------------------

    def _register(self, run: str, start: int, end: int) -> None:
        tokens = run.replace("\u00a0", " ").split(" ")
        title, name, whole = self._split(tokens)
        if len(name) < 2 or len(name) > 4 or not whole:
            gender = self._gender(title)
            if gender and len(name) == 1 and (known := self.by_name(name)):
                known.gender = gender
            return
        full = " ".join(name)
        role = self._role_around(title, start, end)
        known = self.people.get(full)
        if known is None:
            code, country = self.countries.find(" ".join(title) + " " + role)
            self._add(Speaker(full, role, code, _group(role), "person", gender=self._gender(title)))
        elif role and not known.role:
            known.role, known.group = role, _group(role)
            known.country = known.country or self.countries.find(" ".join(title) + " " + role)[0]

    def _split(self, tokens: list[str]) -> tuple[list[str], list[str], bool]:
        """Part titles, offices and countries from the name proper; the flag is false for a possessive."""
        cut = 0
        for at, token in enumerate(tokens):
            plain = token.lower().rstrip(".")
            if token.endswith(("'s", "s'", "\u2019s", "s\u2019")) and at < len(tokens) - 1:
                cut = at + 1
            elif (
                plain in _NO_NAME
                or token in self.countries.demonyms
                or token in self.countries.names
                or token in self.countries.capitals
            ):
                cut = at + 1
            elif (
                at + 1 < len(tokens)
                and " ".join(tokens[at : at + 2]).translate(_APOSTROPHE).removesuffix("'s") in self.countries.names
            ):
                cut = at + 2
        name = [token.rstrip(".,") if not re.fullmatch(r"(?:[A-Z]\.)+", token) else token for token in tokens[cut:]]
        whole = True
        if name:
            last = name[-1].translate(_APOSTROPHE)
            if last.endswith("'s"):
                name[-1] = name[-1][:-2]
            elif last.endswith("'"):
                name[-1] = name[-1][:-1]
        if name and (name[-1].lower() in BODIES or name[-1].lower() in MEDIA):
            whole = False
        return tokens[:cut], name, whole

    @staticmethod
    def _gender(title: Iterable[str]) -> str:
        words = {word.lower().rstrip(".") for word in title}
        return "f" if words & _FEMALE else "m" if words & _MALE else ""

    def _role_around(self, title: list[str], start: int, end: int) -> str:
        words = [
            w for w in title if w.lower().rstrip(".") not in TITLES - {"professor", "prof"} and w.lower() not in NOT_IN_NAMES
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

    def _add(self, person: Speaker) -> None:
        words = person.name.split(" ")
        self.people[person.name] = person
        self.by_last.setdefault(words[-1], []).append(person)
        self.by_first.setdefault(words[0], []).append(person)

    def _recent(self) -> Iterable[Speaker]:
        """Yield those who spoke, the last first; only so far back as a reader remembers."""
        return (speaker for _, speaker in islice(reversed(self.spoken), 60))

    # -- mentions ------------------------------------------------------------------------------

    def resolve(self, span: tuple[int, int] | None, at: int) -> Speaker:
        """Return the speaker of a mention; without one, the last who spoke."""
        found = self._last(at) if span is None else self._mention(self.text[span[0] : span[1]], span[0])
        self.spoken.append((at, found))
        return found

    def _last(
        self, at: int, *, gender: str = "", kinds: tuple[str, ...] = ("person", "unnamed", "body", "country")
    ) -> Speaker:
        for speaker in self._recent():
            if speaker.kind in kinds and (not gender or speaker.gender in {"", gender}):
                return speaker
        return Speaker("", kind="unknown")

    def _mention(self, mention: str, at: int) -> Speaker:
        mention = " ".join(mention.split()).strip(" ,-\u2013\u2014")
        low = mention.lower().translate(_APOSTROPHE)
        if low in {"he", "she"}:
            return self._pronoun(at, "m" if low == "he" else "f")
        if low in {"it", "they", "we", "i", "you"}:
            return self._group_pronoun(low, at)
        if low in {"who", "which"} or low.endswith(" of whom"):
            return self._relative(at)
        main = re.split(r",\s|\s\(|\s(?:who|which|whose)\s|\s[-\u2013\u2014]\s", mention, maxsplit=1)[0].strip(" ,")
        rest = mention[len(main) :].strip(" ,")
        return self._named(main, rest) or self._nominal(main, rest)

    def _named(self, main: str, rest: str) -> Speaker | None:
        stripped = re.sub(r"^(?:But|And|Yet|Even|While|As|When|Meanwhile|However|Later)\s+", "", main)
        bare = re.sub(r"^(?:the|The)\s+", "", stripped)
        plain = bare.translate(_APOSTROPHE)
        for table in (self.countries.names, self.countries.capitals):
            for key in (plain, stripped):
                if key in table and not (table is self.countries.names and key in self.people):
                    code, country = table[key]
                    return Speaker(f"{country} (collective)", "state", code, "collective", "country")
        runs = list(_RUN.finditer(stripped))
        if runs and runs[-1].end() == len(stripped):
            tokens = runs[-1].group().split(" ")
            title, name, whole = self._split(tokens)
            before = stripped[: runs[-1].start()].split()
            if name and whole:
                lead = {w.lower().rstrip(".") for w in [*title, *before]}
                known = self.by_name(name, self._gender(title))
                person = bool(lead & (TITLES | ROLES)) or len(name) >= 2 or known is not None
                if person and not (
                    len(name) >= 2 and tokens[0].lower() == "the" and not lead & ROLES and known is None
                ):
                    return self._person(name, known, title, before, rest)
                if len(name) == 1 and not before and not title:
                    return Speaker(name[0], "", "", _group(rest), "person")
        appositive = re.match(rf"(?:the\s)?({_RUN.pattern})(?=$|[,(])", rest)
        if appositive and stripped[:1].islower() | (
            stripped.split()[-1].islower() or stripped.split()[-1].lower() in ROLES | BODIES
        ):
            name_tokens = appositive.group(1).split(" ")
            title, name, whole = self._split(name_tokens)
            if len(name) >= 2 and whole:
                return self._person(name, self.by_name(name), title, stripped.split(), "")
            return Speaker(
                " ".join(name_tokens),
                "",
                self.countries.find(stripped)[0],
                "collective",
                "body",
                head=name_tokens[-1].lower(),
            )
        return None

    def _person(
        self, name: list[str], known: Speaker | None, title: list[str], before: list[str], rest: str
    ) -> Speaker:
        if known is None:
            role_words = [
                w for w in [*before, *title] if w.lower().rstrip(".") not in TITLES and w.lower() not in NOT_IN_NAMES
            ]
            role = " ".join(role_words) if any(w.lower() in ROLES for w in role_words) else ""
            if not role and rest and any(w in ROLES for w in re.findall(r"[\w-]+", rest.lower())[:9]):
                role = re.sub(r"^(?:the|a|an|its)\s+", "", rest.split(",")[0])
            known = Speaker(
                " ".join(name), role, self.countries.find(role)[0], _group(role), "person", gender=self._gender(title)
            )
            if known.name not in self.people:
                self._add(known)
        elif not known.role and rest and any(w in ROLES for w in re.findall(r"[\w-]+", rest.lower())[:9]):
            known.role = re.sub(r"^(?:the|a|an|its)\s+", "", rest.split(",")[0])
            known.group, known.country = _group(known.role), known.country or self.countries.find(known.role)[0]
        return known

    def _nominal(self, main: str, rest: str) -> Speaker:
        stripped = re.sub(r"^(?:[Bb]ut|[Aa]nd|[Yy]et|[Ww]hile|[Aa]s)\s+", "", main)
        stripped = re.sub(
            r"^(?:a|an|the)\s(?:written\s)?(?:statement|report|letter|note|transcript|post|message|notice)\s(?:from|by|of|issued by|in)\s(?:the\s)?",
            "",
            stripped,
            flags=re.IGNORECASE,
        )
        words = stripped.split()
        if not words:
            return Speaker("", kind="unknown")
        core = re.split(
            r"\s(?:of|for|in|at|to|from|with|on|familiar|close|such|briefed|including|like)\s", stripped, maxsplit=1
        )[0]
        head = core.split()[-1].lower().translate(_APOSTROPHE).removesuffix("'s")
        first = words[0].lower().translate(_APOSTROPHE)
        code = self.countries.find(stripped)[0]
        definite = (
            first in {"the", "its", "his", "her", "their", "this"}
            or first.endswith(("'s", "s'"))
            or words[0] in self.countries.demonyms
        )
        if head in MEDIA and definite and not re.search(r"\s[A-Z]", stripped):
            for speaker in self._recent():
                if speaker.role == "media":
                    return speaker
        if head in BODIES | MEDIA:
            if definite:
                for speaker in self._recent():
                    if (
                        speaker.kind == "body"
                        and head in speaker.name.lower().split()
                        and (not code or code in {speaker.country, ""} or not speaker.country)
                    ):
                        return speaker
            name = re.sub(r"^(?:the|a|an|its|his|her|their|another)\s", "", stripped, flags=re.IGNORECASE)
            media = head in MEDIA
            return Speaker(
                name,
                "media" if media else head,
                "" if media else code,
                "other" if media else "collective",
                "body",
                head=head,
            )
        if first == "one" and " of the" in stripped:
            last = self._last(0, kinds=("unnamed",))
            if last.head.endswith("s"):
                name = last.name.replace(last.head, last.head[:-1])
                return Speaker(name, last.head[:-1], last.country, last.group, "unnamed", head=last.head[:-1])
        if head in HUMAN or head in ROLES:
            plural = head.endswith("s") and head[:-1] in ROLES | HUMAN
            if definite and not plural and (person := self._by_role(head, core, code)):
                return person
            if definite and not plural:
                for speaker in self._recent():
                    if speaker.kind == "unnamed" and speaker.head == head:
                        return speaker
            name = re.sub(
                r"^(?:the|a|an|another|two|three|four|several|some|many|most|other|its|his|her|their|current and former)\s",
                "",
                stripped,
                flags=re.IGNORECASE,
            )
            name = re.sub(r"^(?:top|senior|leading|veteran|former|current)\s", "", name)
            if not head.startswith(("spokes", "official")):
                name = re.sub(r"\s(?:of|for)\s.*$", "", name)
            name = re.sub(r"\s(?:in|at|familiar|close|with|briefed|on|such)\s.*$", "", name)
            return Speaker(
                f"{name} (unnamed)",
                name,
                code,
                "official" if set(name.lower().split()) & OFFICES or head.startswith("official") else "other",
                "unnamed",
                head=head,
            )
        name = re.sub(r"^(?:the|a|an)\s", "", stripped, flags=re.IGNORECASE)
        if name[:1].isupper():
            tail = name.split()[-1].lower()
            media = tail in MEDIA
            return Speaker(name, "media" if media else "", code, "other" if media else "collective", "body", head=tail)
        return Speaker(f"{name} (unnamed)", name, code, "other", "unnamed", head=head)

    def _by_role(self, head: str, core: str, code: str) -> Speaker | None:
        """Return the person whose office the words name: "the premier", "China's top diplomat"."""
        wanted = {head}
        if head == "leader":
            wanted |= LEADERS | {"minister"}
        if head == "diplomat":
            wanted |= DIPLOMATS | {"minister"}
        spoken = [speaker for speaker in self._recent() if speaker.kind == "person"]
        if head in {"colleague", "man", "woman", "counterpart"}:
            return None
        for person in [*spoken, *islice(self.people.values(), 200)]:
            role = set(re.findall(r"[a-z-]+", person.role.lower()))
            if role & wanted and (not code or not person.country or person.country == code):
                if head == "diplomat" and "minister" in role and not role & {"foreign", "external"}:
                    continue
                if head == "leader" and "minister" in role and "prime" not in role:
                    continue
                return person
        return None

    def _pronoun(self, at: int, gender: str) -> Speaker:
        """Return the last person who spoke, unless another one is the subject of a sentence since then."""
        since = self.spoken[-1][0] if self.spoken else 0
        between = self.text[max(since, at - 1500) : at]
        best: Speaker | None = None
        for match in re.finditer(
            rf"(?:^|[.!?\u201d\"]\s+|\n\s*)(?:But |And |Yet |On \w+, |In \w+, )?({_RUN.pattern})(?=[ \u00a0,]|\u2019s|'s)",
            between,
        ):
            if match.start() == 0 and since:
                continue
            title, name, whole = self._split(match.group(1).split(" "))
            person = self.by_name(name, gender) if name and whole else None
            if person and person.gender in {"", gender}:
                best = person
        if best is None:
            best = self._last(at, gender=gender, kinds=("person", "unnamed"))
        if best.kind == "unknown":
            candidates = [
                p
                for p in islice(self.people.values(), 50)
                if p.role and p.gender in {"", gender} and self.text.find(p.name) < at
            ]
            best = candidates[0] if candidates else best
        if best.kind == "person" and not best.gender:
            best.gender = gender
        return best

    def _group_pronoun(self, word: str, at: int) -> Speaker:
        if word == "they":
            clause = self.text[max(0, at - 160) : at]
            plural = [
                m
                for m in re.finditer(r"((?:[\w-]+\s){0,4})(\w+s)\b", clause)
                if m.group(2).lower() in HUMAN and m.group(2).lower() != "s"
            ]
            if plural and "." not in clause[plural[-1].end() :]:
                return self._nominal(
                    re.sub(r"^.*\b(?:cites|cited|by|to|from|and former)\s", "", plural[-1].group()).strip(), ""
                )
            return self._last(at, kinds=("unnamed", "body", "country"))
        if word == "it":
            return self._last(at, kinds=("body", "country"))
        return self._last(at)

    def _relative(self, at: int) -> Speaker:
        before = self.text[max(0, at - 160) : at].rstrip(" ,-\u2013\u2014")
        runs = list(_RUN.finditer(before))
        if runs and len(before) - runs[-1].end() <= 60:
            title, name, whole = self._split(runs[-1].group().split(" "))
            person = self.by_name(name, self._gender(title)) if name and whole else None
            if person:
                return person
        noun = re.search(r"((?:[\w'\u2019-]+\s){0,3}[\w-]+)$", before)
        return self._nominal(noun.group(1), "") if noun else Speaker("", kind="unknown")


def _group(role: str) -> str:
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
