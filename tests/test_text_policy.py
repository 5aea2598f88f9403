"""No verbatim run of more than eight words from an article stands anywhere in the project."""

from __future__ import annotations

import html
import json
import re
import subprocess
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
MOST_WORDS = 8
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Return the words of a text as the policy counts them: parts of hyphenated words singly."""
    return [word.lower() for word in WORD.findall(html.unescape(text).replace("\u2019", "").replace("'", ""))]


def plain_text(path: Path) -> str:
    """Return what a reader of the file sees: JSON strings joined, markup and images taken out."""
    raw = path.read_bytes()
    if b"\0" in raw[:4096]:
        return ""
    text = raw.decode("utf-8", "replace")
    if path.suffix in {".ipynb", ".json"}:
        text = "\n".join(_strings(json.loads(text)))
    return re.sub(r"<[^>\n]{1,400}>", " ", re.sub(r"data:image/[^\"')\s]+", " ", text))


def _strings(node: object) -> list[str]:
    if isinstance(node, str):
        return [node]
    if isinstance(node, list):
        if node and all(isinstance(item, str) for item in node):
            return ["".join(node)]
        return [text for item in node for text in _strings(item)]
    if isinstance(node, dict):
        return [text for item in node.values() for text in _strings(item)]
    return []


def runs(text: str, known: set[tuple[str, ...]]) -> list[str]:
    """Return every run of nine words of a text that is among the known ones."""
    listed = words(text)
    width = MOST_WORDS + 1
    return [
        " ".join(listed[at : at + width])
        for at in range(len(listed) - width + 1)
        if tuple(listed[at : at + width]) in known
    ]


def nine_word_runs(folder: Path) -> set[tuple[str, ...]]:
    """Return every run of nine words of the articles in a folder."""
    width = MOST_WORDS + 1
    known = set()
    for path in sorted(folder.glob("*.txt")):
        listed = words(path.read_text(encoding="utf-8"))
        known |= {tuple(listed[at : at + width]) for at in range(len(listed) - width + 1)}
    return known


def tracked() -> list[Path]:
    """Return every file that git tracks or would track."""
    done = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    return [ROOT / name for name in done.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_file_repeats_an_article(sources: Path) -> None:
    """Every text file of the project is free of longer runs from the articles."""
    known = nine_word_runs(sources)
    assert len(known) > 1000
    found = {str(path.relative_to(ROOT)): said[:2] for path in tracked() if (said := runs(plain_text(path), known))}
    assert found == {}


def test_the_scan_finds_a_run_that_is_there() -> None:
    """The scan sees through markup, JSON lists and typographic apostrophes, and lets eight words pass."""
    told = "the minister of Ruritania\u2019s roads said that tolls would fall soon"
    known = {tuple(words(told)[at : at + 9]) for at in range(len(words(told)) - 8)}
    assert runs("<td>the minister of</td> <b>Ruritania's</b> roads said that tolls", known) == []
    assert len(runs("the minister of ruritanias roads said that tolls WOULD", known)) == 1
    assert _strings(json.loads('{"a": ["the ", "minister"], "b": [{"c": "of"}]}')) == ["the minister", "of"]


def test_the_sources_folder_is_ignored_by_git() -> None:
    """Articles put in data/sources cannot be committed by accident."""
    done = subprocess.run(["git", "check-ignore", "-q", "data/sources/a.txt"], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_no_file_names_a_package_host_or_a_path_of_a_machine() -> None:
    """The project names no package index address and no path of one machine."""
    # Put together from pieces, so that this file is searched like all others.
    forms = ("https?://[^ ]*/" + 'simple(?:/|"|$)', "--(?:extra-)?index" + "-url[ =]", "/(?:root|home)" + "/[a-z]+/")
    host = re.compile("|".join((*forms, re.escape(f"{ROOT}/"))))
    found = [str(path.relative_to(ROOT)) for path in tracked() if host.search(plain_text(path))]
    assert found == []


def longest_chain(pieces: set[tuple[str, ...]], *, most: int = 40) -> int:
    """Return the length of the longest run of words that pieces give when joined on two or more common words."""
    known = set(pieces)
    fresh = set(pieces)
    while fresh:
        made = set()
        for one in fresh:
            for other in pieces:
                for first, second in ((one, other), (other, one)):
                    for common in range(min(len(first), len(second)) - 1, 1, -1):
                        if first[-common:] == second[:common]:
                            made.add(first + second[common:])
        fresh = {run for run in made - known if len(run) <= most}
        known |= fresh
    return max(map(len, known), default=0)


def test_lines_and_phrases_cannot_be_chained_to_sentences() -> None:
    """Concordance lines and phrases of a unit, put together by their common ends, give no longer run either."""
    lines = pd.read_csv(ROOT / "data" / "concordance.csv", keep_default_na=False)
    phrases = pd.read_csv(ROOT / "data" / "phrases.csv", keep_default_na=False)
    for unit, part in lines.groupby("unit"):
        texts = [" ".join(row) for row in part[["left", "node", "right"]].itertuples(index=False)]
        texts += list(phrases.loc[phrases["unit"].eq(unit), "phrase"])
        assert longest_chain({tuple(words(text)) for text in texts}) <= MOST_WORDS, unit


def test_chains_are_found_where_there_are_any() -> None:
    """Three overlapping lines are put together to one run."""
    pieces = {tuple(text.split()) for text in ("tolls will fall soon", "fall soon and then", "and then rise")}
    assert longest_chain(pieces) == 7
