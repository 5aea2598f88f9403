"""Derive every table of the data package from the articles, and compare with what is committed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from analysis.corpus.articles import Article, read_folder
from analysis.corpus.tokens import Entities, tokenise
from analysis.errors import DataError, SourceError
from analysis.files import write_bytes
from analysis.framing.codebook import Codebook, read_codebook
from analysis.framing.coding import frame_hits
from analysis.framing.stance import read_word_lists, stance_hits
from analysis.sentiment.every import score_all
from analysis.sentiment.overlay import read_overlay
from analysis.study.data.cards import find_fragments
from analysis.study.data.choices import count_choices
from analysis.study.data.datasheet import with_columns
from analysis.study.data.descriptor import DESCRIPTOR, read_descriptor
from analysis.study.data.package import problems, read_tables, write_seal
from analysis.study.data.statements import UnknownArticleError, locate, match_articles, unit_parts, unit_tokens
from analysis.study.design import REFERENCE, SELECTIONS, TARGET
from analysis.tables import csv_bytes, read_csv
from analysis.terms.compare.comparison import Comparison
from analysis.terms.context.families import set_phrases
from analysis.terms.context.hits import hit_lines, terms_near_hits
from analysis.terms.context.phrases import phrase_rows, recurring_phrases
from analysis.terms.context.windows import window_counts
from analysis.terms.describe.closed_class import function_words

__all__ = ["addressees", "build", "check", "derive", "read_codebook_folder", "read_units", "refuse_unknown_frames"]

Progress = Callable[[str], None]
NODES_FROM = 3
"""Occurrences in each era from which a content term is a node of the table of collocates."""


def read_codebook_folder(data: Path, codebook: Path | None = None) -> tuple[Codebook, Entities]:
    """Read the codebook (or another one) and the entity table of a data folder."""
    entities = Entities(
        read_csv(data / "codebook" / "entities.csv", text=("entity", "variant", "kind", "unless_after", "note"))
    )
    return read_codebook(codebook or data / "codebook" / "frames.yaml", entities=entities), entities


def refuse_unknown_frames(coded: pd.DataFrame, codebook: Codebook) -> None:
    """Raise a DataError for a hand code that the codebook does not have; NONE stands for no frame."""
    allowed = {*codebook.ids, "NONE"}
    for row, frame in zip(coded.index, coded["frame"], strict=True):
        if frame not in allowed:
            listed = ", ".join(sorted(allowed))
            raise DataError(f"frames_coded.csv, row {row + 2}: frame is {frame!r}; allowed: {listed}; correct the cell")


def _sources(data: Path, sources: Path, documents: pd.DataFrame) -> dict[str, Article]:
    try:
        return match_articles(read_folder(sources), documents)
    except UnknownArticleError as error:
        _, entities = read_codebook_folder(data)
        found = Counter(token.term for token in tokenise(error.article.text, entities=entities))
        raise error.beside(found, _committed_terms(data)) from None


def _committed_terms(data: Path) -> dict[str, Counter[str]]:
    """Terms of each article as far as the committed counts tell; empty where there are none yet."""
    try:
        terms, units = (
            read_csv(data / f"{name}.csv", text=("unit", "document", "term")) for name in ("terms", "units")
        )
        statements = read_csv(data / "statements.csv", text=("statement", "within")).set_index("statement")
    except DataError:
        return {}
    nested = statements.index[statements["within"].notna()]
    home = units.set_index("unit")["document"].drop(nested, errors="ignore")
    found: dict[str, Counter[str]] = {str(name): Counter() for name in home.unique()}
    for unit, term, count in terms[["unit", "term", "count"]].itertuples(index=False):
        if unit in home.index:
            found[home[unit]][term] += count
    return found


def read_units(data: Path, sources: Path) -> Iterator[tuple[str, Article, pd.DataFrame]]:
    """Yield (document, article, located spans) for every article of the study."""
    tables = read_tables(data, read_descriptor(data), derived=False)
    articles = _sources(data, sources, tables["documents"])
    spans, sizes = tables["spans"], tables["documents"].set_index("document")["characters"]
    for document, article in sorted(articles.items()):
        here = spans[spans["document"].eq(document)]
        yield document, article, locate(article.text, here, characters=int(sizes[document]))


def derive(data: Path, sources: Path, *, progress: Progress = lambda _: None) -> dict[str, pd.DataFrame]:
    """Derive all tables that come from the articles' text.

    Raises SourceError and DataError for whatever is wrong with the articles or the annotations.
    """
    for problem in problems(data, derived=False):
        raise DataError(problem)
    codebook, entities = read_codebook_folder(data)
    facts = read_tables(data, read_descriptor(data), derived=False)
    refuse_unknown_frames(facts["frames_coded"], codebook)
    names = Entities(
        entities.table[entities.table["kind"].isin(["country", "metonym", "institution", "place", "currency"])]
    )
    tokens_of, text_of, parts_of, home = [], {}, [], {}
    for document, article, spans in read_units(data, sources):
        progress(f"reading article {document}")
        tokens_of.append(unit_tokens(article.text, spans, document=document, entities=entities))
        for unit, start, end in unit_parts(article.text, spans, document=document):
            parts_of.append((unit, article.text[start:end]))
            text_of[unit], home[unit] = article.text, document
    tokens = pd.concat(tokens_of, ignore_index=True)
    progress("counting terms and phrases")
    body = tokens[~tokens["unit"].str.endswith("-furniture")].reset_index(drop=True)
    addressed, own = addressees(entities)
    hits = frame_hits(body, codebook, names=addressed, own=own)
    scored = [(unit, text) for unit, text in parts_of if not unit.endswith("-furniture")]
    progress("scoring sentiment")
    overlay = read_overlay(data / "codebook" / "overlay.csv", entities=names)
    scores, words = score_all(scored, names=names, overlay=overlay)
    stance = _stance(body, data, entities)
    progress("deriving tables")
    attributed = body[~body["unit"].str.endswith("-narration")].reset_index(drop=True)
    phrases = recurring_phrases(attributed, document=home, not_at_edges=function_words())
    return {
        "units": _units(tokens, home),
        "terms": _terms(tokens),
        "phrases": phrases,
        "frame_hits": _counted(hits, ["unit", "frame", "indicator", "hit", "negated", "target"]),
        # Seven words and not eight: beside the name of a frame, eight could read as nine in a row.
        "concordance": hit_lines(body, hits, text=text_of, most_words=7, reserved=phrase_rows(body, phrases)),
        "cooccurrence": terms_near_hits(body, hits, group=home),
        "set_phrases": _set_phrases(body, facts),
        "collocates": _collocates(body, facts),
        "lexicon_scores": _in_order(scores, [*_SCORED, "score", "hits", "tokens"], 4),
        "lexicon_hits": _in_order(words, [*_SCORED, "word", "valence", "adjusted", "count"], 5),
        "stance_hits": stance,
        "expression_hits": _expressions(body, data, entities),
        "fragments": find_fragments(body, data, entities),
        "normalisations": count_choices(scored, entities=entities),
    }


_SCORED = ["unit", "lexicon", "masked", "overlay"]


def _officials(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the statements of officials that are compared, with their era, indexed by statement."""
    about = tables["statements"].join(tables["documents"].set_index("document")["era"], on="document")
    about = about.assign(type="statement", original=about["duplicate_of"].fillna("").eq("")).set_index("statement")
    for column, value in SELECTIONS["officials"].items():
        about = about[about[column].isin([value])]
    return about


