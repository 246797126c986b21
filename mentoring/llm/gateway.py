"""The one door to a language model: asks, waits, asks again where that can help, counts, and knows when to stop.

One retry layer, here. What was said to a model and what it said never reaches a log or an error.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from mentoring.errors import EngineFailed
from mentoring.llm.config import GatewayConfig, check, is_local
from mentoring.llm.faults import AGAIN, FOR_GOOD, WireFault, failed
from mentoring.llm.ledger import Ledger, RunUsage, Usage
from mentoring.llm.schema import Schema, fault, read
from mentoring.llm.wire import Answered, Wire
from prompts import Message, load

_LONGEST_WAIT = 60.0
"""Seconds; a server that wants more is given up on for this note."""
_FIRST_WAIT = 0.5

Form = Literal["json_schema", "json_object"]


@dataclass(frozen=True, slots=True)
class Reply:
    """A usable answer, or one that was cut off: then `parsed` is None and `finish_reason` is `length`."""

    text: str = field(repr=False)
    parsed: Any = field(repr=False)
    finish_reason: str
    usage: Usage
    latency: float
    """Seconds from the first byte sent to the last one read, without waiting between attempts."""
    model: str
    """As the server names it."""
    cost: float | None


class Gateway:
    """Asks one model. May be used from several threads; at most `concurrency` questions are out at a time.

    `turn` gives the seconds to wait before each request, where several processes share an endpoint's rate.
    """

    def __init__(
        self,
        config: GatewayConfig,
        *,
        wait: Callable[[float], object] | None = None,
        turn: Callable[[], float] | None = None,
    ) -> None:
        check(config)
        self.model = config.model
        self.local = is_local(config.base_url)
        self.concurrency = config.concurrency
        self.price = config.price
        self._stopping = threading.Event()
        self._config, self._wait = config, wait or self._stopping.wait
        self._turn = turn
        self._wire = Wire(config)
        self._ledger = Ledger(config.price, config.max_cost)
        self._out = threading.BoundedSemaphore(config.concurrency)
        self._form: Form = "json_schema"
        self._closed: str | None = None

    def ask(self, messages: Sequence[Message], schema: Schema, max_tokens: int) -> Reply:
        """The model's answer under `schema`; EngineFailed with a code of mentoring.llm.faults when there is none.

        An answer that breaks the schema gets one repair turn, never the same question again.
        """
        max_tokens += self._config.room_to_think
        reply, wrong = self._judged(self._exchange(messages, schema, max_tokens), schema)
        if wrong is None:
            return reply
        again = load("repair", 1).render(fault=wrong, schema=json.dumps(schema))
        turns: list[Message] = [*messages, ("assistant", reply.text), *again]
        second, still_wrong = self._judged(self._exchange(turns, schema, max_tokens), schema)
        if still_wrong is not None:
            raise failed("llm-garbage")
        return second

    def usage(self) -> RunUsage:
        """What this gateway asked for so far."""
        return self._ledger.total()

    def count_cached(self) -> None:
        """A question was answered from an earlier run."""
        self._ledger.from_cache()

    def stop(self) -> None:
        """Ask nothing more; questions that are out are still answered."""
        self._closed = "llm-stopped"
        self._stopping.set()

    def close(self) -> None:
        """Give the connections back."""
        self._wire.close()

    def _judged(self, reply: Reply, schema: Schema) -> tuple[Reply, str | None]:
        if reply.finish_reason == "length":
            return reply, None
        value = read(reply.text)
        wrong = "it is not JSON" if value is None else fault(value, schema)
        return replace(reply, parsed=None if wrong else value), wrong

    def _exchange(self, messages: Sequence[Message], schema: Schema, max_tokens: int) -> Reply:
        """One answer, after as many attempts as the configuration allows."""
        attempt = 0
        while True:
            form = self._form
            try:
                return self._once(messages, schema, max_tokens, form)
            except WireFault as problem:
                if problem.code == "llm-request" and form == "json_schema":
                    self._form = "json_object"
                    continue
                if problem.code in FOR_GOOD:
                    self._closed = self._closed or problem.code
                pause = problem.retry_after if problem.retry_after is not None else _FIRST_WAIT * 2**attempt
                if problem.code not in AGAIN or attempt >= self._config.retries or pause > _LONGEST_WAIT:
                    raise failed(problem.code) from None
                self._wait(pause)
                attempt += 1

    def _once(self, messages: Sequence[Message], schema: Schema, max_tokens: int, form: Form) -> Reply:
        with self._out:
            if self._turn is not None:
                self._wait(self._turn())
            if self._closed:
                raise failed(self._closed)
            reserved = self._ledger.reserve(sum(len(text) for _, text in messages), max_tokens)
            began = time.perf_counter()
            try:
                answered = self._wire.send(_told(messages, form, schema), _response_format(form, schema), max_tokens)
            except WireFault as problem:
                # A server that was still writing when we stopped listening may bill it.
                self._ledger.lost(reserved, billed=problem.code == "llm-timeout")
                raise
            seconds = time.perf_counter() - began
        cost = self._ledger.answered(reserved, answered.usage, seconds)
        if refusal := _no_answer(answered):
            raise refusal
        return Reply(answered.text, None, answered.finish_reason, answered.usage, seconds, answered.model, cost)


def _no_answer(answered: Answered) -> EngineFailed | None:
    if answered.refused:
        return failed("llm-refused")
    if not answered.text and answered.finish_reason != "length":
        return failed("llm-empty")
    return None


def _told(messages: Sequence[Message], form: Form, schema: Schema) -> list[Message]:
    """The messages; with the schema in words where the server cannot be given it otherwise."""
    if form == "json_schema":
        return list(messages)
    ((_, words),) = load("json", 1).render(schema=json.dumps(schema))
    *before, (role, last) = messages
    return [*before, (role, f"{last}\n{words}")]


def _response_format(form: Form, schema: Schema) -> dict[str, Any]:
    if form == "json_object":
        return {"type": "json_object"}
    return {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": schema}}
