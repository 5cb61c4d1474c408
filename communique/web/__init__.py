"""The web app: the record in a browser, on the user's own machine.

`create_app` builds it over an open record; `serve` runs it until it is stopped.
"""

from communique.web.app import create_app
from communique.web.serving import serve

__all__ = ["create_app", "serve"]
