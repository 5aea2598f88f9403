"""Fixtures for all tests. Prose in tests is invented: its speakers and countries do not exist."""

from __future__ import annotations

import functools
import os
import pickle
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
import typer.testing
from hypothesis import settings

from analysis.inference.findings import Finding
from analysis.study.data.load import Study, load_study
from analysis.study.findings.register import all_findings

ROOT = Path(__file__).resolve().parent.parent

# Enough to meet a fault that is easy to meet, and the same examples each time, so that a change that passed passes
# again; `make thorough` looks seven times as long, at other examples each time.
settings.register_profile("usual", max_examples=15, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=100, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))

# A process of a user builds the commands once; hundreds of calls in one process would build all of them each time.
typer.main.get_command = typer.testing._get_command = functools.cache(typer.main.get_command)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def study() -> Study:
    """Return the study as committed."""
    return load_study(ROOT / "data")


@pytest.fixture(scope="session")
def study_findings(study: Study, tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    """Return what the study finds, computed once for all tests, also those of the other worker."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        return all_findings(study)
    # The folder of all workers of this run; nobody else writes there.
    kept = tmp_path_factory.getbasetemp().parent / "findings.pickle"
    if not kept.is_file():
        part = kept.with_name(f"{worker}.pickle")
        part.write_bytes(pickle.dumps(all_findings(study)))
        part.replace(kept)
    found: list[Finding] = pickle.loads(kept.read_bytes())  # noqa: S301 - written by a worker of this run
    return found


@pytest.fixture(scope="session")
def sources() -> Path:
    """Return the folder with the articles, or skip: they are not part of the project."""
    named = os.environ.get("DISCOURSE_SOURCES")
    folder = Path(named) if named else ROOT / "data" / "sources"
    if not folder.is_dir():
        pytest.skip("needs the article texts: put them in data/sources or set DISCOURSE_SOURCES to their folder")
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of the data package that a test may damage."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("sources")))


@pytest.fixture(scope="module")
def dask_client() -> Iterator[Any]:
    """Two workers of Dask in this process, which `engine="dask"` means while a test has them."""
    from distributed import Client

    # The cluster of a test opens and closes many sockets at once, in threads of its own.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Client(processes=False, n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as client:
            yield client
