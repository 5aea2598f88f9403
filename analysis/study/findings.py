"""What the study finds, in sentences whose every number is computed from the tables.

Each function states one finding together with the condition under which it may be said; a
finding whose condition fails raises, so prose and numbers cannot drift apart.
"""

from __future__ import annotations

from typing import Any

from analysis.framing.coding import agreement
from analysis.inference.findings import Finding
from analysis.study.comparisons import (
    OFTEN,
    REFERENCE,
    SIDES,
    TARGET,
    compare_terms,
    exclusive_split_table,
    frame_differences,
    phrase_table,
    split_table,
    tone_differences,
)
from analysis.study.load import ERAS, SELECTIONS, Study
from analysis.terms.keyness import keyness

__all__ = [
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
    splits = split_table(study)
    real = int(splits.loc[splits["real"], "key_terms"].iloc[0])
    others = splits.loc[~splits["real"], "key_terms"]
    as_many = int((others >= real).sum())
    return Finding(
        name="keyness",
        question="Is any single word key to an era?",
        answer=f"No: of {len(terms)} terms compared, none is reliably more frequent in one era.",
        evidence=(
            f"The conservative log ratio is 0 for all {len(terms)} terms. By the customary threshold (G2 of 3.84) {real} "
            f"terms would be called key, and the {len(others)} other ways to split the same five articles, which mix the "
            f"eras, give {others.min()} to {others.max()}."
        ),
        stability=(
            f"{as_many} of the {len(others)} mixed splits give at least as many such terms as the real one. With two articles "
            f"against three no exact p can be below 1/{len(splits)}."
        ),
        limit="Absence of a reliable difference in so few words is no evidence that the eras spoke alike.",
        holds=key == 0 and len(splits) == 10,
        values={
            "terms": float(len(terms)),
            "lrc_not_zero": float(key),
            "g2_real": float(real),
            "g2_others_lowest": float(others.min()),
            "g2_others_highest": float(others.max()),
            "splits_as_many": float(as_many),
        },
    )


def finding_vocabulary(study: Study) -> Finding:
    """Terms that every article of one era has and no article of the other."""
    table = compare_terms(study)
    table = table[table["count_target"] + table["count_reference"] >= OFTEN]
    old = table[table["documents_reference"].eq(table["documents_of_reference"]) & table["count_target"].eq(0)]
    old = old.sort_values("term")
    new = table[table["documents_target"].eq(table["documents_of_target"]) & table["count_reference"].eq(0)]
    splits = exclusive_split_table(study)
    others = splits.loc[~splits["real"], "key_terms"]
    occurrences = ", ".join(f"{term} {count}" for term, count in zip(old["term"], old["count_reference"], strict=True))
    return Finding(
        name="vocabulary",
        question="Which words belong to one era only?",
        answer=(
            f"{listed(list(old['term']))} stand in officials' statements in both articles of 2021 and in none of 2025-26; no "
            "content word is in all three later articles and in neither of the earlier ones."
        ),
        evidence=(
            f"Occurrences in 2021: {occurrences}. Words with fewer than {OFTEN} occurrences in all are left out. The other "
            f"ways to split the five articles give {others.min()} to {others.max()} such words, the real one {len(old)}."
        ),
        stability=(
            f"No omission of one article turns a direction; the exact p of a word's log ratio lies between "
            f"{old['p_documents'].min():.1f} and {old['p_documents'].max():.1f}, where 0.1 is the lowest possible."
        ),
        limit="Presence depends on what each reporter chose to carry: see what the papers left out.",
        holds=bool(len(old) > 1 and len(new) == 0 and old["same_sign"].all() and len(old) > others.max()),
        values={
            "words": float(len(old)),
            "others_highest": float(others.max()),
            **{f"count_{term}": float(count) for term, count in zip(old["term"], old["count_reference"], strict=True)},
        },
    )


def finding_red_lines(study: Study) -> Finding:
    """Where "red line" stands, and where it does not."""
    phrase = study.frame_hits[study.frame_hits["hit"].isin(["red line", "red lines"])].groupby("unit")["count"].sum()
    units = study.select().units
    found = units.loc[units.index.intersection(phrase.index)]
    by_era = phrase.reindex(units.index, fill_value=0).groupby(units["era"]).sum()
    pages = study.units[study.units["type"].ne("furniture") & ~study.units["nested"]]
    everywhere = int(phrase.reindex(pages.index, fill_value=0).sum())
    in_quotes = int(study.quoted_terms.select(**SELECTIONS["officials"]).of("lines").sum())
    documents = found["document"].nunique()
    of = units.loc[units["era"].eq(TARGET), "document"].nunique()
    elsewhere = sum(study.tables["omissions"]["expression"].eq("red line"))
    return Finding(
        name="red-lines",
        question="Is “red line” new?",
        answer=(
            f"In these articles officials' “red lines” stand in {documents} of {of} articles of 2025-26 and in none of 2021; "
            "but officials used the expression in 2021 too, and these articles did not carry it."
        ),
        evidence=(
            f"{by_era[TARGET]} occurrences in officials' statements of 2025-26, {in_quotes} of them in quotation marks; "
            f"{everywhere} on the five pages when headlines and reporters' words are counted in."
        ),
        stability=f"{elsewhere} uses by officials in early 2021 are known from official transcripts outside the corpus.",
        limit="The difference is one of what the press carried, not of what officials said.",
        holds=bool(by_era[REFERENCE] == 0 and by_era[TARGET] > 0 and elsewhere > 0),
        values={
            "officials": float(by_era[TARGET]),
            "quoted": float(in_quotes),
            "pages": float(everywhere),
            "documents": float(documents),
        },
    )


def finding_continuity(study: Study) -> Finding:
    """Set phrases that both eras share."""
    table = phrase_table(study)
    shared = table[table["count_biden"].gt(0) & table["count_trump2"].gt(0)]
    everywhere = shared[(shared["documents_biden"] + shared["documents_trump2"]) >= 3]
    formulas = [
        p for p in shared["phrase"] if p in {"mutual respect", "sovereignty security and development interests"}
    ]
    return Finding(
        name="continuity",
        question="What stayed the same?",
        answer=(
            f"Official formulas persist: {listed(sorted(formulas))} are in officials' statements of both eras, each in one "
            "article of either."
        ),
        evidence=(
            f"{len(shared)} of {len(table)} phrases that recur in officials' statements are in both eras; in three or more "
            f"articles: {', '.join(everywhere['phrase'])}."
        ),
        stability="Counted phrases; a formula in one article of an era rests on that article alone.",
        limit="Quotations are translations, and one formula can be worded in several ways.",
        holds=len(formulas) == 2
        and bool(table.set_index("phrase").loc[formulas, ["documents_biden", "documents_trump2"]].eq(1).all(axis=None)),
        values={"shared": float(len(shared)), "phrases": float(len(table)), "everywhere": float(len(everywhere))},
    )


def finding_frames(study: Study) -> Finding:
    """Which frames the officials' statements of each era have."""
    table = frame_differences(study).set_index("frame")
    coded = agreement(study.frames.loc[study.frames_coded.index], study.frames_coded)
    f1 = float(coded.set_index("frame")["f1"]["(all)"])
    largest = table["difference"].abs().nlargest(4).index
    dialogue, win, red, principles = (
        table.loc[frame] for frame in ("DIALOGUE", "WINWIN", "RED_LINE", "REL_PRINCIPLES")
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
            "As reported in 2021, chiefly as dialogue and cooperation; as reported in 2025-26, more by limits and by "
            "principles for the relationship."
        ),
        evidence=(
            f"Dialogue: {counts(dialogue)}. Win-win cooperation: {counts(win)}. Red lines: {counts(red)}, in "
            f"{red['documents_trump2']} of {red['documents_of_trump2']} articles. Principles: {counts(principles)}. These are "
            f"the four largest of {len(table)} differences, picked after looking."
        ),
        stability=(
            "The direction of these four survives the omission of any one article; exact p is "
            f"{table.loc[largest, 'p'].min():.1f} to {table.loc[largest, 'p'].max():.1f}, where 0.1 is the lowest possible "
            f"and {len(table)} frames were looked at."
        ),
        limit=(
            f"The dictionary agrees with one coder's hand coding (F1 {f1:.2f}), but its patterns were written "
            "knowing these statements, so that figure flatters it; on unseen prose expect less."
        ),
        holds=bool(
            set(largest) == {"DIALOGUE", "WINWIN", "RED_LINE", "REL_PRINCIPLES"}
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
            f"It cannot be said: VADER scores the later statements {default['difference']:+.2f} on a scale from -1 to 1, and the "
            "difference hangs on choices that have nothing to do with the eras."
        ),
        evidence=(
            f"Mean {default['mean_reference']:.2f} in 2021 and {default['mean_target']:.2f} in 2025-26, names masked; over "
            f"{len(table)} reasonable choices of statements and masking the difference runs from "
            f"{table['difference'].min():+.2f} to {table['difference'].max():+.2f}, above zero in {higher}."
        ),
        stability=(
            f"The sign survives the omission of any one article in {stable} of the {len(table)} choices; exact p = "
            f"{default['p']:.1f} for the default."
        ),
        limit=(
            f"Words in quotation marks score higher than reported ones (direct {by_voice['direct']:.2f}, indirect "
            f"{by_voice['indirect']:.2f}), diplomatic boilerplate scores positive, and {silent} of {len(scores)} statements "
            "have no word of the lexicon."
        ),
        holds=bool(
            default["p"] > 0.1 and by_voice["direct"] > by_voice["indirect"] and table["difference"].lt(0).any()
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
            finding_tone,
        )
    ]
