"""Findings on single words: whether any is typical of an era, and what chance and length do."""

from __future__ import annotations

from analysis.inference.findings import Finding
from analysis.study.data.load import Study
from analysis.study.design import CRITICAL, OFTEN, REFERENCE, TARGET, listed
from analysis.study.tables.official import outside
from analysis.study.tables.terms import exclusive_split_table, exclusive_terms, smallest_count, split_variants

__all__ = ["FINDINGS", "finding_keyness", "finding_vocabulary"]


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
        question="Is any single word typical of one era?",
        answer=f"No word is typical of one era: of {len(terms)} terms compared, none is reliably more frequent in either.",
        limit=(
            f"There is too little text to call any word typical: one absent from the other era would need {need_new} occurrences in "
            f"2025-26, or {need_old} in 2021."
        ),
        evidence=(
            f"The conservative log ratio is 0 for all {len(terms)} terms. By the usual threshold (G2 of {CRITICAL:.2f}) "
            f"{default['real']} terms would count as key; shuffle the articles, and the {default['others']} other groupings yield "
            f"{default['lowest']} to {default['highest']}."
        ),
        stability=(
            f"{default['as_many']} of the {default['others']} shuffles yield at least as many key terms as the real grouping; with "
            f"content words only, {content['as_many']} ({content['real']} against {content['lowest']} to {content['highest']}). "
            f"With five articles p cannot fall below {1 / (default['others'] + 1):.1f}."
        ),
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
    official = set(study.tables["official_versions"]["expression"])
    occurrences = ", ".join(f"{term} {count}" for term, count in zip(old["term"], old["count"], strict=True))
    return Finding(
        name="vocabulary",
        question="Which words appear in one era only?",
        answer=(
            f"{len(old)} content words are in both articles of 2021 and in no article of 2025-26 ({listed(list(old['term']))}); no "
            f"content word is in all {of_new} later articles and in neither earlier one."
        ),
        limit=f"Length alone predicts about {real['expected']:.0f}: the articles of 2021 are longer.",
        evidence=(
            f"Occurrences in 2021: {occurrences}; {old['quoted'].sum()} of {old['count'].sum()} are in quotation marks. Words with "
            f"fewer than {OFTEN} occurrences are left out. The {len(others)} other groupings of the articles yield "
            f"{others['key_terms'].min()} to {others['key_terms'].max()} such words, where length predicts "
            f"{others['expected'].min():.1f} to {others['expected'].max():.1f}."
        ),
        stability=(
            f"The real grouping has the most of {len(splits)} (p = {(1 + reached) / len(splits):.1f}; the smallest attainable p is "
            f"{1 / len(splits):.1f}). In excess over length it leads too ({beyond['real'].max():.1f} against at most "
            f"{beyond['others'].max():.1f}), but as a multiple of it {int((times['others'] >= times['real'].max()).sum())} of the others "
            f"reach it. In statements with some words quoted {len(quoted)} of the words remains ({', '.join(quoted['term'])}); with "
            f"institutions included {len(lost)} drops out ({', '.join(lost)}). The list was picked after looking."
        ),
        outside=outside(study, [name for name in ("dialogue", "differences", "common interests") if name in official]),
        one_sided=True,
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


FINDINGS = {"keyness": finding_keyness, "vocabulary": finding_vocabulary}
"""The findings of this theme by name, in reading order."""
