"""The digest as a message for Slack or Teams: headlines only, as plain text in which nothing is read as markup."""

from __future__ import annotations

from typing import Any, Literal

from service.render.outline import Outline, outline

Kind = Literal["slack", "teams"]
_LONGEST = 2800
"""Characters a block may have: Slack takes 3,000."""


def digest_message(document: dict[str, Any], kind: Kind) -> dict[str, Any]:
    """The JSON an incoming webhook takes: Slack's blocks, or an Adaptive Card for Teams."""
    made = outline(document)
    return _slack(made) if kind == "slack" else _teams(made)


def _blocks(made: Outline) -> list[tuple[str, str]]:
    """(heading, text) of what a message holds; quotations stay at the desk."""
    return [
        (section.title, "\n".join(_said(section.numbered, n, line.text) for n, line in enumerate(section.lines, 1)))
        for section in made.sections
        if section.lines
    ]


def _said(numbered: bool, number: int, text: str) -> str:  # noqa: FBT001 - a section's own property
    return f"{number}. {text}" if numbered else f"• {text}"


def _slack(made: Outline) -> dict[str, Any]:
    blocks: list[dict[str, Any]] = [_header(made.title), _plain(made.lead)]
    for title, text in _blocks(made):
        blocks += [_header(title), _plain(text)]
    return {"text": f"Upwell: {made.title}", "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def _header(text: str) -> dict[str, Any]:
    return {"type": "header", "text": {"type": "plain_text", "text": text[:150], "emoji": False}}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "plain_text", "text": text[:_LONGEST], "emoji": False}}


def _teams(made: Outline) -> dict[str, Any]:
    body = [_runs(made.title, size="Large"), _runs(made.lead)]
    for title, text in _blocks(made):
        body += [_runs(title, weight="Bolder"), *(_runs(line) for line in text[:_LONGEST].split("\n"))]
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
    }
    return {
        "type": "message",
        "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": card}],
    }


def _runs(text: str, **look: str) -> dict[str, Any]:
    """A rich text block: unlike a text block, its runs are not read as Markdown."""
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, **look}]}
