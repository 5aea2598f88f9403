"""The US-China study: one instance of the general comparison."""
