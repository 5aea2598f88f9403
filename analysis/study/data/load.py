"""The US-China study: its data, its two eras, and what is compared with what by default."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from pathlib import Path

import pandas as pd

from analysis.comparison import Comparison
from analysis.corpus.termmatrix import TermMatrix
from analysis.corpus.tokens import Entities
from analysis.errors import DataError, one_of
from analysis.framing.codebook import Codebook
from analysis.framing.coding import code_frames
from analysis.study.data.build import read_codebook_folder, refuse_unknown_frames
from analysis.study.data.codes import refuse_all_codes
from analysis.study.data.package import load_tables
from analysis.study.design import REFERENCE, SELECTIONS, TARGET
from analysis.terms.context.families import SetPhrases, families_table
from analysis.terms.describe.closed_class import function_words

__all__ = ["Study", "data_folder", "load_study", "once"]


@dataclass(frozen=True)
class Study:
    """All tables of the study; every table is described, column by column, in `data/README.md`."""

    folder: Path
    tables: Mapping[str, pd.DataFrame]
    codebook: Codebook
    entities: Entities

    @property
    def documents(self) -> pd.DataFrame:
        """The five articles, indexed by document."""
        return self.tables["documents"].set_index("document")

    @property
    def spans(self) -> pd.DataFrame:
        """Where annotated passages stand in the articles: offsets, no text."""
        return self.tables["spans"]

    @property
    def phrases(self) -> pd.DataFrame:
        """Phrases that recur in at least two articles, counted by unit."""
        return self.tables["phrases"]

    @property
    def concordance(self) -> pd.DataFrame:
        """Words around codebook terms, at most eight in a line."""
        return self.tables["concordance"]

    @property
    def cooccurrence(self) -> pd.DataFrame:
        """Terms within five tokens of codebook terms."""
        return self.tables["cooccurrence"]

    @property
    def frame_hits(self) -> pd.DataFrame:
        """Where the dictionary coder found a frame."""
        return self.tables["frame_hits"]

    @property
    def lexicon_scores(self) -> pd.DataFrame:
        """Sentiment of each unit, with names masked and unmasked."""
        return self.tables["lexicon_scores"]

    @property
    def lexicon_hits(self) -> pd.DataFrame:
        """Words of the lexicon found in each unit."""
        return self.tables["lexicon_hits"]

    @cached_property
    def statements(self) -> pd.DataFrame:
        """Every attributed statement with its era and outlet, indexed by statement."""
        about = self.documents[["era", "outlet"]]
        return self.tables["statements"].set_index("statement").join(about, on="document")

    @cached_property
    def units(self) -> pd.DataFrame:
        """Units of counting: statements with all that is known of them, narration and furniture."""
        about = self.tables["statements"].rename(columns={"statement": "unit", "date": "said"}).drop(columns="document")
        units = self.tables["units"].merge(about, on="unit", how="left")
        text = [column for column in about.columns if column not in {"unit", "implicit_source"}]
        units[text] = units[text].fillna("")
        units["implicit_source"] = units["implicit_source"].eq(True)
        units = units.join(self.documents[["era", "outlet"]], on="document")
        units["original"] = units["duplicate_of"].eq("")
        units["restated"] = units["restated_by"].ne("")
        units["nested"] = units["within"].ne("")
        return units.set_index("unit")

    @cached_property
    def terms(self) -> TermMatrix:
        """Counts of every term in every unit."""
        return TermMatrix.from_long(self.units, self.tables["terms"])

    @cached_property
    def phrase_counts(self) -> TermMatrix:
        """Counts of every recurring phrase in every unit."""
        return TermMatrix.from_long(self.units, self.phrases.rename(columns={"phrase": "term"}))

    @cached_property
    def quoted_terms(self) -> TermMatrix:
        """Counts of every term inside quotation marks, in every unit."""
        return TermMatrix.from_long(self.units, self.tables["terms"], count="quoted")

    @cached_property
    def set_phrases(self) -> SetPhrases:
        """Set phrases that recur in officials' statements of at least two articles."""
        comparison = self.compare()
        table = self.tables["set_phrases"].join(
            comparison.units.units[["document", "era", "said", "speaker", "voice"]], on="unit"
        )
        table = table.assign(side=table["era"].map({TARGET: "target", REFERENCE: "reference"}), date=table["said"])
        return SetPhrases(families_table(table, comparison), table.drop(columns=["era", "said"]))

    def select(self, selection: str = "officials") -> TermMatrix:
        """Return the counts of a named selection of units (`SELECTIONS`)."""
        if selection not in SELECTIONS:
            raise one_of("selection", selection, SELECTIONS)
        return self.terms.select(**SELECTIONS[selection])

    @cached_property
    def made(self) -> dict[str, pd.DataFrame]:
        """Tables that take seconds, kept once made."""
        return {}

    @cached_property
    def _comparisons(self) -> dict[str, Comparison]:
        return {}

    def compare(self, selection: str = "officials") -> Comparison:
        """Return the comparison of the eras over a named selection of units, built once for each."""
        if selection not in self._comparisons:
            terms = self.select(selection)
            self._comparisons[selection] = Comparison(terms, by="era", target=TARGET, reference=REFERENCE)
        return self._comparisons[selection]

    @cached_property
    def frames(self) -> pd.DataFrame:
        """Codes of the dictionary: 0 or 1, all statements x frames."""
        return code_frames(self.frame_hits, self.statements.index, self.codebook)

    @cached_property
    def frames_coded(self) -> pd.DataFrame:
        """Codes of coder A: 0 or 1, the statements coded x frames."""
        return code_frames(
            self.tables["frames_coded"].rename(columns={"statement": "unit"}),
            sorted(self.tables["frames_coded"]["statement"].unique()),
            self.codebook,
        )

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Closed-class words, left out of tables of content terms (never of corpus sizes)."""
        return function_words()

    @property
    def stance_hits(self) -> pd.DataFrame:
        """Stance words found in each statement."""
        return self.tables["stance_hits"]

    @property
    def tone_coded(self) -> pd.Series:
        """Tone that coder B gave to each Chinese statement, indexed by statement."""
        return self.tables["tone_coded"].set_index("statement")["tone"]

    def scores(
        self, *, masked: bool = True, selection: str = "officials", lexicon: str = "vader", overlay: bool = False
    ) -> pd.DataFrame:
        """Sentiment of the units of a selection, joined with what is known of them."""
        table = self.lexicon_scores
        if lexicon not in set(table["lexicon"]):
            raise one_of("lexicon", lexicon, table["lexicon"].unique())
        kept = table["masked"].eq(masked) & table["lexicon"].eq(lexicon) & table["overlay"].eq(overlay)
        found = table[kept].set_index("unit").drop(columns=["masked", "overlay"])
        return self.select(selection).units.drop(columns="tokens").join(found, how="inner")


def once(make: Callable[[Study], pd.DataFrame]) -> Callable[[Study], pd.DataFrame]:
    """Make a table that takes seconds once for each study; every caller gets a copy of its own."""

    @wraps(make)
    def kept(study: Study) -> pd.DataFrame:
        if make.__qualname__ not in study.made:
            study.made[make.__qualname__] = make(study)
        return study.made[make.__qualname__].copy()

    return kept


def data_folder() -> Path:
    """Return the `data` folder of the checkout that this package was installed from."""
    folder = Path(__file__).resolve().parents[3] / "data"
    if not folder.is_dir():
        raise DataError(
            "the study's data are not part of an installed package; expected a checkout of the project; work in one, or name "
            "its folder `data` (--data on the command line)"
        )
    return folder


def load_study(folder: Path | None = None) -> Study:
    """Load all tables of the study, after verifying their checksums.

    Parameters
    ----------
    folder : a folder with `datapackage.json`; by default the `data` folder of this checkout

    Raises
    ------
    DataError that names the file, and the row where one is malformed.

    >>> study = load_study()
    >>> len(study.documents), len(study.statements)
    (5, 85)
    """
    where = Path(folder) if folder is not None else data_folder()
    tables = load_tables(where)
    codebook, entities = read_codebook_folder(where)
    refuse_unknown_frames(tables["frames_coded"], codebook)
    refuse_all_codes(where, tables, codebook)
    return Study(where, tables, codebook, entities)
