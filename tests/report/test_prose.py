"""Markdown: formulas, links, headings and images that work without a network."""

from __future__ import annotations

import pytest

from analysis.report.prose import to_html


def test_formulas_become_mathml() -> None:
    """Inline, displayed and in an environment; money with escaped dollars stays money."""
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline">' in to_html(r"so $\frac{a}{b}$.")
    assert "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>" in to_html(r"so $\frac{a}{b}$.")
    assert 'display="block"' in to_html("$$x^2$$")
    assert '<math tabindex="0"' in to_html("$$x^2$$")
    assert 'display="block"' in to_html("\\begin{matrix}a & b\\end{matrix}")
    assert to_html(r"US\$5 bn, not US\$7 bn") == "<p>US$5 bn, not US$7 bn</p>\n"


def test_a_formula_that_cannot_be_read_is_shown_as_written() -> None:
    """One faulty formula does not stop a site."""
    assert to_html("so $a<b^c^d$.") == "<p>so <code>a&lt;b^c^d</code>.</p>\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[t](02-t.ipynb)", '<a href="02-t.html">t</a>'),
        ("[t](02-t.ipynb#A-b)", '<a href="02-t.html#A-b">t</a>'),
        ("[t](#A-b)", '<a href="#A-b">t</a>'),
        ("[t](https://example.org/a.ipynb)", '<a href="https://example.org/a.ipynb">t</a>'),
        ("[t](../data/frames.yaml)", "t"),
        ("[t](09-gone.ipynb)", "t"),
    ],
)
def test_links_lead_to_pages_or_nowhere(source: str, expected: str) -> None:
    """Notebooks of the site become pages; what is not part of the site is text, not a dead link."""
    assert to_html(source, pages=["02-t"]) == f"<p>{expected}</p>\n"


def test_headings_are_links_to_themselves_with_the_anchors_of_jupyterlab() -> None:
    """Blanks become hyphens, marks are kept and escaped, and a second heading of one name gets a number."""
    used: set[str] = set()
    assert to_html("## What *is* new?", used=used) == (
        '<h2 id="What-is-new?"><a href="#What-is-new?">What <em>is</em> new?</a></h2>\n'
    )
    assert 'id="What-is-new?-2"' in to_html("### What is new?", used=used)
    assert 'id="A-&quot;b&quot;"' in to_html('# A "b"', used=used)


def test_only_images_that_the_notebook_holds_are_shown() -> None:
    """An attachment is embedded; for an image elsewhere its description is printed, and nothing is fetched."""
    held = to_html("![mill](attachment:a.png)", attachments={"a.png": {"image/png": "iVBO"}})
    assert held == '<p><img src="data:image/png;base64,iVBO" alt="mill" /></p>\n'
    assert to_html("![a < b](https://example.org/a.png)") == "<p>a &lt; b</p>\n"
