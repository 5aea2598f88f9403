"""The public names of the package, what its rooms list, and the cost of importing it."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from types import ModuleType

import pytest

import analysis

NAMES = """
Codebook Comparison DictionaryCoder DiscourseError Entities Finding Lexicon
Plate Readable TermMatrix bundled_lexicon coding_sheet collocates compare_coders
count_stream difference_of_means dispersion divergence diversity
extract_statements frequency function_words keyness kwic leave_one_out
load_study lockwords multiverse permutation placebo_splits prevalence
read_codebook read_lexicon read_sheet read_texts recurring_phrases reliability
score_coder score_lexicon score_vader set_phrases stance_hits tokenise
tokens_table weighted_log_odds
""".split()
ROOMS = """
analysis.corpus analysis.patterns analysis.attribution analysis.terms analysis.terms.compare analysis.terms.context
analysis.terms.describe analysis.framing analysis.sentiment analysis.inference analysis.figures
analysis.report analysis.study
""".split()


def test_the_public_names_are_these() -> None:
    """A name enters or leaves the public list only on purpose, and there are at most 45."""
    assert sorted(analysis.__all__) == NAMES
    assert len(NAMES) <= 45


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_can_be_loaded_and_is_documented(name: str) -> None:
    """Each lazily loaded name exists and says what it is."""
    assert getattr(analysis, name).__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A misspelt name fails as in any module, also in a room."""
    with pytest.raises(AttributeError, match="keynes"):
        analysis.keynes  # noqa: B018  (the access is the test)
    with pytest.raises(AttributeError, match="log_ration"):
        analysis.terms.log_ration  # noqa: B018


def _modules(room: ModuleType) -> list[ModuleType]:
    return [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
        if not found.ispkg
    ]


@pytest.mark.parametrize("name", ROOMS)
def test_every_function_is_reached_by_its_room(name: str) -> None:
    """`analysis.terms.compare.log_ratio` is the function of that name, and `help` lists it."""
    room = importlib.import_module(name)
    for module in _modules(room):
        for public in getattr(module, "__all__", ()):
            assert public in dir(room), f"{name} does not list {public} of {module.__name__}"
            assert hasattr(room, public)


@pytest.mark.parametrize("name", ROOMS)
def test_no_module_has_the_name_of_a_function(name: str) -> None:
    """Once such a module is imported, its room would show the module and hide the function."""
    room = importlib.import_module(name)
    modules = {found.name for found in pkgutil.iter_modules(room.__path__)}
    assert modules.isdisjoint(dir(room))


def test_importing_the_package_loads_no_heavy_library() -> None:
    """The import alone brings in neither pandas nor matplotlib nor scipy, so it takes well under 0.3 s."""
    code = "import sys, analysis; print(sorted({'pandas', 'matplotlib', 'scipy', 'frictionless'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
