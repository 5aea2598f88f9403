"""Measures of one group of texts: frequency, dispersion, diversity, readability, similarity."""
