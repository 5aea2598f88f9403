"""The US-China study: one instance of the general comparison."""

from analysis.rooms import attach

__getattr__, __dir__ = attach(__name__, __file__)
