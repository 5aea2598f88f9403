"""Every page in a real browser: nothing overflows, nothing is asked for, nothing is said, everybody can read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.report.pages import Page, read_pages
from analysis.report.reading_site import site, write_site
from analysis.report.reference import reference_page
from analysis.study.data.load import Study
from analysis.study.explorer import study_explorer
from analysis.study.front import SIGNATURE, study_front
from analysis.study.notebooks import notebook_paths
from tests.browser import Browser, chromium
from tests.notebooks import invented_site

# What no page may do, whatever its width.
FAULTS = """
[...document.querySelectorAll('body *')].filter((one) => {
  const box = one.getBoundingClientRect();
  const held = one.closest('.table, .plate, pre, math, .skip, thead, .top nav');
  return !held && box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
}).slice(0, 3).map((one) => `<${one.tagName.toLowerCase()}> ${one.textContent.trim().slice(0, 40)}`)
"""
SERIOUS = """
axe.run(document, {resultTypes: ['violations']}).then((found) => found.violations
  .filter((one) => ['serious', 'critical'].includes(one.impact))
  .map((one) => `${one.id}: ${one.nodes.slice(0, 2).map((node) => node.html.slice(0, 120)).join(' | ')}`))
"""
# Rows of a table are alike; a dozen of each show what a thousand would, in a quarter of the time.
SHORTEN = "document.querySelectorAll('tbody tr:nth-child(n + 13)').forEach((row) => row.remove())"
OPEN = "document.getElementById('all')?.click()"
LOOKS = {"desk": (1100, "light"), "phone": (390, "dark")}
NARROWEST = 360


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser, or skip: the project runs without one."""
    program = chromium()
    if program is None:
        pytest.skip("needs Chromium or Chrome: install one, or name it in the variable CHROMIUM")
    with Browser(program) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(root: Path) -> list[Page]:
    """Return the notebooks of the study as pages."""
    return read_pages(notebook_paths(root / "notebooks"))


