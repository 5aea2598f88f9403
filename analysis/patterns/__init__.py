"""A pattern language over terms and its matcher, and the dictionaries of other tools."""