def _set_phrases(tokens: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Find the set phrases of officials' statements that recur in at least two articles."""
    comparison = Comparison(_officials(tables), by="era", target=TARGET, reference=REFERENCE)
    found = set_phrases(comparison, tokens).occurrences
    return found[["phrase", "variant", "wording", "unit"]].sort_values(["phrase", "unit", "variant"], ignore_index=True)


def _collocates(tokens: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Count what stands near the content terms that officials' statements of every era have often enough."""
    about = _officials(tables)
    inside = tokens[tokens["unit"].isin(about.index)].reset_index(drop=True)
    by_era = inside.groupby(["term", inside["unit"].map(about["era"])]).size().unstack(fill_value=0)
    often = by_era.index[by_era.ge(NODES_FROM).all(axis=1)]
    nodes = sorted(set(often) - function_words())
    found = window_counts(
        inside, nodes, group=dict(zip(about.index.astype(str), about["document"].astype(str), strict=True))
    )
    return found.rename(columns={"group": "document"})


def addressees(entities: Entities) -> tuple[frozenset[str], frozenset[str]]:
    """Return whom Chinese statements can be directed at, and the names of their own side.

    Taiwan is a topic of these statements and not the one they speak to.
    """
    about = entities.table
    names = set(about.loc[about["kind"].isin(["country", "metonym", "institution"]), "entity"])
    return frozenset(names - {"Taiwan"}), frozenset({"China", "National People's Congress", "Communist Party"})


def _counted(hits: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    table = hits.groupby(keys).size().rename("count").reset_index().sort_values(keys, ignore_index=True, kind="stable")
    return _flags(table, [column for column in ("verbatim", "negated") if column in keys])


def _stance(tokens: pd.DataFrame, data: Path, entities: Entities) -> pd.DataFrame:
    lists = read_word_lists(data / "codebook" / "stance.csv", entities=entities)
    names, own = addressees(entities)
    statements = tokens[~tokens["unit"].str.endswith("-narration")].reset_index(drop=True)
    hits = stance_hits(statements, lists, names=names, own=own, quoted=statements["quoted"])
    return _counted(hits, ["unit", "category", "indicator", "hit", "verbatim", "negated", "addressee"])


def _expressions(tokens: pd.DataFrame, data: Path, entities: Entities) -> pd.DataFrame:
    """Find the expressions that are looked up in official versions, each as formula or variant."""
    path = data / "codebook" / "expressions.csv"
    lists = read_word_lists(path, column="expression", entities=entities)
    hits = stance_hits(tokens, lists, names=(), quoted=tokens["quoted"]).rename(columns={"category": "expression"})
    match = read_csv(path, text=("expression", "pattern", "match")).set_index(["expression", "pattern"])["match"]
    hits["match"] = [match[key] for key in zip(hits["expression"], hits["indicator"], strict=True)]
    return _counted(hits, ["unit", "expression", "match", "hit", "verbatim"])


def _flags(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return table.assign(**{column: table[column].map({True: "true", False: "false"}) for column in columns})


def _units(tokens: pd.DataFrame, home: dict[str, str]) -> pd.DataFrame:
    grouped = tokens.groupby("unit")
    table = pd.DataFrame(
        {"sentences": grouped["sentence"].nunique(), "tokens": grouped.size(), "quoted_tokens": grouped["quoted"].sum()}
    ).reset_index()
    rest = table["unit"].str.extract(r"-(narration|furniture)$")[0]
    table.insert(1, "document", table["unit"].map(home))
    table.insert(2, "type", rest.fillna("statement"))
    return table.sort_values("unit", ignore_index=True, kind="stable")


def _terms(tokens: pd.DataFrame) -> pd.DataFrame:
    grouped = tokens.groupby(["unit", "term"])["quoted"].agg(["size", "sum"]).astype(int)
    return grouped.set_axis(["count", "quoted"], axis=1).reset_index()


def _in_order(table: pd.DataFrame, columns: list[str], keys: int) -> pd.DataFrame:
    out = table[columns].sort_values(columns[:keys], ignore_index=True, kind="stable")
    return _flags(out, ["masked", "overlay"])


def build(data: Path, sources: Path, *, progress: Progress = lambda _: None) -> list[str]:
    """Derive all tables and write them with their checksums; return the names of files that changed."""
    tables = derive(data, sources, progress=progress)
    changed = []
    for name, table in tables.items():
        path, content = data / f"{name}.csv", csv_bytes(table)
        if not path.is_file() or path.read_bytes() != content:
            write_bytes(path, content)
            changed.append(path.name)
    problem = next(problems(data), None)
    if problem:
        raise DataError(problem)
    if write_seal(data):
        changed.append(DESCRIPTOR)
    sheet = data / "README.md"
    if sheet.is_file():
        renewed = with_columns(sheet.read_text(encoding="utf-8"), read_descriptor(data)).encode("utf-8")
        if renewed != sheet.read_bytes():
            write_bytes(sheet, renewed)
            changed.append(sheet.name)
    return changed


def check(data: Path, sources: Path, *, progress: Progress = lambda _: None) -> list[str]:
    """Derive all tables and say for each in one line how it differs from the file; empty if identical."""
    said = []
    for name, table in derive(data, sources, progress=progress).items():
        path, content = data / f"{name}.csv", csv_bytes(table)
        if not path.is_file():
            said.append(f"{path.name} is missing")
        elif path.read_bytes() != content:
            said.append(f"{path.name} {_first_difference(path.read_bytes(), content)}")
    return said


def _first_difference(found: bytes, expected: bytes) -> str:
    old, new = found.decode("utf-8", "replace").split("\n"), expected.decode("utf-8").split("\n")
    for row, (a, b) in enumerate(zip(old, new, strict=False), start=1):
        if a != b:
            return f"differs from the articles at row {row}: it has {a!r}, the articles give {b!r}"
    return f"has {len(old) - 1} rows, the articles give {len(new) - 1}"


def sources_or_none(named: str | None, data: Path) -> Path | None:
    """Return the folder with the articles: the one named, else `data/sources` if it is there."""
    if named:
        return Path(named)
    usual = data / "sources"
    return usual if usual.is_dir() else None


def require_sources(named: str | None, data: Path) -> Path:
    """Return the folder with the articles, or raise a SourceError that says how to provide it."""
    found = sources_or_none(named, data)
    if found is None:
        raise SourceError(
            "the articles are not here: they are other people's copyright and not part of the project; put the five "
            f"text files in {data / 'sources'} or set DISCOURSE_SOURCES to their folder"
        )
    return found
