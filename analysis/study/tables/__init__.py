"""The tables of the study, a module a notebook."""
