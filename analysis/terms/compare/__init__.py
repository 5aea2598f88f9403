"""What sets two groups of texts apart: keyness, measures, tests, divergence."""

from analysis.rooms import attach

__getattr__, __dir__ = attach(__name__, __file__)
