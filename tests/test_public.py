"""The public names of the package and the cost of importing it."""

from __future__ import annotations

import subprocess
import sys

import pytest

import analysis

NAMES = [
    "Codebook",
    "Coder",
    "Concordance",
    "DictionaryCoder",
    "DiscourseError",
    "Entities",
    "Finding",
    "GroupCounts",
    "Lexicon",
    "Overlay",
    "Plate",
    "Readable",
    "SheetCoder",
    "Study",
    "TermMatrix",
    "agreement",
    "all_findings",
    "bundled_lexicon",
    "burrows_delta",
    "chi_squared",
    "code_frames",
    "codes_of_sheet",
    "coding_sheet",
    "collocates",
    "collocation_network",
    "compare_coders",
    "compare_collocates",
    "conservative_log_ratio",
    "contradictions",
    "cosine_similarity",
    "count_groups",
    "count_stream",
    "deviation_of_proportions",
    "dictionary_codebook",
    "difference_of_means",
    "discover_multiwords",
    "dispersion",
    "divergence",
    "diversity",
    "document_range",
    "draw",
    "entman_functions",
    "exclusive_expectation",
    "explain",
    "extract_statements",
    "findings_table",
    "fisher_exact",
    "frame_hits",
    "frame_network",
    "frequency",
    "function_words",
    "gwet_ac1",
    "hdd",
    "hit_context",
    "hit_lines",
    "jensen_shannon",
    "key_by",
    "key_if_exclusive",
    "key_if_shared",
    "keyness",
    "krippendorff_alpha",
    "kwic",
    "kwic_stream",
    "layout_table",
    "leave_one_out",
    "lemma",
    "lexicon_agreement",
    "load_study",
    "lockwords",
    "log_likelihood",
    "log_ratio",
    "log_ratio_interval",
    "map_of_units",
    "mask_entities",
    "mattr",
    "misses",
    "mtld",
    "multiword_tokens",
    "ngram_tokens",
    "normalise",
    "odds_ratio",
    "open_codebook",
    "pattern_table",
    "percent_difference",
    "permutation",
    "placebo_splits",
    "prevalence",
    "rank_sums",
    "rank_turbulence",
    "rate_interval",
    "raw_agreement",
    "read_afinn",
    "read_codebook",
    "read_coded_texts",
    "read_codes",
    "read_hu_liu",
    "read_key",
    "read_liwc",
    "read_loughran_mcdonald",
    "read_lsd2015",
    "read_nrc",
    "read_overlay",
    "read_pattern",
    "read_quanteda",
    "read_sheet",
    "read_texts",
    "read_tone_sheet",
    "read_word_lists",
    "readability",
    "recurring_phrases",
    "reliability",
    "reporting_verbs",
    "score_all",
    "score_coder",
    "score_lexicon",
    "score_vader",
    "simple_maths",
    "speaker_profiles",
    "split_values",
    "stance_hits",
    "stem",
    "store_codes",
    "terms_near_hits",
    "text_dispersion_keyness",
    "tokenise",
    "tokens_table",
    "tone_sheet",
    "tone_validity",
    "weighted_log_odds",
    "wide_scores",
    "window_counts",
    "with_multiwords",
    "word_shift",
    "words_in",
    "write_liwc",
    "write_quanteda",
]


def test_the_public_names_are_these() -> None:
    """A name enters or leaves the public list only on purpose."""
    assert sorted(analysis.__all__) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_can_be_loaded_and_is_documented(name: str) -> None:
    """Each lazily loaded name exists and says what it is."""
    assert getattr(analysis, name).__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A misspelt name fails as in any module."""
    with pytest.raises(AttributeError, match="keynes"):
        analysis.keynes  # noqa: B018  (the access is the test)


def test_importing_the_package_loads_no_heavy_library() -> None:
    """The import alone brings in neither pandas nor matplotlib nor scipy, so it takes well under 0.6 s."""
    code = "import sys, analysis; print(sorted({'pandas', 'matplotlib', 'scipy', 'frictionless'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
