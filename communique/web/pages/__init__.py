"""The pages: one module and one template each. To add one, write both and add a line here."""

from communique.web.page import Page
from communique.web.pages import (
    actors,
    api,
    audit,
    brief,
    contacts,
    deals,
    document,
    figures,
    login,
    negotiation,
    places,
    review,
    search,
    start,
    timeline,
)

PAGES: tuple[Page, ...] = (
    start.PAGE,
    negotiation.PAGE,
    document.PAGE,
    search.PAGE,
    figures.PAGE,
    timeline.PAGE,
    contacts.PAGE,
    places.PAGE,
    actors.PAGE,
    deals.PAGE,
    review.PAGE,
    brief.PAGE,
    audit.PAGE,
    api.PAGE,
    login.PAGE,
)
"""All pages, in the order of the navigation."""
