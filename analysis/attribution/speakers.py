"""Who speaks: from the words of a mention ("he", "the premier", "Mr Lou") to one name in the article."""

from __future__ import annotations

import re
from itertools import islice

from analysis.attribution.names import APOSTROPHE, RUN, Names, Speaker, group_of
from analysis.attribution.words import BODIES, DIPLOMATS, HUMAN, LEADERS, MEDIA, NOT_IN_NAMES, OFFICES, ROLES, TITLES

__all__ = ["Registry"]


class Registry(Names):
    """The speakers of one article: every mention is resolved in the order of the text."""

    # -- mentions ------------------------------------------------------------------------------

    def resolve(self, span: tuple[int, int] | None, at: int) -> Speaker:
        """Return the speaker of a mention; without one, the last who spoke."""
        found = self._last(at) if span is None else self._mention(self.text[span[0] : span[1]], span[0])
        self.spoken.append((at, found))
        return found

    def _last(
        self, at: int, *, gender: str = "", kinds: tuple[str, ...] = ("person", "unnamed", "body", "country")
    ) -> Speaker:
        for speaker in self.recent():
            if speaker.kind in kinds and (not gender or speaker.gender in {"", gender}):
                return speaker
        return Speaker("", kind="unknown")

    def _mention(self, mention: str, at: int) -> Speaker:
        mention = " ".join(mention.split()).strip(" ,-\u2013\u2014")
        low = mention.lower().translate(APOSTROPHE)
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
        plain = bare.translate(APOSTROPHE)
        for table in (self.countries.names, self.countries.capitals):
            for key in (plain, stripped):
                if key in table and not (table is self.countries.names and key in self.people):
                    code, country = table[key]
                    return Speaker(f"{country} (collective)", "state", code, "collective", "country")
        runs = list(RUN.finditer(stripped))
        if runs and runs[-1].end() == len(stripped):
            tokens = runs[-1].group().split(" ")
            title, name, whole = self.split(tokens)
            before = stripped[: runs[-1].start()].split()
            if name and whole:
                lead = {w.lower().rstrip(".") for w in [*title, *before]}
                known = self.by_name(name, self.gender_of(title))
                person = bool(lead & (TITLES | ROLES)) or len(name) >= 2 or known is not None
                if person and not (
                    len(name) >= 2 and tokens[0].lower() == "the" and not lead & ROLES and known is None
                ):
                    return self._person(name, known, title, before, rest)
                if (
                    len(name) == 1
                    and not before
                    and not title
                    and name[0].lower() not in HUMAN | ROLES | BODIES | MEDIA
                ):
                    return Speaker(name[0], "", "", group_of(rest), "person")
        appositive = re.match(rf"(?:the\s)?({RUN.pattern})(?=$|[,(])", rest)
        if appositive and stripped[:1].islower() | (
            stripped.split()[-1].islower() or stripped.split()[-1].lower() in ROLES | BODIES
        ):
            name_tokens = appositive.group(1).split(" ")
            title, name, whole = self.split(name_tokens)
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
                role = re.sub(r"^(?:the|a|an|its)\s+", "", rest.split(",", maxsplit=1)[0])
            known = Speaker(
                " ".join(name),
                role,
                self.countries.find(role)[0],
                group_of(role),
                "person",
                gender=self.gender_of(title),
            )
            if known.name not in self.people:
                self.add(known)
        elif not known.role and rest and any(w in ROLES for w in re.findall(r"[\w-]+", rest.lower())[:9]):
            known.role = re.sub(r"^(?:the|a|an|its)\s+", "", rest.split(",", maxsplit=1)[0])
            known.group, known.country = group_of(known.role), known.country or self.countries.find(known.role)[0]
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
        head = core.split()[-1].lower().translate(APOSTROPHE).removesuffix("'s")
        first = words[0].lower().translate(APOSTROPHE)
        code = self.countries.find(stripped)[0]
        definite = (
            first in {"the", "its", "his", "her", "their", "this"}
            or first.endswith(("'s", "s'"))
            or words[0] in self.countries.demonyms
            or first in ROLES  # headlines leave the article out
        )
        if head in MEDIA and definite and not re.search(r"\s[A-Z]", stripped):
            for speaker in self.recent():
                if speaker.role == "media":
                    return speaker
        if head in BODIES | MEDIA:
            if definite:
                for speaker in self.recent():
                    if (
                        speaker.kind == "body"
                        and head in speaker.name.lower().split()
                        and (not code or code in {speaker.country, ""} or not speaker.country)
                    ):
                        return speaker
            name = re.sub(r"^(?:the|a|an|its|his|her|their|another)\s", "", stripped, flags=re.IGNORECASE)
            media = head in MEDIA
            if media and " " in name and name.split(" ")[0].lower() in MEDIA:
                name = name.split(" ", 1)[1]  # the newspaper Morning Ledger
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
                for speaker in self.recent():
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
            if name.split(" ")[0].lower() in HUMAN:
                name = name[:1].lower() + name[1:]
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
        spoken = [speaker for speaker in self.recent() if speaker.kind == "person"]
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
            rf"(?:^|[.!?\u201d\"]\s+|\n\s*)(?:But |And |Yet |On \w+, |In \w+, )?({RUN.pattern})(?=[ \u00a0,]|\u2019s|'s)",
            between,
        ):
            if match.start() == 0 and since:
                continue
            _, name, whole = self.split(match.group(1).split(" "))
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
        runs = list(RUN.finditer(before))
        if runs and len(before) - runs[-1].end() <= 60:
            title, name, whole = self.split(runs[-1].group().split(" "))
            person = self.by_name(name, self.gender_of(title)) if name and whole else None
            if person:
                return person
        noun = re.search(r"((?:[\w'\u2019-]+\s){0,3}[\w-]+)$", before)
        return self._nominal(noun.group(1), "") if noun else Speaker("", kind="unknown")
