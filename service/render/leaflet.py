"""A programme's text as a page to print: the little Markdown our texts use, escaped, on one self-contained page."""

from __future__ import annotations

import re
from html import escape
from typing import Any

_STYLE = (
    "body{font:1.05rem/1.55 Charter,Georgia,serif;max-width:40rem;margin:2rem auto;padding:0 1.2rem;color:#1d2528}"
    "h1{font-size:1.7rem;line-height:1.2}h2{font-size:1.1rem;margin-top:1.6rem}li{margin:.35rem 0}"
    "footer{color:#566161;font-size:.9rem;border-top:1px solid #ccc;margin-top:2rem;padding-top:.5rem}"
    "@media print{body{margin:0}}"
)
_ITEM = re.compile(r"(?:-|(\d+)\.) +(.*)", re.DOTALL)


def leaflet_html(text: dict[str, Any], program: str) -> str:
    """The page with its version at the foot."""
    foot = f"{escape(program)}, {escape(text['name'])}, {escape(text['label'])}"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(text["title"])}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body><main>'
        f"{blocks_html(text['body'])}</main><footer>{foot}</footer></body></html>\n"
    )


def leaflet_markdown(text: dict[str, Any], program: str) -> str:
    """The words as they are kept, with their version at the foot."""
    return f"{text['body']}\n\n---\n\n{program}, {text['name']}, {text['label']}\n"


LEAFLETS = {
    "html": ("text/html; charset=utf-8", leaflet_html),
    "md": ("text/markdown; charset=utf-8", leaflet_markdown),
}
"""Format -> media type and maker."""


def blocks_html(body: str) -> str:
    """Headings, lists, paragraphs and bold words; everything else stays the character it is."""
    made, at = [], 0
    blocks = [one for one in re.split(r"\n\s*\n", body) if one.strip()]
    while at < len(blocks):
        block = blocks[at].strip()
        level = len(block) - len(block.lstrip("#"))
        if 0 < level < 4:
            made.append(f"<h{level}>{_inline(block.lstrip('#').strip())}</h{level}>")
        elif _ITEM.match(block):
            made.append(_list(block))
        else:
            made.append(f"<p>{_inline(block)}</p>")
        at += 1
    return "\n".join(made)


def _list(block: str) -> str:
    items = [match for one in re.split(r"\n(?=(?:-|\d+\.) )", block) if (match := _ITEM.match(one))]
    kind = "ol" if items and items[0][1] else "ul"
    return f"<{kind}>{''.join(f'<li>{_inline(one[2])}</li>' for one in items)}</{kind}>"


def _inline(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(" ".join(text.split())))
