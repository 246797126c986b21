"""The digest as a Word document: real headings, lists and quotations, so that it can be edited and read aloud."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from service.render.outline import Line, outline

if TYPE_CHECKING:
    from docx.document import Document

_ACCENT, _INK, _SOFT = "0D5F5B", "1D2528", "566166"


def digest_docx(document: dict[str, Any]) -> bytes:
    """One .docx; nothing in it points outside."""
    import docx

    made, page = outline(document), docx.Document()
    _style(page)
    page.core_properties.title = made.title
    page.core_properties.author = "Upwell"
    page.core_properties.comments = ""
    page.add_paragraph(made.over, style="Subtitle")
    page.add_paragraph(made.title, style="Title")
    page.add_paragraph(made.lead)
    for section in made.sections:
        page.add_heading(section.title, level=1)
        for line in section.lines:
            _add(page, line, "List Number" if section.numbered else "List Bullet")
        if section.note:
            page.add_paragraph(section.note, style="Caption")
    page.add_paragraph(made.foot, style="Caption")
    return _saved(page)


def _add(page: Document, line: Line, style: str) -> None:
    paragraph = page.add_paragraph(style=style)
    paragraph.add_run(line.text).bold = True
    paragraph.paragraph_format.keep_with_next = bool(line.meta or line.quotes)
    if line.meta:
        page.add_paragraph(line.meta, style="Caption")
    for words in line.quotes:
        page.add_paragraph(words, style="Intense Quote")
    if line.source:
        page.add_paragraph(line.source, style="Caption")


def _style(page: Document) -> None:
    """Upwell's colours on Word's own styles."""
    from docx.shared import Pt, RGBColor

    looks = {
        "Normal": (10.5, _INK), "Title": (24, _INK), "Subtitle": (11, _ACCENT), "Heading 1": (13, _ACCENT),
        "Caption": (9, _SOFT), "Intense Quote": (10.5, _INK),
    }  # fmt: skip
    for name, (size, colour) in looks.items():
        font = page.styles[name].font
        font.size, font.name, font.color.rgb = Pt(size), "Georgia", RGBColor.from_string(colour)
        font.bold, font.italic = name.startswith("Heading"), False
    for name in ("Caption", "Intense Quote"):
        shape = page.styles[name].paragraph_format
        shape.space_before, shape.space_after, shape.left_indent = Pt(2), Pt(5), Pt(18)
    for name in ("List Number", "List Bullet"):
        page.styles[name].paragraph_format.space_before = Pt(8)


def _saved(page: Document) -> bytes:
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()
