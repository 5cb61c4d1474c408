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
from communique.web.explaining import Explainer
from communique.web.jobs import Jobs
from communique.web.page import Page
from communique.web.talks import Desk


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
    tokens: Tokens = field(default_factory=Tokens)

    def view(self) -> View:
        """Return what asks the record."""
        return self.store.view()

    def page(
        self, request: Request, template: str, *, status: int = 200, **shown: Any
    ) -> HTMLResponse:
        """Return a page: a template of `templates/`, filled with what it shows.

        Every template is given `here` (the path that was asked for) and `csrf`, the token that
        `csrf_field()` puts into its forms.
        """
        nonce = self.tokens.nonce_of(request)
        html = rendering.render(
            template,
            here=request.url.path,
            navigation=self.navigation,
            csrf=self.tokens.token_for(nonce),
            **shown,
        )
        response = HTMLResponse(html, status_code=status)
        self.tokens.remember(response, nonce)
        return response


def site_of(request: Request) -> Site:
    """Return the site that a request is made to."""
    return cast(Site, request.app.state.site)
