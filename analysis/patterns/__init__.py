"""A pattern language over terms, its matcher, the words around a hit, and readers of quanteda's and LIWC's dictionaries."""

from analysis.rooms import attach

__getattr__, __dir__ = attach(__name__, __file__)
