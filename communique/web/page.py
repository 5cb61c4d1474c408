"""What a page is to the app: where it stands in the navigation, and its routes."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.routing import Route


@dataclass(frozen=True)
class Page:
    """One page with all that belongs to it."""

    title: str
    """As the navigation calls it."""
    path: str
    routes: tuple[Route, ...]
    """Routes that change something are made by `forms.post`."""
    in_navigation: bool = True
    for_editors: bool = False
    """The navigation leads there only those who may change the record."""
