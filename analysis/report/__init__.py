"""Pages: notebooks as a site that needs nothing from outside; nothing here knows the study."""

from analysis.rooms import attach

__getattr__, __dir__ = attach(__name__, __file__)
