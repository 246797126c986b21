"""Walks along the links of the OpenAPI document: whatever was done before, no 5xx, no undocumented status, no echo.

Each step takes ids and versions out of earlier answers and makes up the rest; half of what is made up is broken.
`-m long` walks for ten minutes, shared among six roles; the short form takes a few steps.
"""

from __future__ import annotations

import contextlib
import json
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, settings
from hypothesis.errors import FlakyStrategyDefinition

from tests.api import company
from tests.api.company import Company
from tests.api.document import DOCUMENT
from tests.api.test_contract import SLOW, as_bytes

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # about features of its own that are on their way
    import schemathesis
    from schemathesis.core.transport import Response

LONG_SECONDS = 100
"""A role, of six."""
SENT_WORDS = 12
"""Length from which a made-up text is looked for in the answer that refuses it; shorter ones occur by chance."""


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Company]:
    with company.opened_company(company.make(tmp_path)) as made:
        yield made


def texts(value: Any) -> Iterator[str]:
    """Every text in what was sent."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def walk(client: TestClient, *, examples: int, steps: int, slow: bool) -> Counter[str]:
    """Walk; returns how often each address answered with each kind of status."""
    answered: Counter[str] = Counter()
    document = json.loads(json.dumps(DOCUMENT))
    if not slow:
        document["paths"] = {path: spec for path, spec in document["paths"].items() if path not in SLOW}
        drop_dangling(document)
    machine = schemathesis.openapi.from_dict(document).as_state_machine()

    class Walk(machine):  # type: ignore[misc, valid-type]  # made of the document
        def call(self, case: Any, **_: Any) -> Any:
            sent = client.request(
                case.operation.method.upper(), case.formatted_path, params=case.query or None,
                content=as_bytes(case.body), headers={"Content-Type": "application/json"},
            )  # fmt: skip
            return Response.from_any(sent)

        def validate_response(self, response: Any, case: Any, *_: Any, **__: Any) -> None:
            path, status = case.operation.path, response.status_code
            answered[f"{case.operation.method} {path} {status}"] += 1
            known = case.operation.definition.raw["responses"]
            assert status < 500, (path, status)
            assert str(status) in known or status in (404, 405), (path, status)
            if status >= 400:
                body = response.content.decode("utf-8")
                assert json.loads(body)["detail"], path
                assert not [one for one in texts(case.body) if len(one) >= SENT_WORDS and one in body], path

    Walk.TestCase.settings = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, database=None, derandomize=not slow,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    Walk.TestCase().runTest()
    return answered


def drop_dangling(document: dict[str, Any]) -> None:
    """Links to addresses that are not walked."""
    ids = {spec["operationId"] for methods in document["paths"].values() for spec in methods.values()}
    for methods in document["paths"].values():
        for spec in methods.values():
            links = spec["responses"]["200"].get("links", {})
            spec["responses"]["200"]["links"] = {name: one for name, one in links.items() if one["operationId"] in ids}


@pytest.mark.parametrize("who", ["lead", "mentor"])
def test_a_walk_along_the_links_breaks_nothing(found: Company, who: str) -> None:
    with found.as_(who) as client:
        answered = walk(client, examples=8, steps=8, slow=False)
    assert any(" 200" in one and one.startswith("post") for one in answered)  # it got somewhere
    assert found.app.store.audit.verify() == []


@pytest.mark.long
@pytest.mark.parametrize("who", ["operator", "lead", "executive", "mentor", "admin", "delegate"])
def test_a_long_walk_breaks_nothing(found: Company, who: str) -> None:
    until, answered = time.monotonic() + LONG_SECONDS, Counter[str]()
    with found.as_(who) as client:
        while time.monotonic() < until:
            with contextlib.suppress(FlakyStrategyDefinition):  # what it may do next depends on what was done before
                answered += walk(client, examples=20, steps=25, slow=True)
    assert sum(answered.values()) > 100
    assert found.app.store.audit.verify() == []
    print(who, sum(answered.values()), Counter(one.rpartition(" ")[2] for one in answered.elements()))  # noqa: T201 - figures of the long run
