"""The codebook: frames, their definitions and the patterns that indicate them, in a file that a person edits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from analysis.corpus.tokens import NO_ENTITIES, Entities, tokenise
from analysis.errors import CodebookError

__all__ = ["Codebook", "Frame", "Pattern", "read_codebook"]

_REQUIRED = ("id", "name", "family", "entman", "definition", "indicators", "sources")
_OPTIONAL = ("exclude", "notes")
_GAP = re.compile(r"~(\d{1,2})")


@dataclass(frozen=True)
class Pattern:
    """A pattern over terms, as `manage ~3 differences` or `co-operat*|cooperat*`.

    Words match whole terms; `*` stands for any letters inside one term, `|` parts alternatives of
    one place, `~3` allows up to three terms in between. Words are tokenised as the texts are, so an
    entity may be written in any of its variants. Nothing else has a meaning, so no pattern can take
    more than linear time.
    """

    source: str
    entities: Entities = field(default=NO_ENTITIES, repr=False, compare=False)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern over a sentence written as its terms, each followed by a space."""
        built, gap = [], 0
        for word in self.source.split():
            if match := _GAP.fullmatch(word):
                gap = int(match.group(1))
                continue
            choices = "|".join(self._choice(choice) for choice in word.split("|"))
            if gap:
                built.append(rf"(?:[^ ]+ ){{0,{gap}}}?")
                gap = 0
            built.append(f"(?:{choices})")
        if not built:
            raise CodebookError(
                f"the pattern {self.source!r} has no word; expected words, *, | or ~N between words; correct it"
            )
        return re.compile("(?<![^ ])" + "".join(built))

    def _choice(self, choice: str) -> str:
        # A variant of an entity may have several words: they are written with _ between them.
        plain = choice.replace("_", " ")
        if "*" in plain:
            return re.escape(plain.lower()).replace(r"\*", "[^ ]*").replace(r"\ ", " ") + " "
        terms = [token.term for token in tokenise(plain, entities=self.entities)]
        if not terms:
            raise CodebookError(
                f"the pattern {self.source!r} has the empty part {choice!r}; write a word there or remove it"
            )
        return re.escape(" ".join(terms)).replace(r"\ ", " ") + " "


@dataclass(frozen=True)
class Frame:
    """One frame of a codebook, with the patterns that indicate it and those that do not."""

    id: str
    name: str
    family: str
    entman: str
    definition: str
    indicators: tuple[Pattern, ...]
    exclude: tuple[Pattern, ...]
    sources: str
    notes: str


@dataclass(frozen=True)
class Codebook:
    """All frames, in the order of the file."""

    frames: tuple[Frame, ...]

    def __getitem__(self, frame: str) -> Frame:
        for found in self.frames:
            if found.id == frame:
                return found
        raise CodebookError(f"frame is {frame!r}; allowed: {', '.join(sorted(self.ids))}; pass one of these")

    @property
    def ids(self) -> list[str]:
        """The identifiers of the frames, in order."""
        return [frame.id for frame in self.frames]


def read_codebook(path: Path, *, entities: Entities = NO_ENTITIES) -> Codebook:
    """Read a codebook from a YAML file; the error names the frame and the line at fault."""
    try:
        root: Any = yaml.compose(path.read_text(encoding="utf-8"))
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CodebookError(f"{path.name} is missing from {path.parent}; restore it or name another codebook") from None
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path.name} is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise CodebookError(f"{path.name}{line}: {getattr(error, 'problem', error)}; correct the YAML") from None
    if not isinstance(content, dict) or not isinstance(content.get("frames"), list) or not content["frames"]:
        raise CodebookError(f"{path.name} has no list `frames`; expected at least one frame; add it")
    nodes = next(value for key, value in root.value if key.value == "frames")
    frames: dict[str, Frame] = {}
    for node, item in zip(nodes.value, content["frames"], strict=True):
        where = f"{path.name}, line {node.start_mark.line + 1}"
        frame = _frame(item, where, entities)
        if frame.id in frames:
            raise CodebookError(
                f"{where}: the id {frame.id!r} is a duplicate; ids are unique; rename or remove one frame"
            )
        frames[frame.id] = frame
    return Codebook(tuple(frames.values()))


def _frame(item: Mapping[str, Any], where: str, entities: Entities) -> Frame:
    if not isinstance(item, dict):
        raise CodebookError(f"{where}: a frame is {item!r}; expected keys {', '.join(_REQUIRED)}; write it so")
    for key in _REQUIRED:
        if not item.get(key):
            raise CodebookError(
                f"{where}: frame {item.get('id', '?')!r} has no {key}; expected: {', '.join(_REQUIRED)}; add it"
            )
    for key in item:
        if key not in _REQUIRED + _OPTIONAL:
            allowed = ", ".join(sorted(_REQUIRED + _OPTIONAL))
            raise CodebookError(
                f"{where}: frame {item['id']!r} has the key {key!r}; allowed: {allowed}; rename or remove it"
            )
    patterns = {}
    for key in ("indicators", "exclude"):
        listed = item.get(key) or []
        if not isinstance(listed, list) or not all(isinstance(entry, str) for entry in listed):
            raise CodebookError(
                f"{where}: {key} of frame {item['id']!r} is {listed!r}; expected a list of patterns; write it so"
            )
        patterns[key] = tuple(Pattern(entry, entities) for entry in listed)
        for pattern in patterns[key]:
            try:
                _ = pattern.regex
            except CodebookError as error:
                raise CodebookError(f"{where}: frame {item['id']!r}: {error}") from None
    return Frame(
        str(item["id"]),
        str(item["name"]),
        str(item["family"]),
        str(item["entman"]),
        " ".join(str(item["definition"]).split()),
        patterns["indicators"],
        patterns["exclude"],
        str(item["sources"]),
        str(item.get("notes", "")),
    )