@pytest.fixture(scope="module")
def folder(pages: list[Page], study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the site of the study."""
    made = tmp_path_factory.mktemp("site")
    extras = [study_explorer(study, site=pages[0].title), reference_page(site=pages[0].title)]
    write_site(site(pages, extras=extras, front=study_front(study), signature=SIGNATURE), made)
    return made


def overflowing(browser: Browser) -> list[str]:
    """Return what is wider than the page, which has no scroll bar then either."""
    width, inside = browser.ask("[document.documentElement.scrollWidth, innerWidth]")
    return browser.ask(FAULTS) or ([] if width <= inside else [f"{width} pixels in {inside}"])


def outside(browser: Browser) -> list[str]:
    """Return the addresses that a page asked for, but for files of the site and what it holds itself."""
    return [address for address in browser.asked if not address.startswith(("file:", "data:"))]


def faults(browser: Browser, file: Path, *, width: int, theme: str) -> list[str]:
    """Open a page and say what is wrong with it, folded and open, and for a phone at the narrowest too."""
    browser.open(file, width=width, theme=theme)
    found = overflowing(browser)
    browser.ask(OPEN)
    found += overflowing(browser)
    if width < 600:
        browser.size(width=NARROWEST)
        found += overflowing(browser)
    return [*found, *outside(browser), *browser.said]


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_overflows_asks_or_complains(browser: Browser, folder: Path, look: str) -> None:
    """At each width, folded and open: no overflow, no request outside, no word on the console."""
    width, theme = LOOKS[look]
    said = {file.name: faults(browser, file, width=width, theme=theme) for file in sorted(folder.glob("*.html"))}
    assert {name: found for name, found in said.items() if found} == {}


def test_the_length_of_each_page_is_told(browser: Browser, folder: Path, pages: list[Page]) -> None:
    """Height at 1,100 pixels with the method folded, words and figures in sight; `make pages` prints them."""
    for page in pages:
        browser.open(folder / page.file, width=1100)
        high = browser.ask("document.documentElement.scrollHeight")
        print(f"\n{page.file:<28} {high:>6,} pixels {page.words:>6,} words {page.figures:>3} figures", end="")
        assert high > 0


def test_a_choice_in_the_explorer_counts_as_the_functions_do(browser: Browser, folder: Path, study: Study) -> None:
    """A speaker chosen: the count, the rate and the lines are those of the speaker alone, and the address keeps the choice."""
    browser.open(folder / "explorer.html", width=1100)
    choose = (
        "(() => { const select = document.querySelector('#filters select');"
        " select.value = [...select.options].find((one) => one.textContent === 'Zhang Yesui').value;"
        " select.dispatchEvent(new Event('input')); })()"
    )
    browser.ask(choose)
    browser.ask(
        "[...document.querySelectorAll('#rows button')].find((one) => one.textContent === 'differences').click()"
    )
    said = browser.ask("document.querySelector('#lines p').textContent")
    own = study.select().select(speaker="Zhang Yesui")
    count, size = own.group("speaker").of("differences")["Zhang Yesui"], own.counts.sum()
    assert f"{1000 * count / size:.1f} of 2021 ({count} times, in 1 of 1)" in said
    assert len(browser.ask("[...document.querySelectorAll('#lines .line')].map((one) => one.textContent)")) == count
    assert "Zhang" in browser.ask("decodeURIComponent(location.hash)")
    assert browser.ask("document.getElementById('said').textContent").endswith("Speaker: Zhang Yesui")
    # The whole comparison comes back as it was.
    browser.ask(choose.replace("=== 'Zhang Yesui'", "=== 'all'"))
    assert browser.ask("document.getElementById('selection').hidden")
    assert "Speaker" not in browser.ask("document.getElementById('said').textContent")


def test_hostile_text_neither_runs_nor_spreads(browser: Browser, tmp_path: Path) -> None:
    """Scripts and images in names, tables and outputs do nothing; fourteen wide columns and long lines stay inside."""
    write_site(site(read_pages(invented_site(tmp_path))), tmp_path / "site")
    for file in sorted((tmp_path / "site").glob("*.html")):
        for width, theme in LOOKS.values():
            said = faults(browser, file, width=width, theme=theme)
            assert [fault for fault in said if "Content Security Policy" not in fault] == []
            assert browser.ask("window.harm === undefined")


def test_each_kind_of_fault_is_noticed(browser: Browser, tmp_path: Path) -> None:
    """A wide box, an image from elsewhere and a script that fails: the tests above would see them."""
    path = tmp_path / "bad.html"
    bad = "<body><p style='width:2000px'>wide</p><img src='http://127.0.0.1:9/a.png'><script>undefined.x</script>"
    path.write_text(bad, encoding="utf-8")
    said = "\n".join(faults(browser, path, width=1100, theme="light"))
    assert "<p> wide" in said
    assert "http://127.0.0.1:9/a.png" in said
    assert "TypeError" in said


def test_folds_open_at_once_and_plates_grow(browser: Browser, folder: Path) -> None:
    """The switch opens every fold and shows all code, and closes them; print has no folds; a plate grows when tapped."""
    file = next(path for path in sorted(folder.glob("*.html")) if b"details" in path.read_bytes())
    browser.open(file, width=1100)
    state = "[document.querySelectorAll('details:not([open])').length, getComputedStyle(document.querySelector('.source')).display]"
    closed = browser.ask(state)
    assert closed[0] > 0
    assert closed[1] == "none"
    browser.ask(OPEN)
    assert browser.ask(state) == [0, "block"]
    browser.ask(OPEN)
    assert browser.ask(state) == closed
    browser.ask("dispatchEvent(new Event('beforeprint'))")
    assert browser.ask(state)[0] == 0
    browser.ask("dispatchEvent(new Event('afterprint'))")
    assert browser.ask(state) == closed


@pytest.fixture(scope="module")
def axe(root: Path) -> str:
    """Return the source of axe-core, or skip: it is no Python package and too large to be kept here."""
    path = root / ".venv" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        pytest.skip("needs axe-core: `make pages` fetches it with npm")
    return path.read_text(encoding="utf-8")


def serious(browser: Browser, axe: str, file: Path, *, width: int, theme: str) -> list[str]:
    """Open a page, unfold it, and return what axe-core finds serious or critical."""
    browser.open(file, width=width, theme=theme)
    for step in (OPEN, SHORTEN, f"{axe}; 1"):
        browser.ask(step)
    return list(browser.ask(SERIOUS))


@pytest.mark.pages
@pytest.mark.parametrize("look", LOOKS)
def test_axe_has_no_serious_finding(browser: Browser, axe: str, folder: Path, look: str) -> None:
    """Contrast in both themes, names, roles, order: axe-core finds nothing serious or critical, with the method open."""
    width, theme = LOOKS[look]
    files = sorted(folder.glob("*.html"))
    said = {file.name: serious(browser, axe, file, width=width, theme=theme) for file in files}
    assert {name: found for name, found in said.items() if found} == {}


@pytest.mark.pages
def test_axe_notices_faults(browser: Browser, axe: str, tmp_path: Path) -> None:
    """An image without description and pale print are found, so that silence means something."""
    path = tmp_path / "bad.html"
    path.write_text("<img src='data:,'><p style='color:#ccc'>pale", encoding="utf-8")
    said = "\n".join(serious(browser, axe, path, width=1100, theme="light"))
    assert "image-alt" in said
    assert "color-contrast" in said
