"""What a comparison is worth when documents are few."""
