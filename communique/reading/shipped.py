"""The reader that is part of the package: the model run, then the steps."""

from __future__ import annotations

from communique.documents.document import Document
from communique.findings import Findings
from communique.reading.pipeline import explain, read
from communique.reading.readers import SHIPPED, Reader
from communique.reading.scores import Model, load_model
from communique.reasons import Explained


class ShippedReader:
    """Reads with a trained model."""

    name = SHIPPED

    def __init__(self, model: Model) -> None:
        self.model = model

    @property
    def version(self) -> str:
        """The version of the model."""
        return self.model.version

    def read(self, document: Document) -> Findings:
        """Read a document; one that is kept but not read has no findings."""
        return read(document, self.model)

    def explain(self, document: Document) -> Explained:
        """Read a document and say of each fact why it was filed."""
        return explain(document, self.model)


def open_shipped() -> Reader:
    """Load the shipped model.

    Raises ModelError where its weights are missing or damaged.
    """
    return ShippedReader(load_model())
