"""The codebook: frames, their definitions and the patterns that indicate them, in a file that a person edits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from analysis.checks import shown
from analysis.corpus.tokens import ENGLISH, Entities
from analysis.errors import CodebookError
from analysis.files import read_text_file
from analysis.patterns.liwc import read_liwc
from analysis.patterns.pattern import Pattern
from analysis.patterns.quanteda import compose_yaml, read_quanteda

__all__ = ["NOT_GIVEN", "Codebook", "Frame", "read_codebook"]

_REQUIRED = ("id", "name", "definition", "indicators")
_ALLOWED = (*_REQUIRED, "family", "entman", "sources", "exclude", "negation", "target", "notes")
_LISTS = ("indicators", "exclude")
_NEGATIONS = ("exclude", "keep")
# An id is a file name, a column and a cell of a coding sheet, and can be typed without its capitals.
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_TAKEN = frozenset({"none", "all"})

NOT_GIVEN = "-"
"""Written for a family, a function or sources that the file does not give."""


@dataclass(frozen=True)
class Frame:
    """One frame of a codebook, with the patterns that indicate it and those that do not."""

    id: str
    name: str
    family: str = NOT_GIVEN
    entman: str = NOT_GIVEN
    definition: str = NOT_GIVEN
    indicators: tuple[Pattern, ...] = ()
    exclude: tuple[Pattern, ...] = ()
    sources: str = NOT_GIVEN
    notes: str = ""
    negation: str = "keep"
    """`keep`: a negated hit counts; `exclude`: it does not."""
    target: str = ""
    """What happens to the one at whom the frame is directed, as `warned`; empty where it is directed at nobody."""


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


def read_codebook(path: str | Path, *, entities: Entities = ENGLISH) -> Codebook:
    """Read a codebook: a YAML file of this project, a quanteda YAML dictionary or a LIWC `.dic` file.

    Parameters
    ----------
    path : str or Path
        The file. Its format is recognised by its content:

        * YAML with a list `frames`; keys of a frame: `id`, `name`, `definition`, `indicators` (see `Pattern`) and,
          optionally, `family`, `entman` (the function after Entman 1993), `sources`, `exclude` (patterns), `negation`
          (`keep` or `exclude` negated hits), `target` (what happens to the one addressed, as `warned`), `notes`.
        * Other YAML is a quanteda dictionary: names with lists of words, nested or not. A name becomes a frame.
        * A file that ends in `.dic`, or begins with a line %, is LIWC's. A name becomes a frame.
    entities : Entities
        Names that patterns may write in any variant.

    Returns
    -------
    Codebook
        The frames in the order of the file.

    Raises
    ------
    CodebookError
        With file, line and frame: the file cannot be read, a frame lacks a key or has an unknown one, an id occurs
        twice, or a pattern cannot be used.

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
    ...   definition: The other side is warned where to stop.
    ...   indicators: [red line|lines, must not cross]
    ...   negation: exclude
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "frames.yaml")
    ...     _ = path.write_text(text, encoding="utf-8")
    ...     read_codebook(path)
    Codebook of 2 frames: COOPERATION, RED_LINE
    """
    text = read_text_file(path, what="a codebook or a dictionary", error=CodebookError)
    path = Path(path)
    if path.suffix.lower() == ".dic" or text.lstrip().split("\n", 1)[0].strip() == "%":
        return _of_words(read_liwc(path), path.name, entities)
    root = compose_yaml(text, path.name)
    lists = [value for key, value in root.value if key.value == "frames"] if isinstance(root, yaml.MappingNode) else []
    if not lists or _is_words(lists[0]) or isinstance(lists[0], yaml.MappingNode):
        return _of_words(read_quanteda(path), path.name, entities)
    if len(lists) > 1:
        raise CodebookError(f"{path.name} has {len(lists)} lists `frames`; expected one; put all frames into it")
    if not isinstance(lists[0], yaml.SequenceNode) or not lists[0].value:
        raise CodebookError(f"{path.name} has no frame in its list `frames`; expected at least one; add it")
    frames: dict[str, Frame] = {}
    for node in lists[0].value:
        frame = _frame(node, path.name, entities)
        twin = next((found for found in frames if found.lower() == frame.id.lower()), None)
        if twin is not None:
            raise CodebookError(
                f"{_where(path.name, node)}: the id {frame.id!r} is a duplicate of {twin!r}; ids are unique, in capitals or not; "
                "rename or delete one frame"
            )
        frames[frame.id] = frame
    return Codebook(tuple(frames.values()))


def _is_words(node: yaml.Node) -> bool:
    """Whether a list named `frames` holds plain words: then it is a name of a quanteda dictionary."""
    parts = node.value if isinstance(node, yaml.SequenceNode) else []
    return bool(parts) and all(isinstance(part, yaml.ScalarNode) for part in parts)


def _of_words(entries: dict[str, list[str]], source: str, entities: Entities) -> Codebook:
    """Return a plain dictionary as a codebook; it has no definitions, so they say where the words come from."""
    frames = []
    for name, words in entries.items():
        if not words:
            raise CodebookError(f"{source}: {name} has no words; expected at least one; add it or delete the name")
        try:
            patterns = tuple(Pattern(word, entities) for word in dict.fromkeys(word.strip() for word in words))
        except CodebookError as error:
            raise CodebookError(f"{source}, {name}: {error}") from None
        about = f"Words listed under {name} in {source}."
        frames.append(Frame(name, name, "dictionary", definition=about, indicators=patterns, sources=source))
    return Codebook(tuple(frames))


def _where(file: str, node: yaml.Node) -> str:
    return f"{file}, line {node.start_mark.line + 1}"


def _frame(node: yaml.Node, file: str, entities: Entities) -> Frame:
    """Return one frame; every value is read as it is written, whatever YAML would make of it."""
    where = _where(file, node)
    if not isinstance(node, yaml.MappingNode):
        raise CodebookError(
            f"{where}: a frame is {shown(node.value)}; expected the keys {', '.join(_REQUIRED)}; add them"
        )
    values: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if str(key.value) in values:
            raise CodebookError(
                f"{where}: the frame has the key {shown(key.value)} twice; expected each once; delete one"
            )
        if key.value not in _ALLOWED:
            raise CodebookError(
                f"{_where(file, key)}: the frame has the key {shown(key.value)}; allowed: {', '.join(sorted(_ALLOWED))}; rename or "
                "delete it"
            )
        if value.tag != "tag:yaml.org,2002:null" and value.value:
            values[key.value] = value
    named = f"frame {shown(values['id'].value)}" if isinstance(values.get("id"), yaml.ScalarNode) else "the frame"
    for key in _REQUIRED:
        if key not in values:
            raise CodebookError(f"{where}: {named} has no {key}; expected: {', '.join(_REQUIRED)}; add it")
    strings: dict[str, Any] = {}
    patterns: dict[str, Any] = {}
    for key, value in values.items():
        if key in _LISTS:
            patterns[key] = _patterns(value, f"{key} of {named}", file, entities)
        elif isinstance(value, yaml.ScalarNode):
            strings[key] = value.value
        else:
            raise CodebookError(f"{_where(file, value)}: {key} of {named} is a list; expected a string; write one")
    if not _ID.fullmatch(strings["id"]) or strings["id"].lower() in _TAKEN:
        raise CodebookError(
            f"{where}: the id is {shown(strings['id'])}; expected a word of letters, digits, _ . or -, other than NONE and ALL; choose "
            "one such as RED_LINE"
        )
    if strings.get("negation", "keep") not in _NEGATIONS:
        raise CodebookError(
            f"{_where(file, values['negation'])}: negation of {named} is {shown(strings['negation'])}; allowed: "
            f"{', '.join(_NEGATIONS)}; write one of these"
        )
    strings["definition"] = " ".join(strings["definition"].split())
    return Frame(**strings, **patterns)


def _patterns(node: yaml.Node, what: str, file: str, entities: Entities) -> tuple[Pattern, ...]:
    parts = node.value if isinstance(node, yaml.SequenceNode) else [node.value]
    found: dict[Pattern, None] = {}
    for part in parts:
        if not isinstance(part, yaml.ScalarNode):
            raise CodebookError(f"{_where(file, node)}: {what} is not a list of patterns; write one pattern a line")
        try:
            pattern = Pattern(part.value, entities)
        except CodebookError as error:
            raise CodebookError(f"{_where(file, part)}: {what}: {error}") from None
        if pattern in found:
            raise CodebookError(
                f"{_where(file, part)}: {what} has {shown(pattern.source)} twice; expected each once; delete one"
            )
        found[pattern] = None
    return tuple(found)
