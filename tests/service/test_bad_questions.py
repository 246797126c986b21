"""Whatever is typed into a search gets a clear answer or one clear sentence, by command and by address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from mentoring.errors import BadInput
from service import requests, workflows
from service import search_requests as asked
from service import search_workflows as flows
from service.api.asking import COOKIE
from service.api.door import people_api
from service.api.sessions import Sessions
from service.callers import OPERATOR
from service.cli import finding
from service.cli.main import app as command
from service.progress import silent
from service.wiring import App

REFUSED = {
    "nothing": ("", "is empty"),
    "blanks": (" \t\n ", "is empty"),
    "10,000 characters": ("chatbot " * 1250, "up to 1000 characters, this one has 9999"),
    "one word of 10,000": ("x" * 10_000, "up to 1000 characters, this one has 10000"),
    "stop words": ("what is the of and", "no word"),
    "emoji": ("🎉 👩‍💻", "no word"),
    "signs": ('"" ( ) * ^ : -- \\', "no word"),
    "a zero byte": ("\0", "no word"),
}
READ = {
    "NEAR": 'NEAR("chatbot" permitted, 2)',
    "an open bracket": "chatbot NEAR(",
    "an open quote": '"chatbot',
    "a prefix": "chatbot*",
    "the start of a column": "^chatbot",
    "a column": "text:chatbot {text} : chatbot",
    "operators": "chatbot AND OR NOT",
    "operators of PostgreSQL": "chatbot:* & ! | <-> permitted'",
    "an end of a statement": "chatbot'); DROP TABLE notes; --",
    "a zero byte": "chatbot\0",
    "an emoji": "chatbot 🎉",
    "half a sign": "chatbot \ud83d",
}
OTHER = {"German": "Ist ein Chatbot erlaubt?", "Japanese": "チャットボットのルール", "Arabic": "ما هي قواعد الاجتماعات"}


def one_sentence(text: str) -> bool:
    return text.endswith(".") and ". " not in text and "\n" not in text and "Traceback" not in text


def search(app: App, query: str, k: int = 10) -> list[dict[str, Any]]:
    return workflows.search(app, OPERATOR, requests.Search(query, k=k), silent)


def ask(app: App, query: str) -> dict[str, Any]:
    return workflows.ask(app, OPERATOR, requests.Ask(query), silent)


def patterns(app: App, query: str, k: int = 10) -> list[dict[str, Any]]:
    return flows.find_patterns(app, OPERATOR, asked.FindPatterns(query, k=k), silent)


def test_what_says_nothing_is_refused_in_one_sentence(scratch: App) -> None:
    for name, (query, says) in REFUSED.items():
        for act in (search, ask, patterns):
            with pytest.raises(BadInput, match=says) as refused:
                act(scratch, query)
            assert one_sentence(refused.value.message), name
            assert query.strip()[:20] not in refused.value.message or not query.strip(), name


def test_operators_are_read_as_words(scratch: App) -> None:
    for name, query in READ.items():
        assert "chatbot" in search(scratch, query)[0]["snippet"].lower(), name
        ask(scratch, query)
        patterns(scratch, query)


def test_another_language_is_searched_by_meaning_and_not_answered(scratch: App) -> None:
    for name, query in OTHER.items():
        assert search(scratch, query), name
        with pytest.raises(BadInput, match="ask in English") as refused:
            ask(scratch, query)
        assert one_sentence(refused.value.message), name


@pytest.mark.parametrize("k", [0, -1, 10**9])
def test_an_absurd_number_of_rows_is_refused(scratch: App, k: int) -> None:
    for act in (search, patterns):
        with pytest.raises(BadInput, match="between 1 and 1000"):
            act(scratch, "chatbot", k)


@pytest.fixture
def lead(scratch: App) -> Iterator[TestClient]:
    """The operator at the API."""
    sessions = Sessions()
    with TestClient(people_api(scratch, sessions), raise_server_exceptions=False) as client:
        client.cookies.set(COOKIE, sessions.sign_in(sessions.invite(None)) or "")
        yield client


ADDRESSES = {
    "/api/search": "query",
    "/api/search/patterns": "query",
    "/api/ask": "question",
    "/api/search/export": "query",
}


def test_every_address_says_what_is_wrong(lead: TestClient) -> None:
    for address, field in ADDRESSES.items():
        for name, (query, says) in REFUSED.items():
            answer = lead.post(address, json={field: query})
            assert answer.status_code == 422, (address, name)
            assert says in answer.json()["detail"], (address, name)
            assert one_sentence(answer.json()["detail"]), (address, name)
        longer = lead.post(address, json={field: "x" * 30_000}).json()["detail"]
        assert longer == f"These fields are not as they should be: {field} (at most 20000 characters)."
        for query in READ.values():
            sent = json.dumps({field: query}).encode()  # as ASCII, so that half a sign arrives, which is no text
            answer = lead.post(address, content=sent, headers={"Content-Type": "application/json"})
            assert answer.status_code == (422 if "\ud83d" in query else 200), (address, query)


@pytest.mark.parametrize(("k", "says"), [(0, "k (at least 1)"), (10**9, "k (at most 1000)"), ("ten", "k (not of the")])
def test_an_address_says_how_many_rows_there_may_be(lead: TestClient, k: object, says: str) -> None:
    answer = lead.post("/api/search", json={"query": "chatbot", "k": k})
    assert (answer.status_code, says in answer.json()["detail"]) == (422, True)


@pytest.fixture
def typed(scratch: App, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """The command line over this home."""
    from service.commands import run

    monkeypatch.setattr(finding, "answer", lambda request: run(scratch, request, None, silent))
    return CliRunner()


def test_every_command_says_what_is_wrong(typed: CliRunner) -> None:
    for words in (["search"], ["ask"], ["search", "--patterns"]):
        for name, (query, says) in REFUSED.items():
            plain, as_json = (typed.invoke(command, [*words, *more, "--", query]) for more in ([], ["--json"]))
            assert (plain.exit_code, as_json.exit_code) == (2, 2), (words, name)
            assert says in plain.stderr, (words, name)
            assert one_sentence(plain.stderr.strip()), (words, name)
            assert says in json.loads(as_json.stdout)["error"]["message"], (words, name)


def test_a_command_reads_operators_as_words_and_refuses_absurd_numbers(typed: CliRunner) -> None:
    for query in [query for query in READ.values() if query.isprintable()]:
        found = typed.invoke(command, ["search", "--json", "--", query])
        assert (found.exit_code, bool(json.loads(found.stdout))) == (0, True), query
    for k in ("0", "-1", str(10**9)):
        refused = typed.invoke(command, ["search", "-k", k, "chatbot"])
        assert (refused.exit_code, "between 1 and 1000" in refused.stderr) == (2, True)
