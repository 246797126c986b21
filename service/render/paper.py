"""The digest as PDF: tagged, PDF/UA-1, so that a screen reader meets headings and lists.

Typst is handed the words as data, never as markup: nothing a note says can become a command, a file or a link.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from service.render.outline import outline


def digest_pdf(document: dict[str, Any]) -> bytes:
    """One A4 document; the fonts it uses are inside."""
    import typst

    template = (files("service.render") / "templates" / "digest.typ").read_bytes()
    data = json.dumps(asdict(outline(document)), ensure_ascii=False)
    made: bytes = typst.compile(template, sys_inputs={"digest": data}, pdf_standards=["ua-1"])
    return made
