"""A programme's text in pieces that a template can show: headings, list items and paragraphs, some words bold."""

from __future__ import annotations

import re
from typing import NamedTuple

_ITEM = re.compile(r"(?:-|\d+\.) +")


class Block(NamedTuple):
    """One heading, item or paragraph."""

    kind: str
    """title, heading, item or text."""
    words: list[tuple[str, bool]]
    """Pieces, each with whether it is bold."""


def leaflet(body: str) -> list[Block]:
    """The blocks of a text in the little Markdown that Upwell's own texts use; anything else stays as it is written."""
    made = []
    for block in re.split(r"\n\s*\n|\n(?=(?:-|\d+\.) )", body):
        said = " ".join(block.split())
        if not said:
            continue
        kind = "title" if said.startswith("# ") else "heading" if said.startswith("##") else "text"
        kind = "item" if _ITEM.match(said) else kind
        plain = _ITEM.sub("", said, count=1) if kind == "item" else said.lstrip("#").strip()
        made.append(Block(kind, [(part, at % 2 == 1) for at, part in enumerate(plain.split("**")) if part]))
    return made
