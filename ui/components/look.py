"""Text as HTML, escaped without exception.

Words from notes reach the page here and nowhere else. Markdown would turn `![](...)` in a note into a
request to the outside, so the desk gives Streamlit escaped HTML; autoescape is on for every template.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

import streamlit as st
from jinja2 import Environment, PackageLoader, StrictUndefined

from mentoring.records import words
from ui.components.leaflet import leaflet

_FILTERS = (
    words.theme, words.direction, words.confidence, words.owner, words.status, words.decision, words.day,
    words.due, words.days, words.week, words.band, words.count, words.standing, words.held_back,
    words.lead, words.quiet, words.pattern_title, words.trend, words.thanks, words.used,
)  # fmt: skip


def show(template: str, **values: Any) -> None:
    """Put a template of ui/templates on the page; one that has nothing to say leaves nothing there."""
    if html := _templates().get_template(template).render(values).strip():
        st.html(html)


def marked(text: str, highlights: Sequence[Sequence[int]]) -> list[tuple[str, bool]]:
    """`text` in pieces, each with whether it is highlighted; ranges are [start, end) in code points.

    Ranges that overlap are joined and ranges outside the text are cut, so that no character is lost or doubled.
    """
    pieces: list[tuple[str, bool]] = []
    at = 0
    for first, last in sorted((one[0], one[1]) for one in highlights):
        start, end = max(first, at), min(last, len(text))
        if start < end:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


def changed(original: str, edited: str) -> list[tuple[str, str]]:
    """The two texts as one, word by word, each piece with "same", "gone" or "new"."""
    old, new = original.split(), edited.split()
    pieces: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append((" ".join(old[a:b]), "same"))
        else:
            pieces += [(" ".join(old[a:b]), "gone"), (" ".join(new[c:d]), "new")]
    return [piece for piece in pieces if piece[0]]


@lru_cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("ui"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update({said.__name__: said for said in (*_FILTERS, marked, changed, leaflet)})
    return environment
