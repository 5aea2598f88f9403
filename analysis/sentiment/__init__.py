"""Sentiment scores with their evidence."""
