"""Cue verbs and their forms."""

from __future__ import annotations

import pytest

from analysis.attribution.cues import cue_forms, cue_table, inflect
from tests.attribution.short_article import found, statements

TAKES = set("cqtafwosvkxngbphi")


@pytest.mark.parametrize(
    ("verb", "cls"), [("said", "neutral"), ("insisted", "assertive"), ("claimed", "evaluative"), ("urged", "directive")]
)
def test_cue_class(verb: str, cls: str) -> None:
    """The class of the cue verb is reported with it."""
    content = "ministers to act" if verb == "urged" else "that the canal was dry"
    table = statements(f"Ms Tessen {verb} {content}.")
    assert table[["cue", "cue_class"]].to_numpy().tolist() == [[verb, cls]]


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("urge", ["urges", "urged", "urging"]),
        ("agree", ["agrees", "agreed", "agreeing"]),
        ("say", ["says", "said", "saying"]),
        ("go on", ["goes", "gone went", "going"]),
        ("label", ["labels", "labeled labelled", "labeling labelling"]),
        ("stress", ["stresses", "stressed", "stressing"]),
    ],
)
def test_verbs_are_inflected(verb: str, forms: list[str]) -> None:
    """Regular forms follow the spelling; irregular ones come from the table of cues."""
    cue = cue_table()[verb]
    third, past, gerund = list(inflect(verb.partition(" ")[0], cue.past, cue.gerund).values())[1:]
    assert [*third, " ".join(sorted(past)), " ".join(sorted(gerund))] == forms


def test_the_table_has_known_classes_and_complements() -> None:
    """A class or a complement that no rule knows would be a slip in the table."""
    assert {cue.cls for cue in cue_table().values()} == {"assertive", "directive", "evaluative", "neutral"}
    assert set().union(*(cue.takes for cue in cue_table().values())) <= TAKES


def test_a_verb_with_a_particle_comes_before_the_bare_verb() -> None:
    """The form "called for" is looked up before "called"."""
    particles = [form.particle for form in cue_forms()["called"]]
    assert particles == sorted(particles, key=lambda particle: not particle)
    assert particles[-1] == ""


@pytest.mark.parametrize(
    "verb",
    [
        "grumbled",
        "groused",
        "scoffed",
        "deadpanned",
        "enthused",
        "chimed in",
        "shot back",
        "smiled",
        "bristled",
        "griped",
        "jested",
        "implored",
    ],
)
def test_manner_of_speaking_is_a_cue_of_quotations(verb: str) -> None:
    """Verbs of manner attribute a quotation, but no clause without one."""
    assert [text for *_, text in found(f"\u201cIt is dear,\u201d Ben Lorne {verb}.")] == ["\u201cIt is dear,\u201d"]


def test_a_verb_of_beginning_needs_marks() -> None:
    """A quotation may begin, but work that begins is no speech."""
    assert found("The council began the work, started the engines and finished at noon.") == []
