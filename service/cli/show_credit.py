"""Thanks, and what became of words, as text for a terminal."""

from __future__ import annotations

from typing import Any

from mentoring.records import words
from service.cli.show_text import line


def queue(result: dict[str, Any]) -> None:
    """What waits for thanks, then what was said."""
    for one in result["to_say"]:
        line(f"{one['id']}  [{one['step']}] {one['text']}{_by(one)}")
    if not result["to_say"]:
        line("Nothing waits for thanks.")
    for one in result["said"]:
        line(f"{one['id']}  thanked: {one['text']}{_by(one)}")
        if one["words"]:
            line(f"  {one['words']}")


def thanked(result: dict[str, Any]) -> None:
    """Whether thanks stand."""
    line(f"{result['id']}: {'thanks are said' if result['thanked'] else 'no thanks stand'}")


def became(result: list[dict[str, Any]]) -> None:
    """Each of her words with how far it came, what came of it, and thanks."""
    for one in result:
        line(f"{one['id']}  {one['session_date']}  [{one['step']}] {one['text']}")
        if one["effect_words"]:
            line(f"  what came of it: {one['effect_words']}")
        if one["used"]:
            line(f"  used by {one['used']} others")
        for said in one["thanks"]:
            line(": ".join(filter(None, (f"  {words.thanks(said['by'])}", said["words"]))))
    if not result:
        line("Nothing of yours was taken up yet.")


def _by(one: dict[str, Any]) -> str:
    return f" ({one['credit']})" if one["credit"] else ""
