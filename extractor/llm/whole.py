"""One question a window for a capable model: which lines, and what they say. Dates stay in code.

The answer cites line numbers under a schema that lists them. A sentence that does not stand up to its lines is
worded by code; an owner stands only where the cited lines have somebody to own it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from extractor.dates import due
from extractor.llm.asking import Asker
from extractor.llm.lines import Line, evidence, halves, numbered, windows
from extractor.llm.verify import worded_well
from extractor.owners import owner_of
from extractor.statements import action_tasks, insight_statements
from extractor.units import Speaker, Unit
from mentoring.llm.faults import failed
from mentoring.records import DIRECTIONS, OWNERS, THEMES, ActionDraft, Drafts, InsightDraft, Owner, RedactedText
from prompts import Prompt, load

_MOST_ITEMS = 12
"""Of each kind in one window; ten insights in a note is the most that labelled notes show."""
_MOST_CITED = 4
_TOKENS = 1500
_SUPPORT = 1 / 6
_CONFIDENCE = 0.7
"""Not calibrated: no capable model was at hand to measure one."""
_BEFORE = 300
"""Characters ahead of a commitment in which he and she are looked up."""
_SOMEBODY = re.compile(r"\b(?:I|we|you|he|she|both|me|us)\b|\[(?:MENTOR|MENTEE|PERSON_\d+)\]|['’]ll\b", re.IGNORECASE)


def prompt() -> Prompt:
    """The question's wording."""
    return load("insights", 1)


Answers = list[tuple[list[Line], dict[str, Any]]]
"""Windows in order, each with what the model found in it."""


def ask(text: RedactedText, units: Sequence[Unit], writer: Speaker, asker: Asker) -> Answers:
    """The model's answers about every line; a window whose answer is cut off is asked about in halves."""
    answers: Answers = []
    waiting = windows(numbered(units))
    while waiting:
        window = waiting.pop(0)
        answer = asker.ask(text, prompt(), _values(window, writer), _schema(window), _TOKENS)
        if answer is None:
            waiting[:0] = _shorter(window)
            continue
        answers.append((window, answer))
    return answers


def drafts(text: RedactedText, answers: Answers, writer: Speaker) -> Drafts:
    """Drafts of all windows, in order."""
    return Drafts(
        tuple(_insight(text, window, one, writer) for window, answer in answers for one in answer["insights"]),
        tuple(_action(text, window, one, writer) for window, answer in answers for one in answer["actions"]),
    )


def _shorter(window: list[Line]) -> tuple[list[Line], list[Line]]:
    if len(window) == 1:
        raise failed("llm-truncated")
    return halves(window)


def _values(window: Sequence[Line], writer: Speaker) -> dict[str, str]:
    return {"writer": writer, "lines": "\n".join(str(line) for line in window)}


def _insight(text: RedactedText, window: Sequence[Line], said: dict[str, Any], writer: Speaker) -> InsightDraft:
    cited = _cited(window, said)
    sentence = (
        _sentence(said["statement"], cited) or insight_statements([cited], writer, [line.unit for line in window])[0]
    )
    ranges = evidence(text, window, said["lines"])
    return InsightDraft(sentence, said["theme"], said["direction"], _CONFIDENCE, ranges)


def _action(text: RedactedText, window: Sequence[Line], said: dict[str, Any], writer: Speaker) -> ActionDraft:
    cited = _cited(window, said)
    owner = _owner(text, cited, said["owner"], writer)
    task = _sentence(said["task"], cited) or action_tasks([cited], [owner], writer)[0]
    day = due(" ".join(unit.text for unit in cited), text.session_date)
    return ActionDraft(task, owner, day, _CONFIDENCE, evidence(text, window, said["lines"]))


def _cited(window: Sequence[Line], said: dict[str, Any]) -> list[Unit]:
    wanted = set(said["lines"])
    return [line.unit for line in window if line.number in wanted]


def _sentence(said: str, cited: Sequence[Unit]) -> str:
    """The model's sentence, or nothing where it does not stand up to its lines."""
    words = " ".join(unit.text for unit in cited)
    sentence = " ".join(said.split())
    return sentence if worded_well(sentence, words, prompt(), _SUPPORT) else ""


def _owner(text: RedactedText, cited: Sequence[Unit], said: Owner, writer: Speaker) -> Owner:
    start = cited[0].start
    known = owner_of(cited, writer, text.text[max(0, start - _BEFORE) : start])
    if known != "unassigned":
        return known
    return said if any(_SOMEBODY.search(unit.text) for unit in cited) else "unassigned"


def _schema(window: Sequence[Line]) -> dict[str, Any]:
    numbers = {"type": "integer", "enum": [line.number for line in window]}
    lines = {"type": "array", "items": numbers, "minItems": 1, "maxItems": _MOST_CITED}
    sentence = {"type": "string", "maxLength": 240}
    insight = _object(lines=lines, statement=sentence, theme=_choice(THEMES), direction=_choice(DIRECTIONS))
    action = _object(lines=lines, task=sentence, owner=_choice(OWNERS))
    return _object(
        insights={"type": "array", "items": insight, "maxItems": _MOST_ITEMS},
        actions={"type": "array", "items": action, "maxItems": _MOST_ITEMS},
    )


def _choice(choices: Sequence[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(choices)}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object", "additionalProperties": False, "required": list(properties), "properties": properties,
    }  # fmt: skip
