"""The digest as a mail: the whole of it in the body, as text and as HTML without style sheet, script, image or link.

Mail programs clip a body at about 100 kB and scanners open every link: the body stays below 80 kB and holds no link
but the way to be taken off the list, which stands in the headers (RFC 2369, RFC 8058). One click counts only where
the mail server signs these headers (DKIM).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from service.render.digest import page_templates
from service.render.outline import Outline, Section, outline, plain

MOST = 80_000
"""Octets of either body."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sends to whom, and what the mail is called."""

    sender: str
    unsubscribe: str
    """Mail address that takes people off the list."""
    to: str | None
    """None: a mail to nobody in particular, for whoever forwards it."""
    made_at: datetime
    message_id: str
    stop: str | None = None
    """Address (https) that takes this one reader off the list when something is posted to it: RFC 8058."""


def digest_eml(document: dict[str, Any], envelope: Envelope) -> bytes:
    """A message ready to be sent (.eml)."""
    made = outline(document)
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = f"Upwell: {made.title}"
    mail["From"] = envelope.sender
    mail["To"] = envelope.to or "undisclosed-recipients:;"
    mail["Date"] = format_datetime(envelope.made_at)
    mail["Message-ID"] = f"<{envelope.message_id}@upwell>"
    mail["List-Id"] = "Upwell digest <digest.upwell>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    text, html = _bodies(made)
    mail.set_content(text)
    mail.add_alternative(html, subtype="html")
    return _way_out(envelope) + bytes(mail)


def _way_out(envelope: Envelope) -> bytes:
    """One click where the desk can be reached by HTTPS; an answer by mail always.

    Written out by hand: the library would encode a long address as words, which no mail program reads as an address.
    """
    ways = [f"<mailto:{envelope.unsubscribe}?subject=unsubscribe>"]
    lines = []
    if envelope.stop:
        ways = [f"<{envelope.stop}>", *ways]
        lines = ["List-Unsubscribe-Post: List-Unsubscribe=One-Click"]
    folded = ",\r\n ".join(ways)
    return "".join(f"{line}\r\n" for line in [f"List-Unsubscribe: {folded}", *lines]).encode("ascii")


def _bodies(made: Outline) -> tuple[str, str]:
    """Text and HTML; where quotations make them too long, those go first."""
    short = replace(made, sections=tuple(_without_quotes(section) for section in made.sections))
    for one in (made, short):
        text, html = plain(one), page_templates().get_template("mail.html").render(digest=one)
        if max(len(text.encode()), len(html.encode())) < MOST:
            return text, html
    return text[: MOST // 4], html[:0]


def _without_quotes(section: Section) -> Section:
    return replace(section, lines=tuple(replace(line, quotes=(), source="") for line in section.lines))
