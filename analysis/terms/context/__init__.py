"""The words around a term: lines, collocates, phrases, evidence."""
