"""Reading: from a document's text to its findings. No database, no network."""

from communique.reading.pipeline import STEPS, drafted, read
from communique.reading.scores import Model, load_model

__all__ = ["STEPS", "Model", "drafted", "load_model", "read"]
