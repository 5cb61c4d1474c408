"""Communique reads coverage of negotiations and keeps the record of the talks."""

__version__ = "0.1.0"
