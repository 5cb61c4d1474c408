"""Running the app until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from communique.accounts import Accounts
from communique.errors import RecordError, ServingError
from communique.reading import Reader
from communique.record import Store
from communique.settings import Settings
from communique.web.access import Access
from communique.web.app import create_app


def serve(
    settings: Settings,
    open_reader: Callable[[], Reader],
    *,
    access: Access,
    port: int,
    announce: Callable[[str], None],
) -> None:
    """Serve the record until the program is stopped.

    Args:
        settings: of this run; the record is made where there is none, unless someone has to log in.
        open_reader: opens what reads.
        access: where the app listens, and who may come in.
        port: 0 for any that is free.
        announce: is told the address once the app can be reached there.

    Raises:
        ServingError: others can reach the app and nobody is to log in, or the port is taken.
        RecordError: the record cannot be opened.

    """
    address = access.address
    access.check_certificate()
    _check_users(settings, access)
    with listening(address, port) as bound, Store.open(settings.record) as store:
        entrance = access.entrance(Accounts(store))
        app = create_app(
            store,
            open_reader,
            settings=settings,
            hosts=access.hosts,
            entrance=entrance,
            prepare=True,
        )
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            ssl_certfile=access.certificate,
            ssl_keyfile=access.key,
        )
        name = f"[{address}]" if ":" in address else address
        scheme = "http" if access.certificate is None else "https"
        announce(f"{scheme}://{name}:{bound.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[bound])


def _check_users(settings: Settings, access: Access) -> None:
    """Raise ServingError where people have to log in by passwords, and there are none."""
    if not access.by_passwords:
        return
    try:
        with Store.open(settings.record, create=False) as store:
            access.entrance(Accounts(store))
    except RecordError as error:
        raise ServingError(f"{access.nobody()} ({error})") from error


def listening(address: str, port: int) -> socket.socket:
    """Return a socket that listens on an address; raise ServingError where that cannot be."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    found = socket.socket(family)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((address, port))
        found.listen(2048)  # at once, so that nobody who was told the address is turned away
    except (OSError, OverflowError) as error:
        found.close()
        reason = error.strerror if isinstance(error, OSError) else "this is no port"
        raise ServingError(
            f"the app cannot listen on {address}, port {port}: {(reason or str(error)).lower()}; "
            "--port names another one"
        ) from error
    return found
