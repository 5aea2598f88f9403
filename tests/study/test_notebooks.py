"""Running notebooks: stable bytes, named differences, errors in one sentence."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from analysis.errors import DataError
from analysis.study.notebooks import compare, execute, notebook_paths, run_all


def write(path: Path, *sources: str) -> Path:
    """Write a small notebook."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    path.parent.mkdir(exist_ok=True)
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    return path


@pytest.mark.thorough
def test_a_run_gives_the_same_bytes_twice_and_differences_are_named(tmp_path: Path) -> None:
    """Written once, a second run changes nothing; a damaged output is named with its cell."""
    path = write(tmp_path / "00-a.ipynb", "6 * 7", "import sys; sys.flags.no_user_site")
    assert run_all(tmp_path, write=True) == ["00-a.ipynb"]
    first = path.read_bytes()
    assert run_all(tmp_path, write=True) == []
    assert path.read_bytes() == first
    path.write_bytes(first.replace(b'"42"', b'"43"'))
    (said,) = run_all(tmp_path, write=False)
    assert said == "00-a.ipynb, cell cell-0: outputs[0]/data/text/plain has '43', a run gives '42'"


@pytest.mark.thorough
def test_a_notebook_that_is_gone_is_told_by_the_links_to_it(tmp_path: Path) -> None:
    """Links of notebooks and of the README say what must be there; an image added to an output is a difference, too."""
    path = write(tmp_path / "notebooks" / "00-a.ipynb", "1")
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(
        nbformat.v4.new_markdown_cell("See [the appendix](A1-x.ipynb#top) and [this](00-a.ipynb).", id="see")
    )
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    (tmp_path / "README.md").write_text("[Start](notebooks/00-b.ipynb)", encoding="utf-8")
    assert run_all(path.parent, write=True) == ["00-a.ipynb"]
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].outputs[0]["data"]["image/png"] = "AAAA"
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    assert run_all(path.parent, write=False) == [
        "00-b.ipynb is missing, and README.md links to it; restore it",
        "A1-x.ipynb is missing, and 00-a.ipynb links to it; restore it",
        "00-a.ipynb, cell cell-0: outputs[0]/data/image/png is 'AAAA', a run gives None",
    ]


@pytest.mark.thorough
def test_stripped_and_reformatted_files_are_named(tmp_path: Path) -> None:
    """A notebook without outputs, and one with other white space only, differ and it is said how."""
    path = write(tmp_path / "00-a.ipynb", "1")
    stripped = path.read_bytes()
    fresh = execute(path)
    assert compare(path, fresh) == ["00-a.ipynb, cell cell-0: execution_count is None, a run gives 1"]
    path.write_bytes(fresh.replace(b"\n", b" \n"))
    assert compare(path, fresh) == ["00-a.ipynb differs in layout or metadata"]
    path.write_bytes(
        stripped.replace(b'"outputs": []', b'"outputs": []').replace(
            b'"execution_count": null', b'"execution_count": 1'
        )
    )
    assert compare(path, fresh) == ["00-a.ipynb, cell cell-0: outputs has 0 entries, a run gives 1"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("1 / 0", r"00-a\.ipynb: a cell failed with ZeroDivisionError: division by zero; mend the cell"),
        ("import os; os._exit(1)", r"00-a\.ipynb could not be run: Kernel died"),
    ],
    ids=["error", "death"],
)
def test_a_failing_notebook_is_named(tmp_path: Path, source: str, message: str) -> None:
    """The notebook, the error and what to do are in one sentence, and the file stays as it was."""
    path = write(tmp_path / "00-a.ipynb", source)
    before = path.read_bytes()
    with pytest.raises(DataError, match=message):
        run_all(tmp_path, write=True)
    assert path.read_bytes() == before


def test_a_broken_file_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    """What is no notebook is refused in one sentence."""
    with pytest.raises(DataError, match="holds no notebook"):
        notebook_paths(tmp_path)
    (tmp_path / "00-a.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match=r"00-a\.ipynb is not a readable notebook"):
        run_all(tmp_path, write=False)
