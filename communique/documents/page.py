"""What is found in a file that is more than plain text: a web page, a Word document."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from communique.vocabulary import ParagraphKind


@dataclass(frozen=True)
class Page:
    """What a page says, and what its markup says of it."""

    text: str
    structure: dict[int, ParagraphKind] = field(default_factory=dict)
    """Kinds that the markup gives, by the place in `text` where the paragraph starts."""
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    url: str | None = None
    published: date | None = None
    language: str | None = None
