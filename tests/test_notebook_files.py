"""Companion checks beside nbval: what a comparison of outputs alone would let pass."""

from __future__ import annotations

import ast
import base64
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from analysis.study.data.load import Study
from analysis.tables import digest

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MOST_LINES = 15
# Years, dates, numbers of notebooks and what belongs to a name or a formula; all other numbers are computed.
ALLOWED_NUMBER = re.compile(r"\b(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?\b|\b[0AB]\d(?=[ -])|\$[^$]*\$|G2|\bLog ratio\b|'s\b")
# Numbers written as words are typed numbers too; those that a test counts may stand.
NUMBER_WORD = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen)\b", re.IGNORECASE)
COUNTED = re.compile(r"\bfive (?:English-language )?(?:press )?articles\b")
BAD_OUTPUT = re.compile(r"object at 0x[0-9a-f]+|(?<![\w.])/(?:home|root|tmp|work|Users|usr)/|\bnan\b|Traceback")


def faults(path: Path) -> list[str]:
    """Say everything that is wrong with a notebook file, without running it."""
    notebook: Any = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    nbformat.validate(notebook)
    said = []
    ids = [cell["id"] for cell in notebook.cells]
    said += [f"the cell id {name!r} is not readable" for name in ids if not re.fullmatch(r"[a-z][a-z-]+", name)]
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if [cell.execution_count for cell in code] != list(range(1, len(code) + 1)):
        said.append("the cells were not run in order from top to bottom")
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if len(tags) != 1 or tags[0] not in {"story", "method"}:
            said.append(f"cell {cell.id} has the tags {tags}; one of story, method is wanted")
    for cell in code:
        said += [f"cell {cell.id}: {fault}" for fault in _code_faults(cell)]
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (
            numbers := re.findall(r"\d[\d.,%]*", ALLOWED_NUMBER.sub(" ", cell.source))
        ):
            said.append(f"cell {cell.id} has the typed number {numbers[0]!r}; let a cell compute it")
        if (
            path.stem.startswith("0")
            and cell.cell_type == "markdown"
            and (word := NUMBER_WORD.search(COUNTED.sub(" ", cell.source)))
        ):
            said.append(f"cell {cell.id} has the typed number {word.group()!r}; let a cell compute it")
    return [f"{path.name}: {fault}" for fault in said]


def _code_faults(cell: Any) -> list[str]:
    said = []
    if len(cell.source.splitlines()) > MOST_LINES:
        said.append(f"more than {MOST_LINES} lines")
    if any(isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda) and not isinstance(node, ast.Lambda)
           for node in ast.walk(ast.parse(cell.source))):  # fmt: skip
        said.append("defines a function; put it in the package")
    if not cell.outputs:
        said.append("has no output: it was stripped or shows nothing")
    for output in cell.outputs:
        if output.output_type in {"error", "stream"}:
            said.append(f"has an output of type {output.output_type}")
        data = output.get("data", {})
        if not data.get("text/plain", "").strip():
            said.append("has an output without text")
        for kind, body in data.items():
            if kind != "image/png" and (found := BAD_OUTPUT.search(body)):
                said.append(f"shows {found.group()!r} in its {kind}")
        said += _figure_faults(output)
    return said


def _figure_faults(output: Any) -> list[str]:
    data = output.get("data", {})
    plain = re.fullmatch(r"Figure (\S+) \[([0-9a-f]{12})\]: (.*)", data.get("text/plain", ""), re.DOTALL)
    if not plain:
        # An image inside HTML is not shown by every viewer, and would be kept twice.
        image = any(kind.startswith("image/") for kind in data) or "<img" in data.get("text/html", "")
        return ["has an image that is no plate"] if image else []
    name, mark, alt = plain.groups()
    figures = ROOT / "figures"
    said = []
    if digest((figures / f"{name}.png").read_bytes())[:12] != mark:
        said.append(f"figure {name} has the digest {mark}, which is not that of figures/{name}.png")
    if (figures / f"{name}.txt").read_text(encoding="utf-8") != f"{alt}\n":
        said.append(f"the alternative text of figure {name} is not that of figures/{name}.txt")
    if output.metadata.get("image/png", {}).get("alt") != alt:
        said.append(f"the alternative text of figure {name} differs between its two forms")
    if digest(base64.b64decode(data.get("image/png", "")))[:12] != mark:
        said.append(f"the image of figure {name} is not the one of its digest")
    return said


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_notebook_is_whole(path: Path) -> None:
    """No committed notebook has a stripped, erroneous, unordered or untagged cell, or a typed number."""
    assert faults(path) == []


def test_the_notebooks_of_the_study_are_there() -> None:
    """The notebooks that the study consists of exist, in the order of the story, and the appendices behind them."""
    story = [
        "00-start-here",
        "01-voices",
        "02-phrases",
        "03-pairs",
        "04-framing",
        "05-tone",
        "06-how-sure",
        "07-conclusions",
    ]
    appendices = ["A1-attribution", "A2-measures", "A3-speed", "A4-vocabulary", "A5-dictionary"]
    assert [path.stem for path in NOTEBOOKS] == [*story, *appendices, "B1-presidents"]


def test_the_articles_are_as_many_as_the_prose_says(study: Study) -> None:
    """The one number word that prose may use is counted."""
    assert len(study.documents) == 5


