"""The start page of the study's site."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from analysis.report.pages import read_pages
from analysis.report.reading_site import site
from analysis.study.data.load import Study
from analysis.study.findings.register import LEAD, tell
from analysis.study.front import SIGNATURE, study_front
from analysis.study.notebooks import notebook_paths
from analysis.study.tables.claims import grades


def test_findings_and_claims_are_those_of_the_study(study: Study) -> None:
    """Each lead finding in its own words; every claim below its grade with its reason; each with a permalink."""
    held = BeautifulSoup(study_front(study), "html.parser")
    for name in LEAD:
        finding = held.select_one(f"#finding-{name}")
        assert finding is not None
        assert finding.get_text().startswith(tell(study, name).answer)
    for row in grades(study).to_dict("records"):
        claim = held.select_one(f"#claim-{row['claim']}")
        assert claim is not None
        assert row["sentence"] in claim.get_text()
        assert row["reason"][1:] in claim.get_text()
        above = claim.find_previous("h3")
        assert above is not None
        assert above.get_text().lower() == row["grade"]
        assert claim.select_one(f"a[href='#claim-{row['claim']}']") is not None


def test_the_signature_figures_are_on_it(root: Path) -> None:
    """Both are figures of notebooks, and each leads to its own."""
    pages = read_pages(notebook_paths(root / "notebooks"))
    held = BeautifulSoup(site(pages, signature=SIGNATURE)["index.html"], "html.parser")
    links = [str(link["href"]).partition("#")[2] for link in held.select("figure > a")]
    assert links == list(SIGNATURE)
    assert all(image["alt"] for image in held.select("figure img"))
