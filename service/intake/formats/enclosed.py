"""The messages of a mailbox and what is attached to each; nothing attached is read here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default

MOST = 200
"""Attachments of one message that are looked at."""
_SIGNATURES = frozenset(
    {
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/pgp-keys",
    }
)
_NAMED = {"message/rfc822": "attached message.eml", "text/calendar": "invitation.ics"}


def messages_in(raw: bytes, file: str) -> list[tuple[str, bytes]]:
    """(part, message) of a mail or of every mail of a mailbox; the part of a single mail has no name."""
    if not file.lower().endswith(".mbox"):
        return [("", raw)]
    pieces = re.split(rb"(?:^|(?<=\n))From [^\n]*\n", raw)[1:]
    return [(f"message {at}", re.sub(rb"(?m)^>(>*From )", rb"\1", one)) for at, one in enumerate(pieces, start=1)]


def attached(message: EmailMessage) -> list[tuple[str, EmailMessage]]:
    """(name, part) of what somebody attached; pictures set into the text and signatures are no attachments."""
    named: dict[str, EmailMessage] = {}
    body = message.get_body(preferencelist=("plain", "html"))
    for part in _parts(message):
        name = _name(part)
        if part is body or name is None:
            continue
        if len(named) == MOST:
            break
        named[_once(name, named)] = part
    return list(named.items())


def content_of(part: EmailMessage) -> bytes:
    """The bytes of an attachment, as its sender had them."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return first.as_bytes(policy=default) if isinstance(first, EmailMessage) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Leaves of a message; a message inside it is one leaf."""
    if message.get_content_maintype() != "multipart":
        yield message
        return
    for part in message.iter_parts():
        if isinstance(part, EmailMessage):
            yield from _parts(part)


def _name(part: EmailMessage) -> str | None:
    """What an attachment is called, without folders; None for what is none."""
    kind, said = part.get_content_type(), part.get_filename()
    pictured = part.get_content_maintype() == "image" and (
        part.get_content_disposition() == "inline" or part["content-id"]
    )
    if kind in _SIGNATURES or pictured:
        return None
    if not said:
        given = _NAMED.get(kind)
        return given or ("unnamed attachment" if part.get_content_disposition() == "attachment" else None)
    name = re.sub(r"[\x00-\x1f]", "", str(said).replace("\\", "/").rpartition("/")[2]).strip(". ")[:150]
    ending = ".eml" if kind == "message/rfc822" and not name.lower().endswith(".eml") else ""
    return f"{name or 'unnamed attachment'}{ending}"


def _once(name: str, others: dict[str, EmailMessage]) -> str:
    stem, dot, ending = name.rpartition(".")
    number, single = 1, name
    while single in others:
        number += 1
        single = f"{stem} ({number}){dot}{ending}" if dot else f"{name} ({number})"
    return single
