"""Requests made up from the OpenAPI document: no 5xx, no undocumented status, no word of what was sent in an error."""

from __future__ import annotations

import contextlib
import json
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

from service.settings import Settings
from tests.api import company
from tests.api.company import Company
from tests.api.document import DOCUMENT, Operation, operations

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # about features of its own that are on their way
    import schemathesis
    from schemathesis.core import NotSet

SLOW = (
    "/api/consent/withdraw", "/api/consent/withdraw-named", "/api/notes/delete", "/api/notes/write", "/api/notes/look",
)  # fmt: skip
"""What erases or redacts takes seconds a call: only the long run calls it at random."""
OPERATIONS = list(operations())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return company.make(tmp_path_factory.mktemp("contract"))


@pytest.fixture(scope="module")
def found(place: Settings) -> Iterator[Company]:
    with company.opened_company(place) as made:
        yield made


def schema() -> Any:
    """The document with every status that any address may answer."""
    return schemathesis.openapi.from_dict(json.loads(json.dumps(DOCUMENT)))


def call_at_random(client: TestClient, operation: Operation, examples: int) -> None:
    """`examples` requests as the document says, and as many that break it."""
    for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
        one = schema()[operation.path][operation.method]
        with contextlib.suppress(Unsatisfiable):  # an address without parameters cannot be asked wrongly
            _holds(client, operation, one.as_strategy(generation_mode=mode), examples)


def as_bytes(body: Any) -> bytes | None:
    """A body as it is sent; broken ones are bytes already."""
    if isinstance(body, NotSet):
        return None
    return body if isinstance(body, bytes) else json.dumps(body, default=str).encode("utf-8", "replace")


def _holds(client: TestClient, operation: Operation, cases: Any, examples: int) -> None:
    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=cases)
    def holds(case: Any) -> None:
        sent = client.request(
            operation.method, case.formatted_path, params=case.query or None, content=as_bytes(case.body),
            headers={"Content-Type": "application/json"},
        )  # fmt: skip
        assert sent.status_code < 500, (str(operation), sent.status_code)
        known = operation.spec["responses"]
        # A made-up part of the path may make it another address, or none.
        assert str(sent.status_code) in known or sent.status_code in (404, 405), (str(operation), sent.status_code)

    holds()


@pytest.mark.parametrize("who", ["operator", "executive"])
@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.path not in SLOW], ids=str)
def test_no_made_up_request_breaks_an_address(found: Company, operation: Operation, who: str) -> None:
    with found.as_(who) as client:
        call_at_random(client, operation, 4)


@pytest.mark.long
@pytest.mark.parametrize("who", ["operator", "executive", "mentor", "lead", "admin"])
@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_no_request_of_many_breaks_an_address(found: Company, operation: Operation, who: str) -> None:
    with found.as_(who) as client:
        call_at_random(client, operation, 60 if operation.path not in SLOW else 8)


SECRET = "CANARY-7f3a"
OPERATORS: list[Any] = [
    {"$ne": SECRET}, {"$gt": ""}, {"$in": [SECRET]}, {"$or": [{}]}, {"$where": SECRET}, {"$regex": ".*"}, {"$not": {}},
    {"$contains": SECRET}, [SECRET], [[SECRET]], {SECRET: SECRET}, True, 7, {"program": {"$ne": SECRET}},
]  # fmt: skip
STRINGS = [
    f"' OR '1'='1' -- {SECRET}", f"{SECRET}%", f"{SECRET}*", f'"{SECRET}" OR "a"', f"NEAR({SECRET} a, 9)",
    f"{SECRET}\x00", f"{SECRET}'; DROP TABLE notes; --", f"program:{SECRET}", f"{{{{7*7}}}}{SECRET}",
    f"../../{SECRET}", f"south\n{SECRET}",
]  # fmt: skip
FIELDS = ("query", "program", "theme", "kind", "since", "until", "k", "where", "filter", "$or")
INJECTIONS = [(name, value) for name in FIELDS for value in (*OPERATORS, *STRINGS[: 11 if name != "k" else 2])]


def test_there_are_two_hundred_cases_of_injected_filters() -> None:
    assert len(INJECTIONS) >= 200


def test_no_injected_filter_gets_through_or_comes_back(found: Company) -> None:
    """A lead of one programme asks with operators and wildcards where scalars belong: never a row of the other."""
    hidden = company.secrets_of(company.SOUTH)
    through = []
    with found.as_("lead") as lead:
        for name, value in INJECTIONS:
            answer = lead.post("/api/search", json={"query": "polls", "k": 50, name: value})
            leaked = [word for word in hidden if word in answer.text]
            echoed = SECRET in answer.text
            wrong = answer.status_code not in (200, 403, 422)
            if leaked or echoed or wrong:
                through.append((name, value, answer.status_code))
    assert through == []


@pytest.mark.parametrize("value", STRINGS[:8])
def test_no_injected_value_in_an_address_gets_through(found: Company, value: str) -> None:
    with found.as_("lead") as lead:
        for address in ("/api/cards", "/api/digest", "/api/review"):
            answer = lead.get(address, params={"week": value, "program": value, "theme": value})
            assert answer.status_code in (200, 403, 422)
            assert SECRET not in answer.text
            assert not [word for word in company.secrets_of(company.SOUTH) if word in answer.text]


def test_a_body_that_is_no_json_is_refused_without_an_echo(found: Company) -> None:
    with found.as_("operator") as client:
        for content in (b"{" + SECRET.encode(), b"\xff\xfe" + SECRET.encode(), b'{"query":' * 3000, b"[" * 100_000):
            answer = client.post("/api/search", content=content, headers={"Content-Type": "application/json"})
            assert answer.status_code in (400, 422)
            assert SECRET not in answer.text
