"""Matching: which documents, names and figures are the same. Pure functions; nothing is kept."""
