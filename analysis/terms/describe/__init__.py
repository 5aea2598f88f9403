"""What one group of texts is like: frequency, dispersion, diversity, readability, similarity."""

from analysis.rooms import attach

__getattr__, __dir__ = attach(__name__, __file__)
