"""Read quanteda's YAML dictionaries: names with lists of words, nested or not, every word as it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from analysis.errors import CodebookError
from analysis.files import read_text_file

__all__ = ["compose_yaml", "read_quanteda"]

# The parser of libyaml is ten times as fast; a build of PyYAML may lack it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 30


def read_quanteda(path: str | Path) -> dict[str, list[str]]:
    """Read a quanteda YAML dictionary; nested names are joined by a full stop.

    Every word stays as it is written: `no`, `on`, `2021-01-01` and `7` in a list are words.

    Parameters
    ----------
    path : str or Path
        The file.

    Returns
    -------
    dict of str to list of str
        The words of each name, in the order of the file.

    Raises
    ------
    CodebookError
        With file and line: YAML that cannot be read, an alias, a name twice (as written or once joined), or a name
        without a list of words.
    """
    name = Path(path).name
    root = compose_yaml(read_text_file(path, what="a quanteda dictionary", error=CodebookError), name)
    if not isinstance(root, yaml.MappingNode) or not root.value:
        raise CodebookError(
            f"{name} has no names with lists of words; expected lines such as NAME: [word, word]; add them"
        )
    entries: dict[str, list[str]] = {}
    lines: dict[str, int] = {}

    def walk(node: yaml.MappingNode, above: str) -> None:
        for key, value in node.value:
            where, line = _where(name, key), key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise CodebookError(f"{where}: a name is not a single word or phrase; expected a name; write one")
            joined = f"{above}{key.value}"
            parts = value.value if isinstance(value, yaml.SequenceNode) else [value]
            named = [part for part in parts if isinstance(part, yaml.MappingNode)]
            for part in named:
                walk(part, f"{joined}.")
            if not named:
                if joined in entries:
                    raise CodebookError(
                        f"{where}: the name {joined[:60]!r} is in line {lines[joined]} too; expected each name once; put the "
                        "words in one list"
                    )
                entries[joined], lines[joined] = _words(value, joined, name), line
            elif len(named) < len(parts):
                raise CodebookError(
                    f"{where}: {joined} has words beside named lists; expected one or the other; name the words"
                )

    walk(root, "")
    return entries


def _words(node: yaml.Node, name: str, file: str) -> list[str]:
    """Return the words of a name: a list, or one word; a number alone is a weight or a slip."""
    single = isinstance(node, yaml.ScalarNode)
    if single and node.tag.rpartition(":")[2] in {"int", "float", "null"}:
        shown = node.value or "empty"
        raise CodebookError(
            f"{_where(file, node)}: {name} is {shown:.60}; expected a list of words; put words in brackets"
        )
    parts = [node] if single else node.value
    for part in parts:
        if not isinstance(part, yaml.ScalarNode) or not part.value.strip():
            raise CodebookError(
                f"{_where(file, part)}: {name} has an empty word or a list in a list; expected words; delete it"
            )
    return [str(part.value) for part in parts]


def _where(file: str, node: Any) -> str:
    return f"{file}, line {node.start_mark.line + 1}"


def compose_yaml(text: str, name: str) -> Any:
    """Return the root node of a YAML file, of which nothing is constructed, or raise a CodebookError with file and line."""
    try:
        # Aliases of aliases could double without end, a name could contain itself, and the parser's time grows with the
        # square of the depth.
        depth = 0
        for event in yaml.parse(text, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise CodebookError(
                    f"{_where(name, event)}: the lists are nested too deep; expected names with lists of words; flatten them"
                )
            if isinstance(event, yaml.AliasEvent):
                raise CodebookError(
                    f"{_where(name, event)}: *{event.anchor} is an alias; expected words; write them out"
                )
        return yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        reason = " ".join(str(getattr(error, "problem", None) or error).split())
        raise CodebookError(f"{name}{line}: {reason[:100]}; expected YAML; mend this line") from None
