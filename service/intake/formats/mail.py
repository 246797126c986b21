"""Mail, one message or a mailbox: what its writer wrote, without what she quoted and without her signature."""

from __future__ import annotations

import email
import re
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime

from mentoring.errors import BadInput
from service.intake.formats.markup import html_to_text
from service.intake.formats.text import refuse_endless, told_in
from service.intake.found import Found, Problem

MOST_MESSAGES = 2_000
_SEPARATOR = re.compile(
    r"^\s*(?:-{2,}\s*(?:original message|urspr(?:ü|ue)ngliche nachricht|message d'origine|forwarded message|"
    r"mensaje original)\s*-{2,}|_{20,}|begin forwarded message:)\s*$",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"^\s*(?:on|am|le|el|op|il|em|w dniu|den)\b.{3,200}\b(?:wrote|schrieb|a écrit|escribió|schreef|ha scritto|"
    r"escreveu|napisał\w*|skrev)\b.{0,80}:\s*$",
    re.IGNORECASE,
)
_HEADER = re.compile(r"^\s*\*?(?:from|von|de|van|od|da)\*?\s*:\*?\s.{2,}", re.IGNORECASE)
_HEADER_NEXT = re.compile(
    r"^\s*\*?(?:sent|date|to|gesendet|an|envoyé|datum|aan|subject|enviado|do)\*?\s*:\*?\s", re.IGNORECASE
)
_MOBILE = re.compile(r"^\s*(?:sent from my|von meinem .{2,30} gesendet|envoyé de mon|get outlook for)\b", re.IGNORECASE)


def read_eml(raw: bytes, file: str) -> list[Found]:
    """One message."""
    return [_message(raw, file, "")]


def read_mbox(raw: bytes, file: str) -> list[Found]:
    """Every message of a mailbox; one that says nothing of its own is left with its reason, the rest goes on."""
    pieces = re.split(rb"(?:^|(?<=\n))From [^\n]*\n", raw)[1:]
    if not pieces:
        raise BadInput(f"{file} is no mailbox: save the messages as .eml files.", code="format", file=file)
    if len(pieces) > MOST_MESSAGES:
        raise BadInput(
            f"{file} holds more than {MOST_MESSAGES:,} messages: export only the ones with notes.",
            code="size",
            file=file,
        )
    found = []
    for number, piece in enumerate(pieces, start=1):
        part = f"message {number}"
        try:
            found.append(_message(re.sub(rb"(?m)^>(>*From )", rb"\1", piece), file, part))
        except BadInput as problem:
            found.append(Found(part=part, problem=Problem(problem.code, _after(problem.message, file))))
    return found


def _message(raw: bytes, file: str, part: str) -> Found:
    try:
        message = email.message_from_bytes(raw, policy=default)
        words, people = _words(message), _people(message)
        title, key = str(message.get("subject", "")), str(message.get("message-id", ""))
        sent = parsedate_to_datetime(str(message["date"])).date().isoformat() if message["date"] else None
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        # the standard package leaves odd headers and character sets of odd messages to its caller
        raise BadInput(
            f"{file} is no message that can be read: save it again as .eml.", code="format", file=file
        ) from None
    refuse_endless(words, file)
    own = own_words(words)
    if not own.strip():
        raise BadInput(f"{file} says nothing of its own beside quotes and signature.", code="empty", file=file)
    fields, present = told_in(own)
    return Found(
        part=part, key=key[:400], fields={"format": "email", **fields}, body=own, people=(*people, *present),
        title=re.sub(r"^(?:(?:re|fw|fwd|aw|wg|sv|tr)\s*:\s*)+", "", title, flags=re.IGNORECASE)[:400], sent=sent,
    )  # fmt: skip


def _words(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    content = body.get_content()
    text = content if isinstance(content, str) else ""
    return html_to_text(text) if body.get_content_subtype() == "html" else text.replace("\r\n", "\n")


def _people(message: EmailMessage) -> tuple[str, ...]:
    """Names and addresses of writer and readers."""
    headers = [str(value) for name in ("from", "to", "cc") for value in message.get_all(name, [])]
    return tuple(dict.fromkeys(one[:400] for name, address in getaddresses(headers) for one in (name, address) if one))


def own_words(text: str) -> str:
    """What stands above the first quoted message, without `>` lines and without the signature."""
    lines = text.splitlines()
    kept: list[str] = []
    for at, line in enumerate(lines):
        following = next((one for one in lines[at + 1 :] if one.strip()), "")
        wrote = _WROTE.match(line) or (_WROTE.match(f"{line} {following}") and not line.lstrip().startswith(">"))
        if _SEPARATOR.match(line) or wrote or (_HEADER.match(line) and _HEADER_NEXT.match(following)):
            break
        if line.rstrip("\r") in {"--", "-- "} or _MOBILE.match(line):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip() + "\n"


def _after(message: str, file: str) -> str:
    """The sentence without the file's name in front of it."""
    return message.removeprefix(file).lstrip(": ")
