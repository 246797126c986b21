"""The forms a digest can be handed out in, by the name of their format."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.render.calendar import digest_ics
from service.render.digest import digest_html, digest_markdown
from service.render.mail import Envelope, digest_eml
from service.render.paper import digest_pdf
from service.render.slides import digest_pptx
from service.render.word import digest_docx

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Form:
    """How a format is made and what a browser is told of it."""

    media_type: str
    make: Callable[[dict[str, Any], Envelope], bytes]
    binary: bool = False


FORMS: Mapping[str, Form] = {
    "md": Form("text/markdown; charset=utf-8", lambda digest, _: digest_markdown(digest).encode()),
    "html": Form("text/html; charset=utf-8", lambda digest, _: digest_html(digest).encode()),
    "json": Form("application/json", lambda digest, _: json.dumps(digest, ensure_ascii=False, indent=1).encode()),
    "pdf": Form("application/pdf", lambda digest, _: digest_pdf(digest), binary=True),
    "docx": Form(f"{_OFFICE}.wordprocessingml.document", lambda digest, _: digest_docx(digest), binary=True),
    "pptx": Form(f"{_OFFICE}.presentationml.presentation", lambda digest, _: digest_pptx(digest), binary=True),
    "eml": Form("message/rfc822", digest_eml),
    "ics": Form("text/calendar; charset=utf-8", lambda digest, envelope: digest_ics(digest, envelope.made_at)),
}
FORMATS = tuple(FORMS)
