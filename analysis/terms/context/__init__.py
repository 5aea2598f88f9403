"""The words around a term: concordance, collocation, phrases, evidence."""

from analysis.rooms import attach

__getattr__, __dir__ = attach(__name__, __file__)
