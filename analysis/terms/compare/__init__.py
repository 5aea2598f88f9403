"""What sets two groups of texts apart: keyness, measures, tests, divergence."""
