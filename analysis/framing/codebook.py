"""The codebook: frames, their definitions and the patterns that indicate them, in a file that a person edits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from analysis.corpus.tokens import NO_ENTITIES, Entities
from analysis.errors import CodebookError
from analysis.patterns.pattern import Pattern

__all__ = ["Codebook", "Frame", "read_codebook"]

_REQUIRED = ("id", "name", "definition", "indicators")
_OPTIONAL = ("family", "entman", "sources", "exclude", "negation", "target", "notes")
NOT_GIVEN = "-"
"""What stands for a family, a function or sources that the file does not give."""
NEGATIONS = ("exclude", "keep")
# An id is a file name, a column and a cell of a coding sheet, and can be typed without its capitals.
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_TAKEN = frozenset({"none", "all"})


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
    negation: str = "keep"
    """What a negated hit is: `keep` a hit like others, or `exclude` none."""
    target: str = ""
    """What befalls the one whom the frame is directed at, as `warned`; empty where it is directed at nobody."""


@dataclass(frozen=True)
class Codebook:
    """All frames, in the order of the file."""

    frames: tuple[Frame, ...]

    def __repr__(self) -> str:
        listed = ", ".join(self.ids[:5]) + (", ..." if len(self.ids) > 5 else "")
        return f"Codebook of {len(self.ids)} frames{': ' if listed else ''}{listed}"

    def __getitem__(self, frame: str) -> Frame:
        for found in self.frames:
            if found.id == frame:
                return found
        raise CodebookError(f"frame is {frame!r}; allowed: {', '.join(sorted(self.ids))}; pass one of these")

    @property
    def names(self) -> dict[str, str]:
        """The name of each frame by its id."""
        return {frame.id: frame.name for frame in self.frames}

    @property
    def ids(self) -> list[str]:
        """The identifiers of the frames, in order."""
        return [frame.id for frame in self.frames]


def read_codebook(path: Path, *, entities: Entities = NO_ENTITIES) -> Codebook:
    """Read a codebook from a YAML file; the error names the file, the frame and the line at fault.

    Parameters
    ----------
    path : YAML file with a list `frames`; keys of a frame: `id`, `name`, `definition`, `indicators` (see `Pattern`),
        and if wanted `family`, `entman` (the function after Entman 1993), `sources` (these three are - where they are
        not given), `exclude`, `negation` (`keep` or `exclude` negated hits), `target` (what befalls the one
        addressed, as `warned`), `notes`
    entities : names that patterns may write in any variant

    Raises
    ------
    CodebookError : the file cannot be read, a frame lacks a key or has a foreign one, an id stands
        twice, a pattern cannot be used

    >>> import tempfile
    >>> text = '''
    ... frames:
    ... - id: COOPERATION
    ...   name: Working together
    ...   definition: Both sides gain where they act jointly.
    ...   indicators: [win-win, co-operat*|cooperat*, work ~2 together]
    ...   exclude: [cooperative bank]
    ... - id: RED_LINE
    ...   name: A limit set
    ...   entman: treatment recommendation
    ...   definition: The other side is told where to stop.
    ...   indicators: [red line|lines, must not cross]
    ...   negation: exclude
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "frames.yaml")
    ...     _ = path.write_text(text, encoding="utf-8")
    ...     read_codebook(path)
    Codebook of 2 frames: COOPERATION, RED_LINE
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
        root: Any = yaml.compose(text)
        content = yaml.safe_load(text)
    except FileNotFoundError:
        raise CodebookError(f"{path.name} is missing from {path.parent}; restore it or name another codebook") from None
    except OSError as error:
        raise CodebookError(f"{path} cannot be read: {error.strerror}; name a YAML file") from None
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path.name} is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise CodebookError(f"{path.name}{line}: {getattr(error, 'problem', error)}; correct the YAML") from None
    if not isinstance(content, dict) or not isinstance(content.get("frames"), list) or not content["frames"]:
        raise CodebookError(f"{path.name} has no list `frames`; expected at least one frame; add it")
    lists = [value for key, value in root.value if key.value == "frames"]
    if len(lists) != 1:
        raise CodebookError(f"{path.name} has {len(lists)} lists `frames`; expected one; put all frames into it")
    nodes = lists[0]
    frames: dict[str, Frame] = {}
    for node, item in zip(nodes.value, content["frames"], strict=True):
        frame = _frame(item, node, path.name, entities)
        twin = next((found for found in frames if found.lower() == frame.id.lower()), None)
        if twin is not None:
            raise CodebookError(
                f"{_where(path.name, node)}: the id {frame.id!r} is a duplicate of {twin!r}; ids are unique, capitals or not; "
                "rename or remove one frame"
            )
        frames[frame.id] = frame
    return Codebook(tuple(frames.values()))


def _where(file: str, node: Any) -> str:
    return f"{file}, line {node.start_mark.line + 1}"


def _frame(item: Mapping[str, Any], node: Any, file: str, entities: Entities) -> Frame:
    where = _where(file, node)
    if not isinstance(item, dict):
        raise CodebookError(f"{where}: a frame is {item!r}; expected keys {', '.join(_REQUIRED)}; write it so")
    named = f"frame {item.get('id', '?')!r}"
    for key in _REQUIRED:
        if not item.get(key):
            raise CodebookError(f"{where}: {named} has no {key}; expected: {', '.join(_REQUIRED)}; add it")
    values = {key.value: value for key, value in node.value}
    if len(values) < len(node.value):
        keys = [key.value for key, _ in node.value]
        twice = next(key for at, key in enumerate(keys) if key in keys[:at])
        raise CodebookError(f"{where}: {named} has the key {twice!r} twice; the last would win unsaid; remove one")
    if not isinstance(item["id"], str) or not _ID.fullmatch(item["id"]) or item["id"].lower() in _TAKEN:
        raise CodebookError(
            f"{where}: the id is {item['id']!r}; expected a word of letters, digits, _ . or -, as RED_LINE, other than NONE "
            "and ALL; write it so"
        )
    for key in item:
        if key not in _REQUIRED + _OPTIONAL:
            allowed = ", ".join(sorted(_REQUIRED + _OPTIONAL))
            at = _where(file, values.get(str(key), node))
            raise CodebookError(f"{at}: {named} has the key {key!r}; allowed: {allowed}; rename or remove it")
    for key in {*_REQUIRED, *_OPTIONAL} - {"indicators", "exclude"}:
        if isinstance(item.get(key), (list, dict)):
            raise CodebookError(
                f"{_where(file, values[key])}: {key} of {named} is {item[key]!r}; expected a text; write it so"
            )
    if item.get("negation", "keep") not in NEGATIONS:
        raise CodebookError(
            f"{_where(file, values['negation'])}: negation of {named} is {item['negation']!r}; allowed: "
            f"{', '.join(NEGATIONS)}; write one of these"
        )
    patterns = {}
    for key in ("indicators", "exclude"):
        listed = item.get(key) or []
        if not isinstance(listed, list) or not all(isinstance(entry, str) for entry in listed):
            raise CodebookError(
                f"{_where(file, values[key])}: {key} of {named} is {listed!r}; expected a list of patterns; write it so"
            )
        patterns[key] = tuple(Pattern(entry, entities) for entry in listed)
        for number, (at, pattern) in enumerate(zip(values[key].value if listed else (), patterns[key], strict=True)):
            if pattern in patterns[key][:number]:
                raise CodebookError(
                    f"{_where(file, at)}: {named} has {pattern.source!r} twice among {key}; once is enough; remove one"
                )
            try:
                _ = pattern.places
            except CodebookError as error:
                raise CodebookError(f"{_where(file, at)}: {named}: {error}") from None
    return Frame(
        str(item["id"]),
        str(item["name"]),
        str(item.get("family") or NOT_GIVEN),
        str(item.get("entman") or NOT_GIVEN),
        " ".join(str(item["definition"]).split()),
        patterns["indicators"],
        patterns["exclude"],
        str(item.get("sources") or NOT_GIVEN),
        str(item.get("notes", "")),
        str(item.get("negation", "keep")),
        str(item.get("target", "")),
    )
