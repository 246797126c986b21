"""A success story as a card: Markdown, a page, paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from service.render.digest import escape_markdown, page_templates
from service.render.outline import Line, Outline, Section
from service.render.paper import outline_pdf

FOOT = "From a reverse-mentoring pair. Both people approved of these words; either can take them back."
_PARTS = (
    ("learned", "What was learned"), ("did", "What was done"), ("shown", "How we know"), ("effect", "What came of it"),
)  # fmt: skip


def story_outline(story: dict[str, Any]) -> Outline:
    """The four parts in reading order, those without words left out; nobody is named without a by-line."""
    head = "effect" if story["effect"] else "did"
    sections = tuple(Section(title, (Line(story[name]),)) for name, title in _PARTS if story[name] and name != head)
    by = f"Told by {story['by']}." if story["by"] else "Told by a mentor and her mentee."
    return Outline(story[head], "Upwell, a success story", by, sections, FOOT)


def outline_html(made: Outline) -> str:
    """One self-contained page: screen, phone and print."""
    return page_templates().get_template("report.html").render(report=made)


def outline_markdown(made: Outline) -> str:
    """CommonMark in which no word can form a link, an image or a tag."""
    out = [f"# {escape_markdown(made.title)}", "", escape_markdown(made.lead)]
    for section in made.sections:
        out += ["", f"## {escape_markdown(section.title)}", ""]
        for line in section.lines:
            said = [escape_markdown(part) for part in (line.text, line.meta) if part]
            out += [f"- {'  '.join(said)}" if len(section.lines) > 1 else "  \n".join(said)]
            out += [f"  > {escape_markdown(quote)}" for quote in line.quotes]
        out += ["", escape_markdown(section.note)] if section.note else []
    return "\n".join([*out, "", f"*{escape_markdown(made.foot)}*", ""])


STORY_FORMS: Mapping[str, tuple[str, Callable[[dict[str, Any]], bytes]]] = {
    "md": ("text/markdown; charset=utf-8", lambda one: outline_markdown(story_outline(one)).encode()),
    "html": ("text/html; charset=utf-8", lambda one: outline_html(story_outline(one)).encode()),
    "pdf": ("application/pdf", lambda one: outline_pdf(story_outline(one))),
}
"""Format -> media type and maker."""
