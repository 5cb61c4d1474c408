"""Documents: files, pages and JSON Lines turned into texts whose every character can be cited."""

from communique.documents.document import Document, Paragraph, ReadDocument, document_id
from communique.documents.load import LoadOptions, load

__all__ = ["Document", "LoadOptions", "Paragraph", "ReadDocument", "document_id", "load"]
