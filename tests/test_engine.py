"""Work by Dask's workers: the same results in the same order, and every fault one sentence."""

from __future__ import annotations

import socket
import sys
import warnings
from typing import Any

import pytest

from analysis.engine import connected, in_turn, workers
from analysis.errors import ArgumentError, SourceError
from analysis.files import temporary_folder


def _fail(item: int, kind: type[Exception]) -> int:
    if item == 2:
        raise kind("row 3: text is empty; fill it")
    return item


def test_results_come_in_the_order_of_the_items(dask_client: Any) -> None:
    """However many items there are, and whoever works, each comes with its result; items are taken only as they are needed."""
    taken: list[int] = []

    def items() -> Any:
        for item in range(40):
            taken.append(item)
            yield item

    with workers("dask") as client:
        assert client is dask_client
        found = in_turn(client, pow, items(), 2)
        assert next(found) == (0, 0)
        assert len(taken) < 10
        assert [*found] == list(in_turn(None, pow, range(1, 40), 2))


@pytest.mark.usefixtures("dask_client")
def test_an_error_of_a_worker_is_the_users() -> None:
    """A sentence about the texts comes as it is; a machine with another version of the package is told from it."""
    with workers("dask") as client:
        with pytest.raises(SourceError, match=r"^row 3: text is empty; fill it$"):
            list(in_turn(client, _fail, range(4), SourceError))
        with pytest.raises(ArgumentError, match=r"a worker cannot do the work: row 3.*install it there"):
            list(in_turn(client, _fail, range(4), ImportError))


def test_an_engine_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another name, a scheduler that is not there, and a missing package say what to do."""
    with pytest.raises(ArgumentError, match="engine is 'spark'; allowed: dask"), workers("spark"):
        pass
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with pytest.raises(ArgumentError, match="no scheduler answers at 'tcp"), connected(address, seconds=0.5):
                pass
    with pytest.raises(ArgumentError, match="no scheduler answers at 'nowhere'"), connected("nowhere", seconds=0.5):
        pass
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ArgumentError, match=r"needs the package distributed.*\[scale\]"), workers("dask"):
        pass


def test_without_an_engine_nothing_is_started() -> None:
    """None means this process, and no scheduler means none."""
    with connected(None), workers(None) as client:
        assert client is None
        assert list(in_turn(client, pow, [2], 3)) == [(2, 8)]
    with temporary_folder() as folder:
        assert folder.is_dir()
