"""Success stories and learning cards on one page: Markdown, a page, paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mentoring.records import words
from service.render.digest import escape_markdown, page_templates
from service.render.outline import Line, Outline, Section
from service.render.paper import outline_pdf

Form = tuple[str, Callable[[dict[str, Any]], bytes]]
STORY_FOOT = "From a reverse-mentoring pair. Both people approved of these words; either can take them back."
_PARTS = (
    ("learned", "What was learned"), ("did", "What was done"), ("shown", "How we know"), ("effect", "What came of it"),
)  # fmt: skip


def story_outline(story: dict[str, Any]) -> Outline:
    """The four parts in reading order, those without words left out; nobody is named without a by-line."""
    head = "effect" if story["effect"] else "did"
    sections = tuple(Section(title, (Line(story[name]),)) for name, title in _PARTS if story[name] and name != head)
    by = f"Told by {story['by']}." if story["by"] else "Told by a mentor and her mentee."
    return Outline(story[head], "Upwell, a success story", by, sections, STORY_FOOT)


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


def learning_outline(card: dict[str, Any]) -> Outline:
    """What was learned, why it matters, what was done about it, what it names, who used it."""
    kind = {"tool": "A tool", "method": "A method"}.get(card["kind"] or "", "An insight")
    lead = f"{kind} · {words.theme(card['theme'])} · {words.direction(card['direction'])}"
    made = (
        Section("Why it matters", (Line(_behind(card), quotes=tuple(card["words"])),)),
        Section("What was done about it", tuple(Line(one["task"], _came(one)) for one in card["done"])),
        Section("Tools and methods named", tuple(Line(one) for one in card["named"])),
        Section("Used by others", (Line(words.used(card["used"], card["k"])),)),
    )
    sections = tuple(one for one in made if one.lines)
    return Outline(card["statement"], "Upwell, a learning card", f"{lead}{_by(card)}", sections)


def _behind(card: dict[str, Any]) -> str:
    band = card["support_band"]
    return f"Heard from {words.band(band)}: {card['pattern']}" if band else "Heard in one session."


def _came(action: dict[str, Any]) -> str:
    return ". ".join(part for part in (action["step"].capitalize(), action["effect_words"]) if part)


def _by(card: dict[str, Any]) -> str:
    return f" · from {card['credit']}" if card["credit"] else ""


def _forms(made_of: Callable[[dict[str, Any]], Outline]) -> Mapping[str, Form]:
    return {
        "md": ("text/markdown; charset=utf-8", lambda one: outline_markdown(made_of(one)).encode()),
        "html": ("text/html; charset=utf-8", lambda one: outline_html(made_of(one)).encode()),
        "pdf": ("application/pdf", lambda one: outline_pdf(made_of(one))),
    }


STORY_FORMS = _forms(story_outline)
LEARNING_FORMS = _forms(learning_outline)
"""Format -> media type and maker."""
