"""The digest as slides: one insight a slide, so that a board can talk about it; the words behind it in the notes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from service.render.outline import Line, Section, outline

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

_ACCENT, _INK, _SOFT, _PAPER = "0D5F5B", "1D2528", "566166", "FBFAF7"
_A_SLIDE = 5
"""Lines a slide of actions, patterns or outcomes holds."""


def digest_pptx(document: dict[str, Any]) -> bytes:
    """A 16:9 presentation, every slide with a title."""
    from pptx import Presentation
    from pptx.util import Inches

    made, show = outline(document), Presentation()
    show.slide_width, show.slide_height = Inches(13.333), Inches(7.5)
    show.core_properties.title, show.core_properties.author = made.title, "Upwell"
    opening = _slide(show, made.title, made.over, size=44)
    _write(_body(opening), made.lead, 24, _SOFT)
    for section in made.sections:
        if section.numbered:
            for number, line in enumerate(section.lines, start=1):
                _insight(show, f"{section.title[:-1]} {number}", line)
        else:
            _list(show, section)
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def _insight(show: Presentation, over: str, line: Line) -> None:
    slide = _slide(show, line.text, over, size=34)
    body = _body(slide)
    _write(body, line.meta, 18, _SOFT)
    for words in line.quotes[:2]:
        _write(body, f"“{words}”", 20, _INK)
    notes = slide.notes_slide.notes_text_frame
    if notes is not None:
        notes.text = "\n".join([*line.quotes, line.source])


def _list(show: Presentation, section: Section) -> None:
    pages = [section.lines[at : at + _A_SLIDE] for at in range(0, len(section.lines), _A_SLIDE)] or [()]
    for number, lines in enumerate(pages):
        slide = _slide(show, section.title if number == 0 else f"{section.title}, continued", "Upwell", size=32)
        _lines(_body(slide), lines, section.note if number == len(pages) - 1 else "")


def _lines(body: TextFrame, lines: Sequence[Line], note: str) -> None:
    for line in lines:
        _write(body, line.text, 18, _INK)
        if line.meta:
            _write(body, line.meta, 13, _SOFT)
    if note:
        _write(body, note, 13, _SOFT)


def _slide(show: Presentation, title: str, over: str, *, size: int) -> Slide:
    """The layout with a title and one body; `over` stands small above the title."""
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Inches

    slide: Slide = show.slides.add_slide(show.slide_layouts[1])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = RGBColor.from_string(_PAPER)
    left, width = Inches(0.9), Inches(11.5)
    label = slide.shapes.add_textbox(left, Inches(0.55), width, Inches(0.4)).text_frame
    _write(label, over, 14, _ACCENT)
    head = slide.shapes.title
    assert head is not None, "the layout has a title"  # noqa: S101 - a fact of the library's own template
    head.left, head.top, head.width, head.height = left, Inches(1.0), width, Inches(2.0 if size > 32 else 1.0)
    head.text_frame.word_wrap, head.text_frame.vertical_anchor = True, MSO_ANCHOR.TOP
    _write(head.text_frame, title, size if len(title) < 110 else 26, _INK)
    body = slide.placeholders[1]
    body.left, body.top, body.width = left, Inches(3.2 if size > 32 else 2.1), width
    body.height = Inches(3.6 if size > 32 else 4.8)
    return slide


def _body(slide: Slide) -> TextFrame:
    from pptx.enum.text import MSO_AUTO_SIZE

    frame: TextFrame = slide.placeholders[1].text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    return frame


def _write(frame: TextFrame, text: str, size: int, colour: str) -> None:
    """One more paragraph, without the template's bullet."""
    from pptx.dml.color import RGBColor
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    first = frame.paragraphs[0]
    paragraph = first if not first.runs else frame.add_paragraph()
    paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(6)
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.insert(0, properties.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}buNone", {}))
    run = paragraph.add_run()
    run.text, run.font.size, run.font.name = text, Pt(size), "Georgia"
    run.font.color.rgb = RGBColor.from_string(colour)
