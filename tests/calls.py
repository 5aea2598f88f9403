"""Random calls of every public function: `python -m tests.calls 16000` counts the errors that are not ours.

Most arguments are good ones, so that a call reaches deep, and at least one is not.
"""

from __future__ import annotations

import argparse
import collections
import datetime as dt
import importlib
import inspect
import os
import random
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import analysis
from analysis import corpus, figures, framing
from analysis.errors import DiscourseError

ROOMS = "corpus patterns attribution terms framing sentiment inference figures report".split()
SECONDS = 10
BAD: tuple[Any, ...] = (
    None, True, 0, -1, 10**400, 1.5, float("nan"), float("inf"), "", "x", "\0", "\ud800", "x" * 5000, b"x", [], [None], [[1]], (), {}, {1: 2},
    {"a"}, object(), int, len, dt.date(2021, 1, 1), Path("none"), Path(), np.float64(2), np.array([]), np.array([[1, 2]]), np.array(["x"]),
    pd.Series(dtype="float64"), pd.Series(["x"]), pd.DataFrame(), pd.DataFrame({"x": [1]}), pd.DataFrame({"text": [1, None]}), range(3), iter([]),
    pd.NaT, pd.NA, 1j, "=1+1", "$x$", Ellipsis,
)  # fmt: skip


def good_values() -> dict[str, list[Any]]:
    """Return arguments that functions take, by the name of the parameter or of its annotation."""
    texts = pd.DataFrame(
        {
            "text": [
                "The harbour must work. “Boats sail,” said Ann Orr.",
                "No boats; a red line. Trade grew, and trade grew.",
            ]
            * 2,
            "era": ["old", "new", "new", "old"],
            "group": ["old", "new", "new", "old"],
            "document": ["a", "b", "c", "d"],
        },
        index=pd.Index(["1", "2", "3", "4"], name="unit"),
    )
    tokens = analysis.tokens_table(texts["text"])
    long = tokens.groupby(["unit", "term"]).size().rename("count").reset_index()
    terms = analysis.TermMatrix.from_long(texts, long)
    comparison = analysis.Comparison(terms, by="era", target="new", reference="old")
    Path("book.yaml").write_text("A: [red line, trade grew]\nB: [boats]\n", encoding="utf-8")
    texts.to_csv("t.csv")
    book = analysis.read_codebook("book.yaml")
    keyness = analysis.keyness(comparison)
    hits = framing.frame_hits(tokens, book)
    codes = framing.code_frames(hits, texts.index, book)
    plate = figures.compose(name="p", title="P", caption="c", alt="a", data=texts, height=2, draw=lambda _: None)
    return {
        "texts": [texts, texts["text"], dict(texts["text"])], "Texts": [texts["text"], dict(texts["text"])], "tokens": [tokens],
        "terms": [terms], "TermMatrix": [terms], "comparison": [comparison], "Comparison": [comparison], "units": [texts],
        "table": [keyness, texts, hits, tokens], "hits": [hits], "codebook": [book], "Codebook": [book], "codes": [codes],
        "entities": [corpus.ENGLISH], "Entities": [corpus.ENGLISH], "by": ["era"], "group": [dict(texts["era"])],
        "target": ["new"], "reference": ["old"], "document": ["document", dict(texts["document"])], "text": ["text", "Boats sail."],
        "node": ["boats"], "term": ["boats"], "word": ["boats"], "path": [Path("t.csv"), "book.yaml"], "Path": [Path("t.csv")],
        "folder": [Path("folder")], "file": [Path("t.csv")], "lexicon": [analysis.bundled_lexicon("afinn")], "Plate": [plate],
        "Lexicon": [analysis.bundled_lexicon("afinn")], "a": [3, [3, 4]], "b": [1, [1, 2]], "n1": [100], "n2": [200], "f": [3], "f1": [5],
        "f2": [6], "n": [500, 2], "counts": [[3, 1, 2]], "p": [[0.01, 0.5]], "str": ["text", "boats"], "int": [1, 2, 5], "float": [0.5, 0.95],
        "bool": [True, False], "ArrayLike": [[1, 2, 3]], "DataFrame": [keyness, texts, codes], "Series": [texts["era"]], "Progress": [False],
        "Collection[str]": [["boats", "trade"]], "Sequence[str]": [["boats", "trade"]], "Iterable[str]": [["boats"]], "scheme": [book],
        "frames": [["A", "B"]], "measure": [lambda units: float(len(units))], "show": [()], "columns": [["term"]], "first": [codes], "second": [codes],
    }  # fmt: skip


