"""Read quanteda's YAML dictionaries: names with lists of words, nested if wanted, every word a text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from analysis.errors import CodebookError
from analysis.framing.checks import file_text

__all__ = ["compose_yaml", "read_quanteda"]

_MOST = 1_000_000
"""Nodes that a dictionary may unfold to: aliases of aliases could double without end."""


def read_quanteda(path: str | Path) -> dict[str, list[str]]:
    """Read a quanteda YAML dictionary; nested names are joined by a full stop.

    Every word stays the text that is written: `no`, `on`, `2021-01-01` and `7` in a list are words.

    Returns
    -------
    name to words, in the order of the file

    Raises
    ------
    CodebookError with file and line: YAML that cannot be read, a name twice (as written or once
    joined), a name that contains itself, a name without a list of words
    """
    name = Path(path).name
    root = compose_yaml(file_text(path, what="a quanteda dictionary", error=CodebookError), name)
    if not isinstance(root, yaml.MappingNode) or not root.value:
        raise CodebookError(f"{name} has no names with lists of words; expected quanteda's YAML; correct it")
    return _Reader(name).read(root)


def compose_yaml(text: str, name: str) -> Any:
    """Return the root node of a YAML text, or raise the CodebookError with file and line; nothing is constructed."""
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        reason = " ".join(str(getattr(error, "problem", None) or error).split())
        raise CodebookError(f"{name}{line}: {reason[:100]}; expected YAML; correct it") from None
    except RecursionError:
        raise CodebookError(f"{name} is nested too deep; expected names with lists of words; correct it") from None


class _Reader:
    """One walk over the nodes of a file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.entries: dict[str, list[str]] = {}
        self.lines: dict[str, int] = {}
        self.visited = 0

    def read(self, root: yaml.MappingNode) -> dict[str, list[str]]:
        """Return the entries below a root."""
        self._walk(root, "", ())
        return self.entries

    def _walk(self, node: yaml.MappingNode, above: str, inside: tuple[int, ...]) -> None:
        here: dict[str, int] = {}
        for key, value in node.value:
            self._visit(key)
            if not isinstance(key, yaml.ScalarNode) or key.tag.endswith(":merge"):
                raise CodebookError(
                    f"{self._where(key)}: a name is no single word or phrase; expected a name; write one"
                )
            line = key.start_mark.line + 1
            if key.value in here:
                raise CodebookError(
                    f"{self._where(key)}: the name {key.value[:60]!r} stands in line {here[key.value]} too; expected each name "
                    "once; put the words in one list"
                )
            here[key.value] = line
            self._value(value, f"{above}.{key.value}" if above else key.value, line, (*inside, id(node)))

    def _value(self, node: yaml.Node, name: str, line: int, inside: tuple[int, ...]) -> None:
        self._visit(node)
        if id(node) in inside:
            raise CodebookError(
                f"{self.file}, line {line}: {name[:60]} contains itself through an alias; expected words; remove the alias"
            )
        if isinstance(node, yaml.MappingNode):
            self._walk(node, name, inside)
        elif isinstance(node, yaml.SequenceNode):
            self._list(node, name, line, inside)
        else:
            # A number alone is a weight or a slip, not a list of words.
            if node.tag.rpartition(":")[2] in {"int", "float", "null"}:
                shown = node.value or "empty"
                raise CodebookError(f"{self._where(node)}: {name} is {shown:.60}; expected a list of words; write one")
            self._add(name, [str(node.value)], line)

    def _list(self, node: yaml.SequenceNode, name: str, line: int, inside: tuple[int, ...]) -> None:
        scalars = [part for part in node.value if isinstance(part, yaml.ScalarNode)]
        if len(scalars) == len(node.value):
            for part in scalars:
                self._visit(part)
                if not part.value.strip():
                    raise CodebookError(f"{self._where(part)}: {name} has an empty word; expected words; remove it")
            self._add(name, [str(part.value) for part in scalars], line)
            return
        for part in node.value:
            if not isinstance(part, yaml.MappingNode):
                shown = repr([word.value for word in part.value] if isinstance(part, yaml.SequenceNode) else part.value)
                raise CodebookError(
                    f"{self._where(part)}: {name} has {shown:.60}; expected words or named lists; correct it"
                )
            self._value(part, name, line, (*inside, id(node)))

    def _add(self, name: str, words: list[str], line: int) -> None:
        if name in self.entries:
            raise CodebookError(
                f"{self.file}, line {line}: the name {name[:60]!r}, joined, stands in line {self.lines[name]} too; expected each "
                "name once; rename one"
            )
        self.entries[name], self.lines[name] = words, line

    def _visit(self, node: yaml.Node) -> None:
        self.visited += 1
        if self.visited > _MOST:
            raise CodebookError(
                f"{self._where(node)}: the dictionary unfolds to more than {_MOST:,} parts; expected fewer; remove aliases"
            )

    def _where(self, node: yaml.Node) -> str:
        return f"{self.file}, line {node.start_mark.line + 1}"
