"""Measures of terms: frequency, dispersion, keyness, phrases, concordance."""