def doors(instances: Iterable[Any]) -> list[tuple[str, Callable[..., Any]]]:
    """Return every function that a room lists, every class of the package's own names, once, and their public methods."""
    found: dict[int, tuple[str, Any]] = {}
    for room in (analysis, *(importlib.import_module(f"analysis.{name}") for name in ROOMS)):
        for name in dir(room):
            one = getattr(room, name)
            # What rooms list besides are classes that functions make.
            made = isinstance(one, type) and (room is not analysis or issubclass(one, pd.DataFrame))
            if getattr(one, "__module__", "").startswith("analysis") and callable(one) and not made:
                found.setdefault(id(one), (name, one))
    for one in instances:
        for name in dir(type(one)):
            if not name.startswith("_") and inspect.isfunction(getattr(type(one), name)):
                found[id(getattr(type(one), name))] = f"{type(one).__name__}.{name}", getattr(one, name)
    return sorted(found.values(), key=lambda pair: (pair[0], pair[1].__module__))


def arguments(
    function: Callable[..., Any], good: dict[str, list[Any]], chance: random.Random
) -> tuple[list[Any], dict[str, Any]] | None:
    """Draw arguments for a call, of which at least one is bad."""
    try:
        parameters = [
            p
            for p in inspect.signature(function).parameters.values()
            if p.kind not in {p.VAR_POSITIONAL, p.VAR_KEYWORD}
        ]
    except (TypeError, ValueError):
        return None
    wrong = chance.randrange(len(parameters)) if parameters else -1
    args, options = [], {}
    for number, parameter in enumerate(parameters):
        if number != wrong and parameter.default is not parameter.empty and chance.random() < 0.7:
            if parameter.kind is parameter.POSITIONAL_OR_KEYWORD:
                break
            continue
        kind = str(parameter.annotation).strip("'")
        known = good.get(parameter.name) or next(
            (good[part] for part in (kind, *kind.replace("pd.", "").split(" | ")) if part in good), None
        )
        value = chance.choice(BAD if number == wrong or known is None else known)
        if parameter.kind is parameter.KEYWORD_ONLY:
            options[parameter.name] = value
        else:
            args.append(value)
    return args, options


class HangError(BaseException):
    """A call took longer than allowed."""


def alarm(*_: object) -> None:
    """End a call that takes too long."""
    raise HangError


def foreign_errors(times: int, seed: int) -> Iterator[tuple[str, str]]:
    """Call functions at random; yield the name and the trace of each error that is not ours."""
    chance = random.Random(seed)  # noqa: S311  # nothing secret
    good = good_values()
    every = doors(good[name][0] for name in ("terms", "comparison", "codebook", "entities", "lexicon"))
    before = signal.signal(signal.SIGALRM, alarm)
    try:
        for _ in range(times):
            name, function = chance.choice(every)
            drawn = arguments(function, good, chance)
            if drawn is None:
                continue
            try:
                signal.alarm(SECONDS)
                with warnings.catch_warnings(), redirect_stdout(None):
                    warnings.simplefilter("ignore")
                    result = function(*drawn[0], **drawn[1])
                    if inspect.isgenerator(result):
                        list(zip(result, range(1000), strict=False))
            except (DiscourseError, StopIteration):
                pass
            except (Exception, HangError) as error:  # noqa: BLE001  # it is what is counted
                given = ", ".join(
                    [*map(_brief, drawn[0]), *(f"{key}={_brief(value)}" for key, value in drawn[1].items())]
                )
                last = traceback.extract_tb(error.__traceback__)[-1]
                yield (
                    f"{function.__module__}.{name}",
                    f"{type(error).__name__}: {str(error)[:100]} [{given}] {last.filename}:{last.lineno}",
                )
            finally:
                signal.alarm(0)
    finally:
        signal.signal(signal.SIGALRM, before)


def _brief(value: Any) -> str:
    try:
        return repr(value)[:30] if not isinstance(value, pd.DataFrame | pd.Series) else type(value).__name__
    except Exception:  # noqa: BLE001  # numbers of more digits than Python shows
        return type(value).__name__


def main() -> None:
    """Print each foreign error and their number."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        found = list(foreign_errors(given.times, given.seed))
        os.chdir("/")
    for name, said in found:
        sys.stdout.write(f"{name}: {said}\n")
    counted = collections.Counter(name for name, _ in found)
    sys.stdout.write(f"{len(found)} foreign errors in {given.times} calls, of {len(counted)} functions\n")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
