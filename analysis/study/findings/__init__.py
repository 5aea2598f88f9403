"""What the study finds, a module a notebook."""
