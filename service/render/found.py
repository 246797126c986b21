"""What a search found, as a table for a spreadsheet or a page of Markdown; neither runs or fetches anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from mentoring.records import words
from service.render.table import as_csv

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|<>~])")


def found_as(form: str, rows: Sequence[dict[str, Any]]) -> str:
    """`form` is csv or md."""
    return as_csv(rows) if form == "csv" else _markdown(rows)


def _markdown(rows: Sequence[dict[str, Any]]) -> str:
    parts = [f"# Found: {words.count(len(rows), 'session')}"]
    for row in rows:
        theme = f", {words.theme(row['theme'])}" if row["theme"] else ""
        parts.append(f"## {row['session_date']}, {_plain(row['program'])}{theme}")
        parts += [f"- {_plain(one)}" for one in row["insights"]]
        if row["words"]:
            parts.append(f"> {_plain(row['words'])}")
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """Words of notes as words: no link, picture or heading can be made of them."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
