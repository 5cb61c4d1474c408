"""Who may come in, as whoever starts the app says."""

from __future__ import annotations

import ipaddress
import re
import ssl
from dataclasses import dataclass
from pathlib import Path

from communique.accounts import Accounts
from communique.errors import ServingError
from communique.web.entrance import Entrance
from communique.web.guard import LOOPBACK_NAMES
from communique.web.proxies import Network, Proxies

_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]+\]", re.ASCII)
_HEADER = re.compile(r"[A-Za-z0-9-]{1,100}", re.ASCII)


@dataclass(frozen=True)
class Access:
    """Where the app listens, under which names it answers, and who is let in.

    Raises ValueError, with a message for the user, where the choices make no sense together.
    """

    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()
    """Under which it may be asked, beside those of this machine."""
    login: bool = False
    """Whether people have to log in though only this machine can reach the app."""
    trust_header: str | None = None
    """In which a proxy says who asks."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses, or networks, of proxies that are believed."""
    certificate: Path | None = None
    key: Path | None = None
    """Of the certificate; with both, the app speaks https."""

    def __post_init__(self) -> None:
        if self.trust_header is not None:
            if not self.trusted_proxies:
                raise ValueError(
                    "--trust-header goes with --trusted-proxy: anyone could send such a header"
                )
            if not _HEADER.fullmatch(self.trust_header):
                raise ValueError(f"{self.trust_header!r} is no name of a header")
        for name in self.names:
            if not _NAME.fullmatch(name.lower()):
                raise ValueError(f"{name!r} is no name of a host; give it without http:// and port")
        if (self.certificate is None) != (self.key is None):
            raise ValueError("--tls-cert and --tls-key go together")
        if self.names and not self.has_accounts:
            raise ValueError("--name lets others ask, and so goes with --login or --trust-header")
        self._networks()

    @property
    def is_here(self) -> bool:
        """Whether this machine alone can reach the app, as far as the address says."""
        return loopback(self.host) is not None

    @property
    def has_accounts(self) -> bool:
        """Whether people have to say who they are."""
        return self.login or self.trust_header is not None or not self.is_here

    @property
    def by_passwords(self) -> bool:
        """Whether nobody comes in but by a password."""
        return self.has_accounts and self.trust_header is None

    @property
    def caution(self) -> str:
        """What whoever starts the app should know; empty where there is nothing."""
        if self.is_here:
            return ""
        said = []
        if self.certificate is None:
            said.append(
                "This speaks plain http, over which browsers keep no session: put a proxy with "
                "https in front of it, or give --tls-cert and --tls-key."
            )
        if ipaddress.ip_address(self.address).is_unspecified and not self.names:
            said.append("Other machines are answered under the names alone that --name gives.")
        return " ".join(said)

    @property
    def address(self) -> str:
        """The address to listen on. Raises ServingError where the host is none."""
        here = loopback(self.host)
        if here is not None:
            return here
        try:
            return str(ipaddress.ip_address(self.host.strip("[]")))
        except ValueError:
            raise ServingError(
                f"{self.host!r} is no address to listen on; give one such as 192.0.2.7, and the "
                "name under which it is asked by --name"
            ) from None

    @property
    def hosts(self) -> frozenset[str]:
        """The names under which the app may be asked."""
        given = {name.lower() for name in self.names}
        address = ipaddress.ip_address(self.address)
        if not address.is_unspecified:
            given.add(f"[{address}]" if address.version == 6 else str(address))
        return LOOPBACK_NAMES | given

    def entrance(self, accounts: Accounts) -> Entrance | None:
        """Return what finds out who asks; None where nobody has to say.

        Raises ServingError where nobody could come in, or everyone could.
        """
        if not self.has_accounts:
            return None
        if self.by_passwords and not accounts.have_password():
            raise ServingError(self.nobody())
        return Entrance(accounts, proxies=Proxies(self._networks(), self.trust_header))

    def nobody(self) -> str:
        """Say that there is no one who could log in, and what to do."""
        remedy = (
            "`communique user add NAME --role editor` adds one, and --trust-header takes the word "
            "of a proxy"
        )
        if self.is_here:
            return f"no user has a password to log in with; {remedy}"
        return (
            f"{self.host} can be reached from other machines, and no user has a password to log "
            f"in with: anyone could read and change the record. {remedy}. Or use 127.0.0.1; from "
            "another machine, `ssh -L 8765:127.0.0.1:8765` leads there"
        )

    def check_certificate(self) -> None:
        """Raise ServingError where the certificate cannot be used."""
        if self.certificate is None or self.key is None:
            return
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(
                self.certificate, self.key, password=_no_password
            )
        except (OSError, ValueError) as error:
            raise ServingError(
                f"{self.certificate} with {self.key} is no certificate with its key: {error}"
            ) from error

    def _networks(self) -> tuple[Network, ...]:
        found = []
        for words in self.trusted_proxies:
            try:
                found.append(ipaddress.ip_network(words, strict=False))
            except ValueError:
                raise ValueError(f"{words!r} is no address or network of a proxy") from None
        return tuple(found)


def loopback(host: str) -> str | None:
    """Return the address that `host` means where this machine alone can reach it, else None."""
    if host == "localhost":
        return "127.0.0.1"
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None
    return str(address) if address.is_loopback else None


def _no_password() -> str:
    raise ValueError("the key is locked by a password")
