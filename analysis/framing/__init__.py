"""Frames: the codebook, the dictionary coder, agreement."""

from analysis.rooms import attach

__getattr__, __dir__ = attach(__name__, __file__)
