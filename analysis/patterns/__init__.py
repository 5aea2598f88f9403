"""A pattern language over terms and its matcher, and the dictionaries of other tools."""

from analysis.rooms import attach

__getattr__, __dir__ = attach(__name__, __file__)
