"""What every page works with: the open record, the uploads, and how a page is put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import HTMLResponse

from communique.record import Store, View
from communique.settings import Settings
from communique.web import rendering
from communique.web.csrf import Tokens
from communique.web.entrance import Entrance
from communique.web.explaining import Explainer
from communique.web.jobs import Jobs
from communique.web.page import Page
from communique.web.talks import Desk
from communique.web.visitor import visitor_of


@dataclass(frozen=True)
class Site:
    """The parts of one running app; a request finds it by `site_of`."""

    store: Store
    jobs: Jobs
    explainer: Explainer
    desk: Desk
    settings: Settings
    navigation: Sequence[Page]
    """The pages that the navigation leads to."""
    entrance: Entrance | None = None
    """None where nobody has to log in."""
    tokens: Tokens = field(default_factory=Tokens)

    def view(self) -> View:
        """Return what asks the record."""
        return self.store.view()

    def page(
        self, request: Request, template: str, *, status: int = 200, **shown: Any
    ) -> HTMLResponse:
        """Return a page: a template of `templates/`, filled with what it shows.

        Every template is given `here` (the path that was asked for), `visitor` (who asks; forms
        that change the record are for those who `may_edit`) and `csrf`, the token that
        `csrf_field()` puts into its forms.
        """
        visitor = visitor_of(request)
        nonce = self.tokens.nonce_of(request)
        html = rendering.render(
            template,
            here=request.url.path,
            navigation=[p for p in self.navigation if visitor.may_edit or not p.for_editors],
            visitor=visitor,
            csrf=self.tokens.token_for(nonce, visitor.session),
            **shown,
        )
        response = HTMLResponse(html, status_code=status)
        self.tokens.remember(request, response, nonce)
        return response


def site_of(request: Request) -> Site:
    """Return the site that a request is made to."""
    return cast(Site, request.app.state.site)
