"""What extraction is compared with: the whole redacted note in one prompt, quotes, owners and dates by the model.

A fair version of what most people build first: strict schema, temperature 0, no examples. Not an engine: its
quotes are scored as they come, found in the note or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from evals.metrics.extraction import Labelled
from mentoring.errors import EngineFailed
from mentoring.llm import Gateway
from mentoring.records import DIRECTIONS, OWNERS, THEMES, RedactedText
from mentoring.redaction.render import humanise
from prompts import load

_TOKENS = 1400


@dataclass(frozen=True, slots=True)
class Said:
    """What one note gave."""

    insights: tuple[Labelled, ...] = ()
    actions: tuple[Labelled, ...] = ()
    quotes: int = 0
    verbatim: int = 0
    """Quotes whose words stand in the note."""
    failed: str | None = None


def ask_once(gateway: Gateway, text: RedactedText) -> Said:
    """One question, one answer; a failure is one, not an empty answer."""
    note = humanise(text.text)
    messages = load("one_prompt", 1).render(date=text.session_date.isoformat(), note=note)
    try:
        reply = gateway.ask(messages, _schema(), _TOKENS)
    except EngineFailed as problem:
        return Said(failed=problem.code)
    if reply.parsed is None:
        return Said(failed="llm-truncated")
    quotes = [one["evidence"] for kind in ("insights", "action_items") for one in reply.parsed[kind]]
    return Said(
        tuple(
            Labelled(one["evidence"], theme=one["theme"], direction=one["direction"])
            for one in reply.parsed["insights"]
        ),
        tuple(
            Labelled(one["evidence"], owner=one["owner"], due=_day(one["due"])) for one in reply.parsed["action_items"]
        ),
        len(quotes),
        sum(quote.strip() in note for quote in quotes),
    )


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _schema() -> dict[str, Any]:
    words = {"type": "string", "maxLength": 300}
    insight = _object(statement=words, theme=_choice(THEMES), direction=_choice(DIRECTIONS), evidence=words)
    action = _object(task=words, owner=_choice(OWNERS), due={"type": "string", "maxLength": 10}, evidence=words)
    return _object(
        insights={"type": "array", "items": insight, "maxItems": 10},
        action_items={"type": "array", "items": action, "maxItems": 10},
    )


def _choice(choices: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": list(choices)}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object", "additionalProperties": False, "required": list(properties), "properties": properties,
    }  # fmt: skip
