"""Read texts, attribute statements, count terms."""
