"""What the study finds, in sentences whose every number is computed from the tables.

Each function states one finding together with the condition under which it may be said; a
finding whose condition fails raises, so prose and numbers cannot drift apart.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.inference.findings import Finding
from analysis.study.data.load import Study
from analysis.study.design import CONFOUNDED, CRITICAL, OFTEN, RED_LINES, REFERENCE, SELECTIONS, TARGET, listed
from analysis.study.tables.terms import (
    exclusive_split_table,
    exclusive_terms,
    hits_by_selection,
    phrase_split_table,
    phrase_table,
    smallest_count,
    split_variants,
    summary,
)

__all__ = ["FINDINGS", "finding_continuity", "finding_keyness", "finding_red_lines", "finding_vocabulary"]


def finding_keyness(study: Study) -> Finding:
    """Whether any word sets the eras apart beyond what few words allow."""
    terms = study.compare().keyness()
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
        answer=(
            f"No: of {len(terms)} terms compared, none is reliably more frequent in one era; in so few words hardly any could be."
        ),
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
    reached = int((others["key_terms"] >= real["key_terms"]).sum())
    sides = {"real": splits[splits["real"]], "others": others}
    beyond = {name: side["key_terms"] - side["expected"] for name, side in sides.items()}
    times = {name: side["key_terms"] / side["expected"] for name, side in sides.items()}
    of_new = int(study.documents["era"].eq(TARGET).sum())
    quoted = exclusive_terms(study, selection="officials, some words quoted")
    wider = exclusive_terms(study, selection="officials and institutions")
    lost = sorted(set(old["term"]) - set(wider["term"]))
    occurrences = ", ".join(f"{term} {count}" for term, count in zip(old["term"], old["count"], strict=True))
    return Finding(
        name="vocabulary",
        question="Which words do officials' statements of one era have, and of the other not?",
        answer=(
            f"{listed(list(old['term']))} stand in officials' statements in both articles of 2021 and in none of 2025-26, and "
            f"no content word the other way round, where it would have to stand in {of_new} short articles; the longer articles of "
            f"2021 would give {real['expected']:.1f} such words by their length alone."
        ),
        evidence=(
            f"Occurrences in 2021: {occurrences}; of these {old['quoted'].sum()} of {old['count'].sum()} in quotation marks, the "
            f"others in reporters' wording. Words with fewer than {OFTEN} occurrences are left out. The {len(others)} other ways "
            f"to split the articles give {others['key_terms'].min()} to {others['key_terms'].max()} such words, where length alone "
            f"would give {others['expected'].min():.1f} to {others['expected'].max():.1f}."
        ),
        stability=(
            f"The real split has most of the {len(splits)} splits: exact p = {(1 + reached) / len(splits):.1f}, where "
            f"{1 / len(splits):.1f} is the lowest possible. It takes no account of length: beyond what length gives, the real split "
            f"has {beyond['real'].max():.1f} words and the others up to {beyond['others'].max():.1f}; as a multiple of that it has "
            f"{times['real'].max():.1f}, and {int((times['others'] >= times['real'].max()).sum())} of the others as much or more. In "
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
    omissions = study.tables["omissions"]
    told = omissions.loc[pd.to_datetime(omissions["said"]).dt.year.eq(2021), "expression"]
    # An expression may stand there in the singular, or inside a longer formula.
    known = sum(any(phrase.rstrip("s") in expression for expression in told) for phrase in new)
    return Finding(
        name="continuity",
        question="Which set phrases persist?",
        answer=(
            f"In these articles, of {formulas.sum()} recurring formulas {listed(both)} are in officials' statements of both eras, "
            f"{listed(old)} in 2021 only, {listed(new)} in 2025-26 only; official transcripts of 2021 have "
            f"{'the latter' if known == len(new) else f'{known} of the latter'} too."
        ),
        evidence=(
            f"A formula is here a phrase of the codebook that recurs in two articles. Of all {len(table)} recurring phrases, some "
            f"inside others, {(in_old & in_new).sum()} are in both eras, names and phrases like “two countries” counted in."
        ),
        stability=(
            f"The {splits['others']} other ways to split the articles share {splits['lowest']} to {splits['highest']} of the "
            f"{len(table)} phrases, {splits['as_many']} of them as many as the eras or more: neither continuity nor change stands out."
        ),
        limit=f"Quotations may be translations, and one formula can be worded in several ways. {CONFOUNDED}",
        holds=bool(both and old and new and known) and 0 < splits["as_many"] < splits["others"],
        values={
            "formulas": float(formulas.sum()),
            "shared": float((in_old & in_new).sum()),
            "phrases": float(len(table)),
            "as_many": float(splits["as_many"]),
        },
    )


FINDINGS = (finding_keyness, finding_vocabulary, finding_red_lines, finding_continuity)
"""The findings of this theme, in reading order."""
