"""The start page of the study's site: what was found, and how far each claim is borne out."""

from __future__ import annotations

import html

from markupsafe import Markup

from analysis.inference.grades import GRADES
from analysis.study.data.load import Study
from analysis.study.findings.register import LEAD, tell
from analysis.study.tables.claims import grades

__all__ = ["SIGNATURE", "study_front"]

SIGNATURE = ("figure-versions", "figure-cards")
"""The figures that the start page shows."""


def study_front(study: Study) -> Markup:
    """Return the lead findings, then every claim with its grade by rule and the reason; each has a permalink.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    Markup
        HTML, in which all sentences come from the findings and the table of grades.
    """
    lead = "".join(
        f'<li id="finding-{name}">{html.escape(tell(study, name).answer)} <a class="mark" href="#finding-{name}" '
        f'aria-label="Permalink of the finding {name}">#</a></li>'
        for name in LEAD
    )
    table = grades(study)
    parts = [f'<h2 id="findings"><a href="#findings">What was found</a></h2><ol class="headlines">{lead}</ol>',
             '<h2 id="grades"><a href="#grades">Claims by grade</a></h2>']  # fmt: skip
    for grade in GRADES:
        rows = table[table["grade"].eq(grade)]
        items = "".join(
            f'<li id="claim-{html.escape(row["claim"])}"><strong>{html.escape(row["sentence"])}</strong> '
            f'<span>{html.escape(row["reason"][:1].upper() + row["reason"][1:])}.</span> <a class="mark" '
            f'href="#claim-{html.escape(row["claim"])}" aria-label="Permalink of the claim {html.escape(row["claim"])}">#</a></li>'
            for row in rows.to_dict("records")
        )
        if items:
            parts.append(f'<h3>{html.escape(grade[:1].upper() + grade[1:])}</h3><ul class="claims">{items}</ul>')
    return Markup("".join(parts))  # noqa: S704  # escaped above
