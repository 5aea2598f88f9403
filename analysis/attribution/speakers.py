"""Who speaks: from the words of a mention ("he", "the premier", "Mr Lou") to one name in the article."""

from __future__ import annotations

import re
from itertools import islice

from analysis.attribution import words
from analysis.attribution.names import APOSTROPHE, Names, Speaker
from analysis.attribution.offices import RUN, group_of, is_role, role_after

__all__ = ["Registry"]

_KNOWN = frozenset(["person", "unnamed", "body", "country"])
_OFFICES_OF = {"leader": words.LEADERS | {"minister"}, "diplomat": words.DIPLOMATS | {"minister"}}
# What a minister must be as well to be meant by "the top diplomat" or "the leader".
_MINISTERS = {"diplomat": {"foreign", "external"}, "leader": {"prime"}}

_MAIN = re.compile(r",\s|\s\(|\s(?:who|which|whose)\s|\s[-\u2013\u2014]\s")
_CONTRACTION = re.compile(r"^(i|we|you|they|he|she|it|who)'(?:ve|m|ll|d|re|s)$")
_LINK = re.compile(r"^(?:But|And|Yet|Even|While|As|When|Meanwhile|However|Later)\s+")
_LOW_LINK = re.compile(r"^(?:[Bb]ut|[Aa]nd|[Yy]et|[Ww]hile|[Aa]s)\s+")
_APPOSITIVE = re.compile(rf"(?:the\s)?({RUN.pattern})(?=$|[,(])")
_DOCUMENT = re.compile(
    r"^(?i:(?:a|an|the)\s(?:written\s)?(?:statement|report|letter|note|transcript|post|message|notice)\s"
    r"(?:from|by|of|issued by|in)\s(?:the\s)?)"
)
_OWN_DOCUMENT = re.compile(
    r"^(.+)['\u2019]s?\s(?:written\s)?(?:statement|report|letter|note|post|message|tweet|email|e-mail|speech|remarks)$"
)
_OF_DAY = re.compile(r"^(?:[Tt]he\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day['\u2019]s\s")
_AFTER_HEAD = re.compile(r"\s(?:of|for|in|at|to|from|with|on|familiar|close|such|briefed|including|like)\s")
_ARTICLE = re.compile(r"^(?:the|a|an)\s", re.IGNORECASE)
_START = "the|a|an|its|his|her|their|another"
_BODY_START = re.compile(rf"^(?:{_START})\s", re.IGNORECASE)
_PERSON_START = re.compile(
    rf"^(?:{_START}|two|three|four|several|some|many|most|other|current and former)\s", re.IGNORECASE
)
_RANK = re.compile(r"^(?:top|senior|leading|veteran|former|current)\s")
_PLACE = re.compile(r"\s(?:in|at|familiar|close|with|briefed|on|such)\s.*$")
_SUBJECT = re.compile(
    rf"(?:^|[.!?\u201d\"]\s+|\n\s*)(?:But |And |Yet |On \w+, |In \w+, )?({RUN.pattern})(?=[ \u00a0,]|\u2019s|'s)"
)
_PLURAL = re.compile(r"((?:[\w-]+\s){0,4})(\w+s)\b")
_BEFORE_PLURAL = re.compile(r"^.*\b(?:cites|cited|by|to|from|and former)\s")
_NOUN = re.compile(r"((?:[\w'\u2019-]+\s){0,3}[\w-]+)$")


