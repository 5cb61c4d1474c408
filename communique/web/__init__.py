"""The web app: the record in a browser, on the user's own machine or for those who log in.

`create_app` builds it over an open record; `serve` runs it until it is stopped, for those whom an
`Access` lets in.
"""

from communique.web.access import Access
from communique.web.app import create_app
from communique.web.serving import serve

__all__ = ["Access", "create_app", "serve"]
