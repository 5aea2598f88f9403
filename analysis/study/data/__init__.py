"""The data package of the study: loaded, derived from the articles, verified."""
