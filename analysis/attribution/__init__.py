"""Who said what: statements extracted from news text and attributed to their speakers."""

from analysis.rooms import attach

__getattr__, __dir__ = attach(__name__, __file__)
