"""Frames: the codebook, the dictionary coder, agreement."""
