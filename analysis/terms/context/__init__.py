"""The words around a term: lines, collocates, phrases, evidence."""

from analysis.rooms import attach

__getattr__, __dir__ = attach(__name__, __file__)
