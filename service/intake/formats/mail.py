"""Mail, one message or a mailbox: what its writer wrote, without what she quoted and without her signature."""

from __future__ import annotations

import email
import re
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime

from mentoring.errors import BadInput
from service.intake.formats.enclosed import attached, messages_in
from service.intake.formats.markup import html_to_text
from service.intake.formats.text import refuse_endless, told_in
from service.intake.found import Found, Problem

MOST_MESSAGES = 2_000
_COVER = 40
"""Words up to which a letter that speaks of its attachment is a covering letter and no note."""
_ATTACHED = re.compile(
    r"\b(?:attach(?:ed|ment|ing|ments)|enclosed|anbei|anhang|angehängt|ci-joint|pi[eè]ce jointe|adjunt[oa]|"
    r"bijlage|bijgevoegd|allegat[oi]|w załączniku|bifogat|anexo|em anexo)\b",
    re.IGNORECASE,
)
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
    """One message, and a word on what is attached."""
    return _message(raw, file, "")


def read_mbox(raw: bytes, file: str) -> list[Found]:
    """Every message of a mailbox; one that says nothing of its own is left with its reason, the rest goes on."""
    pieces = messages_in(raw, file)
    if not pieces:
        raise BadInput(f"{file} is no mailbox: save the messages as .eml files.", code="format", file=file)
    if len(pieces) > MOST_MESSAGES:
        raise BadInput(
            f"{file} holds more than {MOST_MESSAGES:,} messages: export only the ones with notes.",
            code="size",
            file=file,
        )
    found: list[Found] = []
    for part, piece in pieces:
        try:
            found += _message(piece, file, part)
        except BadInput as problem:
            found.append(Found(part=part, problem=Problem(problem.code, _after(problem.message, file))))
    return found


def _message(raw: bytes, file: str, part: str) -> list[Found]:
    """What its writer wrote, and, of kind `attached`, what the letter says of that which came with it."""
    try:
        message = email.message_from_bytes(raw, policy=default)
        words, people = _words(message), _people(message)
        title, key = str(message.get("subject", "")), str(message.get("message-id", ""))
        sent = parsedate_to_datetime(str(message["date"])).date().isoformat() if message["date"] else None
        names = [name for name, _ in attached(message)]
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        # the standard package leaves odd headers and character sets of odd messages to its caller
        raise BadInput(
            f"{file} is no message that can be read: save it again as .eml.", code="format", file=file
        ) from None
    refuse_endless(words, file)
    own = own_words(words)
    if not own.strip() and not names:
        raise BadInput(f"{file} says nothing of its own beside quotes and signature.", code="empty", file=file)
    fields, present = told_in(own)
    title = re.sub(r"^(?:(?:re|fw|fwd|aw|wg|sv|tr)\s*:\s*)+", "", title, flags=re.IGNORECASE)[:400]
    letter = Found(
        part=part, key=key[:400], fields={"format": "email", **fields}, body=own, people=(*people, *present),
        title=title, sent=sent,
    )  # fmt: skip
    enclosed = [Found(kind="attached", part=part, people=people, title=title, sent=sent)] if names else []
    return [*([] if enclosed and _only_sends(own) else [letter]), *enclosed]


def _only_sends(own: str) -> bool:
    """Whether a letter says no more than that something is attached."""
    return not own.strip() or (len(own.split()) <= _COVER and _ATTACHED.search(own) is not None)


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
