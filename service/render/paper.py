"""The digest as PDF: tagged, PDF/UA-1, so that a screen reader meets headings and lists.

Typst is handed the words as data, never as markup: nothing a note says can become a command, a file or a link.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from importlib.resources import files
from typing import Any

from service.render.outline import Outline, outline

_NOT_IN_THE_FONTS = (
    re.compile("[^\u0020-\u052f\u1e00-\u20cf]+"),
    re.compile("[^\u0020-\u007e\u00a1-\u00ff\u2010-\u2026]+"),
)
"""PDF/UA allows no sign that no font can show. Where one stands (a picture, another script), [?] is read in its place:
first for all but the Latin, Greek and Cyrillic scripts, then for all but western Latin."""

_UNSEEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff]")
"""Signs that steer a machine and that PDF/UA forbids."""


def digest_pdf(document: dict[str, Any]) -> bytes:
    """One A4 document; the fonts it uses are inside."""
    return outline_pdf(outline(document))


def outline_pdf(made_of: Outline) -> bytes:
    """The same of anything in headings and lines."""
    import typst

    template = (files("service.render") / "templates" / "digest.typ").read_bytes()
    made_of = replace(made_of, title=_UNSEEN.sub("", made_of.title).strip() or made_of.over)
    data = json.dumps(_seen(asdict(made_of)), ensure_ascii=False)
    for hidden in _NOT_IN_THE_FONTS:
        try:
            made: bytes = typst.compile(template, sys_inputs={"digest": data}, pdf_standards=["ua-1"])
        except typst.TypstError as problem:
            if "could not be displayed" not in str(problem):
                raise
            data = hidden.sub("[?]", data)
        else:
            return made
    last: bytes = typst.compile(template, sys_inputs={"digest": data}, pdf_standards=["ua-1"])
    return last


def _seen(told: Any) -> Any:
    if isinstance(told, str):
        return _UNSEEN.sub("", told)
    if isinstance(told, dict):
        return {name: _seen(one) for name, one in told.items()}
    return [_seen(one) for one in told] if isinstance(told, (list, tuple)) else told
