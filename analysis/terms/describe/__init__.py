"""Measures of one group of texts: frequency, dispersion, diversity, readability, similarity."""

from analysis.rooms import attach

__getattr__, __dir__ = attach(__name__, __file__)