class Registry(Names):
    """The speakers of one article: every mention is resolved in the order of the text."""

    def resolve(self, span: tuple[int, int] | None, at: int) -> Speaker:
        """Return the speaker of a mention; without one, the last who spoke."""
        found = self._last() if span is None else self._mention(self.text[span[0] : span[1]], span[0])
        self.spoken.append((at, found))
        return found

    def _last(self, *kinds: str, gender: str = "") -> Speaker:
        """Return the last speaker of these kinds, by default of any that is known."""
        for speaker in self.recent():
            if speaker.kind in (kinds or _KNOWN) and (not gender or speaker.gender in {"", gender}):
                return speaker
        return Speaker("", kind="unknown")

    def _mention(self, mention: str, at: int) -> Speaker:
        mention = " ".join(mention.split()).strip(" ,-\u2013\u2014")
        while mention.partition(" ")[0].lower() in words.HEDGES:
            mention = mention.partition(" ")[2]
        low = _CONTRACTION.sub(r"\1", mention.lower().translate(APOSTROPHE))
        if not low or low in words.NAMELESS:
            return Speaker("", kind="unknown")
        if low in {"he", "she"}:
            return self._pronoun(at, "m" if low == "he" else "f")
        if low == "they":
            return self._they(at)
        if low in {"it", "we", "i", "you"}:
            return self._last("body", "country") if low == "it" else self._last()
        if low in {"who", "which"} or low.endswith(" of whom"):
            return self._relative(at)
        main = _OF_DAY.sub("", _MAIN.split(mention, maxsplit=1)[0].strip(" ,"))
        main = _OWN_DOCUMENT.sub(r"\1", _DOCUMENT.sub("", main)) if main[-1:].islower() or " from " in main else main
        return self._named(main, mention[len(main) :].strip(" ,")) or self._nominal(main)

    def _named(self, main: str, rest: str) -> Speaker | None:
        """Return the country, person or body that a mention names; None where it has no name."""
        stripped = _LINK.sub("", main)
        if " and " in stripped and (both := self._both(*stripped.split(" and ", 1))):
            return both
        plain = re.sub(r"^[tT]he\s+", "", stripped).translate(APOSTROPHE)
        for table, others in ((self.countries.names, self.people), (self.countries.capitals, {})):
            for key in (plain, stripped):
                if key in table and key not in others:
                    code, country = table[key]
                    return Speaker(f"{country} (collective)", "state", code, "collective", "country")
        runs = list(RUN.finditer(stripped))
        if len(runs) > 1 and stripped[runs[-2].end() : runs[-1].start()] == " of ":
            named = runs[-2].group().split()
            if len(named) > 1 and named[-1].lower() not in words.ROLES:
                stripped, runs = stripped[: runs[-2].end()], runs[:-1]  # "Mayor Ada Marrow of Lowmark"
        if runs and runs[-1].end() == len(stripped):
            tokens = runs[-1].group().split(" ")
            # "chief executive of Tarn Steel Tom Birk"
            title, name, whole, office = self.parts_of(tokens, stripped[: runs[-1].start()])
            before = office.split() or stripped[: runs[-1].start()].split()
            if not (title or office) and _is_of_another(before):
                return None
            if name and whole:
                lead = {word.lower().rstrip(".") for word in [*title, *before]}
                known, full = self.by_name(name, self.gender_of(title)), len(name) > 1
                a_thing = full and not known and tokens[0].lower() == "the" and not lead & words.ROLES
                if (full or known or lead & words.LEADING) and not a_thing:
                    return self._person(name, known, title, before, rest)
                if not (full or before or title or name[0].lower() in words.NOUNS):
                    return Speaker(name[0], group=group_of(rest))
        appositive = _APPOSITIVE.match(rest)
        last = stripped.split()[-1] if appositive else ""
        if appositive and (stripped[:1].islower() or last.islower() or last.lower() in words.HEADS):
            tokens = appositive.group(1).split(" ")
            title, name, whole = self.split(tokens)
            if len(name) > 1 and whole:
                return self._person(name, self.by_name(name), title, stripped.split(), "")
            code = self.countries.find(stripped)[0]
            return Speaker(" ".join(tokens), "", code, "collective", "body", tokens[-1].lower())
        return None

    def _both(self, first: str, second: str) -> Speaker | None:
        """Return two people or two countries as one speaker; None where either is something else."""
        one, other = (self._named(part, "") if RUN.fullmatch(part) else None for part in (first, second))
        if one is None or other is None or one.kind != other.kind or one.kind == "body":
            return None
        role, country, group = (
            a if a == b else ""
            for a, b in zip((one.role, one.country, one.group), (other.role, other.country, other.group), strict=True)
        )
        return Speaker(f"{one.name} and {other.name}", role, country, group, "body")

    def _person(
        self, name: list[str], known: Speaker | None, title: list[str], before: list[str], rest: str
    ) -> Speaker:
        role = role_after(rest)
        if known is None:
            lead = [w for w in [*before, *title] if w.lower().rstrip(".") not in words.TITLES]
            lead = [w for w in lead if w.lower() not in words.NOT_IN_NAMES]
            if any(map(is_role, lead)):
                role = " ".join(lead)
            known = Speaker(" ".join(name), role, self.countries.find(role)[0], group_of(role))
            known.gender = self.gender_of(title)
            if known.name not in self.people:
                self.add(known)
        elif role and not known.role:
            known.role, known.group = role, group_of(role)
            known.country = known.country or self.countries.find(role)[0]
        return known

    def _nominal(self, main: str) -> Speaker:
        """Return the body or the person without a name that a noun phrase denotes."""
        stripped = _DOCUMENT.sub("", _LOW_LINK.sub("", main))
        parts = stripped.split()
        if not parts:
            return Speaker("", kind="unknown")
        head = _AFTER_HEAD.split(stripped, maxsplit=1)[0].split()[-1].lower().translate(APOSTROPHE).removesuffix("'s")
        final = parts[-1].lower()
        if final in words.PEOPLE and head in words.GROUPS and not final.endswith("s"):
            head = final  # "a Ministry of Roads spokesman"
        first = parts[0].lower().translate(APOSTROPHE)
        code = self.countries.find(stripped)[0]
        # Headlines leave the article out before an office.
        definite = first in words.DEFINITE or first.endswith(("'s", "s'")) or first in words.ROLES
        definite = definite or parts[0] in self.countries.demonyms
        if head in words.GROUPS:
            return (definite and self._known_body(stripped, head, code)) or _body(stripped, head, code)
        if first == "one" and " of the" in stripped and (last := self._last("unnamed")).head.endswith("s"):
            one = last.head[:-1]
            return Speaker(last.name.replace(last.head, one), one, last.country, last.group, "unnamed", one)
        if head in words.PEOPLE:
            single = not (head.endswith("s") and head[:-1] in words.PEOPLE)
            return (definite and single and self._known_person(head, code)) or _somebody(stripped, head, code)
        name = _ARTICLE.sub("", stripped)
        if name[:1].isupper():
            tail = name.split()[-1].lower()
            role, group = ("media", "other") if tail in words.MEDIA else ("", "collective")
            return Speaker(name, role, code, group, "body", tail)
        return Speaker(f"{name} (unnamed)", name, code, "other", "unnamed", head)

    def _known_body(self, stripped: str, head: str, code: str) -> Speaker | None:
        if head in words.MEDIA and not re.search(r"\s[A-Z]", stripped):
            medium = next((speaker for speaker in self.recent() if speaker.role == "media"), None)
            if medium:
                return medium
        bodies = (s for s in self.recent() if s.kind == "body" and head in s.name.lower().split())
        return next((s for s in bodies if not code or s.country in {"", code}), None)

    def _known_person(self, head: str, code: str) -> Speaker | None:
        """Return the person whose office the noun names ("the premier", "China's top diplomat"), or one without a name."""
        wanted = {head} | _OFFICES_OF.get(head, frozenset())
        spoken = [speaker for speaker in self.recent() if speaker.kind == "person"]
        for person in [] if head in words.NO_OFFICE else [*spoken, *islice(self.people.values(), 200)]:
            role = set(re.findall(r"[a-z-]+", person.role.lower()))
            fits = role & wanted and ("minister" not in role or role & _MINISTERS.get(head, role))
            if fits and (not code or not person.country or person.country == code):
                return person
        return next((s for s in self.recent() if s.kind == "unnamed" and s.head == head), None)

    def _pronoun(self, at: int, gender: str) -> Speaker:
        """Return the last person who spoke, unless another one is the subject of a sentence since then."""
        since = self.spoken[-1][0] if self.spoken else 0
        best: Speaker | None = None
        for match in _SUBJECT.finditer(self.text[max(since, at - 1500) : at]):
            if match.start() == 0 and since:
                continue
            _, name, whole = self.split(match.group(1).split(" "))
            if whole and (person := self.by_name(name, gender)) and person.gender in {"", gender}:
                best = person
        best = best or self._last("person", "unnamed", gender=gender)
        if best.kind == "unknown":
            people = (p for p in islice(self.people.values(), 50) if p.role and p.gender in {"", gender})
            best = next((p for p in people if self.text.find(p.name) < at), best)
        if best.kind == "person" and not best.gender:
            best.gender = gender
        return best

    def _they(self, at: int) -> Speaker:
        clause = self.text[max(0, at - 160) : at]
        plural = [match for match in _PLURAL.finditer(clause) if match.group(2).lower() in words.HUMAN]
        if plural and "." not in clause[plural[-1].end() :]:
            return self._nominal(_BEFORE_PLURAL.sub("", plural[-1].group()).strip())
        return self._last("unnamed", "body", "country")

    def _relative(self, at: int) -> Speaker:
        before = self.text[max(0, at - 160) : at].rstrip(" ,-\u2013\u2014")
        runs = list(RUN.finditer(before))
        if runs and len(before) - runs[-1].end() <= 60:
            title, name, whole = self.split(runs[-1].group().split(" "))
            if whole and (person := self.by_name(name, self.gender_of(title))):
                return person
        noun = _NOUN.search(before)
        return self._nominal(noun.group(1)) if noun else Speaker("", kind="unknown")


