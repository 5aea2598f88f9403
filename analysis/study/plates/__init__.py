"""What the study draws, a module a notebook."""
