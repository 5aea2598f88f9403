"""The plate: a figure with its data, its caption and a description for readers who cannot see it."""

from __future__ import annotations

import base64
import html
import io
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from analysis.errors import ArgumentError
from analysis.figures.style import TITLE, WIDTH, WRAP, house_style
from analysis.files import write_bytes
from analysis.tables import csv_bytes, digest

__all__ = ["Plate", "compose"]

# Pixels of a page; the image has more, for print and for dense screens.
_SHOWN = 650
_UNSEEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"


@dataclass(frozen=True, eq=False)
class Plate:
    """A finished figure. In a notebook it shows itself: the image, and below it everything there is to say.

    `read` says how to read the marks and `limits` what the figure does not show; both are optional sentences.
    """

    name: str
    title: str
    caption: str
    alt: str
    data: pd.DataFrame
    figure: Figure
    read: str = field(default="", kw_only=True)
    limits: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        for name in ("name", "title", "caption", "alt"):
            if not getattr(self, name).strip():
                raise ArgumentError(f"{name} of a plate is empty; expected a sentence; write one")

    @cached_property
    def png(self) -> bytes:
        """The image, the same bytes whenever the same data are drawn."""
        return self._image("png", {"Software": None})

    @cached_property
    def svg(self) -> bytes:
        """The drawing, the same bytes whenever the same data are drawn."""
        drawn = self._image("svg", dict.fromkeys(("Date", "Creator", "Format", "Type")))
        return _numbered(b"\n".join(line.rstrip() for line in drawn.split(b"\n")))

    @property
    def digest(self) -> str:
        """Twelve characters of the checksum of the image, by which notebook and file are compared."""
        return digest(self.png)[:12]

    def files(self) -> dict[str, bytes]:
        """Return the content of the four files of this plate by their names."""
        return {
            f"{self.name}.png": self.png,
            f"{self.name}.svg": self.svg,
            f"{self.name}.csv": csv_bytes(self.data),
            f"{self.name}.txt": f"{self.alt}\n".encode(),
        }

    def save(self, folder: Path) -> None:
        """Write image, drawing, data and alternative text to a folder."""
        for name, content in self.files().items():
            write_bytes(folder / name, content)

    def _image(self, kind: str, metadata: dict[str, str | None]) -> bytes:
        out = io.BytesIO()
        with house_style():
            self.figure.savefig(out, format=kind, metadata=metadata)
        return out.getvalue()

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, str], dict[str, dict[str, object]]]:
        data = {
            "image/png": base64.b64encode(self.png).decode("ascii"),
            "text/plain": f"Figure {self.name} [{self.digest}]: {self.alt}",
        }
        return data, {"image/png": {"alt": self.alt, "width": _SHOWN}}

    def _ipython_display_(self) -> None:
        """Show image and words as two outputs.

        A viewer shows one form of an output, and the richest that it knows. An image inside HTML is lost where data
        addresses are removed from HTML, so the image is an output of its own, kept once, and the words are the next.
        """
        from IPython.display import display

        image, about = self._repr_mimebundle_()
        display(image, metadata=about, raw=True)
        display({"text/html": self._words(), "text/plain": "\n".join(text for _, text in self._notes())}, raw=True)

    def _notes(self) -> list[tuple[str, str]]:
        notes = [("", self.caption), ("How to read it.", self.read), ("What it does not show.", self.limits)]
        return [(name, text) for name, text in notes if text.strip()]

    def _words(self) -> str:
        # JupyterLab drops the alternative text of an image, so the description is there, out of sight, once more.
        unseen = f'<p class="description" style="{_UNSEEN}">{html.escape(self.alt)}</p>'
        notes = "".join(
            f"<p>{f'<strong>{name}</strong> ' if name else ''}{html.escape(text)}</p>" for name, text in self._notes()
        )
        return f'<div class="plate mathjax_ignore tex2jax_ignore" id="figure-{html.escape(self.name)}">{unseen}{notes}</div>'


def _numbered(drawn: bytes) -> bytes:
    """Number the names that Matplotlib derives from the last bits of coordinates, which machines may round differently."""
    names = dict.fromkeys(re.findall(rb'id="([a-z][0-9a-f]{10})"', drawn))
    numbers = {name: b"%c%d" % (name[0], at) for at, name in enumerate(names, start=1)}
    return re.sub(rb"[a-z][0-9a-f]{10}(?![0-9a-f])", lambda found: numbers.get(found[0], found[0]), drawn)


def compose(
    *,
    name: str,
    title: str,
    caption: str,
    alt: str,
    data: pd.DataFrame,
    height: float,
    draw: Callable[[Figure], None],
    read: str = "",
    limits: str = "",
) -> Plate:
    """Make a plate: the title states the finding, `draw` fills the figure below it.

    Parameters
    ----------
    name : str
        File name without suffix.
    title, caption, alt : str
        The finding in a sentence; what is shown, from which data, and its limits; the content in words for readers who
        cannot see the figure.
    data : DataFrame
        The table that is drawn.
    height : float
        Inches; the width is that of a page.
    draw : function of a Figure
        Adds axes to the figure, in the shared style.
    read, limits : str
        How to read the marks; what the figure does not show. Both are printed below the caption, if given.

    Returns
    -------
    Plate
        Figure, data and words.

    >>> words = {"title": "Tolls fell", "caption": "Two years.", "alt": "A line that falls."}
    >>> plate = compose(name="tolls", **words, data=pd.DataFrame({"toll": [2, 1]}), height=2, draw=lambda _: None)
    >>> sorted(plate.files())
    ['tolls.csv', 'tolls.png', 'tolls.svg', 'tolls.txt']
    """
    with house_style():
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        figure.suptitle(textwrap.fill(title, WRAP), x=0.01, ha="left", fontsize=TITLE, fontweight="bold")
        draw(figure)
    return Plate(name, title, caption, alt, data, figure, read=read, limits=limits)
