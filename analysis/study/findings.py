"""What the study finds, in sentences whose every number is computed from the tables.

Each function states one finding together with the condition under which it may be said; a
finding whose condition fails raises, so prose and numbers cannot drift apart.
"""

from __future__ import annotations

from typing import Any

from analysis.framing.coding import agreement
from analysis.inference.findings import Finding
from analysis.study.comparisons import (
    CRITICAL,
    OFTEN,
    REFERENCE,
    SIDES,
    TARGET,
    exclusive_split_table,
    exclusive_terms,
    frame_differences,
    hits_by_selection,
    phrase_split_table,
    phrase_table,
    smallest_count,
    split_variants,
    summary,
    tone_differences,
)
from analysis.study.findings_framing_tone import finding_coder, finding_lexicons, finding_stance
from analysis.study.load import ERAS, SELECTIONS, Study
from analysis.terms.keyness import keyness

__all__ = [
    "CONFOUNDED",
    "RED_LINES",
    "all_findings",
    "finding_continuity",
    "finding_frames",
    "finding_keyness",
    "finding_red_lines",
    "finding_tone",
    "finding_vocabulary",
    "finding_voices",
    "listed",
]


RED_LINES = ("red line", "red lines")
CONFOUNDED = "Era goes along with speaker, occasion, outlet and length."


def listed(words: list[str]) -> str:
    """Put words in quotation marks and list them as a sentence does."""
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def finding_voices(study: Study) -> Finding:
    """Whose words the comparison rests on, and how few they are."""
    units = study.select().units
    sizes = units.groupby("era")["tokens"].sum()
    quoted = units.groupby("era")["quoted_tokens"].sum() / sizes
    speakers = units.groupby("era")["speaker"].nunique()
    documents = units.groupby("era")["document"].nunique()
    pages = study.select("whole pages").units["tokens"].sum()
    share = sizes.sum() / pages
    return Finding(
        name="voices",
        question="Whose words can be compared?",
        answer=(
            f"Only {share:.0%} of the words on the five pages are Chinese officials' statements about relations with the "
            f"United States: {sizes[REFERENCE]} from 2021 and {sizes[TARGET]} from 2025-26."
        ),
        evidence=(
            f"{len(units)} statements by {speakers[REFERENCE]} officials in {documents[REFERENCE]} articles of 2021 and "
            f"{speakers[TARGET]} officials in {documents[TARGET]} articles of 2025-26; in quotation marks stand "
            f"{quoted[REFERENCE]:.0%} and {quoted[TARGET]:.0%} of these words."
        ),
        stability="A count of these pages, by one coder; nothing is estimated.",
        limit="Each era is also a set of speakers, occasions and outlets, so no difference below can be put down to the era alone.",
        holds=bool(share < 0.5),
        values={
            "pages": float(pages),
            "share": float(share),
            **{f"tokens_{era}": float(sizes[era]) for era in ERAS},
            **{f"quoted_{era}": float(quoted[era]) for era in ERAS},
            **{f"statements_{era}": float(units["era"].eq(era).sum()) for era in ERAS},
        },
    )


