"""Running the app on this machine, until it is stopped."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

import uvicorn

from communique.errors import ServingError
from communique.reading import Reader
from communique.record import Store
from communique.settings import Settings
from communique.web.app import create_app


def serve(
    settings: Settings,
    open_reader: Callable[[], Reader],
    *,
    host: str,
    port: int,
    announce: Callable[[str], None],
) -> None:
    """Serve the record at `http://host:port` until the program is stopped.

    Args:
        settings: of this run; the record is made where there is none.
        open_reader: opens what reads.
        host: an address or name of this machine that no other one can reach.
        port: 0 for any that is free.
        announce: is told the address once the app can be reached there.

    Raises:
        ServingError: the host is open to other machines, or the port is taken.
        RecordError: the record cannot be opened.

    """
    address = loopback(host)
    with listening(address, port) as bound, Store.open(settings.record) as store:
        name = f"[{address}]" if ":" in address else address
        app = create_app(store, open_reader, settings=settings)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
        )
        announce(f"http://{name}:{bound.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[bound])


def loopback(host: str) -> str:
    """Return the address that `host` means; raise ServingError where others can reach it."""
    if host == "localhost":
        return "127.0.0.1"
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        address = None
    if address is None or not address.is_loopback:
        raise ServingError(
            f"{host} can be reached from other machines, and the app knows no accounts yet: "
            "anyone could read and change the record. Use 127.0.0.1; from another machine, "
            "`ssh -L 8765:127.0.0.1:8765` leads there"
        )
    return str(address)


def listening(address: str, port: int) -> socket.socket:
    """Return a socket bound to an address; raise ServingError where that cannot be."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    found = socket.socket(family)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((address, port))
    except (OSError, OverflowError) as error:
        found.close()
        reason = error.strerror if isinstance(error, OSError) else "this is no port"
        raise ServingError(
            f"the app cannot listen on {address}, port {port}: {(reason or str(error)).lower()}; "
            "--port names another one"
        ) from error
    return found
