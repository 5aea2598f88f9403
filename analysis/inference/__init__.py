"""What a comparison is worth when documents are few."""

from analysis.rooms import attach

__getattr__, __dir__ = attach(__name__, __file__)