def finding_keyness(study: Study) -> Finding:
    """Whether any word sets the eras apart beyond what few words allow."""
    terms = keyness(study.select(), **SIDES)
    key = int(terms["lrc"].ne(0).sum())
    variants = split_variants(study).set_index("counted")
    default, content = variants.iloc[0], variants.loc["content words only"]
    sizes = study.select().group("era").totals
    need_new, need_old = (
        smallest_count(int(sizes[a]), int(sizes[b]), family=len(terms))
        for a, b in ((TARGET, REFERENCE), (REFERENCE, TARGET))
    )
    return Finding(
        name="keyness",
        question="Is any single word key to an era?",
        answer=f"No: of {len(terms)} terms compared, none is reliably more frequent in one era.",
        evidence=(
            f"The conservative log ratio is 0 for all {len(terms)} terms. So few words could hardly show anything else: a word "
            f"absent from one era would need {need_new} occurrences in 2025-26, or {need_old} in 2021. By the customary "
            f"threshold (G2 of {CRITICAL:.2f}) {default['real']} terms would be called key; the {default['others']} other ways to "
            f"split the same five articles, which mix the eras, give {default['lowest']} to {default['highest']}."
        ),
        stability=(
            f"{default['as_many']} of the {default['others']} mixed splits give at least as many such terms as the real one; "
            f"with content words only, {content['as_many']} ({content['real']} against {content['lowest']} to "
            f"{content['highest']}). No exact p can be below {1 / (default['others'] + 1):.1f}."
        ),
        limit=f"Absence of a reliable difference in so few words is no evidence that the eras spoke alike. {CONFOUNDED}",
        holds=key == 0 and default["as_many"] > 0,
        values={
            "terms": float(len(terms)),
            "lrc_not_zero": float(key),
            "need_trump2": float(need_new),
            "need_biden": float(need_old),
            **{f"g2_{name}": float(value) for name, value in default.items()},
        },
    )


def finding_vocabulary(study: Study) -> Finding:
    """Terms that every article of one era has and no article of the other, beside what sizes alone give."""
    words = exclusive_terms(study)
    old, new = words[words["era"].eq(REFERENCE)], words[words["era"].eq(TARGET)]
    splits = exclusive_split_table(study)
    real = splits[splits["real"]].iloc[0]
    others = splits[~splits["real"]]
    quoted = exclusive_terms(study, selection="officials, some words quoted")
    wider = exclusive_terms(study, selection="officials and institutions")
    lost = sorted(set(old["term"]) - set(wider["term"]))
    occurrences = ", ".join(f"{term} {count}" for term, count in zip(old["term"], old["count"], strict=True))
    return Finding(
        name="vocabulary",
        question="Which words do officials' statements of one era have, and of the other not?",
        answer=(
            f"{listed(list(old['term']))} stand in officials' statements in both articles of 2021 and in none of 2025-26, and "
            f"no content word the other way round; but the longer articles of 2021 would give {real['expected']:.1f} such words "
            "by their length alone."
        ),
        evidence=(
            f"Occurrences in 2021: {occurrences}; of these {old['quoted'].sum()} of {old['count'].sum()} in quotation marks, the "
            f"others in reporters' wording. Words with fewer than {OFTEN} occurrences are left out. The {len(others)} other ways "
            f"to split the articles give {others['key_terms'].min()} to {others['key_terms'].max()} such words, where length alone "
            f"would give {others['expected'].min():.1f} to {others['expected'].max():.1f}."
        ),
        stability=(
            f"The real split has most of the {len(splits)} splits: exact p = {1 / len(splits):.1f}, the lowest possible. In "
            f"statements with some words quoted {len(quoted)} of the words remains ({', '.join(quoted['term'])}); with "
            f"institutions counted in, {len(lost)} falls out ({', '.join(lost)}). The list was picked after looking."
        ),
        limit=f"Presence depends on what each reporter chose to carry. {CONFOUNDED}",
        holds=bool(
            len(old) > 1
            and len(new) == 0
            and real["key_terms"] == len(words) > others["key_terms"].max()
            and len(quoted) == len(lost) == 1
        ),
        values={
            "words": float(len(words)),
            "expected": float(real["expected"]),
            "others_highest": float(others["key_terms"].max()),
            "quoted": float(old["quoted"].sum()),
            **{f"count_{term}": float(count) for term, count in zip(old["term"], old["count"], strict=True)},
        },
    )


