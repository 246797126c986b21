"""Rows as CSV that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A cell that starts so is read as a formula; the last four are the full-width signs some spreadsheets take too."""


def as_csv(rows: Sequence[dict[str, Any]]) -> str:
    """One line a row, columns of the first; evidence as its words, other lists joined."""
    if not rows:
        return ""
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]), extrasaction="ignore", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writeheader()
    table.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return "\ufeff" + out.getvalue()


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, list):
        value = " | ".join(
            str(one["readable"] if isinstance(one, dict) and "readable" in one else one) for one in value
        )
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
