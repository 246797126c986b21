"""The card for a pair's next session as plain text: to print, or to put beside the coffee."""

from __future__ import annotations

from typing import Any


def prep_text(card: dict[str, Any]) -> str:
    """Three questions with room to write; no name stands in it."""
    lines = [f"For your next session: {card['pair']}, {card['program']}", "=" * 60, ""]
    for number, one in enumerate(card["questions"], start=1):
        lines += [f"{number}. {one['question']}"]
        lines += [f"   {one['about']}"] if one["about"] else []
        lines += [f"   ({one['why']})", "", "   " + "_" * 56, "", ""]
    return "\n".join([*lines, "For the two of you alone.", ""])
