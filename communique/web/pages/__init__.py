"""The pages: one module and one template each. To add one, write both and add a line here."""

from communique.web.page import Page
from communique.web.pages import api, brief, document, figures, negotiation, search, start

PAGES: tuple[Page, ...] = (
    start.PAGE,
    negotiation.PAGE,
    document.PAGE,
    search.PAGE,
    figures.PAGE,
    brief.PAGE,
    api.PAGE,
)
"""All pages, in the order of the navigation."""
