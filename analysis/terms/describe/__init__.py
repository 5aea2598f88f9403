"""What one group of texts is like: frequency, dispersion, diversity, readability, similarity."""
