"""The words around a term: concordance, collocation, phrases, evidence."""
