"""Documents: files, pages and JSON Lines turned into texts whose every character can be cited."""

from communique.documents.counting import count
from communique.documents.document import Document, Paragraph, ReadDocument, document_id
from communique.documents.load import LoadOptions, load

__all__ = ["Document", "LoadOptions", "Paragraph", "ReadDocument", "count", "document_id", "load"]
