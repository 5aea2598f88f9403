"""Measures of terms: frequency, dispersion, keyness, phrases, concordance."""

from analysis.rooms import attach

__getattr__, __dir__ = attach(__name__, __file__)
