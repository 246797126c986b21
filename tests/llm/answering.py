"""Readers of what was asked, and a gateway to the scripted server, for tests of the engine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from extractor.llm import LlmEngine, Questions
from extractor.segments import segment
from mentoring.llm import Gateway, GatewayConfig
from mentoring.records import Drafts, InsightDraft, RedactedText
from tests.llm.scripted import Script, Scripted, Turn, scripted

DAY = date(2026, 6, 3)
"""A Wednesday."""


def note(text: str, format: str = "prose", note_id: str = "n1") -> RedactedText:  # noqa: A002 - the record's own word
    return RedactedText(note_id, DAY, format, text)


def asked_lines(body: dict[str, Any]) -> dict[int, str]:
    """The numbered lines of the last question."""
    found = re.findall(r"^(\d+) (.+)$", body["messages"][-1]["content"], re.MULTILINE)
    return {int(number): words for number, words in found}


def sent_text(server: Scripted) -> str:
    return json.dumps(server.seen, ensure_ascii=False)


def answer(insights: list[dict[str, Any]] | None = None, actions: list[dict[str, Any]] | None = None) -> Turn:
    return Turn(json.dumps({"insights": insights or [], "actions": actions or []}))


def insight(lines: list[int], statement: str) -> dict[str, Any]:
    return {"lines": lines, "statement": statement, "theme": "ways-of-working", "direction": "junior_to_senior"}


def action(lines: list[int], task: str, owner: str = "mentee") -> dict[str, Any]:
    return {"lines": lines, "task": task, "owner": owner}


class EverySentence:
    """Selects each sentence as an insight of its own, in its own words."""

    name = "every"

    def draft(self, text: RedactedText) -> Drafts:
        made = [InsightDraft(unit.text, "ways-of-working", "mutual", 0.5, unit.ranges) for unit in segment(text)]
        return Drafts(tuple(made))


class Memory:
    """An answer cache in memory."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], str] = {}

    def get(self, note_id: str, key: str) -> str | None:
        return self.rows.get((note_id, key))

    def put(self, text: RedactedText, key: str, answer: str) -> None:
        self.rows[text.note_id, key] = answer


@contextmanager
def engine(
    script: Script | list[Turn], questions: Questions = "whole", cache: Memory | None = None, **config: Any
) -> Iterator[tuple[LlmEngine, Scripted]]:
    with scripted(script) as server:
        settings = replace(GatewayConfig("tiny", server.url, "key", timeout=5, retries=0), **config)
        gateway = Gateway(settings, wait=lambda _: None)
        try:
            yield LlmEngine(gateway, EverySentence(), cache, questions), server
        finally:
            gateway.close()
