"""Word files: notes from a template, and transcripts as Teams and Meet leave them."""

from __future__ import annotations

import io

from mentoring.errors import BadInput
from service.intake.formats.markup import html_to_text
from service.intake.formats.office import checked
from service.intake.formats.text import as_told, refuse_endless
from service.intake.found import Found


def read_docx(raw: bytes, file: str) -> list[Found]:
    """The words of a .docx: paragraphs, lists, tables; pictures, comments, headers and deleted text stay out."""
    checked(raw, file, ".docx")
    import mammoth

    try:
        page = mammoth.convert_to_html(
            io.BytesIO(raw), convert_image=mammoth.images.img_element(lambda _: {}), include_embedded_style_map=False
        )
    except (KeyError, AttributeError, ValueError, IndexError, OSError):
        raise BadInput(f"{file} is no .docx file, or a damaged one: save it again.", code="format", file=file) from None
    text = html_to_text(page.value)
    refuse_endless(text, file)
    if not text.strip():
        raise BadInput(f"{file} holds no text.", code="empty", file=file)
    return [as_told(text)]