def test_the_code_of_a_story_is_hidden() -> None:
    """In the notebooks of the story a reader meets prose and pictures: code cells of the story are collapsed."""
    for path in NOTEBOOKS:
        if path.stem.startswith("A"):
            continue
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                hidden = cell.metadata.get("jupyter", {}).get("source_hidden", False)
                assert hidden == (cell.metadata["tags"] == ["story"]), f"{path.name}: {cell.id}"


def test_every_figure_is_shown_in_a_notebook() -> None:
    """No figure lies in the folder that no notebook shows."""
    shown = set()
    for path in NOTEBOOKS:
        shown |= set(re.findall(r"Figure (\S+) \[[0-9a-f]{12}\]", path.read_text(encoding="utf-8")))
    assert {path.stem for path in (ROOT / "figures").glob("*.png")} == shown


def test_links_between_notebooks_lead_somewhere() -> None:
    """Every relative link in a markdown cell names a file that exists."""
    for path in NOTEBOOKS:
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                for target in re.findall(r"\]\(([^)#:]+)\)", cell.source):
                    assert (path.parent / target).exists(), f"{path.name}: {target}"


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """Return a copy of a short notebook that a test may damage."""
    return Path(shutil.copy(ROOT / "notebooks" / "00-start-here.ipynb", tmp_path / "00-start-here.ipynb"))


def _edit(path: Path, change: Any) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    change([cell for cell in content["cells"] if cell["cell_type"] == "code"])
    path.write_text(json.dumps(content), encoding="utf-8")


def test_stripped_outputs_are_noticed(damaged: Path) -> None:
    """A notebook whose outputs were stripped passes nbval; here it fails with the names of the cells."""

    def strip(cells: list[dict[str, Any]]) -> None:
        for cell in cells:
            cell.update(outputs=[], execution_count=None)

    _edit(damaged, strip)
    said = "\n".join(faults(damaged))
    assert "00-start-here.ipynb: cell lead: has no output" in said
    assert "not run in order" in said


def _image_output(cells: list[dict[str, Any]]) -> dict[str, Any]:
    return next(output for cell in cells for output in cell["outputs"] if "image/png" in output.get("data", {}))


def test_a_changed_alternative_text_is_noticed(damaged: Path) -> None:
    """An alternative text changed in one place differs from the other places."""

    def change(cells: list[dict[str, Any]]) -> None:
        _image_output(cells)["metadata"]["image/png"]["alt"] += " Or not."

    _edit(damaged, change)
    assert re.search("the alternative text of figure .* differs", "\n".join(faults(damaged)))


def test_a_changed_image_is_noticed(damaged: Path) -> None:
    """An image that is not the figure of the folder is told from it, although nbval does not compare images."""

    def change(cells: list[dict[str, Any]]) -> None:
        data = _image_output(cells)["data"]
        data["image/png"] = data["image/png"].replace("iVBOR", "iVBOS")

    _edit(damaged, change)
    assert re.search("the image of figure .* is not the one of its digest", "\n".join(faults(damaged)))


def test_an_image_beside_the_figures_is_noticed(damaged: Path) -> None:
    """An image added to another output, which nbval does not compare, is no plate; so is one inside HTML."""

    def change(cells: list[dict[str, Any]]) -> None:
        cells[0]["outputs"][0]["data"]["image/png"] = "iVBORw0KGgo="
        cells[1]["outputs"][-1]["data"]["text/html"] = '<img src="data:image/png;base64,iVBORw0KGgo=">'

    _edit(damaged, change)
    assert "\n".join(faults(damaged)).count("has an image that is no plate") == 2


PICTURE = '<figure><img src="data:image/png;base64,{}"><figcaption>Bars in {}order of time</figcaption></figure>'


def test_nbval_fails_at_a_changed_number_and_a_changed_caption(tmp_path: Path) -> None:
    """Each cell whose output differs is named; the bytes of an image are masked, since its digest is compared."""

    def cell(name: str, source: str, **data: str) -> Any:
        outputs = [
            nbformat.v4.new_output(
                "execute_result", {f"text/{kind}": body for kind, body in data.items()}, execution_count=1
            )
        ]
        return nbformat.v4.new_code_cell(source, id=name, execution_count=1, outputs=outputs)

    def figure(name: str, shown: str) -> Any:
        source = f"from IPython.display import HTML\nHTML({PICTURE.format('AAAA', '')!r})"
        return cell(name, source, html=shown, plain="<IPython.core.display.HTML object>")

    cells = [
        cell("number", "6 * 7", plain="43"),
        figure("caption", PICTURE.format("AAAA", "no ")),
        figure("image", PICTURE.format("BBBB", "")),
    ]
    path = tmp_path / "00-a.ipynb"
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=cells)), encoding="utf-8")
    options = ["--nbval", "--nbval-current-env", "--nbval-sanitize-with", str(ROOT / "tests" / "nbval.cfg")]
    quiet = ["-q", "-p", "no:cacheprovider", "-o", "addopts=", "-o", "strict=false", "-o", "filterwarnings=default"]
    command = [sys.executable, "-m", "pytest", *quiet, *options, "--rootdir", str(tmp_path), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert "2 failed, 1 passed" in done.stdout, done.stdout
    assert "00-a.ipynb" in done.stdout
    assert "43" in done.stdout
    assert "in no order" in done.stdout
