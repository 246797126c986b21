"""Asks a question of a prompt file once: an answer given before, to the same words, is not asked for again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Protocol

from mentoring.llm import Gateway
from mentoring.llm.schema import Schema, fault, read
from mentoring.records import RedactedText
from prompts import Message, Prompt

_CUT_OFF = ""
"""Kept in place of an answer that reached its bound: the same question would reach it again."""


class AnswerCache(Protocol):
    """Keeps answers by note, where an erasure of the note finds them."""

    def get(self, note_id: str, key: str) -> str | None:
        """The answer kept under `key`, if any."""
        ...

    def put(self, text: RedactedText, key: str, answer: str) -> None:
        """Keep an answer about the note as it was read; not where it is another by now."""
        ...


class Asker:
    """A gateway with a memory."""

    def __init__(self, gateway: Gateway, cache: AnswerCache | None) -> None:
        self._gateway, self._cache = gateway, cache

    def ask(
        self, text: RedactedText, prompt: Prompt, values: Mapping[str, str], schema: Schema, max_tokens: int
    ) -> Any:
        """The parsed answer; None when it was cut off. EngineFailed when there is none.

        What is usable is kept, and that an answer was cut off, under everything that decides the answer: prompt sha,
        model, schema, bound and the words of the question.
        """
        messages = prompt.render(**values)
        key = _key(prompt, self._gateway.model, schema, messages, max_tokens)
        kept = self._cache.get(text.note_id, key) if self._cache else None
        if kept == _CUT_OFF:
            self._gateway.count_cached()
            return None
        if kept is not None and (parsed := read(kept)) is not None and fault(parsed, schema) is None:
            self._gateway.count_cached()
            return parsed
        reply = self._gateway.ask(messages, schema, max_tokens)
        if self._cache:
            self._cache.put(text, key, _CUT_OFF if reply.parsed is None else reply.text)
        return reply.parsed


def _key(prompt: Prompt, model: str, schema: Schema, messages: list[Message], max_tokens: int) -> str:
    asked = json.dumps([prompt.sha256, model, schema, messages, max_tokens], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(asked.encode()).hexdigest()
