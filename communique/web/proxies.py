"""Proxies in front of the app that are believed: where a request comes from, and whose it is."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from starlette.requests import Request

from communique.errors import RecordError
from communique.record import key_of

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Proxies:
    """Whom the app believes; nobody, where nothing is given."""

    networks: tuple[Network, ...] = ()
    """Addresses that they connect from."""
    header: str | None = None
    """In which they say who asks."""

    def are_behind(self, request: Request) -> bool:
        """Tell whether a request comes by one of them."""
        peer = ipaddress_of(_peer(request))
        return peer is not None and any(peer in network for network in self.networks)

    def address(self, request: Request) -> str:
        """Return the address that a request comes from: the proxy's word, if it is believed."""
        if self.are_behind(request):
            # The last one is what the proxy itself adds; those before may be made up.
            told = request.headers.getlist("x-forwarded-for")
            last = ipaddress_of(told[-1].rpartition(",")[2].strip()) if told else None
            if last is not None:
                return str(last)
        return _peer(request)

    def named(self, request: Request) -> str | None:
        """Return who asks, by the word of a proxy; None where no believed one names a person."""
        if self.header is None or not self.are_behind(request):
            return None
        told = request.headers.getlist(self.header)
        if len(told) != 1:
            return None  # two names are none: one may have been smuggled in
        try:
            name = told[0].encode("latin-1").decode("utf-8").strip()
            key_of(name)
        except (UnicodeError, RecordError):
            return None
        return name


def ipaddress_of(words: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the address that is written, an IPv4 address within IPv6 as such; None for others."""
    try:
        found = ipaddress.ip_address(words)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _peer(request: Request) -> str:
    return request.client.host if request.client else ""
