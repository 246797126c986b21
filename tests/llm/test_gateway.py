"""The gateway asks, waits, asks again where that can help, counts, and never repeats a server's words."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from mentoring.errors import EngineFailed, Misconfigured
from mentoring.llm import Gateway, GatewayConfig, Price, is_local
from tests.llm.scripted import Script, Scripted, Turn, scripted

SCHEMA: dict[str, Any] = {
    "type": "object", "additionalProperties": False, "required": ["lines"],
    "properties": {"lines": {"type": "array", "items": {"type": "integer", "enum": [1, 2]}, "maxItems": 2}},
}  # fmt: skip
GOOD = Turn('{"lines": [1]}')
ASKED = [("system", "Answer with JSON only."), ("user", "1 A sentence.")]


@contextmanager
def _gateway(script: Script | list[Turn], **config: Any) -> Iterator[tuple[Gateway, Scripted, list[float]]]:
    waits: list[float] = []
    with scripted(script) as server:
        settings = replace(GatewayConfig("tiny", server.url, "key", timeout=5), **config)
        gateway = Gateway(settings, wait=waits.append)
        try:
            yield gateway, server, waits
        finally:
            gateway.close()


@pytest.mark.parametrize(
    ("turns", "code", "requests"),
    [
        pytest.param([Turn(refusal="I cannot help with secret words")], "llm-refused", 1, id="refusal"),
        pytest.param([Turn("x", finish="content_filter")], "llm-refused", 1, id="content filter"),
        pytest.param([Turn("")], "llm-empty", 1, id="empty"),
        pytest.param([Turn("Sure! Here you are.")], "llm-garbage", 2, id="prose twice"),
        pytest.param([Turn('{"lines": [9]}')], "llm-garbage", 2, id="numbers that are not there"),
        pytest.param([Turn(status=401)], "llm-auth", 1, id="wrong key"),
        pytest.param([Turn(status=404)], "llm-model", 1, id="no such model"),
        pytest.param([Turn(status=500)], "llm-server", 3, id="server error"),
        pytest.param([Turn(drop=True)], "llm-unreachable", 3, id="dropped connection"),
        pytest.param([Turn(status=400)], "llm-request", 2, id="refused in both forms"),
        pytest.param([Turn("maximum context length exceeded", status=400)], "llm-too-long", 1, id="too long"),
        pytest.param([Turn(raw="<html>hello</html>")], "llm-server", 3, id="a web page"),
        pytest.param([Turn(status=307, headers=(("location", "http://x.org/"),))], "llm-request", 2, id="redirect"),
        pytest.param([Turn(status=429, headers=(("retry-after", "3600"),))], "llm-rate-limited", 1, id="an hour"),
    ],
)
def test_no_usable_answer_becomes_a_code_without_words(turns: list[Turn], code: str, requests: int) -> None:
    with _gateway(turns) as (gateway, server, _), pytest.raises(EngineFailed) as caught:
        gateway.ask(ASKED, SCHEMA, 50)
    assert caught.value.code == code
    assert len(server.seen) == requests
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_slow_server_is_a_timeout() -> None:
    with _gateway([Turn("{}", delay=1.0)], timeout=0.2, retries=0) as (gateway, _, _), pytest.raises(EngineFailed) as e:
        gateway.ask(ASKED, SCHEMA, 50)
    assert e.value.code == "llm-timeout"


@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        pytest.param((("retry-after", "7"),), [7.0], id="seconds"),
        pytest.param(
            (("date", "Mon, 02 Jun 2026 10:00:00 GMT"), ("retry-after", "Mon, 02 Jun 2026 10:00:09 GMT")), [9.0],
            id="a date",
        ),
        pytest.param((("retry-after", "soon"),), [0.5], id="nonsense"),
        pytest.param((), [0.5], id="nothing said"),
    ],
)  # fmt: skip
def test_a_429_is_waited_out_as_the_server_says(headers: tuple[tuple[str, str], ...], waited: list[float]) -> None:
    with _gateway([Turn(status=429, headers=headers), GOOD]) as (gateway, _, waits):
        assert gateway.ask(ASKED, SCHEMA, 50).parsed == {"lines": [1]}
    assert waits == waited


def test_a_broken_answer_gets_one_repair_turn_that_names_the_place() -> None:
    with _gateway([Turn('{"lines": [1, 9]}'), GOOD]) as (gateway, server, _):
        assert gateway.ask(ASKED, SCHEMA, 50).parsed == {"lines": [1]}
    asked_again = server.seen[1]["messages"]
    assert asked_again[:2] == server.seen[0]["messages"]
    assert "lines/1: not one of the choices" in asked_again[-1]["content"]


def test_an_answer_that_was_cut_off_is_handed_back_as_such() -> None:
    with _gateway([Turn('{"lines": [1', finish="length")]) as (gateway, server, _):
        reply = gateway.ask(ASKED, SCHEMA, 50)
    assert (reply.finish_reason, reply.parsed, reply.usage.output_tokens) == ("length", None, 10)
    assert len(server.seen) == 1


def test_a_server_without_schemas_is_told_in_words_from_then_on() -> None:
    def script(body: dict[str, Any], _: int) -> Turn:
        return Turn(status=400) if body["response_format"]["type"] == "json_schema" else GOOD

    with _gateway(script) as (gateway, server, _):
        gateway.ask(ASKED, SCHEMA, 50)
        gateway.ask(ASKED, SCHEMA, 50)
    assert [body["response_format"]["type"] for body in server.seen] == ["json_schema", "json_object", "json_object"]
    assert '"maxItems": 2' in server.seen[1]["messages"][-1]["content"]


def test_the_request_is_deterministic_and_bounded() -> None:
    with _gateway([GOOD], model="openai/tiny") as (gateway, server, _):
        reply = gateway.ask(ASKED, SCHEMA, 50)
    body = server.seen[0]
    assert (body["temperature"], body["seed"], body["max_tokens"], body["model"]) == (0, 7, 50, "tiny")
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert "tools" not in body
    assert reply.model == "scripted-1"


@pytest.mark.parametrize(("model", "room"), [("openai/gpt-5-mini", 4000), ("o3", 4000), ("gpt-4o", 0), ("olmo", 0)])
def test_a_model_that_thinks_gets_room_and_no_temperature(model: str, room: int) -> None:
    with _gateway([GOOD], model=model) as (gateway, server, _):
        gateway.ask(ASKED, SCHEMA, 50)
    assert server.seen[0]["max_tokens"] == 50 + room
    assert ("temperature" in server.seen[0]) is (room == 0)


def test_usage_is_summed_and_an_unknown_price_stays_unknown() -> None:
    with _gateway([GOOD]) as (gateway, _, _):
        assert gateway.ask(ASKED, SCHEMA, 50).cost is None
        total = gateway.usage()
    assert (total.requests, total.input_tokens, total.output_tokens, total.cost) == (1, 100, 10, None)
    assert total.p95 is not None


def test_a_known_price_gives_a_cost_and_a_missing_count_takes_it_away() -> None:
    prices = {"tiny": Price(1.0, 10.0)}
    with _gateway([GOOD, Turn(GOOD.text, usage=None)], prices=prices) as (gateway, _, _):
        assert gateway.ask(ASKED, SCHEMA, 50).cost == pytest.approx(0.0002)
        assert gateway.ask(ASKED, SCHEMA, 50).cost is None
        assert (gateway.usage().cost, gateway.usage().uncounted) == (None, 1)


def test_the_cost_limit_is_not_passed() -> None:
    price = Price(0.0, 1000.0)
    with _gateway([GOOD], prices={"tiny": price}, max_cost=0.07) as (gateway, server, _):
        gateway.ask(ASKED, SCHEMA, 50)
        gateway.ask(ASKED, SCHEMA, 50)
        with pytest.raises(EngineFailed, match="cost limit"):
            gateway.ask(ASKED, SCHEMA, 60)
    assert len(server.seen) == 2


def test_a_wrong_key_is_tried_once_in_a_run() -> None:
    with _gateway([Turn(status=401)]) as (gateway, server, _):
        for _ in range(3):
            with pytest.raises(EngineFailed):
                gateway.ask(ASKED, SCHEMA, 50)
    assert len(server.seen) == 1


def test_no_more_questions_are_out_than_allowed() -> None:
    with _gateway([Turn(GOOD.text, delay=0.2)], concurrency=2) as (gateway, server, _):
        threads = [threading.Thread(target=gateway.ask, args=(ASKED, SCHEMA, 50)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (len(server.seen), server.most_at_once) == (6, 2)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8101/v1", True), ("http://localhost/v1", True), ("http://[::1]:1/v1", True),
        ("http://127.9.9.9/v1", True), ("https://api.openai.com/v1", False), ("http://10.0.0.5/v1", False),
        ("http://localhost.example.org/v1", False), ("http://127.0.0.1@example.org/v1", False), ("nonsense", False),
        ("http://0.0.0.0/v1", False), ("http://127.0.0.1.nip.io/v1", False),
    ],
)  # fmt: skip
def test_only_certain_addresses_are_this_machine(url: str, local: bool) -> None:
    assert is_local(url) is local


@pytest.mark.parametrize(
    "config",
    [
        pytest.param(GatewayConfig("m", "https://models.example.org/v1", offline=True), id="elsewhere under offline"),
        pytest.param(GatewayConfig("m", "file:///etc/passwd"), id="no web address"),
        pytest.param(GatewayConfig("", "http://127.0.0.1/v1"), id="no model"),
        pytest.param(GatewayConfig("m", "http://127.0.0.1/v1", max_cost=1.0), id="a limit without a price"),
    ],
)
def test_a_configuration_that_cannot_keep_its_promise_is_refused(config: GatewayConfig) -> None:
    with pytest.raises(Misconfigured):
        Gateway(config)


def test_tracing_and_proxies_of_the_environment_see_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted([Turn("{}")]) as spy:
        for name in ("LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING"):
            monkeypatch.setenv(name, "true")
        monkeypatch.setenv("LANGSMITH_API_KEY", "k")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", spy.url)
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "OPENAI_PROXY"):
            monkeypatch.setenv(name, spy.url)
        with _gateway([GOOD]) as (gateway, _, _):
            gateway.ask(ASKED, SCHEMA, 50)
    assert spy.seen == []


def test_keys_and_words_are_in_no_repr() -> None:
    assert "sk-1" not in repr(GatewayConfig("m", api_key="sk-1"))
    with _gateway([GOOD]) as (gateway, _, _):
        assert "lines" not in repr(gateway.ask(ASKED, SCHEMA, 50))


def test_an_interrupted_wait_leaves_a_gateway_that_works() -> None:
    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    with scripted([Turn(status=429), GOOD]) as server:
        gateway = Gateway(GatewayConfig("tiny", server.url, concurrency=1), wait=interrupt)
        with pytest.raises(KeyboardInterrupt):
            gateway.ask(ASKED, SCHEMA, 50)
        assert gateway.ask(ASKED, SCHEMA, 50).parsed == {"lines": [1]}
        gateway.close()


def test_a_stopped_gateway_asks_nothing_more_and_sits_out_no_pause() -> None:
    codes: list[str] = []
    with scripted([Turn(status=429, headers=(("retry-after", "30"),))]) as server:
        gateway = Gateway(GatewayConfig("tiny", server.url, "key", timeout=5))

        def ask() -> None:
            with pytest.raises(EngineFailed) as caught:
                gateway.ask(ASKED, SCHEMA, 50)
            codes.append(caught.value.code)

        waiting = threading.Thread(target=ask)
        waiting.start()
        while not server.seen:
            waiting.join(0.05)
        gateway.stop()
        waiting.join(20)
        ask()
        gateway.close()
    assert codes == ["llm-stopped", "llm-stopped"]
    assert len(server.seen) == 1


def test_at_least_one_question_must_be_allowed_at_a_time() -> None:
    with pytest.raises(Misconfigured):
        Gateway(GatewayConfig("tiny", "http://127.0.0.1:9/v1", concurrency=0))