def finding_red_lines(study: Study) -> Finding:
    """Where "red line" stands, and where it does not."""
    table = hits_by_selection(study, RED_LINES).set_index("selection")
    rows: list[Any] = [
        table.loc[name].astype(int) for name in ("officials", "whole pages", "officials, leads left out")
    ]
    officials, pages, no_leads = rows
    quoted = study.quoted_terms.select(**SELECTIONS["officials"]).of("lines").sum()
    omissions = study.tables["omissions"]
    elsewhere = int((omissions["expression"].eq("red line") & omissions["relation"].eq("absent")).sum())
    of = int(study.documents["era"].eq(TARGET).sum())
    on_pages = int(pages["count_biden"] + pages["count_trump2"])
    return Finding(
        name="red-lines",
        question="Is “red line” new?",
        answer=(
            f"In these articles officials' “red lines” stand in {officials['documents_trump2']} of {of} articles of 2025-26 and in "
            "none of 2021; but officials used the expression in 2021 too."
        ),
        evidence=(
            f"{officials['count_trump2']} occurrences in officials' statements of 2025-26 ({officials['tokens_trump2']} words), "
            f"{quoted} of them in quotation marks, against {officials['count_biden']} in 2021 ({officials['tokens_biden']} words); "
            f"{on_pages} on the five pages when headlines and reporters' words are counted in. "
            f"{elsewhere} uses by officials in early 2021 are known from official transcripts outside the corpus."
        ),
        stability=(
            f"Without lead sentences that repeat what follows {no_leads['count_trump2']} occurrences are left, in "
            f"{no_leads['documents_trump2']} articles."
        ),
        limit=f"The counts cannot be read as a difference in what officials said. {CONFOUNDED}",
        holds=bool(officials["count_biden"] == 0 and officials["count_trump2"] > 0 and elsewhere > 0),
        values={
            "officials": float(officials["count_trump2"]),
            "quoted": float(quoted),
            "pages": float(on_pages),
            "documents": float(officials["documents_trump2"]),
        },
    )


def finding_continuity(study: Study) -> Finding:
    """Set phrases that both eras share, and those of one era."""
    table = phrase_table(study)
    in_old, in_new = table["count_biden"].gt(0), table["count_trump2"].gt(0)
    formulas = table["formula"]
    both, old, new = (
        sorted(table.loc[formulas & some, "phrase"]) for some in (in_old & in_new, in_old & ~in_new, in_new & ~in_old)
    )
    splits = summary(phrase_split_table(study))
    return Finding(
        name="continuity",
        question="Which set phrases persist?",
        answer=(
            f"Of {formulas.sum()} recurring formulas, {listed(both)} are in officials' statements of both eras, {listed(old)} in "
            f"2021 only, {listed(new)} in 2025-26 only."
        ),
        evidence=(
            f"A formula is here a phrase of the codebook that recurs in two articles. Of all {len(table)} recurring phrases "
            f"{(in_old & in_new).sum()} are in both eras, names and phrases like “two countries” counted in."
        ),
        stability=(
            f"The {splits['others']} other ways to split the articles share {splits['lowest']} to {splits['highest']} of these "
            f"phrases, {splits['as_many']} of them as many as the eras or more: neither continuity nor change stands out."
        ),
        limit=f"Quotations may be translations, and one formula can be worded in several ways. {CONFOUNDED}",
        holds=bool(both and old and new) and 0 < splits["as_many"] < splits["others"],
        values={
            "formulas": float(formulas.sum()),
            "shared": float((in_old & in_new).sum()),
            "phrases": float(len(table)),
            "as_many": float(splits["as_many"]),
        },
    )


