"""Damaged files for every reader: `python -m tests.fuzz 60` damages them for 60 seconds and counts the errors that are not ours.

Atheris needs a compiler of its own to build; the readers are mostly Python, so what guides the damage is a good file of each format.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from analysis import attribution, corpus, framing, sentiment
from analysis.errors import DiscourseError
from analysis.patterns import read_liwc, read_quanteda
from analysis.study.data.descriptor import read_descriptor
from tests.calls import HangError, alarm

SECONDS = 10
PIECES = (
    b"\0", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b'"', b",", b";", b"\t", b"\n", b"\r", b"[", b"{", b"}", b"]", b"&a ", b"*a", b"!!float x", b"!!timestamp ",
    b"2020-13-45", b"<div>", b"<a b=", b"<!--", b"&#xD800;", b"\\ud800", b"9" * 400, b"[" * 2000, b"%", b"=1+1", b"sep=|\n", b": ", b"- ", b"'", b"|", b"~3", b"*", b"NaN",
    b"- {" * 50, "\u202e\u0301\ufb01".encode(),
)  # fmt: skip
ROWS = 'group,text\na,"Boats sail, and trade grew."\nb,No boats.\n'
GOOD: dict[str, str] = {
    "t.csv": ROWS, "t.tsv": ROWS.replace(",", "\t"), "t.jsonl": '{"group": "a", "text": "Boats sail."}\n{"group": "b", "text": "None."}\n',
    "t.json": '[{"group": "a", "text": "Boats sail."}]', "t.txt": "Premier Ann Orr said boats sail.\n\n“Trade grew,” she said.\n",
    "t.html": "<html><body><p>Boats <b>sail</b>.</p><script>x</script></body></html>",
    "own.yaml": "frames:\n- id: A\n  name: a\n  definition: d\n  indicators: [red line|lines, must not cross, work ~2 together]\n  negation: exclude\n",
    "quanteda.yaml": "A:\n- B: [boats, 'trade*']\n- C: [red line]\n", "w.dic": "%\n1\tgood\n2\tbad\n%\nboats\t1\nrust*\t2\n", "lexicon.csv": "word,value\ngood,2\nbad,-1.5\n",
    "afinn.txt": "good\t3\nbad\t-3\n", "senses.xml": '<s><word form="good" polarity="0.5"/></s>', "lists.csv": "category,pattern,source\nmodal,may|might,ours\n",
    "key.csv": "item,unit,digest\nitem-1,u,0123456789ab\n", "codes.csv": "statement,frame,rank,coder\na,A,1,B\n", "gold.json": '{"statements": {"t.txt": [{"spans": [[0, 5]]}]}}',
    "speakers.csv": "name,alias\nAnn Orr,A. Orr\n", "countries.csv": "code,name,demonym,aliases,capital\nRU,Ruritania,Ruritanian,,Strelsau\n",
    "datapackage.json": '{"resources": [{"name": "t", "path": "t.csv", "derived": true, "schema": {"fields": [{"name": "a", "type": "string"}]}}]}',
}  # fmt: skip


def _texts(path: Path) -> None:
    by = "group" if path.suffix not in {".txt", ".html"} else None
    pairs = {text.document: text.text for text in corpus.read_texts(path, by=by, skip_blank=True)}
    corpus.tokens_table(pairs)


def _attributed(path: Path) -> None:
    _texts(path)
    attribution.extract_statements(dict(attribution.read_documents([path])["text"]))


READERS: dict[str, Callable[[Path], Any]] = {
    **dict.fromkeys(["t.csv", "t.tsv", "t.jsonl", "t.json", "t.html"], _texts), "t.txt": _attributed, "own.yaml": framing.read_codebook,
    "quanteda.yaml": read_quanteda, "w.dic": read_liwc, "lexicon.csv": lambda path: sentiment.read_lexicon(path, word="word", value="value", name="x"),
    "afinn.txt": lambda path: sentiment.read_lexicon(path, format="afinn"), "senses.xml": lambda path: sentiment.read_lexicon(path, format="pattern"),
    "lists.csv": framing.read_word_lists, "key.csv": framing.read_key, "codes.csv": framing.read_codes, "gold.json": attribution.read_gold,
    "speakers.csv": attribution.read_aliases, "countries.csv": attribution.read_countries, "datapackage.json": lambda path: read_descriptor(path.parent),
}  # fmt: skip


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return a file with one to four pieces put in, cut out, doubled or exchanged."""
    found = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at, end = sorted(chance.choices(range(len(found) + 1), k=2))
        part = chance.choice(
            [chance.choice(PIECES), bytes([chance.randrange(256)]), b"", bytes(found[at:end]) * chance.choice([2, 40])]
        )
        found[at : chance.choice([at, end])] = part
    return bytes(found)


def foreign_errors(
    folder: Path, *, seed: int, times: int | None = None, seconds: float | None = None
) -> Iterator[tuple[str, str, bytes]]:
    """Damage files and read them; yield reader, error and file where the error is not ours or there is no end."""
    chance, stop, done = random.Random(seed), time.monotonic() + (seconds or 1e9), 0  # noqa: S311  # nothing secret
    before = signal.signal(signal.SIGALRM, alarm)
    try:
        while time.monotonic() < stop and (times is None or done < times):
            done += 1
            name = chance.choice(list(READERS))
            path, content = folder / name, damaged(GOOD[name].encode(), chance)
            path.write_bytes(content)
            try:
                signal.alarm(SECONDS)
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    READERS[name](path)
            except DiscourseError as error:
                if len(str(error)) > 1000:
                    yield name, f"a message of {len(str(error))} characters", content
            except (Exception, HangError) as error:  # noqa: BLE001  # it is what is counted
                yield name, repr(error)[:200], content
            finally:
                signal.alarm(0)
    finally:
        signal.signal(signal.SIGALRM, before)
    sys.stdout.write(f"{done} damaged files read\n")


def main() -> None:
    """Print each foreign error and their number."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = list(foreign_errors(Path(folder), seed=given.seed, seconds=given.seconds))
    for name, said, content in found:
        sys.stdout.write(f"{name}: {said} {content[:200]!r}\n")
    sys.stdout.write(f"{len(found)} foreign errors\n")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
