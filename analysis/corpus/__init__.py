"""Read texts, attribute statements, count terms."""

from analysis.rooms import attach

__getattr__, __dir__ = attach(__name__, __file__)
