"""Who said what: statements extracted from news text and attributed to their speakers."""
