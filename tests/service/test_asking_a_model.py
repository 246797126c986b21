"""A lead's question put to a model: when, with which notes, and whose names never come out of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mentoring.errors import Misconfigured
from mentoring.redaction.render import humanise
from service import requests, workflows
from service.callers import OPERATOR
from service.progress import silent
from service.stages.readable import readable
from service.wiring import App
from tests.llm.scripted import Scripted, Turn, scripted

QUESTION = "Does anybody know what is permitted with AI chatbots?"


def with_model(app: App, url: str, **more: Any) -> None:
    app.settings = app.settings.model_copy(update={"openai_base_url": url, "model": "any", **more})


def ask(app: App, engine: str | None = None) -> dict[str, Any]:
    return workflows.ask(app, OPERATOR, requests.Ask(QUESTION, engine), silent)


def shown(server: Scripted) -> str:
    return str(server.seen[0]["messages"][-1]["content"])


def echo(body: dict[str, Any], _: int) -> Turn:
    """Says the first sentence that it was shown."""
    lines = [line for line in body["messages"][-1]["content"].splitlines() if line[:1].isdigit()]
    number, _, text = lines[0].partition(" ")
    return Turn(json.dumps({"sentences": [{"text": text, "lines": [int(number)]}]}))


def test_a_key_in_the_environment_alone_sends_nothing(scratch: App) -> None:
    with scripted(echo) as server:
        with_model(scratch, server.url)
        assert ask(scratch)["engine"] == "extractive"
        assert not server.seen


@pytest.mark.parametrize("configured", [True, False])
def test_the_model_answers_where_it_is_chosen(scratch: App, configured: bool) -> None:
    with scripted(echo) as server:
        with_model(scratch, server.url, **({"engine": "llm"} if configured else {}))
        found = ask(scratch, None if configured else "llm")
        assert found["engine"] == "llm"
        assert found["sentences"] == [{"text": found["answer"], "citations": [0]}]
        assert found["citations"][0]["readable"] in shown(server)


@pytest.mark.parametrize("end", ["So said Inês.", "Ask Birgitte Kjærsgaard.", "Write to ines@ride.example."])
def test_a_sentence_of_the_model_that_names_somebody_is_dropped(scratch: App, end: str) -> None:
    def naming(body: dict[str, Any], number: int) -> Turn:
        said = json.loads(echo(body, number).text)
        said["sentences"][0]["text"] += f" {end}"
        return Turn(json.dumps(said))

    with scripted(naming) as server:
        with_model(scratch, server.url)
        found = ask(scratch, "llm")
        assert end.rsplit(maxsplit=1)[-1] not in found["answer"]
        assert not any(person.name in json.dumps(server.seen) for person in scratch.store.people.all())


def test_a_model_off_this_machine_gets_only_notes_that_both_let_it_read(
    scratch: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(App, "model_is_elsewhere", property(lambda _: True))
    reach = readable(scratch, OPERATOR)
    assert set() < reach.sendable < set(reach.rows)
    with scripted(echo) as server:
        with_model(scratch, server.url)
        ask(scratch, "llm")
        lines = [line.partition(" ")[2] for line in shown(server).splitlines() if line[:1].isdigit()]
        texts = [humanise(scratch.store.notes.redacted(one).text) for one in reach.sendable]
        assert lines
        assert all(any(line in " ".join(text.split()) for text in texts) for line in lines)


def test_an_engine_that_does_not_exist_is_named(scratch: App) -> None:
    with pytest.raises(Misconfigured, match="no engine oracle"):
        ask(scratch, "oracle")


def reverse(body: dict[str, Any], _: int) -> Turn:
    """Puts the last passage first."""
    numbers = [int(line.split()[0]) for line in body["messages"][-1]["content"].splitlines() if line[:1].isdigit()]
    return Turn(json.dumps({"order": numbers[::-1]}))


def found(app: App, query: str = QUESTION) -> list[str]:
    return [hit["note_id"] for hit in workflows.search(app, OPERATOR, requests.Search(query, k=5), silent)]


def test_a_reranker_that_is_configured_puts_the_found_in_order(scratch: App) -> None:
    with scripted(reverse) as server:
        with_model(scratch, server.url)
        plain = found(scratch)
        assert not server.seen
        with_model(scratch, server.url, reranker="llm")
        assert found(scratch) == plain[::-1]


def test_a_reranker_is_told_the_question_without_its_names(scratch: App) -> None:
    with scripted(reverse) as server:
        with_model(scratch, server.url, reranker="llm")
        found(scratch, "What did Birgitte Kjærsgaard say about captions to ines@ride.example?")
        assert "captions" in shown(server)
        assert not any(name in shown(server) for name in ("Birgitte", "ines"))


def test_a_reranker_off_this_machine_reads_only_notes_that_both_let_it_read(
    scratch: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(App, "model_is_elsewhere", property(lambda _: True))
    sendable = readable(scratch, OPERATOR).sendable
    plain = found(scratch)
    assert set() < sendable & set(plain) < set(plain)
    with scripted(reverse) as server:
        with_model(scratch, server.url, reranker="llm")
        moved = found(scratch)
        lines = [line for line in shown(server).splitlines() if line[:1].isdigit()]
        assert len(lines) == len(sendable & set(plain))
        assert [one for one in moved if one not in sendable] == [one for one in plain if one not in sendable]
        assert [moved.index(one) for one in plain if one not in sendable] == [
            plain.index(one) for one in plain if one not in sendable
        ]


def test_a_reranker_that_is_no_folder_is_named(scratch: App) -> None:
    scratch.settings = scratch.settings.model_copy(update={"reranker": "/nowhere/at/all"})
    with pytest.raises(Misconfigured, match="no folder with a cross-encoder"):
        found(scratch)
