"""Words whose speaker is named beside them: in the paragraph before, below, behind a dash, in the head of a letter."""

from __future__ import annotations

import pytest

from analysis.attribution.apart import desk_of, lines_of, only_person, passages_of
from analysis.attribution.extract import extract_statements
from analysis.attribution.layout import blocks_of
from analysis.attribution.quotes import find_quotes
from analysis.attribution.sentences import sentences_of

OPENING = "The old ferry was sold on Monday to a firm from the north.\n\n"
WORDS = "“The ferry will run again by June.”"
RELEASE = "FOR IMMEDIATE RELEASE\n\nFerry sold to a northern firm\n\nThe old ferry was sold on Monday.\n\n"


def rows(text: str) -> list[tuple[str, str, str]]:
    """Return speaker, voice and words of each statement."""
    table = extract_statements(text)
    return list(zip(table["speaker"], table["voice"], table["text"], strict=True))


@pytest.mark.parametrize(
    ("cue", "speaker"),
    [
        ("Ms Marrow said:", "Marrow"),
        ("Harbour chief Ada Marrow said in a statement:", "Ada Marrow"),
        ("Ada Marrow, the harbour chief, wrote on X:", "Ada Marrow"),
        ("In an email to the Lowmark Post, Ada Marrow explained:", "Ada Marrow"),
        ("Ms Marrow told reporters:", "Marrow"),
        ("Speaking in Lowmark on Sunday, Ms Marrow said,", "Marrow"),
        ("Asked about the ferry, Ms Marrow replied:", "Marrow"),
        ("The statement from Ms Marrow read:", "Marrow"),
        ("Ms Marrow's letter continued:", "Marrow"),
        ("The mayor issued the following statement:", "mayor (unnamed)"),
        (
            (
                "The council sat for six hours over the ferry, which carries 300 people a day, and when it was over the "
                "harbour chief, Ada Marrow, who had missed the last meeting, added:"
            ),
            "Ada Marrow",
        ),
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_quotation_in_the_paragraph_after_its_cue_is_one_statement(cue: str, speaker: str, gap: str) -> None:
    """A line break between cue and quotation changes nothing, and what stands before the cue is not said."""
    assert rows(OPENING + cue + gap + WORDS) == [(speaker, "direct", WORDS)]


def test_a_colon_without_anybody_who_speaks_introduces_nothing() -> None:
    """A list of parts is no statement."""
    assert rows(OPENING + "The plan has three parts:\n\n“Ferry first” is the name of one.") == []


@pytest.mark.parametrize("mark", ["> ", ""])
def test_a_block_quotation_is_direct_speech_without_its_marks(mark: str) -> None:
    """After "wrote:" a paragraph set apart is what was written, with or without marks of quotation."""
    text = (
        f"{OPENING}In a letter to residents, Ms Marrow wrote:\n\n{mark}The ferry is old. We will buy a new one.\n\n"
        "The council meets on Friday."
    )
    assert rows(text) == [("Marrow", "direct", "The ferry is old. We will buy a new one.")]


def test_the_lines_of_a_block_quotation_lose_their_marks() -> None:
    """Each line is one span, without the mark and the space before it."""
    text = "> The ferry is old.\n>\n>> We will buy a new one."
    assert [text[a:b] for a, b in lines_of(text, (0, len(text)))] == ["The ferry is old.", "We will buy a new one."]


@pytest.mark.parametrize(
    ("lines", "speaker", "role"),
    [
        (f"{WORDS} -Mayor Ada Marrow", "Ada Marrow", "Mayor"),
        (f"{WORDS}\n\n— Ada Marrow", "Ada Marrow", ""),
        (f"{WORDS}\n– Ada Marrow, captain of the ferry", "Ada Marrow", "captain of the ferry"),
        (f"{WORDS} (Ada Marrow, harbour chief)", "Ada Marrow", "harbour chief"),
        (f"{WORDS}\n\nAda Marrow, CEO of Lowmark Ferries", "Ada Marrow", "CEO of Lowmark Ferries"),
        (f"And from Ms Marrow: {WORDS}", "Marrow", ""),
        (f"Quote from Mayor Ada Marrow: {WORDS}", "Ada Marrow", "Mayor"),
        (f"Ada Marrow, Chief Executive, Lowmark Ferries:\n\n{WORDS}", "Ada Marrow", "Chief Executive"),
        (f"Mayor Ada Marrow, City of Lowmark\n{WORDS}", "Ada Marrow", "Mayor"),
    ],
)
def test_the_forms_of_releases_name_their_speakers(lines: str, speaker: str, role: str) -> None:
    """A signature, a name in brackets and a name before a colon are speakers, with the office beside them."""
    table = extract_statements(RELEASE + lines)
    assert table[["speaker", "role", "text"]].to_numpy().tolist() == [[speaker, role, WORDS]]


def test_a_signature_needs_nothing_around_it() -> None:
    """A quotation and its signature may be the whole text."""
    assert rows(f"{WORDS} -Mayor Ada Marrow") == [("Ada Marrow", "direct", WORDS)]


@pytest.mark.parametrize(
    "line", ["The ferry in the harbour (Ada Marrow / Lowmark Post)", "The ferry “will run” (Lowmark Post)."]
)
def test_a_credit_is_no_signature(line: str) -> None:
    """A photographer or a newspaper in brackets says nothing."""
    assert rows(RELEASE + line) == []


@pytest.mark.parametrize(
    "head",
    ["From the desk of Mayor Ada Marrow", "Statement by Mayor Ada Marrow on the ferry", "A message from Ada Marrow"],
)
def test_a_letter_is_said_by_whoever_heads_it(head: str) -> None:
    """What follows the head is direct speech, down to the greeting at its end."""
    text = f"{head}\n\nThe ferry is sold, and we thank its crews.\n\nWe will buy a new one.\n\nSincerely,\nAda Marrow"
    assert rows(text) == [
        ("Ada Marrow", "direct", "The ferry is sold, and we thank its crews. … We will buy a new one.")
    ]


def test_a_letter_that_speaks_of_we_is_whole() -> None:
    """A sentence that begins with "we" and a cue belongs to the letter and is no statement of its own."""
    text = "Statement by Mayor Ada Marrow on the ferry\n\nWe welcome the ferry. It is new.\n\nWe thank its crews.\n"
    assert rows(text) == [("Ada Marrow", "direct", "We welcome the ferry. It is new. … We thank its crews.")]


def test_several_in_a_line_are_each_signed() -> None:
    """Names in brackets sign the quotation before them; the bracket is no part of the office."""
    table = extract_statements(f"{RELEASE}{WORDS} (Ben Lorne, chief engineer). “It was cheap” (Ada Marrow, treasurer).")
    assert table[["speaker", "role", "text"]].to_numpy().tolist() == [
        ["Ben Lorne", "chief engineer", WORDS],
        ["Ada Marrow", "treasurer", "“It was cheap”"],
    ]


def test_a_letter_without_a_head_has_no_speaker() -> None:
    """Nothing is said by a release that names nobody at its head."""
    assert desk_of(RELEASE, blocks_of(RELEASE), []) is None


@pytest.mark.parametrize("gap", ["\n\n", " "])
def test_a_quotation_after_the_only_possible_speaker_is_theirs_with_little_confidence(gap: str) -> None:
    """Without a verb of saying, a sentence that names one person still tells who speaks; with two it does not."""
    one = OPENING + f"Mayor Ada Marrow cut the ribbon at noon.{gap}{WORDS}"
    table = extract_statements(one)
    assert table["speaker"].tolist() == ["Ada Marrow"]
    assert table["confidence"].max() < 0.5
    two = OPENING + f"Mayor Ada Marrow met Captain Ben Lorne at noon.{gap}{WORDS}"
    assert "Ada Marrow" not in extract_statements(two)["speaker"].tolist()


def test_the_only_person_is_the_subject() -> None:
    """A person who comes late in the sentence is not its subject."""
    text = "Mayor Ada Marrow smiled."
    (sentence,) = sentences_of(text, 0, len(text), find_quotes(text))
    assert only_person(text, sentence) == (0, 16)
    text = "The ferry that was sold carried Ada Marrow."
    (sentence,) = sentences_of(text, 0, len(text), find_quotes(text))
    assert only_person(text, sentence) is None


def test_passages_join_a_cue_with_its_quotation_only() -> None:
    """Every paragraph is in one passage, so that nothing is read twice."""
    text = f"{OPENING}Ms Marrow said:\n\n{WORDS}\n\nThe council meets on Friday."
    passages = passages_of(text, blocks_of(text))
    assert [text[p.block.start : p.block.end].split(maxsplit=1)[0] for p in passages] == ["The", "Ms", "The"]