def _is_of_another(before: list[str]) -> bool:
    """Tell whether the words before a name are somebody else's office: "an aide to", "the mayor of", "spokesman for the"."""
    lows = [word.lower() for word in before]
    if lows and lows[-1] in {"the", "a", "an"}:
        lows.pop()
    return len(lows) > 1 and lows[-1] in {"of", "for", "to", "at", "with", "from"} and lows[-2] in words.PEOPLE


def _body(stripped: str, head: str, code: str) -> Speaker:
    """Return a ministry, company or newspaper."""
    name = _BODY_START.sub("", stripped)
    if head not in words.MEDIA:
        return Speaker(name, head, code, "collective", "body", head)
    kind, _, title = name.partition(" ")  # "newspaper Morning Ledger"
    return Speaker(title if title and kind.lower() in words.MEDIA else name, "media", "", "other", "body", head)


def _somebody(stripped: str, head: str, code: str) -> Speaker:
    """Return a person or several without a name: "two officials familiar with the plan"."""
    name = _RANK.sub("", _PERSON_START.sub("", stripped))
    if not head.startswith(("spokes", "official")):
        name = re.sub(r"\s(?:of|for)\s.*$", "", name)
    name = _PLACE.sub("", name)
    if name.split(" ")[0].lower() in words.HUMAN - words.GROUPS:
        name = name[:1].lower() + name[1:]
    official = head.startswith("official") or not words.OFFICES.isdisjoint(name.lower().split())
    return Speaker(f"{name} (unnamed)", name, code, "official" if official else "other", "unnamed", head)
