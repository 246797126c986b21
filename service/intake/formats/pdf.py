"""PDF files with text. A scan has none, and guessing at one is not reading it."""

from __future__ import annotations

import io
import re

from mentoring.errors import BadInput
from service.intake.formats.text import as_told, refuse_endless
from service.intake.found import Found

MOST_PAGES = 200


def read_pdf(raw: bytes, file: str) -> list[Found]:
    """The text of every page, in order."""
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    try:
        opened = PdfReader(io.BytesIO(raw), strict=False)
        if opened.is_encrypted:
            raise FileNotDecryptedError
        if len(opened.pages) > MOST_PAGES:
            raise BadInput(f"{file} has more than {MOST_PAGES} pages: give one session a file.", code="size", file=file)
        text = "\n".join(page.extract_text() or "" for page in opened.pages)
    except FileNotDecryptedError:
        raise BadInput(
            f"{file} is protected with a password: save it without one.", code="password", file=file
        ) from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, AssertionError):
        raise BadInput(f"{file} is no PDF file, or a damaged one: save it again.", code="format", file=file) from None
    text = _reflowed(text)
    refuse_endless(text, file)
    if len(re.sub(r"\W", "", text)) < 3:
        raise BadInput(
            f"{file} holds no text (is it a scan?): export the note as text or Word.", code="empty", file=file
        )
    return [as_told(text)]


def _reflowed(text: str) -> str:
    """Without soft hyphens and characters that only move the pen; lines stay as they were set."""
    text = text.replace("\u00ad", "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in text if char in "\n\t" or char.isprintable()) + "\n"
