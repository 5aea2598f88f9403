"""A pattern language over terms, its matcher, the words around a hit, and readers of quanteda's and LIWC's dictionaries."""
