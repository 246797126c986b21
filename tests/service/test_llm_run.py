"""A run of the llm engine over a home: what it costs, how many questions are out, what is left after a stop."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from mentoring.errors import Misconfigured
from service import workflows
from service.callers import OPERATOR
from service.progress import silent
from service.requests import Extract
from service.settings import ModelPrice, Settings
from service.wiring import App, opened
from tests.llm.scripted import Body, Scripted, Turn, scripted

NOTES = ("ex01", "ex03", "ex05", "ex07", "ex09", "ex13")
LLM = Extract(engine="llm", notes=NOTES)
PRICES = {"tiny": ModelPrice(input=1000, output=10_000)}
"""With 100 tokens in and 10 out for each answer of the scripted server: 0.2 an answer."""


def shortening(body: Body, _number: int = 0) -> Turn:
    """Answers each numbered sentence with itself."""
    lines = dict(re.findall(r"^(\d+) (.+)$", body["messages"][-1]["content"], re.MULTILINE))
    return Turn(json.dumps({number: words[:190] for number, words in lines.items()}))


@pytest.fixture
def home(scratch_home: Settings, copy_of: Callable[[Settings], Settings]) -> Settings:
    return copy_of(scratch_home)


@contextmanager
def asking(home: Settings, script: Any = shortening, **settings: Any) -> Iterator[tuple[App, Scripted]]:
    with scripted(script) as server:
        update = {"model": "tiny", "openai_base_url": server.url, **settings}
        with opened(home.model_copy(update=update)) as app:
            yield app, server


def extract(app: App, request: Extract = LLM) -> dict[str, Any]:
    return workflows.extract(app, OPERATOR, request, silent)


def questions(server: Scripted) -> Counter[str]:
    return Counter(json.dumps(body["messages"], sort_keys=True) for body in server.seen)


def test_usage_and_latency_are_told_and_an_unknown_price_stays_unknown(home: Settings) -> None:
    with asking(home) as (app, server):
        usage = extract(app)["usage"]
    assert usage["requests"] == len(server.seen) > 3
    assert (usage["input_tokens"], usage["output_tokens"]) == (100 * len(server.seen), 10 * len(server.seen))
    assert (usage["model"], usage["cost"], usage["price_per_million"]) == ("tiny", None, None)
    assert 0 < usage["median"] <= usage["p95"]


def test_usage_is_of_one_run(home: Settings) -> None:
    with asking(home, prices=PRICES) as (app, server):
        first, second = extract(app)["usage"], extract(app)["usage"]
    assert first["cost"] == pytest.approx(0.2 * len(server.seen))
    assert (second["requests"], second["cost"], second["cached"]) == (0, 0, first["requests"])


def test_a_run_stops_asking_before_its_limit_and_code_takes_the_rest(home: Settings) -> None:
    with asking(home, prices=PRICES) as (app, server):
        told = extract(app, replace(LLM, max_cost=2.5))
        left = {row.stage for row in app.store.notes.rows()}
    assert 0 < told["usage"]["cost"] <= 2.5
    assert server.seen
    costly = [one for one in told["failures"] if one["code"] == "llm-cost"]
    assert costly
    assert all(one["taken_by"] == "builtin" for one in costly)
    assert left == {"extracted"}


def test_a_limit_without_a_price_is_refused(home: Settings) -> None:
    with asking(home) as (app, _), pytest.raises(Misconfigured, match="price"):
        extract(app, replace(LLM, max_cost=1))


def test_so_many_questions_are_out_at_a_time_and_no_more(home: Settings) -> None:
    def slow(body: Body, _number: int) -> Turn:
        return Turn(shortening(body).text, delay=1.0)

    with asking(home, slow) as (app, server):
        extract(app, replace(LLM, concurrency=2))
    assert server.most_at_once == 2


@pytest.mark.parametrize("answered", [0, 3])
def test_an_interrupted_run_goes_on_without_asking_the_same_twice(home: Settings, answered: int) -> None:
    def interrupt(stage: str, done: int, _total: int) -> None:
        if stage == "extracting" and done == answered:
            raise KeyboardInterrupt

    with asking(home) as (app, server):
        with pytest.raises(KeyboardInterrupt):
            workflows.extract(app, OPERATOR, LLM, interrupt)
        assert not app.store.audit.verify()
        told = extract(app)
        texts = {row.note_id: app.store.notes.redacted(row.note_id).text for row in app.store.notes.rows()}
        rows = app.store.items.insights(note_ids=NOTES)
    assert set(questions(server).values()) == {1}
    assert told["notes"] == len(NOTES)
    assert {row.insight.engine for row in rows} == {"llm"}
    assert all(e.text == texts[row.insight.note_id][e.start : e.end] for row in rows for e in row.insight.evidence)


def test_an_answer_that_was_cut_off_is_not_asked_for_again(home: Settings) -> None:
    def cut(_body: Body, _number: int) -> Turn:
        return Turn('{"1": "Nob', finish="length")

    with asking(home, cut) as (app, server):
        extract(app)
        asked = len(server.seen)
        extract(app)
    assert len(server.seen) == asked > 0


def test_each_item_says_which_run_and_model_made_it(home: Settings) -> None:
    with asking(home) as (app, _):
        told = extract(app)
        rows = [*app.store.items.insights(note_ids=NOTES), *app.store.items.actions(note_ids=NOTES)]
    assert {row.provenance.run for row in rows} == {told["run"]}
    assert {(row.provenance.model, row.provenance.prompt) for row in rows} == {("tiny", "write v1")}


@pytest.mark.parametrize(
    "turn",
    [Turn("Sure!"), Turn(refusal="no"), Turn(status=500), Turn(drop=True), Turn("")],
    ids=["garbage", "refusal", "server error", "dropped", "empty"],
)
def test_whatever_the_model_does_each_note_is_done_and_the_failure_listed(home: Settings, turn: Turn) -> None:
    def sometimes(body: Body, number: int) -> Turn:
        return turn if number % 2 else shortening(body)

    with asking(home, sometimes) as (app, _):
        told = extract(app)
        stages = {row.stage for row in app.store.notes.rows()}
    assert stages == {"extracted"}
    assert all(one["taken_by"] == "builtin" for one in told["failures"])