def finding_frames(study: Study) -> Finding:
    """Which frames the officials' statements of each era have."""
    table = frame_differences(study).set_index("frame")
    coded = agreement(study.frames.loc[study.frames_coded.index], study.frames_coded)
    f1 = float(coded.set_index("frame")["f1"]["(all)"])
    largest = table["difference"].abs().nlargest(5).index
    dialogue, win, world, red, principles = (
        table.loc[frame] for frame in ("DIALOGUE", "WINWIN", "GLOBAL", "RED_LINE", "REL_PRINCIPLES")
    )

    def counts(row: Any) -> str:
        return (
            f"{row['statements_biden']} of {row['statements_of_biden']} statements of 2021 and "
            f"{row['statements_trump2']} of {row['statements_of_trump2']} of 2025-26"
        )

    return Finding(
        name="frames",
        question="How did officials frame the relationship?",
        answer=(
            "As reported in 2021, chiefly as dialogue, cooperation and a matter for the world; as reported in 2025-26, more "
            "by limits and by principles for the relationship."
        ),
        evidence=(
            f"Dialogue: {counts(dialogue)}. Win-win cooperation: {counts(win)}. The world: {counts(world)}. Red lines: {counts(red)}, in "
            f"{red['documents_trump2']} of {red['documents_of_trump2']} articles. Principles: {counts(principles)}. These are "
            f"the five largest of {len(table)} differences, picked after looking."
        ),
        stability=(
            "The direction of these five survives the omission of any one article; exact p is "
            f"{table.loc[largest, 'p'].min():.1f} to {table.loc[largest, 'p'].max():.1f}, where {table['p_floor'].max():.1f} is "
            f"the lowest possible and {len(table)} frames were looked at."
        ),
        limit=(
            f"The dictionary agrees with one coder's hand coding (F1 {f1:.2f}), but its patterns were written "
            "knowing these statements, so that figure flatters it; the score on unseen sentences is beside it in notebook 03. "
            f"{CONFOUNDED}"
        ),
        holds=bool(
            set(largest) == {"DIALOGUE", "WINWIN", "GLOBAL", "RED_LINE", "REL_PRINCIPLES"}
            and world["difference"] < 0
            and dialogue["difference"] < 0
            and win["difference"] < 0
            and red["difference"] > 0
            and principles["difference"] > 0
            and table.loc[largest, "same_sign"].all()
        ),
        values={
            **{f"share_{frame}_biden": float(table.loc[frame, "mean_reference"]) for frame in table.index},
            **{f"share_{frame}_trump2": float(table.loc[frame, "mean_target"]) for frame in table.index},
            "f1_in_sample": f1,
        },
    )


def finding_tone(study: Study) -> Finding:
    """Whether the tone differs, and on how many choices the answer hangs."""
    table = tone_differences(study)
    default = table.iloc[0]
    higher = int(table["difference"].gt(0).sum())
    stable = int(table["same_sign"].sum())
    scores = study.scores()
    by_voice = scores.groupby("voice")["score"].mean()
    silent = int(scores["hits"].eq(0).sum())
    return Finding(
        name="tone",
        question="Did the tone change?",
        answer=(
            f"It cannot be said: VADER scores the later statements {default['difference']:.2f} higher on a scale from -1 to 1, but the "
            "sign hangs on choices that have nothing to do with the eras."
        ),
        evidence=(
            f"Mean {default['mean_reference']:.2f} in 2021 and {default['mean_target']:.2f} in 2025-26, names masked; over "
            f"{len(table)} reasonable choices of statements and masking the difference runs from "
            f"{table['difference'].min():+.2f} to {table['difference'].max():+.2f}, above zero in {higher}."
        ),
        stability=(
            f"The sign survives the omission of any one article in {stable} of the {len(table)} choices; exact p = "
            f"{default['p']:.1f} for the default, where {default['p_floor']:.1f} is the lowest possible."
        ),
        limit=(
            f"Words in quotation marks score higher than reported ones (direct {by_voice['direct']:.2f}, indirect "
            f"{by_voice['indirect']:.2f}), diplomatic boilerplate scores positive, and {silent} of {len(scores)} statements "
            "have no word of the lexicon."
        ),
        holds=bool(
            default["difference"] > 0
            and default["p"] > 0.1
            and by_voice["direct"] > by_voice["indirect"]
            and table["difference"].lt(0).any()
        ),
        values={
            "difference": float(default["difference"]),
            "lowest": float(table["difference"].min()),
            "highest": float(table["difference"].max()),
            "above_zero": float(higher),
            "choices": float(len(table)),
            "stable": float(stable),
        },
    )


def all_findings(study: Study) -> list[Finding]:
    """Every finding of the study, in reading order."""
    return [
        make(study)
        for make in (
            finding_voices,
            finding_keyness,
            finding_vocabulary,
            finding_red_lines,
            finding_continuity,
            finding_frames,
            finding_coder,
            finding_tone,
            finding_lexicons,
            finding_stance,
        )
    ]
