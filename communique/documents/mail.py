"""A mail (.eml): its subject, day, sender and text, and the files that are attached to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from typing import Any

from communique.dates import YEARS
from communique.documents.encoding import as_browsers_do, decoded
from communique.documents.json_entries import whole
from communique.errors import UnreadableInput

_STUMBLES = (MessageError, LookupError, ValueError, AttributeError, TypeError, AssertionError)
"""What the library may raise over a mail that does not keep to the format."""


@dataclass(frozen=True)
class Mail:
    """What a mail says; `text` is empty where it has nothing but attachments."""

    text: str
    is_page: bool
    """Whether the text is HTML."""
    id: str | None
    subject: str | None
    sender: str | None
    sent: date | None
    attached: tuple[tuple[str, bytes], ...]
    """Names of the attached files, and what is in them."""


def read_mail(raw: bytes, where: str) -> Mail:
    """Return what a mail says.

    Raises UnreadableInput where it is none.
    """
    try:
        message = message_from_bytes(raw, policy=policy.default)
    except _STUMBLES as error:
        raise UnreadableInput(where, "the mail is damaged") from error
    if not isinstance(message, EmailMessage) or not message.keys():
        raise UnreadableInput(where, "this is no mail: it has no header")
    body, is_page = _body(message, where)
    return Mail(
        text=body,
        is_page=is_page,
        id=_line(message, "message-id"),
        subject=_line(message, "subject"),
        sender=_sender(message),
        sent=_sent(message),
        attached=tuple(_attached(message)),
    )


def _body(message: EmailMessage, where: str) -> tuple[str, bool]:
    for kind in ("plain", "html"):
        try:
            part = message.get_body((kind,))
        except _STUMBLES:
            continue
        words = _content(part, where, is_page=kind == "html") if part is not None else ""
        if words.strip():
            return words, kind == "html"
    return "", False


def _content(part: Any, where: str, *, is_page: bool) -> str:
    raw = part.get_payload(decode=True)
    if not raw:
        return ""
    try:
        words = str(raw.decode(as_browsers_do(part.get_content_charset() or "utf-8")))
        words.encode()  # halves of characters are none that a text can hold
        return words
    except _STUMBLES:
        # The character set that it names is none, or not its own; the words tell which it is.
        return decoded(raw, where, html=is_page)


def _attached(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    try:
        parts = list(message.iter_attachments())
    except _STUMBLES:
        return
    for number, part in enumerate(parts, start=1):
        try:
            content = part.get_content()
            name = part.get_filename()
        except _STUMBLES:
            continue
        if isinstance(content, EmailMessage):
            mail = name or f"forwarded-{number}"
            yield f"{mail.removesuffix('.eml')}.eml", content.as_bytes()
        elif name and isinstance(content, str):
            yield name, content.encode("utf-8", "replace")
        elif name and isinstance(content, bytes):
            yield name, content


def _line(message: EmailMessage, name: str) -> str | None:
    try:
        return whole(" ".join(str(message[name] or "").split())) or None
    except _STUMBLES:
        return None


def _sender(message: EmailMessage) -> str | None:
    try:
        addresses = message["from"].addresses
    except _STUMBLES:
        return None
    for address in addresses:
        if found := address.display_name or address.addr_spec:
            return whole(str(found))
    return None


def _sent(message: EmailMessage) -> date | None:
    try:
        when = message["date"].datetime
    except _STUMBLES:
        return None
    return when.date() if when is not None and when.year in YEARS else None
