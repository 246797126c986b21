"""What is attached to mail, looked through before any of it is read: a mail is an archive with a letter.

The parent hands every attachment in again as a file of its own, so that each has its own limits.
"""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default

from mentoring.errors import BadInput
from service.intake.archive import Member
from service.intake.formats.enclosed import attached, content_of, messages_in
from service.intake.reading import ENDINGS, LARGEST, advice_on, ending_of

_ODD = (ValueError, LookupError, TypeError, AttributeError, IndexError)
"""What the standard package leaves to its caller in odd messages."""


class Post:
    """The attachments of a mail or mailbox, held while they are read."""

    def __init__(self, raw: bytes, file: str) -> None:
        self._file = file
        self._parts: dict[str, EmailMessage] = {}
        for part, single in messages_in(raw, file):
            try:
                message = email.message_from_bytes(single, policy=default)
                self._parts |= {f"{part}/{name}" if part else name: one for name, one in attached(message)}
            except _ODD:
                continue  # the message itself was refused already, with its reason

    def members(self) -> list[Member]:
        """Each attachment under its name, behind its message's where there are several; what is no note says so."""
        return [_member(name) for name in self._parts]

    def ignored(self) -> int:
        """None: whatever is attached is named."""
        return 0

    def unpack(self, name: str) -> bytes:
        """One attachment; BadInput where it is damaged or larger than its kind may be."""
        place = f"{self._file}/{name}"
        try:
            content = content_of(self._parts[name])
        except _ODD:
            raise BadInput(f"{place} is damaged: save the attachment as a file.", code="format", file=place) from None
        if len(content) > LARGEST[ending_of(name)]:
            raise BadInput(
                f"{place} is larger than a file of its kind may be: give one file a session.", code="size", file=place
            )
        return content


def _member(name: str) -> Member:
    if ending_of(name) in ENDINGS:
        return Member(name)
    advice = advice_on(name) or "only what it says in words can be taken: copy that into a note"
    return Member(name, "format", f"is attached and of a kind that is not read: {advice}.")
